"""Table rows whose cells go on over several lines: which lines are one row, and what its cells say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from claims.reading.files.printed.line_pieces import Piece, text_of
from claims.reading.files.printed.margins import Row
from claims.reading.line_breaks import breaks_phrase

_LEADING = 1.4  # of the size: lines of one cell are no further apart
_APART = 3.0  # of the size: rows of one table are no further apart
_OVERLAPPING = 0.9  # of the size: lines that are nearer to each other are in cells beside each other
_SPACE = 0.25  # of the size: between two words
_SEVERAL, _MANY = 2, 4  # words
_MOST_ROWS = 400  # of one table

Span = tuple[float, float]


@dataclass(slots=True)
class _Group:
    """The lines of one row of a table so far: the last piece and the words of each of its columns, by number."""

    last: dict[int, Piece] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)
    baseline: float = 0.0
    lines: int = 0


def wrapped_rows(rows: Sequence[Row], run_on: Callable[[str, str], str]) -> dict[int, str | None]:
    """The rows of tables with wrapped cells: the words of a row by the number of its first line, and None by those of its other lines.

    ``run_on`` joins two lines of a cell. A line belongs to the row above where each of its cells goes on from the cell above it: that is
    full, and the phrase is not at its end.
    """
    joined: dict[int, str | None] = {}
    free = at = 0  # ``free``: the first line that is in no table yet
    while at < len(rows):
        start, end = _run_around(rows, at, free) if len(rows[at].pieces) > 1 else (at, at + 1)
        if end - start > 1:
            joined |= {start + number: words for number, words in _joined(rows[start:end], run_on).items()}
            free = end
        at = end
    return joined


def _run_around(rows: Sequence[Row], celled: int, free: int) -> tuple[int, int]:
    """The range of lines that may form one table with a line of several cells: none of them reaches across two columns.

    Lines of a single cell may come before it, from ``free`` on, if they are close.
    """
    spans = _spans(rows[celled])
    start, end = celled, celled + 1
    while start > free and len(rows[start - 1].pieces) == 1 and _are_near(rows[start - 1], rows[start], _LEADING):
        merged = _merged([*spans, *_spans(rows[start - 1])])
        if len(merged) < len(spans):
            break
        spans, start = merged, start - 1
    while end < min(len(rows), celled + _MOST_ROWS) and _are_near(rows[end - 1], rows[end], _APART):
        merged = _merged([*spans, *_spans(rows[end])])
        if len(merged) < len(spans):
            break
        spans, end = merged, end + 1
    return start, end


def _spans(row: Row) -> list[Span]:
    return [(piece.left, piece.right) for piece in row.pieces]


def _are_near(above: Row, below: Row, most: float) -> bool:
    return above.baseline - below.baseline < most * max(above.size, below.size)


def _merged(spans: Sequence[Span]) -> list[Span]:
    """The same stretches of a line, those that overlap as one."""
    merged: list[Span] = []
    for left, right in sorted(spans):
        if merged and left < merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], right)
        else:
            merged.append((left, right))
    return merged


def _joined(rows: Sequence[Row], run_on: Callable[[str, str], str]) -> dict[int, str | None]:
    columns = _merged([(piece.left, piece.right) for row in rows for piece in row.pieces])
    groups: list[_Group] = []
    firsts: list[int] = []
    for at, row in enumerate(rows):
        cells = {_column(columns, piece): piece for piece in row.pieces}
        if not groups or not _goes_on(groups[-1], row, cells, columns):
            groups.append(_Group())
            firsts.append(at)
        group = groups[-1]
        for number, piece in cells.items():
            group.words[number] = run_on(group.words[number], text_of(piece)) if number in group.words else text_of(piece)
            group.last[number] = piece
        group.baseline, group.lines = row.baseline, group.lines + 1
    joined: dict[int, str | None] = {}
    for first, group in zip(firsts, groups, strict=True):
        if len(group.words) > 1 and any(row.lines > 1 for row in groups):
            joined[first] = " | ".join(group.words[number] for number in sorted(group.words))
            joined |= dict.fromkeys(range(first + 1, first + group.lines))
    return joined


def _column(columns: Sequence[Span], piece: Piece) -> int:
    return next(number for number, (left, right) in enumerate(columns) if left <= piece.left <= right)


def _goes_on(group: _Group, row: Row, cells: dict[int, Piece], columns: Sequence[Span]) -> bool:
    above = {number: group.last[number] for number in cells if number in group.last}
    if len(group.last) == len(cells) == len(columns) and not _are_phrases(group):
        return False  # both have all cells: they are two rows
    if not above:
        return group.baseline - row.baseline < _OVERLAPPING * row.size
    return all(_is_full(piece, cells[number], columns[number]) for number, piece in above.items())


def _are_phrases(group: _Group) -> bool:
    """Whether all cells have several words, and one has many: no row of names or figures."""
    lengths = [len(words.split()) for words in group.words.values()]
    return min(lengths) >= _SEVERAL and max(lengths) >= _MANY


def _is_full(above: Piece, below: Piece, column: Span) -> bool:
    """Whether a line of a cell is full and its phrase goes on in the line below it."""
    first = below.words[0]
    would_fit = above.right + (first.right - first.left) + _SPACE * below.size <= column[1]
    is_near = above.baseline - below.baseline < _LEADING * below.size
    return is_near and not would_fit and breaks_phrase(text_of(above), text_of(below))

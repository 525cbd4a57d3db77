"""The margins of a page, which are not part of its text: running heads and feet, page numbers, a browser's print lines."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from claims.reading.files.printed.line_pieces import Piece, size_of, text_of

_DEPTH = 3  # rows at the head and at the foot that are examined
_MARGIN = 0.16  # of the page's height
_COUNTED = 3  # pages whose last row is a number one higher than the page's before: they are numbered
_ENDS_SENTENCE = re.compile(r"[.!?][\"'”’»)]?$")
_SAME_PLACE = 4.0  # points
_ALONE = 1.5  # line heights between a page number and the text
_NUMBER = re.compile(r"\W{0,4}(?:page\s|seite\s|p\.\s?)?([0-9]{1,4})(?:\s?(?:/|of|von)\s?[0-9]{1,4})?[^\w.]{0,4}", re.IGNORECASE)
_PRINTED_AT = re.compile(
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2} \w{3,9} \d{4}|\w{3,9} \d{1,2}, \d{4}),? +\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?\b.*"
)
_PRINTED_FROM = re.compile(r"(?:https?://|file://|www\.)\S+(?: +\d{1,4} ?(?:/|of) ?\d{1,4})?|\d{1,4}/\d{1,4}")


@dataclass(frozen=True, slots=True)
class Row:
    """All words at one height of a page, ``baseline`` points from its foot."""

    pieces: tuple[Piece, ...]
    text: str
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its rows from the top down, and its height in points."""

    rows: tuple[Row, ...]
    height: float


def rows_of(pieces: Sequence[Piece]) -> tuple[Row, ...]:
    """The pieces, which come from the top down, by their height."""
    rows: list[list[Piece]] = []
    for piece in pieces:
        if rows and abs(rows[-1][0].baseline - piece.baseline) < 0.3 * piece.size:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return tuple(map(row_of, rows))


def row_of(pieces: Sequence[Piece]) -> Row:
    """The row of these pieces, which come from left to right."""
    size = size_of([word for piece in pieces for word in piece.words])
    return Row(tuple(pieces), "  ".join(map(text_of, pieces)), pieces[0].baseline, size)


def without_margins(sheets: Sequence[Sheet]) -> tuple[list[list[Piece]], int]:
    """The pieces of each page without heads, feet and page numbers, and how many rows were left out.

    From each edge inward: the first row that belongs to the text ends the margin.
    """
    repeated = _repeated(sheets)
    offsets = _offsets(sheets)
    left_out = 0
    pages: list[list[Piece]] = []
    for number, sheet in enumerate(sheets):
        gone: set[int] = set()
        for order, inward in ((range(len(sheet.rows)), 1), (range(len(sheet.rows) - 1, -1, -1), -1)):
            for at in list(order)[:_DEPTH]:
                if not _is_margin(sheet, at, inward, number, repeated, offsets):
                    break
                gone.add(at)
        if len(gone) == len(sheet.rows):
            gone = set()
        left_out += len(gone)
        pages.append([piece for at, row in enumerate(sheet.rows) if at not in gone for piece in row.pieces])
    return pages, left_out


def _is_margin(sheet: Sheet, at: int, inward: int, number: int, repeated: Counter[tuple[str, int]], offsets: Counter[int]) -> bool:
    row = sheet.rows[at]
    number_alone = _NUMBER.fullmatch(row.text)
    if number_alone and offsets[int(number_alone[1]) - number] >= _COUNTED:
        return True
    depth = row.baseline if inward < 0 else sheet.height - row.baseline
    if depth > _MARGIN * sheet.height:
        return False
    if _is_repeated(row, row.text, repeated):
        return True
    # The same but for its figures may be a running head with a page number, or the first line of two like paragraphs.
    if _is_repeated(row, _masked(row.text), repeated) and _is_parted(sheet, at, inward, repeated):
        return True
    if any(_PRINTED_AT.fullmatch(text) or _PRINTED_FROM.fullmatch(text) for text in (row.text, *map(text_of, row.pieces))):
        return _is_alone(sheet, at, inward)
    return number_alone is not None and _is_alone(sheet, at, inward)


def _is_repeated(row: Row, text: str, repeated: Counter[tuple[str, int]]) -> bool:
    return any(repeated[text, round(row.baseline / _SAME_PLACE) + near] for near in (-1, 0, 1))


def _is_parted(sheet: Sheet, at: int, inward: int, repeated: Counter[tuple[str, int]]) -> bool:
    """Whether a row is separated from the text, alone or together with other rows of the margin."""
    while 0 <= at < len(sheet.rows) and _is_repeated(sheet.rows[at], _masked(sheet.rows[at].text), repeated):
        if _is_alone(sheet, at, inward):
            return True
        at += inward
    return False


def _is_alone(sheet: Sheet, at: int, inward: int) -> bool:
    """Whether more than a line's height is between the row and the text: the last line of a paragraph may be "2021" alone."""
    if not 0 <= at + inward < len(sheet.rows):
        return True
    row, neighbour = sheet.rows[at], sheet.rows[at + inward]
    return abs(row.baseline - neighbour.baseline) > _ALONE * 1.2 * max(row.size, neighbour.size)


def _repeated(sheets: Sequence[Sheet]) -> Counter[tuple[str, int]]:
    """Rows near an edge that stand at the same height of at least half of the pages, of two at least; no sentence is such a row."""
    counted: Counter[tuple[str, int]] = Counter()
    for sheet in sheets:
        edge = (*sheet.rows[:_DEPTH], *sheet.rows[-_DEPTH:])
        counted.update(
            {
                (text, round(row.baseline / _SAME_PLACE))
                for row in edge
                for text in (row.text, _masked(row.text))
                if not (_NUMBER.fullmatch(row.text) or _ENDS_SENTENCE.search(row.text))
            }
        )
    least = max(2, len(sheets) // 2)
    return Counter({line: times for line, times in counted.items() if times >= least})


def _offsets(sheets: Sequence[Sheet]) -> Counter[int]:
    """How often a bare number near an edge is so far from the number of its page: a page number always is equally far."""
    counted: Counter[int] = Counter()
    for number, sheet in enumerate(sheets):
        edge = (*sheet.rows[:1], *sheet.rows[-1:])
        counted.update({int(match[1]) - number for row in edge if (match := _NUMBER.fullmatch(row.text))})
    return counted


def _masked(line: str) -> str:
    return re.sub(r"[0-9]+", "0", line)

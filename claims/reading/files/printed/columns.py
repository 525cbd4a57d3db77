"""The reading order of a page's pieces: column by column if running text is in columns, else from the top down."""

from collections import Counter
from statistics import median

from claims.reading.files.printed.line_pieces import Piece
from claims.reading.files.printed.margins import rows_of

_LEAST_LINES = 3  # in a column
_LEAST_LETTERS = 14  # words in the median line of a column; the cells of a table are shorter
_RUNNING = 0.2  # share of a column's lines after the first that begin in lower case, unlike those of a table or a list
_DEEPEST = 6  # columns within columns
_MOST_EDGES = 12  # left edges that are tried


def in_order(pieces: list[Piece], depth: int = 0) -> list[list[Piece]]:
    """The pieces in reading order, a list for each column. ``pieces`` come from the top down.

    A gutter is a left edge that many lines share, with running text on both sides of it and nothing across it. What lies across, a
    headline say, parts the columns above it from those below.
    """
    bands = max((_bands(pieces, edge) for edge in _edges(pieces)), key=_weight, default=[]) if depth < _DEEPEST else []
    if not _weight(bands):
        return [pieces]
    ordered: list[list[Piece]] = []
    for left, right in bands:
        ordered += [*in_order(left, depth + 1), *in_order(right, depth + 1)] if right else [left]
    return ordered


def _edges(pieces: list[Piece]) -> list[float]:
    counted = Counter(round(piece.left / 2) * 2.0 for piece in pieces)
    common = [edge for edge, times in counted.most_common(_MOST_EDGES) if times >= _LEAST_LINES]
    return [edge for edge in common if edge > min(piece.left for piece in pieces) + 20]


def _weight(bands: list[tuple[list[Piece], list[Piece]]]) -> int:
    return sum(len(left) + len(right) for left, right in bands if right)


def _bands(pieces: list[Piece], edge: float) -> list[tuple[list[Piece], list[Piece]]]:
    """Stretches of the page, from the top down: (left column, right column), or (all pieces, nothing) if there are no columns."""
    bands: list[tuple[list[Piece], list[Piece]]] = []
    run: list[Piece] = []
    crossed: list[Piece] = []
    barrier: Piece | None = None

    def end() -> None:
        nonlocal run, crossed
        left = [piece for piece in run if piece.left < edge - 3]
        right = [piece for piece in run if piece.left >= edge - 3]
        if _is_column(left) and _is_column(right):
            if crossed:
                bands.append((crossed, []))
                crossed = []
            bands.append((left, right))
        else:
            crossed += run
        run = []

    for piece in pieces:
        is_across = piece.left < edge - 3 and piece.right > edge - 0.3 * piece.size
        if is_across or (barrier is not None and abs(barrier.baseline - piece.baseline) < 0.4 * piece.size):
            end()
            crossed.append(piece)
            barrier = piece if is_across else barrier
        else:
            run.append(piece)
    end()
    if crossed:
        bands.append((crossed, []))
    return bands


def _is_column(pieces: list[Piece]) -> bool:
    """Whether these are the lines of running text and not the cells of a table."""
    texts = [row.text for row in rows_of(pieces)]
    if len(texts) < _LEAST_LINES:
        return False
    running = sum(text[:1].islower() for text in texts[1:])
    return median(map(len, texts)) >= _LEAST_LETTERS and running >= _RUNNING * (len(texts) - 1)

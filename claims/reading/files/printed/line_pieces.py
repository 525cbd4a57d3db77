"""Joins words by their position to pieces of lines; small raised and lowered signs go to the line that they belong to."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from claims.reading.files.word import raised

_WIDE_GAP = 0.75  # of the size of the letters: words further apart are in two columns, two cells, or far apart in one line
_GLUED = 0.14  # times the size: characters nearer than this are one word
_TOUCHING = 0.03  # times the size: nearer than this, a drawn space does not count, because slanted letters lean into it
_EVEN = 0.2  # of the size: gaps of a justified line differ by less, but where letters of another font stand
_FEWEST_GAPS = 4
_FEWEST_TO_EDGE = 2  # gaps of a row that ends at the edge of its column, as justified lines do
_SAME_EDGE = 1.5  # points: lines whose right ends are nearer end at one edge
_FEWEST_AT_EDGE = 3  # lines that make an edge
_BULLETS = "•‣◦·▪■●○"
_ITEM_MARK = re.compile(rf"[{_BULLETS}–—-]|\(?(?:[0-9]{{1,3}}|[a-z])[.)]?")
_APART = 1.25  # times the usual gap of a line: a number or letter so far from the words after it counts the items of a list
_BESIDE = 0.6  # of a bullet's size: it stands higher or lower than the line that it begins by less
_SMALL = 0.82  # of the size of the line: what is smaller may be a raised or lowered sign
_TINY = 0.7  # of the size of the line: a digit alone in its row that is so small is a note's mark
_ROW = 0.22  # of the size: baselines nearer than this are one row
_TWICE = 0.12  # of the size: a word drawn again so near is the same one, made bold


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was drawn: its edges and baseline in points from the page's lower left, the size of its letters in points."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    after_space: bool = False  # a space was drawn before it
    is_raised: bool = False


@dataclass(slots=True)
class Piece:
    """Words on one baseline with no wide gap between them, from left to right."""

    words: list[Word] = field(default_factory=list)

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def is_item(self) -> bool:
        """Whether it begins with the mark of a list's item: a bullet, number or letter with more space after it than between other words."""
        return _is_item(self.words)

    @property
    def baseline(self) -> float:
        return next((word.baseline for word in self.words if not word.is_raised), self.words[0].baseline)

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return size_of(self.words)


def size_of(words: Sequence[Word]) -> float:
    """The size of most letters of some words, in points, without their raised signs."""
    letters: Counter[float] = Counter()
    for word in words:
        if not word.is_raised or len(words) == 1:
            letters[round(word.size, 1)] += len(word.text)
    return letters.most_common(1)[0][0] if letters else words[0].size


def pieces_of(words: Iterable[Word]) -> list[Piece]:
    """The pieces of a page from the top down, in one row from left to right."""
    return [piece for row in _rows(_once(words)) for piece in in_row(row)]


def in_row(words: Iterable[Word], fewest_gaps: int = _FEWEST_GAPS) -> list[Piece]:
    """The pieces of the words at one height, from left to right; the mark of a list's item belongs to the words after it.

    Words that are equally far apart are one piece, however far, from ``fewest_gaps`` on.
    """
    row = sorted(words, key=lambda word: word.left)
    marks = row[:1] if _is_item(row) else []
    pieces = _parted(row[len(marks) :], fewest_gaps)
    if marks and marks[0].text.isalnum() and len(pieces) > 1:
        return [Piece(marks), *pieces]  # a bare number beside several cells is a cell
    pieces[0].words[:0] = marks
    return pieces


def _is_item(words: list[Word]) -> bool:
    """Whether the first word is the mark of a list's item, apart from the words that follow."""
    if len(words) < 2 or not _ITEM_MARK.fullmatch(words[0].text):
        return False
    gap, *gaps = (word.left - before.right for before, word in pairwise(words))
    return words[0].text in _BULLETS or (gap >= _WIDE_GAP * words[1].size and gap > _APART * median(gaps or [0.0]))


def in_column(rows: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """The pieces of each row of a column, with the justified lines joined: their words may be as far apart as cells of a table."""
    edges = sorted(row[-1].right for row in rows)
    joined = []
    for row in rows:
        right = row[-1].right
        is_to_edge = bisect_right(edges, right + _SAME_EDGE) - bisect_left(edges, right - _SAME_EDGE) >= _FEWEST_AT_EDGE
        words = [word for piece in row for word in piece.words]
        joined.append(in_row(words, _FEWEST_TO_EDGE if is_to_edge else _FEWEST_GAPS))
    return joined


def _parted(row: list[Word], fewest_gaps: int) -> list[Piece]:
    """The pieces of a row, whose words come from left to right."""
    pieces = [Piece([row[0]])]
    even = _even_gap(row, fewest_gaps)
    for word in row[1:]:
        before = pieces[-1].words[-1]
        if word.left - max(before.right, pieces[-1].right) < max(even, _WIDE_GAP * max(before.size, word.size)):
            pieces[-1].words.append(word)
        else:
            pieces.append(Piece([word]))
    return pieces


def _even_gap(row: list[Word], fewest_gaps: int) -> float:
    """The gap, in points, that separates no columns in a row of justified text, whose words are equally far apart; 0 for other rows."""
    gaps = [word.left - before.right for before, word in pairwise(row)]
    worded = sum(word.text[:1].isalpha() for word in row)
    if len(gaps) < fewest_gaps or worded * 2 < len(row):
        return 0.0
    usual, slack = median(gaps), _EVEN * max(word.size for word in row)
    is_even = max(gaps) <= usual + slack and sum(gap >= usual - slack for gap in gaps) >= 0.6 * len(gaps)
    return usual + slack if is_even else 0.0


def text_of(piece: Piece, marks: list[str] | None = None) -> str:
    """The words of a piece with spaces between them; the raised marks of notes are left out and appended to ``marks``."""
    text, end = "", piece.left
    for at, word in enumerate(piece.words):
        is_apart = word.left - end > (_TOUCHING if word.after_space else _GLUED) * word.size
        if word.is_raised:
            following = piece.words[at + 1] if at + 1 < len(piece.words) else word
            after = following.text if 0 <= following.left - word.right < _GLUED * following.size else ""
            spelt = raised.spell(word.text, text, after)
            if not spelt:
                if marks is not None:
                    marks.append(word.text)
                continue
        else:
            spelt = " " * (is_apart and bool(text)) + word.text
        text += spelt
        end = max(end, word.right)
    return " ".join(text.split())


def _once(words: Iterable[Word]) -> list[Word]:
    """The words without those drawn a second time over the first, which some programs do for bold letters and shadows."""
    kept: set[tuple[str, float, int, int]] = set()
    made: list[Word] = []
    for word in words:
        # The size is part of the key, since it gives the cells their width: the same numbers are another position in other letters.
        cell = max(1.0, word.size * _TWICE)
        across, up = int(word.left / cell), int(word.baseline / cell)
        if any((word.text, word.size, across + x, up + y) in kept for x in (-1, 0, 1) for y in (-1, 0, 1)):
            continue
        kept.add((word.text, word.size, across, up))
        made.append(word)
    return made


def _rows(words: list[Word]) -> list[list[Word]]:
    """Words by baseline, from the top down; small signs a little above or below a row that touch one of its words belong to it."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: -word.baseline):
        if rows and rows[-1][0].baseline - word.baseline < _ROW * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    baselines = [-row[0].baseline for row in rows]
    for row in rows:
        for word in list(row):
            if (host := _host(word, row, rows, baselines)) is not None:
                target, is_raised = host
                row.remove(word)
                target.append(replace(word, is_raised=is_raised, baseline=target[0].baseline))
    return [row for row in rows if row]


def _row_of_mark(word: Word, own: list[Word], rows: list[list[Word]], baselines: list[float]) -> list[Word] | None:
    """The row to the right of a list's mark that is a little higher or lower than it."""
    reach = _BESIDE * word.size
    near = rows[bisect_left(baselines, -word.baseline - reach) : bisect_right(baselines, -word.baseline + reach)]
    beside = [row for row in near if row and row is not own and min(item.left for item in row) > word.right]
    nearest = min(beside, key=lambda row: abs(row[0].baseline - word.baseline), default=None)
    return nearest if nearest and (word.text in _BULLETS or word.size > _SMALL * nearest[0].size) else None


def _host(word: Word, own: list[Word], rows: list[list[Word]], baselines: list[float]) -> tuple[list[Word], bool] | None:
    """The row that a small sign belongs to, and whether it is raised above it; None for a word of its own row."""
    if len(word.text) > 6:
        return None
    reach = word.size * 2
    if len(own) == 1 and _ITEM_MARK.fullmatch(word.text) and (row := _row_of_mark(word, own, rows, baselines)):
        return row, False
    for at in range(bisect_left(baselines, -word.baseline - reach), bisect_right(baselines, -word.baseline + reach)):
        row = rows[at]
        if row is own or not row:
            continue
        for neighbour in row:
            rise = (word.baseline - neighbour.baseline) / neighbour.size
            is_mark = len(own) == 1 and word.text.isdigit() and word.size < _TINY * neighbour.size  # set too low by a careless program
            if word.size > _SMALL * neighbour.size or not (-0.4 < rise < 0.75 or (is_mark and -1.0 < rise < 1.0)) or abs(rise) < 0.02:
                continue
            gap = min(abs(word.left - neighbour.right), abs(neighbour.left - word.right))
            if gap < 0.3 * neighbour.size or (is_mark and neighbour.left < word.left < neighbour.right):
                return row, rise > 0 or rise < -0.4
    return None

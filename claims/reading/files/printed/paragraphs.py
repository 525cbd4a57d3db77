"""From the lines of a column to paragraphs: which line continues in the next, what is a table row, what is a footnote."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from claims.reading import hyphens
from claims.reading.files.printed.line_pieces import Piece, in_column, text_of
from claims.reading.files.printed.margins import Row, row_of, rows_of
from claims.reading.files.printed.wrapped_cells import wrapped_rows
from claims.reading.line_breaks import starts_item

_ENDS_SENTENCE = re.compile(r"[.!?:…。！？][\"'”’»)\]]{0,3}$")
_NOTE = re.compile(r"(?:\[?\(?(\d{1,3})\)?\]?[.)]?|[*†‡§¶])\s*(?=\S)")
_LONE_MARK = re.compile(r"\d{1,3}|[*†‡§]")
_TINY = 0.75  # times the size: a number alone in such small letters is a note's mark without a word
_SMALLER = 0.93  # of the size of most letters of a file: the print of notes
_OTHER_SIZE = 0.08  # of the size: letters that differ more are another kind of paragraph, a headline say
_INDENT = 0.7  # of the size
_ALIGNED = 2.5  # points: edges nearer than this count as one edge
_SHORT = 0.8  # of a column's width: a sentence that ends before it ends a paragraph
_LOOSE = 1.3  # times the usual line distance separates two paragraphs


@dataclass(slots=True)
class Text:
    """The paragraphs of a file as they are collected: ``paragraphs`` in order, ``notes`` beside them, each with what is counted."""

    body_size: float
    own_words: Collection[str]
    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rows: int = 0
    is_open: bool = False  # the last line may continue in the next column or on the next page
    _last_size: float = 0.0
    _is_in_item: bool = False

    def add_column(self, pieces: Sequence[Piece]) -> None:
        """Add the lines of a column, which come from the top down."""
        rows = list(map(row_of, in_column([row.pieces for row in rows_of(pieces)])))
        body, notes = self._parted(rows)
        self._add_body(body)
        for row in notes:
            mark = _NOTE.match(row.text)
            if mark or not self.notes:
                self.notes.append(row.text[mark.end() :] if mark else row.text)
            else:
                self.notes[-1] = self._run_on(self.notes[-1], row.text)

    def _parted(self, rows: Sequence[Row]) -> tuple[Sequence[Row], Sequence[Row]]:
        """The lines of the text, and the notes at the foot of the column: lines in smaller print that begin with a note's mark."""
        first = len(rows)
        while first > 0 and rows[first - 1].size < _SMALLER * self.body_size:
            first -= 1
        marked = next((at for at in range(first, len(rows)) if _NOTE.match(rows[at].text)), len(rows))
        return rows[:marked], rows[marked:]

    def _add_body(self, rows: Sequence[Row]) -> None:
        if not rows:
            return
        right = max(piece.right for row in rows for piece in row.pieces)
        left = _usual_left(rows)
        pitch = _pitch(rows)
        wrapped = wrapped_rows(rows, self._run_on)
        tables = _table_rows(rows) | wrapped.keys()
        before: Row | None = None
        for at, row in enumerate(rows):
            if at in wrapped and wrapped[at] is None:
                continue
            text = wrapped.get(at) or (_cells(row) if at in tables else " ".join(row.text.split()))
            if not text or (row.size < _TINY * self.body_size and _LONE_MARK.fullmatch(text)):
                continue
            is_row = at in tables
            self.rows += is_row
            if before is None:
                goes_on = self._goes_on_from_before(row, text, is_row=is_row)
            else:
                goes_on = not is_row and (at - 1) not in tables and self._goes_on(before, row, text, left, right, pitch)
            is_next = self._is_next_item(before, row, text, pitch)
            self._add(text, goes_on=goes_on, is_line=(is_row and at - 1 in tables) or is_next)
            self._is_in_item = _starts_item(row, text) or (self._is_in_item and goes_on)
            self.is_open = not is_row and not _ENDS_SENTENCE.search(text)
            self._last_size = row.size
            before = row

    def _add(self, text: str, *, goes_on: bool, is_line: bool) -> None:
        if goes_on and self.paragraphs:
            self.paragraphs[-1] = self._run_on(self.paragraphs[-1], text)
        elif is_line and self.paragraphs:
            self.paragraphs[-1] += "\n" + text
        else:
            self.paragraphs.append(text)

    def _run_on(self, text: str, following: str) -> str:
        if text.endswith("\xad"):  # a soft hyphen
            return text[:-1] + following
        return hyphens.joined(text, following, self.own_words) if hyphens.ends_in_hyphen(text) else f"{text} {following}"

    def _goes_on_from_before(self, row: Row, text: str, *, is_row: bool) -> bool:
        """Whether the first line of a column continues the last sentence of the column before it."""
        if not self.is_open or is_row or _starts_item(row, text) or abs(row.size - self._last_size) > _OTHER_SIZE * row.size:
            return False
        return text[0].islower() or not text[0].isalpha() or hyphens.ends_in_hyphen(self.paragraphs[-1]) or len(self.paragraphs[-1]) > 120

    def _goes_on(self, before: Row, row: Row, text: str, left: float, right: float, pitch: float) -> bool:
        if _starts_item(row, text) or not (_is_as_large(before, row) or text[0].islower()):
            return False
        distance = before.baseline - row.baseline
        if distance > _LOOSE * pitch and distance > 1.5 * row.size:
            return False
        ends = _ENDS_SENTENCE.search(before.text) is not None
        end = max(piece.right for piece in before.pieces)
        width = max(right - left, 1.0)
        if not ends:
            first_word = row.pieces[0].words[0]
            would_fit = end + (first_word.right - first_word.left) + 0.6 * row.size < right
            return not would_fit or hyphens.ends_in_hyphen(before.text) or text[0].islower() or end - left > 0.6 * width
        is_indented = row.pieces[0].left > left + _INDENT * row.size and before.pieces[0].left < left + _INDENT * row.size
        return not is_indented and end - left > _SHORT * width

    def _is_next_item(self, before: Row | None, row: Row, text: str, pitch: float) -> bool:
        """Whether the line is the next item of a list: it stays with the item before it, on a line of its own."""
        if before is None or not self._is_in_item or not _starts_item(row, text):
            return False
        return before.baseline - row.baseline < 1.8 * pitch


def _starts_item(row: Row, text: str) -> bool:
    return starts_item(text) or row.pieces[0].is_item


def _is_as_large(before: Row, row: Row) -> bool:
    """Whether a line has a word of the size of the line before it: a line in other letters alone is a headline, say, or a caption."""
    words = [word for piece in row.pieces for word in piece.words if not word.is_raised]
    return any(abs(word.size - before.size) <= _OTHER_SIZE * max(word.size, before.size) for word in words)


def _usual_left(rows: Sequence[Row]) -> float:
    counted = Counter(round(row.pieces[0].left) for row in rows)
    return float(counted.most_common(1)[0][0])


def _pitch(rows: Sequence[Row]) -> float:
    """The usual distance of two lines, in points."""
    gaps = [above.baseline - below.baseline for above, below in pairwise(rows)]
    close = [gap for gap, row in zip(gaps, rows, strict=False) if 0 < gap < 2.2 * row.size]
    return median(close) if close else 1.2 * rows[0].size


def _table_rows(rows: Sequence[Row]) -> set[int]:
    """Which rows are rows of a table: they have two cells at least, one of which stands under or over one of a row next to them."""
    celled = [len(row.pieces) > 1 for row in rows]
    numbers: set[int] = set()
    for at in range(len(rows) - 1):
        if celled[at] and celled[at + 1] and _share_column(rows[at], rows[at + 1]):
            numbers |= {at, at + 1}
    return numbers


def _share_column(row: Row, following: Row) -> bool:
    """Whether a cell after the first has the left edge, the right edge or the middle of one in the other row."""
    return any(
        abs(cell.left - below.left) < _ALIGNED
        or abs(cell.right - below.right) < _ALIGNED
        or abs(cell.left + cell.right - below.left - below.right) < 2 * _ALIGNED
        for cell in row.pieces[1:]
        for below in following.pieces[1:]
    )


def _cells(row: Row) -> str:
    return " | ".join(map(text_of, row.pieces))

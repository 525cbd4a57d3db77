"""Stretches of words with something attached: a link, a comment, the mark of a note."""

from dataclasses import dataclass
from typing import Any

MOST = 1000
"""The most links, and the most comments, that are kept of one file."""

_LONGEST = 1000  # code points of a stretch's words that are kept


@dataclass(slots=True)
class Stretch:
    """Words of the file, by their offsets in ``Stretches.words``; ``end`` is None while they go on. ``name`` is an address or an id."""

    name: str
    start: int
    end: int | None = None


@dataclass(slots=True)
class NoteMark:
    """The mark of a foot- or endnote: where it stands, and where the note's own words are."""

    kind: str
    number: int
    at: int
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """Words written at once, and the element of ``document.xml`` that they stand in or beside.

    ``is_verbatim`` says that they are that element's own text, letter for letter.
    """

    at: int
    words: str
    element: Any
    is_verbatim: bool


class Stretches:
    """The words written so far, including those that the reader leaves out, and what is attached to stretches of them."""

    def __init__(self) -> None:
        self.links: list[Stretch] = []
        self.comments: dict[str, Stretch] = {}  # by the comment's id
        self.notes: list[NoteMark] = []
        self.pieces: list[Piece] = []
        self._length = 0

    @property
    def words(self) -> str:
        """Everything written, in order."""
        return "".join(piece.words for piece in self.pieces)

    def add(self, words: str, element: Any = None, *, is_verbatim: bool = False) -> None:
        """More words."""
        if words:
            self.pieces.append(Piece(self._length, words, element, is_verbatim))
            self._length += len(words)

    def here(self) -> int:
        """The place after the last word."""
        return self._length

    def keep_link(self, start: int, address: str) -> None:
        """Note that the words from there to here link to a web address. Without words or an address nothing is kept."""
        if address and self._length > start and len(self.links) < MOST:
            self.links.append(Stretch(address, start, self._length))

    def start_comment(self, number: str) -> None:
        """Begin the words that a comment is about."""
        if len(self.comments) < MOST:
            self.comments.setdefault(number, Stretch(number, self._length))

    def end_comment(self, number: str) -> None:
        """End the words that a comment is about."""
        stretch = self.comments.get(number)
        if stretch is not None and stretch.end is None:
            stretch.end = self._length

    def mark_comment(self, number: str) -> None:
        """Note where a comment is shown: it belongs here, unless it is about words."""
        if len(self.comments) < MOST:
            self.comments.setdefault(number, Stretch(number, self._length, self._length))

    def mark_note(self, kind: str) -> NoteMark:
        """Note the mark of a foot- or endnote."""
        mark = NoteMark(kind, 1 + sum(note.kind == kind for note in self.notes), self._length)
        self.notes.append(mark)
        return mark


def words_of(words: str, start: int, end: int) -> str:
    """The words of a stretch on one line, cut at 1,000 code points."""
    return " ".join(words[start : min(end, start + _LONGEST)].split())

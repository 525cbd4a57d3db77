"""Stretches of words that something stands on: a link or a comment."""

from claims.model import Link

_MOST = 1000  # links, and comments; each stretch is cut at _LONGEST, so that many over one long text cost little
_LONGEST = 1000  # code points


class Stretches:
    """The words written so far, and what is attached to stretches of them."""

    def __init__(self) -> None:
        self.links: list[Link] = []
        self.quotes: dict[str, str] = {}  # by the comment's id
        self._pieces: list[str] = []
        self._starts: dict[str, int] = {}

    def add(self, words: str) -> None:
        """More words."""
        self._pieces.append(words)

    def here(self) -> int:
        """The place after the last word."""
        return len(self._pieces)

    def keep_link(self, start: int, address: str) -> None:
        """The words from there to here lead to a web address. Without words or an address nothing is kept."""
        if address and len(self.links) < _MOST and (words := self._words(start)):
            self.links.append(Link(words, address))

    def start_comment(self, number: str) -> None:
        """The comment of this id stands on what follows."""
        if len(self._starts) < _MOST:
            self._starts.setdefault(number, self.here())

    def end_comment(self, number: str) -> None:
        """The comment of this id stands on nothing more."""
        if number in self._starts and number not in self.quotes:
            self.quotes[number] = self._words(self._starts[number])

    def _words(self, start: int) -> str:
        kept, length = [], 0
        for piece in self._pieces[start : start + _LONGEST]:
            kept.append(piece)
            length += len(piece)
            if length > _LONGEST:
                break
        return " ".join("".join(kept)[:_LONGEST].split())

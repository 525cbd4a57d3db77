"""Collects the lines of a written document, the same for Word, OpenDocument and RTF."""

from claims.reading.line_breaks import tidy

ITEM = "item"


class Lines:
    """Neighbours of one group (items of a list, rows of a table) follow each other directly; everything else is separated by a blank line."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._group: object = None

    def __len__(self) -> int:
        return len(self._pieces)

    def add(self, words: str, group: object = None) -> None:
        """Add a paragraph, an item or a row, if it has words. ``group`` is None for a paragraph."""
        if words:
            self._pieces.append(("\n" if group is not None and group == self._group else "\n\n") + words)
            self._group = group

    def end_group(self) -> None:
        """Separate what follows from what is here, even within one group."""
        self._group = None

    @property
    def text(self) -> str:
        return tidy("".join(self._pieces))

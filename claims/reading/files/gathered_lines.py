"""The lines of a written document as they are gathered, the same for Word, OpenDocument and RTF."""

from claims.reading.line_breaks import tidy

ITEM = "item"


class Lines:
    """Neighbours of one group, the items of a list or the rows of a table, stand right after each other; all else is apart by a blank line."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._group: object = None

    def __len__(self) -> int:
        return len(self._pieces)

    def add(self, words: str, group: object = None) -> None:
        """Add a paragraph, an item or a row, where it has words. ``group`` is None for a paragraph."""
        if words:
            self._pieces.append(("\n" if group is not None and group == self._group else "\n\n") + words)
            self._group = group

    def end_group(self) -> None:
        """Part what follows from what stands here, also where it is of the same group."""
        self._group = None

    @property
    def text(self) -> str:
        return tidy("".join(self._pieces))

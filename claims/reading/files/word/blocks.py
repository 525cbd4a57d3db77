"""The pieces a Word file is read as."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list item or a table row. Neighbours of one ``group`` above 0 are on consecutive lines."""

    text: str
    style: str = ""  # in lower case and English
    group: int = 0


ITEMS = 1

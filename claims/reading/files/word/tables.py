"""The rows and cells of a table in a Word file, and the lines they are read as."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from claims.reading.files.word import changes
from claims.reading.files.word.blocks import ITEMS, Block
from claims.reading.files.word.elements import SKIPPED, VAL, W, w

_CELLS = {"tr": (f"{W}trPr", w("del")), "tc": (f"{W}tcPr", w("cellDel"))}


def rows_of(table: Any, counts: Counter[str]) -> Iterator[Any]:
    """The rows of a table that are read; ``counts`` learns of changes and of what is left out."""
    yield from _parts(table, "tr", counts)


def cells_of(row: Any, counts: Counter[str]) -> Iterator[Any]:
    """The cells of a row that are read; only the first of cells merged downwards."""
    for cell in _parts(row, "tc", counts):
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        if merged is None or merged.get(VAL) == "restart":
            yield cell


def row_of(cells: Sequence[Sequence[Block]], group: int) -> list[Block]:
    """Cells with a paragraph each as one line; cells that hold more are read one after the other."""
    filled = [cell for cell in cells if cell]
    if any(len(cell) > 1 or cell[0].group > ITEMS for cell in filled):
        return [block for cell in filled for block in cell]
    line = " | ".join(" ".join(cell[0].text.removeprefix("- " if cell[0].group else "").split()) for cell in filled)
    return [Block(line, "row", group)] if line else []


def _parts(element: Any, name: str, counts: Counter[str]) -> Iterator[Any]:
    """The rows of a table or the cells of a row, inside content controls, too, but not inside of tables in them."""
    for child in element:
        if child.tag == W + name:
            properties, gone = _CELLS[name]
            properties_element = child.find(properties)
            tags = {part.tag for part in properties_element} if properties_element is not None else set()
            if tags & gone:
                counts["deletion"] += 1
            elif f"{W}hidden" in tags:
                counts["hidden piece of text"] += 1
            else:
                counts["insertion"] += bool(tags & w("ins", "cellIns"))
                yield child
        elif isinstance(child.tag, str) and child.tag not in SKIPPED and child.tag not in changes.GONE:
            yield from _parts(child, name, counts)

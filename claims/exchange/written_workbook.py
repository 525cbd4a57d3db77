"""Writes a workbook of Excel, LibreOffice or Airtable (.xlsx), row by row."""

import re
from collections.abc import Iterable, Sequence
from typing import IO, Any

from claims.errors import Refused
from claims.exchange.workbook import MOST_ROWS
from claims.wording import phrase

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def write_workbook(names: Sequence[str], rows: Iterable[Sequence[str]], file: IO[bytes], title: str) -> int:
    """Write rows of words as a workbook of one sheet with its first row frozen; nothing in it is a formula. Return the number of rows.

    Raise Refused for more rows than a sheet has."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"

    def cell(words: str) -> Any:
        made = WriteOnlyCell(sheet)
        # Set by hand: openpyxl would read "=1+1" as a formula and refuse control characters.
        made._value, made.data_type = _UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", words), "s"
        return made

    sheet.append([cell(name) for name in names])
    count = 0
    for row in rows:
        if count + 1 == MOST_ROWS:
            raise Refused(phrase("a sheet has {most_rows} rows at most: export as csv or jsonl.", most_rows=format(MOST_ROWS, ",")))
        sheet.append([cell(words) if words else None for words in row])
        count += 1
    book.save(file)
    return count

"""Reads workbooks of Excel, LibreOffice or Airtable (.xlsx); rows stream, with one row and the shared texts in memory."""

import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import islice
from typing import IO, Any

from lxml import etree

from claims.errors import BROKEN_ZIP, Refused, TooLarge, Unreadable
from claims.exchange.column_names import columns_of
from claims.exchange.row_fields import NOTHING
from claims.exchange.rows import MAX_ROW, RowWarning, Wrong
from claims.exchange.tabular import HEADER_WITHIN, MOST_COLUMNS, Row, Rows, Table, header_rank, open_table
from claims.wording import phrase

MAX_UNPACKED = 400_000_000
"""Bytes of a workbook's parts, unpacked: about two million rows. The shared texts among them are kept in memory."""

MAX_PARTS = 5_000
MAX_CELLS = 40_000_000
MOST_ODD = 1_000
"""Cells without a usable value that are reported one by one."""

MOST_ROWS = 1_048_576
"""Rows of a sheet; openpyxl would count up to any number that a row claims to have."""

HEADER_AMONG = 200
"""Rows, including empty ones, in which the header is looked for."""

_NO_VALUE = "the value of this formula is not in the file: left empty. Open the file in a spreadsheet program and save it again."
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DTD = re.compile(rb"<!(?:doctype|entity)", re.IGNORECASE)

Cell = tuple[int, int]
"""Row, from 1, and column, from 0."""


@dataclass(slots=True)
class _Sheet:
    """What openpyxl's row reader leaves out: merged cells, as (first row, first column, last row, last column), and odd cells."""

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    odd: dict[Cell, tuple[str, str]] = field(default_factory=dict)


def open_workbook(file: IO[bytes], given: Mapping[str, str] = NOTHING, sheet: str | None = None) -> Table:
    """Find the header of a workbook's sheet and prepare its rows, good and bad, in order.

    The sheet is ``sheet``, or the first visible one with a column of claims; the others are named in the warnings. Formulas count by
    the value that the file stores for them; cells merged downwards hold their value in every row. Raise Unreadable for another kind
    of file or when no column holds the claims, TooLarge for one that unpacks to more than MAX_UNPACKED bytes.
    """
    _check_package(file)
    book = _loaded(file)
    name = _chosen(book, sheet, given)
    looked = _look(file, book[name])
    table = open_table(partial(_rows_of, book, name, looked, given), given)
    passed = [worksheet.title for worksheet in book.worksheets if worksheet.title != name and next(_cells(worksheet, HEADER_AMONG), None)]
    table.warnings.extend(
        RowWarning(1, "", title[:80], "this sheet was not read: --sheet NAME takes it in place of the first.") for title in passed
    )
    return table


def _check_package(file: IO[bytes]) -> None:
    """Raise an error for a package that must be refused, before anything in it is unpacked."""
    file.seek(0)
    start = file.read(8)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("the file is an old .xls workbook, or has a password: save it as .xlsx without one.")
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise TooLarge(
                    phrase(
                        "the workbook unpacks to more than {max_unpacked} bytes: export the sheet as CSV.",
                        max_unpacked=format(MAX_UNPACKED, ","),
                    )
                )
            for part in parts:
                with package.open(part) as content:
                    if _DTD.search(content.read(2_000).replace(b"\x00", b"")):
                        raise Unreadable(
                            "a part of the workbook declares a document type, which no spreadsheet program writes: it is not read."
                        )
    except BROKEN_ZIP as error:
        raise Unreadable("the file is no workbook, or a broken one: open it in a spreadsheet program and save it as .xlsx.") from error


def _loaded(file: IO[bytes]) -> Any:
    import openpyxl  # only where workbooks are read

    # openpyxl warns of styles and validation that it does not know; they do not affect the cells' values.
    warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
    file.seek(0)
    try:
        return openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # a broken or hostile package makes openpyxl raise almost anything
        raise Unreadable("the file is no workbook that can be read: open it in a spreadsheet program and save it as .xlsx.") from error


def _chosen(book: Any, title: str | None, given: Mapping[str, str]) -> str:
    """The name of the sheet to read."""
    names = [sheet.title for sheet in book.worksheets]
    if title is not None:
        if title not in names:
            raise Refused(
                phrase(
                    "no sheet is called {title}: the sheets are {names}.",
                    title=repr(title),
                    names=", ".join(name[:40] for name in names[:20]),
                ),
                field="sheet",
            )
        return title
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or list(book.worksheets)
    if not visible:
        raise Unreadable("the workbook has no sheet of cells.")
    for sheet in visible:
        start = [cells for _, cells in islice(_cells(sheet, HEADER_AMONG), HEADER_WITHIN) if not isinstance(cells, Wrong)]
        if any("text" in columns_of(names[:MOST_COLUMNS], given).places for names in start):
            return str(sheet.title)
    return str(visible[0].title)


def _look(file: IO[bytes], sheet: Any) -> _Sheet:
    """Read the sheet's XML for what openpyxl's row reader leaves out. Raise TooLarge over MAX_CELLS."""
    details, cells, width = _Sheet(), 0, 0
    try:
        with zipfile.ZipFile(file) as package, package.open(sheet._worksheet_path) as content:
            for _, element in etree.iterparse(content, tag=("{*}c", "{*}row", "{*}mergeCell"), resolve_entities=False, huge_tree=False):
                kind = etree.QName(element).localname
                if kind == "mergeCell":
                    details.merged += _range(element.get("ref"))
                elif kind == "row":
                    if not element.get("r", "1").isdecimal() or int(element.get("r", "1")) > MOST_ROWS:
                        raise Unreadable(
                            phrase(
                                "the sheet names a row {get}: open it in a spreadsheet program and save it again.",
                                get=repr(element.get("r")[:20]),
                            )
                        )
                    cells, width = cells + width, 0
                    _forget(element)
                else:
                    cell_range = _range(element.get("r"))
                    width = max(width + 1, cell_range[0][1] + 1 if cell_range else 0)
                    if cell_range and len(details.odd) < MOST_ODD and (odd := _odd(element)):
                        details.odd[cell_range[0][:2]] = odd
                if cells > MAX_CELLS or len(details.merged) > MAX_CELLS // 100:
                    raise TooLarge(phrase("the sheet has more than {max_cells} cells: export it as CSV.", max_cells=format(MAX_CELLS, ",")))
    except (etree.LxmlError, KeyError, *BROKEN_ZIP) as error:
        raise Unreadable("the sheet of the workbook is broken: open it in a spreadsheet program and save it as .xlsx.") from error
    return details


def _forget(element: Any) -> None:
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _odd(cell: Any) -> tuple[str, str] | None:
    formula = cell.find("{*}f")
    if formula is None or cell.findtext("{*}v") or cell.get("t") == "str":
        return None
    return f"={formula.text or ''}", _NO_VALUE


def _range(reference: str | None) -> list[tuple[int, int, int, int]]:
    from openpyxl.utils.cell import range_boundaries

    try:
        left, top, right, bottom = range_boundaries(reference or "")
    except (ValueError, TypeError):
        return []
    return [(top, left - 1, bottom, right - 1)] if left and top and right and bottom else []


def _rows_of(book: Any, name: str, looked: _Sheet, given: Mapping[str, str]) -> Rows:
    rows = _filled_down(_cells(book[name]), looked.merged)
    start = list(islice(rows, HEADER_WITHIN))
    readable = [[] if isinstance(cells, Wrong) else cells for _, cells in start]
    ranked = []
    for index, cells in enumerate(readable):
        groups = _groups(start[index][0], cells, looked.merged)
        below = readable[index + 1] if groups and index + 1 < len(readable) else []
        names = _named(cells, below, groups, given) if below else cells
        if rank := header_rank(names, index, given):
            ranked.append((rank, index, names, 2 if below else 1))
    if not ranked:
        return Rows([], iter(()))
    _, index, names, height = min(ranked, key=lambda candidate: candidate[0])
    above = [
        (row, " ".join(cell for cell in dict.fromkeys(cells) if cell)) for (row, _), cells in zip(start[:index], readable, strict=False)
    ]
    following = _chained(start[index + height :], rows)
    return Rows([line for line in above if line[1]], _chained([(start[index + height - 1][0], names)], following), looked.odd)


def _chained(first: Sequence[Row], rest: Iterator[Row]) -> Iterator[Row]:
    yield from first
    yield from rest


def _groups(row: int, cells: Sequence[str], merged: Iterable[tuple[int, int, int, int]]) -> list[tuple[int, int]]:
    """The first and last column of each cell in this row that spans several columns; none if it is the only cell, and so a title."""
    groups = [(left, right) for top, left, bottom, right in merged if top == row == bottom and right > left]
    filled = sum(1 for cell in cells if cell)
    return groups if filled > 1 else []


def _named(cells: Sequence[str], below: Sequence[str], groups: Sequence[tuple[int, int]], given: Mapping[str, str]) -> list[str]:
    """Column names from a two-row header: "Review" above "Date" names the column "Review Date"."""
    names = [cells[index] if index < len(cells) else "" for index in range(max(len(cells), len(below)))]
    for left, right in groups:
        for index in range(left, min(right + 1, len(names))):
            own = below[index] if index < len(below) else ""
            whole = f"{names[left] if index == left else cells[left]} {own}".strip()
            names[index] = whole if columns_of([whole], given).places or not columns_of([own], given).places else own
    for index, own in enumerate(below):
        if own and not any(left <= index <= right for left, right in groups):
            names[index] = own
    return names


def _filled_down(rows: Iterator[Row], merged: Iterable[tuple[int, int, int, int]]) -> Iterator[Row]:
    """The rows, with the value of a cell that is merged over several of them repeated in each."""
    tall = sorted(span for span in merged if span[2] > span[0])
    standing: list[tuple[int, int, str]] = []
    for row, cells in rows:
        if isinstance(cells, list) and (standing or tall):
            standing = [span for span in standing if span[0] >= row]
            for _, column, words in standing:
                cells += [""] * (column + 1 - len(cells))
                cells[column] = cells[column] or words
            while tall and tall[0][0] <= row:
                top, left, bottom, _ = tall.pop(0)
                if top == row and left < len(cells):
                    standing.append((bottom, left, cells[left]))
        yield row, cells


def _cells(sheet: Any, most: int = MOST_ROWS) -> Iterator[Row]:
    """Every non-empty row among the first ``most``, its values as words."""
    sheet.reset_dimensions()  # the size that the file states may be wrong, or a million columns
    try:
        for row, cells in enumerate(sheet.iter_rows(max_row=most), start=1):
            words = [_words(cell) for cell in cells]
            while words and not words[-1]:
                words.pop()
            if sum(map(len, words)) > MAX_ROW:
                yield row, Wrong(f"the row is longer than {MAX_ROW:,} characters.")
            elif words:
                yield row, words
    except Exception as error:  # a broken or hostile sheet makes openpyxl raise almost anything
        raise Unreadable("the sheet of the workbook is broken: open it in a spreadsheet program and save it as .xlsx.") from error


def _words(cell: Any) -> str:
    """A cell's value as it would be written in a CSV."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value).strip()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value) if isinstance(value, bool | int | float | timedelta) else ""

"""A CSV as people have it, in: whatever parts its cells, with a title above its header, its columns told by their names."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import IO, Any

from claims.cells import unguarded
from claims.errors import Unreadable
from claims.exchange.dates import EXCEL, DayOrder
from claims.exchange.encodings import UTF8, decoded, encoding_of, is_rewindable, numbered_lines, opened
from claims.exchange.fields import NOTHING, Fields, claim_of
from claims.exchange.headers import Columns, columns_of, hint
from claims.exchange.rows import MAX_ROW, ImportedClaim, RowError, RowWarning, Wrong, checked, shown

DELIMITERS = ",;\t"

HEADER_WITHIN = 12
"""Lines in which the header is looked for."""

MOST_UNUSED = 50
"""Unused columns named one by one."""

_DAYS = ("claimed_at", "reviewed_at")
_SEPARATOR = re.compile(r"\"?sep=(.)\"?\s*\Z", re.IGNORECASE)

Row = tuple[int, list[str] | Wrong]


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A CSV whose header was read. ``warnings`` tell what of the file as a whole was guessed, passed over or not used."""

    columns: dict[str, str]
    unused: list[str]
    warnings: list[RowWarning]
    rows: Iterator[ImportedClaim | RowError]


def open_csv(file: IO[bytes], given: Mapping[str, str] = NOTHING) -> CsvTable:
    """Find the header of a CSV and make its rows ready, good and bad, in order.

    Columns may come in any order, called by the field's name or by words that mean it; rows without an id are known by their
    address and text. ``given`` names the column of a field where its own name does not tell, whatever its case. The file is
    read three times where it can be: for its encoding, for how its columns write days, and for its rows.
    Raise Unreadable for another kind of file, or when no column holds the claims.
    """
    encoding = encoding_of(file)
    above, rows = _rows_of(file, encoding, given)
    header = next(rows, None)
    if header is None:
        return CsvTable({}, [], [], iter(()))
    number, (names, columns) = header[0], _columns(header[1], given)
    own = {field: names[place] for field, place in columns.places.items()}
    days: dict[str, DayOrder] = {}
    serials: dict[str, str] = {}
    if is_rewindable(file):
        days, serials = _survey(rows, {field: columns.places[field] for field in _DAYS if field in columns.places})
        rows = islice(_rows_of(file, encoding, given)[1], 1, None)
    told = [RowWarning(row, "", shown(words), "this line stands above the header: passed over.") for row, words in above]
    if encoding != UTF8:
        told.insert(0, RowWarning(1, "", "", "the file is not UTF-8: it was read as windows-1252. Look at its accented letters."))
    told += _told_of_columns(number, names, columns) + _told_of_days(number, own, days, serials)
    makers = ((row, partial(_claim, row, cells, columns.places, len(names), own, days)) for row, cells in rows if cells)
    return CsvTable(own, _unused(names, columns), told, checked(makers))


def read_csv(file: IO[bytes], given: Mapping[str, str] = NOTHING) -> Iterator[ImportedClaim | RowError]:
    """The rows of ``open_csv``."""
    return open_csv(file, given).rows


def mapping_of(file: IO[bytes], given: Mapping[str, str] = NOTHING) -> tuple[dict[str, str], list[str]]:
    """Which column of a CSV holds which field, as field and the column's own name, and the columns that hold none."""
    table = open_csv(file, given)
    return table.columns, table.unused


def _unused(names: Sequence[str], columns: Columns) -> list[str]:
    used = set(columns.places.values())
    return [name for place, name in enumerate(names) if place not in used]


def _columns(header: list[str] | Wrong, given: Mapping[str, str]) -> tuple[list[str], Columns]:
    if isinstance(header, Wrong):
        raise Unreadable(f"the first line, which names the columns, cannot be read: {header}")
    names = {name.strip().casefold() for name in header}
    shown_names = ", ".join(name[:40] for name in header[:8])
    if missing := [name for name in given.values() if name.strip().casefold() not in names]:
        raise Unreadable(f"no column is called {missing[0]!r}: the columns are {shown_names}.")
    columns = columns_of(header, given)
    if "text" not in columns.places:
        raise Unreadable(
            f"no column is called text or claim, but {shown_names}: name the columns in the first line, or say --map text=COLUMN."
        )
    return header, columns


def _told_of_columns(row: int, names: Sequence[str], columns: Columns) -> list[RowWarning]:
    told = [
        RowWarning(row, names[place], "", f"taken as the {field} by its wording; --map {field}=COLUMN takes another.")
        for field, place in columns.places.items()
        if field in columns.guessed
    ]
    unused = [name for name in _unused(names, columns) if name.strip()]
    told += [RowWarning(row, shown(name), "", f"not used: {hint(name[:80])} would take it.") for name in unused[:MOST_UNUSED]]
    if len(unused) > MOST_UNUSED:
        told.append(RowWarning(row, "", "", f"{len(unused) - MOST_UNUSED:,} more columns were not used (--dry-run lists them)."))
    return told


def _survey(rows: Iterator[Row], places: Mapping[str, int]) -> tuple[dict[str, DayOrder], dict[str, str]]:
    """How the columns of days write them, and the first bare day number in each; reads all rows."""
    orders = {field: DayOrder() for field in places}
    serials: dict[str, str] = {}
    for _, cells in rows if places else ():
        if isinstance(cells, Wrong):
            continue
        for field, place in places.items():
            cell = cells[place] if place < len(cells) else ""
            if cell[4:5] == "-" or not cell:
                continue
            orders[field].look(cell)
            if field not in serials and EXCEL.match(cell):
                serials[field] = cell
    return orders, serials


def _told_of_days(row: int, own: Mapping[str, str], orders: Mapping[str, DayOrder], serials: Mapping[str, str]) -> list[RowWarning]:
    told = []
    for field, order in orders.items():
        proof = order.proves_day or order.proves_month
        if proof and order.day_first is not None:
            first = "day" if order.day_first else "month"
            told.append(RowWarning(row, own[field], shown(proof), f"its days were read {first} first, since this one can be nothing else."))
        if field in serials:
            told.append(
                RowWarning(row, own[field], shown(serials[field]), "its bare numbers were read as a spreadsheet's days since 1900.")
            )
    return told


def _claim(
    row: int, cells: list[str] | Wrong, places: Mapping[str, int], width: int, own: Mapping[str, str], orders: Mapping[str, DayOrder]
) -> ImportedClaim:
    if isinstance(cells, Wrong):
        raise cells
    if any(cells[width:]):
        raise Wrong(f"it has {len(cells):,} cells where the first line names {width:,}: is a quotation mark missing?")
    values: dict[str, Any] = {field: unguarded(cells[place]) or None for field, place in places.items() if place < len(cells)}
    return claim_of(Fields(row, values, own, orders))


def _rows_of(file: IO[bytes], encoding: str, given: Mapping[str, str]) -> tuple[list[tuple[int, str]], Iterator[Row]]:
    """The lines above the header that say something, and the rows from the header on, each with the number of its first line."""
    lines = ((number, _line(line, encoding)) for number, line in numbered_lines(opened(file)))
    start = list(islice(lines, HEADER_WITHIN))
    words = [line if isinstance(line, str) else "\n" for _, line in start]
    separator = _SEPARATOR.match(words[0]) if words else None
    first, delimiter = _header_place(words, separator[1] if separator else DELIMITERS, given)
    above = [
        (number, line.strip())
        for number, line in enumerate(words[:first], start=1)
        if line.strip(f'{delimiter}" \r\n') and not (separator and number == 1)
    ]
    return above, _csv_rows(first, (line for _, line in chain(start[first:], lines)), delimiter)


def _line(line: bytes | None, encoding: str) -> str | Wrong:
    try:
        return decoded(line, encoding)
    except Wrong as fault:
        return fault


def _header_place(lines: Sequence[str], delimiters: str, given: Mapping[str, str]) -> tuple[int, str]:
    """The line that names the columns, counted from 0, and what parts its cells.

    That is the first line with a column of claims and another field beside it; without one, the first with a column of claims;
    without that, the one with the most cells.
    """
    ranked: list[tuple[tuple[int, ...], int, str]] = []
    for order, delimiter in enumerate(delimiters):
        for place, cells in _cells_of(lines, delimiter):
            filled = sum(1 for cell in cells if cell.strip())
            fields = columns_of(cells, given).places if len(cells) <= 10_000 else columns_of(cells[:10_000], given).places
            if not filled:
                continue
            kind = 3 if "text" not in fields else 0 if len(fields) > 1 else 1 if filled > 1 else 2
            ranked.append(((kind, -filled if kind == 3 else place, -len(fields), order), place, delimiter))
    if not ranked:
        return 0, delimiters[0]
    _, place, delimiter = min(ranked)
    return place, delimiter


def _cells_of(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The first lines as rows, each with the place of its first line; up to where they are no CSV."""
    table = csv.reader(lines, delimiter=delimiter)
    place = 0
    csv.field_size_limit(MAX_ROW)
    try:
        for cells in table:
            yield place, cells
            place = table.line_num
    except csv.Error:
        return


def _csv_rows(passed: int, found: Iterator[str | Wrong], delimiter: str) -> Iterator[Row]:
    """The number of each row's first line, and its cells or its fault. Quoted cells may hold line breaks."""
    faults: list[Wrong] = []

    def lines() -> Iterator[str]:
        for line in found:
            if isinstance(line, Wrong):
                faults.append(line)
                line = "\n"
            yield line

    csv.field_size_limit(MAX_ROW)
    table = csv.reader(lines(), delimiter=delimiter, strict=True)
    start = passed + 1
    while True:
        try:
            cells = next(table, None)
        except csv.Error as error:
            cells = [str(error)]
            faults.append(Wrong(_csv_fault(str(error))))
        if cells is None:
            return
        if faults or any(cells):
            yield start, faults[0] if faults else cells
        faults.clear()
        start = passed + table.line_num + 1


def _csv_fault(error: str) -> str:
    if error == "unexpected end of data":
        return "a quotation mark opens a cell here and is never closed: close it, and import the file again for the rows after it."
    return f"the row is no CSV: {error}."

"""A table with rows of cells, from a CSV or a workbook: which column holds which field, how its columns write days, and its claims."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any

from claims.cells import unguarded
from claims.errors import Unreadable
from claims.exchange.column_names import Columns, columns_of, hint
from claims.exchange.row_fields import NOTHING, Fields, claim_of
from claims.exchange.rows import ImportedClaim, RowError, RowWarning, Wrong, checked, shown
from claims.figures.written_days import EXCEL, DayOrder
from claims.wording import phrase

HEADER_WITHIN = 12
"""Lines in which the header is looked for."""

MOST_COLUMNS = 10_000
"""Columns whose names are looked at."""

MOST_UNUSED = 50
"""Unused columns reported one by one."""

_DAYS = ("claimed_at", "reviewed_at")

Row = tuple[int, list[str] | Wrong]
"""The number of a row's first line, and its cells or why they cannot be read."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The contents of a file: the non-empty lines above the header, and the rows from the header on.

    ``odd`` are cells without a usable value, by row and column (from 0): what is in them, and why they are left empty.
    """

    above: list[tuple[int, str]]
    rows: Iterator[Row]
    odd: Mapping[tuple[int, int], tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose header was read. ``warnings`` say what in the file as a whole was guessed, skipped or not used."""

    columns: dict[str, str]
    unused: list[str]
    warnings: list[RowWarning]
    rows: Iterator[ImportedClaim | RowError | RowWarning]


def open_table(read: Callable[[], Rows], given: Mapping[str, str] = NOTHING, *, can_read_twice: bool = True) -> Table:
    """Read the header and prepare the rows, good and bad, in order; ``read`` starts at the beginning of the file each time.

    Columns may come in any order, named after the field or by words that mean it; rows without an id are identified by address and text.
    ``given`` names the column of a field that its own name does not reveal, ignoring case. If the file can be read twice, all rows are
    first read once to find out how the columns write days. Raise Unreadable when no column holds the claims.
    """
    content = read()
    header = next(content.rows, None)
    if header is None:
        return Table({}, [], [], iter(()))
    number, (names, columns) = header[0], _columns(header[1], given)
    own = {field: names[position] for field, position in columns.places.items()}
    days: dict[str, DayOrder] = {}
    serials: dict[str, str] = {}
    rows = content.rows
    if can_read_twice:
        days, serials = _survey(rows, {field: columns.places[field] for field in _DAYS if field in columns.places})
        rows = islice(read().rows, 1, None)
    warnings = [RowWarning(row, "", shown(words), "this line stands above the header: passed over.") for row, words in content.above]
    warnings += _column_warnings(number, names, columns) + _day_warnings(number, own, days, serials)
    used = {position: names[position] for position in columns.places.values()}
    warnings += [
        RowWarning(row, used[position], shown(value), reason)
        for (row, position), (value, reason) in content.odd.items()
        if row > number and position in used
    ]
    makers = ((row, partial(_claim, row, cells, columns.places, len(names), own, days)) for row, cells in rows if cells)
    return Table(own, _unused(names, columns), warnings, checked(makers))


def header_rank(cells: Sequence[str], position: int, given: Mapping[str, str]) -> tuple[int, ...] | None:
    """How likely these cells, the row at ``position``, name the columns: the smallest rank is the header; None for an empty row.

    That is the first row with a column of claims and another field next to it; failing that, the first with a column of claims;
    failing that, the one with the most cells.
    """
    filled = sum(1 for cell in cells if cell.strip())
    if not filled:
        return None
    fields = columns_of(cells[:MOST_COLUMNS], given).places
    kind = 3 if "text" not in fields else 0 if len(fields) > 1 else 1 if filled > 1 else 2
    return kind, -filled if kind == 3 else position, -len(fields)


def _unused(names: Sequence[str], columns: Columns) -> list[str]:
    used = set(columns.places.values())
    return [name for position, name in enumerate(names) if position not in used]


def _columns(header: list[str] | Wrong, given: Mapping[str, str]) -> tuple[list[str], Columns]:
    if isinstance(header, Wrong):
        raise Unreadable(phrase("the first line, which names the columns, cannot be read: {header}", header=header))
    names = {name.strip().casefold() for name in header}
    shown_names = ", ".join(name[:40] for name in header[:8])
    if missing := [name for name in given.values() if name.strip() and name.strip().casefold() not in names]:
        raise Unreadable(
            phrase("no column is called {missing}: the columns are {shown_names}.", missing=repr(missing[0]), shown_names=shown_names)
        )
    columns = columns_of(header, given)
    if "text" not in columns.places:
        raise Unreadable(
            phrase(
                "no column is called text or claim, but {shown_names}: name the columns in the first line, or say --map text=COLUMN.",
                shown_names=shown_names,
            )
        )
    return header, columns


def _column_warnings(row: int, names: Sequence[str], columns: Columns) -> list[RowWarning]:
    warnings = [
        RowWarning(row, names[position], "", f"taken as the {field} by its wording; --map {field}=COLUMN takes another.")
        for field, position in columns.places.items()
        if field in columns.guessed
    ]
    unused = [name for name in _unused(names, columns) if name.strip()]
    warnings += [RowWarning(row, shown(name), "", f"not used: {hint(name[:80])} would take it.") for name in unused[:MOST_UNUSED]]
    if len(unused) > MOST_UNUSED:
        warnings.append(RowWarning(row, "", "", f"{len(unused) - MOST_UNUSED:,} more columns were not used (--dry-run lists them)."))
    return warnings


def _survey(rows: Iterator[Row], places: Mapping[str, int]) -> tuple[dict[str, DayOrder], dict[str, str]]:
    """How each date column writes days, and the first bare day number in each; reads all rows."""
    orders = {field: DayOrder() for field in places}
    serials: dict[str, str] = {}
    for _, cells in rows if places else ():
        if isinstance(cells, Wrong):
            continue
        for name, position in places.items():
            cell = cells[position] if position < len(cells) else ""
            if cell[4:5] == "-" or not cell:
                continue
            orders[name].look(cell)
            if name not in serials and EXCEL.match(cell):
                serials[name] = cell
    return orders, serials


def _day_warnings(row: int, own: Mapping[str, str], orders: Mapping[str, DayOrder], serials: Mapping[str, str]) -> list[RowWarning]:
    warnings = []
    for name, order in orders.items():
        proof = order.proves_day or order.proves_month
        if proof and order.day_first is not None:
            first = "day" if order.day_first else "month"
            warnings.append(
                RowWarning(row, own[name], shown(proof), f"its days were read {first} first, since this one can be nothing else.")
            )
        if name in serials:
            warnings.append(
                RowWarning(row, own[name], shown(serials[name]), "its bare numbers were read as a spreadsheet's days since 1900.")
            )
    return warnings


def _claim(
    row: int, cells: list[str] | Wrong, places: Mapping[str, int], width: int, own: Mapping[str, str], orders: Mapping[str, DayOrder]
) -> ImportedClaim:
    if isinstance(cells, Wrong):
        raise cells
    if any(cells[width:]):
        raise Wrong(f"it has {len(cells):,} cells where the first line names {width:,}: is a quotation mark missing?")
    values: dict[str, Any] = {field: unguarded(cells[position]) or None for field, position in places.items() if position < len(cells)}
    return claim_of(Fields(row, values, own, orders))

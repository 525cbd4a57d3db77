"""The rows of a CSV file, whatever its delimiter."""

import csv

from claims import wording
from claims.errors import TooLarge
from claims.reading.files.spreadsheet import MOST_COLUMNS, RowText, rows_in_words

LONGEST_CELL = 100_000
"""Characters of a cell; a file with a longer one is read as plain text, like any file that is no even table."""

_DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 50  # rows from which the delimiter is told
_FEWEST_EVEN = 0.9  # the share of these rows that have equally many cells


def csv_rows(text: str) -> list[RowText] | None:
    """The rows of a table, with the cells that a spreadsheet program gives them; None for a text that is no table. Raise TooLarge."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    tables = [_table(lines[: 4 * _LOOKED_AT], sign, _LOOKED_AT) for sign in _DELIMITERS]
    columns = [_even_columns(table) for table in tables]
    if max(columns) < 2:
        return None
    rows = _table(lines, _DELIMITERS[columns.index(max(columns))])
    if rows is None:
        return None
    if max(map(len, rows)) > MOST_COLUMNS:
        raise TooLarge(
            wording.phrase("It has more than {most_columns} columns: keep the part that matters and add that.", most_columns=MOST_COLUMNS)
        )
    return rows_in_words(([" ".join(cell.split()) for cell in row] for row in rows), "")


def _table(lines: list[str], sign: str, most: int | None = None) -> list[list[str]] | None:
    rows: list[list[str]] = []
    try:
        for row in csv.reader((f"{line}\n" for line in lines), delimiter=sign, strict=True):
            rows.append(row)
            if len(rows) == most:
                break
    except csv.Error:
        # A quoted cell may be cut where the lines were, and an inch sign or a longer cell is no table.
        return rows if most else None
    if any(len(cell) > LONGEST_CELL for row in rows for cell in row):
        return None
    return rows


def _even_columns(table: list[list[str]] | None) -> int:
    """In how many columns most rows agree; 0 where they do not."""
    widths = [len(row) for row in table or [] if any(row)]
    usual = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
    return usual if len(widths) > 1 and widths.count(usual) >= _FEWEST_EVEN * len(widths) else 0

"""Reads CSV files as people have them: any delimiter, a title above the header, columns identified by their names."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from typing import IO

from claims.exchange.encodings import UTF8, decoded, encoding_of, is_rewindable, numbered_lines, open_as_utf8
from claims.exchange.row_fields import NOTHING
from claims.exchange.rows import MAX_ROW, ImportedClaim, RowError, RowWarning, Wrong
from claims.exchange.tabular import HEADER_WITHIN, Row, Rows, Table, header_rank, open_table

DELIMITERS = ",;\t"

_SEPARATOR = re.compile(r"\"?sep=(.)\"?\s*\Z", re.IGNORECASE)


def open_csv(file: IO[bytes], given: Mapping[str, str] = NOTHING, encoding: str | None = None) -> Table:
    """Find the header of a CSV and prepare its rows, good and bad, in order.

    A rewindable file is read three times: for its encoding, unless that is given; for how its columns write days; and for its
    rows. Raise Unreadable for another kind of file, or when no column holds the claims.
    """
    letters = UTF8 if encoding else encoding_of(file)
    table = open_table(partial(_rows_of, file, letters, given, encoding), given, can_read_twice=is_rewindable(file))
    if letters != UTF8:
        reason = "the file is not UTF-8: it was read as windows-1252. Look at its accented letters; --encoding names another."
        table.warnings.insert(0, RowWarning(1, "", "", reason))
    return table


def read_csv(file: IO[bytes], given: Mapping[str, str] = NOTHING) -> Iterator[ImportedClaim | RowError | RowWarning]:
    """The rows of ``open_csv``."""
    return open_csv(file, given).rows


def mapping_of(file: IO[bytes], given: Mapping[str, str] = NOTHING) -> tuple[dict[str, str], list[str]]:
    """Which column of a CSV holds which field, as field and the column's own name; and the columns that hold none."""
    table = open_csv(file, given)
    return table.columns, table.unused


def _rows_of(file: IO[bytes], letters: str, given: Mapping[str, str], encoding: str | None) -> Rows:
    """The lines above the header, and the rows from there on; ``letters`` is the lines' encoding, ``encoding`` the file's, if given."""
    lines = ((number, _line(line, letters)) for number, line in numbered_lines(open_as_utf8(file, encoding)))
    start = list(islice(lines, HEADER_WITHIN))
    words = [line if isinstance(line, str) else "\n" for _, line in start]
    separator = _SEPARATOR.match(words[0]) if words else None
    first, delimiter = _header_line(words, separator[1] if separator else DELIMITERS, given)
    above = [
        (number, line.strip())
        for number, line in enumerate(words[:first], start=1)
        if line.strip(f'{delimiter}" \r\n') and not (separator and number == 1)
    ]
    return Rows(above, _csv_rows(first, (line for _, line in chain(start[first:], lines)), delimiter))


def _line(line: bytes | None, encoding: str) -> str | Wrong:
    try:
        return decoded(line, encoding)
    except Wrong as fault:
        return fault


def _header_line(lines: Sequence[str], delimiters: str, given: Mapping[str, str]) -> tuple[int, str]:
    """The number of the header line, counted from 0, and its delimiter."""
    ranked = [
        ((*rank, order), index, delimiter)
        for order, delimiter in enumerate(delimiters)
        for index, cells in _cells_of(lines, delimiter)
        if (rank := header_rank(cells, index, given))
    ]
    if not ranked:
        return 0, delimiters[0]
    _, index, delimiter = min(ranked)
    return index, delimiter


def _cells_of(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The first lines as rows, each with the number of its first line; stops where they are not valid CSV."""
    table = csv.reader(lines, delimiter=delimiter)
    index = 0
    csv.field_size_limit(MAX_ROW)
    try:
        for cells in table:
            yield index, cells
            index = table.line_num
    except csv.Error:
        return


def _csv_rows(passed: int, decoded_lines: Iterator[str | Wrong], delimiter: str) -> Iterator[Row]:
    """Each row's first line number with its cells or its error. Quoted cells may contain line breaks."""
    faults: list[Wrong] = []

    def lines() -> Iterator[str]:
        for line in decoded_lines:
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

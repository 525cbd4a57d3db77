"""Claims as rows: reads and writes JSON lines, writes CSV and workbooks. Rows stream: a file needs the memory of one row and its ids."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import IO, Any, TextIO

from claims.cells import guarded
from claims.exchange.claimreview import Maker, is_review, makers_of
from claims.exchange.column_names import FIELDS
from claims.exchange.csv_table import mapping_of, open_csv, read_csv
from claims.exchange.encodings import decoded, numbered_lines, open_as_utf8
from claims.exchange.own_keys import OwnKeys
from claims.exchange.row_fields import NOTHING
from claims.exchange.rows import ImportedClaim, RowError, RowWarning, Wrong, checked
from claims.exchange.workbook import open_workbook
from claims.exchange.written_workbook import write_workbook

__all__ = [
    "FIELDS", "ImportedClaim", "RowError", "mapping_of", "open_csv", "open_workbook", "read_csv", "read_jsonl", "write_csv", "write_jsonl",
    "write_xlsx",
]  # fmt: skip


def read_jsonl(
    file: IO[bytes], given: Mapping[str, str] = NOTHING, encoding: str | None = None
) -> Iterator[ImportedClaim | RowError | RowWarning]:
    """The rows of a JSON-lines file, good and bad, in order; empty lines are skipped. Raise Unreadable for another kind of file.

    Keys are ours or names that mean them; ``given`` names the key of a field that its own name does not reveal. A line may also be a
    ClaimReview, or a claim of the Fact Check Tools API with several reviews: each review gives a row.
    """
    keys = OwnKeys(given)
    return checked(
        maker
        for number, line in numbered_lines(open_as_utf8(file, encoding))
        if line is None or line.strip(b" \t\r\n\xef\xbb\xbf")
        for maker in _makers(number, line, keys, plain_keys=bool(given))
    )


def _makers(number: int, line: bytes | None, keys: OwnKeys, *, plain_keys: bool) -> list[Maker]:
    try:
        record = _object(line)
    except Wrong as fault:
        return [(number, partial(_refuse, fault))]
    if not plain_keys and is_review(record):
        return makers_of(number, record)
    return [(number, partial(keys.claim, number, record))]


def _refuse(fault: Wrong) -> ImportedClaim:
    raise fault


def _object(line: bytes | None) -> dict[str, Any]:
    text = decoded(line)
    try:
        record = json.loads(text)
    except RecursionError:
        raise Wrong("the line is nested too deeply.") from None
    except ValueError as error:
        raise Wrong(f"the line is no JSON: {error}.") from None
    if not isinstance(record, dict):
        raise Wrong("the line is no JSON object.")
    return record


def write_jsonl(rows: Iterable[object], file: TextIO, columns: Sequence[str] = FIELDS) -> int:
    """Write claims as JSON lines without empty fields; return how many. ``columns`` are the attributes of a row to write."""
    count = 0
    for row in rows:
        full = {name: getattr(row, name) for name in columns}
        file.write(json.dumps({name: value for name, value in full.items() if value not in (None, ())}, ensure_ascii=False) + "\n")
        count += 1
    return count


def write_csv(rows: Iterable[object], file: TextIO, columns: Sequence[str] = FIELDS, *, for_excel: bool = False) -> int:
    """Write claims as CSV; a cell that a spreadsheet could run as a formula gets a leading ', which the import removes.

    ``for_excel`` starts the file with a byte-order mark, without which Excel assumes the computer's regional encoding.
    """
    if for_excel:
        file.write("\ufeff")
    table = csv.writer(file, lineterminator="\r\n")
    table.writerow(columns)
    count = 0
    for row in rows:
        table.writerow(_cells(row, columns))
        count += 1
    return count


def write_xlsx(rows: Iterable[object], file: IO[bytes], columns: Sequence[str] = FIELDS) -> int:
    """Write claims as a workbook of one sheet, every cell as text, guarded as in a CSV because it may be saved as one."""
    return write_workbook(columns, (_cells(row, columns) for row in rows), file, "claims")


def _cells(row: object, columns: Sequence[str]) -> list[str]:
    return [guarded(_cell(getattr(row, name))) for name in columns]


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return str(value) if value is not None else ""

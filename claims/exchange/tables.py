"""Claims as rows: JSON lines in and out, CSV out. Rows stream: a file of any size takes the memory of one row and its ids."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import IO, Protocol, TextIO

from claims.cells import guarded
from claims.exchange.csv_table import mapping_of, open_csv, read_csv
from claims.exchange.encodings import decoded, numbered_lines, opened
from claims.exchange.fields import NOTHING
from claims.exchange.headers import FIELDS
from claims.exchange.own_keys import OwnKeys
from claims.exchange.rows import ImportedClaim, RowError, Wrong, checked

__all__ = ["FIELDS", "ImportedClaim", "RowError", "mapping_of", "open_csv", "read_csv", "read_jsonl", "write_csv", "write_jsonl"]


def read_jsonl(file: IO[bytes], given: Mapping[str, str] = NOTHING) -> Iterator[ImportedClaim | RowError]:
    """The rows of a JSON-lines file, good and bad, in order; empty lines are passed over. Raise Unreadable for another kind of file.

    Keys are ours or names that mean them; ``given`` names the key of a field where its own name does not tell.
    """
    keys = OwnKeys(given)
    return checked(
        (number, partial(_json_claim, number, line, keys))
        for number, line in numbered_lines(opened(file))
        if line is None or line.strip(b" \t\r\n\xef\xbb\xbf")
    )


def _json_claim(number: int, line: bytes | None, keys: OwnKeys) -> ImportedClaim:
    text = decoded(line)
    try:
        found = json.loads(text)
    except RecursionError:
        raise Wrong("the line is nested too deeply.") from None
    except ValueError as error:
        raise Wrong(f"the line is no JSON: {error}.") from None
    if not isinstance(found, dict):
        raise Wrong("the line is no JSON object.")
    return keys.claim(number, found)


class Exportable(Protocol):
    """What can be written as a row: it has every one of FIELDS; these two are more than ``str | None``."""

    @property
    def id(self) -> str: ...
    @property
    def tags(self) -> tuple[str, ...]: ...


def write_jsonl(rows: Iterable[Exportable], file: TextIO) -> int:
    """Write claims as JSON lines, leaving out empty fields; give how many."""
    count = 0
    for row in rows:
        full = {name: getattr(row, name) for name in FIELDS}
        file.write(json.dumps({name: value for name, value in full.items() if value not in (None, ())}, ensure_ascii=False) + "\n")
        count += 1
    return count


def write_csv(rows: Iterable[Exportable], file: TextIO) -> int:
    """Write claims as CSV; a cell that a spreadsheet could run as a formula gets a leading ', which the import takes off again."""
    table = csv.writer(file, lineterminator="\r\n")
    table.writerow(FIELDS)
    count = 0
    for row in rows:
        cells = [getattr(row, name) for name in FIELDS[:-1]] + [json.dumps(row.tags, ensure_ascii=False) if row.tags else ""]
        table.writerow([guarded(cell or "") for cell in cells])
        count += 1
    return count

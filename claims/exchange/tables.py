"""Claims as rows: JSON lines and CSV, in and out. Rows stream: a file of any size takes the memory of one row and its ids."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import IO, Any, Protocol, TextIO

from claims.cells import guarded, unguarded
from claims.errors import Unreadable
from claims.exchange.rows import MAX_ROW, ImportedClaim, RowError, Wrong, checked, claim_of, identity, words

__all__ = ["FIELDS", "ImportedClaim", "RowError", "mapping_of", "read_csv", "read_jsonl", "write_csv", "write_jsonl"]

FIELDS = ("id", "text", "title", "claimant", "claimed_at", "url", "rating", "publisher", "reviewed_at", "language", "tags")

SYNONYMS = {
    "id": ("id", "externalid", "claimid", "identifier"),
    "text": ("text", "claim", "claimtext", "claimreviewed", "statement", "vclaim"),
    "title": ("title", "headline", "reviewtitle", "articletitle"),
    "claimant": ("claimant", "speaker", "saidby", "claimauthor"),
    "claimed_at": ("claimedat", "claimdate", "dateofclaim", "saidon", "claimedon"),
    "url": ("url", "link", "reviewurl", "factcheckurl"),
    "rating": ("rating", "verdict", "textualrating", "conclusion", "reviewrating"),
    "publisher": ("publisher", "factchecker", "publishername", "organisation", "organization"),
    "reviewed_at": ("reviewedat", "reviewdate", "datepublished", "publishedat", "date"),
    "language": ("language", "lang", "languagecode"),
    "tags": ("tags", "keywords", "topics"),
}
"""What the columns of a CSV may be called, letters and digits alone, and the field each one means."""

DELIMITERS = ",;\t"


def read_jsonl(file: IO[bytes]) -> Iterator[ImportedClaim | RowError]:
    """The rows of a JSON-lines file, good and bad, in order; empty lines are passed over. Raise Unreadable for another kind of file."""
    return checked(
        (number, partial(_json_claim, number, line)) for number, line in _lines(file) if line is None or line.strip(b" \t\r\n\xef\xbb\xbf")
    )


def read_csv(file: IO[bytes], given: Mapping[str, str] = MappingProxyType({})) -> Iterator[ImportedClaim | RowError]:
    """The rows of a CSV file, good and bad, in order; cells parted by comma, semicolon or tab.

    The first line names the columns, in any order, by the field's name or a common one; rows without an id column are known
    by their address and text. ``given`` names the column of a field where its own name does not tell, whatever its case.
    Raise Unreadable for another kind of file, or when no column holds the claims.
    """
    rows = _csv_rows(file)
    header = next(rows, None)
    if header is None:
        return iter(())
    cells, columns = _columns(header[1], given)
    return checked((number, partial(_csv_claim, number, found, columns, len(cells))) for number, found in rows if found)


def mapping_of(file: IO[bytes], given: Mapping[str, str] = MappingProxyType({})) -> tuple[dict[str, str], list[str]]:
    """Which column of a CSV holds which field, as field and the column's own name, and the columns that hold none.

    Reads the first row alone; this is what a dry run shows.
    """
    header = next(_csv_rows(file), None)
    if header is None:
        return {}, []
    cells, columns = _columns(header[1], given)
    return {field: cells[place] for field, place in columns.items()}, [
        name for place, name in enumerate(cells) if place not in columns.values()
    ]


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


def _lines(file: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None for one over MAX_ROW, whose rest is skipped piece by piece. Raise Unreadable for what is no table."""
    number = 0
    while line := file.readline(MAX_ROW + 1):
        number += 1
        if number == 1:
            _refuse_other_files(line)
        too_long = len(line) > MAX_ROW
        while too_long and line and not line.endswith(b"\n"):
            line = file.readline(MAX_ROW)
        yield number, None if too_long else line


def _refuse_other_files(start: bytes) -> None:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("the file is UTF-16: save it as UTF-8.")
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Unreadable("the file is a spreadsheet or an archive: export it as CSV first.")
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise Unreadable("the file is a web page, not a table of claims: look at what was downloaded.")


def _decoded(line: bytes | None) -> str:
    if line is None:
        raise Wrong(f"the line is longer than {MAX_ROW:,} bytes.")
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Wrong(f"the line is not UTF-8 (byte {error.start + 1}): save the file as UTF-8.") from None


def _json_claim(number: int, line: bytes | None) -> ImportedClaim:
    text = _decoded(line)
    try:
        found = json.loads(text)
    except RecursionError:
        raise Wrong("the line is nested too deeply.") from None
    except ValueError as error:
        raise Wrong(f"the line is no JSON: {error}.") from None
    if not isinstance(found, dict):
        raise Wrong("the line is no JSON object.")
    return claim_of(number, found)


def _csv_rows(file: IO[bytes]) -> Iterator[tuple[int, list[str] | Wrong]]:
    """The number of each row's first line, and its cells or its fault. Quoted cells may hold line breaks."""
    faults: list[Wrong] = []
    first: list[str] = []

    def lines() -> Iterator[str]:
        for _, line in _lines(file):
            try:
                yield _decoded(line)
            except Wrong as fault:
                faults.append(fault)
                yield "\n"

    numbered = lines()
    first.extend(line for line in [next(numbered, None)] if line is not None)
    csv.field_size_limit(MAX_ROW)
    table = csv.reader(_chained(first, numbered), delimiter=_delimiter(first), strict=True)
    start = 1
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
        start = table.line_num + 1


def _chained(first: Sequence[str], rest: Iterator[str]) -> Iterator[str]:
    yield from first
    yield from rest


def _csv_fault(error: str) -> str:
    if error == "unexpected end of data":
        return "a quotation mark opens a cell here and is never closed: close it, and import the file again for the rows after it."
    return f"the row is no CSV: {error}."


def _delimiter(first: Sequence[str]) -> str:
    """What parts the cells of the first line: that with which the most columns are known."""
    header = first[0][:MAX_ROW] if first else ""
    return max(DELIMITERS, key=lambda mark: len(_known(header.replace('"', "").split(mark))))


def _known(header: Sequence[str]) -> dict[str, int]:
    names: dict[str, int] = {}
    for place, name in enumerate(header):
        names.setdefault(re.sub(r"[^a-z0-9]+", "", name[:100].lower()), place)
    found = {field: next((names[word] for word in synonyms if word in names), None) for field, synonyms in SYNONYMS.items()}
    return {field: place for field, place in found.items() if place is not None}


def _columns(header: list[str] | Wrong, given: Mapping[str, str]) -> tuple[list[str], dict[str, int]]:
    if isinstance(header, Wrong):
        raise Unreadable(f"the first line, which names the columns, cannot be read: {header}")
    names = {name.strip().casefold(): place for place, name in reversed(list(enumerate(header)))}
    shown = ", ".join(name[:40] for name in header[:8])
    if missing := [name for name in given.values() if name.strip().casefold() not in names]:
        raise Unreadable(f"no column is called {missing[0]!r}: the columns are {shown}.")
    chosen = {field: names[name.strip().casefold()] for field, name in given.items()}
    columns = {field: place for field, place in _known(header).items() if place not in chosen.values()} | chosen
    if "text" not in columns:
        raise Unreadable(f"no column is called text or claim, but {shown}: name the columns in the first line, or say --map text=COLUMN.")
    return header, columns


def _csv_claim(number: int, cells: list[str] | Wrong, columns: dict[str, int], width: int) -> ImportedClaim:
    if isinstance(cells, Wrong):
        raise cells
    if any(cells[width:]):
        raise Wrong(f"it has {len(cells):,} cells where the first line names {width:,}: is a quotation mark missing?")
    found: dict[str, Any] = {field: unguarded(cells[place]) or None for field, place in columns.items() if place < len(cells)}
    if "id" not in columns:
        found["id"] = identity(words(found, "url"), words(found, "text") or "")
    if isinstance(tags := found.get("tags"), str):
        found["tags"] = _tag_list(tags)
    return claim_of(number, found)


def _tag_list(cell: str) -> Any:
    if not cell.startswith("["):
        return re.split(r"[;,|]", cell)
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        raise Wrong("its tags begin with [ but are no JSON list.") from None

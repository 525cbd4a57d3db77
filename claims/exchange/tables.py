"""Claims as rows: JSON lines and CSV, in and out. Rows stream: a file of any size takes the memory of one line."""

import csv
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any, Protocol, TextIO

MAX_LINE = 1_000_000
"""Bytes of one row; a longer one is rejected without being taken into memory."""

MAX_TEXT = 20_000
"""Characters of one field."""

FIELDS = ("id", "text", "title", "claimant", "claimed_at", "url", "rating", "publisher", "reviewed_at", "language", "tags")

SYNONYMS = {
    "id": ("id", "external_id", "claim_id", "identifier", "number"),
    "text": ("text", "claim", "claim_text", "claimreviewed", "claim_reviewed", "statement", "quote", "vclaim"),
    "title": ("title", "headline", "review_title", "article_title"),
    "claimant": ("claimant", "speaker", "author", "said_by", "who", "claim_author"),
    "claimed_at": ("claimed_at", "claim_date", "date_of_claim", "said_on", "claimed_on"),
    "url": ("url", "link", "review_url", "factcheck_url"),
    "rating": ("rating", "verdict", "textual_rating", "label", "conclusion"),
    "publisher": ("publisher", "source", "fact_checker", "factchecker", "organisation", "organization"),
    "reviewed_at": ("reviewed_at", "review_date", "date", "date_published", "datepublished", "published"),
    "language": ("language", "lang", "languagecode", "language_code"),
    "tags": ("tags", "keywords", "topics"),
}
"""Column names of a CSV, lower case with _ for everything else, and the field each one means."""


@dataclass(frozen=True, slots=True)
class ImportedClaim:
    """One good row. ``rating`` is the publisher's own words; days are ISO 8601."""

    row: int
    external_id: str
    text: str
    title: str | None = None
    claimant: str | None = None
    claimed_at: str | None = None
    url: str | None = None
    rating: str | None = None
    publisher: str | None = None
    reviewed_at: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowError:
    """One row that was left out: its line in the file (a CSV's header is line 1), and why."""

    row: int
    reason: str


class Exportable(Protocol):
    """What can be written as a row: a claim with the import's own fields."""

    @property
    def id(self) -> str: ...
    @property
    def tags(self) -> tuple[str, ...]: ...


class _Wrong(ValueError):
    """Why a row is left out."""


def read_jsonl(file: IO[bytes]) -> Iterator[ImportedClaim | RowError]:
    """The rows of a JSON-lines file, good and bad, in order; empty lines are passed over."""
    seen: set[str] = set()
    for number, line in _lines(file):
        if line is None:
            yield RowError(number, f"the line is longer than {MAX_LINE:,} bytes.")
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _checked(number, lambda line=line: _json_object(line), seen)  # type: ignore[misc]


def read_csv(file: IO[bytes]) -> Iterator[ImportedClaim | RowError]:
    """The rows of a CSV file, good and bad, in order. The first line names the columns, in any order (``mapping``)."""
    seen: set[str] = set()
    rows = _csv_rows(file)
    header = next(rows, None)
    if header is None:
        return
    number, cells = header
    columns = mapping(cells) if isinstance(cells, list) else {}
    if "text" not in columns:
        reason = cells if isinstance(cells, str) else "no column is called text or claim: name the columns in the first line."
        yield RowError(number, reason)
        return
    for number, cells in rows:
        if isinstance(cells, str):
            yield RowError(number, cells)
        elif any(cells):
            yield _checked(number, lambda cells=cells: _csv_object(cells, columns), seen)  # type: ignore[misc]


def mapping(header: list[str]) -> dict[str, int]:
    """Which column of a CSV holds which field, by the names in its first line; what fits nothing is left out."""
    names = {re.sub(r"[^a-z0-9]+", "_", name[:100].strip().lower()).strip("_"): place for place, name in reversed(list(enumerate(header)))}
    found = {field: next((names[word] for word in words if word in names), None) for field, words in SYNONYMS.items()}
    return {field: place for field, place in found.items() if place is not None}


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


_RISKY = ("=", "+", "-", "@", "\t", "\r", "'")


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula; one that begins with ' gets another, so that ``unguarded`` gives back all."""
    return f"'{cell}" if cell.startswith(_RISKY) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before ``guarded``."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_RISKY) else cell


def _lines(file: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None for one over MAX_LINE, whose rest is skipped piece by piece."""
    number = 0
    while line := file.readline(MAX_LINE + 1):
        number += 1
        too_long = len(line) > MAX_LINE
        while too_long and line and not line.endswith(b"\n"):
            line = file.readline(MAX_LINE)
        yield number, None if too_long else line


def _csv_rows(file: IO[bytes]) -> Iterator[tuple[int, list[str] | str]]:
    """Numbered rows of cells, or a row's fault in words. Quoted cells may hold line breaks."""
    faults: dict[int, str] = {}

    def lines() -> Iterator[str]:
        for number, line in _lines(file):
            if line is None:
                faults[number] = f"the line is longer than {MAX_LINE:,} bytes."
                yield "\n"
                continue
            try:
                yield line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError:
                faults[number] = "the line is not UTF-8: save the file as UTF-8."
                yield "\n"

    csv.field_size_limit(MAX_LINE)
    table = csv.reader(lines(), strict=True)
    start = 1
    while True:
        try:
            cells = next(table, None)
        except csv.Error as error:
            yield start, f"the row cannot be read: {error}."
            start = table.line_num + 1
            continue
        if cells is None:
            return
        fault = next((faults.pop(number) for number in sorted(faults) if start <= number <= table.line_num), None)
        yield start, fault or cells
        start = table.line_num + 1


def _json_object(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _Wrong("the line is not UTF-8: save the file as UTF-8.") from None
    except RecursionError:
        raise _Wrong("the line is nested too deeply.") from None
    except ValueError as error:
        raise _Wrong(f"the line is no JSON: {error}.") from None
    if not isinstance(found, dict):
        raise _Wrong("the line is no JSON object.")
    return found


def _csv_object(cells: list[str], columns: dict[str, int]) -> dict[str, Any]:
    found: dict[str, Any] = {field: unguarded(cells[place]) or None for field, place in columns.items() if place < len(cells)}
    tags = found.get("tags")
    if isinstance(tags, str):
        found["tags"] = json.loads(tags) if tags.startswith("[") else [tag.strip() for tag in re.split(r"[;,|]", tags)]
    return found


def _checked(row: int, read: Callable[[], dict[str, Any]], seen: set[str]) -> ImportedClaim | RowError:
    try:
        claim = _claim(row, read())
    except _Wrong as error:
        return RowError(row, str(error))
    except ValueError as error:
        return RowError(row, f"the row cannot be read: {error}.")
    if claim.external_id in seen:
        return RowError(row, f"the id {claim.external_id!r} stands in this file before.")
    seen.add(claim.external_id)
    return claim


def _claim(row: int, found: dict[str, Any]) -> ImportedClaim:
    text = _text(found, "text")
    if text is None:
        raise _Wrong("it has no text.")
    external_id = _identity(found.get("id"))
    url = _text(found, "url")
    if url is not None and not re.match(r"https?://[^\s/]", url, re.IGNORECASE):
        raise _Wrong(f"the url {url[:80]!r} does not begin with http:// or https://.")
    return ImportedClaim(
        row=row,
        external_id=external_id,
        text=text,
        title=_text(found, "title"),
        claimant=_text(found, "claimant"),
        claimed_at=_day(found, "claimed_at"),
        url=url,
        rating=_text(found, "rating"),
        publisher=_text(found, "publisher"),
        reviewed_at=_day(found, "reviewed_at"),
        language=_text(found, "language"),
        tags=_tags(found.get("tags")),
    )


def _identity(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
        raise _Wrong("it has no id: give each claim one of your own.")
    return _plain(str(value).strip(), "id")[:500]


def _text(found: dict[str, Any], name: str) -> str | None:
    value = found.get(name)
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        value = str(value)
    if not isinstance(value, str):
        raise _Wrong(f"its {name} is no text.")
    return _plain(value.strip(), name) or None


def _plain(value: str, name: str) -> str:
    if len(value) > MAX_TEXT:
        raise _Wrong(f"its {name} has {len(value):,} characters; at most {MAX_TEXT:,} are kept.")
    if "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise _Wrong(f"its {name} holds characters that are no text (NUL or half a surrogate pair).")
    return value


def _day(found: dict[str, Any], name: str) -> str | None:
    value = _text(found, name)
    if value is None:
        return None
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            read(value)
        except ValueError:
            continue
        return value
    raise _Wrong(f"its {name} {value[:40]!r} is no day: write it as 2026-11-23.")


def _tags(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > 200 or not all(isinstance(tag, str) for tag in value):
        raise _Wrong("its tags are no list of at most 200 texts.")
    return tuple(dict.fromkeys(_plain(tag.strip(), "tags") for tag in value if tag.strip()))

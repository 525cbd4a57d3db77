"""Importing other people's reviews. They are stored first and embedded afterwards, so that an interruption loses nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import PurePath
from types import MappingProxyType
from typing import IO

from sqlite_utils import Database

from claims.desk.people import people
from claims.errors import Refused, Unreadable
from claims.exchange import claim_tables, ratings
from claims.exchange.claimreview import read_claimreview
from claims.exchange.encodings import checked_encoding
from claims.exchange.row_fields import NO_MEDIUM
from claims.exchange.rows import ImportedClaim, RowError, RowWarning, shown
from claims.exchange.tabular import Table
from claims.model import Person
from claims.store import reviews
from claims.store.reviews import NewReview, Put
from claims.wording import phrase

TOGETHER = 2_000
"""Rows stored in one transaction; if the import is killed, at most these are lost and the next run repeats them."""


MOST_WARNINGS = 10_000
"""The most warnings that are kept for one import."""


COLUMN_WIDE = frozenset({NO_MEDIUM})
"""Reasons that hold for a whole column, and are kept once."""


MOST_RATINGS = 5_000
"""Wordings of ratings in one import that are looked at for the scale."""


UNKNOWN_RATING = "these words name no rating of the scale: they are kept, but nobody is warned when such a claim is repeated."


FIELDS = claim_tables.FIELDS


FORMS = ("jsonl", "csv", "xlsx", "claimreview")


ENDINGS = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".tab": "csv", ".xlsx": "xlsx", ".xlsm": "xlsx", ".json": "claimreview", ".jsonld": "claimreview", ".html": "claimreview", ".htm": "claimreview",
}  # fmt: skip


def form_of(name: str) -> str:
    """The format that a file's ending stands for; raise Refused if it is unknown."""
    ending = PurePath(name).suffix.lower()
    if ending not in ENDINGS:
        raise Refused(
            phrase("the ending of {name} does not tell its format: say --format {forms}.", name=repr(name), forms=" or ".join(FORMS))
        )
    return ENDINGS[ending]


@dataclass(slots=True)
class Imported:
    """How many rows were stored, which were not, and what was left empty, guessed or not used, with row and reason.

    ``more_warnings`` counts the warnings that are not kept.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[RowError] = field(default_factory=list)
    warnings: list[RowWarning] = field(default_factory=list)
    more_warnings: int = 0
    _column_reasons: set[str] = field(default_factory=set)

    def warn(self, warnings: Iterable[RowWarning]) -> None:
        """Keep warnings, up to MOST_WARNINGS, and count the rest. What is wrong with a whole column is kept once."""
        for warning in warnings:
            if warning.reason in self._column_reasons:
                continue
            if warning.reason in COLUMN_WIDE:
                self._column_reasons.add(warning.reason)
            if len(self.warnings) < MOST_WARNINGS:
                self.warnings.append(warning)
            else:
                self.more_warnings += 1

    @property
    def failed(self) -> bool:
        """Whether nothing in the file could be used."""
        return not (self.added or self.updated or self.unchanged)


@dataclass(slots=True)
class Preview:
    """What an import would do. ``columns`` are a table's columns by the field each holds; ``unused`` are those without a field."""

    columns: dict[str, str]
    unused: list[str]
    rows: int = 0
    first: ImportedClaim | None = None
    rejected: list[RowError] = field(default_factory=list)
    warnings: list[RowWarning] = field(default_factory=list)
    more_warnings: int = 0


def as_words(claim: ImportedClaim) -> dict[str, str]:
    """The fields of a row as text, including empty ones."""
    values = {name: getattr(claim, "external_id" if name == "id" else name) for name in FIELDS}
    return {name: ", ".join(value) if isinstance(value, tuple) else value or "" for name, value in values.items()}


NOTHING: Mapping[str, str] = MappingProxyType({})


def preview(
    file: IO[bytes],
    form: str,
    mapping: Mapping[str, str] = NOTHING,
    *,
    encoding: str | None = None,
    sheet: str | None = None,
    most_rows: int | None = None,
) -> Preview:
    """Read a file, or its first ``most_rows``, as ``import_claims`` would, but store nothing. Raise what it would raise for the file."""
    made, warned = Preview({}, []), Imported()
    rows, table = _rows(file, form, mapping, encoding, sheet)
    if table:
        made.columns, made.unused = table.columns, table.unused
        warned.warn(table.warnings)
    for row in islice(rows, most_rows):
        if isinstance(row, RowError):
            made.rejected.append(row)
        elif isinstance(row, RowWarning):
            warned.warn([row])
        else:
            made.rows, made.first = made.rows + 1, made.first or row
            warned.warn(row.warnings)
    made.warnings, made.more_warnings = warned.warnings, warned.more_warnings
    return made


def _check(form: str, mapping: Mapping[str, str], encoding: str | None, sheet: str | None) -> None:
    if form not in FORMS:
        raise Refused(phrase("the format {form} cannot be imported: choose {forms}.", form=repr(form), forms=" or ".join(FORMS)))
    if mapping and form == "claimreview":
        raise Refused("only the columns of a table and the keys of JSON lines can be mapped.")
    if encoding and form not in ("csv", "jsonl"):
        raise Refused("only a CSV and JSON lines have an encoding to name: the other formats tell theirs.")
    if sheet is not None and form != "xlsx":
        raise Refused("only a workbook (xlsx) has sheets.")
    if unknown := sorted(set(mapping) - set(claim_tables.FIELDS)):
        raise Refused(
            phrase("{unknown} is no field: choose among {fields}.", unknown=repr(unknown[0]), fields=", ".join(claim_tables.FIELDS))
        )


def _rows(
    file: IO[bytes], form: str, mapping: Mapping[str, str], encoding: str | None, sheet: str | None
) -> tuple[Iterator[ImportedClaim | RowError | RowWarning], Table | None]:
    _check(form, mapping, encoding, sheet)
    letters = checked_encoding(encoding) if encoding else None
    if form == "claimreview":
        return _with_unknown_ratings(read_claimreview(file)), None
    if form == "jsonl":
        return _with_unknown_ratings(claim_tables.read_jsonl(file, mapping, letters)), None
    table = claim_tables.open_workbook(file, mapping, sheet) if form == "xlsx" else claim_tables.open_csv(file, mapping, letters)
    return _with_unknown_ratings(table.rows), table


def _with_unknown_ratings(rows: Iterable[ImportedClaim | RowError | RowWarning]) -> Iterator[ImportedClaim | RowError | RowWarning]:
    """The rows, and for rating words without a step of the scale a warning, once for each wording of a publisher."""
    met: set[tuple[str, str | None]] = set()
    for row in rows:
        yield row
        if not isinstance(row, ImportedClaim) or not row.rating:
            continue
        wording = (row.rating, row.publisher)
        if wording in met or len(met) >= MOST_RATINGS:
            continue
        met.add(wording)
        if ratings.on_our_scale(row.rating, publisher=row.publisher, url=row.url) is None:
            yield RowWarning(row.row, "rating", shown(row.rating), UNKNOWN_RATING)


def import_claims(
    db: Database,
    file: IO[bytes],
    form: str,
    *,
    by: Person,
    clock: Callable[[], datetime],
    mapping: Mapping[str, str] = NOTHING,
    encoding: str | None = None,
    sheet: str | None = None,
    on_rows: Callable[[int], None] = lambda rows: None,
    into: Imported | None = None,
) -> Imported:
    """Store the claims of a file; bad rows are listed and left out. Safe to repeat and to stop. Raise Unreadable if no row can be used.

    ``mapping`` names the table column or JSON-lines key for each field; ``encoding`` is that of a CSV or JSON-lines file, detected
    from the bytes if None; ``sheet`` is the workbook's sheet to read. ``clock`` tells the time of each transaction. ``on_rows`` gets
    the number of rows done since its last call; if it raises, the import stops after the rows before. ``into`` receives the counts,
    for callers that read them during the import.
    """
    people.require_permission(by, "import")
    imported = Imported() if into is None else into
    rows, table = _rows(file, form, mapping, encoding, sheet)
    imported.warn(table.warnings if table else ())
    while chunk := list(islice(rows, TOGETHER)):
        good = [_new_review(row) for row in chunk if isinstance(row, ImportedClaim)]
        imported.rejected += [row for row in chunk if isinstance(row, RowError)]
        imported.warn(warning for row in chunk for warning in _warnings_of(row))
        done = reviews.put_reviews(db, good, by=by, at=clock())
        imported.added += done.count(Put.ADDED)
        imported.updated += done.count(Put.UPDATED)
        imported.unchanged += done.count(Put.UNCHANGED)
        on_rows(len(chunk))
    if imported.failed:
        first = imported.rejected[0] if imported.rejected else None
        raise Unreadable(
            phrase("no row could be used; row {row}: {reason}", row=first.row, reason=first.reason)
            if first
            else "this file contains no claims."
        )
    return imported


def _warnings_of(row: ImportedClaim | RowError | RowWarning) -> tuple[RowWarning, ...]:
    if isinstance(row, RowWarning):
        return (row,)
    return row.warnings if isinstance(row, ImportedClaim) else ()


def map_ratings(
    db: Database,
    *,
    by: Person,
    clock: Callable[[], datetime],
    on_reviews: Callable[[int], None] = lambda reviews: None,
) -> int:
    """Look up again the rating words of stored reviews that have no rating, as an import would today; return how many now have one.

    Every TOGETHER reviews are one transaction with an event that names them. ``on_reviews`` gets the number of reviews looked at
    since its last call; ``clock`` tells the time of each transaction.
    """
    people.require_permission(by, "import")
    last = mapped = 0
    while part := reviews.unmapped(db, after=last, limit=TOGETHER):
        steps = ((review, ratings.on_our_scale(review.rating_words, publisher=review.publisher, url=review.url)) for review in part)
        mapped += reviews.set_ratings(db, [(review, step) for review, step in steps if step], by=by, at=clock())
        last = part[-1].claim_id
        on_reviews(len(part))
    return mapped


def _new_review(row: ImportedClaim) -> NewReview:
    return NewReview(
        external_id=row.external_id,
        text=row.text,
        title=row.title,
        claimant=row.claimant,
        claimed_at=row.claimed_at,
        url=row.url,
        rating_words=row.rating,
        rating=ratings.on_our_scale(row.rating, publisher=row.publisher, url=row.url),
        publisher=row.publisher,
        reviewed_at=row.reviewed_at,
        language=row.language,
        tags=row.tags,
        appearances=row.appearances,
        claimant_role=row.claimant_role,
        claimed_in=row.claimed_in,
        medium=row.medium,
    )

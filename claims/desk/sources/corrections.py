"""Correcting what was typed or guessed about a source, and about a link between a source and a claim."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from sqlite_utils import Database

from claims import wording
from claims.desk import newsroom
from claims.desk.corrected import Corrected
from claims.desk.people import people
from claims.desk.sources import source_passages
from claims.desk.sources.stances import refuse_second_stance
from claims.desk.typed_fields import MAX_TEXT, day, optional_text, required_text, web_address
from claims.errors import Refused, StaleEdit
from claims.model import Evidence, Person, Source, SourceKind, UsedAs
from claims.store import corrections, evidence, rechecks, sources
from claims.store.connect import write
from claims.store.guarded_edits import refuse_stale

SOURCE_FIELDS = ("title", "kind", "publisher", "published", "url", "archived_url", "description")
LINK_FIELDS = ("quote", "locator", "note", "used_as")
"""The fields that people can correct, as forms, commands and the API name them."""

_COLUMNS = {"published": "published_at"}


def correct_source(
    db: Database, source_id: int, typed: Mapping[str, str | None], *, by: Person, at: datetime, seen_version: int | None = None
) -> Corrected:
    """Correct the fields of a source that ``typed`` names; a field with its present value stays as it is.

    Rechecks of an earlier address no longer count. Raise Refused, naming the field, for a value that cannot be stored or the address
    of the same source, StaleEdit if ``seen_version`` is old.
    """
    people.require_permission(by, "correct_details")
    with write(db):
        source = _source(db, source_id, seen_version)
        changes = {
            column: value
            for column, value in _source_values(source, typed, day_first=newsroom.day_first(db)).items()
            if value != getattr(source, column)
        }
        return _store_source(db, source, changes, by=by, at=at)


def undo_source_correction(db: Database, source_id: int, *, by: Person, at: datetime, seen_version: int | None = None) -> Corrected:
    """Put back what the last correction of a source replaced.

    Raise Refused if there is none, StaleEdit if what it corrected has changed since, or ``seen_version`` is old.
    """
    people.require_permission(by, "correct_details")
    with write(db):
        source = _source(db, source_id, seen_version)
        last = corrections.newest_correction(db, "edit_source", "source", source_id)
        if last is None:
            raise Refused(wording.phrase("nothing was corrected on source {source_id}, so there is nothing to undo.", source_id=source_id))
        if any(getattr(source, column) != value for column, value in last.after.items()):
            raise StaleEdit("source", source_id)
        return _store_source(db, source, {column: _text(value) for column, value in last.before.items()}, by=by, at=at)


def correct_link(
    db: Database,
    evidence_id: int,
    typed: Mapping[str, str | None],
    *,
    by: Person,
    at: datetime,
    start: int | None = None,
    seen_version: int | None = None,
) -> Corrected:
    """Correct the fields of an evidence link that ``typed`` names; a field with its present value stays as it is.

    A new quote must be in the source's stored text and is anchored there anew; ``start`` is its offset if the words occur more than
    once. A locator that the program had found moves with it. Raise Refused, naming the field, StaleEdit if ``seen_version`` is old.
    """
    people.require_permission(by, "correct_details")
    with write(db):
        link = _link(db, evidence_id, seen_version)
        values = _link_values(typed)
        changes = {column: value for column, value in values.items() if value != getattr(link, column)}
        return _store_link(db, link, changes, start, by=by, at=at)


def undo_link_correction(db: Database, evidence_id: int, *, by: Person, at: datetime, seen_version: int | None = None) -> Corrected:
    """Put back what the last correction of a link replaced.

    Raise Refused if there is none, StaleEdit if what it corrected has changed since, or ``seen_version`` is old.
    """
    people.require_permission(by, "correct_details")
    with write(db):
        link = _link(db, evidence_id, seen_version)
        last = corrections.newest_correction(db, "edit_link", "claim", link.claim_id, evidence_id=evidence_id)
        if last is None:
            raise Refused(
                wording.phrase(
                    "nothing was corrected on evidence link {evidence_id}, so there is nothing to undo.", evidence_id=evidence_id
                )
            )
        if any(getattr(link, column) != last.after[column] for column in last.before if column in LINK_FIELDS):
            raise StaleEdit("evidence link", evidence_id)
        start = last.before.get("start_offset")
        before = {column: _text(value) for column, value in last.before.items() if column in LINK_FIELDS}
        return _store_link(db, link, before, start if isinstance(start, int) else None, by=by, at=at, exactly=True)


def _source(db: Database, source_id: int, seen_version: int | None) -> Source:
    source = sources.get_source(db, source_id)
    refuse_stale("source", source, seen_version)
    if source.withdrawn:
        raise Refused(wording.phrase("source {source_id} was withdrawn. Restore it to correct it.", source_id=source_id))
    return source


def _link(db: Database, evidence_id: int, seen_version: int | None) -> Evidence:
    link = evidence.get_evidence(db, evidence_id)
    refuse_stale("evidence", link, seen_version)
    if link.withdrawn:
        raise Refused(wording.phrase("evidence link {evidence_id} was withdrawn. Restore it to correct it.", evidence_id=evidence_id))
    return link


def _source_values(source: Source, typed: Mapping[str, str | None], *, day_first: bool) -> dict[str, str | None]:
    """The typed values by column. One that was stored already is not checked: an older release may have stored it."""
    readers: dict[str, Callable[[str | None, str], str | None]] = {
        "title": required_text,
        "kind": _kind,
        "published": partial(day, day_first=day_first),
        "url": web_address,
        "archived_url": web_address,
        "description": required_text if source.is_wordless else optional_text,
    }
    values: dict[str, str | None] = {}
    for field, value in typed.items():
        column = _COLUMNS.get(field, field)
        if (value or "").strip() != (getattr(source, column) or ""):
            values[column] = readers.get(field, optional_text)(value, field)
    return values


def _link_values(typed: Mapping[str, str | None]) -> dict[str, str | None]:
    values: dict[str, str | None] = {}
    for field, value in typed.items():
        values[field] = _use(value, field) if field == "used_as" else optional_text(value, field, limit=_LIMITS[field])
    return values


_LIMITS = {"quote": MAX_TEXT, "locator": 2_000, "note": MAX_TEXT}


def _kind(value: str | None, field: str) -> SourceKind:
    if value not in list(SourceKind):
        raise Refused(
            wording.phrase("the kind is none of {sourcekind}. Choose one of them.", sourcekind=", ".join(SourceKind)), field=field
        )
    return SourceKind(value)


def _use(value: str | None, field: str) -> UsedAs:
    if value not in list(UsedAs):
        raise Refused(wording.phrase("the use is none of {usedas}. Choose one of them.", usedas=", ".join(UsedAs)), field=field)
    return UsedAs(value)


def _store_source(db: Database, source: Source, changes: Mapping[str, str | None], *, by: Person, at: datetime) -> Corrected:
    if not changes:
        return Corrected(())
    if "url" in changes:
        _refuse_same(db, source, changes["url"])
    looked = bool(rechecks.newest_rechecks(db, [source.id], failed=True))
    corrections.edit_source(db, source, changes, by=by, at=at)
    remarks = []
    if "kind" in changes and evidence.claims_using(db, source.id):
        remarks.append("Links keep their use as primary or secondary source: check that it still fits.")
    if "url" in changes and looked and changes["url"] is not None:
        remarks.append("Earlier checks were of another address and do not count for this one: check the page again.")
    return Corrected(tuple(field for field in SOURCE_FIELDS if _COLUMNS.get(field, field) in changes), tuple(remarks))


def _refuse_same(db: Database, source: Source, url: str | None) -> None:
    same = sources.find_source(db, url=url, text=source.text) if url else None
    if same and same.id != source.id and same.sha256 == source.sha256:
        raise Refused(
            wording.phrase("source {id}, “{title}”, already has this address and this text. Use that one.", id=same.id, title=same.title),
            field="url",
        )


def _store_link(
    db: Database,
    link: Evidence,
    changes: Mapping[str, str | None],
    start: int | None,
    *,
    by: Person,
    at: datetime,
    exactly: bool = False,
) -> Corrected:
    """Store the changes. With ``exactly`` the locator is stored as given, and not found anew for the quote."""
    if not changes:
        return Corrected(())
    values: dict[str, str | int | None] = dict(changes)
    around: dict[str, str | int | None] = {}
    remarks = []
    if "quote" in changes:
        quote = changes["quote"]
        anchored = source_passages.find_quote(db, link.source, quote, start) if quote else None
        if quote and link.source.text is not None and anchored is None:
            raise Refused(
                wording.phrase("these words are not in the stored text of source {id}. Copy them exactly.", id=link.source.id),
                field="quote",
            )
        refuse_second_stance(db, link.claim_id, link.source.id, quote, link.stance)
        values["start_offset"] = anchored.start if anchored else None
        around = {
            "end_offset": anchored.end if anchored else None,
            "prefix": anchored.prefix if anchored else "",
            "suffix": anchored.suffix if anchored else "",
        }
        if not exactly and "locator" not in changes and anchored is not None and anchored.locator != link.locator:
            if link.locator is None or _found_locator(db, link) == link.locator:
                values["locator"] = anchored.locator
            else:
                remarks.append(f"The location “{link.locator}” was typed by somebody: check that it fits the new quote.")
    corrections.edit_link(db, link, values, around, by=by, at=at)
    return Corrected(tuple(field for field in LINK_FIELDS if field in values), tuple(remarks))


def _found_locator(db: Database, link: Evidence) -> str | None:
    """The locator that the program finds for the present quote; None if there is no quote or it cannot be found."""
    anchored = source_passages.find_quote(db, link.source, link.quote, link.start) if link.quote else None
    return anchored.locator if anchored else None


def _text(value: object) -> str | None:
    return str(value) if value is not None else None

"""Sources, and linking them to claims."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlite_utils import Database

from claims.desk import people
from claims.desk.entry import MAX_TEXT, link, needed, words
from claims.desk.review import current
from claims.errors import Refused, StaleEdit
from claims.model import Evidence, Origin, Person, Source, SourceKind, Stance, UsedAs
from claims.store import evidence
from claims.store.connect import write
from claims.store.evidence import NewEvidence, NewSource
from claims.store.known import day_of

PRIMARY_KINDS = frozenset({SourceKind.PRIMARY_DOCUMENT, SourceKind.DATASET, SourceKind.INTERVIEW})
"""Kinds that are the thing itself; the others tell of it. A person may say otherwise for each link."""


@dataclass(frozen=True, slots=True)
class AddedSource:
    """The source, and whether it was there before (then nothing was stored)."""

    source: Source
    was_there: bool


def add_source(db: Database, source: NewSource, *, by: Person, at: datetime) -> AddedSource:
    """Store a source; the same text at the same address is the same source and adds nothing. Raise Refused for a bad field."""
    people.check(by, "add_source")
    if source.published_at and day_of(source.published_at) is None:
        raise Refused(f"the day {source.published_at!r} cannot be read: write it as 2026-11-23.")
    source = replace(
        source,
        title=needed(source.title, "the title"),
        url=link(source.url, "the address"),
        publisher=words(source.publisher, "the publisher"),
        # A stored text has its own limit: the article's, kept where it is read.
        text=words(source.text, "the text", limit=len(source.text or "")),
        archived_url=link(source.archived_url, "the address of the archived copy"),
    )
    with write(db):
        same = evidence.find_source(db, url=source.url, text=source.text)
        if same:
            return AddedSource(same, was_there=True)
        if source.derived_from is not None:
            evidence.get_source(db, source.derived_from)
        number = evidence.add_source(db, source, by=by, at=at)
        return AddedSource(evidence.get_source(db, number), was_there=False)


def link_source(
    db: Database,
    claim_id: int,
    source_id: int,
    stance: Stance,
    *,
    by: Person,
    at: datetime,
    quote: str | None = None,
    locator: str | None = None,
    used_as: UsedAs | None = None,
    note: str | None = None,
) -> Evidence:
    """Say that a source supports or contradicts a claim, or gives context; linking the same twice adds nothing.

    Raise Refused when the quote does not stand in the stored text of the source, or the source was withdrawn.
    """
    people.check(by, "link_source")
    with write(db):
        claim = current(db, claim_id, None)
        source = evidence.get_source(db, source_id)
        if source.withdrawn:
            raise Refused(f"source {source_id} was withdrawn: add it again if it is right after all.")
        if claim.origin is Origin.IMPORTED:
            raise Refused("this is another publisher's claim: link the source to a claim of yours.")
        quote = words(quote, "the quote", limit=MAX_TEXT)
        if quote and source.text is not None and _squeezed(quote) not in _squeezed(source.text):
            raise Refused(f"these words do not stand in the stored text of source {source_id}: copy them exactly.")
        new = NewEvidence(
            claim_id=claim.id,
            source_id=source_id,
            stance=stance,
            used_as=used_as or (UsedAs.PRIMARY if source.kind in PRIMARY_KINDS else UsedAs.SECONDARY),
            quote=quote,
            locator=words(locator, "the locator"),
            note=words(note, "the note", limit=MAX_TEXT),
        )
        same = evidence.find_evidence(db, new)
        return same or evidence.get_evidence(db, evidence.add_evidence(db, new, by=by, at=at))


def unlink_source(db: Database, evidence_id: int, note: str, *, by: Person, at: datetime, seen: int | None = None) -> None:
    """Take a link out of every count; it stays in the history. Raise StaleEdit when ``seen`` is not its version."""
    people.check(by, "link_source")
    with write(db):
        link_now = evidence.get_evidence(db, evidence_id)
        if seen is not None and link_now.version != seen:
            raise StaleEdit("evidence link", evidence_id)
        evidence.withdraw_evidence(db, link_now, needed(note, "the note"), by=by, at=at)


def withdraw_source(db: Database, source_id: int, note: str, *, by: Person, at: datetime, seen: int | None = None) -> None:
    """Take a source, and all that rests on it, out of every count; it stays in the history."""
    people.check(by, "withdraw_source")
    with write(db):
        source = _current(db, source_id, seen)
        if source.withdrawn:
            raise Refused(f"source {source_id} was withdrawn before.")
        evidence.withdraw_source(db, source, needed(note, "the note"), by=by, at=at)


def set_origin(db: Database, source_id: int, original_id: int | None, *, by: Person, at: datetime, seen: int | None = None) -> None:
    """Say which source this one copies, or that it copies none. Raise Refused when the two would copy each other."""
    people.check(by, "add_source")
    with write(db):
        source = _current(db, source_id, seen)
        origin = evidence.get_source(db, original_id) if original_id is not None else None
        while origin is not None:
            if origin.id == source_id:
                raise Refused("a source cannot be a copy of itself.")
            origin = evidence.get_source(db, origin.derived_from) if origin.derived_from is not None else None
        evidence.set_derived_from(db, source, original_id, by=by, at=at)


def get_source(db: Database, source_id: int) -> Source:
    """The source with that number, withdrawn or not; raise NotFound."""
    return evidence.get_source(db, source_id)


def _current(db: Database, source_id: int, seen: int | None) -> Source:
    source = evidence.get_source(db, source_id)
    if seen is not None and source.version != seen:
        raise StaleEdit("source", source_id)
    return source


def _squeezed(text: str) -> str:
    # Line breaks and runs of spaces change when words are copied from a page.
    return " ".join(text.split())

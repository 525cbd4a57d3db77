"""Sources, and linking them to claims."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from sqlite_utils import Database

from claims.desk import newsroom
from claims.desk.checking.review import get_current
from claims.desk.people import people
from claims.desk.sources import source_passages
from claims.desk.sources.stances import refuse_second_stance
from claims.desk.typed_fields import MAX_TEXT, day, optional_text, required_text, web_address
from claims.errors import NotAllowed, Refused
from claims.model import Evidence, Origin, Person, Source, SourceKind, Stance, UsedAs
from claims.sourcing import copies
from claims.store import evidence, publications, sources
from claims.store.connect import write
from claims.store.evidence import NewEvidence
from claims.store.guarded_edits import refuse_stale
from claims.store.sources import NewSource
from claims.wording import phrase

__all__ = ["NewSource"]

PRIMARY_KINDS = frozenset({SourceKind.PRIMARY_DOCUMENT, SourceKind.DATASET, SourceKind.INTERVIEW})
"""Kinds that count as primary sources by default; the others are secondary. A person may choose otherwise for each link."""


TELLING_WORDS = 24
"""How many words of a text are used to look for possible copies."""


@dataclass(frozen=True, slots=True)
class Likely:
    """A source that is nearly the same as another. ``share`` (0..1) is how much of the shorter text is word for word in the longer."""

    source: Source
    share: float


@dataclass(frozen=True, slots=True)
class AddedSource:
    """The source, and whether it was already stored (then nothing was added)."""

    source: Source
    was_there: bool
    copies: tuple[Likely, ...] = ()  # what it may copy, or what may copy it

    @property
    def is_new(self) -> bool:
        """Whether it was added now."""
        return not self.was_there


def add_source(db: Database, source: NewSource, *, by: Person, at: datetime) -> AddedSource:
    """Store a source. The same text at the same address adds nothing, but can make the stored source confidential.

    Spellings of the same address count as equal. ``copies`` of the result has sources that are nearly the same.
    Raise Refused for a bad field, NotAllowed as ``set_confidential`` does.
    """
    people.require_permission(by, "add_source")
    source = replace(
        source,
        published_at=day(source.published_at, "published", day_first=newsroom.day_first(db)),
        title=required_text(source.title, "title"),
        url=web_address(source.url, "url"),
        publisher=optional_text(source.publisher, "publisher"),
        # A text has the size limit of articles, which is checked where it is read.
        text=optional_text(source.text, "text", limit=len(source.text or "")),
        archived_url=web_address(source.archived_url, "archived_url"),
        description=optional_text(source.description, "description", limit=MAX_TEXT),
    )
    with write(db):
        if source.text is None and source.original is not None:
            same = sources.find_wordless(db, source.original, url=source.url)
        else:
            same = sources.find_source(db, url=source.url, text=source.text)
        if same:
            if source.confidential and not same.confidential:
                set_confidential(db, same.id, True, "added again as a confidential source", by=by, at=at)
                # The role of whoever adds a confidential source may not be allowed to read it afterwards.
                (same,) = sources.get_sources(db, [same.id])
            return AddedSource(same, was_there=True)
        if source.derived_from is not None:
            sources.get_source(db, source.derived_from)
        number = sources.add_source(db, source, by=by, at=at)
        (added,) = sources.get_sources(db, [number])
        return AddedSource(added, was_there=False, copies=tuple(likely_copies(db, added)))


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
    start: int | None = None,
    locate: bool = False,
) -> Evidence:
    """Link a source to a claim as supporting, contradicting or context; linking the same twice adds nothing.

    A quote is anchored in the stored text; ``start`` is its offset if the words occur more than once. With ``locate``, where it
    is in words ("page 2") becomes the locator if none is given. Raise Refused if the quote is not in the text, if it is linked to the
    claim with another stance, or if the source was withdrawn.
    """
    people.require_permission(by, "link_source")
    with write(db):
        claim = get_current(db, claim_id, None)
        source = sources.get_source(db, source_id)
        if source.withdrawn:
            raise Refused(phrase("source {source_id} was withdrawn. Add it again to use it.", source_id=source_id))
        if claim.origin is Origin.IMPORTED:
            raise Refused("this is another publisher's claim: link the source to a claim of yours.")
        quote = optional_text(quote, "quote", limit=MAX_TEXT)
        anchored = source_passages.find_quote(db, source, quote, start) if quote else None
        if quote and source.text is not None and anchored is None:
            raise Refused(
                phrase("these words are not in the stored text of source {source_id}. Copy them exactly.", source_id=source_id),
                field="quote",
            )
        new = NewEvidence(
            claim_id=claim.id,
            source_id=source_id,
            stance=stance,
            used_as=used_as or (UsedAs.PRIMARY if source.kind in PRIMARY_KINDS else UsedAs.SECONDARY),
            quote=quote,
            locator=optional_text(locator, "locator") or (anchored.locator if anchored and locate else None),
            note=optional_text(note, "note", limit=MAX_TEXT),
            start=anchored.start if anchored else None,
            end=anchored.end if anchored else None,
            prefix=anchored.prefix if anchored else "",
            suffix=anchored.suffix if anchored else "",
        )
        refuse_second_stance(db, claim.id, source_id, quote, stance)
        same = evidence.find_evidence(db, new)
        return same or evidence.get_evidence(db, evidence.add_evidence(db, new, by=by, at=at))


def unlink_source(db: Database, evidence_id: int, note: str, *, by: Person, at: datetime, seen_version: int | None = None) -> None:
    """Take a link out of every count; it stays in the history. Raise StaleEdit if ``seen_version`` is not its version."""
    people.require_permission(by, "link_source")
    with write(db):
        link_now = evidence.get_evidence(db, evidence_id)
        refuse_stale("evidence", link_now, seen_version)
        evidence.withdraw_evidence(db, link_now, required_text(note, "note"), by=by, at=at)


def restore_link(db: Database, evidence_id: int, *, by: Person, at: datetime, seen_version: int | None = None) -> Evidence:
    """Restore a removed link, so that it counts again; return it. Raise Refused if its words have another stance on the claim by now."""
    people.require_permission(by, "link_source")
    with write(db):
        link = evidence.get_evidence(db, evidence_id)
        refuse_stale("evidence", link, seen_version)
        if not link.withdrawn:
            raise Refused("this link is not withdrawn, so there is nothing to restore.")
        refuse_second_stance(db, link.claim_id, link.source.id, link.quote, link.stance)
        evidence.restore_evidence(db, link, by=by, at=at)
        return evidence.get_evidence(db, evidence_id)


def withdraw_source(db: Database, source_id: int, note: str, *, by: Person, at: datetime, seen_version: int | None = None) -> None:
    """Take a source and all its links out of every count; it stays in the history."""
    people.require_permission(by, "withdraw_source")
    with write(db):
        source = _current(db, source_id, seen_version)
        if source.withdrawn:
            raise Refused(phrase("source {source_id} is already withdrawn.", source_id=source_id))
        sources.withdraw_source(db, source, required_text(note, "note"), by=by, at=at)


def restore_source(db: Database, source_id: int, *, by: Person, at: datetime, seen_version: int | None = None) -> None:
    """Restore a withdrawn source: it and all its links count again."""
    people.require_permission(by, "withdraw_source")
    with write(db):
        source = _current(db, source_id, seen_version)
        if not source.withdrawn:
            raise Refused(phrase("source {source_id} is not withdrawn, so there is nothing to restore.", source_id=source_id))
        sources.restore_source(db, source, by=by, at=at)


def set_confidential(
    db: Database, source_id: int, confidential: bool, reason: str, *, by: Person, at: datetime, seen_version: int | None = None
) -> None:
    """Make a source confidential (off every public page, out of every export) or lift that, with the reason.

    A public page names it again only once an editor publishes again. Raise Refused if nothing would change, NotAllowed if a
    public page names it and this person may not withdraw pages.
    """
    people.require_permission(by, "set_confidential" if confidential else "lift_confidential")
    with write(db):
        source = _current(db, source_id, seen_version)
        if source.confidential == confidential:
            raise Refused(
                phrase(
                    "source {source_id} is {value}: nothing was changed.",
                    source_id=source_id,
                    value="confidential already" if confidential else "not confidential",
                )
            )
        if confidential and not people.may(by, "withdraw"):
            _check_that_no_page_names(db, source_id)
        sources.set_confidential(db, source, confidential, required_text(reason, "reason"), by=by, at=at)


def set_origin(db: Database, source_id: int, original_id: int | None, *, by: Person, at: datetime, seen_version: int | None = None) -> None:
    """Set which source this one copies; None if it copies none. Raise Refused if the two would copy each other."""
    people.require_permission(by, "add_source")
    with write(db):
        source = _current(db, source_id, seen_version)
        if original_id is not None:
            sources.get_source(db, original_id)
            if source_id in (original_id, *(origin for _, origin in sources.copies_behind(db, [original_id]))):
                raise Refused("a source cannot be a copy of itself. Choose another one.")
        sources.set_derived_from(db, source, original_id, by=by, at=at)


def likely_copies(db: Database, source: Source) -> list[Likely]:
    """The sources that may be copies of this one or its original, most alike first: nearly the same text, or the same address.

    Sources already recorded as having the same origin are left out.
    """
    if source.withdrawn:
        return []
    alike = (
        {candidate.id: candidate for candidate in sources.sources_with_words(db, _telling_words(source.text)) if candidate.id != source.id}
        if source.text
        else {}
    )
    shares = dict(
        copies.likely_copies(
            source.text or "",
            [(number, candidate.text or "") for number, candidate in alike.items()],
            least=newsroom.thresholds(db).copied / 100,
        )
    )
    versions = {candidate.id: candidate for candidate in sources.sources_at(db, source.url or "") if candidate.id != source.id}
    every = alike | versions
    chain = sources.copies_behind(db, [source.id, *every])
    mine = _first(source.id, dict(chain))
    return [
        Likely(every[number], share)
        for number, share in sorted((dict.fromkeys(versions, 0.0) | shares).items(), key=lambda share_of: (-share_of[1], share_of[0]))
        if _first(number, dict(chain)) != mine
    ]


def _check_that_no_page_names(db: Database, source_id: int) -> None:
    numbers = publications.claims_citing(db, source_id)
    if numbers:
        pages = (
            f"the public page of claim {numbers[0]}" if len(numbers) == 1 else f"the public pages of claims {', '.join(map(str, numbers))}"
        )
        raise NotAllowed(
            phrase(
                "source {source_id} is on {pages}, and making it confidential would remove it. Ask an editor or admin.",
                source_id=source_id,
                pages=pages,
            )
        )


def _first(source_id: int, chain: dict[int, int]) -> int:
    met = {source_id}
    while (source_id := chain.get(source_id, source_id)) not in met:
        met.add(source_id)
    return source_id


def _telling_words(text: str) -> list[str]:
    # A text's longest words are mostly its rarest, and two copies share nearly all of them.
    return sorted(set(re.findall(r"\w{5,40}", text[:MAX_TEXT].casefold())), key=lambda word: (-len(word), word))[:TELLING_WORDS]


def _current(db: Database, source_id: int, seen_version: int | None) -> Source:
    source = sources.get_source(db, source_id)
    refuse_stale("source", source, seen_version)
    return source

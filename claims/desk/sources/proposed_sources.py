"""The sources that an article's own file names: a person accepts each as evidence, or drops it."""

from datetime import datetime

from sqlite_utils import Database

from claims.desk.people import people
from claims.desk.sources import evidence
from claims.desk.typed_fields import optional_text
from claims.errors import NotAllowed, NotFound, Refused
from claims.model import Claim, Evidence, Person, SourceKind, Stance
from claims.model.beside import NamedIn, ProposalState, ProposedSource
from claims.store import appearances, articles, claims, link_checks, proposed_sources, sources
from claims.store import evidence as stored_evidence
from claims.store.connect import read, write
from claims.store.guarded_edits import refuse_stale
from claims.store.sources import NewSource
from claims.wording import phrase


def list_proposed(db: Database, article_id: int) -> list[ProposedSource]:
    """Every source that an article's file names, decided or not, in the order of the text; raise NotFound."""
    with read(db):
        return proposed_sources.proposed_in(db, articles.get_article(db, article_id).id)


def accept(
    db: Database,
    number: int,
    stance: Stance,
    *,
    by: Person,
    at: datetime,
    claim_id: int | None = None,
    kind: SourceKind = SourceKind.OTHER,
    seen_version: int | None = None,
) -> Evidence:
    """Link a proposed source to a claim of its line, storing the source first if needed; return the link.

    ``claim_id`` may be left out where the line has one claim. Raise Refused if the line has none, or several and none is named, or if
    the source was decided already; StaleEdit if ``seen_version`` is not its version.
    """
    people.require_permission(by, "link_source")
    with write(db):
        proposed = _undecided(db, number, seen_version)
        claim = _claim_of(db, proposed, claim_id)
        named = proposed.named
        check = next((check for check in link_checks.checks_in(db, proposed.article_id) if check.proposed_id == number), None)
        if check and check.is_confidential and named.address is None:
            # The connection hides the address: accepting it would store a source that names nothing.
            raise NotAllowed("the page behind this link is confidential. Ask an editor or admin who can read it to accept it.")
        source_id = _source_of(db, proposed, kind, by=by, at=at)
        # Of a page that was fetched to check the link, the best passage is the quote.
        quote, start = (check.quote, check.quote_start) if check and check.source_id == source_id and check.quote else (None, None)
        note = optional_text(_note(proposed), "note", limit=5_000)
        link = evidence.link_source(
            db, claim.id, source_id, stance, by=by, at=at, locator=named.locator, note=note, quote=quote, start=start, locate=bool(quote)
        )
        proposed_sources.decide(db, proposed, ProposalState.ACCEPTED, link.id, by=by, at=at, action="accept_proposed_source")
        return link


def drop(db: Database, number: int, *, by: Person, at: datetime, seen_version: int | None = None) -> ProposedSource:
    """Say that a proposed source is none; it stays in the history. Raise as ``accept`` does."""
    people.require_permission(by, "link_source")
    with write(db):
        proposed = _undecided(db, number, seen_version)
        proposed_sources.decide(db, proposed, ProposalState.DROPPED, None, by=by, at=at, action="drop_proposed_source")
        return proposed_sources.get_proposed(db, number)


def propose_again(db: Database, number: int, *, by: Person, at: datetime, seen_version: int | None = None) -> ProposedSource:
    """Take a decision back: the link that accepting made is removed, and the source waits for a decision again."""
    people.require_permission(by, "link_source")
    with write(db):
        proposed = proposed_sources.get_proposed(db, number)
        refuse_stale("proposed_source", proposed, seen_version)
        if proposed.state is ProposalState.PROPOSED:
            raise Refused("nobody has decided about this proposed source: there is nothing to take back.")
        if proposed.evidence_id is not None:
            link = stored_evidence.get_evidence(db, proposed.evidence_id)
            if not link.withdrawn and _made_the_link(db, proposed, link):
                evidence.unlink_source(db, link.id, "the acceptance of the proposed source was taken back", by=by, at=at)
        proposed_sources.decide(db, proposed, ProposalState.PROPOSED, None, by=by, at=at, action="propose_source_again")
        return proposed_sources.get_proposed(db, number)


def _source_of(db: Database, proposed: ProposedSource, kind: SourceKind, *, by: Person, at: datetime) -> int:
    """The stored source for a proposal: a page that was fetched to check its link, else a new one.

    A document without an address that the article names again is one source, not two that agree.
    """
    named = proposed.named
    if named.address is None:
        versions = articles.version_numbers(db, proposed.article_id)
        known = proposed_sources.find_source_named(db, versions, named.title)
        if known is not None:
            return known
    kept = next((stored for stored in sources.sources_at(db, named.address or "") if stored.text), None)
    if kept is not None:
        return kept.id
    return evidence.add_source(db, NewSource(named.title, kind, named.address), by=by, at=at).source.id


def _made_the_link(db: Database, proposed: ProposedSource, link: Evidence) -> bool:
    """Whether accepting made the link, and nothing else rests on it: the claim may have had it before, or got it by another note, too."""
    return link.checked_at == proposed.decided_at and not any(
        another.evidence_id == link.id and another.id != proposed.id for another in proposed_sources.proposed_in(db, proposed.article_id)
    )


def label(proposed: ProposedSource) -> str:
    """Where the file names it, in words: "footnote 4", "comment by Ana Reyes", "link"."""
    named = proposed.named
    if named.kind is NamedIn.COMMENT:
        return f"comment by {named.author}" if named.author else "comment"
    return f"{named.kind} {named.label}".strip()


def _undecided(db: Database, number: int, seen_version: int | None) -> ProposedSource:
    proposed = proposed_sources.get_proposed(db, number)
    refuse_stale("proposed_source", proposed, seen_version)
    if proposed.state is not ProposalState.PROPOSED:
        who = f" by {proposed.decided_by}" if proposed.decided_by else ""
        raise Refused(phrase("this proposed source was {state}{who} already: take that back first.", state=proposed.state, who=who))
    return proposed


def _claim_of(db: Database, proposed: ProposedSource, claim_id: int | None) -> Claim:
    """The claim that a proposed source is evidence for: the named one, else the only one of its lines."""
    article = articles.get_article(db, proposed.article_id)
    lines = {line.id for line in articles.sentences_of(db, article) if line.start < proposed.named.end and proposed.named.start < line.end}
    here = [appearance.claim_id for appearance in appearances.appearances_in(db, article.id) if appearance.sentence_id in lines]
    roots = list(dict.fromkeys(claims.roots_of(db, here)[number] for number in here))
    if claim_id is not None:
        claim = claims.root_of(db, claim_id)
        in_article = claims.roots_of(db, [appearance.claim_id for appearance in appearances.appearances_in(db, article.id)]).values()
        if claim.id not in in_article:
            raise NotFound(phrase("claim {claim_id} is not in article {id}: name a claim of the line.", claim_id=claim_id, id=article.id))
        return claim
    if not roots:
        raise Refused("its line has no claim yet: mark the line as a claim, or add one from its words, and accept the source then.")
    if len(roots) > 1:
        raise Refused(
            phrase("its line has {roots} claims ({map}): say which one it is about.", roots=len(roots), map=", ".join(map(str, roots))),
            field="claim",
        )
    return claims.get_claim(db, roots[0])


def _note(proposed: ProposedSource) -> str | None:
    """What the evidence keeps of the comment or note; nothing where its words are the source's title."""
    named = proposed.named
    if named.kind is NamedIn.LINK:
        return None
    return f"{label(proposed)[0].upper()}{label(proposed)[1:]} in the article: {named.note}"

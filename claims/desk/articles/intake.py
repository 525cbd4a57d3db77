"""Adding an article: read, split into sentences, spot claims, attribute, match, and store in one transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlite_utils import Database

from claims import wording
from claims.desk import alerts
from claims.desk.articles import beside, versions
from claims.desk.articles.appearances import add_place
from claims.desk.articles.article_matches import Pair, as_known_claims, hits_by_now, hits_of, pairs_of, queries_of
from claims.desk.articles.beside import NOTHING_TAKEN, TakenIn
from claims.desk.articles.pace import Pace
from claims.desk.articles.reading_claims import Reading, read_claims
from claims.desk.articles.versions import Resembled
from claims.desk.index.claim_vectors import Embedded
from claims.desk.index.matcher import Matcher
from claims.desk.people import people
from claims.desk.typed_fields import day, optional_text, web_address
from claims.errors import Refused
from claims.model import (
    Appearance,
    Article,
    Claim,
    Comparison,
    Document,
    KnownClaim,
    LineChange,
    Person,
    Polarity,
    Span,
)
from claims.reading import documents
from claims.reading.named_sources import Gathered, gather
from claims.store import appearances as stored_appearances
from claims.store import articles, claims, matches
from claims.store.connect import read, write
from claims.store.guarded_edits import refuse_stale


@dataclass(frozen=True, slots=True)
class Added:
    """The result of adding: the article, and whether it was already stored (then nothing was added).

    ``gone`` are the quotes of the version before whose line changed or is gone. ``resembles`` is an article that this one seems
    to be a version of although nobody said so. ``beside`` is what its file brought besides the text.
    """

    article: Article
    was_there: bool
    gone: tuple[Appearance, ...] = ()
    resembles: Resembled | None = None
    beside: TakenIn = NOTHING_TAKEN


def with_typed_details(
    document: Document,
    day_first: bool | None = None,
    /,
    *,
    title: str | None,
    publisher: str | None,
    published: str | None,
    url: str | None,
    byline: str | None,
) -> Document:
    """The document with details that a person typed in place of its own. Raise Refused for a value that cannot be stored."""
    if typed_day := day(published, "published", day_first=day_first):
        document = documents.with_day(document, typed_day)
    return replace(
        document,
        title=optional_text(title, "title") or document.title,
        publisher=optional_text(publisher, "publisher") or document.publisher,
        url=web_address(url, "url") or document.url,
        byline=optional_text(byline, "byline") or document.byline,
    )


def add_article(
    db: Database,
    matcher: Matcher,
    document: Document,
    *,
    by: Person,
    at: datetime,
    then: Callable[[Added], None] = lambda added: None,
    pace: Pace | None = None,
    replaces: int | None = None,
    clock: Callable[[], datetime] | None = None,
) -> Added:
    """Store an article with its sentences, proposed claims, suggested matches and alerts, all or nothing.

    ``replaces`` is the article of which this is a new version; without it, an article from the same address counts as that.
    The same text at the same address adds nothing. Reading and matching happen before the write lock is taken;
    inside it, claims that others added in the meantime are matched too. With a ``clock``, it is stored under the time at which the lock was
    taken, so that the history of work that takes minutes does not go back in time. ``then`` runs in the same transaction: if it raises,
    nothing is stored. Raise Unreadable for a text without sentences, TooLarge if it takes longer than ``pace`` allows (60 seconds).
    """
    people.require_permission(by, "add_article")
    pace = pace or Pace()
    if replaces is not None:
        document = _as_version_of(versions.earlier_version(db, document, replaces), document)
    same = articles.find_same(db, document)
    _refuse_another(same, replaces)
    if same:
        return _taken_in_again(db, same, document, then, by=by, at=at)
    reading = read_claims(document, matcher, pace)
    known, vectors = as_known_claims(reading, matcher)
    matcher.refresh(db)
    change_before = matcher.change_read
    asking = queries_of(known, vectors)
    hits = hits_of(db, matcher, asking, range(len(known)), pace)
    gathered = gather(reading.document, reading.spans)
    with write(db):
        at = clock() if clock else at
        same = articles.find_same(db, document)
        _refuse_another(same, replaces)
        if same:
            return _taken_in_again(db, same, document, then, by=by, at=at)
        earlier = versions.earlier_version(db, document, replaces)
        changes = _changes(db, matcher, earlier, reading)
        like = None if earlier else versions.resembled(db, document, reading.spans)
        matcher.refresh(db)
        if matcher.change_read != change_before:
            hits = hits_by_now(db, matcher, asking, hits, change_before, pace)
        pairs = pairs_of([hits[number] for number in range(len(known))])
        added = _store(db, matcher, reading, known, vectors, pairs, (earlier, changes), gathered, by=by, at=at)
        return _told(db, replace(added, resembles=like), then)


def _as_version_of(earlier: Article | None, document: Document) -> Document:
    """The document with details that it lacks filled in from the version before."""
    if earlier is None:
        return document
    return replace(
        document,
        url=document.url or earlier.url,
        publisher=document.publisher or earlier.publisher,
        byline=document.byline or earlier.byline,
    )


def _refuse_another(same: Article | None, replaces: int | None) -> None:
    if same and replaces is not None and replaces not in (same.id, same.replaces_id):
        raise Refused(
            wording.phrase(
                "this text is stored as article {id} already, which is no version of article {replaces}: nothing was added.",
                id=same.id,
                replaces=replaces,
            )
        )


def _taken_in_again(db: Database, same: Article, document: Document, then: Callable[[Added], None], *, by: Person, at: datetime) -> Added:
    """A text that is stored: nothing of it is added, but its file may bring new comments and answers to ours."""
    spans = [Span(sentence.start, sentence.end, sentence.text) for sentence in articles.sentences_of(db, same)]
    gathered = gather(replace(document, text=same.text), spans)
    with write(db):
        articles.remember_bytes(db, same.id, document)
        taken = beside.take_in_again(db, same, gathered, document, by=by, at=at)
        return _told(db, Added(same, was_there=True, beside=taken), then)


def _changes(db: Database, matcher: Matcher, earlier: Article | None, reading: Reading) -> list[LineChange]:
    if earlier is None:
        return []
    attributions = {position: proposal.said for proposal in reading.proposals for position in proposal.places}
    return versions.compare_with(db, earlier, reading.document, reading.spans, attributions, matcher.pair_model)


def _told(db: Database, added: Added, then: Callable[[Added], None]) -> Added:
    with write(db):
        then(added)
    return added


def set_due(db: Database, article_id: int, due_at: datetime | None, *, by: Person, at: datetime, seen_version: int | None = None) -> None:
    """Set an article's deadline, the default for its claims. Raise StaleEdit if ``seen_version`` is not its version."""
    people.require_permission(by, "assign")
    with write(db):
        article = articles.get_article(db, article_id)
        refuse_stale("article", article, seen_version)
        articles.set_due(db, article, due_at, by=by, at=at)


def claims_in(db: Database, article: Article) -> list[tuple[Appearance, Claim]]:
    """Every appearance in an article with the claim that speaks for it, in the article's order."""
    with read(db):
        appearances = stored_appearances.appearances_in(db, article.id)
        roots = claims.roots_of(db, [appearance.claim_id for appearance in appearances])
        speaking = claims.get_claims(db, roots.values())
    return [(appearance, speaking[roots[appearance.claim_id]]) for appearance in appearances]


def _store(
    db: Database,
    matcher: Matcher,
    reading: Reading,
    known: Sequence[KnownClaim],
    vectors: Sequence[Embedded],
    pairs: Sequence[Pair],
    version: tuple[Article | None, Sequence[LineChange]],
    gathered: Gathered,
    *,
    by: Person,
    at: datetime,
) -> Added:
    document = reading.document
    earlier, changes = version
    notes = (*document.beside.warnings, *gathered.warnings)
    article_id = articles.add_article(db, document, by=by, at=at, replaces_id=earlier.id if earlier else None, reading_notes=notes)
    sentence_ids = articles.add_sentences(db, article_id, list(zip(reading.spans, reading.spotted, strict=True)))
    carried = versions.Carried({}, ())
    if earlier:
        carried = versions.carry_over(db, earlier, changes, document.text, reading.spans, sentence_ids, by=by, at=at)
    claim_ids = _add_proposals(db, reading, sentence_ids, carried, by=by, at=at)
    new = [replace(known[number], id=claim_id) for number, claim_id in claim_ids.items()]
    matcher.store_vectors(db, new, [vectors[number] for number in claim_ids])
    # A claim that the article denies or doubts is not a repeat.
    asserted = {number for number, proposal in enumerate(reading.proposals) if proposal.said.polarity is Polarity.ASSERTED}
    suggested = _add_matches(db, pairs, claim_ids, at=at)
    alerts.raise_for(db, article_id, [suggestion for proposal, suggestion in suggested if proposal in asserted], at=at)
    article = articles.get_article(db, article_id)
    taken = beside.take_in(db, article, gathered, earlier, by=by, at=at)
    return Added(article, was_there=False, gone=carried.gone, beside=taken)


def _add_proposals(
    db: Database, reading: Reading, sentence_ids: Sequence[int], carried: versions.Carried, *, by: Person, at: datetime
) -> dict[int, int]:
    """Add the claims that the article proposes, but for those that were carried over from the version before; their numbers by proposal."""
    document = reading.document
    claim_ids: dict[int, int] = {}
    for number, proposal in enumerate(reading.proposals):
        if all(carried.claim_ids.get(position) for position in proposal.places):
            continue
        claim_id = claim_ids[number] = claims.add_claim(
            db,
            proposal.text,
            by=by,
            at=at,
            proposed=True,
            claimant=proposal.said.speaker,
            claimed_at=document.published_at,
            language=document.language,
        )
        for position in proposal.places:
            add_place(db, claim_id, sentence_ids[position], reading.spans[position], document.text, proposal.said)
    return claim_ids


def _add_matches(
    db: Database, pairs: Sequence[Pair], claim_ids: Mapping[int, int], *, at: datetime
) -> list[tuple[int, tuple[int, int, Comparison]]]:
    """Suggest the matches of the claims that were added; for each its proposal, and its number, the known claim and how they compare."""
    suggested = []
    for pair in pairs:
        known_id = pair.known_id if pair.known_id is not None else claim_ids.get(pair.earlier or 0)
        if pair.proposal in claim_ids and known_id is not None:
            number = matches.add_match(db, claim_ids[pair.proposal], known_id, pair.comparison, at=at)
            suggested.append((pair.proposal, (number, known_id, pair.comparison)))
    return suggested

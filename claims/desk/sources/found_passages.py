"""Passages that the program finds for a claim in everything stored. None counts as evidence before a person accepts it."""

import logging
import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlite_utils import Database

from claims import wording
from claims.desk.people import people
from claims.desk.sources import evidence, source_passages
from claims.desk.sources.library import Library
from claims.errors import NotFound, StoreFailed
from claims.model import Article, Claim, Evidence, Origin, Person, Source, SourceKind, Stance
from claims.reading import sentences
from claims.reading.addresses import looks_public
from claims.sourcing import locators
from claims.sourcing.library import searching
from claims.sourcing.library.passage_index import Candidate
from claims.sourcing.library.searching import Passage
from claims.sourcing.library.windows import LONGEST, windows
from claims.store import added_articles, appearances, articles, claims, library, sources
from claims.store import evidence as stored_evidence
from claims.store.connect import wait_briefly, write
from claims.store.library import RefusedPassage
from claims.store.match_inputs import day_of
from claims.store.sources import NewSource

if TYPE_CHECKING:
    from claims.desk.index.matcher import Matcher

_log = logging.getLogger(__name__)

_NAME = re.compile(r"(source|article)-(\d{1,15}):(\d{1,9})-(\d{1,9})")

_NEAREST = 8
"""How many nearest claims are taken for each passage of a new source. Of all these, the ``_LOOKED_UP`` nearest are looked up."""

_LOOKED_UP = 15

LONGEST_AT_ONCE = 20_000
"""Up to this many characters of a new source's text, the claims it may speak to are looked for while somebody waits (a second or two)."""


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage of a source or an earlier article, and what it seems to say about a claim."""

    claim_id: int
    source: Source | None
    article: Article | None
    locator: str
    passage: Passage

    @property
    def name(self) -> str:
        """Its name in commands and forms, from its text and offsets: "source-12:340-800"."""
        kind = "source" if self.passage.text > 0 else "article"
        return f"{kind}-{abs(self.passage.text)}:{self.passage.span.start}-{self.passage.span.end}"

    @property
    def title(self) -> str:
        """The title of its source or article."""
        text = self.source or self.article
        assert text is not None
        return text.title


@dataclass(frozen=True, slots=True)
class FoundPassages:
    """The passages found for a claim, best first. ``unread`` counts the library's passages that only words can find so far.

    ``complete`` is false while stored texts are still being read, and where their index cannot be kept.
    """

    claim: Claim
    passages: tuple[FoundPassage, ...]
    unread: int
    complete: bool


def find_passages(db: Database, claim_id: int, library_files: Library, matcher: "Matcher", *, at_once: bool = False) -> FoundPassages:
    """The passages of all sources and earlier articles that bear on a claim, at most five; stores nothing. Raise NotFound.

    Passages that were refused or are linked already are left out, and so are articles in which the claim appears. With ``at_once``,
    for a page, a locator that takes reading a file again is left empty.
    """
    claim = claims.root_of(db, claim_id)
    index = library_files.index(db, lambda: matcher.passage_encoder) if claim.origin is Origin.OWN else None
    if index is None:
        return FoundPassages(claim, (), 0, complete=claim.origin is not Origin.OWN)
    family = claims.family_of(db, [claim.id])[claim.id]
    passages = searching.search(
        index,
        claim.text,
        lambda text, start, end: library.words_of(db, text, start, end),
        lambda text: library.title_of(db, text),
        matcher.passage_encoder if index.embedded else None,
        matcher.passage_model,
        claimed_on=day_of(claim.claimed_at) if claim.claimed_at else None,
        is_refused=_Settled(db, family),
    )
    described = tuple(_described(db, claim.id, passage, at_once=at_once) for passage in passages)
    return FoundPassages(claim, described, library_files.missing, library_files.is_complete(db))


def are_claims_at_work(db: Database) -> bool:
    """Whether there is any claim of ours that a source could bear on."""
    return bool(claims.list_claims(db, state=None, origin=Origin.OWN, limit=1))


def claims_in(db: Database, article_id: int) -> list[int]:
    """The claims in an article, read through their joins; raise NotFound."""
    articles.get_article(db, article_id)
    numbers = [appearance.claim_id for appearance in appearances.appearances_in(db, article_id)]
    roots = claims.roots_of(db, numbers)
    return list(dict.fromkeys(roots.get(number, number) for number in numbers))


class _Settled:
    """Tells whether a passage is settled: refused, linked, or in an article that makes the claim."""

    def __init__(self, db: Database, family: list[int]) -> None:
        refused = [(refusal.text, refusal.start, refusal.end) for refusal in library.refused_passages(db, family)]
        links = [(link.source.id, link.start, link.end) for link in stored_evidence.evidence_of(db, family)]
        self._spans = refused + [(source, start, end) for source, start, end in links if start is not None and end is not None]
        self._articles = library.articles_carrying(db, family)

    def __call__(self, candidate: Candidate) -> bool:
        return -candidate.text in self._articles or any(
            # Passages overlap: if half of the shorter one is in a settled passage, it says nothing new.
            text == candidate.text
            and 2 * (min(end, candidate.end) - max(start, candidate.start)) >= min(end - start, candidate.end - candidate.start)
            for text, start, end in self._spans
        )


def note_waiting(db: Database, passages: FoundPassages) -> None:
    """Store, for the queue, which passages wait for a decision; skip it with a line in the log while the store cannot be written."""
    spans = [(passage.passage.text, passage.passage.span.start, passage.passage.span.end) for passage in passages.passages]
    try:
        with wait_briefly(db):
            library.note_waiting(db, passages.claim.id, spans)
    except StoreFailed as error:
        _log.warning("the queue does not know yet about passages for claim %d: %s", passages.claim.id, error)


def is_short_enough(source: Source) -> bool:
    """Whether the claims that a new source may speak to can be looked for at once: it has a text that this reader may see, and a short one."""
    return source.text is not None and not source.hidden and len(source.text) <= LONGEST_AT_ONCE


def claims_spoken_to(db: Database, source_id: int, library_files: Library, matcher: "Matcher") -> list[FoundPassage]:
    """The best passage of a source for each of our claims that it may bear on; also stored as waiting for the queue."""
    source = sources.get_source(db, source_id)
    if source.text is None or source.withdrawn:
        return []
    texts = [source.text[start:end] for start, end in windows(sentences.split(source.text))]
    nearness: dict[int, float] = {}
    for numbers in matcher.nearest(db, texts, limit=_NEAREST):
        for rank, number in enumerate(numbers):
            nearness[number] = max(nearness.get(number, 0.0), 1 / (1 + rank))
    spoken_to = []
    for number in sorted(nearness, key=lambda number: (-nearness[number], number))[:_LOOKED_UP]:
        passages_found = find_passages(db, number, library_files, matcher)
        ours = [passage for passage in passages_found.passages if passage.source and passage.source.id == source_id]
        if ours:
            note_waiting(db, passages_found)
            spoken_to.append(ours[0])
    return spoken_to


def accept_passage(db: Database, claim_id: int, name: str, stance: Stance, *, by: Person, at: datetime) -> Evidence:
    """Link a passage to a claim with its quote and locator; an article becomes a source first. Raise NotFound if the passage is gone."""
    people.require_permission(by, "link_source")
    text, start, end = _place_of(name)
    with write(db):
        words = _words_of(db, text, start, end)
        claim = claims.root_of(db, claim_id)
        source_id = text if text > 0 else _source_of_article(db, articles.get_article(db, -text), by=by, at=at)
        linked = evidence.link_source(db, claim.id, source_id, stance, by=by, at=at, quote=words, start=start, locate=True)
        library.drop_waiting(db, claims.family_of(db, [claim.id])[claim.id], text, start, end)
    return linked


def refuse_passage(db: Database, claim_id: int, name: str, *, by: Person, at: datetime) -> int:
    """Refuse a passage for a claim, so that it is not offered again; return the number of the refusal."""
    people.require_permission(by, "link_source")
    text, start, end = _place_of(name)
    with write(db):
        _words_of(db, text, start, end)
        family = claims.family_of(db, [claims.root_of(db, claim_id).id])
        ((root, members),) = family.items()
        same = [
            refusal for refusal in library.refused_passages(db, members) if (refusal.text, refusal.start, refusal.end) == (text, start, end)
        ]
        library.drop_waiting(db, members, text, start, end)
        return same[0].id if same else library.refuse_passage(db, root, text, start, end, by=by, at=at)


def offer_again(db: Database, refusal: int, *, by: Person, at: datetime) -> RefusedPassage:
    """Take a refusal back, so that the passage is offered again; return the refusal."""
    people.require_permission(by, "link_source")
    with write(db):
        refused = library.get_refused(db, refusal)
        library.take_back_refusal(db, refused, by=by, at=at)
        return refused


def _place_of(name: str) -> tuple[int, int, int]:
    match = _NAME.fullmatch(name)
    if match is None or not 0 < int(match[4]) - int(match[3]) <= LONGEST:
        raise NotFound(wording.phrase("there is no passage {name}: `claims evidence find` lists them.", name=repr(name[:80])))
    return int(match[2]) * (1 if match[1] == "source" else -1), int(match[3]), int(match[4])


def _words_of(db: Database, text: int, start: int, end: int) -> str:
    words = library.words_of(db, text, start, end)
    if words is None or len(words) != end - start:
        raise NotFound("this passage no longer exists. Find passages again.")
    return words


def _source_of_article(db: Database, article: Article, *, by: Person, at: datetime) -> int:
    # The title and words of a draft inside the network are on no public page unless somebody lifts the flag.
    is_inside = article.id in added_articles.fetched_inside(db, [article.id]) or bool(article.url and not looks_public(article.url))
    new = NewSource(
        article.title, SourceKind.NEWS, article.url, article.publisher, article.published_at, article.text, confidential=is_inside
    )
    return evidence.add_source(db, new, by=by, at=at).source.id


def _described(db: Database, claim_id: int, passage: Passage, *, at_once: bool) -> FoundPassage:
    span = passage.span
    if passage.text > 0:
        source = sources.get_source(db, passage.text)
        return FoundPassage(claim_id, source, None, source_passages.locate(db, source, span.text, span.start, at_once=at_once), passage)
    article = articles.get_article(db, -passage.text)
    return FoundPassage(claim_id, None, article, locators.paragraph(article.text, span.start), passage)

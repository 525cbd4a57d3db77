"""Which known claims the claims of an article resemble, and which resemble each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from claims.desk.articles import retellings
from claims.desk.articles.pace import TOGETHER, Pace
from claims.desk.articles.reading_claims import Reading
from claims.desk.index.claim_vectors import Embedded
from claims.desk.index.matcher import Matcher
from claims.matching import ranking
from claims.matching.queries import Query
from claims.matching.search.index import Index
from claims.model import (
    Comparison,
    Hit,
    KnownClaim,
)
from claims.reading import languages
from claims.store.connect import read
from claims.store.match_inputs import day_of

SUGGESTIONS = 5
"""The most known claims that are suggested for a new one."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A proposed claim and a claim that it resembles: a stored one, or an earlier proposal of the same article."""

    proposal: int
    known_id: int | None
    earlier: int | None
    comparison: Comparison


def as_known_claims(reading: Reading, matcher: Matcher) -> tuple[list[KnownClaim], list[Embedded]]:
    published_on = day_of(reading.document.published_at)
    # Negative numbers stand for claims without a number yet; they can never equal a stored claim's.
    known = [
        KnownClaim(
            -number,
            proposal.text,
            None,
            tuple(sorted({reading.spans[position].text for position in proposal.places})),
            published_on,
            languages.of_line(proposal.text, reading.document.language),
        )
        for number, proposal in enumerate(reading.proposals, start=1)
    ]
    # In a store with claims in several languages, a query can come in any of them.
    all_languages = matcher.is_multilingual or not all(claim.is_english for claim in known)
    return known, matcher.encode(known, reading.rows, all_languages=all_languages)


@dataclass(frozen=True, slots=True)
class Asking:
    """An article's claims as queries for known claims, and the index in which they find each other."""

    queries: Sequence[Query]
    own: Index


def queries_of(known: Sequence[KnownClaim], embedded: Sequence[Embedded]) -> Asking:
    own = Index()
    own.put(known, [vectors.english for vectors in embedded], [vectors.multilingual for vectors in embedded])
    queries = [
        Query(
            claim.text,
            claim.said_on,
            None if vectors.english is None else vectors.english[0],
            frozenset({claim.id}),
            claim.language,
            None if vectors.multilingual is None else vectors.multilingual[0],
        )
        for claim, vectors in zip(known, embedded, strict=True)
    ]
    return Asking(queries, own)


def hits_of(db: Database, matcher: Matcher, asking: Asking, numbers: Sequence[int], pace: Pace) -> dict[int, list[Hit]]:
    """The hits for these claims of an article, by number. Done a few at a time, so that others can use the same matcher in between."""
    hits: dict[int, list[Hit]] = {}
    for first in range(0, len(numbers), TOGETHER):
        part = numbers[first : first + TOGETHER]
        pace.go_on("comparing claim", first, len(numbers))
        with read(db):
            found_hits = matcher.match(db, [asking.queries[number] for number in part], limit=2 * SUGGESTIONS, also=asking.own)
        hits |= dict(zip(part, found_hits, strict=True))
    return hits


def hits_by_now(
    db: Database, matcher: Matcher, asking: Asking, hits: Mapping[int, list[Hit]], change_before: int, pace: Pace
) -> dict[int, list[Hit]]:
    """The hits without claims that are gone since ``change_before``, and anew for what the claims added since may match."""
    touched = matcher.touched_since(db, change_before, asking.queries)
    left = {number: [hit for hit in known_hits if hit.claim_id < 0 or hit.claim_id in matcher] for number, known_hits in hits.items()}
    return left | hits_of(db, matcher, asking, touched, pace)


def pairs_of(hits: Sequence[Sequence[Hit]]) -> list[Pair]:
    stored = [
        Pair(number, hit.claim_id, None, hit.comparison)
        for number, claim_hits in enumerate(hits)
        for hit in [hit for hit in claim_hits if hit.claim_id > 0 and ranking.suggested(hit.comparison)][:SUGGESTIONS]
    ]
    return stored + [Pair(later, None, earlier, comparison) for later, earlier, comparison in retellings.pairs_of(hits)]

"""Have we seen this before? The known claims that resemble a text or a claim, with their verdicts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlite_utils import Database

from claims.desk.typed_fields import required_text
from claims.model import Claim, Comparison, Evidence, Match, Review, Status, Verdict
from claims.store import claims, evidence, matches, verdicts
from claims.store.connect import read

if TYPE_CHECKING:
    from claims.desk.index.matcher import Matcher

MAX_QUERY = 100_000
"""The most characters of a text to look up."""


@dataclass(frozen=True, slots=True)
class Known:
    """A claim as it is shown beside another, with the verdict and evidence it shares through its joins."""

    claim: Claim
    review: Review | None  # if it was imported
    verdict: Verdict | None  # our newest approved one
    evidence: tuple[Evidence, ...]  # in force, for it and for all claims joined to it

    @property
    def sources(self) -> int:
        """How many distinct sources its evidence names."""
        return len({link.source.id for link in self.evidence})

    @property
    def rests_on(self) -> tuple[Evidence, ...]:
        """The evidence in force that its verdict rests on; without a verdict, all its evidence."""
        return tuple(link for link in self.evidence if not self.verdict or link.id in self.verdict.evidence_ids)

    @property
    def rating(self) -> str | None:
        """Its rating in the words of whoever rated it: ours if we did, else the other publisher's; None if unrated."""
        if self.verdict:
            return self.verdict.rating.label
        return self.review.rating_words if self.review else None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A known claim that resembles another text. ``comparison`` is seen from that text; ``match`` is None if nothing is stored."""

    known: Known
    comparison: Comparison
    match: Match | None

    @property
    def claim_id(self) -> int:
        """The number of the known claim."""
        return self.known.claim.id

    @property
    def text(self) -> str:
        """The wording of the known claim."""
        return self.known.claim.text

    @property
    def external_id(self) -> str | None:
        """The id that the known claim's publisher gave it, if it was imported."""
        return self.known.review.external_id if self.known.review else None

    @property
    def verdict(self) -> str | None:
        """The known claim's rating, in the words of whoever rated it."""
        return self.known.rating


@dataclass(frozen=True, slots=True)
class StoredPair(Suggestion):
    """A stored match seen from ``ours``, the claim that was added later."""

    ours: Claim


def stored_pairs(db: Database, pairs: Sequence[Match]) -> list[StoredPair]:
    """Stored matches with both claims, in the same order."""
    known = known_claims(db, {number for match in pairs for number in (match.claim_id, match.known_id)})
    return [StoredPair(known[match.known_id], match.comparison, match, known[match.claim_id].claim) for match in pairs]


def look_up(db: Database, matcher: "Matcher", texts: Sequence[str], *, limit: int = 5) -> list[list[Suggestion]]:
    """The most similar known claims for each text, best first; stores nothing. Raise Refused for an empty text."""
    from claims.matching.queries import Query

    queries = [Query(required_text(text, "text_to_match", limit=MAX_QUERY)) for text in texts]
    with read(db):
        hits = matcher.match(db, queries, limit=limit)
        known = known_claims(db, {hit.claim_id for hits_of_text in hits for hit in hits_of_text})
    return [
        [Suggestion(known[hit.claim_id], hit.comparison, None) for hit in hits_of_text if hit.claim_id in known] for hits_of_text in hits
    ]


def suggestions_for(db: Database, root_ids: Iterable[int]) -> dict[int, list[Suggestion]]:
    """For each claim that speaks for itself, the claims it was matched with, best first.

    Confirmed pairs are listed too. Claims that a person decided are different, or that were joined or dropped since, are not,
    except for the rejected pair itself, whose rejection can be taken back.
    """
    with read(db):
        families = claims.family_of(db, list(root_ids))
        head = {number: root for root, numbers in families.items() for number in numbers}
        stored = matches.matches_of(db, head)
        sides = claims.roots_of(db, {number for pair in stored for number in (pair.claim_id, pair.known_id)})
        known = known_claims(db, set(sides.values()) | {number for pair in stored for number in (pair.claim_id, pair.known_id)})
        rejected = {root: matches.rejected_for(db, root) for root in families}
        aside = claims.set_aside(db, sides.values())
    suggested: dict[int, list[Suggestion]] = {root: [] for root in families}
    for match in stored:
        for ours, theirs in ((match.claim_id, match.known_id), (match.known_id, match.claim_id)):
            if ours in head and _shown(match, head[ours], sides[theirs], rejected[head[ours]] | aside, known):
                # A confirmed pair is now one claim: show the other side as it was, not the claim that speaks for both.
                other_side = known[theirs if match.status is Status.CONFIRMED else sides[theirs]]
                comparison = match.comparison if ours == match.claim_id else match.comparison.turned()
                suggested[head[ours]].append(Suggestion(other_side, comparison, match))
                if head.get(theirs) == head[ours]:
                    break  # joined to each other: one line is enough
    return {root: _once_each(suggestions) for root, suggestions in suggested.items()}


def known_claims(db: Database, claim_ids: Iterable[int]) -> dict[int, Known]:
    """The claims with those numbers, as they are shown beside others, with the verdicts they share through their joins."""
    chosen_ids = list(claim_ids)
    claims_by_number = claims.get_claims(db, chosen_ids)
    roots = claims.roots_of(db, claims_by_number)
    families = claims.family_of(db, list(set(roots.values())))
    head = {number: root for root, numbers in families.items() for number in numbers}
    rated = verdicts.approved_by_root(db, head)
    reviews = {review.claim_id: review for review in claims.reviews_of(db, head)}
    by_root = {head[number]: review for number, review in reviews.items()}
    links: dict[int, list[Evidence]] = {root: [] for root in families}
    for link in evidence.evidence_of(db, head):
        links[head[link.claim_id]].append(link)
    known = {}
    for number, claim in claims_by_number.items():
        root = roots[number]
        known[number] = Known(claim, reviews.get(number) or by_root.get(root), rated.get(root), tuple(links[root]))
    return known


def _shown(match: Match, ours: int, theirs: int, rejected: set[int], known: dict[int, Known]) -> bool:
    if match.status is Status.CONFIRMED:
        return True
    if ours == theirs or known[theirs].claim.state == "dropped":
        return False
    return match.status is Status.REJECTED or theirs not in rejected


def _once_each(suggestions: list[Suggestion]) -> list[Suggestion]:
    # Several claims joined on either side may have matched: show only the best pair.
    best: dict[int, Suggestion] = {}
    for suggestion in suggestions:
        best.setdefault(suggestion.known.claim.id, suggestion)
    return list(best.values())

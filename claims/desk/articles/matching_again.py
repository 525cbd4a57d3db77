"""Matches the claims of an article again after a correction of what they were matched by: their day or their language."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlite_utils import Database

from claims.desk import alerts
from claims.desk.index import rejudging
from claims.model import Comparison, Hit, KnownClaim, Polarity
from claims.store import appearances, claims, match_inputs, matches
from claims.store.connect import write

if TYPE_CHECKING:
    from claims.desk.index.matcher import Matcher

SUGGESTIONS = 5
"""The most known claims that are suggested for one claim."""

TOGETHER = 20
"""Claims that are matched and stored at once, in a second or so."""


def match_again(db: Database, matcher: "Matcher", article_id: int, claim_ids: Sequence[int], *, at: datetime) -> None:
    """Judge the undecided pairs of these claims of an article again, suggest what is alike now, and raise the alerts that follow.

    Pairs inside the article and pairs that somebody decided stay as they are.
    """
    from claims.matching.queries import Query

    rejudging.judge_again(db, matcher)
    placed = appearances.appearances_in(db, article_id)
    same_article = frozenset(claims.roots_of(db, {appearance.claim_id for appearance in placed}).values())
    asserted = {appearance.claim_id for appearance in placed if appearance.polarity is Polarity.ASSERTED}
    known = [change.known for change in match_inputs.claims_now(db, claim_ids) if change.known is not None]
    for first in range(0, len(known), TOGETHER):
        part = known[first : first + TOGETHER]
        queries = [Query(claim.text, claim.said_on, None, same_article | {claim.id}, claim.language) for claim in part]
        hits = matcher.match(db, queries, limit=2 * SUGGESTIONS)
        with write(db):
            for claim, claim_hits in zip(part, hits, strict=True):
                pairs = _suggest(db, claim, claim_hits, at=at)
                alerts.raise_for(db, article_id, pairs if claim.id in asserted else [], at=at)


def _suggest(db: Database, claim: KnownClaim, hits: Sequence[Hit], *, at: datetime) -> list[tuple[int, int, Comparison]]:
    """Store a suggestion for each hit that has none yet; return match, known claim and comparison of each."""
    from claims.matching import ranking

    stored = []
    rejected = matches.rejected_for(db, claim.id)
    for hit in [hit for hit in hits if ranking.suggested(hit.comparison)][:SUGGESTIONS]:
        if hit.claim_id in rejected or matches.find_pair(db, claim.id, hit.claim_id) is not None:
            continue
        # The second claim of a pair is the one that was stored first.
        if hit.claim_id < claim.id:
            number = matches.add_match(db, claim.id, hit.claim_id, hit.comparison, at=at)
        else:
            number = matches.add_match(db, hit.claim_id, claim.id, hit.comparison.turned(), at=at)
        stored.append((number, hit.claim_id, hit.comparison))
    return stored

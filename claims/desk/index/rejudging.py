"""Judges undecided pairs again: those that an earlier version of the program compared, and those whose day or language was corrected.

The alerts that rest on them follow.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlite_utils import Database

from claims.model import Match
from claims.store import match_inputs, matches
from claims.store.connect import write

if TYPE_CHECKING:
    from claims.desk.index.matcher import Matcher

TOGETHER = 100
"""Pairs that are judged and stored at once, in a second or so; an interruption loses no more than these."""


def judge_again(db: Database, matcher: "Matcher", *, on_pairs: Callable[[int], None] = lambda pairs: None) -> int:
    """Judge every undecided pair that waits for it; return how many.

    Decided pairs keep their rows. A suggestion that would not be made today is removed, unless somebody ever touched it or an alert
    rests on it. An open alert whose pair is neither the same nor says more no longer asks for attention. Safe to interrupt, to
    repeat, and to run twice at once. ``on_pairs`` gets the number of pairs judged since its last call.
    """
    waiting = matches.unjudged(db)
    for first in range(0, len(waiting), TOGETHER):
        part = waiting[first : first + TOGETHER]
        _judge(db, matcher, part)
        on_pairs(len(part))
    return len(waiting)


def _judge(db: Database, matcher: "Matcher", part: list[Match]) -> None:
    from claims.desk.index.claim_vectors import with_language
    from claims.matching import ranking  # loads all of matching, and pairs seldom wait
    from claims.matching.queries import Query

    texts = match_inputs.claims_as_known(db, {number for match in part for number in (match.claim_id, match.known_id)})
    pairs = [(match, texts[match.claim_id], texts[match.known_id]) for match in part]
    compared = matcher.compare(
        db, [(Query(ours.text, ours.said_on, language=ours.language), with_language(theirs)) for _, ours, theirs in pairs]
    )
    with write(db):
        for (match, _, _), comparison in zip(pairs, compared, strict=True):
            if ranking.suggested(comparison) or not matches.take_back(db, match):
                matches.judge_again(db, match, comparison)

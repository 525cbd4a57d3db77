"""Dates, scores, states and marks as people write them."""

from collections.abc import Sequence
from datetime import date, datetime

from claims.model import Closer, Relation, Shared, SharedKind
from claims.sourcing.labels import MARKS, STATES
from claims.store.match_inputs import day_of
from claims.wording import phrase

__all__ = ["MARKS", "STATES"]


def day(moment: datetime | date | str | None) -> str:
    """A day as people write it, "3 May 2024"; text without an ISO 8601 day is returned as it is, None as "no date"."""
    day_found = day_of(moment) if isinstance(moment, str) else moment
    if day_found is None:
        return str(moment) if moment else "no date"
    return f"{day_found.day} {day_found:%B} {day_found.year}"


def of_100(score: float) -> int:
    """A score of 0..1 as the number in "94 in 100"; never 0 or 100, which would sound certain."""
    return min(99, max(1, round(score * 100)))


LEAST_BESIDE_SAME = 0.5
"""The lowest score that is shown beside "same": "same, 31 in 100 the same claim" would contradict itself."""


def chance_of_same(score: float, relation: Relation | str, closer: Closer | str | None) -> int | None:
    """Of 100 pairs with this score, how many are the same claim; None where the number would contradict the relation.

    The score is calibrated over all pairs, whatever their relation. Beside "related" or "says more" it would be the chance of something
    already ruled out, so it is shown only for pairs that are the same and for those whose relation the program cannot tell.
    """
    is_same = relation == Relation.SAME and score >= LEAST_BESIDE_SAME
    is_undecided = relation == Relation.SIMILAR and closer is None
    return of_100(score) if is_same or is_undecided else None


def relation(relation: Relation | str, closer: Closer | str | None, *, has_differences: bool) -> str:
    """How a pair relates, in words: "same", "ours says more", "ours says less", "related", "differs", "reads as a different claim"."""
    if relation == Relation.DIFFERS:
        return "differs" if has_differences else "reads as a different claim"
    if closer is None:
        return str(relation)
    return str(closer) if closer == Closer.RELATED else f"ours says {closer}"


def relation_and_chance(score: float, relation_found: Relation | str, closer: Closer | str | None, *, has_differences: bool) -> str:
    """How a pair relates, with the chance where one is shown: "same, 93 in 100 the same claim"."""
    chance = chance_of_same(score, relation_found, closer)
    words = relation(relation_found, closer, has_differences=has_differences)
    return words if chance is None else f"{words}, {chance} in 100 the same claim"


SHARED = {
    SharedKind.NAMES: phrase("Names in both"),
    SharedKind.NUMBERS: phrase("Numbers in both"),
    SharedKind.WORDS: phrase("Words in both"),
    SharedKind.MEANING: phrase("Meaning"),
    SharedKind.SUBJECT: phrase("Meaning"),
    SharedKind.TOLD: phrase("Meaning"),
}
"""What stands before the words that two texts share."""

_MEANINGS = {SharedKind.MEANING: phrase("as a whole close in meaning"), SharedKind.SUBJECT: phrase("about the same subject")}


def shared_labelled(why: Sequence[Shared]) -> list[tuple[str, str]]:
    """What two texts share, each with its label: ("Names in both", "Tarnmouth, Vellmark")."""
    return [(SHARED[shared.kind], _MEANINGS.get(shared.kind) or ", ".join(shared.words)) for shared in why]


def shared_in_words(why: Sequence[Shared]) -> list[str]:
    """What two texts share, each in words of its own: "both have the names Tarnmouth, Vellmark"."""
    return [_in_words(shared) for shared in why]


def _in_words(shared: Shared) -> str:
    words = ", ".join(shared.words)
    if shared.kind in (SharedKind.MEANING, SharedKind.SUBJECT, SharedKind.TOLD):
        return _MEANINGS.get(shared.kind, words)
    kind = shared.kind if len(shared.words) > 1 else shared.kind.removesuffix("s")
    return f"both have the {kind} {words}"

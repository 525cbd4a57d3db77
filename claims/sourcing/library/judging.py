"""What a passage says about a claim: it supports it, contradicts it or gives context, and why the program thinks so.

The passage model reads the key sentence and the claim; rules for figures, dates and names tell what agrees and what differs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claims.matching.differences import differences
from claims.model import Difference, DifferenceKind, Span, Stance
from claims.sourcing.library.passage_model import Reading
from claims.sourcing.passages import agreeing_figures
from claims.wording import joined, phrase

LEAST_SURE = 0.90
"""The chance of a stance from which it is suggested. Of 1,600 sentences about 400 claims by a writer whose texts no model was fitted on, 25 get
one and 23 of those are right; of 480 that were written to mislead, 22 and 18 (November 2026). With the passage model alone, from 0.80 on, it was
203 and 160, and 73 and 48; among passages that a search brings, 16 of 19 were wrong."""

_RULES = (DifferenceKind.NUMBER, DifferenceKind.DATE, DifferenceKind.NEGATION)  # names differ in most sentences, so they settle nothing


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage's suggested stance with the reason in words; ``key`` is the sentence it is based on, with offsets in the text.

    ``stance`` is None where the program cannot tell.
    """

    stance: Stance | None
    reason: str
    key: Span
    agreeing: tuple[str, ...]
    differing: tuple[Difference, ...]


def judge(claim: str, key: Span, reading: Reading | None, *, claimed_on: date | None = None, published_on: date | None = None) -> Judged:
    """What a passage says, from its key sentence (with offsets in its text) and what the model made of that."""
    differing = differences.find(claim, key.text, ours_on=claimed_on, theirs_on=published_on)
    agreeing = agreeing_figures(claim, key)
    stance = suggested(reading) if reading else None
    if stance is Stance.SUPPORTS and any(difference.kind in _RULES for difference in differing):
        stance = None
    return Judged(stance, _reason(stance, differing, agreeing), key, agreeing, differing)


def not_judged(key: Span) -> Judged:
    """The answer for a passage that is not English, or whose claim is not: the model and the rules read only English."""
    return Judged(
        None, phrase("claim and passage are not both in English, so the program cannot judge: read what the passage says"), key, (), ()
    )


def suggested(reading: Reading) -> Stance | None:
    """The stance that the model is sure enough of."""
    stance = Stance.SUPPORTS if reading.supports >= reading.contradicts else Stance.CONTRADICTS
    return stance if max(reading.supports, reading.contradicts) >= LEAST_SURE else None


def _reason(stance: Stance | None, differing: Sequence[Difference], agreeing: Sequence[str]) -> str:
    figures = [
        phrase("says {theirs}, the claim {ours}", theirs=difference.theirs, ours=difference.ours)
        for difference in differing
        if difference.ours and difference.theirs
    ][:2]
    if stance is Stance.CONTRADICTS and figures:
        return joined(figures, "; ")
    if stance is Stance.CONTRADICTS:
        return phrase("its sentence and the claim cannot both be true, as the program reads them")
    if stance is Stance.SUPPORTS and agreeing:
        return phrase("says the same, with {words}", words=", ".join(agreeing[:3]))
    if stance is Stance.SUPPORTS:
        return phrase("the claim follows from its sentence, as the program reads it")
    if figures:
        return phrase("{differences}: read whether the two are about the same", differences=joined(figures, "; "))
    return phrase("may speak to the claim: read what it says of it")

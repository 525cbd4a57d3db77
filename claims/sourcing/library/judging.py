"""What a passage says about a claim: it supports it, contradicts it or gives context, and why the program thinks so.

The pair model tests whether the claim follows from the passage's sentences; rules for figures, dates and names say what differs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claims.matching.differences import differences
from claims.matching.score.pair_model import EXCLUDED, FOLLOWS, PairModel
from claims.model import Difference, DifferenceKind, Span, Stance
from claims.reading import sentences
from claims.sourcing.library.passage_ranking import share_of_words
from claims.sourcing.passages import agreeing_figures
from claims.wording import joined, phrase

LEAST_FOLLOWS, LEAST_EXCLUDED = 0.75, 0.50
"""The model's chance from which its answer is accepted: that the claim follows, or that it is excluded."""

MOST_DOUBT = 0.30
"""The highest chance of the opposite at which "follows" is still accepted."""

RULE_WITH_MODEL = 0.15
"""The model's chance of "excluded" from which a difference that a rule reports counts as a contradiction."""

LEAST_SHARED = 0.50
"""The share of the claim's content words that the sentence must have before any stance is suggested."""

LEAST_OF_NEAREST = 0.50
"""The share of the nearest sentence's content words that a sentence of an unclear passage needs to be shown first. On the working set it is
then a labelled one for 64 in 100 of the right passages, for 62 without this (53 passages, November 2026)."""

_RULES = (
    DifferenceKind.NUMBER,
    DifferenceKind.DATE,
    DifferenceKind.NEGATION,
)  # names are left out: they differ in most sentences of a passage


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage's suggested stance with the reason in words; ``key`` is the sentence it is based on, with offsets in the text.

    ``stance`` is None where the program cannot tell, which is most often. ``follows`` and ``excluded`` are the model's highest
    chances, 0..1, or None if it was not asked: there is none, or no sentence has half of the claim's telling words.
    """

    stance: Stance | None
    reason: str
    key: Span
    agreeing: tuple[str, ...]
    differing: tuple[Difference, ...]
    follows: float | None
    excluded: float | None


def judge(
    claim: str, passage: Span, model: PairModel | None, *, claimed_on: date | None = None, published_on: date | None = None
) -> Judged:
    """The stance of a passage, given with its offsets in its text. About 15 ms where a sentence is near enough for the model to be asked."""
    spans = [Span(passage.start + span.start, passage.start + span.end, span.text) for span in sentences.split(passage.text)] or [passage]
    texts = [*(span.text for span in spans), passage.text]
    if model is None or max(share_of_words(claim, span.text) for span in spans) < LEAST_SHARED:
        return _judged(claim, spans, None, claimed_on, published_on)
    chances = model.chances([(text, claim) for text in texts])
    return _judged(claim, spans, [(float(row[FOLLOWS]), float(row[EXCLUDED])) for row in chances], claimed_on, published_on)


def _judged(
    claim: str, spans: Sequence[Span], chances: Sequence[tuple[float, float]] | None, claimed_on: date | None, published_on: date | None
) -> Judged:
    shares = [share_of_words(claim, span.text) for span in spans]
    at = _surest(range(len(spans)), shares, chances)
    differing = differences.find(claim, spans[at].text, ours_on=claimed_on, theirs_on=published_on)
    follows = excluded = None
    if chances is not None:
        follows, excluded = max(chance for chance, _ in chances), max(chance for _, chance in chances)
    differs = any(difference.kind in _RULES for difference in differing)
    stance = _stance(follows, excluded, differs=differs, is_near=shares[at] >= LEAST_SHARED)
    if stance is None:
        # Nothing rests on the sentence: show the one that is about the claim, not one about something else of which the model is sure.
        at = _surest([number for number, share in enumerate(shares) if share >= LEAST_OF_NEAREST * max(shares)], shares, chances)
        differing = differences.find(claim, spans[at].text, ours_on=claimed_on, theirs_on=published_on)
    agreeing = agreeing_figures(claim, spans[at])
    return Judged(stance, _reason(stance, differing, agreeing), spans[at], agreeing, differing, follows, excluded)


def _stance(follows: float | None, excluded: float | None, *, differs: bool, is_near: bool) -> Stance | None:
    # Where a passage words things differently from the claim, the model is right no more often than chance; and without the model, a
    # different figure may be about something else. In both cases nothing is suggested.
    if follows is None or excluded is None or not is_near:
        return None
    if (differs and excluded >= RULE_WITH_MODEL) or (excluded >= LEAST_EXCLUDED and excluded > follows):
        return Stance.CONTRADICTS
    return Stance.SUPPORTS if follows >= LEAST_FOLLOWS and excluded < MOST_DOUBT and not differs else None


def _surest(numbers: Sequence[int], shares: Sequence[float], chances: Sequence[tuple[float, float]] | None) -> int:
    """The sentence about which the model is surest, or without a model the one that has most of the claim's words; the first of equals."""
    return max(numbers, key=lambda at: (max(chances[at]) if chances is not None else shares[at], -at))


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

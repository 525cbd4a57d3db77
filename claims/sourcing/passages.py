"""The passages of a source that bear on a claim, with the figures that agree and those that differ."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from claims.figures import quantities
from claims.figures.quantities import Quantity
from claims.matching.differences import differences
from claims.matching.search.terms import is_common, terms, weight
from claims.model import Difference, Span

LEAST = 0.25
"""A sentence with a lower score has too little to do with the claim to be offered."""

LONGEST = 2_000
"""Characters of the claim and of each sentence that are looked at."""

_FIGURE_WEIGHT = 6.0  # weight of a figure of the claim; words weigh 0 to 12, so this equals a rather rare word
_ORDER_SHARE = 0.1  # share of the score for similar wording as a whole; it separates sentences that share the same words


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a source. ``score`` is the share of the claim's content words and figures that it has, 0..1.

    ``agreeing`` are its figures that the claim also has, as spans in the source's text; the spans of ``differing`` are offsets in
    the claim (ours) and in the sentence (theirs).
    """

    sentence: Span
    score: float
    agreeing: tuple[Span, ...]
    differing: tuple[Difference, ...]


def best_passages(
    claim: str, sentences: Sequence[Span], *, limit: int = 5, claimed_on: date | None = None, published_on: date | None = None
) -> list[Passage]:
    """The sentences of a source that bear most on a claim, best first; none when nothing in it does.

    The days are those of the claim and the source: relative dates ("last month") are resolved against them.
    """
    claim = claim[:LONGEST]
    telling_terms = Counter(term for term in terms(claim) if not is_common(term))
    figures = quantities.find(claim)
    stems = [set(terms(sentence.text[:LONGEST])) for sentence in sentences]
    counts = Counter(term for sentence_stems in stems for term in sentence_stems)
    weights = {term: weight(term, counts[term], len(sentences)) for term in telling_terms}
    total = sum(weights.values()) + _FIGURE_WEIGHT * len(figures)
    if not total:
        return []
    scored = [
        (_score(claim, sentence, sentence_stems, weights, figures, total), sentence)
        for sentence, sentence_stems in zip(sentences, stems, strict=True)
    ]
    close = [(score, sentence) for score, sentence in scored if score >= LEAST]
    best = sorted(close, key=lambda passage: (-passage[0], passage[1].start))[:limit]
    return [
        Passage(
            sentence,
            score,
            _agreeing(figures, sentence),
            differences.find(claim, sentence.text[:LONGEST], ours_on=claimed_on, theirs_on=published_on),
        )
        for score, sentence in best
    ]


def agreeing_figures(claim: str, sentence: Span) -> tuple[str, ...]:
    """The figures of a sentence that a claim also has, as written in the sentence."""
    return tuple(span.text for span in _agreeing(quantities.find(claim[:LONGEST]), sentence))


def _score(
    claim: str, sentence: Span, sentence_stems: set[str], weights: dict[str, float], figures: Sequence[Quantity], total: float
) -> float:
    shared = sum(worth for term, worth in weights.items() if term in sentence_stems)
    if not shared:
        return 0.0  # a figure alone means nothing: every text has a 2
    text = sentence.text[:LONGEST]
    theirs = quantities.find(text) if figures else []
    shared += _FIGURE_WEIGHT * sum(any(_same(figure, sentence_figure) for sentence_figure in theirs) for figure in figures)
    return (1 - _ORDER_SHARE) * min(1.0, shared / total) + _ORDER_SHARE * fuzz.token_set_ratio(claim, text) / 100


def _agreeing(figures: Sequence[Quantity], sentence: Span) -> tuple[Span, ...]:
    agreeing = (
        sentence_figure
        for sentence_figure in quantities.find(sentence.text[:LONGEST])
        if any(_same(figure, sentence_figure) for figure in figures)
    )
    return tuple(Span(sentence.start + figure.start, sentence.start + figure.end, figure.text) for figure in agreeing)


def _same(first: Quantity, second: Quantity) -> bool:
    return (first.low, first.high, first.unit) == (second.low, second.high, second.unit)

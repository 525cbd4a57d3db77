"""From a claim to the passages offered for it: candidates, their order, what each says about the claim, and whether any is good enough."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from claims.matching.score.pair_model import PairModel
from claims.matching.search.encoder import Encoder
from claims.model import Span
from claims.sourcing.library.judging import Judged, judge
from claims.sourcing.library.passage_index import Candidate, PassageIndex
from claims.sourcing.library.passage_ranking import in_order, relevance, share_of_words

OFFERED = 5
"""Passages offered for a claim, at most."""

LEAST = 0.79
"""The score that the best passage needs before any is offered: its relevance, plus a little of the pair model's result for the five and
of the share of the claim's words that they have. Lower values find more and offer more that is useless. On the working set, 79 of 100
claims that no stored text bears on get nothing, and 79 of 100 of the others get something (November 2026)."""

LEAST_BY_WORDS = 0.50
"""The same where no passage has a vector yet: the share of the claim's content words in one passage."""

LEAST_OF_BEST = 0.70
"""The share of the best passage's relevance that others need to be offered as well."""

_SURENESS, _WORDS = 0.05, 0.20

LONGEST_CLAIM = 2_000
"""Characters of a claim that are searched for."""


REMEMBERED = 2_000
"""Judgements that are kept: what a passage says about a claim stays the same, and a page is opened many times."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that may bear on a claim. ``text`` is the number of its text in the index; ``span`` has the offsets in that text."""

    text: int
    span: Span
    score: float
    judged: Judged


TextOf = Callable[[int, int, int], str | None]
"""The words of a text between two offsets; None when this reader may not see it, or when it no longer counts."""


def search(
    index: PassageIndex,
    claim: str,
    text_of: TextOf,
    encoder: Encoder | None,
    model: PairModel | None,
    *,
    claimed_on: date | None = None,
    is_refused: Callable[[Candidate], bool] = lambda candidate: False,
    least: float = LEAST,
) -> list[Passage]:
    """At most five passages, best first; none when nothing stored bears on the claim."""
    claim = claim[:LONGEST_CLAIM]
    vector = encoder.encode([claim])[0] if encoder and index.embedded else None
    offered = _readable(in_order(index.candidates(claim, vector)), text_of, is_refused)
    if vector is None and offered and max(share_of_words(claim, words) for _, words in offered) < LEAST_BY_WORDS:
        return []
    passages = [
        Passage(candidate.text, span, relevance(candidate), _judged(claim, span, model, claimed_on))
        for candidate, words in offered
        for span in (Span(candidate.start, candidate.end, words),)
    ]
    return passages if vector is None or _worth(claim, passages) >= least else []


@lru_cache(maxsize=REMEMBERED)
def _judged(claim: str, span: Span, model: PairModel | None, claimed_on: date | None) -> Judged:
    return judge(claim, span, model, claimed_on=claimed_on)


def _readable(candidates: Iterable[Candidate], text_of: TextOf, is_refused: Callable[[Candidate], bool]) -> list[tuple[Candidate, str]]:
    offered: dict[str, Candidate] = {}  # the same words in a copy add nothing
    best = 0.0
    for candidate in candidates:
        best = best or relevance(candidate)
        if len(offered) == OFFERED or relevance(candidate) < LEAST_OF_BEST * best:
            break
        words = None if is_refused(candidate) else text_of(candidate.text, candidate.start, candidate.end)
        if words:
            offered.setdefault(words, candidate)
    return [(candidate, words) for words, candidate in offered.items()]


def _worth(claim: str, passages: Sequence[Passage]) -> float:
    if not passages:
        return 0.0
    sureness = max(max(passage.judged.follows or 0.0, passage.judged.excluded or 0.0) for passage in passages)
    return passages[0].score + _SURENESS * sureness + _WORDS * max(share_of_words(claim, passage.span.text) for passage in passages)

"""The order of the passages that may bear on a claim."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claims.matching.search.terms import is_common, terms, usual_share
from claims.sourcing.library.passage_index import Candidate

MEANING, WORDS, AROUND = 0.96, 0.13, 0.11
"""Weights of a passage's meaning, its words, and its neighbours' meaning in ``nearness``, fitted on the working set (November 2026)."""

NEAR, COVERED = 1.40, 0.70
"""Weights of the meaning and of the coverage of a claim's words in ``relevance``. Fitted weights for the two models and the coverage, each time
on two of three sets and scored on the third (190 claims, November 2026), find no more than these round ones."""

COVERED_ABROAD = 0.25
"""Added to the coverage of a passage that is not English, which has the claim's names and figures, but not its words: passages in four
languages cover an English claim that they speak to by this much less (12 claims, November 2026)."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate that was looked at: the title of its text, its words, and its relevance."""

    candidate: Candidate
    title: str
    words: str
    relevance: float


def nearness(candidate: Candidate) -> float:
    """How near a passage is to a claim by what the index knows: tells which passages are worth reading."""
    if candidate.meaning is None:
        return candidate.words
    around = candidate.meaning if candidate.around is None else candidate.around
    return MEANING * candidate.meaning + WORDS * candidate.words + AROUND * around


def relevance(candidate: Candidate, coverage: float) -> float:
    """How relevant a passage is to a claim whose words it covers: about 0.5 by chance, 1.0 when it bears on it."""
    covered = coverage if candidate.is_english_pair else coverage + COVERED_ABROAD
    return NEAR * (covered if candidate.meaning is None else candidate.meaning) + COVERED * covered


def share_of_words(claim: str, passage: str) -> float:
    """The share of a claim's content words that a passage has, 0..1, weighted by how rare each is in English."""
    weights = {stem: -math.log(usual_share(stem) + 1e-4) for stem in terms(claim) if not is_common(stem)}
    shared = set(terms(passage))
    return sum(weight for stem, weight in weights.items() if stem in shared) / max(1e-9, sum(weights.values()))


def without_overlaps(ranked: Iterable[Ranked]) -> Iterator[Ranked]:
    """Passages in their order, without those that overlap a better one."""
    taken: dict[int, list[tuple[int, int]]] = {}
    for passage in ranked:
        candidate = passage.candidate
        spans = taken.setdefault(candidate.text, [])
        if not any(candidate.start < end and start < candidate.end for start, end in spans):
            spans.append((candidate.start, candidate.end))
            yield passage

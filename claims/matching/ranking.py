"""The one way from texts to matches: passages -> candidates -> features -> score -> differences -> reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from claims.matching import differences, features, passages, scoring, why
from claims.matching.encoder import Encoder
from claims.matching.index import Index
from claims.model import Comparison, Hit, KnownClaim, Relation

CANDIDATES = 50
"""Claims looked at closely for each text: this many by words and this many by meaning, or ``limit`` when that is more."""

PART_CANDIDATES = 10
"""Claims looked at closely for each further passage of a text, by meaning."""

FEWEST_WORDS = 4
"""Texts with fewer words are never "same": too little is said to know."""

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Query:
    """A text that is asked about. ``vector`` spares encoding it again; ``exclude`` are claims that it must not be matched with."""

    text: str
    said_on: date | None = None
    vector: NDArray[np.float32] | None = None
    exclude: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A known claim and what it has in common with the text that is asked about."""

    claim: KnownClaim
    common: features.Common


def match(
    queries: Sequence[Query], index: Index, *, limit: int = 5, also: Index | None = None, encoder: Encoder | None = None
) -> list[list[Hit]]:
    """For each query the known claims most likely to be the same, best first, ``limit`` at most.

    ``also`` is a small second index, of an article's own claims say, searched with the word counts of the first.
    Every candidate comes back, however low its score: ``suggested`` says which are worth showing unasked.
    """
    indexes = [index] if also is None else [index, also]
    return [_hits(query, gather(query, indexes, max(CANDIDATES, limit), encoder), limit) for query in queries]


def compare(ours: Query, theirs: KnownClaim, index: Index) -> Comparison:
    """How a text and one known claim compare, scored beside the text's other candidates in the index, as ``match`` would.

    Meaning counts when ``ours`` has its vector and the index those of ``theirs``.
    """
    text = _asked(ours, index, None)
    numbers = [number for number in _numbers(text, ours, index, CANDIDATES) if number != theirs.id]
    this = Candidate(theirs, features.common(text, theirs, index.vectors_of(theirs.id), index.weight))
    row = features.among([this.common, *(_candidate(text, index, number, index).common for number in numbers)])[0]
    return _comparison(ours, this, scoring.model_for(row).score(row), row)


def suggested(comparison: Comparison) -> bool:
    """Whether a match is good enough to be suggested to somebody who did not ask for it."""
    return comparison.score >= scoring.model_for(comparison.features).similar


def gather(query: Query, indexes: Sequence[Index], limit: int, encoder: Encoder | None) -> list[Candidate]:
    """The known claims worth a close look, ``limit`` by words and ``limit`` by meaning from each index. The first gives the word counts."""
    text = _asked(query, indexes[0], encoder)
    return [_candidate(text, index, number, indexes[0]) for index in indexes for number in _numbers(text, query, index, limit)]


def _asked(query: Query, index: Index, encoder: Encoder | None) -> features.Asked:
    parts = passages.passages(query.text)
    rows: list[Vectors] = [] if query.vector is None else [query.vector]
    if encoder is not None:
        rows += list(encoder.encode(parts[len(rows) :]))
    return features.asked(parts[0], passages.author(query.text), np.stack(rows) if rows else None, index.weight)


def _numbers(text: features.Asked, query: Query, index: Index, limit: int) -> list[int]:
    found = index.find_by_words(list(text.terms), limit)
    if text.vectors is not None:
        found += index.find_by_meaning(text.vectors[:1], limit)[0]
        found += [number for numbers in index.find_by_meaning(text.vectors[1:], PART_CANDIDATES) for number in numbers]
    return [number for number in dict.fromkeys(found) if number not in query.exclude]


def _candidate(text: features.Asked, index: Index, number: int, counts: Index) -> Candidate:
    return Candidate(index[number], features.common(text, index[number], index.vectors_of(number), counts.weight))


def _hits(query: Query, candidates: Sequence[Candidate], limit: int) -> list[Hit]:
    rows = features.among([one.common for one in candidates])
    scores = [scoring.model_for(row).score(row) for row in rows]
    order = sorted(range(len(rows)), key=lambda place: (-scores[place], -rows[place]["telling"], candidates[place].claim.id))
    return [
        Hit(candidates[place].claim.id, _comparison(query, candidates[place], scores[place], rows[place])) for place in order[:limit]
    ]


def _comparison(query: Query, candidate: Candidate, score: float, row: dict[str, float]) -> Comparison:
    claim = candidate.claim
    found = differences.find(query.text, claim.text, ours_on=query.said_on, theirs_on=claim.said_on)
    reasons = why.reasons(query.text, claim, candidate.common.shared, row)
    values = {name: round(value, 4) for name, value in row.items()}
    return Comparison(score, _relation(query.text, claim.text, score, row, bool(found)), found, reasons, values)


def _relation(ours: str, theirs: str, score: float, row: dict[str, float], differs: bool) -> Relation:
    if differs:
        return Relation.DIFFERS
    enough = min(len(ours.split()), len(theirs.split())) >= FEWEST_WORDS
    return Relation.SAME if enough and score >= scoring.model_for(row).same else Relation.SIMILAR

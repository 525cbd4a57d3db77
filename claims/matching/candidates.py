"""The known claims that are compared with a query: by shared words, and by nearness of meaning."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from claims.matching.queries import Query, Vectors
from claims.matching.score import features
from claims.matching.search.index import Index
from claims.model import KnownClaim

PART_CANDIDATES = 10
"""Claims compared in detail for each further passage of a text, found by meaning."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A known claim and what it has in common with the query."""

    claim: KnownClaim
    common: features.Common


def nearest_by_meaning(texts: Sequence[features.Asked], index: Index, limit: int) -> list[list[int]]:
    """For each text the claims nearest in meaning: ``limit`` for the whole text, PART_CANDIDATES for each of its passages."""
    foreign = partial(index.find_across, english=True)
    across = partial(index.find_across, english=False)
    near = _nearest([text.vectors for text in texts], index.find_by_meaning, limit)
    by_foreign = _nearest([None if text.language == "en" else text.multilingual for text in texts], foreign, limit)
    by_english = _nearest([text.multilingual if text.language == "en" else None for text in texts], across, limit)
    return [[*first, *second, *third] for first, second, third in zip(near, by_foreign, by_english, strict=True)]


def _nearest(vectors: Sequence[Vectors | None], find: Callable[[Vectors, int], list[list[int]]], limit: int) -> list[list[int]]:
    known = [rows for rows in vectors if rows is not None]
    if not known:
        return [[] for _ in vectors]
    # One pass over the table serves all texts.
    wholes = iter(find(np.stack([rows[0] for rows in known]), limit))
    parts = iter(find(np.concatenate([rows[1:] for rows in known]), PART_CANDIDATES))
    return [[] if rows is None else [*next(wholes), *(number for _ in rows[1:] for number in next(parts))] for rows in vectors]


def candidates_of(query: Query, text: features.Asked, indexes: Sequence[Index], near: Sequence[list[int]], limit: int) -> list[Candidate]:
    return [
        candidate(text, index, number, indexes[0])
        for index, close in zip(indexes, near, strict=True)
        for number in dict.fromkeys([*index.find_by_words(list(text.terms), limit), *close])
        if number not in query.exclude
    ]


def candidate(text: features.Asked, index: Index, number: int, counts: Index) -> Candidate:
    """One claim of ``index`` compared with a text; ``counts`` is the index that supplies the word counts."""
    claim = index[number]
    return Candidate(claim, features.pair_features(text, claim, vectors_for(text, claim, index), counts.weight))


def vectors_for(text: features.Asked, claim: KnownClaim, index: Index) -> Vectors | None:
    return index.multilingual_of(claim.id) if text.crosses(claim) else index.vectors_of(claim.id)

"""The one way from texts to matches: passages -> candidates -> features -> score -> differences -> reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from claims.matching import differences, features, passages, scoring, why
from claims.matching.encoder import Encoder
from claims.matching.index import Index
from claims.matching.terms import distinct, terms
from claims.model import Comparison, Hit, KnownClaim, Relation

CANDIDATES = 30
"""Claims looked at closely for each text: this many by words and this many by meaning, or ``limit`` when that is more."""

PART_CANDIDATES = 10
"""Claims looked at closely for each further passage of a text, by meaning."""

LONG = 80
"""Words from which the sentences of a text are asked one by one, each as if it stood alone, and the best counts."""

SENTENCES_ASKED = 12
"""Sentences of a long text that are asked: those that share most with some known claim."""

FEWEST_WORDS = 4
"""Texts with fewer words are never "same": too little is said to know."""

TOGETHER = 256
"""Texts that are asked about at once."""

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


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score and all its features."""

    score: float
    candidate: Candidate
    row: dict[str, float]

    @property
    def order(self) -> tuple[float, float, int]:
        """Smaller is better; the claim's number settles a tie, so that the same store gives the same order."""
        return -self.score, -self.row["telling"], self.candidate.claim.id


def match(
    queries: Sequence[Query], index: Index, *, limit: int = 5, also: Index | None = None, encoder: Encoder | None = None
) -> list[list[Hit]]:
    """For each query the known claims most likely to be the same, best first, ``limit`` at most.

    ``also`` is a small second index, of an article's own claims say, searched with the word counts of the first.
    Every candidate comes back, however low its score: ``suggested`` says which are worth showing unasked.
    """
    indexes = [index] if also is None else [index, also]
    hits: list[list[Hit]] = []
    for first in range(0, len(queries), TOGETHER):
        hits += _match(queries[first : first + TOGETHER], indexes, limit, encoder)
    return hits


def compare(ours: Query, theirs: KnownClaim, index: Index) -> Comparison:
    """How a text and one known claim compare, scored beside the text's other candidates in the index, as ``match`` would.

    Meaning counts when ``ours`` has its vector and the index those of ``theirs``.
    """
    text = prepared(ours, passages.passages(ours.text), index, None)
    others = _candidates(ours, text, [index], _near([text], index, CANDIDATES), CANDIDATES)
    this = Candidate(theirs, features.common(text, theirs, index.vectors_of(theirs.id), index.weight))
    return _comparison(ours, _scored([this, *(one for one in others if one.claim.id != theirs.id)])[0])


def suggested(comparison: Comparison) -> bool:
    """Whether a match is good enough to be suggested to somebody who did not ask for it."""
    return comparison.score >= scoring.model_for(comparison.features).similar


def gather(query: Query, parts: Sequence[str], indexes: Sequence[Index], limit: int, encoder: Encoder | None) -> list[Candidate]:
    """The known claims worth a close look, ``limit`` by words and ``limit`` by meaning from each index. The first gives the word counts.

    ``parts`` are the query's passages, as ``passages.passages`` gives them.
    """
    text = prepared(query, parts, indexes[0], encoder)
    return _candidates(query, text, indexes, [_near([text], index, limit)[0] for index in indexes], limit)


def _match(queries: Sequence[Query], indexes: Sequence[Index], limit: int, encoder: Encoder | None) -> list[list[Hit]]:
    questions = [(place, asked, parts) for place, query in enumerate(queries) for asked, parts in _questions(query, indexes)]
    # All at once, so that each core has its own.
    wanted = distinct(part for _, asked, parts in questions for part in _to_encode(asked, parts))
    rows = dict(zip(wanted, encoder.encode(wanted), strict=True)) if encoder else {}
    texts = [_ready(asked, parts, indexes[0], rows) for _, asked, parts in questions]
    # One walk over the vectors serves all the texts.
    near = zip(*[_near(texts, index, max(CANDIDATES, limit)) for index in indexes], strict=True)
    best: list[dict[int, Scored]] = [{} for _ in queries]
    for (place, asked, _), text, found in zip(questions, texts, near, strict=True):
        for one in _scored(_candidates(asked, text, indexes, found, max(CANDIDATES, limit))):
            number = one.candidate.claim.id
            if number not in best[place] or one.order < best[place][number].order:
                best[place][number] = one
    return [
        [Hit(one.candidate.claim.id, _comparison(query, one)) for one in sorted(several.values(), key=lambda one: one.order)[:limit]]
        for query, several in zip(queries, best, strict=True)
    ]


def _scored(candidates: Sequence[Candidate]) -> list[Scored]:
    rows = features.among([one.common for one in candidates])
    return [Scored(scoring.model_for(row).score(row), one, row) for one, row in zip(candidates, rows, strict=True)]


def _questions(query: Query, indexes: Sequence[Index]) -> list[tuple[Query, list[str]]]:
    parts = passages.passages(query.text)
    if len(parts) == 1 or len(query.text.split()) <= LONG:
        return [(query, parts)]
    nearest = sorted(distinct(parts[1:]), key=lambda part: -max(_shared(part, index) for index in indexes))
    return [(replace(query, text=part, vector=None), [part]) for part in nearest[:SENTENCES_ASKED]]


def _shared(part: str, index: Index) -> float:
    stems = distinct(terms(part))
    claims = [set(terms(index[number].text)) for number in index.find_by_words(stems, 3)]
    return max((sum([index.weight(stem) for stem in stems if stem in claim]) for claim in claims), default=0.0)


def prepared(query: Query, parts: Sequence[str], index: Index, encoder: Encoder | None) -> features.Asked:
    """A query made ready for its candidates."""
    wanted = _to_encode(query, parts)
    return _ready(query, parts, index, dict(zip(wanted, encoder.encode(wanted), strict=True)) if encoder else {})


def _to_encode(query: Query, parts: Sequence[str]) -> Sequence[str]:
    return parts if query.vector is None else parts[1:]


def _ready(query: Query, parts: Sequence[str], index: Index, encoded: Mapping[str, Vectors]) -> features.Asked:
    rows = [] if query.vector is None else [query.vector]
    rows += [encoded[part] for part in _to_encode(query, parts) if encoded]
    return features.asked(parts[0], passages.author(query.text), np.stack(rows) if rows else None, index.weight)


def _near(texts: Sequence[features.Asked], index: Index, limit: int) -> list[list[int]]:
    """For each text the claims nearest in meaning: ``limit`` to the whole of it, PART_CANDIDATES to each of its passages."""
    with_vectors = [text.vectors for text in texts if text.vectors is not None]
    if not with_vectors:
        return [[] for _ in texts]
    wholes = iter(index.find_by_meaning(np.stack([rows[0] for rows in with_vectors]), limit))
    parts = iter(index.find_by_meaning(np.concatenate([rows[1:] for rows in with_vectors]), PART_CANDIDATES))
    found: list[list[int]] = []
    for text in texts:
        if text.vectors is None:
            found.append([])
        else:
            found.append([*next(wholes), *(number for _ in text.vectors[1:] for number in next(parts))])
    return found


def _candidates(query: Query, text: features.Asked, indexes: Sequence[Index], near: Sequence[list[int]], limit: int) -> list[Candidate]:
    return [
        candidate(text, index, number, indexes[0])
        for index, close in zip(indexes, near, strict=True)
        for number in dict.fromkeys([*index.find_by_words(list(text.terms), limit), *close])
        if number not in query.exclude
    ]


def candidate(text: features.Asked, index: Index, number: int, counts: Index) -> Candidate:
    """One claim of ``index`` beside a text; ``counts`` is the index that gives the word counts."""
    return Candidate(index[number], features.common(text, index[number], index.vectors_of(number), counts.weight))


def _comparison(query: Query, one: Scored) -> Comparison:
    claim = one.candidate.claim
    found = differences.find(query.text, claim.text, ours_on=query.said_on, theirs_on=claim.said_on)
    reasons = why.reasons(query.text, claim, one.candidate.common.shared, one.row)
    values = {name: round(value, 4) for name, value in one.row.items()}
    return Comparison(one.score, _relation(query.text, claim.text, one, differs=bool(found)), found, reasons, values)


def _relation(ours: str, theirs: str, one: Scored, *, differs: bool) -> Relation:
    if differs:
        return Relation.DIFFERS
    enough = min(len(ours.split()), len(theirs.split())) >= FEWEST_WORDS
    return Relation.SAME if enough and one.score >= scoring.model_for(one.row).same else Relation.SIMILAR

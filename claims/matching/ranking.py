"""From texts to matches, in one fixed order: passages -> candidates -> features -> rank -> differences -> judgement -> reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from claims.matching import query_passages
from claims.matching.candidates import Candidate, candidates_of, nearest_by_meaning, vectors_for
from claims.matching.differences import across_languages, differences
from claims.matching.queries import Query, Vectors
from claims.matching.score import features, reasons, relating, scoring
from claims.matching.score.pair_model import PairModel
from claims.matching.search.encoder import Encoder
from claims.matching.search.index import Index, texts_of
from claims.matching.search.multilingual import Multilingual
from claims.matching.search.normalise import with_plain_figures
from claims.matching.search.terms import distinct, terms
from claims.model import Comparison, Hit, KnownClaim

CANDIDATES = 30
"""Claims compared in detail with each text: this many found by words and this many by meaning, or ``limit`` if that is more."""


LONG = 80
"""Words from which each sentence of a text is searched for separately; the best result counts."""


SENTENCES_ASKED = 12
"""Sentences of a long text that are searched for: those that share most with some known claim."""


TOGETHER = 256
"""Texts matched in one batch."""


@dataclass(frozen=True, slots=True)
class Encoders:
    """The English and the multilingual embedding model. None for a model that is not available: matching then uses words alone."""

    english: Encoder | None = None
    multilingual: Multilingual | None = None


NO_ENCODERS = Encoders()


@dataclass(frozen=True, slots=True)
class Rows:
    """Vectors of texts from each model."""

    english: Mapping[str, Vectors]
    multilingual: Mapping[str, Vectors]


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its rank score and all its features. ``text`` is what was searched for: the query, or one sentence of a long one."""

    score: float
    text: str
    candidate: Candidate
    row: dict[str, float]

    @property
    def order(self) -> tuple[float, float, int]:
        """Smaller is better; the claim's number settles ties, so that the same store always gives the same order."""
        return -self.score, -self.row["telling"], self.candidate.claim.id


def match(
    queries: Sequence[Query],
    index: Index,
    *,
    limit: int = 5,
    also: Index | None = None,
    encoder: Encoder | None = None,
    multilingual: Multilingual | None = None,
    pair_model: PairModel | None = None,
) -> list[list[Hit]]:
    """For each query the known claims most likely to be the same, best first, ``limit`` at most.

    The order comes from the ranking, which weighs candidates against each other. A hit's score judges its pair alone, so scores
    need not fall along the list.

    ``also`` is a small second index, such as an article's own claims, searched with the word counts of the first. ``encoder`` is used for
    English, ``multilingual`` for texts and claims in other languages.
    All candidates are returned, however low they score: ``suggested`` says which are worth showing unasked.
    """
    indexes = [index] if also is None else [index, also]
    hits: list[list[Hit]] = []
    for first in range(0, len(queries), TOGETHER):
        hits += _match(queries[first : first + TOGETHER], indexes, limit, Encoders(encoder, multilingual), pair_model)
    return hits


def compare(
    pairs: Sequence[tuple[Query, KnownClaim]], index: Index, encoders: Encoders = NO_ENCODERS, *, pair_model: PairModel | None = None
) -> list[Comparison]:
    """How texts and known claims compare, pair by pair, as in ``match``. ``index`` supplies word counts and the vectors that it has."""
    chosen = []
    for query, claim in pairs:
        text = prepared(query, query_passages.passages(query.text), index, encoders)
        if text.multilingual is None and encoders.multilingual and text.crosses(claim):
            text = replace(text, multilingual=encoders.multilingual.encode([query.text]))
        vectors = vectors_for(text, claim, index) if claim.id in index else _encoded_claim(text, claim, encoders)
        chosen.append((query, _scored(query.text, [Candidate(claim, features.pair_features(text, claim, vectors, index.weight))])[0]))
    return _judged(chosen, pair_model)


def _encoded_claim(text: features.Asked, claim: KnownClaim, encoders: Encoders) -> Vectors | None:
    model = encoders.multilingual if text.crosses(claim) else encoders.english
    return model.encode(texts_of(claim)) if model else None


def suggested(comparison: Comparison) -> bool:
    """Whether a match is good enough to be suggested to somebody who did not ask for it."""
    return relating.is_suggested(comparison)


def _match(
    queries: Sequence[Query], indexes: Sequence[Index], limit: int, encoders: Encoders, pair_model: PairModel | None
) -> list[list[Hit]]:
    questions = [(position, question, parts) for position, query in enumerate(queries) for question, parts in _questions(query, indexes)]
    # In one call, so that the work spreads over all cores.
    rows = _encoded([(question, parts) for _, question, parts in questions], indexes, encoders)
    texts = [_ready(question, parts, indexes[0], rows) for _, question, parts in questions]
    near = zip(*[nearest_by_meaning(texts, index, max(CANDIDATES, limit)) for index in indexes], strict=True)
    best: list[dict[int, Scored]] = [{} for _ in queries]
    for (position, question, _), prepared_text, near_claims in zip(questions, texts, near, strict=True):
        for scored in _scored_by_kind(
            question.text, prepared_text, candidates_of(question, prepared_text, indexes, near_claims, max(CANDIDATES, limit))
        ):
            number = scored.candidate.claim.id
            if number not in best[position] or scored.order < best[position][number].order:
                best[position][number] = scored
    chosen = [
        (position, query, scored)
        for position, query in enumerate(queries)
        for scored in sorted(best[position].values(), key=lambda hit: hit.order)[:limit]
    ]
    hits: list[list[Hit]] = [[] for _ in queries]
    for (position, _, scored), comparison in zip(
        chosen, _judged([(query, scored) for _, query, scored in chosen], pair_model), strict=True
    ):
        hits[position].append(Hit(scored.candidate.claim.id, comparison))
    return hits


def _encoded(questions: Sequence[tuple[Query, Sequence[str]]], indexes: Sequence[Index], encoders: Encoders) -> Rows:
    # English texts use the English model; others use the multilingual one, as do English ones if claims in other languages are known.
    abroad = any(index.speaks_other_languages for index in indexes)
    english = [(query, parts) for query, parts in questions if query.spoken == "en"]
    across = [(query, parts) for query, parts in questions if abroad or query.spoken != "en"]
    ours = distinct(part for query, parts in english for part in _to_encode(query.vector, parts))
    theirs = distinct(part for query, parts in across for part in _to_encode(query.multilingual, parts))
    return Rows(
        dict(zip(ours, encoders.english.encode(ours), strict=True)) if encoders.english else {},
        dict(zip(theirs, encoders.multilingual.encode(theirs), strict=True)) if encoders.multilingual else {},
    )


def _scored_by_kind(words: str, text: features.Asked, candidates: Sequence[Candidate]) -> list[Scored]:
    # Cosines of two models cannot be compared, so each pair is ranked among pairs of the same model.
    kinds = [[candidate for candidate in candidates if text.crosses(candidate.claim) is crosses] for crosses in (False, True)]
    return [scored for kind in kinds if kind for scored in _scored(words, kind)]


def _scored(words: str, candidates: Sequence[Candidate]) -> list[Scored]:
    rows = features.with_rivals([candidate.common for candidate in candidates])
    return [Scored(scoring.model_for(row).score(row), words, candidate, row) for candidate, row in zip(candidates, rows, strict=True)]


def _questions(query: Query, indexes: Sequence[Index]) -> list[tuple[Query, list[str]]]:
    parts = query_passages.passages(query.text)
    if len(parts) == 1 or len(query.text.split()) <= LONG:
        return [(query, parts)]
    nearest = sorted(distinct(parts[1:]), key=lambda part: -max(_shared(part, index) for index in indexes))
    return [(replace(query, text=part, vector=None, multilingual=None), [part]) for part in nearest[:SENTENCES_ASKED]]


def _shared(part: str, index: Index) -> float:
    stems = distinct(terms(part))
    claims = [set(terms(index[number].text)) for number in index.find_by_words(stems, 3)]
    return max((sum([index.weight(stem) for stem in stems if stem in claim]) for claim in claims), default=0.0)


def prepared(query: Query, parts: Sequence[str], index: Index, encoders: Encoders) -> features.Asked:
    """A query prepared for comparison with its candidates."""
    return _ready(query, parts, index, _encoded([(query, parts)], [index], encoders))


def _to_encode(vector: NDArray[np.float32] | None, parts: Sequence[str]) -> Sequence[str]:
    return parts if vector is None else parts[1:]


def _ready(query: Query, parts: Sequence[str], index: Index, rows: Rows) -> features.Asked:
    language = query.spoken
    english = _stacked(query.vector, parts, rows.english) if language == "en" else None
    across = _stacked(query.multilingual, parts, rows.multilingual)
    return features.prepare_query(
        parts[0], query_passages.author(query.text), english, index.weight, multilingual=across, language=language
    )


def _stacked(vector: NDArray[np.float32] | None, parts: Sequence[str], encoded: Mapping[str, Vectors]) -> Vectors | None:
    rows = [] if vector is None else [vector]
    rows += [encoded[part] for part in _to_encode(vector, parts) if part in encoded]
    return np.stack(rows) if rows else None


def _judged(chosen: Sequence[tuple[Query, Scored]], pair_model: PairModel | None) -> list[Comparison]:
    pairs = [_pair(query, scored) for query, scored in chosen]
    return [
        _comparison(query, scored, pair, judgement)
        for (query, scored), pair, judgement in zip(chosen, pairs, relating.judge(pairs, pair_model), strict=True)
    ]


def _pair(query: Query, scored: Scored) -> relating.Pair:
    claim = scored.candidate.claim
    crosses = "crosses" in scored.row
    # The rules know only English; their results for other languages are noise.
    if crosses:
        differences_seen = across_languages.find(query.text, query.spoken, claim.text, claim.language or "en")
    else:
        differences_seen = differences.find(query.text, claim.text, ours_on=query.said_on, theirs_on=claim.said_on)
    likeness = {name: scored.row[name] for name in features.LIKENESS if name in scored.row}
    as_read = (with_plain_figures(query_passages.clean(scored.text)), with_plain_figures(query_passages.clean(claim.text)))
    ours, theirs = query.text[: differences.LONGEST], claim.text[: differences.LONGEST]
    return relating.Pair(ours, theirs, query.said_on, claim.said_on, as_read, differences_seen, likeness, is_english=not crosses)


def _comparison(query: Query, scored: Scored, pair: relating.Pair, judgement: relating.Judgement) -> Comparison:
    claim = scored.candidate.claim
    return Comparison(
        judgement.score,
        judgement.relation,
        judgement.differences,
        reasons.reasons(query.text, claim, scored.candidate.common.shared, scored.row),
        {name: round(value, 4) for name, value in {**pair.likeness, **judgement.signs}.items()},
        judgement.closer,
        judgement.questions,
        judgement.added,
    )

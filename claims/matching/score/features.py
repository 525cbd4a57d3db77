"""What a text and a known claim have in common, as a few readable numbers between about -1 and 1."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, utils

from claims.matching.search.folding import fold
from claims.matching.search.index import texts_of
from claims.matching.search.terms import distinct, encodable, is_common, stem, terms
from claims.model import KnownClaim

Vectors = NDArray[np.float32]
Weigh = Callable[[str], float]

_NAME = re.compile(r"(?<=[^.!?…\s] )[A-Z][\w’'-]{0,40}")  # capitalised, and not just because it begins a sentence
_NUMBER = re.compile(r"\d[\d.,]{0,30}\d|\d")
_COMPARED = 600  # characters that rapidfuzz aligns; its time grows with the product of both lengths
_AVERAGE = 16.0  # stems of a typical claim, for BM25's length correction
_TELLING = 40.0  # summed weight of shared stems at which the feature reaches its maximum
_BOTH = 0.3  # weight of "telling" next to "cosine_text", chosen by cross-validation
_COSINES = ("cosine_text", "cosine_title", "cosine_part", "cosine")
LIKENESS = ("cosine_text", "cosine_title", "cosine", "words", "words_of_text", "numbers", "partial", "token_set", "token_sort", "crosses")
"""The features of a pair that depend on its two texts alone, not on other candidates or on a store's word counts."""

LEADS = {"words": "bm25", "telling": "telling", "meaning": "cosine", "both": ""}
"""The measures by which candidates are ranked against each other, and the feature that each uses; "both" is a mix of two."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query text, prepared once for all its candidates. ``vectors``: the whole text first, then its passages.

    ``multilingual`` are the same by the multilingual model, where claims in other languages may match.
    """

    terms: dict[str, float]  # stem: weight; includes the author's name
    total: float  # the sum of these weights
    folded: str
    vectors: Vectors | None
    multilingual: Vectors | None = None
    language: str = "en"

    def crosses(self, claim: KnownClaim) -> bool:
        """Whether the pair is outside the English rules and the English model, because at least one side is in another language."""
        return self.language != "en" or not claim.is_english


@dataclass(frozen=True, slots=True)
class Common:
    """What one candidate shares with the query text."""

    values: dict[str, float]
    shared_weights: dict[str, float]  # stem: weight

    @property
    def shared(self) -> list[str]:
        """The shared stems, those with the highest weight first."""
        return sorted(self.shared_weights, key=lambda term: -self.shared_weights[term])


def prepare_query(
    text: str, extra: str, vectors: Vectors | None, weigh: Weigh, *, multilingual: Vectors | None = None, language: str = "en"
) -> Asked:
    """Prepare a text. ``extra`` is searched for as well but is not part of the statement (the author of a post)."""
    weights = {term: weigh(term) for term in terms(text) + terms(extra)}
    return Asked(weights, sum(weights.values()), _folded(text), vectors, multilingual, language)


def pair_features(text: Asked, claim: KnownClaim, vectors: Vectors | None, weigh: Weigh) -> Common:
    """The features of one pair that do not depend on other candidates. ``vectors`` must be multilingual where the pair ``crosses``."""
    known = _known(claim)
    weights = {term: weigh(term) for stems in known.stems for term in stems}
    shared_weights = {term: weight for term, weight in weights.items() if term in text.terms}
    together = sum(shared_weights.values())
    covers = (
        [_coverage(stems, shared_weights, weights) for stems in known.stems]
        if len(known.stems) > 1
        else [together / (sum(weights.values()) or 1.0)]
    )
    values = {
        "covered": covers[0],
        "covered_best": max(covers),
        "of_text": together / text.total if text.total else 0.0,
        "telling": min(1.0, sum([weight for term, weight in shared_weights.items() if not is_common(term)]) / _TELLING),
        "rarest": min(1.0, max(shared_weights.values(), default=0.0) / 10),
        "names": _coverage(known.names, shared_weights, weights),
        "numbers": sum([f" {number} " in f" {text.folded} " for number in known.numbers]) / len(known.numbers) if known.numbers else 0.0,
        "words": _share(known.stems[0], shared_weights),
        "words_of_text": _share(tuple(text.terms), shared_weights),
        "bm25": together * 2.2 / (1 + 1.2 * (0.25 + 0.75 * len(weights) / _AVERAGE)) / _TELLING,
        "partial": max([fuzz.partial_ratio(text.folded, folded) for folded in known.folded]) / 100,
        "token_set": max([fuzz.token_set_ratio(text.folded, folded) for folded in known.folded]) / 100,
        "token_sort": fuzz.token_sort_ratio(text.folded, known.folded[0]) / 100,
    }
    crosses = text.crosses(claim)
    if crosses:
        values["crosses"] = 1.0
    ours = text.multilingual if crosses else text.vectors
    if ours is not None and vectors is not None:
        values |= _cosines(ours, vectors)
    return Common(values, shared_weights)


@dataclass(frozen=True, slots=True)
class _Known:
    stems: tuple[tuple[str, ...], ...]  # distinct, for each text
    folded: tuple[str, ...]
    names: tuple[str, ...]
    numbers: tuple[str, ...]


@lru_cache(maxsize=5_000)
def _known(claim: KnownClaim) -> _Known:
    texts = texts_of(claim)
    stems = tuple(tuple(distinct(terms(text))) for text in texts)
    names = [term for term in distinct(stem(name) for name in _NAME.findall(claim.text)) if term in stems[0] and not is_common(term)]
    return _Known(
        stems,
        tuple(_folded(text) for text in texts),
        tuple(names),
        tuple(distinct(_folded(number) for number in _NUMBER.findall(claim.text))),
    )


def with_rivals(candidates: Sequence[Common]) -> list[dict[str, float]]:
    """The features of every candidate, including those that say how it compares with the others."""
    rows = [dict(common.values) for common in candidates]
    for name in LEADS:
        values = np.array([_measure(row, name) for row in rows])
        ordered = np.sort(-values)
        # Equal values share a rank: two claims with the same wording must not be ranked by which was retrieved first.
        ranks = 1 + np.searchsorted(ordered, -values, side="left")
        # The lead over the next best, or the distance behind the best. A single candidate has neither.
        rivals = np.where(ranks > 1, -ordered[:1], -ordered[min(1, len(ordered) - 1) :][:1])
        for row, rank, lead in zip(rows, (1.0 / ranks).tolist(), (values - rivals).tolist(), strict=True):
            row[f"rank_{name}"], row[f"lead_{name}"] = rank, lead
    return rows


def _measure(row: dict[str, float], name: str) -> float:
    if name == "both":
        return row.get("cosine_text", 0.0) + _BOTH * row["telling"]
    return row.get(LEADS[name], 0.0)


def _cosines(ours: Vectors, theirs: Vectors) -> dict[str, float]:
    table = ours @ theirs.T
    if table.size == 1:
        return dict.fromkeys(_COSINES, float(table[0, 0]))
    parts = table[1:] if len(table) > 1 else table
    return {
        "cosine_text": float(table[0, 0]),
        "cosine_title": float(table[0, 1:].max()) if table.shape[1] > 1 else float(table[0, 0]),
        "cosine_part": float(parts.max()),
        "cosine": float(table.max()),
    }


def _coverage(stems: Sequence[str], shared_weights: dict[str, float], weights: dict[str, float]) -> float:
    total = sum([weights[name] for name in stems])
    return sum([shared_weights.get(name, 0.0) for name in stems]) / total if total else 0.0


def _share(stems: Sequence[str], shared_weights: dict[str, float]) -> float:
    # Counted, not weighed: a word's rarity depends on the store, and a pair's score must not.
    telling = [stem for stem in stems if not is_common(stem)]
    return sum([stem in shared_weights for stem in telling]) / len(telling) if telling else 0.0


def _folded(text: str) -> str:
    return utils.default_process(encodable(fold(text[:_COMPARED])))

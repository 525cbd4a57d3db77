"""Measures how well matching works, on any set of claims, queries and right answers."""

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from claims.matching.queries import Query
from claims.matching.ranking import match
from claims.matching.score.pair_model import PairModel
from claims.matching.search.encoder import Encoder
from claims.matching.search.index import Index, texts_of
from claims.matching.search.multilingual import Multilingual
from claims.model import Hit, KnownClaim

DEEPEST = 50
"""Ranks that are looked at."""

SHOWN = 10
"""Hits of each query whose scores are compared with the right answers."""

_BINS = 10

TOGETHER = 500
"""Claims encoded and indexed in one batch."""


def indexed(
    claims: Sequence[KnownClaim],
    encoder: Encoder | None,
    multilingual: Multilingual | None = None,
    *,
    on_step: Callable[[int], None] | None = None,
) -> Index:
    """An index of these claims; ``multilingual`` adds queries in any language. ``on_step`` gets the number done since its last call."""
    index = Index()
    for first in range(0, len(claims), TOGETHER):
        part = claims[first : first + TOGETHER]
        english = _vectors([texts_of(claim) if claim.is_english else [] for claim in part], encoder)
        index.put(part, english, _vectors([texts_of(claim) for claim in part], multilingual))
        if on_step:
            on_step(len(part))
    return index


def _vectors(texts: Sequence[Sequence[str]], encoder: Encoder | Multilingual | None) -> list[NDArray[np.float32] | None]:
    if encoder is None:
        return [None] * len(texts)
    rows = iter(encoder.encode([text for claim_texts in texts for text in claim_texts]))
    return [np.array([next(rows) for _ in claim_texts]) if claim_texts else None for claim_texts in texts]


def evaluate(
    index: Index,
    queries: Mapping[str, str],
    qrels: Mapping[str, set[int]],
    encoder: Encoder | None,
    multilingual: Multilingual | None = None,
    pair_model: PairModel | None = None,
) -> dict[str, float | int | list[dict[str, float]]]:
    """Retrieval and calibration figures over the queries that have a right answer; ``qrels`` gives the claim numbers for each query.

    ``map5`` averages precision over the first five ranks, divided by the number of right answers or 5, whichever is less;
    ``ece`` is the expected calibration error over the ten best hits of each query (Guo et al. 2017, ten bins of equal width).
    """
    names = [name for name in queries if qrels.get(name)]
    if not names:
        raise ValueError("none of the queries has a right answer")
    ask = partial(match, index=index, encoder=encoder, multilingual=multilingual)
    ask([Query(queries[names[0]])], pair_model=pair_model)  # a first query loads the models, so that loading is not part of the timing
    timed = [_timed_hits(ask, Query(queries[name]), pair_model) for name in names]
    hits_of_all, took = [hits for hits, _ in timed], [milliseconds for _, milliseconds in timed]
    right = [np.array([hit.claim_id in qrels[name] for hit in hits], dtype=bool) for name, hits in zip(names, hits_of_all, strict=True)]
    totals = [len(qrels[name]) for name in names]
    table = reliability(
        [hit.comparison.score for hits in hits_of_all for hit in hits[:SHOWN]],
        [bool(is_right) for flags in right for is_right in flags[:SHOWN]],
    )
    return {
        "map5": float(np.mean([average_precision(flags, total, 5) for flags, total in zip(right, totals, strict=True)])),
        "mrr": float(np.mean([1 / (int(flags.argmax()) + 1) if flags.any() else 0.0 for flags in right])),
        **{f"hit{depth}": float(np.mean([flags[:depth].any() for flags in right])) for depth in (1, 5, 10, DEEPEST)},
        "ms_median": float(np.median(took)),
        "ms_p95": float(np.percentile(took, 95)),
        "claims": len(index),
        "queries": len(names),
        "ece": calibration_error(table),
        "reliability": table,
    }


def _timed_hits(ask: Callable[..., list[list[Hit]]], query: Query, pair_model: PairModel | None) -> tuple[list[Hit], float]:
    """The DEEPEST hits of a query, and the milliseconds that the SHOWN ones took with their relations."""
    began = time.perf_counter()
    shown = ask([query], limit=SHOWN, pair_model=pair_model)[0]
    took = (time.perf_counter() - began) * 1000
    # Ranks below the shown ones count for hit@50 alone, so their relations are not computed.
    return shown + ask([query], limit=DEEPEST)[0][len(shown) :], took


def average_precision(right: Sequence[bool] | np.ndarray, total: int, depth: int) -> float:
    """Average precision of one ranking at ``depth``; ``total`` is the number of right answers. 0..1."""
    hits, summed = 0, 0.0
    for rank, is_right in enumerate(right[:depth], start=1):
        if is_right:
            hits += 1
            summed += hits / rank
    return summed / min(total, depth) if total else 0.0


def reliability(scores: Sequence[float], right: Sequence[bool]) -> list[dict[str, float]]:
    """For each tenth of the scale: the number of pairs, their mean score and the share that is right. Empty tenths are left out."""
    places = np.minimum((np.array(scores) * _BINS).astype(int), _BINS - 1)
    values, truth = np.array(scores, dtype=float), np.array(right, dtype=float)
    table = []
    for bin_number in range(_BINS):
        here = places == bin_number
        if here.any():
            row = {
                "from": bin_number / _BINS,
                "pairs": float(here.sum()),
                "score": float(values[here].mean()),
                "right": float(truth[here].mean()),
            }
            table.append(row)
    return table


def calibration_error(table: Sequence[Mapping[str, float]]) -> float:
    """Expected calibration error of a reliability table: mean distance between score and share right, weighted by pairs; 0..1."""
    total = sum(row["pairs"] for row in table)
    return sum(row["pairs"] * abs(row["score"] - row["right"]) for row in table) / total if total else 0.0

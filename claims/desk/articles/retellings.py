"""Facts that an article tells more than once: sentences that repeat a proposed one, and pairs of claims that tell the same fact."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from claims.desk.articles.pace import Pace
from claims.desk.index.claim_vectors import Row
from claims.matching.search.encoder import Encoder
from claims.model import Comparison, Hit, Span, Spotted

RETELLS_COSINE = 0.75
"""The least cosine to a proposed sentence of the article at which a sentence is proposed too, though it would not be by itself.
In 26 articles of invented news the other sentences that were not proposed were below 0.70 (November 2026)."""

RETOLD_COSINE = 0.58
"""The least cosine at which two sentences of one article are suggested as the same claim. On two news pages, the sample and an article
about two presidents, pairs that tell one fact were above 0.65, and pairs that only share a subject mostly below 0.55 (November 2026)."""

RETOLD_SCORE = 0.11
"""The least score of such a pair, as the geometric mean of both directions. Within an article about one event, more queries have
an answer than in a store. In the sample, an article about two presidents and three more, pairs that tell one fact scored above
0.117, others on one subject mostly below 0.10 (tests/data/retold, November 2026)."""

RETOLD_SCORE_OF_FIGURES = 0.05
"""The least score for two sentences that give the same figures."""

RETOLD_SCORE_ALONE = 0.3
"""A pair with at least this score may be further apart in meaning (RETOLD_COSINE_OF_THIRD). In six articles in tests/data/retold,
no two proposed sentences that tell different facts scored 0.2 (November 2026)."""

RETOLD_COSINE_OF_THIRD = 0.48
"""The least cosine of two sentences that both retell a third."""

COMPARED_TOGETHER = 128
"""Sentences that are compared with all proposed ones at once; for a book this takes 20 MB."""


def with_retellings(
    spotted: Sequence[Spotted], spans: Sequence[Span], encoder: Encoder | None, rows: dict[str, Row], pace: Pace
) -> list[Spotted]:
    """The judgements, with doubtful sentences that repeat a proposed one proposed too: a fact told three times is found three times.

    Doubtful are the sentences that spotting embedded (``rows``), never questions, calls or page furniture. Embeddings of the proposed
    sentences are added to ``rows``.
    """
    proposed = list(dict.fromkeys(span.text for judgement, span in zip(spotted, spans, strict=True) if judgement.proposed))
    doubtful = list(
        dict.fromkeys(span.text for judgement, span in zip(spotted, spans, strict=True) if span.text in rows and not judgement.proposed)
    )
    if not proposed or not doubtful or encoder is None:
        return list(spotted)
    new = [text for text in proposed if text not in rows]
    for first in range(0, len(new), COMPARED_TOGETHER):
        pace.go_on("reading claim", first, len(new))
        part = new[first : first + COMPARED_TOGETHER]
        rows.update(zip(part, encoder.encode(part), strict=True))
    retellings = {doubtful[number] for number in _retellings([rows[text] for text in doubtful], [rows[text] for text in proposed])}
    return [
        replace(judgement, proposed=judgement.proposed or span.text in retellings) for judgement, span in zip(spotted, spans, strict=True)
    ]


def _retellings(doubtful: Sequence[Row], proposed: Sequence[Row]) -> set[int]:
    """The indexes of the doubtful sentences that repeat a proposed one, directly or through another doubtful one."""
    retellings: set[int] = set()
    table, fresh = np.stack(doubtful), list(proposed)
    while fresh:
        nearest = np.zeros(len(doubtful))
        for first in range(0, len(fresh), COMPARED_TOGETHER):
            nearest = np.maximum(nearest, (table @ np.stack(fresh[first : first + COMPARED_TOGETHER]).T).max(axis=1))
        joining = set(np.flatnonzero(nearest >= RETELLS_COSINE).tolist()) - retellings
        fresh = [doubtful[number] for number in sorted(joining)]
        retellings |= joining
    return retellings


def pairs_of(hits: Sequence[Sequence[Hit]]) -> list[tuple[int, int, Comparison]]:
    """The pairs of one article's claims that tell the same fact: the later claim, the earlier claim, and how the later compares.

    The sentences of an article share a subject, so being the best hit means less than in a store: each of the two must
    find the other, and they must be near in meaning. Two that both retell a third are also suggested, whatever they score, if
    they are near in meaning or give the same figures.
    """
    comparisons = {
        (number, -hit.claim_id - 1): hit.comparison for number, claim_hits in enumerate(hits) for hit in claim_hits if hit.claim_id < 0
    }
    by_pair = {frozenset(pair): comparison for pair, comparison in comparisons.items() if pair[1] < pair[0]}
    near = {pair for pair in by_pair if _find_each_other(comparisons.get((max(pair), min(pair))), comparisons.get((min(pair), max(pair))))}
    beside: dict[int, set[int]] = {}
    for first, second in (sorted(pair) for pair in near):
        beside.setdefault(first, set()).add(second)
        beside.setdefault(second, set()).add(first)
    third = {pair for pair in by_pair if _may_be_third(by_pair[pair]) and set.intersection(*(beside.get(number, set()) for number in pair))}
    return [(max(pair), min(pair), by_pair[pair]) for pair in sorted(near | third, key=sorted)]


def _cosine(comparison: Comparison) -> float:
    return comparison.features.get("cosine", 1.0)


def _gives_figures(comparison: Comparison) -> bool:
    """Whether one text gives all the figures of the other, which has at least one."""
    return comparison.features.get("numbers", 0.0) == 1.0


def _may_be_third(comparison: Comparison) -> bool:
    return _cosine(comparison) >= RETOLD_COSINE_OF_THIRD or _gives_figures(comparison)


def _find_each_other(forth: Comparison | None, back: Comparison | None) -> bool:
    """Whether two sentences, compared in both directions, are near in meaning and likely enough to tell one fact."""
    if forth is None or back is None:
        return False
    score = math.sqrt(forth.score * back.score)
    if score >= RETOLD_SCORE_ALONE:
        return _cosine(forth) >= RETOLD_COSINE_OF_THIRD
    least = RETOLD_SCORE_OF_FIGURES if _gives_figures(forth) and _gives_figures(back) else RETOLD_SCORE
    return score >= least and _cosine(forth) >= RETOLD_COSINE

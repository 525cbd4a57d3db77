"""Fit the weights for pairs that are not English on both sides, and measure how a language finds English claims.

    python -m tests.benchmarks.languages_fit SET.jsonl --claims CLAIMS.jsonl [--write] [--languages es pt …]

SET.jsonl holds one claim a line in several languages ({"id", "en", "de", …}); CLAIMS.jsonl English claims that fill the store up to 2,000
({"text"}). Without --write nothing is fitted: the figures are those of the weights as they are. Weights come from half of the claims asked
with their own claim stored, and the other half asked without it: in a newsroom most questions have no answer in the store.
"""

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np

from claims.matching import queries, ranking
from claims.matching.evaluation import calibration_error, indexed, reliability
from claims.matching.score import scoring
from claims.matching.search import encoder as encoders
from claims.matching.search import multilingual
from claims.model import KnownClaim
from claims.reading import languages
from tests.benchmarks.matching_fit import Matrix, gather

STORE = 2_000
NAMES = ("cosine_text", "cosine", "lead_meaning", "rank_meaning", "names", "token_set")
RIDGE = 1.0


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("set", type=Path)
    options.add_argument("--claims", type=Path, required=True)
    options.add_argument("--write", action="store_true")
    options.add_argument("--languages", nargs="*")
    asked = options.parse_args()
    lines = [json.loads(line) for line in asked.set.open(encoding="utf-8")]
    spoken = asked.languages or [name for name in lines[0] if name not in ("id", "en")]
    fillers = [json.loads(line)["text"] for line in asked.claims.open(encoding="utf-8")]
    random.Random(7).shuffle(fillers)
    texts = [line["en"] for line in lines] + fillers[: STORE - len(lines)]
    encoder, across = encoders.load(), multilingual.load()
    assert across is not None
    index = indexed([KnownClaim(n, text, language="en") for n, text in enumerate(texts)], None, across)
    models = ranking.Encoders(encoder, across)
    if asked.write:
        print(fitted(lines, spoken, index, models))
    for name in spoken:
        print(measured(lines, name, index, models), flush=True)


def fitted(lines, spoken, index, models) -> str:  # type: ignore[no-untyped-def]
    rows, right = [], []
    for name in spoken:
        for number, line in enumerate(lines):
            if name not in line:
                continue
            # Every second claim is asked without its own in the store.
            hidden = frozenset({number}) if (number + spoken.index(name)) % 2 else frozenset()
            query = queries.Query(line[name], exclude=hidden, language=name)
            found = gather(query, index, 30, models)
            for row, one in zip(ranking.features.with_rivals([one.common for one in found]), found, strict=True):
                rows.append([row.get(feature, 0.0) for feature in NAMES])
                right.append(one.claim.id == number)
    weights = logistic(np.array(rows), np.array(right, dtype=float))
    lines_out = ["[languages]", f"intercept = {weights[0]:.4f}", "", "[languages.weights]"]
    lines_out += [f"{feature} = {weight:.4f}" for feature, weight in zip(NAMES, weights[1:], strict=True)]
    before = scoring.WEIGHTS.read_text(encoding="utf-8").partition("[languages]")[0]
    scoring.WEIGHTS.write_text(before + "\n".join([*lines_out, ""]), encoding="utf-8")
    scoring.models.cache_clear()
    return "\n".join(lines_out)


def logistic(rows: Matrix, right: Matrix) -> Matrix:
    """Intercept and weights of a ridge-penalised logistic regression, by Newton's method."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    table = np.hstack([np.ones((len(rows), 1)), (rows - mean) / spread])
    penalty = np.diag([0.0] + [RIDGE] * rows.shape[1])
    weights = np.zeros(table.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (right - chance) - penalty @ weights
        weights += np.linalg.solve((table * (chance * (1 - chance))[:, None]).T @ table + penalty, slope)
    return np.array([weights[0] - (weights[1:] * mean / spread).sum(), *(weights[1:] / spread)])


def measured(lines, name, index, models) -> str:  # type: ignore[no-untyped-def]
    """How well questions in one language find their English claims, and what is said of the pairs."""
    ranks, scores, right, missing, differs, took = [], [], [], [], 0, []
    translated = [(number, line) for number, line in enumerate(lines) if name in line]
    for number, line in translated:
        query = queries.Query(line[name])
        began = time.perf_counter()
        hits = ranking.match([query], index, limit=50, encoder=models.english, multilingual=models.multilingual)[0]
        took.append(time.perf_counter() - began)
        ranks.append(next((rank for rank, hit in enumerate(hits) if hit.claim_id == number), 99))
        scores += [hit.comparison.score for hit in hits[:10]]
        right += [hit.claim_id == number for hit in hits[:10]]
        differs += any(hit.claim_id == number and hit.comparison.differences for hit in hits)
        hits = ranking.match([queries.Query(line[name], exclude=frozenset({number}))], index, multilingual=models.multilingual)[0]
        missing.append(ranking.suggested(hits[0].comparison))
    known = np.mean([languages.of_line(line[name]) == name for _, line in translated])
    where = np.array(ranks)
    calibration = calibration_error(reliability(scores, right))
    return (
        f"{name}: language told {known:.2f}, hit@1 {(where < 1).mean():.3f}, hit@5 {(where < 5).mean():.3f}, ECE {calibration:.3f}, "
        f"flagged as different {differs / len(translated):.3f}, suggested without an answer {np.mean(missing):.3f}, {1000 * np.median(took):.1f} ms"
    )


if __name__ == "__main__":
    main()

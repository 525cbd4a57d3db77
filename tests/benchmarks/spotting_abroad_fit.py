"""Fit the weights of spotting in other languages: shared signs, from English sentences.

    python -m tests.benchmarks.spotting_abroad_fit CLAIMBUSTER.jsonl [--write]

The signs are the same in every language, so English labels teach their weights. Cross-validated on English, with the share of the
translated claims in tests/data/languages/work-1.jsonl that is proposed.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from claims.model import Span
from claims.reading.spotting import spotting
from claims.reading.spotting.signs_abroad import FEATURES, signs
from tests.benchmarks import spotting_sets as sets
from tests.benchmarks.spotting_fit import FOLDS, OWN_COUNTS, WEIGHTS, crossed, fit
from tests.benchmarks.spotting_sets import Array, auc

RIDGE = 0.5
WORK = Path(__file__).parents[1] / "data" / "languages" / "work-1.jsonl"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("claimbuster", type=Path)
    options.add_argument("--write", action="store_true")
    asked = options.parse_args()
    debates = [json.loads(line) for line in asked.claimbuster.read_text(encoding="utf-8").splitlines()]
    own = [row for name in ("news", "news-hard", "forecasts") for row in sets.read(name)]
    texts = [line["text"] for line in debates] + [row.text for row in own]
    labels = np.array([line["label"] for line in debates] + [row.checkable for row in own], dtype=float)
    news = np.arange(len(texts)) >= len(debates)
    rows = np.array([sign_row(text) for text in texts], dtype=np.float32)
    ridge = np.full(len(FEATURES), RIDGE)
    counts = np.where(news, OWN_COUNTS, 1.0)
    folds = np.random.default_rng(7).permutation(len(rows)) % FOLDS
    scores = crossed(rows, labels, counts, ridge, folds)
    print(f"AUC on debates {auc(scores[~news], labels[~news]):.3f}, on news {auc(scores[news], labels[news]):.3f}")
    found = fit(rows, labels, counts, ridge)
    table = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    weights = dict(zip(FEATURES, np.round(found, 3).tolist(), strict=False))
    table["other languages"] = {"bias": round(float(found[-1]), 3), "features": weights, "vector": []}
    if asked.write:
        WEIGHTS.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        spotting._weights.cache_clear()
    lines = [json.loads(line) for line in WORK.read_text(encoding="utf-8").splitlines()]
    for language in [name for name in lines[0] if name not in ("id", "en")]:
        spotted = spotting.spot([Span(0, len(line[language]), line[language]) for line in lines], language=language)
        print(f"{language}: {np.mean([one.proposed for one in spotted]):.2f} of {len(lines)} claims proposed")


def sign_row(sentence: str) -> Array:
    row = np.zeros(len(FEATURES))
    for sign, amount in signs(sentence, "en"):
        if sign.name in FEATURES:
            row[FEATURES.index(sign.name)] = amount
    return row


if __name__ == "__main__":
    main()

"""Fit the weights of spotting and measure them.

    python -m tests.benchmarks.spotting_fit CLAIMBUSTER.jsonl           measure by 5-fold cross-validation
    python -m tests.benchmarks.spotting_fit CLAIMBUSTER.jsonl --write   and write claims/reading/spotting/spotting_weights.json
    python -m tests.benchmarks.spotting_fit CLAIMBUSTER.jsonl --without "sign " "tags "   leave out what begins so

Debate sentences come from a file of {"text", "label"} lines (ClaimBuster), which is not part of the product; all others are
our own, in tests/data/spotting. The sentences of one text fall into one fold. A logistic regression with a ridge.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.english import grammar
from claims.matching.search import encoder
from claims.reading.spotting import rumours, spotting
from claims.reading.spotting.signs import signs
from tests.benchmarks import spotting_sets as sets
from tests.benchmarks.spotting_sets import Array, Labelled

WEIGHTS = Path(spotting.__file__).with_name("spotting_weights.json")
OWN_COUNTS = 2.0  # each of our own sentences weighs as much as this many debate sentences
RIDGE, RIDGE_WORDS, RIDGE_VECTOR = 6.0, 1.0, 0.6
COMMON, COMMON_WORDS = 10, 10  # sentences that a feature, or a word, must occur in to have a weight
FOLDS = 5


def fit(rows: NDArray[np.float32], labels: Array, counts: Array, ridge: Array) -> Array:
    """The coefficients, bias last, of a weighted ridge logistic regression: Newton's method, each step by conjugate gradients."""
    found = np.zeros(rows.shape[1] + 1)
    penalty = np.append(ridge, 1e-6)

    def times(step: Array) -> Array:
        return np.asarray(rows @ step[:-1].astype(np.float32), dtype=np.float64) + step[-1]

    def back(sums: Array) -> Array:
        return np.append(np.asarray(rows.T @ sums.astype(np.float32), dtype=np.float64), sums.sum())

    for _ in range(12):
        chance = 1 / (1 + np.exp(-times(found)))
        slope = back(counts * (chance - labels)) + penalty * found
        curve = counts * chance * (1 - chance)
        step = np.zeros_like(found)
        rest = slope.copy()
        way = rest.copy()
        for _ in range(60):
            bent = back(curve * times(way)) + penalty * way
            length = (rest @ rest) / (way @ bent)
            step += length * way
            new = rest - length * bent
            if np.linalg.norm(new) < 1e-3 * np.linalg.norm(slope):
                break
            way = new + (new @ new) / (rest @ rest) * way
            rest = new
        found -= step
        if np.abs(step).max() < 1e-3:
            break
    return found


def read(texts: Sequence[str]) -> list[dict[str, float]]:
    """What the model counts in each sentence; of a rumour put as a question, in what it asserts."""
    judged = [rumours.asserted(text) or text for text in texts]
    found = []
    for start in range(0, len(judged), 200):
        part = judged[start : start + 200]
        found += [spotting.present(text, words, signs(text, words)) for text, words in zip(part, grammar.read(part), strict=True)]
    return found


def common(seen: Sequence[dict[str, float]], without: Sequence[str]) -> list[str]:
    counts = Counter(name for one in seen for name in one if not name.startswith(tuple(without) or ("\0",)))
    return sorted(name for name, count in counts.items() if count >= (COMMON_WORDS if name.startswith("w ") else COMMON))


def as_rows(seen: Sequence[dict[str, float]], names: Sequence[str]) -> NDArray[np.float32]:
    places = {name: at for at, name in enumerate(names)}
    rows = np.zeros((len(seen), len(names)), dtype=np.float32)
    for row, one in zip(rows, seen, strict=True):
        for name, amount in spotting.spread(one, places).items():
            row[places[name]] = amount
    return rows


def crossed(rows: NDArray[np.float32], labels: Array, counts: Array, ridge: Array, folds: NDArray[np.int64]) -> Array:
    """Each sentence's log-odds from a model that has not seen it."""
    scores = np.zeros(rows.shape[0])
    for fold in range(FOLDS):
        out = folds == fold
        found = fit(rows[~out], labels[~out], counts[~out], ridge)
        scores[out] = rows[out] @ found[:-1] + found[-1]
    return scores


def proposed(texts: Sequence[str], odds: Array) -> NDArray[np.bool_]:
    """What spot() would propose at these log-odds."""
    return np.array([one.proposed for one in spotting.judged(texts, odds.tolist())])


def tell(what: str, odds: Array, debates: int, rows: Sequence[Labelled], labels: Array) -> None:
    print(
        f"{what}: debates AUC {sets.auc(odds[:debates], labels[:debates]):.4f}, macro F1 at 0.5 {sets.macro_f1(odds[:debates] > 0, labels[:debates]):.3f}"
    )
    for name in sets.FITTED:
        places = [at for at, row in enumerate(rows) if row.source == name]
        own = [rows[at] for at in places]
        scores, truth = odds[debates:][places], labels[debates:][places]
        precise, found = sets.precision_and_recall(proposed([row.text for row in own], scores), truth)
        tens = " ten highest {:.2f} of {:.2f}".format(*sets.top_tens(scores, own)) if len(sets.texts_in(own)) < len(own) else ""
        print(
            f"  {name}: AUC {sets.auc(scores, truth):.3f} AP {sets.average_precision(scores, truth):.3f} proposed: precision {precise:.3f} recall {found:.3f}{tens}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claimbuster", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--no-folds", action="store_true", help="only fit and write")
    parser.add_argument("--without", nargs="*", default=[])
    parser.add_argument("--cache", type=Path, help="a folder that keeps the embeddings between runs")
    options = parser.parse_args()
    debates = [json.loads(line) for line in options.claimbuster.read_text(encoding="utf-8").splitlines()]
    own = [row for name in sets.FITTED for row in sets.read(name)]
    texts = [row["text"] for row in debates] + [row.text for row in own]
    labels = np.array([float(row["label"]) for row in debates] + [float(row.checkable) for row in own])
    keys = [str(number) for number in range(len(debates))] + [row.text_of for row in own]
    counts = np.where(np.arange(len(texts)) >= len(debates), OWN_COUNTS, 1.0)
    readings = read(texts)
    names = common(readings, options.without)
    rows = as_rows(readings, names)
    vectors = embed([rumours.asserted(text) or text for text in texts], options.cache)
    ridge = np.array([RIDGE_WORDS if name.startswith("w ") else RIDGE for name in names])
    unique = sorted(set(keys))
    fold_of = dict(zip(unique, np.random.default_rng(7).permutation(len(unique)) % FOLDS, strict=True))
    folds = np.array([fold_of[key] for key in keys])
    print(f"{len(names)} features, {len(texts)} sentences")
    model: dict[str, object] = {}
    odds: list[Array] = []
    for kind, matrix, penalty in (
        ("without vector", rows, ridge),
        ("with vector", np.hstack([rows, vectors]), np.append(ridge, np.full(vectors.shape[1], RIDGE_VECTOR))),
    ):
        if not options.no_folds:
            odds.append(crossed(matrix, labels, counts, penalty, folds))
            tell(kind, odds[-1], len(debates), own, labels)
        if options.write:
            model[kind] = as_written(fit(matrix, labels, counts, penalty), names)
    if odds:
        doubt = np.array([spotting.leaves_doubt(one, ()) for one in odds[0]])
        print(f"as spot() does: a vector for {doubt[: len(debates)].mean():.0%} of debates, {doubt[len(debates) :].mean():.0%} of ours")
        tell("as spot() does", np.where(doubt, odds[1], odds[0]), len(debates), own, labels)
    if options.write:
        model["other languages"] = json.loads(WEIGHTS.read_text(encoding="utf-8"))["other languages"]  # spotting_abroad_fit.py makes these
        WEIGHTS.write_text(json.dumps(model, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def embed(texts: Sequence[str], cache: Path | None) -> NDArray[np.float32]:
    file = cache / "spotting.npy" if cache else None
    if file and file.exists():
        return np.asarray(np.load(file), dtype=np.float32)
    model = encoder.load()
    if model is None:
        raise SystemExit("No usable embedding model: install the requirements.")
    vectors = np.asarray(model.encode(list(texts)), dtype=np.float32)
    if file:
        np.save(file, vectors)
    return vectors


def as_written(found: Array, names: Sequence[str]) -> dict[str, object]:
    weights = {name: round(float(weight), 3) for name, weight in zip(names, found, strict=False)}
    return {
        "bias": round(float(found[-1]), 3),
        "features": {name: weight for name, weight in weights.items() if abs(weight) >= 0.02},
        "vector": [round(float(weight), 3) for weight in found[len(names) : -1]],
    }


if __name__ == "__main__":
    main()

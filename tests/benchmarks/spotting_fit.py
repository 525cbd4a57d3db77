"""Fit the weights of spotting and measure them.

    python -m tests.benchmarks.spotting_fit CLAIMBUSTER.jsonl           measure by 5-fold cross-validation
    python -m tests.benchmarks.spotting_fit CLAIMBUSTER.jsonl --write   and write claims/reading/spotting_weights.json

Debate sentences come from a file of {"text", "label"} lines (ClaimBuster), which is not part of the product; news
sentences are our own, in tests/reading_spotting_*.py. A logistic regression with a ridge, by Newton's method.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.matching import encoder
from claims.reading import spotting
from claims.reading.signs import FEATURES, signs
from tests import reading_spotting_forecasts as forecasts
from tests import reading_spotting_more as more
from tests import reading_spotting_news as first

SENTENCES = first.SENTENCES + more.SENTENCES + forecasts.SENTENCES
ARTICLES = first.ARTICLES | more.ARTICLES

WEIGHTS = Path(spotting.__file__).with_name("spotting_weights.json")
NEWS_COUNTS = 2.0  # each news sentence weighs as much as this many debate sentences
RIDGE_SIGNS = 0.5
RIDGE_WORDS = 1.0
RIDGE_VECTOR = 0.7
COMMON = 60  # sentences that a word must occur in to have a weight
FOLDS = 5

Array = NDArray[np.float64]


def sign_row(sentence: str) -> Array:
    row = np.zeros(len(FEATURES))
    for sign, amount in signs(sentence):
        row[FEATURES.index(sign.name)] = amount
    return row


def vocabulary(texts: list[str]) -> list[str]:
    """The words that occur in at least 60 of the sentences, in alphabetical order."""
    counts = Counter(word for text in texts for word in spotting.words_of(text))
    return sorted(word for word, count in counts.items() if count >= COMMON)


def word_row(sentence: str, known: list[str]) -> Array:
    row = np.zeros(len(known))
    words = spotting.words_of(sentence)
    found = [at for at, word in enumerate(known) if word in words]
    row[found] = 1 / np.sqrt(len(found) or 1)
    return row


def embed(sentences: list[str], cache: Path | None) -> Array:
    if cache and cache.exists():
        return np.asarray(np.load(cache), dtype=np.float64)
    model = encoder.load()
    if model is None:
        raise SystemExit("No usable embedding model: install the requirements.")
    vectors = model.encode(sentences)
    if cache:
        np.save(cache, vectors)
    return np.asarray(vectors, dtype=np.float64)


def fit(rows: Array, labels: Array, weights: Array, ridge: Array) -> Array:
    """The coefficients, bias last, of a weighted ridge logistic regression."""
    rows = np.hstack([rows, np.ones((len(rows), 1))])
    penalty = np.append(ridge, 1e-6)
    found = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (weights * (chance - labels)) + penalty * found
        curve = (rows * (weights * chance * (1 - chance))[:, None]).T @ rows + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        found -= step
        if np.abs(step).max() < 1e-6:
            break
    return found


def auc(scores: Array, labels: Array) -> float:
    """The chance that a checkable sentence scores above another; ties count half."""
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    good = labels > 0.5
    return float((ranks[good].sum() - good.sum() * (good.sum() + 1) / 2) / (good.sum() * (~good).sum()))


def folds(count: int) -> Iterator[NDArray[np.bool_]]:
    order = np.random.default_rng(7).permutation(count) % FOLDS
    yield from (order == fold for fold in range(FOLDS))


def crossed(rows: Array, labels: Array, news: NDArray[np.bool_], ridge: Array) -> Array:
    """Each sentence's log-odds from a model that has not seen it."""
    weights = np.where(news, NEWS_COUNTS, 1.0)
    scores = np.zeros(len(rows))
    for held in folds(len(rows)):
        found = fit(rows[~held], labels[~held], weights[~held], ridge)
        scores[held] = rows[held] @ found[:-1] + found[-1]
    return scores


def doubted(alone: Array, sentences: list[str]) -> NDArray[np.bool_]:
    """Which sentences need a vector beside the log-odds that their signs alone gave."""
    chances = 1 / (1 + np.exp(-alone))
    names = [{sign.name for sign, _ in signs(sentence)} for sentence in sentences]
    return np.array([spotting.leaves_doubt(chance, seen) for chance, seen in zip(chances, names, strict=True)])


def top_tens(scores: Array) -> list[int]:
    """How many of the ten highest of each article are checkable."""
    tens, at = [], 0
    for article in ARTICLES.values():
        best = np.argsort(-scores[at : at + len(article)])[:10]
        tens.append(sum(article[place][0] for place in best))
        at += len(article)
    return tens


def told(what: str, scores: Array, labels: Array, news: NDArray[np.bool_], in_articles: Array) -> None:
    print(
        f"{what}: AUC debates {auc(scores[~news], labels[~news]):.4f}, news {auc(scores[news], labels[news]):.4f}, "
        f"checkable among each article's ten highest {top_tens(in_articles)}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claimbuster", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--cache", type=Path, help="a folder that keeps the embeddings between runs")
    options = parser.parse_args()
    debate = [json.loads(line) for line in options.claimbuster.read_text(encoding="utf-8").splitlines()]
    texts = [row["text"] for row in debate] + [text for _, text in SENTENCES]
    labels = np.array([float(row["label"]) for row in debate] + [float(label) for label, _ in SENTENCES])
    news = np.arange(len(texts)) >= len(debate)
    known = vocabulary(texts)
    read = np.array([readable(text, known) for text in texts])
    vectors = embed(texts, options.cache / "sentences.npy" if options.cache else None)
    articles = {name: [text for _, text in article] for name, article in ARTICLES.items()}
    said = embed([text for lines in articles.values() for text in lines], options.cache / "articles.npy" if options.cache else None)
    shown = np.array([readable(text, known) for lines in articles.values() for text in lines])
    ridge = np.concatenate([np.full(len(FEATURES), RIDGE_SIGNS), np.full(len(known), RIDGE_WORDS)])
    weights = np.where(news, NEWS_COUNTS, 1.0)
    model: dict[str, object] = {}
    crossed_over, in_articles = [], []
    for kind, rows, ridges, others in (
        ("signs alone", read, ridge, shown),
        (
            "signs and vector",
            np.hstack([read, vectors]),
            np.append(ridge, np.full(vectors.shape[1], RIDGE_VECTOR)),
            np.hstack([shown, said]),
        ),
    ):
        start = time.perf_counter()
        found = fit(rows, labels, weights, ridges)
        crossed_over.append(crossed(rows, labels, news, ridges))
        in_articles.append(others @ found[:-1] + found[-1])
        told(f"{kind}, {time.perf_counter() - start:.0f} s", crossed_over[-1], labels, news, in_articles[-1])
        model[kind] = as_written(found, known)
    in_doubt = doubted(crossed_over[0], texts)
    told(
        f"as spot() does, with a vector for {in_doubt[~news].mean():.0%} of debates and {in_doubt[news].mean():.0%} of news",
        np.where(in_doubt, crossed_over[1], crossed_over[0]),
        labels,
        news,
        np.where(doubted(in_articles[0], [text for lines in articles.values() for text in lines]), in_articles[1], in_articles[0]),
    )
    if options.write:
        kept = json.loads(WEIGHTS.read_text(encoding="utf-8"))["other languages"]  # spotting_abroad_fit.py makes these
        WEIGHTS.write_text(written(model | {"other languages": kept}), encoding="utf-8")


def readable(sentence: str, known: list[str]) -> Array:
    return np.append(sign_row(sentence), word_row(sentence, known))


def as_written(found: Array, known: list[str]) -> dict[str, object]:
    signs_, words_ = len(FEATURES), len(FEATURES) + len(known)
    return {
        "bias": round(float(found[-1]), 3),
        "signs": {name: round(float(weight), 3) for name, weight in zip(FEATURES, found[:signs_], strict=True)},
        "words": {word: round(float(weight), 3) for word, weight in zip(known, found[signs_:words_], strict=True)},
        "vector": [round(float(w), 3) for w in found[words_:-1]],
    }


def written(model: dict[str, object]) -> str:
    """JSON with one sign a line, so that a change of weights can be reviewed, and the vector's weights twelve a line."""
    lines = json.dumps(model, indent=2).split("\n")
    out: list[str] = []
    for line in lines:
        number = line.strip().rstrip(",")
        if number.lstrip("-").replace(".", "").isdigit() and out and out[-1].strip()[:1] in "-0123456789" and len(out[-1]) < 110:
            out[-1] += " " + line.strip()
        else:
            out.append(line)
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    main()

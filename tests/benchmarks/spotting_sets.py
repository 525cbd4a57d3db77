"""The labelled sentences of tests/data/spotting, and the figures that tell how well a score orders them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).parent.parent / "data" / "spotting"
FITTED = ("news", "news-hard", "forecasts", "short", "states", "articles", "marks-work")
"""The sets that the weights are fitted on. marks-final is never among them."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence, whether a fact-checker could check it, and which text it stands in (its own number where it stands alone)."""

    text: str
    checkable: bool
    source: str
    text_of: str


def read(name: str) -> list[Labelled]:
    """The sentences of a set, those of one text beside each other."""
    found = []
    for number, line in enumerate((FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        found += [Labelled(sentence["text"], sentence["checkable"], name, f"{name} {number}") for sentence in row.get("sentences", [row])]
    return found


def texts_in(rows: Sequence[Labelled]) -> list[list[int]]:
    """The places of the sentences of each text."""
    places: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        places.setdefault(row.text_of, []).append(at)
    return list(places.values())


def auc(scores: Array, labels: Array) -> float:
    """The chance that a checkable sentence scores above another; ties count half."""
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    good = labels > 0.5
    return float((ranks[good].sum() - good.sum() * (good.sum() + 1) / 2) / (good.sum() * (~good).sum()))


def average_precision(scores: Array, labels: Array) -> float:
    """The mean, over the checkable sentences, of how many of those scored as high or higher are checkable."""
    ordered = labels[np.argsort(-scores, kind="stable")] > 0.5
    return float((np.cumsum(ordered) / np.arange(1, len(ordered) + 1))[ordered].mean())


def macro_f1(chosen: NDArray[np.bool_], labels: Array) -> float:
    """The mean of the F1 of the checkable and that of the others."""
    good = labels > 0.5
    return float(np.mean([2 * (mine & its).sum() / max(1, mine.sum() + its.sum()) for mine, its in ((chosen, good), (~chosen, ~good))]))


def precision_and_recall(chosen: NDArray[np.bool_], labels: Array) -> tuple[float, float]:
    right = float((chosen & (labels > 0.5)).sum())
    return right / max(1, int(chosen.sum())), right / max(1.0, float((labels > 0.5).sum()))


def top_tens(scores: Array, rows: Sequence[Labelled]) -> tuple[float, float]:
    """Of the ten highest of each text, how many are checkable in the mean, and how many could be."""
    texts = [places for places in texts_in(rows) if len(places) >= 10]
    right = [sum(rows[at].checkable for at in sorted(places, key=lambda at: -scores[at])[:10]) for places in texts]
    possible = [min(10, sum(rows[at].checkable for at in places)) for places in texts]
    return float(np.mean(right)), float(np.mean(possible))

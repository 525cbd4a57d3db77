"""The order of candidates: logistic regression on their features, with readable weights in ``weights.toml``."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

WEIGHTS = Path(__file__).with_name("weights.toml")
"""Written by ``tests/benchmarks/matching_fit.py``; docs/matching.md names the data."""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights for ranking candidates."""

    intercept: float
    weights: Mapping[str, float]

    def score(self, features: Mapping[str, float]) -> float:
        """How likely a candidate is the right one among all candidates, 0..1. A missing feature counts as 0."""
        total = self.intercept + sum([weight * features.get(name, 0.0) for name, weight in self.weights.items()])
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 4)


@lru_cache(maxsize=1)
def models() -> tuple[Model, Model, Model]:
    """The weights with sentence embeddings, those for words alone, and those across languages with multilingual embeddings."""
    read = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    return _model(read["meaning"]), _model(read["words"]), _model(read["languages"])


def model_for(features: Mapping[str, float]) -> Model:
    """The weights for a pair: across languages, with embeddings, or with words alone, depending on its features."""
    meaning, words, languages = models()
    if "cosine" not in features:
        return words
    return languages if "crosses" in features else meaning


def _model(table: dict[str, object]) -> Model:
    weights = table["weights"]
    assert isinstance(weights, dict) and isinstance(table["intercept"], float)
    return Model(table["intercept"], {str(name): float(value) for name, value in weights.items()})

"""The pair model: for two English texts, does the second follow from the first, is it left open, or is it excluded?

A cross-encoder. ``tests/benchmarks/relation_fit.py`` made it; NOTICE says from what.
"""

import logging
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from claims.matching.score import cross_encoder
from claims.matching.score.cross_encoder import CrossEncoder, Outputs
from claims.matching.search.runtime import Unusable, file_problem

MODEL = Path(__file__).with_name("relation.onnx")
MODEL_SHA256 = "698b4caec773b1037dd15c8eee595eb8b4cfc75a6508b4b6a1d6d23fccd53ce2"

LONGEST = 128
"""Tokens of both texts together, as in training; the longer text is cut off to fit."""

FOLLOWS, OPEN, EXCLUDED = 0, 1, 2
"""The columns of an answer."""

Chances = Outputs

_log = logging.getLogger(__name__)


class PairModel:
    """Answers for ordered pairs of texts. The same pair always gets the same answer, regardless of the other pairs in the call."""

    def __init__(self, model: Path, threads: int) -> None:
        """``threads`` 0 uses all cores, each for different pairs. Raise Unusable."""
        self.name = f"{model.stem}-{MODEL_SHA256[:12]}"
        self._reader = CrossEncoder(model, longest=LONGEST, threads=threads)

    def chances(self, pairs: Sequence[tuple[str, str]]) -> Chances:
        """For each pair the chances that its second text follows from the first, is left open or is excluded; shape (len(pairs), 3).

        About 2 ms for a pair of sentences.
        """
        answers = [cross_encoder.chances(outputs) for outputs in self._reader.outputs(pairs)]
        return np.array(answers, dtype=np.float32).reshape(len(pairs), 3)


def load(*, threads: int = 0) -> PairModel | None:
    """The pair model that comes with the program; None when it is missing or changed, with the reason in the log.

    ``threads`` 0 uses all cores; the answers are the same with any number.
    """
    try:
        return _load(threads)
    except Unusable as error:
        _log.warning("no pair model, relations go by words and rules alone: %s", error)
        return None


def problem() -> str | None:
    """Why the pair model cannot be used, in a sentence; None when it can. Reads the whole file, which takes about 50 ms."""
    return file_problem(MODEL, MODEL_SHA256, "pair model")


@lru_cache(maxsize=2)
def _load(threads: int) -> PairModel:
    wrong = problem()
    if wrong:
        raise Unusable(wrong)
    return PairModel(MODEL, threads)

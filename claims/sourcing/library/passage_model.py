"""The passage model: does a passage speak to a claim, and does it support or contradict it?

A cross-encoder that ``tests/benchmarks/passage_fit.py`` made from the pair model, on passages and claims labelled by hand; NOTICE says from what.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from claims.matching.score import cross_encoder, pair_model
from claims.matching.score.cross_encoder import CrossEncoder
from claims.matching.search.runtime import Unusable, file_problem
from claims.sourcing.library.passage_ranking import share_of_words

MODEL = Path(__file__).with_name("passage.onnx")
MODEL_SHA256 = "8826ebaed2e1eb2ad15e698abf6c0924dbd597cee632effe5ad3dcd7519afa02"

LONGEST = 160
"""Tokens of passage and claim together, as in fitting; the longer text is cut off to fit."""

NEAR = 0.70
"""The share of the claim's content words from which a passage words the claim nearly as it does. Then the pair model, which was fitted on
such pairs, tells the stance, and nothing speaks against showing it."""

_SUPPORTS, _CONTRADICTS, _SPEAKS = 0, 2, 3  # the columns of an answer; the one between is "neither"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model makes of a passage and a claim: the log-odds that it speaks to the claim, the chances of each stance, 0..1."""

    speaks: float
    supports: float
    contradicts: float


class PassageModel:
    """Reads passages for a claim. The same passage always gets the same answer, regardless of the others in the call."""

    def __init__(self, model: Path, threads: int) -> None:
        """``threads`` 0 uses all cores, each for different passages. Raise Unusable."""
        self._reader = CrossEncoder(model, longest=LONGEST, threads=threads)
        self._pairs = pair_model.load(threads=threads)

    def read(self, claim: str, passages: Sequence[str]) -> list[Reading]:
        """One answer a passage; about 3 ms for a sentence, 6 where it words the claim nearly as it does."""
        readings = []
        for passage, outputs in zip(passages, self._reader.outputs([(passage, claim) for passage in passages]), strict=True):
            speaks, stances = float(outputs[_SPEAKS]), cross_encoder.chances(outputs[:_SPEAKS])
            if self._pairs and share_of_words(claim, passage) >= NEAR:
                speaks, stances = max(speaks, 0.0), self._pairs.chances([(passage, claim)])[0]
            readings.append(Reading(speaks, float(stances[_SUPPORTS]), float(stances[_CONTRADICTS])))
        return readings


def load(*, threads: int = 0) -> PassageModel | None:
    """The passage model that comes with the program; None when it is missing or changed, with the reason in the log."""
    try:
        return _load(threads)
    except Unusable as error:
        _log.warning("no passage model, passages go by words and meaning alone: %s", error)
        return None


def problem() -> str | None:
    """Why the passage model cannot be used, in a sentence; None when it can. Reads the whole file, which takes about 50 ms."""
    return file_problem(MODEL, MODEL_SHA256, "passage model")


@lru_cache(maxsize=2)
def _load(threads: int) -> PassageModel:
    wrong = problem()
    if wrong:
        raise Unusable(wrong)
    return PassageModel(MODEL, threads)

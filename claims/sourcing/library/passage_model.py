"""The passage model: does a passage speak to a claim, and does it support or contradict it?

A cross-encoder that ``tests/benchmarks/passage_fit.py`` made from the pair model, on passages and claims labelled by hand; NOTICE says from what.
"""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from claims.matching.score import cross_encoder, pair_model
from claims.matching.score.cross_encoder import CrossEncoder, Outputs
from claims.matching.search.runtime import Unusable, file_problem
from claims.sourcing.library.passage_ranking import share_of_words

MODEL = Path(__file__).with_name("passage.onnx")
MODEL_SHA256 = "8826ebaed2e1eb2ad15e698abf6c0924dbd597cee632effe5ad3dcd7519afa02"

LONGEST = 160
"""Tokens of passage and claim together, as in fitting; the longer text is cut off to fit."""

NEAR = 0.70
"""The share of the claim's content words from which a passage words the claim nearly as it does. Only such a passage gets a stance, if the
pair model, which was fitted on such pairs, finds the same; and nothing speaks against showing it."""

LEAST_OF_PAIR = 0.80
"""The chance that the pair model must give a stance, too. A claim that stands in the passage word for word
is supported if the pair model finds that likeliest: "nobody can show that …" is not."""

_SUPPORTS, _CONTRADICTS, _SPEAKS = 0, 2, 3  # the columns of an answer; the one between is "neither"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the models make of a passage and a claim: the log-odds that it speaks to the claim, and the chances of each stance, 0..1.

    The chance of a stance is 0 where the passage words the claim too differently to tell, or where the two models disagree; that of
    "supports" is 1 where the claim stands in the passage word for word.
    """

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
        outputs = self._reader.outputs([(passage, claim) for passage in passages])
        return [self._reading(claim, passage, output) for passage, output in zip(passages, outputs, strict=True)]

    def _reading(self, claim: str, passage: str, output: Outputs) -> Reading:
        speaks = float(output[_SPEAKS])
        if self._pairs is None or share_of_words(claim, passage) < NEAR:
            return Reading(speaks, 0.0, 0.0)
        pair = self._pairs.chances([(passage, claim)])[0]
        agreed = np.where(pair >= LEAST_OF_PAIR, cross_encoder.chances(output[:_SPEAKS]), 0.0)
        if _words(claim) in _words(passage) and pair.argmax() == _SUPPORTS:
            agreed[_SUPPORTS] = 1.0
        return Reading(max(speaks, 0.0), float(agreed[_SUPPORTS]), float(agreed[_CONTRADICTS]))


def _words(text: str) -> str:
    """The words of a text alone, so that one text's words can be looked for in another's."""
    return " ".join(["", *re.findall(r"\w+", text.casefold()), ""])


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

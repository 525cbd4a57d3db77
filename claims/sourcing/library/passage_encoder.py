"""The passage encoder: claims and passages become directions in space, and a passage lies close to a claim that it bears on.

Two models, each with a vector of its own: the English one of the matching, all-MiniLM-L6-v2, and multilingual-e5-small (Wang et al. 2024,
https://arxiv.org/abs/2402.05672), which lays a claim close to passages in other languages, too. Both together find more than either
(docs/evidence.md). ``tests/benchmarks/passage_encoder_make.py`` wrote the second one's file; NOTICE says from what.
"""

import logging
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.matching.search import encoder as encoders
from claims.matching.search.encoder import Encoder
from claims.matching.search.folding import fold
from claims.matching.search.runtime import Unusable, file_problem, open_session
from claims.sourcing.library.pieces import UNKNOWN, Pieces

MODEL = Path(__file__).with_name("passage_encoder.onnx")
MODEL_SHA256 = "26d43640eb069dfeed56253d89dab177ffda0b340c4b1dd519819f829a21540c"

NAME = f"{encoders.NAME} and multilingual-e5-small-{MODEL_SHA256[:12]}"
"""Name of the two models, stored with a library."""

MODELS, DIMENSIONS = 2, 384
"""The vectors of a text, English first, and the numbers in each."""

LONGEST = 384
"""Pieces of a text that are read; a passage of four sentences has about 150, one of 2,000 characters in English about 450."""

_CLAIM, _PASSAGE = "query: ", "passage: "  # what the model learnt to expect before each

Vectors = NDArray[np.float32]

_log = logging.getLogger(__name__)


class PassageEncoder:
    """Turns claims and passages into unit vectors. The same text always gives the same vectors, regardless of the others in the call."""

    def __init__(self, english: Encoder, model: Path, threads: int) -> None:
        """``model`` is the file of the model for many languages; ``threads`` 0 uses all cores, each for different texts. Raise Unusable."""
        self._english = english
        self._session = open_session(model, 1, unpack=True)
        self._pieces = Pieces(self._session.get_modelmeta().custom_metadata_map["pieces"])
        self._cores = threads or os.cpu_count() or 1

    def encode_claim(self, claim: str) -> Vectors:
        """The vectors of a claim, shape (2, 384); about 10 ms."""
        return np.stack([self._english.encode([claim])[0], self._vector(_CLAIM + claim)])

    def encode_passages(self, passages: Sequence[str]) -> Vectors:
        """The vectors of passages, shape (len(passages), 2, 384); about 40 ms for 100 words on one core.

        The second vector is zero, which is near to nothing, for a passage in letters that the model does not read.
        """
        return np.stack([self._english.encode(passages), self._in_any_language(passages)], axis=1)

    def cosines(self, claim: str, texts: Sequence[str]) -> Vectors:
        """How near each text is to a claim in any language, -1..1; about 6 ms for a sentence on one core."""
        near: Vectors = self._in_any_language(texts) @ self._vector(_CLAIM + claim)
        return near

    def _in_any_language(self, passages: Sequence[str]) -> Vectors:
        with ThreadPoolExecutor(self._cores) as pool:
            rows = list(pool.map(self._vector, [_PASSAGE + passage for passage in passages]))
        return np.array(rows, np.float32).reshape(-1, DIMENSIONS)

    def _vector(self, text: str) -> Vectors:
        numbers = self._pieces.encode(fold(text), limit=LONGEST)
        if 2 * numbers.count(UNKNOWN) > len(numbers):
            return np.zeros(DIMENSIONS, np.float32)
        # One by one: eight-bit rounding goes by all that is in a batch.
        vector: Vectors = self._session.run(None, {"pieces": np.array([numbers], np.int64)})[0][0]
        return vector


def load(*, threads: int = 0) -> PassageEncoder | None:
    """The encoder that comes with the program; None when a model is missing or changed, with the reason in the log."""
    try:
        return _load(threads)
    except Unusable as error:
        _log.warning("no passage encoder, passages are found by words alone: %s", error)
        return None


def problem() -> str | None:
    """Why the file cannot be used, in a sentence; None when it can. Reads the whole file, which takes about 50 ms."""
    return file_problem(MODEL, MODEL_SHA256, "passage encoder")


@lru_cache(maxsize=2)
def _load(threads: int) -> PassageEncoder:
    wrong = problem()
    if wrong:
        raise Unusable(wrong)
    english = encoders.load(threads=threads)
    if english is None:
        raise Unusable("the English model is not there")
    return PassageEncoder(english, MODEL, threads)

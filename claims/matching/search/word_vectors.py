"""Words as directions in space: two that mean nearly the same (vacant, empty) lie near each other.

The vectors are those of all-MiniLM-L6-v2's first layer, cut to 64 numbers (``tests/benchmarks/word_vectors.py``).
"""

import logging
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.matching.search.runtime import Unusable, sha256_of, tokenizer
from claims.matching.search.wordpiece import WordPiece

FILE = Path(__file__).with_name("word_vectors.npy")
FILE_SHA256 = "b5275f843d90e77e0bf646d6f205d54f61d9ee41084a04785636dd3a2fb8d139"

DIMENSIONS = 64

REMEMBERED = 50_000
"""Words whose vectors are kept: 13 MB."""

WordVectors = NDArray[np.float32]

_UNKNOWN = 100  # the place of [UNK] in the vocabulary; its row is zero

_log = logging.getLogger(__name__)


def vectors_of(words: Sequence[str]) -> WordVectors:
    """A row of length 1 for each word in lower case, shape (len(words), 64); zeros for a word that the vocabulary cannot spell, or where
    the file is missing (the log says so).
    """
    try:
        return np.array([_vector(word) for word in words], np.float32).reshape(len(words), DIMENSIONS)
    except Unusable as error:
        _log.warning("words are compared by their letters alone: %s", error)
        return np.zeros((len(words), DIMENSIONS), np.float32)


@lru_cache(maxsize=REMEMBERED)
def _vector(word: str) -> WordVectors:
    table = _table()
    mean: WordVectors = table[_cutter().encode(word)[1:-1] or [_UNKNOWN]].mean(axis=0, dtype=np.float32)
    return mean / max(float(np.linalg.norm(mean)), 1e-9)


@lru_cache(maxsize=1)
def _cutter() -> WordPiece:
    return tokenizer()


@lru_cache(maxsize=1)
def _table() -> NDArray[np.int8]:
    if not FILE.is_file() or sha256_of(FILE) != FILE_SHA256:
        raise Unusable(f"{FILE} is missing or changed (SHA-256): install the program again.")
    table: NDArray[np.int8] = np.load(FILE, allow_pickle=False)
    return table

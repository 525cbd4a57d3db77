"""The meaning of passages, as vectors in two files: one bit per dimension to scan all, one byte per dimension to rank the nearest.

Each passage has a vector of the English model and one of the model that reads many languages. The scan compares the signs of the second, the
ranking uses both vectors: a passage takes 48 and 768 bytes, a million passages about 820 MB. The nearer two vectors are, the fewer of their
signs differ (Charikar 2002, https://doi.org/10.1145/509907.509965).
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.sourcing.library.passage_encoder import DIMENSIONS, MODELS, Vectors

_SCALE = 400.0  # the numbers of a unit vector seldom leave -0.3..0.3
_AT_ONCE = 16_384  # passages whose signs are compared in one go: 0.8 MB, which fits a core's cache
_WORDS = DIMENSIONS // 64
_BYTES = MODELS * DIMENSIONS


class Meanings:
    """The vectors of the first passages of an index, in order; later passages have none yet."""

    def __init__(self, folder: Path) -> None:
        """Uses the files of a folder, which need not exist yet."""
        self._signs, self._bytes = folder / "signs.bin", folder / "meanings.bin"

    def __len__(self) -> int:
        sizes = [path.stat().st_size if path.exists() else 0 for path in (self._signs, self._bytes)]
        return min(sizes[0] // (_WORDS * 8), sizes[1] // _BYTES)

    def append(self, vectors: Vectors) -> None:
        """Add the vectors of the next passages, shape (passages, 2, 384); one writer at a time. Anything a crash left half-written is cut off first."""
        ready = len(self)
        for path, rows, width in ((self._signs, _signs_of(vectors), _WORDS * 8), (self._bytes, _quantised(vectors), _BYTES)):
            with path.open("ab") as file:
                file.truncate(ready * width)
                file.write(rows.tobytes())

    def nearest(self, claim: Vectors, limit: int) -> list[int]:
        """The numbers of the passages whose signs agree most with those of a claim's vectors, best first."""
        total = len(self)
        if not total:
            return []
        signs = np.memmap(self._signs, np.uint64, "r", shape=(total, _WORDS))
        claim_signs = _signs_of(claim[None])[0]
        apart = np.empty(total, np.uint16)
        for first in range(0, total, _AT_ONCE):
            differing = np.bitwise_count(signs[first : first + _AT_ONCE] ^ claim_signs)
            part = apart[first : first + _AT_ONCE]
            np.add(differing[:, 0], differing[:, 1], out=part, dtype=np.uint16)  # by columns: twice as fast as a sum over each row
            for word in range(2, _WORDS):
                part += differing[:, word]
        # A count of each distance finds the limit in a fifth of the time that a partition takes.
        farthest = int(np.searchsorted(np.bincount(apart, minlength=DIMENSIONS + 1).cumsum(), min(limit, total)))
        near = np.flatnonzero(apart <= farthest)
        return [int(number) for number in near[np.argsort(apart[near], kind="stable")][:limit]]

    def cosines(self, claim: Vectors, numbers: NDArray[np.int64]) -> Vectors:
        """The cosines of each of these passages with a claim's vectors, -1..1, shape (passages, 2); NaN for a passage without vectors."""
        total = len(self)
        near = np.full((len(numbers), MODELS), np.nan, np.float32)
        ready = (numbers >= 0) & (numbers < total)
        if ready.any():
            rows = np.memmap(self._bytes, np.int8, "r", shape=(total, MODELS, DIMENSIONS))
            near[ready] = np.einsum("pmd,md->pm", rows[numbers[ready]].astype(np.float32), claim) / _SCALE
        return near


def _signs_of(vectors: Vectors) -> NDArray[np.uint64]:
    """The signs of the second vectors, 64 to a number."""
    packed: NDArray[np.uint64] = np.packbits(np.ascontiguousarray(vectors[:, -1]) > 0, axis=1).view(np.uint64)
    return packed


def _quantised(vectors: Vectors) -> NDArray[np.int8]:
    quantised: NDArray[np.int8] = np.clip(np.rint(vectors * _SCALE), -127, 127).astype(np.int8)
    return quantised

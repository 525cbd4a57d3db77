"""The hashes by which the grammar model looks up a spelling in its tables: Austin Appleby's MurmurHash, in the public domain."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_ALL = 0xFFFFFFFFFFFFFFFF
_MULTIPLY = 0xC6A4A7935BD1E995


@lru_cache(maxsize=100_000)
def of_text(text: str) -> int:
    """MurmurHash64A of the UTF-8 bytes, seed 1; 0..2^64-1."""
    data = text.encode("utf-8", "surrogatepass")
    whole = len(data) - len(data) % 8
    mixed = 1 ^ (len(data) * _MULTIPLY & _ALL)
    for at in range(0, whole, 8):
        block = int.from_bytes(data[at : at + 8], "little") * _MULTIPLY & _ALL
        block = (block ^ block >> 47) * _MULTIPLY & _ALL
        mixed = (mixed ^ block) * _MULTIPLY & _ALL
    if data[whole:]:
        mixed = (mixed ^ int.from_bytes(data[whole:], "little")) * _MULTIPLY & _ALL
    mixed = (mixed ^ mixed >> 47) * _MULTIPLY & _ALL
    return mixed ^ mixed >> 47


def places(keys: NDArray[np.uint64], seed: int) -> NDArray[np.uint32]:
    """Four 32-bit hashes for each key: MurmurHash3 (x64, 128 bits) of its eight bytes."""
    with np.errstate(over="ignore"):
        first = keys * np.uint64(0x87C37B91114253D5)
        first = (first << np.uint64(31)) | (first >> np.uint64(33))
        first = first * np.uint64(0x4CF5AD432745937F) ^ np.uint64(seed ^ 8)
        second = np.full_like(first, seed ^ 8)
        first = first + second
        second = second + first
        first, second = _scrambled(first), _scrambled(second)
        first = first + second
        second = second + first
    low = np.uint64(0xFFFFFFFF)
    return np.stack([first & low, first >> np.uint64(32), second & low, second >> np.uint64(32)], axis=1).astype(np.uint32)


def _scrambled(number: NDArray[np.uint64]) -> NDArray[np.uint64]:
    number = (number ^ number >> np.uint64(33)) * np.uint64(0xFF51AFD7ED558CCD)
    number = (number ^ number >> np.uint64(33)) * np.uint64(0xC4CEB9FE1A85EC53)
    return number ^ number >> np.uint64(33)

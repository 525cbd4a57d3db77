"""How much of what a claim says a passage has words for, the same or ones that mean nearly the same ("vacant", "empty")."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from claims.matching.search.folding import fold
from claims.matching.search.terms import is_commonest, stem
from claims.matching.search.word_vectors import WordVectors, vectors_of

LEAST_ALIKE = 0.3
"""The cosine of two words' vectors up to which they have nothing in common."""

MOST_FOR_ALIKE = 0.8
"""What a word with the same vector counts; the same stem counts 1."""

_WORD = re.compile(r"[^\W\d_]+|\d(?:[\d.,]*\d)?")
_REMEMBERED = 4_000  # passages whose words are kept: some 100 MB at most, as a passage has 2,000 characters


@dataclass(frozen=True, slots=True)
class Words:
    """The distinct words of a text that are not the commonest: their stems, and their vectors in the same order."""

    stems: tuple[str, ...]
    vectors: WordVectors


@dataclass(frozen=True, slots=True)
class Sought:
    """A claim's words, and how much each counts: the rarer in the store, the more."""

    words: Words
    weights: WordVectors


def sought(claim: str, weigh: Callable[[str], float]) -> Sought:
    """The words of a claim; ``weigh`` tells how informative a stem is in the store, from 0."""
    words = _words_of(claim)
    return Sought(words, np.array([weigh(name) for name in words.stems], np.float32))


def coverage(claim: Sought, text: str) -> float:
    """The share of a claim's words that a text has, 0..1, each counted by its weight."""
    total, words = float(claim.weights.sum()), _words_of(text)
    if not total or not words.stems:
        return 0.0
    alike = (claim.words.vectors @ words.vectors.T).max(axis=1)
    best = np.maximum(0.0, MOST_FOR_ALIKE * (alike - LEAST_ALIKE) / (1 - LEAST_ALIKE))
    there = set(words.stems)
    best[[name in there for name in claim.words.stems]] = 1.0
    return float(best @ claim.weights) / total


@lru_cache(maxsize=_REMEMBERED)
def _words_of(text: str) -> Words:
    stems: dict[str, str] = {}
    for word in dict.fromkeys(_WORD.findall(fold(text).lower())):
        if name := _telling_stem(word):
            stems.setdefault(name, word)
    return Words(tuple(stems), vectors_of(list(stems.values())))


@lru_cache(maxsize=100_000)
def _telling_stem(word: str) -> str | None:
    name = stem(word)
    return None if is_commonest(name) else name

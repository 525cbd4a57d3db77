"""The words of a text as the search uses them: lower case, without accents, reduced to their English stem."""

import math
from collections.abc import Iterable
from functools import lru_cache

import tantivy

from claims.matching.search.folding import fold
from claims.matching.search.runtime import VOCABULARY

ANALYZER = "claims"
"""The name under which the analyzer is registered with a tantivy index."""

PRIOR_TEXTS = 500
"""Texts of ordinary English that a store's word counts are mixed with; in a small store these determine which words are rare."""

_LONGEST = 60  # characters; longer words are links or noise
_FIRST_WORD = 1996  # line of "the" in BERT's uncased vocabulary, which lists words by frequency

_LETTERS = {"a": 0.9, "s": 0.3, "i": 0.2, "t": 0.1}  # words and word ends of one letter, which the vocabulary lists alphabetically


def analyzer() -> tantivy.TextAnalyzer:
    """Splits and stems every text that is indexed or searched for."""
    steps = (
        tantivy.Filter.remove_long(_LONGEST),
        tantivy.Filter.lowercase(),
        tantivy.Filter.ascii_fold(),
        tantivy.Filter.stemmer("english"),
    )
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in steps:
        builder = builder.filter(step)
    return builder.build()


_shared = analyzer()


def terms(text: str) -> list[str]:
    """The stems of a text in order: ``taxes`` and ``taxed`` both become ``tax``."""
    return list(_shared.analyze(encodable(fold(text))))


def encodable(text: str) -> str:
    """The text with a question mark for each lone surrogate, which neither UTF-8 nor the search can hold."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of one word; a word that the analyzer splits or drops comes back in lower case."""
    stems = _shared.analyze(encodable(word))
    return str(stems[0]) if len(stems) == 1 else word.lower()


@lru_cache(maxsize=1)
def _prior() -> dict[str, float]:
    # Zipf's law: the word of rank r makes up about 1/r of all words; a claim has some twenty words.
    shares = dict(_LETTERS)
    pieces = VOCABULARY.read_text(encoding="utf-8").split("\n") if VOCABULARY.is_file() else []
    for rank, piece in enumerate(pieces[_FIRST_WORD:], start=1):
        if piece.isalpha():
            name = stem(piece)
            shares[name] = min(0.95, shares.get(name, 0.0) + 2.0 / (rank + 1))
    return shares


def usual_share(term: str) -> float:
    """The share of ordinary English sentences of twenty words that contain a stem, 0..0.95 (estimated by Zipf's law)."""
    return _prior().get(term, 0.0)


def weight(term: str, holding: int, total: int) -> float:
    """How informative a stem is, from 0 (in every text) to about 12: the logarithm of its rarity in a store of ``total`` texts."""
    expected = holding + PRIOR_TEXTS * usual_share(term)
    return math.log1p((total + PRIOR_TEXTS - min(expected, total + PRIOR_TEXTS) + 0.5) / (expected + 0.5))


def is_common(term: str) -> bool:
    """Whether a stem is so common in English that sharing it means nothing: the, was, one, said."""
    return usual_share(term) > 0.008


def is_commonest(term: str) -> bool:
    """Whether a stem is one of the seventy or so that are too common to name or find anything: the, was, one."""
    return usual_share(term) > 0.03


def distinct(words: Iterable[str]) -> list[str]:
    """The words in their order, without repeats."""
    return list(dict.fromkeys(words))

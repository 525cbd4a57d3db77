"""BERT's uncased WordPiece: enough to feed all-MiniLM-L6-v2 without a tokenizer library.

Follows Devlin et al. 2018, https://arxiv.org/abs/1810.04805: clean up, lower case, drop accents, split at
punctuation and at CJK characters, then repeatedly take the longest piece that is in the vocabulary.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

MAX_TOKENS = 256
"""Tokens the model was trained on, including [CLS] and [SEP]; the rest of a text is cut off."""

_LONGEST_WORD = 100  # characters; BERT treats longer words as unknown
_ROOM = 40  # characters of text read per token kept, so that a text of 50 MB is not split to the end
_CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
_ASCII_PUNCTUATION = re.escape("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_WORDS = re.compile(rf"[{_CJK}]|[{_ASCII_PUNCTUATION}]|[^\s{_CJK}{_ASCII_PUNCTUATION}]+")


class WordPiece:
    """Turns texts into the numbers of a vocabulary. Safe to share between threads."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        """``vocabulary`` maps each piece to its number; ``##`` begins a piece that continues a word."""
        self._numbers = dict(vocabulary)
        self._unknown, self._first, self._last = (self._numbers[name] for name in ("[UNK]", "[CLS]", "[SEP]"))
        self._pieces = lru_cache(maxsize=100_000)(self._split)

    def encode(self, text: str, *, limit: int = MAX_TOKENS) -> list[int]:
        """The numbers of a text's pieces between [CLS] and [SEP], ``limit`` at most."""
        numbers = [self._first]
        for word in _words(text[: limit * _ROOM]):
            numbers += self._pieces(word)
            if len(numbers) >= limit:
                break
        return [*numbers[: limit - 1], self._last]

    def _split(self, word: str) -> tuple[int, ...]:
        if len(word) > _LONGEST_WORD:
            return (self._unknown,)
        numbers: list[int] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                number = self._numbers.get(("##" if start else "") + word[start:end])
                if number is not None:
                    numbers.append(number)
                    start = end
                    break
            else:
                return (self._unknown,)
        return tuple(numbers)


def _words(text: str) -> list[str]:
    clean = "".join(" " if char.isspace() else char for char in text if _kept(char))
    bare = "".join(char for char in unicodedata.normalize("NFD", clean.lower()) if unicodedata.category(char) != "Mn")
    words: list[str] = []
    for word in _WORDS.findall(bare):
        words += [word] if word.isalnum() else _at_punctuation(word)
    return words


def _kept(char: str) -> bool:
    return char.isspace() or not (char in "\0\ufffd" or unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co"))


def _at_punctuation(word: str) -> list[str]:
    spaced = "".join(f" {char} " if unicodedata.category(char).startswith("P") else char for char in word)
    return spaced.split()

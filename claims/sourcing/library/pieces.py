"""Words cut into the pieces of a unigram vocabulary, as SentencePiece cuts them: of all ways to cut a word, the most probable.

After Kudo 2018, https://arxiv.org/abs/1804.10959; Viterbi's algorithm finds the most probable.
"""

import math
import re
import unicodedata
from functools import lru_cache

BEGIN, END, UNKNOWN = 0, 2, 3
"""The numbers of the marks before and after a text, and of a letter that the vocabulary lacks."""

_MARKS = 4  # pieces that stand for no letters, first in the vocabulary
_WORD = "▁"  # begins the first piece of each word
_LONGEST_WORD = 100  # characters; a longer one is cut
_ROOM = 16  # characters of text read for each piece that may be kept; the rest of a long text is not read
_REMEMBERED_WORD = 24  # characters; a longer one, as in languages without spaces, hardly comes again
# They may stand in the middle of words: soft hyphens, zero-width letters, control characters.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_RARER = 10.0  # how much less probable an unknown letter is than the rarest piece, as a logarithm; SentencePiece's own figure


class Pieces:
    """Turns texts into the numbers of a vocabulary. Safe to share between threads."""

    def __init__(self, vocabulary: str) -> None:
        """``vocabulary`` has a line for each piece, in the order of their numbers: its letters, a tab, the logarithm of its probability."""
        lines = [line.rsplit("\t", 1) for line in vocabulary.split("\n")]
        self._known = {letters: (float(score), number) for number, (letters, score) in enumerate(lines) if number >= _MARKS}
        self._longest = max(map(len, self._known))
        self._unknown = (min(score for score, _ in self._known.values()) - _RARER, UNKNOWN)
        self._numbers = lru_cache(maxsize=100_000)(self._cut)

    def encode(self, text: str, *, limit: int) -> list[int]:
        """The numbers of a text's pieces between the two marks, ``limit`` at most."""
        numbers = [BEGIN]
        for word in unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)[: limit * _ROOM]).split():
            for start in range(0, len(word), _LONGEST_WORD):
                part = ("" if start else _WORD) + word[start : start + _LONGEST_WORD]
                numbers += self._numbers(part) if len(part) <= _REMEMBERED_WORD else self._cut(part)
            if len(numbers) >= limit:
                break
        return [*numbers[: limit - 1], END]

    def _cut(self, word: str) -> tuple[int, ...]:
        # Up to each letter: the score of the best way to get there, where its last piece begins, and that piece's number.
        best = [(0.0, 0, UNKNOWN)] + [(-math.inf, 0, UNKNOWN)] * len(word)
        for start in range(len(word)):
            for end in range(start + 1, min(start + self._longest, len(word)) + 1):
                piece = self._known.get(word[start:end]) or (self._unknown if end == start + 1 else None)
                if piece and best[start][0] + piece[0] > best[end][0]:
                    best[end] = (best[start][0] + piece[0], start, piece[1])
        numbers, end = [], len(word)
        while end:
            _, end, number = best[end]
            numbers.append(number)
        return tuple(reversed(numbers))

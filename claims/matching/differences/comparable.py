"""A text as the difference rules read it: words with their stems and positions, quantities and dates."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from claims.english.inflection import base
from claims.figures.quantities import Quantity, When, find, find_dates
from claims.matching.search.folding import fold
from claims.matching.search.normalise import tokens
from claims.matching.search.terms import is_commonest, stem
from claims.model import Difference, DifferenceKind

MOST_WORDS = 400
"""Words of a text that the rules look at; the time to align two texts grows with the product of their word counts."""

CLAUSE_END = re.compile(r"[,;:.!?—–]\s|\s[—–-]\s")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: ``form`` without case and contractions, ``root`` its stem, ``raw`` as written in the text."""

    form: str
    root: str
    start: int
    end: int
    raw: str
    number: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """What the rules need to know about one text. Compared by identity: ``read`` returns the same object for the same text."""

    text: str
    words: tuple[Word, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[When, ...]
    dated: bool  # whether the day of the statement is known
    roots: frozenset[str]
    named: frozenset[int] = field(default_factory=frozenset)  # positions of words whose capital is not just the start of a sentence

    def between(self, first: int, second: int) -> str:
        """The text between two words, given by their positions."""
        return self.text[self.words[first].end : self.words[second].start]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Start and end offset of the words from position ``first`` to ``last``."""
        return self.words[first].start, self.words[last].end

    def begins(self, position: int) -> bool:
        """Whether a word begins a sentence or a quotation, so that its capital means nothing."""
        return position == 0 or any(mark in self.between(position - 1, position) for mark in '.!?:"“‘\n')

    def form(self, position: int) -> str:
        """The form of the word at a position; empty before the first and after the last."""
        return self.words[position].form if 0 <= position < len(self.words) else ""


@lru_cache(maxsize=2_000)
def read(text: str, on: date | None, default: date) -> Wording:
    """Read a text published or said on day ``on``; ``default`` is used when that is unknown.

    Cached, because a query is compared with several claims in a row.
    """
    text = fold(text)
    dates = tuple(find_dates(text, on or default))
    quantities = tuple(find(text, dates))
    words = tuple(
        Word(token.form, root_of(token.form), token.start, token.end, text[token.start : token.end], token.form[0] == "#")
        for token in tokens(text, quantities)[:MOST_WORDS]
    )
    whole = Wording(text, words, quantities, dates, on is not None, frozenset(word.root for word in words))
    named = (
        () if is_shouted(words) else (position for position, word in enumerate(words) if _has_capital(word) and not whole.begins(position))
    )
    return replace(whole, named=frozenset(named))


def is_shouted(words: Sequence[Word]) -> bool:
    """Whether capitals mean nothing because every content word has one, as in a headline."""
    telling = [word for word in words if not (word.number or is_commonest(word.root)) and _LETTER.match(word.raw)]
    return len(telling) > 3 and all(word.raw[0].isupper() for word in telling)


def _has_capital(word: Word) -> bool:
    return word.raw[0].isupper() and not word.number and (len(word.raw) == 1 or not word.raw.isupper())


def pair_of(kind: DifferenceKind, ours: Word, theirs: Word) -> Difference:
    """A difference between one of our words and one of theirs."""
    return Difference(kind, ours.raw, theirs.raw, (ours.start, ours.end), (theirs.start, theirs.end))


@lru_cache(maxsize=50_000)
def root_of(form: str) -> str:
    """The stem of a word's base form in American spelling: ``colours`` and ``color`` have the same root, so do ``went`` and ``go``."""
    plain = form.removesuffix("'s").removesuffix("'")
    return stem(base(f"{plain[:-2]}r" if len(plain) > 5 and plain.endswith("our") else plain))

"""The facts in a sentence's words: figures, dates, names, quotations, denials, how sure it is and how far it reaches.

Two sentences with different facts are reported as changed, whatever a model says. The word lists err on the long side: a rewording
reported as changed costs a look, a change reported as a rewording costs a correction.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from claims.figures.quantity import Bound, Quantity
from claims.matching.differences import comparable
from claims.matching.differences.comparable import Wording
from claims.matching.differences.names import CALENDAR
from claims.matching.search.normalise import key
from claims.matching.search.terms import stem, usual_share
from claims.model import ChangedFact, FactKind

_NO_DAY = date(2001, 6, 13)  # any day works, because both versions are read as of the same day
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]{1,2000})[\"“”„«»]|(?<!\w)‘([^‘’]{1,500}(?:’\w[^‘’]{0,500}){0,20})’(?!\w)")
_DIGITS = re.compile(r"\d+")
_SUPERLATIVE = re.compile(r"\b\w{3,20}est\b")
_MANNER = re.compile(r"\b\w{3,20}ly\b")
_APOSTROPHES = str.maketrans("’‘ʼ`", "''''")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a sentence says that a rule can compare. The values of a kind come in the order of the sentence.

    ``unusual`` are words that no list of common English words has: lower-case or sentence-initial names, technical terms, typos.
    """

    values: dict[FactKind, tuple[str, ...]]
    unusual: frozenset[str]

    def changed_to(self, later: "Facts") -> tuple[ChangedFact, ...]:
        """Facts that only one of the two has, or that are in another order. Empty when the facts are the same."""
        changed_facts = []
        for kind, earlier in self.values.items():
            gone, come = _left_over(earlier, later.values[kind]), _left_over(later.values[kind], earlier)
            if gone or come:
                changed_facts.append(ChangedFact(kind, ", ".join(gone) or None, ", ".join(come) or None))
            elif kind in _IN_ORDER and _is_reordered(kind, earlier, later.values[kind]):
                changed_facts.append(ChangedFact(kind, ", ".join(earlier), ", ".join(later.values[kind])))
        if not changed_facts and self.unusual != later.unusual:
            gone, come = sorted(self.unusual - later.unusual), sorted(later.unusual - self.unusual)
            changed_facts.append(ChangedFact(FactKind.WORDS, ", ".join(gone) or None, ", ".join(come) or None))
        return tuple(changed_facts)


_IN_ORDER = (FactKind.FIGURE, FactKind.DATE, FactKind.NAME)
"""Kinds whose order matters: "from 5 to 7" and "from 7 to 5", "Brandt beat Mallory" and "Mallory beat Brandt"."""


def _is_reordered(kind: FactKind, earlier: Sequence[str], later: Sequence[str]) -> bool:
    if kind is not FactKind.FIGURE:
        common = set(earlier) & set(later)
        return [value for value in earlier if value in common] != [value for value in later if value in common]
    # Figures with different units cannot be confused: "up 4% at 61 rand" equals "at 61 rand, up 4%".
    units = {value.partition(" ")[2] for value in earlier}
    return any(
        [value for value in earlier if value.partition(" ")[2] == unit] != [value for value in later if value.partition(" ")[2] == unit]
        for unit in units
    )


@lru_cache(maxsize=2_000)
def facts_of(text: str) -> Facts:
    """The facts of a sentence, or of several sentences read as one."""
    read = comparable.read(text, None, _NO_DAY)
    counted = [*((quantity.start, quantity.end) for quantity in read.quantities), *((when.start, when.end) for when in read.dates)]
    plain = read.text.translate(_APOSTROPHES).lower()
    return Facts(
        {
            FactKind.FIGURE: _figures(read, counted),
            FactKind.DATE: tuple(_day(when.text) for when in read.dates),
            FactKind.NAME: _names(read),
            FactKind.QUOTE: tuple(key(match[1] or match[2]) for match in _QUOTED.finditer(text)),
            FactKind.NEGATION: _of_class(plain, "negation"),
            FactKind.CERTAINTY: _of_class(plain, "certainty"),
            FactKind.SCOPE: _of_class(plain, "scope") + _forms(_SUPERLATIVE, plain) + _forms(_MANNER, plain),
            FactKind.DIRECTION: _of_class(plain, "direction"),
        },
        frozenset(_name(word.form) for word in read.words if not word.number and usual_share(stem(_name(word.form))) == 0.0),
    )


def _figures(read: Wording, counted: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    loose = [match for match in _DIGITS.finditer(read.text) if not any(start <= match.start() < end for start, end in counted)]
    figures = [(quantity.start, _figure(quantity)) for quantity in read.quantities] + [(match.start(), match[0]) for match in loose]
    return tuple(words for _, words in sorted(figures))


def _figure(quantity: Quantity) -> str:
    size = f"{quantity.low:.12g}" if quantity.low == quantity.high else f"{quantity.low:.12g}-{quantity.high:.12g}"
    bound = "" if quantity.bound is Bound.EXACT else f"{quantity.bound}-"
    return f"{bound}{size} {quantity.unit}".strip()


def _day(text: str) -> str:
    return " ".join(text.lower().replace(".", "").split())


def _names(read: Wording) -> tuple[str, ...]:
    return tuple(
        _name(word.form)
        for position, word in enumerate(read.words)
        if word.raw[:1].isupper()
        and not word.number
        and not read.begins(position)
        and _name(word.form) not in CALENDAR
        and word.form not in ("i", "a")
    )


def _name(form: str) -> str:
    return form.removesuffix("'s").removesuffix("'")


_NO_FORM = frozenset(
    "west forest interest request protest arrest harvest guest rest test only early family july italy reply supply apply ally".split()
)


def _forms(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(match[0] for match in pattern.finditer(text) if match[0] not in _NO_FORM)


@cache
def _classes() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    table = tomllib.loads(Path(__file__).with_name("facts.toml").read_text(encoding="utf-8"))
    return {
        kind: tuple((name, re.compile(rf"(?<![\w'])(?:{'|'.join(words)})(?![\w'])")) for name, words in classes.items())
        for kind, classes in table.items()
    }


def _of_class(text: str, kind: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in _classes()[kind] for _ in pattern.finditer(text))


def _left_over(these: Iterable[str], those: Iterable[str]) -> list[str]:
    return list((Counter(these) - Counter(those)).elements())

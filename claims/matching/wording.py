"""A text as the rules about differences read it: words with their stems and places, quantities, dates, and what is negated."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from claims.matching.folding import fold
from claims.matching.inflection import base
from claims.matching.normalise import tokens
from claims.matching.terms import is_common, is_commonest, stem
from claims.model import Difference, DifferenceKind
from claims.reading.quantities import Quantity, When, find, find_dates

NEGATORS = frozenset(
    "not no never none nobody nothing neither nor without hardly barely scarcely cannot deny denies denied fail fails failed unable refuse refused refuses"
    " decline declines declined neglect neglected yet stop stops stopped cease ceases ceased quit avoid avoids avoided lack lacks lacked out rather instead"
    " false untrue baseless unfounded debunked fabricated impossible free zero #0 short non from claims reports allegations rumours rumors suggestions".split()
)
_BEFORE_TO = (
    "fail",
    "refus",
    "unable",
    "declin",
    "neglect",
    "yet",
    "impossible",
)  # they negate what they are followed by: "refused to sign"
_BEFORE_ING = ("stop", "ceas", "quit", "avoid")  # "stopped selling"
_SAID_OF = frozenset(
    "false untrue baseless unfounded debunked fabricated".split()
)  # "the rumour that … is false": they negate what stands before
_TOLD = frozenset("claims reports allegations rumours rumors suggestions".split())  # "rejected claims that"
_RULE = frozenset("rule rules ruled ruling".split())
_SAID_NO = frozenset("say says said vote votes voted cost costs".split())
_KEEPS = (
    "prevent",
    "kept",
    "keep",
    "stop",
    "block",
    "barr",
    "bar",
    "refrain",
    "prohibit",
    "discourag",
    "banned",
)  # "prevented the ship from leaving"
_IS = frozenset("is are was were been be".split())
_RAN = frozenset("run ran runs running".split())
_NOT_NEGATING = {("not", "only"), ("not", "just"), ("not", "merely"), ("no", "doubt"), ("nothing", "but"), ("not", "least"),
    ("not", "forget"), ("not", "wait"), ("not", "sure"), ("not", "worry"), ("not", "miss"), ("no", "wonder"),
}  # fmt: skip
MOST_WORDS = 400
"""Words of a text that the rules look at; aligning two texts takes time in proportion to the product of their words."""

_LETTER = re.compile(r"[^\W\d_]")
_REACH = 4  # content words after a negator that it may negate
CLAUSE_END = re.compile(r"[,;:.!?—–]\s|\s[—–-]\s")
_BRITISH = (("isation", "ization"), ("ise", "ize"), ("our", "or"), ("tre", "ter"))


@dataclass(frozen=True, slots=True)
class Word:
    """One word: ``form`` without case and contractions, ``root`` its stem, ``raw`` as it stands in the text."""

    form: str
    root: str
    start: int
    end: int
    raw: str
    number: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """What the rules need to know of one text. Two are equal only when they are one object: ``read`` gives the same one again."""

    text: str
    words: tuple[Word, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[When, ...]
    dated: bool  # whether the day on which it was said is known
    roots: frozenset[str]
    negators: tuple[int, ...]  # places in words
    named: frozenset[int] = field(default_factory=frozenset)  # places with a capital that does not only begin a sentence
    negated: frozenset[int] = field(default_factory=frozenset)

    def between(self, first: int, second: int) -> str:
        """What stands between two words, given by their places."""
        return self.text[self.words[first].end : self.words[second].start]

    def begins(self, place: int) -> bool:
        """Whether a word begins a sentence or a quotation, so that its capital says nothing."""
        return place == 0 or any(mark in self.between(place - 1, place) for mark in '.!?:"“‘\n')


@lru_cache(maxsize=2_000)
def read(text: str, on: date | None, default: date) -> Wording:
    """Read a text that was said on a day; ``default`` stands in for an unknown one.

    Remembered, because the text that is asked about is compared with several claims in a row.
    """
    text = fold(text)
    dates = tuple(find_dates(text, on or default))
    quantities = tuple(find(text, dates))
    words = tuple(
        Word(one.form, root_of(one.form), one.start, one.end, text[one.start : one.end], one.form[0] == "#")
        for one in tokens(text, quantities)[:MOST_WORDS]
    )
    negators = tuple(place for place, word in enumerate(words) if _negates(words, place))
    whole = Wording(text, words, quantities, dates, on is not None, frozenset(word.root for word in words), negators)
    named = frozenset() if is_shouted(words) else frozenset(n for n, word in enumerate(words) if _has_capital(word) and not whole.begins(n))
    # The word right after a negator is negated too when it is a common one: "not open".
    negated = frozenset(place for first in negators for place in (*scope(whole, first), first + 1))
    return replace(whole, named=named, negated=negated)


def is_shouted(words: Sequence[Word]) -> bool:
    """Whether capitals say nothing, because every telling word has one: a headline."""
    telling = [word for word in words if not (word.number or is_commonest(word.root)) and _LETTER.match(word.raw)]
    return len(telling) > 3 and all(word.raw[0].isupper() for word in telling)


def _has_capital(word: Word) -> bool:
    return word.raw[0].isupper() and not word.number and (len(word.raw) == 1 or not word.raw.isupper())


Block = tuple[range, range]
"""Words of one text that stand where the other text has others."""


@lru_cache(maxsize=500)
def replaced(ours: Wording, theirs: Wording) -> list[Block]:
    """The stretches in which two texts differ when the rest is laid side by side."""
    matcher = SequenceMatcher(None, [word.root for word in ours.words], [word.root for word in theirs.words], autojunk=False)
    return [(range(a, b), range(c, d)) for name, a, b, c, d in matcher.get_opcodes() if name == "replace"]


def pair_of(kind: DifferenceKind, one: Word, other: Word) -> Difference:
    """A difference between a word of ours and one of theirs."""
    return Difference(kind, one.raw, other.raw, (one.start, one.end), (other.start, other.end))


def either_way(rule: Callable[[Wording, Wording], list[Difference]], ours: Wording, theirs: Wording) -> list[Difference]:
    """What a one-sided rule finds, whichever text is the one that it speaks of."""
    return rule(ours, theirs) or [one.turned() for one in rule(theirs, ours)]


def scope(text: Wording, negator: int) -> list[int]:
    """The places of the content words that a negator may negate, the nearest first: the next few of its clause."""
    if text.words[negator].form in _SAID_OF:
        return _told_before(text, negator)
    found: list[int] = []
    reach = 1 if text.words[negator].form in ("without", "non") else _REACH
    for place in range(negator + 1, len(text.words)):
        if len(found) == reach or CLAUSE_END.search(text.between(place - 1, place)):
            break
        word = text.words[place]
        if not is_common(word.root) or word.number:
            found.append(place)
    return found


def _told_before(text: Wording, negator: int) -> list[int]:
    found: list[int] = []
    for place in range(negator - 1, -1, -1):
        if len(found) == _REACH or CLAUSE_END.search(text.between(place, place + 1)):
            break
        if not is_common(text.words[place].root):
            found.append(place)
    return found


def _negates(words: tuple[Word, ...], place: int) -> bool:
    form = words[place].form
    following = words[place + 1].form if place + 1 < len(words) else ""
    before = words[place - 1].form if place else ""
    if form not in NEGATORS or (form, following) in _NOT_NEGATING or (words[place].raw == "No" and following.isdigit()):
        return False
    if form == "not" and following in ("know", "believe") and before in ("do", "did", "may", "might"):
        # "You may not know that …", "I do not believe it": nothing is denied of what follows.
        return not {"you", "i", "we"} & {word.form for word in words[max(0, place - 3) : place]}
    if form in ("not", "never") and "until" in _clause_after(words, place):
        return False  # "did not open until May": it opened in May
    if form == "not" and before == "and" and following in ("a", "an", "the", "in", "on", "at", "by"):
        return False  # "a dog and not a wolf"
    if form == "nor":
        return "neither" not in [word.form for word in words[:place]]
    if form in ("no", "nothing") and before in _SAID_NO:
        return False  # "said no to", "costs nothing": an opposite, not a denial
    if form == "no" and {"except", "besides", "apart"} & {word.form for word in words[place:]}:
        return False  # "no airport except": only that one
    if form == "zero":
        return following in ("proof", "evidence", "sign", "signs", "chance", "basis")
    if form == "short":
        return following == "of" and before.startswith("stop")
    if form == "from":
        return following.endswith("ing") and any(word.form.startswith(_KEEPS) for word in words[max(0, place - _REACH) : place])
    if form in _TOLD:
        return before.startswith(("reject", "dismiss")) and following == "that"
    if form.startswith("den"):
        return following in ("that", "any") or following.endswith("ing")
    if form == "free":
        return following in ("of", "from") and before not in ("set", "sets", "setting")
    if form in _SAID_OF:
        return before in _IS
    if form in ("rather", "instead"):
        return following == {"rather": "than", "instead": "of"}[form]
    if form == "out":
        return (before in _RAN and following == "of") or before in _RULE
    if form.startswith(_BEFORE_ING):
        return following.endswith("ing") or (form.startswith("ceas") and following == "to")
    return not form.startswith(_BEFORE_TO) or following == "to"


def _clause_after(words: tuple[Word, ...], place: int) -> list[str]:
    return [word.form for word in words[place + 1 : place + 1 + 3 * _REACH]]


@lru_cache(maxsize=50_000)
def root_of(form: str) -> str:
    """The stem of a word's base form, American spelling: ``colours`` and ``color`` are one, as are ``went`` and ``go``."""
    plain = form.removesuffix("'s").removesuffix("'")
    for british, american in _BRITISH:
        if len(plain) > len(british) + 2 and plain.endswith(british):
            plain = plain.removesuffix(british) + american
    return stem(base(plain))

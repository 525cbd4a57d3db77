"""Whether two texts name different people, places or bodies in the same role."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from claims.matching.differences.comparable import Word, Wording, is_shouted
from claims.matching.search.terms import is_common, stem, usual_share
from claims.model import Difference, DifferenceKind

_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
TITLES, CALENDAR = (frozenset(_WORDS[name].split()) for name in ("titles", "calendar"))
KNOWN = frozenset(f"{_WORDS['known']} {_WORDS['peoples']}".replace("|", " ").split())
_PEOPLES = {
    stem(name): tuple(stem(same) for same in row.split() if same != name) for row in _WORDS["peoples"].split("|") for name in row.split()
}
_FULL_NAMES = {stem(short): stem(full) for short, full in (pair.split("/") for pair in _WORDS["short_names"].split())}
_DEMONYMS = ("ian", "an", "ean", "ese", "ish", "i", "er", "ic", "s")
_LONG_ENOUGH = 6  # letters of a name from which one added, missing or changed letter counts as a typo
_BREAK = re.compile(r"[,;:.!?()\[\]\"“”—–]")


@dataclass(frozen=True, slots=True)
class Name:
    """Adjacent capitalised words: word positions ``first`` up to, not including, ``last``."""

    first: int
    last: int
    roots: tuple[str, ...]


def name_differences(ours: Wording, theirs: Wording) -> list[Difference]:
    """The only names that the texts do not share, or two that share a part but cannot be the same. At most one difference."""
    left = [name for name in names(ours, theirs) if not _is_in(name, theirs)]
    right = [name for name in names(theirs, ours) if not _is_in(name, ours)]
    if not left or not right:
        return []
    are_alone = len(left) == len(right) == 1
    for our_name in left:
        for their_name in right:
            if (are_alone or set(our_name.roots) & set(their_name.roots)) and not _same_name(our_name, their_name):
                return [_difference(ours, our_name, theirs, their_name)]
    return []


def names(text: Wording, counterpart: Wording) -> list[Name]:
    """The names of a text, without titles. ``counterpart`` helps to tell a name from a word that merely begins a sentence."""
    if is_shouted(text.words):
        return []
    all_names: list[Name] = []
    start = None
    for position in range(len(text.words) + 1):
        inside = position < len(text.words) and _is_name(text, position, counterpart)
        inside = inside or (start is not None and _is_joint(text, position, counterpart))
        if start is not None and (not inside or _BREAK.search(text.between(position - 1, position))):
            all_names += _name(text, start, position)
            start = None
        if inside and start is None:
            start = position
    return all_names


def _is_joint(text: Wording, position: int, counterpart: Wording) -> bool:
    # "Court of Appeal", "Bank of England": one name. "Mayor of Belmar" is a title and a name.
    if position + 1 >= len(text.words) or text.words[position].form != "of" or text.words[position - 1].form.rstrip(".") in TITLES:
        return False
    return _is_name(text, position + 1, counterpart)


def _name(text: Wording, first: int, last: int) -> Iterator[Name]:
    # A state before a title belongs to the title: "U.S. Sen. Brandt".
    while first < last and (
        _is_title(text, first) or (first + 1 < last and text.words[first].form in KNOWN and _is_title(text, first + 1))
    ):
        first += 1
    if first < last:
        yield Name(first, last, tuple(word.root for word in text.words[first:last] if word.form != "of"))


def _is_title(text: Wording, position: int) -> bool:
    return text.words[position].form.rstrip(".") in TITLES


def _is_name(text: Wording, position: int, counterpart: Wording) -> bool:
    word = text.words[position]
    if word.number or word.raw[-1].isdigit() or not word.raw[0].isupper() or word.form in CALENDAR or word.raw in ("I", "A"):
        return False
    if not text.begins(position) or (len(word.raw) > 1 and word.raw.isupper()):
        return True
    if word.form in KNOWN or any(
        w.form == word.form and w.raw[0].isupper() and not counterpart.begins(n) for n, w in enumerate(counterpart.words)
    ):
        return True
    if word.form.endswith("'s") and not is_common(word.root):
        return True
    follows = text.words[position + 1] if position + 1 < len(text.words) else None
    beside = (
        follows is not None and follows.raw[0].isupper() and not follows.number and not _BREAK.search(text.between(position, position + 1))
    )
    return (beside and not is_common(word.root)) or _is_unusual(word)


def _is_unusual(word: Word) -> bool:
    return usual_share(word.root) == 0.0 and word.form.isalpha()


def _is_in(name: Name, text: Wording) -> bool:
    return all(is_like(root, text.roots) for root in name.roots) or _initials(name) in {word.form for word in text.words}


def is_like(root: str, roots: frozenset[str]) -> bool:
    """Whether a stem is among ``roots``, or another form of one: "Chinese" and "China", "American" and "United States"."""
    if root in roots or any(_demonym(root, known_root) for known_root in roots if known_root[:3] == root[:3]):
        return True
    return any(known_root in roots for known_root in _PEOPLES.get(root, ()))


def _demonym(root: str, known_root: str) -> bool:
    short, long = sorted((root, known_root), key=len)
    alike = len(short) - 2 if len(short) > 4 else len(short)
    return long[:alike] == short[:alike] and len(long) - len(short) <= 4 and len(short) >= 4 and long.endswith(_DEMONYMS)


def _initials(name: Name) -> str:
    return "".join(root[0] for root in name.roots) if len(name.roots) > 1 else "\0"


def _same_name(ours: Name, theirs: Name) -> bool:
    # "Brandt" and "Ana Brandt" can be the same person, "Ruth Brandt" and "Ana Brandt" cannot; "Tom" is Thomas, "Malinger" is Mallinger.
    left, right = set(ours.roots) - set(theirs.roots), set(theirs.roots) - set(ours.roots)
    if not left or not right:
        return True
    return len(left) == len(right) and all(any(_same_word(first, second) for second in right) for first in left)


def _same_word(ours: str, theirs: str) -> bool:
    if min(len(ours), len(theirs)) >= _LONG_ENOUGH and Levenshtein.distance(ours, theirs, score_cutoff=1) == 1:
        return True
    return _FULL_NAMES.get(ours, ours) == _FULL_NAMES.get(theirs, theirs)


def _difference(ours: Wording, our_name: Name, theirs: Wording, their_name: Name) -> Difference:
    spans = ours.span(our_name.first, our_name.last - 1), theirs.span(their_name.first, their_name.last - 1)
    return Difference(DifferenceKind.NAME, ours.text[slice(*spans[0])], theirs.text[slice(*spans[1])], *spans)

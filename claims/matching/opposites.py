"""Words that turn a statement round: negation, and direction (rose, fell)."""

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from claims.matching.inflection import forms, is_superlative
from claims.matching.terms import is_common, stem
from claims.matching.wording import CLAUSE_END, Word, Wording, either_way, pair_of, root_of, scope
from claims.model import Difference, DifferenceKind

LIST = Path(__file__).with_name("opposites.txt")
"""The axes: words that point one way, and words that point the other."""


def _read_list() -> tuple[dict[str, list[tuple[int, int]]], frozenset[int]]:
    # Which axis a form of a word stands on, and on which side, and which axes are converse. Two words in a row are joined by "_".
    sides: dict[str, list[tuple[int, int]]] = {}
    rows = [line for line in LIST.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    for number, row in enumerate(rows):
        for sign, words in zip((1, -1), row.removeprefix("~").split("|"), strict=True):
            for word in words.split():
                first, _, second = word.partition("_")
                for form in forms(first):
                    place = (number, sign)
                    found = sides.setdefault(f"{form}_{second}" if second else form, [])
                    if place not in found and (number, -sign) not in found:
                        found.append(place)
    return sides, frozenset(number for number, row in enumerate(rows) if row.startswith("~"))


_SIDES, _CONVERSE = _read_list()
_AFTER_ONLY = {  # words that show a direction only after certain others
    "for": "vote votes voted voting campaign campaigned spoke argue argued".split(),
    "up": "go goes went gone going is was are were be been moved".split(),
}
_AFTER_ONLY["down"] = _AFTER_ONLY["up"]
_ENDED = frozenset(
    stem(word) for word in "lose stop end cease abolish scrap drop withdraw quit ban former close discontinue remove leave".split()
)
_DOUBLED_WITHIN = 3  # words after a negator in which another one takes it back
_NONE: frozenset[int] = frozenset()
_NOBODY = ("no", "none", "nobody", "nothing")
_SUFFERED = ("beaten", "defeated")  # who is beaten loses
_BE = ("is", "are", "was", "were", "be", "been", "being", "got")

_EMPTY = ("longer", "single", "ever", "actually", "really")  # "no longer charges", "not a single member": what is denied comes after
_CANNOT = re.compile(r"(?:un|in|im|ir|il|non)-?[a-z]{3,20}[ai]ble")
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")


def negation_differences(ours: Wording, theirs: Wording) -> list[Difference]:
    """Where one text denies what the other says."""
    left, right = _negations(ours, theirs), _negations(theirs, ours)
    if len(left) == len(right):
        return []
    left, right = _without_doubled(ours, left), _without_doubled(theirs, right)
    if len(left) == len(right):
        return []
    found = []
    for place in left or right:
        text, other = (ours, theirs) if left else (theirs, ours)
        if _is_said(text, place, other):
            word = text.words[place]
            span = (word.start, word.end)
            mine = Difference(DifferenceKind.NEGATION, word.raw, None, span, None)
            found.append(mine if left else Difference(DifferenceKind.NEGATION, None, word.raw, None, span))
    return found[:1]


def _negations(text: Wording, other: Wording) -> list[int]:
    # A prefix negates only what the other text says without it: "unsafe" where the other has "safe".
    if {"wrong", "false"} & {word.form for word in other.words}:
        return list(text.negators)  # "disproved", "proved wrong"
    prefixed = [place for place, word in enumerate(text.words) if word.root not in other.roots and _said_without_prefix(word.form, other)]
    if not text.negators and other.negators:
        # "Impassable", "cannot be used".
        prefixed += [place for place, word in enumerate(text.words) if _CANNOT.fullmatch(word.form) and word.root not in other.roots]
    return sorted({*text.negators, *prefixed})


def _without_doubled(text: Wording, places: list[int]) -> list[int]:
    # "Has not failed to pay" has paid; "not a single house was undamaged": all were damaged.
    kept: list[int] = []
    for place in places:
        if kept and text.words[place - 1].form in ("and", "or") and text.words[place].form == text.words[kept[-1]].form:
            continue  # "no bank and no post office" is one denial
        if kept and _is_doubled(text, kept[-1], place):
            kept.pop()
        else:
            kept.append(place)
    return kept


def _is_doubled(text: Wording, first: int, second: int) -> bool:
    if any(CLAUSE_END.search(text.between(place - 1, place)) for place in range(first + 1, second + 1)):
        return False
    between = {word.form for word in text.words[first + 1 : second]}
    of_nobody = text.words[first].form in _NOBODY or (text.words[first].form == "not" and "single" in between)
    of_nobody = of_nobody or text.words[second].form == "without"  # "must not drink it without boiling it"
    return not between & {"and", "or", "but"} and (of_nobody or second - first <= _DOUBLED_WITHIN)


def _said_without_prefix(form: str, other: Wording) -> bool:
    if not form.startswith(_PREFIXES) or form.startswith("immigra"):  # migrants too
        return False
    rests = [form[len(prefix) :].lstrip("-") for prefix in _PREFIXES if form.startswith(prefix) and len(form) > len(prefix) + 3]
    return any(word.form in rests for word in other.words) or any(root_of(rest) in other.roots for rest in rests)


def _is_said(text: Wording, place: int, other: Wording) -> bool:
    if place not in text.negators:
        return True
    near = scope(text, place)
    following = [word.form for word in text.words[place + 1 : place + 4]]
    if _ENDED & other.roots and (text.words[place].form == "without" or following[:1] == ["longer"]):
        return False  # "no longer has a majority", "lost its majority"
    if {"this", "so", "as"} & set(following) and any(is_superlative(word.form) for word in other.words):
        return False  # "have not been this high since", "the highest since"
    if _is_superlative(text, place, other) or denies_opposite(text, place, other):
        return False
    # Where nothing follows ("It did not."), what stands before it is what is denied.
    told = [one for one in near if text.words[one].form not in _EMPTY][:1]
    if not near and place + 1 < len(text.words) and not CLAUSE_END.search(text.between(place, place + 1)):
        told = [*range(place + 1, min(place + 3, len(text.words)))]  # common words only: "will not come back"
    return any(_is_told(text, one, other) for one in told) or (not told and place > 0)


def _is_told(text: Wording, place: int, other: Wording) -> bool:
    # In the same word, or in one of the same side: "has not been retracted", "has withdrawn".
    if text.words[place].root in other.roots:
        return True
    sides = set(_sides(text, place))
    return bool(sides) and any(sides.intersection(_sides(other, n)) for n in range(len(other.words)))


def denies_opposite(text: Wording, place: int, other: Wording) -> bool:
    """Whether what a negator denies is the opposite of what the other text says: "not open", "closed"; "none died", "all survived"."""
    near = scope(text, place)
    last = place + 3 if not near else near[-1] + 1 if text.words[place].form in _NOBODY else near[0] + 1
    return any(_says_otherwise(word, other) for word in text.words[place + 1 : last])


def _says_otherwise(word: Word, other: Wording) -> bool:
    # "Not open" where the other text says "closed": that is one thing said twice.
    if word.root in other.roots:
        return False
    turned = {(axis, -sign) for axis, sign in _SIDES.get(word.form, ())}
    return any(turned.intersection(_sides(other, place)) for place in range(len(other.words)) if place not in other.negated)


def _is_superlative(text: Wording, place: int, other: Wording) -> bool:
    # "No building is taller than the tower": it is the tallest.
    if text.words[place].form not in _NOBODY or "than" not in (word.form for word in text.words[place:]):
        return False
    # "Pays less than any other town": no town pays less.
    beyond_all = any([one.form, following.form] == ["any", "other"] for one, following in pairwise(other.words))
    return beyond_all or any(is_superlative(word.form) or word.form == "most" for word in other.words)


def direction_differences(ours: Wording, theirs: Wording) -> list[Difference]:
    """Where one text says up and the other down. A negated word counts as its opposite."""
    left, right = _directions(ours), _directions(theirs)
    for axis in left.keys() & right.keys():
        # What both say alike stands for nothing here: "the old school is growing", "the old school is shrinking".
        one, other = _without_shared(left[axis], right[axis]), _without_shared(right[axis], left[axis])
        if one and other and not {sign for sign, _ in one} & {sign for sign, _ in other}:
            first, second = one[0][1], other[0][1]
            # The same word on both sides: one is negated, which is told elsewhere, or they go on differently ("go up", "go down").
            if first.root != second.root or not (ours.negators or theirs.negators):
                return [pair_of(DifferenceKind.DIRECTION, first, second)]
    return either_way(_less_differences, ours, theirs)


def _less_differences(ours: Wording, theirs: Wording) -> list[Difference]:
    # "Less salty", "saltier".
    for word, following in pairwise(ours.words):
        if word.form == "less" and not is_common(following.root):
            compared = {form for form in forms(following.form) if form.endswith("er")}
            one = next(
                (
                    one
                    for n, one in enumerate(theirs.words)
                    if one.form in compared or (one.form == following.form and n and theirs.words[n - 1].form == "more")
                ),
                None,
            )
            if one:
                return [pair_of(DifferenceKind.DIRECTION, word, one)]
    return []


def axes(text: Wording, place: int) -> frozenset[int]:
    """The axes of ``opposites.txt`` on which a word stands."""
    return _all_axes(text)[place]


def are_converse(ours: Wording, place: int, theirs: Wording, other: int) -> bool:
    """Whether two words say one thing of parties that change sides: bought from, sold to."""
    both = set(_sides(ours, place)) & {(axis, -sign) for axis, sign in _sides(theirs, other)}
    return any(axis in _CONVERSE for axis, _ in both)


Turns = list[tuple[int, Word]]
"""Words of one axis, each with the side it says: 1 or -1."""


def _without_shared(ours: Turns, theirs: Turns) -> Turns:
    said = {(sign, word.root) for sign, word in theirs}
    return [(sign, word) for sign, word in ours if (sign, word.root) not in said]


def _directions(text: Wording) -> dict[int, Turns]:
    found: dict[int, Turns] = {}
    for place, word in enumerate(text.words):
        before = text.words[place - 1].form if place else ""
        for axis, sign in _sides(text, place):
            if (word.form == "most" and before != "the") or before not in _AFTER_ONLY.get(word.form, (before,)):
                continue
            turned = (place in text.negated and not _is_beyond_compare(text, place)) ^ _is_suffered(text, place, before)
            found.setdefault(axis, []).append((-sign if turned else sign, word))
    return found


def _is_suffered(text: Wording, place: int, before: str) -> bool:
    # Who "was beaten 3-1" lost; where it is said by whom, the other party won, as in "beat".
    following = [word.form for word in text.words[place + 1 : place + 4]]
    return text.words[place].form in _SUFFERED and before in _BE and "by" not in following


def _is_beyond_compare(text: Wording, place: int) -> bool:
    # "No building is taller than the tower" says tall of the tower.
    return "than" in [word.form for word in text.words[place + 1 : place + 3]] and any(
        text.words[one].form in _NOBODY for one in text.negators
    )


def _sides(text: Wording, place: int) -> list[tuple[int, int]]:
    return _all_sides(text)[place]


@lru_cache(maxsize=2_000)
def _all_axes(text: Wording) -> list[frozenset[int]]:
    return [frozenset([axis for axis, _ in sides]) if sides else _NONE for sides in _all_sides(text)]


@lru_cache(maxsize=2_000)
def _all_sides(text: Wording) -> list[list[tuple[int, int]]]:
    # "call off" is another word than "call": what stands on the list in two words counts as these two. A name says nothing by its words:
    # Mount Jorra, the West Bank.
    plain = [word.form.removesuffix("'s").removesuffix("'") for word in text.words]
    pairs = {place for place, two in enumerate(pairwise(plain)) if "_".join(two) in _SIDES}
    found: list[list[tuple[int, int]]] = []
    for place, form in enumerate(plain):
        if place in text.named or place - 1 in pairs:
            found.append([])
        elif place in pairs:
            found.append(_SIDES[f"{form}_{plain[place + 1]}"])
        else:
            found.append([*_SIDES.get(form, ()), *(_SIDES.get(form[:-2], ()) if form.endswith("ly") else ())])
    return found

"""How much a statement covers: all or some, always or sometimes, only one or several, the first or the second."""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from claims.matching.inflection import base, is_superlative
from claims.matching.opposites import denies_opposite
from claims.matching.wording import Word, Wording, either_way, pair_of
from claims.model import Difference, DifferenceKind

_AMOUNT = {
    "all": "all every each everyone everybody entire whole everything entirely both throughout wholly complete completely nationwide exclusively unanimously unanimous",
    "most": "most majority mostly mainly predominantly",
    "half": "half",
    "some": "some several many part parts partly partially portion fraction certain numerous",
    "few": "few minority little handful",
    "none": "none nobody",
}
_FREQUENCY = {
    "always": "always constantly invariably",
    "usually": "usually often frequently repeatedly regularly",
    "sometimes": "sometimes occasionally",
    "rarely": "rarely seldom",
    "never": "never",
}
_RANK = {"last": "last final"}


def _by_word(classes: Mapping[str, str]) -> dict[str, str]:
    return {word: name for name, words in classes.items() for word in words.split()}


_SCOPES = {"amount": _by_word(_AMOUNT), "frequency": _by_word(_FREQUENCY), "rank": _by_word(_RANK)}
_AMOUNTS = _SCOPES["amount"]
_THEM = frozenset("the them these those its their his her".split())
_PERCENT = re.compile(r"#(?:(\w+):)?(\d+(?:\.\d+)?)_%")
_PHRASES = {
    "frequency": {
        ("every", "time"): "always",
        ("each", "time"): "always",
        ("every", "case"): "always",
        ("a", "rule"): "usually",
        ("just", "once"): "once",
        ("only", "once"): "once",
    },
    "amount": {("small", "share"): "few"},
}
_HARDLY = ("hardly", "almost", "practically", "barely", "scarcely")
_ONLY = frozenset("only solely exclusively".split())
_UNIVERSAL = frozenset(
    "all every each any everyone everybody anyone whole entire both throughout daily wholly always several mostly mainly alike".split()
)
_SPANS = ("day", "week", "month", "year", "time", "night")
_AMONG = frozenset("several many other two three four five dozens among".split())


def scope_differences(ours: Wording, theirs: Wording) -> list[Difference]:
    """Where one text says all and the other some, or always and sometimes, or first and last."""
    for sort in _SCOPES:
        left, right = dict(_scopes(ours, sort)), dict(_scopes(theirs, sort))
        if sort == "rank":
            left, right = left | _ordinals(ours), right | _ordinals(theirs)
            if ("last" in left) is ("last" in right):
                continue
        if left and right and not left.keys() & right.keys() and not (_none_of_opposite(ours, theirs) or _none_of_opposite(theirs, ours)):
            return [pair_of(DifferenceKind.SCOPE, next(iter(left.values())), next(iter(right.values())))]
    rules = (_only_differences, _one_of_all, _only_of_all)
    return next((found for rule in rules if (found := either_way(rule, ours, theirs))), []) or _standing_differences(ours, theirs)


def _none_of_opposite(ours: Wording, theirs: Wording) -> bool:
    # "None of them died", "all survived".
    return any(_AMOUNTS.get(ours.words[place].form) == "none" and denies_opposite(ours, place, theirs) for place in ours.negators)


def _only_differences(ours: Wording, theirs: Wording) -> list[Difference]:
    # "The only hospital" against "one of several hospitals".
    for place, word in enumerate(ours.words[:-1]):
        if word.form in ("only", "sole") and place and ours.words[place - 1].form == "the":
            following = {one.root for one in ours.words[place + 1 : place + 4]}
            for other, one in enumerate(theirs.words):
                if one.form in _AMONG and following & {near.root for near in theirs.words[other + 1 : other + 5]}:
                    return [pair_of(DifferenceKind.SCOPE, word, one)]
    return []


def _one_of_all(ours: Wording, theirs: Wording) -> list[Difference]:
    # "One member", "two members" against "every member": the same noun after both.
    for place, word in enumerate(ours.words[:-1]):
        noun = ours.words[place + 1]
        denied = place and ours.words[place - 1].form in ("no", "a") and any(one < place for one in ours.negators)
        if not (word.raw.lower() == "single" or _is_count(word)) or noun.number or denied:
            continue
        for one, following in pairwise(theirs.words):
            if _AMOUNTS.get(one.form) in ("all", "most") and following.root == noun.root and noun.root not in _SPANS:
                return [pair_of(DifferenceKind.SCOPE, word, one)]
    return []


def _is_count(word: Word) -> bool:
    return word.number and word.form[1:].isdigit() and not (word.raw.isdigit() and 1500 <= int(word.raw) <= 2100)


def _only_of_all(ours: Wording, theirs: Wording) -> list[Difference]:
    # "Only women may apply" against "both men and women may apply".
    said = {word.form for word in ours.words}
    if said & _UNIVERSAL or any(_is_only(theirs, n) for n in range(len(theirs.words))):
        return []
    one = next((word for n, word in enumerate(ours.words) if _is_only(ours, n) and n - 1 not in ours.negators), None)
    other = next((word for word in theirs.words if word.form in _UNIVERSAL), None)
    if one is None or other is None:
        return []
    return [pair_of(DifferenceKind.SCOPE, one, other)]


def _is_only(text: Wording, place: int) -> bool:
    # "Just to supermarkets"; "just" before a verb or a number says something else.
    form, following = text.words[place].form, text.words[place + 1].form if place + 1 < len(text.words) else ""
    return form in _ONLY or (form == "just" and following in ("to", "for", "in", "on", "by"))


def _standing_differences(ours: Wording, theirs: Wording) -> list[Difference]:
    # "The largest producer", "the second largest", "one of the largest".
    for place, word in enumerate(ours.words):
        if (
            word.form == "#1_ordinal"
            or (not word.number and is_superlative(word.form))
            or (word.form == "most" and place and ours.words[place - 1].form != "at")
        ):
            other = next((n for n, one in enumerate(theirs.words) if one.form == word.form), None)
            if other is not None and _standing(ours, place)[0] != _standing(theirs, other)[0]:
                return [pair_of(DifferenceKind.SCOPE, _standing(ours, place)[1], _standing(theirs, other)[1])]
    return []


def _standing(text: Wording, place: int) -> tuple[str, Word]:
    before = [word.form for word in text.words[max(0, place - 3) : place]]
    if before[-1:] and before[-1].endswith("_ordinal"):
        return before[-1], text.words[place - 1]
    if place > 2 and before[-2:] == ["of", "the"] and text.words[place - 3].raw.lower() in ("one", "some", "among"):
        return "among", text.words[place - 3]
    return "first", text.words[place]


def _share(text: Wording, place: int) -> str | None:
    # "One of the two engines", "one page of the website", "just one", "two of the three", "60% of".
    word = text.words[place]
    before = text.words[place - 1].form if place else ""
    following = [one.form for one in text.words[place + 1 : place + 4]]
    size = _PERCENT.fullmatch(word.form)
    if size and following[:1] == ["of"]:
        over, share = size[1] == "over", float(size[2])
        return "all" if share == 100 else "most" if share > 50 or (over and share == 50) else "half" if share == 50 else "some"
    if not word.form[1:].isdigit() or before in ("every", "each", "single", "all"):
        return None
    if word.form == "#1" and before in ("not", "just", "only"):
        return "none" if before == "not" else "some"
    of_them = any(one == "of" and other in _THEM for one, other in pairwise(following))
    return "some" if of_them and not any(is_superlative(one) or one == "most" for one in following) else None


@lru_cache(maxsize=6_000)
def _scopes(text: Wording, sort: str) -> Mapping[str, Word]:
    found: dict[str, Word] = {}
    for place, word in enumerate(text.words):
        dated = any(when.start < word.end and word.start < when.end for when in text.dates)
        name = None if dated or place in text.named else _class_of(text, place, sort)
        if name:
            found.setdefault(name, word)
    return found


def _class_of(text: Wording, place: int, sort: str) -> str | None:
    word = text.words[place]
    before = text.words[place - 1].form if place else ""
    after = text.words[place + 1].form if place + 1 < len(text.words) else ""
    name = _SCOPES[sort].get(word.raw.lower().split()[-1] if word.number else word.form)
    name = _PHRASES.get(sort, {}).get((word.form, after), name)
    if sort == "amount" and word.number:
        name = _share(text, place) or name
    if before in _HARDLY and (name == "none" or word.form in ("any", "anyone", "anybody")):
        return "few"
    return name and _as_said(text, place, name, before, after)


def _as_said(text: Wording, place: int, name: str, before: str, after: str) -> str | None:
    # What the words beside it make of a word: "not all" are some, "nearly all" are most, "at most" and "each other" are none of these.
    form = text.words[place].form
    if (form == "most" and before in ("the", "at") and after != "of") or (form == "all" and before in ("at", "after", "in", "above")):
        return None
    if (form == "each" and after == "other") or (form == "part" and base(before) == "take"):
        return None
    if (form == "few" and before == "a") or (name == "all" and after.endswith("_ordinal")):  # "every second household"
        return "some"
    if name == "always" and before == "not":
        return "usually"
    if name == "all" and before in ("not", "nearly", "almost", "virtually", "practically"):
        return "some" if before == "not" else "most"
    if name == "none" and any(one > place for one in text.negators):
        return "all"  # "nobody denies"
    return name


def _ordinals(text: Wording) -> dict[str, Word]:
    return {word.form: word for word in reversed(text.words) if word.number and word.form.endswith("_ordinal")}

"""Who does what to whom, told from the order of the words: two parties with their roles exchanged, another body or subject in the same place."""

from collections.abc import Iterable

from claims.matching.inflection import is_past
from claims.matching.names import KNOWN, is_like
from claims.matching.terms import is_common
from claims.matching.wording import CLAUSE_END, Word, Wording
from claims.model import Difference, DifferenceKind

_BE = frozenset("is are was were be been being am get gets got".split())
_OPENS = frozenset("that said says say who which when while because although though if whether and but".split())  # begins another clause
_MUTUAL = frozenset(
    "meet marri agre resembl equal border face play fight debat divorc merg collid match share differ talk unit clash sign join ally cooper"
    " compet border trade negoti speak argu".split()
)  # stems of verbs that are said of both sides alike
_BODIES = frozenset(
    "ministry department minister secretary union court committee commission agency board authority council parliament university institute"
    " association federation office service spokesman spokeswoman ministers officials".split()
)
_DEGREE = frozenset("less fewer more".split())
_NO_KIND = frozenset(
    "new old local whole own main big former ex current acting senior chief leading top same other another entire latest next last second first"
    " government government's country's nation's city's town's state's the a an its their our powerful independent".split()
)  # words before a body that do not tell which body it is

Parties = tuple[frozenset[str], frozenset[str]]
"""Stems of who does something, and of whom it is done to."""


def role_differences(ours: Wording, theirs: Wording) -> list[Difference]:
    """Parties whose roles are exchanged around a verb; else another body, or another subject, where all beside it is the same."""
    for place, word in enumerate(ours.words):
        if is_past(word.form) and not is_common(word.root) and word.root not in _MUTUAL:
            for other, one in enumerate(theirs.words):
                if one.root == word.root and (found := _exchanged(ours, _around(ours, place), theirs, _around(theirs, other))):
                    return [found]
    return _other_body(ours, theirs) or _other_subject(ours, theirs)


def compared_the_other_way(ours: Wording, theirs: Wording) -> Difference | None:
    """The parties of a comparison, when they stand on the other sides of "than" in the other text."""
    left, right = _place_of("than", ours), _place_of("than", theirs)
    if left is None or right is None:
        return None
    return _exchanged(ours, _sides(ours, left), theirs, _sides(theirs, right))


def _place_of(form: str, text: Wording) -> int | None:
    return next((place for place, word in enumerate(text.words) if word.form == form), None)


def _around(text: Wording, verb: int) -> Parties | None:
    before, after = _sides(text, verb)
    if not any(word.form in _BE for word in text.words[max(0, verb - 2) : verb]):
        return before, after
    agent = next((place for place in range(verb + 1, min(verb + 6, len(text.words))) if text.words[place].form == "by"), None)
    if agent is None:
        return None  # "was sued": nobody says by whom
    return _stems(text, range(agent + 1, _end(text, agent))), before


def _sides(text: Wording, pivot: int) -> Parties:
    return _stems(text, range(_start(text, pivot), pivot)), _stems(text, range(pivot + 1, _end(text, pivot)))


def _start(text: Wording, pivot: int) -> int:
    for place in range(pivot - 1, -1, -1):
        if text.words[place].form in _OPENS or CLAUSE_END.search(text.between(place, place + 1)):
            return place + 1
    return 0


def _end(text: Wording, pivot: int) -> int:
    for place in range(pivot + 1, len(text.words)):
        if text.words[place].form in _OPENS or CLAUSE_END.search(text.between(place - 1, place)):
            return place
    return len(text.words)


def _stems(text: Wording, places: Iterable[int]) -> frozenset[str]:
    words = [text.words[one] for one in places]
    return frozenset(word.root for word in words if word.form in KNOWN or not (word.number or is_common(word.root) or word.form in _DEGREE))


def _exchanged(ours: Wording, left: Parties | None, theirs: Wording, right: Parties | None) -> Difference | None:
    if left is None or right is None:
        return None
    doers, others = _without(left[0], right[0]), _without(right[0], left[0])
    done_to, others_to = _without(left[1], right[1]), _without(right[1], left[1])
    if not (doers and others and _all_in(doers, others_to) and _all_in(others, done_to)):
        return None
    return _named(ours, _first(ours, doers), theirs, _first(theirs, others))


def _without(stems: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    return frozenset(one for one in stems if not is_like(one, others))


def _all_in(stems: frozenset[str], others: frozenset[str]) -> bool:
    return all(is_like(one, others) for one in stems)


def _first(text: Wording, stems: frozenset[str]) -> Word:
    return next(word for word in text.words if word.root in stems)


def _other_body(ours: Wording, theirs: Wording) -> list[Difference]:
    left, right = _bodies(ours), _bodies(theirs)
    for body in left.keys() & right.keys():
        one, other = left[body], right[body]
        if one and other and not is_like(one.root, theirs.roots) and not is_like(other.root, ours.roots):
            return [_named(ours, one, theirs, other)]
    return []


def _bodies(text: Wording) -> dict[str, Word | None]:
    # What kind of body each is ("health" of "health ministry"); None when several of one sort are named.
    found: dict[str, Word | None] = {}
    for place, word in enumerate(text.words):
        if word.form in _BODIES and place:
            kind = text.words[place - 1]
            if kind.form not in _NO_KIND and not is_common(kind.root) and not kind.number and not is_past(kind.form):
                found[word.root] = None if word.root in found else kind
    return found


def _other_subject(ours: Wording, theirs: Wording) -> list[Difference]:
    # "Toyota bought the firm", "Honda bought the firm": at the head of a sentence a capital says nothing, but no article stands before either.
    if min(len(ours.words), len(theirs.words)) < 3:
        return []
    one, other = ours.words[0], theirs.words[0]
    verbs = ours.words[1], theirs.words[1]
    if verbs[0].root != verbs[1].root or not is_past(verbs[0].form) or not (_bare(one) and _bare(other)):
        return []
    if is_like(one.root, theirs.roots) or is_like(other.root, ours.roots):
        return []
    return [_named(ours, one, theirs, other)]


def _bare(word: Word) -> bool:
    return word.raw[0].isupper() and word.raw.isalpha() and not is_common(word.root) and not word.form.endswith(("s", "ly", "ing", "ed"))


def _named(ours: Wording, one: Word, theirs: Wording, other: Word) -> Difference:
    return Difference(DifferenceKind.NAME, one.raw, other.raw, (one.start, one.end), (other.start, other.end))

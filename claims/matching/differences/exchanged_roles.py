"""Who does what to whom, read from the word order: two parties that have exchanged their roles."""

from collections.abc import Iterable, Iterator
from itertools import islice

from claims.english.inflection import may_be_past
from claims.matching.differences.comparable import CLAUSE_END, Word, Wording, pair_of
from claims.matching.differences.names import CALENDAR, is_like
from claims.matching.search.terms import is_common, is_commonest
from claims.model import Difference, DifferenceKind

_BE = frozenset("is are was were be been being am get gets got".split())
_OPENS = frozenset("that said says say who which when while because although though if whether and but".split())  # begins another clause
_MUTUAL = frozenset(
    "meet marri agre resembl equal border face play fight debat divorc merg collid match share differ talk unit clash sign join ally cooper"
    " compet trade negoti speak argu leas rent let lie".split()
)  # stems of verbs that hold for both sides alike
_TURNS = frozenset("more less fewer ahead behind before after above below".split())
_MOST_PIVOTS = 60  # pairs of words around which two texts are compared; two sentences of news seldom have ten
_AGENT_WITHIN = 6  # words after a verb in which "by" names who did it

Parties = tuple[frozenset[str], frozenset[str]]
"""Stems of the doer, and stems of whom or what it is done to."""


def role_differences(ours: Wording, theirs: Wording) -> list[Difference]:
    """Two parties that changed sides around the same verb or "than": "A sued B", "B sued A". At most one difference."""
    if _turns(ours) != _turns(theirs):
        return []  # "taller than" and "shorter than" with exchanged parties agree; "taller than" in both texts does not
    for our_pivot, their_pivot in islice(_pivots(ours, theirs), _MOST_PIVOTS):
        left, right = _around(ours, our_pivot), _around(theirs, their_pivot)
        exchanged = _exchanged(ours, left, theirs, right) if left and right else None
        if exchanged:
            return [exchanged]
    return []


def _pivots(ours: Wording, theirs: Wording) -> Iterator[tuple[int, int]]:
    for our_position, word in enumerate(ours.words):
        if word.root in _MUTUAL or not (word.form == "than" or _is_verb(ours, our_position)):
            continue
        for their_position, same in enumerate(theirs.words):
            is_verb = not is_common(word.root) and _is_verb(theirs, their_position)
            if same.root == word.root and (word.form == "than" or is_verb):
                yield our_position, their_position


def _is_verb(text: Wording, position: int) -> bool:
    form = text.words[position].form
    if form in _BE or (position and text.between(position - 1, position) == "-"):
        return False
    going_on = form.endswith("ing") and text.form(position - 1) in _BE  # "is suing"
    # "Selvania owes": a verb in the present tense after a name.
    present = position > 0 and form.endswith("s") and text.words[position].raw.islower() and text.words[position - 1].raw[0].isupper()
    return may_be_past(form) or going_on or present


def _turns(text: Wording) -> frozenset[str]:
    forms = {word.form for word in text.words}
    return frozenset(form for form in forms if form in _TURNS or ("than" in forms and form.endswith("er")))


def _around(text: Wording, pivot: int) -> Parties | None:
    before, after = range(_start(text, pivot), pivot), range(pivot + 1, _end(text, pivot))
    is_passive = may_be_past(text.form(pivot)) and {text.form(pivot - 1), text.form(pivot - 2)} & _BE
    if not is_passive:
        return _stems(text, before), _stems(text, after)
    agent = next((position for position in range(pivot + 1, pivot + _AGENT_WITHIN) if text.form(position) == "by"), None)
    if agent is None:
        return None  # "was sued": the text does not say by whom
    return _stems(text, range(agent + 1, _end(text, agent))), _stems(text, before)


def _start(text: Wording, pivot: int) -> int:
    for position in range(pivot - 1, -1, -1):
        if CLAUSE_END.search(text.between(position, position + 1)) or (_opens(text, position) and not _is_cleft(text, position)):
            return position + 1
    return 0


def _end(text: Wording, pivot: int) -> int:
    for position in range(pivot + 1, len(text.words)):
        if _opens(text, position) or CLAUSE_END.search(text.between(position - 1, position)):
            return position
    return len(text.words)


def _opens(text: Wording, position: int) -> bool:
    return text.form(position) in _OPENS and (text.form(position), text.form(position + 1)) != ("that", "of")


def _is_cleft(text: Wording, opening: int) -> bool:
    # "It was Brandt who sued", "Norhaven was the country that invaded": the doer stands before "who".
    before = {text.form(position) for position in range(max(0, opening - 5), opening)}
    return text.form(opening) in ("who", "that", "which") and bool(before & _BE)


def _stems(text: Wording, places: Iterable[int]) -> frozenset[str]:
    words = [text.words[position] for position in places if text.words[position].form not in CALENDAR]
    return frozenset(word.root for word in words if not (word.number or word.form.isdigit() or is_commonest(word.root)))


def _exchanged(ours: Wording, left: Parties, theirs: Wording, right: Parties) -> Difference | None:
    # Parties that changed sides between the texts, in both directions. A word of only one text ("the airline") says nothing about roles.
    left, right = _also_in(left, theirs), _also_in(right, ours)
    our_doers, their_doers = _without(left[0], right[0]), _without(right[0], left[0])
    done_to, others_to = _without(left[1], right[1]), _without(right[1], left[1])
    if our_doers and their_doers and _without(our_doers, others_to) == _without(their_doers, done_to) == frozenset():
        return pair_of(DifferenceKind.NAME, _first(ours, our_doers), _first(theirs, their_doers))
    return None


def _also_in(parties: Parties, counterpart: Wording) -> Parties:
    before, after = (frozenset(stem for stem in stems if is_like(stem, counterpart.roots)) for stems in parties)
    return before, after


def _without(stems: frozenset[str], known_stems: frozenset[str]) -> frozenset[str]:
    return frozenset(stem for stem in stems if not is_like(stem, known_stems))


def _first(text: Wording, stems: frozenset[str]) -> Word:
    # Prefer a name: "the chain Grono".
    return text.words[min((position not in text.named, position) for position, word in enumerate(text.words) if word.root in stems)[1]]

"""Who does what to whom, told from the order of the words: two parties with their roles exchanged, another body or subject in the same place."""

from collections.abc import Iterable, Iterator
from itertools import islice

from claims.matching.inflection import may_be_past
from claims.matching.names import CALENDAR, KNOWN, is_like
from claims.matching.opposites import are_converse, axes
from claims.matching.terms import is_common, is_commonest
from claims.matching.wording import CLAUSE_END, Word, Wording, pair_of
from claims.model import Difference, DifferenceKind

_BE = frozenset("is are was were be been being am get gets got".split())
_AUXILIARY = frozenset("has have had will would is was are were".split())
_OPENS = frozenset("that said says say who which when while because although though if whether and but".split())  # begins another clause
_MUTUAL = frozenset(
    "meet marri agre resembl equal border face play fight debat divorc merg collid match share differ talk unit clash sign join ally cooper"
    " compet border trade negoti speak argu".split()
)  # stems of verbs that are said of both sides alike
_BODIES = frozenset(
    "ministry department minister secretary union court committee commission agency board authority council parliament university institute"
    " association federation office service spokesman spokeswoman ministers officials".split()
)
_PREPOSITIONS = frozenset("from to for in on at with after before during".split())
_NOW = frozenset("now today currently nowadays present".split())
_BOTH_WAYS = frozenset("leas rent let".split())  # who leases from somebody, and who leases to somebody
_MOST_PIVOTS = 60  # pairs of words around which two texts are compared; two sentences of news seldom have ten
_AGENT_WITHIN = 6  # words after a verb in which "by" tells who did it
_NO_KIND = frozenset(
    "new old local whole own main big former ex current acting senior chief leading top same other another entire latest next last second first"
    " government government's country's nation's city's town's state's the a an its their our powerful independent".split()
)  # words before a body that do not tell which body it is

Parties = tuple[frozenset[str], frozenset[str]]
"""Stems of who does something, and of whom it is done to."""


def exchanged_parties(ours: Wording, theirs: Wording) -> tuple[Difference | None, bool]:
    """Two parties that stand on the other sides of what is said of them, and whether that makes opposites one claim: "A sold to B", "B bought from A"."""
    found, turned = _other_way(ours, theirs), _now_and_then(ours, theirs)
    for place, other in islice(_pivots(ours, theirs), _MOST_PIVOTS):
        left, right = _around(ours, place), _around(theirs, other)
        if left is None or right is None:
            continue
        exchanged, whole = _exchanged(ours, left, theirs, right)
        if exchanged and are_converse(ours, place, theirs, other):
            return None, True
        turned = turned or (exchanged is not None and ours.words[place].form == "than")
        if exchanged and whole and not found and (_is_relation(ours, place, theirs, other) or _are_named(ours, theirs, exchanged)):
            found = exchanged
    return found, turned


def _now_and_then(ours: Wording, theirs: Wording) -> bool:
    # "Lower than it was five years ago", "five years ago it was higher than now".
    compared = [{word.form for word in text.words[_than(text) :]} for text in (ours, theirs)]
    return all("than" in forms for forms in compared) and bool(_NOW & compared[0]) is not bool(_NOW & compared[1])


def _than(text: Wording) -> int:
    return next((place for place, word in enumerate(text.words) if word.form == "than"), len(text.words))


def _other_way(ours: Wording, theirs: Wording) -> Difference | None:
    # "From Belmar to Corvale", "from Corvale to Belmar".
    left, right = _route(ours), _route(theirs)
    if left and right and left[0].root == right[1].root and left[1].root == right[0].root and left[0].root != left[1].root:
        return pair_of(DifferenceKind.NAME, left[0], right[0])
    return None


def _route(text: Wording) -> tuple[Word, Word] | None:
    for place in range(len(text.words) - 3):
        forms = [word.form for word in text.words[place : place + 6]]
        if forms[0] == "from" and "to" in forms[2:5]:
            end = place + forms.index("to", 2)
            if place + 1 in text.named and end + 1 in text.named:
                return text.words[place + 1], text.words[end + 1]
    return None


def _is_relation(ours: Wording, place: int, theirs: Wording, other: int) -> bool:
    # "Sued" and "sued", "than" and "than". Of "killed" and "died", or "free" and "free", only names are held to their sides.
    one, same = ours.words[place], theirs.words[other]
    return one.root == same.root and (one.form == "than" or (_is_verb(ours, place) and _is_verb(theirs, other) and not is_common(one.root)))


def _are_named(ours: Wording, theirs: Wording, parties: Difference) -> bool:
    named = {text.words[place].raw for text in (ours, theirs) for place in text.named}
    return parties.ours in named and parties.theirs in named


def other_party(ours: Wording, theirs: Wording) -> list[Difference]:
    """Another body, or another subject, where all beside it is the same."""
    return _other_body(ours, theirs) or _other_subject(ours, theirs)


def _pivots(ours: Wording, theirs: Wording) -> Iterator[tuple[int, int]]:
    told_alike = _is_passive(ours) == _is_passive(theirs)
    turned = {word.form for word in ours.words} ^ {word.form for word in theirs.words} >= {"from", "to"}
    for place, word in enumerate(ours.words):
        on = axes(ours, place)
        verb = _is_verb(ours, place)
        if (
            word.root in _MUTUAL
            or (turned and word.root in _BOTH_WAYS)
            or (place and ours.between(place - 1, place) == "-")
            or not (on or verb or word.form == "than")
        ):
            continue
        for other, one in enumerate(theirs.words):
            verbs = verb and _is_verb(theirs, other)
            alike = one.root == word.root and (verbs or on or word.form == "than")
            if (alike or on & axes(theirs, other)) and (told_alike or verbs):
                yield place, other


def _is_verb(text: Wording, place: int) -> bool:
    form = text.words[place].form
    going_on = form.endswith("ing") and place > 0 and text.words[place - 1].form in _BE  # "is suing"
    return form not in _BE and form not in _AUXILIARY and (may_be_past(form) or going_on or _is_act(text, place))


def _is_act(text: Wording, place: int) -> bool:
    # "Selvania owes": a verb in the present, after a name.
    word = text.words[place]
    return place > 0 and word.form.endswith("s") and word.raw.islower() and word.form not in _BE and text.words[place - 1].raw[0].isupper()


def _is_passive(text: Wording) -> bool:
    return any(
        word.form == "by" and any(may_be_past(text.words[n].form) and _has_be(text, n) for n in range(max(0, place - _AGENT_WITHIN), place))
        for place, word in enumerate(text.words)
    )


def _has_be(text: Wording, verb: int) -> bool:
    return any(word.form in _BE for word in text.words[max(0, verb - 2) : verb])


def _around(text: Wording, verb: int) -> Parties | None:
    before, after = range(_start(text, verb), verb), range(verb + 1, _end(text, verb))
    if not may_be_past(text.words[verb].form) or not _has_be(text, verb):
        # "Edgar Toll's predecessor" is the predecessor of Edgar Toll.
        owner = range(_owner(text, verb), verb)
        return _stems(text, verb, range(before.start, owner.start)), _stems(text, verb, (*owner, *after))
    agent = next((place for place in range(verb + 1, min(verb + _AGENT_WITHIN, len(text.words))) if text.words[place].form == "by"), None)
    if agent is None:
        return None  # "was sued": nobody says by whom
    # "Bought by the library from a collector": the library did it, of the collector.
    rest = next((n for n in range(agent + 2, _end(text, agent)) if text.words[n].form in _PREPOSITIONS), _end(text, agent))
    return _stems(text, verb, range(agent + 1, rest)), _stems(text, verb, (*before, *range(rest, _end(text, agent))))


def _owner(text: Wording, pivot: int) -> int:
    if not pivot or not text.words[pivot - 1].form.endswith(("'s", "s'")):
        return pivot
    first = pivot - 1
    while first - 1 in text.named:
        first -= 1
    return first


def _start(text: Wording, pivot: int) -> int:
    for place in range(pivot - 1, -1, -1):
        if CLAUSE_END.search(text.between(place, place + 1)):
            return place + 1
        if _opens(text, place) and not _is_cleft(text, place):
            return place + 1
    return 0


def _opens(text: Wording, place: int) -> bool:
    # "That of Belmar" opens no clause.
    following = text.words[place + 1].form if place + 1 < len(text.words) else ""
    return text.words[place].form in _OPENS and (text.words[place].form, following) != ("that", "of")


def _is_cleft(text: Wording, opening: int) -> bool:
    # "It was Brandt who sued", "Norhaven was the country that invaded": who does it stands before "who".
    return text.words[opening].form in ("who", "that", "which") and any(
        word.form in _BE for word in text.words[max(0, opening - 5) : opening]
    )


def _end(text: Wording, pivot: int) -> int:
    for place in range(pivot + 1, len(text.words)):
        if _opens(text, place) or CLAUSE_END.search(text.between(place - 1, place)):
            return place
    return len(text.words)


def _stems(text: Wording, pivot: int, places: Iterable[int]) -> frozenset[str]:
    words = [text.words[one] for one in places if not _says_how(text, pivot, one) and text.words[one].form not in CALENDAR]
    return frozenset(
        word.root for word in words if word.form in KNOWN or not (word.number or word.form.isdigit() or is_commonest(word.root))
    )


def _says_how(text: Wording, pivot: int, place: int) -> bool:
    # "Taller", beside "than", or another word of the pivot's own sort, is no party.
    on = axes(text, place)
    return bool(on and (on & axes(text, pivot) or text.words[place].form.endswith(("er", "more", "less"))))


def _exchanged(ours: Wording, left: Parties, theirs: Wording, right: Parties) -> tuple[Difference | None, bool]:
    # The parties on other sides, and whether both are; one alone counts only where nobody keeps a side.
    # What one text alone says ("the airline") tells nothing of who stands where.
    left, right = _also_in(left, theirs), _also_in(right, ours)
    doers, others = _without(left[0], right[0]), _without(right[0], left[0])
    done_to, others_to = _without(left[1], right[1]), _without(right[1], left[1])
    kept = left[0] - doers or left[1] - done_to
    if not (_all_in(doers, others_to) and _all_in(others, done_to)) or not (doers and others if kept else doers or others):
        return None, False
    return pair_of(DifferenceKind.NAME, _first(ours, doers or done_to), _first(theirs, others or others_to)), bool(doers and others)


def _also_in(parties: Parties, other: Wording) -> Parties:
    before, after = (frozenset(one for one in stems if is_like(one, other.roots)) for stems in parties)
    return before, after


def _without(stems: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    return frozenset(one for one in stems if not is_like(one, others))


def _all_in(stems: frozenset[str], others: frozenset[str]) -> bool:
    return all(is_like(one, others) for one in stems)


def _first(text: Wording, stems: frozenset[str]) -> Word:
    # A name, if there is one among them: "the chain Grono".
    held = [(place not in text.named, place) for place, word in enumerate(text.words) if word.root in stems]
    return text.words[min(held)[1]]


def _other_body(ours: Wording, theirs: Wording) -> list[Difference]:
    left, right = _bodies(ours), _bodies(theirs)
    for body in left.keys() & right.keys():
        mine = [one for one in left[body] if not is_like(one.root, theirs.roots)]
        other = [one for one in right[body] if not is_like(one.root, ours.roots)]
        if len(mine) == len(other) == 1:
            return [pair_of(DifferenceKind.NAME, mine[0], other[0])]
    return []


def _bodies(text: Wording) -> dict[str, list[Word]]:
    # What kind of body each is: "health" of "health ministry".
    found: dict[str, list[Word]] = {}
    for place, word in enumerate(text.words):
        if word.form in _BODIES and place:
            kind = text.words[place - 1]
            if kind.form not in _NO_KIND and not is_common(kind.root) and not kind.number and not may_be_past(kind.form):
                found.setdefault(word.root, []).append(kind)
    return found


def _other_subject(ours: Wording, theirs: Wording) -> list[Difference]:
    # "Toyota bought the firm", "Honda bought the firm": at the head of a sentence a capital says nothing, but no article stands before either.
    if min(len(ours.words), len(theirs.words)) < 3:
        return []
    one, other = ours.words[0], theirs.words[0]
    verbs = [next(word for word in text.words[1:] if word.form not in _AUXILIARY or word is text.words[-1]) for text in (ours, theirs)]
    if (
        verbs[0].root != verbs[1].root
        or not (may_be_past(verbs[0].form) or verbs[0].form.endswith("ing"))
        or not (_bare(one) and _bare(other))
    ):
        return []
    if is_like(one.root, theirs.roots) or is_like(other.root, ours.roots):
        return []
    return [pair_of(DifferenceKind.NAME, one, other)]


def _bare(word: Word) -> bool:
    return word.raw[0].isupper() and word.raw.isalpha() and not is_common(word.root) and not word.form.endswith(("s", "ly", "ing", "ed"))

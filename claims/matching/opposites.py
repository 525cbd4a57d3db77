"""Words that turn a statement round: negation, direction (rose, fell), scope (all, some)."""

from collections.abc import Mapping

from claims.matching.wording import Word, Wording, scope
from claims.model import Difference, DifferenceKind

_AXES = [
    ("rise rises rose risen rising increase increases increased increasing climb climbs climbed climbing grow grows grew grown growing growth jump jumps jumped"
     " surge surges surged surging soar soars soared gain gains gained up upward raise raises raised raising doubled tripled expand expands expanded expanding"
     " strengthen strengthened improve improves improved hike hiked boost boosts boosted",
     "fall falls fell fallen falling decrease decreases decreased decreasing drop drops dropped dropping decline declines declined declining shrink shrinks shrank"
     " shrunk shrinking plunge plunges plunged plummeted slump slumped down downward cut cuts cutting reduce reduces reduced reducing lowered lowers lowering halved"
     " slash slashed weaken weakened worsen worsens worsened contract contracted"),
    ("support supports supported supporting backs backed backing favour favours favoured favor favors favored endorse endorses endorsed for",
     "oppose opposes opposed opposing reject rejects rejected rejecting against condemn condemns condemned resist resists resisted"),
    ("accept accepts accepted approve approves approved approving pass passes passed adopt adopts adopted sign signs signed agreed upheld uphold grant granted",
     "reject rejects rejected refuse refuses refused refusing decline declines declined deny denied veto vetoes vetoed overturned struck blocked block blocks fail failed"),
    ("allow allows allowed permit permits permitted legalise legalised legalize legalized lift lifted",
     "ban bans banned banning forbid forbids forbade forbidden prohibit prohibits prohibited outlaw outlawed block blocked"),
    ("more", "fewer less"),
    ("higher greater larger bigger", "lower smaller"),
    ("highest largest biggest greatest most", "lowest smallest least fewest"),
    ("best better", "worst worse"),
    ("faster quicker fastest", "slower slowest"),
    ("older oldest", "younger youngest newer newest"),
    ("earlier", "later"),
    ("richer richest", "poorer poorest"),
    ("win wins won winning victory", "lose loses lost losing defeat"),
    ("before", "after"),
    ("above", "below"),
    ("buy buys bought buying purchase purchased", "sell sells sold selling"),
    ("guilty convicted convict", "innocent acquitted acquit cleared"),
    ("confirm confirms confirmed admit admits admitted", "deny denies denied denying"),
    ("open opens opened opening reopened reopen", "close closes closed closing shut shuts closure"),
    ("legal lawful constitutional", "illegal unlawful unconstitutional"),
    ("true correct accurate", "false incorrect inaccurate wrong"),
    ("safe", "unsafe dangerous"),
    ("start starts started begin begins began begun launch launched resume resumed", "stop stops stopped end ends ended cease ceased halt halted suspended"),
    ("hire hires hired recruit recruited", "fire fires fired sack sacked dismiss dismissed"),
    ("join joins joined joining enter entered", "leave leaves left leaving quit exit exited withdrew withdraw"),
    ("import imports imported", "export exports exported"),
    ("alive survived survive", "dead died killed"),
    ("profit profits surplus", "loss losses deficit"),
    ("north northern", "south southern"),
    ("east eastern", "west western"),
    ("success succeed succeeded", "failure failed fail"),
    ("public", "private"),
    ("minimum", "maximum"),
    ("arrive arrives arrived arrival", "depart departs departed departure"),
    ("majority", "minority"),
    ("deep deeper deepest", "shallow shallower shallowest"),
    ("long longer longest", "short shorter shortest"),
    ("strong stronger strongest", "weak weaker weakest"),
    ("rich", "poor"),
    ("remain remains remained stay", "leave leaves left"),
]  # fmt: skip
_SIDES: dict[str, list[tuple[int, int]]] = {}
for _number, _sides in enumerate(_AXES):
    for _sign, _words in zip((1, -1), _sides, strict=True):
        for _word in _words.split():
            _SIDES.setdefault(_word, []).append((_number, _sign))
_AFTER_ONLY = {  # words that show a direction only after certain others
    "for": "vote votes voted voting campaign campaigned spoke argue argued".split(),
    "up": "go goes went gone going is was are were be been moved".split(),
}
_AFTER_ONLY["down"] = _AFTER_ONLY["up"]

_AMOUNT = {
    "all": "all every each everyone everybody entire whole everything entirely",
    "most": "most majority mostly",
    "half": "half",
    "some": "some several many part partly certain numerous",
    "few": "few minority little",
    "none": "none nobody",
}
_FREQUENCY = {
    "always": "always constantly",
    "usually": "usually often frequently",
    "sometimes": "sometimes occasionally",
    "rarely": "rarely seldom",
    "never": "never",
}
_RANK = {"last": "last final"}


def _by_word(classes: Mapping[str, str]) -> dict[str, str]:
    return {word: name for name, words in classes.items() for word in words.split()}


_SCOPES = {"amount": _by_word(_AMOUNT), "frequency": _by_word(_FREQUENCY), "rank": _by_word(_RANK)}
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")


def negation_differences(ours: Wording, theirs: Wording) -> list[Difference]:
    """Where one text denies what the other says."""
    left, right = _negations(ours, theirs), _negations(theirs, ours)
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
    prefixed = [place for place, word in enumerate(text.words) if word.root not in other.roots and _bare(word.form, other)]
    return sorted({*text.negators, *prefixed})


def _bare(form: str, other: Wording) -> bool:
    forms = {word.form for word in other.words}
    return any(form.startswith(prefix) and len(form) > len(prefix) + 3 and form[len(prefix) :].lstrip("-") in forms for prefix in _PREFIXES)


def _is_said(text: Wording, place: int, other: Wording) -> bool:
    if place not in text.negators:
        return True
    near = scope(text, place)
    # Where nothing follows ("It did not."), what stands before it is what is denied.
    told = near[:1] if text.words[place].form == "without" else near[:2]
    return any(text.words[one].root in other.roots for one in told) or (not near and place > 0)


def direction_differences(ours: Wording, theirs: Wording) -> list[Difference]:
    """Where one text says up and the other down. A negated word counts as its opposite."""
    left, right = _directions(ours), _directions(theirs)
    for axis in left.keys() & right.keys():
        if not left[axis].keys() & right[axis].keys():
            one, other = next(iter(left[axis].values())), next(iter(right[axis].values()))
            if one.form != other.form:
                return [_pair(DifferenceKind.DIRECTION, one, other)]
    return []


def _directions(text: Wording) -> dict[int, dict[int, Word]]:
    found: dict[int, dict[int, Word]] = {}
    for place, word in enumerate(text.words):
        for axis, sign in _SIDES.get(word.form, ()):
            before = text.words[place - 1].form if place else ""
            if (word.form == "most" and before != "the") or before not in _AFTER_ONLY.get(word.form, (before,)):
                continue
            found.setdefault(axis, {}).setdefault(-sign if place in text.negated else sign, word)
    return found


def scope_differences(ours: Wording, theirs: Wording) -> list[Difference]:
    """Where one text says all and the other some, or always and sometimes, or first and last."""
    for sort, classes in _SCOPES.items():
        left, right = _scopes(ours, classes), _scopes(theirs, classes)
        if sort == "rank":
            _add_ordinals(ours, left)
            _add_ordinals(theirs, right)
            if not ("last" in left) ^ ("last" in right):
                continue
        if left and right and not left.keys() & right.keys():
            return [_pair(DifferenceKind.SCOPE, next(iter(left.values())), next(iter(right.values())))]
    return []


def _scopes(text: Wording, classes: Mapping[str, str]) -> dict[str, Word]:
    found: dict[str, Word] = {}
    dated = [(when.start, when.end) for when in text.dates]
    for place, word in enumerate(text.words):
        name = classes.get(word.raw.lower() if word.number else word.form)
        if name is None:
            continue
        before = text.words[place - 1].form if place else ""
        after = text.words[place + 1].form if place + 1 < len(text.words) else ""
        if any(start < word.end and word.start < end for start, end in dated):
            continue
        if (word.form == "most" and before in ("the", "at") and after != "of") or (
            word.form == "all" and before in ("at", "after", "in", "above")
        ):
            continue
        if (word.form == "each" and after == "other") or (word.form == "few" and before == "a"):
            name = "some" if word.form == "few" else None
        if name == "all" and before in ("not", "nearly", "almost"):
            name = "some" if before == "not" else "most"
        if name:
            found.setdefault(name, word)
    return found


def _add_ordinals(text: Wording, found: dict[str, Word]) -> None:
    for word in text.words:
        if word.number and word.form.endswith("_ordinal"):
            found.setdefault(word.form, word)


def _pair(kind: DifferenceKind, one: Word, other: Word) -> Difference:
    return Difference(kind, one.raw, other.raw, (one.start, one.end), (other.start, other.end))

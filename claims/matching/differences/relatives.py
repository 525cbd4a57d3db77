"""Whom a statement is about: the mayor, or her brother, her widower, her friend."""

import tomllib
from pathlib import Path

from claims.matching.differences.comparable import Wording, root_of
from claims.matching.differences.names import TITLES
from claims.matching.search.terms import is_commonest
from claims.model import Difference, DifferenceKind

_KIN = frozenset(map(root_of, tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))["kin"].split()))
_PERSON_AGAIN = frozenset("he she him they them".split())  # "Pell's wife said he had died" is about Pell
_FAR = 4  # words after "of" within which the name may stand: "the father of the former actor Ken Holt"


def relative_differences(ours: Wording, theirs: Wording) -> list[Difference]:
    """Where one text is about a person and the other about a relative: "Pell died", "Pell's wife died". At most one difference."""
    return _relative(ours, theirs) or [difference.turned() for difference in _relative(theirs, ours)]


def _relative(text: Wording, counterpart: Wording) -> list[Difference]:
    if counterpart.roots & _KIN or _PERSON_AGAIN & {word.form for word in text.words}:
        return []
    for position, word in enumerate(text.words):
        owner = _owner(text, position, counterpart) if word.root in _KIN else None
        if owner is not None:
            person = next(at for at, same in enumerate(counterpart.words) if same.root == text.words[owner].root)
            spans = _with_whole_name(text, owner, position), _with_whole_name(counterpart, person, person)
            return [Difference(DifferenceKind.NAME, text.text[slice(*spans[0])], counterpart.text[slice(*spans[1])], *spans)]
    return []


def _owner(text: Wording, relative: int, counterpart: Wording) -> int | None:
    # The position of the person, who must be in both texts and not be named again in this one.
    after, before = range(relative + 2, min(relative + 2 + _FAR, len(text.words))), range(max(0, relative - 2), relative)
    places = after if text.form(relative + 1) in ("of", "to") else [position for position in before if _owns(text, position)]
    roots = [word.root for word in text.words]
    titles = [position for position in places if text.form(position).removesuffix("'s") in TITLES]
    people = [position for position in places if text.words[position].raw[0].isupper() and position not in titles] + titles
    return next(
        (at for at in people if roots[at] in counterpart.roots and not is_commonest(roots[at]) and roots.count(roots[at]) == 1), None
    )


def _owns(text: Wording, position: int) -> bool:
    return text.form(position).endswith("'s") or text.between(position, position + 1)[:1] in ("'", "’")


def _with_whole_name(text: Wording, owner: int, relative: int) -> tuple[int, int]:
    first, last = sorted((owner, relative))
    while first - 1 in text.named:
        first -= 1
    while last + 1 in text.named:
        last += 1
    return text.span(first, last)

"""Whom a statement is of: the mayor, or her brother, her widower, her aide."""

import tomllib
from pathlib import Path

from claims.matching.differences.comparable import Wording, root_of
from claims.matching.differences.names import TITLES, names
from claims.matching.search.terms import is_commonest
from claims.model import Difference, DifferenceKind

_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
_KIN, _VOICES, _SPEECH = (frozenset(map(root_of, _WORDS[name].split())) for name in ("kin", "voices", "speech"))
_PERSON_AGAIN = frozenset("he she him they them".split())  # "Pell's wife said he had died" is of Pell
_FAR = 4  # words after "of" in which the name may stand: "the father of the former actor Ken Holt"

Phrase = tuple[str, tuple[int, int]]


def relative_differences(ours: Wording, theirs: Wording) -> list[Difference]:
    """Where one text is of somebody and the other of a relative or aide: "Pell died", "Pell's wife died". At most one."""
    pair = _relative_and_person(ours, theirs) or (_relative_and_person(theirs, ours) or ())[::-1]
    return [Difference(DifferenceKind.NAME, pair[0][0], pair[1][0], pair[0][1], pair[1][1])] if pair else []


def _relative_and_person(text: Wording, counterpart: Wording) -> tuple[Phrase, Phrase] | None:
    if counterpart.roots & (_KIN | _VOICES) or _PERSON_AGAIN & {word.form for word in text.words}:
        return None
    relatives = _KIN if text.roots & _SPEECH else _KIN | _VOICES  # who speaks for somebody says what that person says
    for position, word in enumerate(text.words):
        owner = _owner(text, position, counterpart) if word.root in relatives else None
        if owner is not None:
            person = next(at for at, same in enumerate(counterpart.words) if same.root == text.words[owner].root)
            return _phrase(text, owner, counterpart, position), _phrase(counterpart, person, text, person)
    return None


def _owner(text: Wording, relative: int, counterpart: Wording) -> int | None:
    # The place of the person, who must stand in both texts and not be named again in this one.
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


def _phrase(text: Wording, position: int, counterpart: Wording, also: int) -> Phrase:
    whole = next(
        ((name.first, name.last - 1) for name in names(text, counterpart) if name.first <= position < name.last), (position, position)
    )
    span = text.words[min(also, whole[0])].start, text.words[max(also, whole[1])].end
    return text.text[slice(*span)], span

"""Whom the line before or after somebody's words presents: "Chief Ana Reyes, dinner speech", "Jon Marek is rector of the college."."""

import re

from claims.english.offices import is_organisation, is_place
from claims.reading.named_people import People, by_given_name, person_in, runs
from claims.reading.speech.narrating import FIRST_PERSON, PROSE, QUOTE

_LONGEST = 200  # code points
_AROUND = "()[]*_—–-•# \t"
_OPENS_WITHIN = 5  # code points before the first name of a line that begins with it: "Fr. "
_ENDS_OTHERWISE = re.compile(r"[?:!]\W*$")


def presented(line: str, cast: People) -> str | None:
    """The person that a line begins with, or the only one that a line without a verb names; None for any other line."""
    words = line.strip(_AROUND)
    if not 0 < len(words) <= _LONGEST or FIRST_PERSON.search(words) or QUOTE.search(words) or _ENDS_OTHERWISE.search(words):
        return None
    named = [(run.start, name) for run in runs(words) if (name := person_in(run, words)) and _is_persons(name, cast)]
    if named and named[0][0] < _OPENS_WITHIN:
        return cast.full(named[0][1])
    names = {cast.full(name) for _, name in named}
    return names.pop() if len(names) == 1 and not PROSE.search(words.rstrip(".")) else None


def _is_persons(name: str, cast: People) -> bool:
    parts = tuple(name.split())
    is_known = cast.is_person(name) or by_given_name(name) is not None
    return is_known or (len(parts) > 1 and not (name.isupper() or is_organisation(parts) or is_place(parts)))

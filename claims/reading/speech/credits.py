"""Whom the line before or after somebody's words presents: "Chief Ana Reyes, dinner speech", "Jon Marek is rector of the college."."""

import re

from claims.english.offices import is_organisation, is_place
from claims.english.verbs import VERB_FORM
from claims.reading.capitals import person_in, runs
from claims.reading.named_people import People, by_given_name
from claims.reading.speech.narrating import FIRST_PERSON, QUOTE, is_prose

_LONGEST = 200  # code points
_AROUND = "()[]*_—–-•# \t"
# What stands before the first name of a line that presents it: "The last bell-founder of Orm, Karl Voss"; no verb, no "with".
_TELLS_BEFORE = re.compile(rf"\b(?:{VERB_FORM}|by|with|from|for|about|on|at|in|to)\b|[:“\"]", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|of|from) (?:the )?$", re.IGNORECASE)
_ENDS_OTHERWISE = re.compile(r"[?:!]\W*$")


def presented(line: str, cast: People) -> str | None:
    """The person that a line tells of first, or the only one that a line without a verb names; None for any other line."""
    words = line.strip(_AROUND)
    if not 0 < len(words) <= _LONGEST or FIRST_PERSON.search(words) or QUOTE.search(words[:1]) or _ENDS_OTHERWISE.search(words):
        return None
    named = [(run.start, cast.full(name)) for run in runs(words) if (name := person_in(run, words)) and _is_persons(name, cast)]
    if named and not _TELLS_BEFORE.search(words[: named[0][0]]):
        return named[0][1]
    is_heading = not is_prose(words.rstrip("."))
    by = next((name for start, name in named if _BY.search(words[:start])), None) if is_heading else None
    names = {name for _, name in named}
    return by or (names.pop() if is_heading and len(names) == 1 else None)


def _is_persons(name: str, cast: People) -> bool:
    parts = tuple(name.split())
    is_known = cast.is_person(name) or by_given_name(name) is not None
    return is_known or (len(parts) > 1 and not (name.isupper() or is_organisation(parts) or is_place(parts)))

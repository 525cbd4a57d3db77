"""Days as people write them: "2024-10-11", "11 October 2024", "Oct 11, 2024", "11/10/2024" in the newsroom's order, "11.10.2024"."""

import re
from datetime import date

from claims.desk.typed_fields import in_words, optional_text
from claims.errors import Refused

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "sept")

_LONGEST = 40
"""The most characters of a day; anything longer is no day."""

_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_DAY_FIRST = re.compile(r"(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]{3,9})\.?,? (\d{4})")
_MONTH_FIRST = re.compile(r"(?:[a-z]{3,9},? )?([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")


def read_day(typed: str | None, field: str, *, day_first: bool = True) -> str | None:
    """The day that was typed, as ISO 8601; None if the field is empty. A time after an ISO day is kept.

    ``day_first`` reads 11/10/2024 as 11 October, else as November 10; with dots the day always comes first. Raise Refused, naming the field.
    """
    value = optional_text(typed, field)
    if value is None:
        return None
    day = _day(" ".join(value.lower().split()), day_first) if len(value) <= _LONGEST else None
    if day is None:
        raise Refused(f"{in_words(field)} {value[:_LONGEST]!r} is not a day. Write it as 11 October 2024 or 2024-10-11.", field=field)
    return value if value.startswith(day.isoformat()) else day.isoformat()


def is_day(text: str) -> bool:
    """Whether a text is a day and nothing else, whichever order it has."""
    return len(text) <= _LONGEST and any(_day(" ".join(text.lower().split()), day_first) is not None for day_first in (True, False))


def _day(value: str, day_first: bool) -> date | None:
    try:
        if numbers := _NUMBERS.fullmatch(value):
            first, sign, second, year = numbers.groups()
            day, month = (first, second) if day_first or sign == "." else (second, first)
            return date(int(year), int(month), int(day))
        if named := _DAY_FIRST.fullmatch(value):
            return _named(named[1], named[2], named[3])
        if named := _MONTH_FIRST.fullmatch(value):
            return _named(named[2], named[1], named[3])
        return date.fromisoformat(value[:10]) if not value[10:] or value[10] in "t " else None
    except ValueError:
        return None


def _named(day: str, month: str, year: str) -> date | None:
    if month not in _MONTHS and month not in _NAMES:
        return None
    return date(int(year), _MONTHS.index(month[:3]) + 1, int(day))

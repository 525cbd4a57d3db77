"""Days as articles give them, beside the words that introduce them."""

import re
from datetime import datetime

from claims.figures.written_days import day_at_start, iso_day
from claims.reading.files.details import clean

_NUMERIC_DAY = re.compile(r"(?<![0-9./])[0-3]?[0-9]([./-])[0-3]?[0-9]\1[12][0-9]{3}(?![0-9])")
_DAY_FIRST = frozenset("gb ie au nz in za ke ng gh jm tt bb sg my hk".split())
_BEFORE_A_DAY = re.compile(
    r"(?:(?:posted|published|updated|date|last updated|on|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?[:,]? +){0,3}",
    re.IGNORECASE,
)
_NAME = r"[A-ZÀ-Þ][\w.'’&-]{0,30}"
_NAMED_DAY = re.compile(rf"{_NAME}(?: (?:of|the|and|de|la|&|{_NAME})){{0,5}}(?:, ?| ?[|•·–—] ?| - )([0-9A-Z][\w ,./-]{{5,30}})")
_BYLINE = re.compile(r"^(?:[A-Za-z]+ )?[Bb][Yy]:? [^0-9]{3,80}?[ ,|•–-]+(?=(?:[A-Z][a-z]{2,8}\.? )?[0-9])")


def day_opening(line: str) -> str | None:
    """The day or instant that opens a line ("Posted: Thursday, April 21, 2022 …", "2022-04-21T10:00:00Z") in ISO 8601, else None."""
    line = clean(line)
    return _instant(line) or day_at_start(_BEFORE_A_DAY.sub("", line, count=1))


def day_after_name(line: str) -> str | None:
    """The day in a line that gives only a name and a day ("Pellham Courier, 14 November 2026", "Brackwater | 4 March 2024"), else None."""
    match = _NAMED_DAY.fullmatch(clean(line))
    day = iso_day(match[1]) if match else None
    return day if day and len(day) == len("2026-11-14") else None


def day_in_byline(line: str) -> str | None:
    """The day after the names in a byline ("By Ada Lind, 4 January 2024"), if only one reading is possible."""
    line = clean(line)
    return day_opening(_BYLINE.sub("", line)) or numeric_day(line, "")


def numeric_day(line: str, country: str) -> str | None:
    """The day in "03/04/2024" if only one reading is possible, or if the page's language and country decide: "en-US" writes the month first."""
    match = _NUMERIC_DAY.search(line)
    return iso_day(match[0], day_first=_is_day_first(country)) if match else None


def _is_day_first(country: str) -> bool | None:
    language, _, region = country.partition("-")
    if country == "en-us":
        return False
    return True if (language and language != "en") or region in _DAY_FIRST else None


def _instant(text: str) -> str | None:
    try:
        return datetime.fromisoformat(text).isoformat() if "T" in text or " " in text else None
    except ValueError:
        return None

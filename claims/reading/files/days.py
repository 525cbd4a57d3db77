"""Days as articles write them, to ISO 8601."""

import re
from datetime import date, datetime

from claims.reading.files.details import clean

_NUMERIC_DAY = re.compile(r"(?<![0-9./])([0-3]?[0-9])[./-]([0-3]?[0-9])[./-]([12][0-9]{3})(?![0-9])")
_DAY_FIRST = frozenset("gb ie au nz in za ke ng gh jm tt bb sg my hk".split())
_MONTHS = {
    name: number for number, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_WRITTEN_DAY = re.compile(
    r"(?:(?:posted|published|updated|date|last updated|on|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?[:,]? +){0,3}"
    r"(?:([A-Z][a-z]{2,8})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([12][0-9]{3})|([0-9]{1,2})(?:st|nd|rd"
    r"|th)?\.? ([A-Z][a-z]{2,8})\.?,? ([12][0-9]{3}))",
    re.IGNORECASE,
)
_ISO_DAY = re.compile(r"([12][0-9]{3})-([01][0-9])-([0-3][0-9])(?![0-9])")
_BEFORE_DAY = re.compile(r"^(?:[A-Za-z]+ )?[Bb][Yy]:? [^0-9]{3,80}?[ ,|•–-]+(?=(?:[A-Z][a-z]{2,8}\.? )?[0-9])")


def day_opening(line: str) -> str | None:
    """The day or instant that opens a line ("Posted: Thursday, April 21, 2022 …", "2022-04-21T10:00:00Z") in ISO 8601, else None."""
    line = clean(line)
    if match := _ISO_DAY.match(line):
        return _instant(line) or _day(match[1], match[2], match[3])
    if match := _WRITTEN_DAY.match(line):
        month, day, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
        number = _MONTHS.get(month[:3].lower())
        return _day(year, str(number), day) if number else None
    return None


def day_in_byline(line: str) -> str | None:
    """The day after the names in a byline ("By Ada Lind, 4 January 2024"), where only one reading of it is possible."""
    line = clean(line)
    return day_opening(_BEFORE_DAY.sub("", line)) or numeric_day(line, "")


def numeric_day(line: str, country: str) -> str | None:
    """The day in "03/04/2024" where only one reading is possible, or the page's own language and country tell which: "en-US" writes the month first."""
    match = _NUMERIC_DAY.search(line)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[2]), match[3]
    if "." in match[0] or first > 12:
        return _day(year, str(second), str(first))
    if second > 12 or country == "en-us":
        return _day(year, str(first), str(second))
    language, _, region = country.partition("-")
    if first == second or (language and language != "en") or region in _DAY_FIRST:
        return _day(year, str(second), str(first))
    return None


def _instant(text: str) -> str | None:
    try:
        return datetime.fromisoformat(text).isoformat() if "T" in text or " " in text else None
    except ValueError:
        return None


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None

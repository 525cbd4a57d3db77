"""Dates as other people write them, in ISO 8601. What could be two days ("03/04/2020") is neither."""

import re
from datetime import date, datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:[a-z]{3,9}\.?,? )?"
_DAY_FIRST = re.compile(rf"{_WEEKDAY}{_DAY}(?: of)? {_MONTH},? (\d{{4}})(?![\d])", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}{_MONTH} {_DAY},? (\d{{4}})(?![\d])", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?![\d])")
_LONGEST = 80


def iso_day(words: str) -> str | None:
    """A date as an ISO 8601 day, or instant where a time of day is given in ISO 8601 itself; None when it is no certain date.

    Reads ISO 8601, "14 March 2021", "Mar. 14th, 2021", "Sunday, 14 March 2021", "Sun, 14 Mar 2021 10:00:00 GMT" and "2021/3/14".
    """
    plain = " ".join(words[: _LONGEST + 1].split())
    if len(plain) > _LONGEST:
        return None
    return _iso(plain) or _worded(plain)


def _iso(words: str) -> str | None:
    if not re.match(r"\d{4}-\d\d-\d\d(?!\d)", words):
        return None
    try:
        datetime.fromisoformat(words)
    except ValueError:
        return _day(words[:4], words[5:7], words[8:10]) if words[10:11] in ("T", " ") else None
    return words


def _worded(words: str) -> str | None:
    if found := _DAY_FIRST.match(words):
        return _day(found[3], _number(found[2]), found[1])
    if found := _MONTH_FIRST.match(words):
        return _day(found[3], _number(found[1]), found[2])
    if found := _YEAR_FIRST.match(words):
        return _day(*found.groups())
    return None


def _number(month: str) -> int:
    return _MONTHS.index(month[:3].lower()) + 1


def _day(year: str, month: str | int, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None

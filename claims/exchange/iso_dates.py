"""Other people's dates in ISO 8601. A date that could be two days ("03/04/2020") is rejected unless its column settles the order."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_MONTHS = {
    "jan": 1, "ene": 1, "feb": 2, "fev": 2, "mar": 3, "apr": 4, "abr": 4, "avr": 4, "may": 5, "mai": 5, "jun": 6, "juin": 6, "jul": 7, "juil": 7,
    "aug": 8, "ago": 8, "aou": 8, "sep": 9, "set": 9, "oct": 10, "okt": 10, "out": 10, "nov": 11, "dec": 12, "dic": 12, "dez": 12,
}  # fmt: skip
"""How the months' names begin in English, Spanish, German, French and Portuguese; no beginning stands for two months."""

_MONTH = rf"({'|'.join(sorted(_MONTHS, key=len, reverse=True))})[a-z]{{0,6}}\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th|er|\.)?"
_WEEKDAY = r"(?:[a-z]{3,9}(?:-feira)?\.?,? )?"
_DAY_FIRST = re.compile(rf"{_WEEKDAY}{_DAY}(?: of| de)?[ -]{_MONTH},?(?: del?)?[ -](\d{{4}}|\d\d(?= |\Z))(?![\d])", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}{_MONTH} {_DAY},? (\d{{4}})(?![\d])", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?![\d])")
_FIGURES = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?:,? \d{1,2}[:.]\d\d.*)?\Z")
_MIDNIGHT = re.compile(r"[\d-]{10}[T ]00:00(?::00(?:\.0+)?)?\Z")
"""How spreadsheets and pandas write a day: the time carries no meaning."""

_MONTH_AND_YEAR = re.compile(rf"{_MONTH},?(?: de)? (\d{{4}})\Z", re.IGNORECASE)
_PARTIAL = re.compile(r"(?:1[5-9]|20)\d\d(?:-(?:0[1-9]|1[0-2]))?\Z")
"""A year, or a year and month: kept as it is."""

_LONGEST = 80

EXCEL = re.compile(r"[2-7]\d{4}(?:\.\d+)?\Z")
"""A day number of Excel and others, from 1954 to 2119. Day 1 is 1 January 1900, and 1900 counts as a leap year."""

_EXCEL_BEGAN = date(1899, 12, 30)
_SINCE_1970 = re.compile(r"(\d{10})(?:\d{3}(?:\d{3})?)?(?:\.0)?\Z")


@dataclass(slots=True)
class DayOrder:
    """Whether a column of numeric dates puts the day or the month first, proved by cells that can be read only one way."""

    proves_day: str | None = None
    proves_month: str | None = None

    @property
    def day_first(self) -> bool | None:
        """None when no cell proves it, or when cells prove both orders."""
        return None if (self.proves_day is None) == (self.proves_month is None) else self.proves_day is not None

    def look(self, words: str) -> None:
        """Learn from one cell."""
        match = _FIGURES.match(words.strip()[:_LONGEST])
        if match is None or match[2] == ".":
            return
        first, second = int(match[1]), int(match[3])
        if first > 12 >= second and (len(match[4]) == 4 or int(match[4]) > 31):
            self.proves_day = self.proves_day or words.strip()
        elif second > 12 >= first:
            self.proves_month = self.proves_month or words.strip()


def iso_day(words: str, day_first: bool | None = None) -> str | None:
    """A date as an ISO 8601 day, or as an instant if it is given in ISO 8601 with a time; None when the date is not certain.

    A year, or a month and year, stay as they are: "2023", "2023-05".

    Reads ISO 8601, "14 March 2021", "Mar. 14th, 2021", "Sunday, 14 March 2021", "14-Mar-21", "14 de março de 2021", "2021/3/14",
    "14.3.2021", "14/3/2021"; "3/4/2021" only when ``day_first`` gives the order of its column. A two-digit year is 1969 to 2068, as
    in POSIX.
    """
    plain = " ".join(words[: _LONGEST + 1].split())
    if len(plain) > _LONGEST:
        return None
    return plain if _PARTIAL.match(plain) else _iso(plain) or _figures(plain, day_first) or _worded(plain)


def numbered_day(words: str) -> str | None:
    """The day for a bare number: seconds or milliseconds since 1970 (UTC), an Excel day number, or 20210314."""
    if EXCEL.match(words):
        return (_EXCEL_BEGAN + timedelta(days=int(words[:5]))).isoformat()
    if match := _SINCE_1970.match(words):
        return datetime.fromtimestamp(int(match[1]), UTC).date().isoformat()
    if re.match(r"(?:19|20)\d{6}\Z", words):
        return _day(words[:4], words[4:6], words[6:])
    return None


def _iso(words: str) -> str | None:
    if not re.match(r"\d{4}-\d\d-\d\d(?!\d)", words):
        return None
    try:
        datetime.fromisoformat(words)
    except ValueError:
        return _day(words[:4], words[5:7], words[8:10]) if words[10:11] in ("T", " ") else None
    return words[:10] if _MIDNIGHT.match(words) else words


def _figures(words: str, day_first: bool | None) -> str | None:
    match = _FIGURES.match(words)
    if match is None:
        return None
    first, mark, second, year = match.groups()
    order = DayOrder()
    order.look(words)
    own = True if mark == "." or first == second else order.day_first
    first_is_day = day_first if own is None else own
    if first_is_day is None:
        return None
    if len(year) == 2 and first_is_day and int(year) < 32:
        return None  # 24/02/25 may begin with its year
    return _day(_whole(year), second, first) if first_is_day else _day(_whole(year), first, second)


def _whole(year: str) -> str:
    return year if len(year) == 4 else f"{19 if int(year) > 68 else 20}{year}"


def _worded(words: str) -> str | None:
    if not words.isascii():
        words = "".join(letter for letter in unicodedata.normalize("NFKD", words) if letter.isascii())
    if match := _DAY_FIRST.match(words):
        return _day(_whole(match[3]), _MONTHS[match[2].lower()], match[1])
    if match := _MONTH_FIRST.match(words):
        return _day(match[3], _MONTHS[match[1].lower()], match[2])
    if match := _YEAR_FIRST.match(words):
        return _day(*match.groups())
    if match := _MONTH_AND_YEAR.match(words):
        return f"{match[2]}-{_MONTHS[match[1].lower()]:02}"
    return None


def _day(year: str, month: str | int, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None

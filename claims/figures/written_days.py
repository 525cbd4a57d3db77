"""Days as people write them, to ISO 8601. A day that could be two ("03/04/2020") is refused unless the caller knows the order."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_MONTHS = (
    "january januar enero janvier janeiro",
    "february februar febrero fevrier fevereiro",
    "march marz marzo mars marco",
    "april abril avril",
    "may mai mayo maio",
    "june juni junio juin junho",
    "july juli julio juillet julho",
    "august agosto aout",
    "september septiembre setiembre septembre setembro",
    "october oktober octubre octobre outubro",
    "november noviembre novembre novembro",
    "december dezember diciembre decembre dezembro",
)
"""The months' names in English, German, Spanish, French and Portuguese, without accents. Three letters or more of a name stand for it."""

_MONTH_OF = {name[:end]: number for number, names in enumerate(_MONTHS, 1) for name in names.split() for end in range(3, len(name) + 1)}
del _MONTH_OF["jui"]  # juin or juillet
_MONTH = r"([a-z]{3,10})\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th|er|\.)?"
_WEEKDAY = re.compile(r"[a-z]{3,9}(?:-feira)?\.?,? ", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"{_DAY}(?: of| de)?[ -]{_MONTH},?(?: del?)?[ -]([12]\d{{3}})(?!\d)", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"{_MONTH} {_DAY},? ([12]\d{{3}})(?!\d)", re.IGNORECASE)
_SHORT_YEAR = re.compile(rf"{_DAY}(?: of| de)?[ -]{_MONTH},?(?: del?)?[ -](\d\d)(?= |\Z)", re.IGNORECASE)
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


def day_at_start(line: str) -> str | None:
    """The day that a line begins with, whatever follows: "21 April 2022, Tarnmouth", "2022-04-21"; None if it begins with none.

    A month's name and a year of four digits are needed, or ISO 8601: what merely looks like a date may be a number of the text.
    """
    start = " ".join(line[:_LONGEST].split())
    if re.match(r"\d{4}-\d\d-\d\d(?!\d)", start):
        return _day(start[:4], start[5:7], start[8:10])
    return _written(_plain_letters(start))


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
    words = _plain_letters(words)
    for start in (words, _WEEKDAY.sub("", words, count=1)):
        if day := _written(start):
            return day
        if match := _SHORT_YEAR.match(start):
            return _day(_whole(match[3]), match[2], match[1])
    if match := _YEAR_FIRST.match(words):
        return _day(*match.groups())
    if match := _MONTH_AND_YEAR.match(words):
        month = _MONTH_OF.get(match[1].lower())
        return f"{match[2]}-{month:02}" if month else None
    return None


def _written(words: str) -> str | None:
    if match := _DAY_FIRST.match(words):
        return _day(match[3], match[2], match[1])
    if match := _MONTH_FIRST.match(words):
        return _day(match[3], match[1], match[2])
    return None


def _plain_letters(words: str) -> str:
    if words.isascii():
        return words
    return "".join(letter for letter in unicodedata.normalize("NFKD", words) if letter.isascii())


def _day(year: str, month: str, day: str) -> str | None:
    number = int(month) if month.isdigit() else _MONTH_OF.get(month.lower(), 0)
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None

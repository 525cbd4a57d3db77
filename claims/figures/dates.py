"""Dates in a text, as intervals of days: ``3 May 2021``, ``in May``, ``2021``, ``last month``, ``on Tuesday``, ``two years ago``."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_SHORT = {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}

_MONTH = "(?:" + "|".join(name.title() for name in MONTHS) + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_WEEKDAY = "(?:" + "|".join(name.title() for name in DAYS) + ")"
_COUNT = r"(?:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten)"
_UNIT = r"(?:day|week|month|year|decade)"
_TENS = {name: 1920 + 10 * n for n, name in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split())}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # the month in which each begins in the northern hemisphere
_WINTER_ENDS = 2
_COUNTS = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), start=1)} | {"a": 1, "an": 1}

# What follows a count rather than a year: a unit, a scale, or a counted plural ("1600 trees"), unless "in" or the like comes before.
_COUNTED = (
    r"(?:people|percent|per|thousand|million|billion|km|square|k|m|bn)\b"
    r"|(?<!\b[Ii]n \d{4}\s)(?<!\b[Bb]y \d{4}\s)(?<!\b[Oo]f \d{4}\s)(?<![Ss]ince \d{4}\s)(?<!\b[Tt]he \d{4}\s)(?<![Ff]rom \d{4}\s)(?<!\d, \d{4}\s)[a-z]{3,20}(?<!s)s\b"
)

_DATES = re.compile(
    # All of them begin a word: checking that first avoids trying each pattern at every letter.
    rf"\b(?:(?P<iso>\b{_YEAR}-\d\d-\d\d\b)"
    rf"|\b(?P<md>(?P<m1>{_MONTH}) (?P<d1>{_DAY})\b(?!,\d)(?:,? (?P<y1>{_YEAR})\b)?)"
    rf"|\b(?P<dm>(?P<d2>{_DAY})(?: of)? (?P<m2>{_MONTH})\b(?:,? (?P<y2>{_YEAR})\b)?)"
    rf"|\b(?P<my>(?P<m3>{_MONTH})(?:,| of)? (?P<y3>{_YEAR})\b(?!-\d))"
    rf"|\b(?P<rel>(?P<way>[Ll]ast|[Tt]his|[Nn]ext|[Pp]revious) (?P<what>week|month|year|decade|{'|'.join(_SEASONS)}|{_MONTH}|{_WEEKDAY})\b)"
    rf"|\b(?P<sy>(?P<season>{'|'.join(_SEASONS)})(?: of| in)? (?P<y5>{_YEAR}))\b"
    rf"|\b(?P<ago>(?P<count>{_COUNT}) (?P<unit>{_UNIT})s? (?:ago|earlier))\b"
    r"|\b(?P<near>[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow)\b"
    rf"|\b(?P<weekday>{_WEEKDAY})\b"
    rf"|\b(?P<decade>(?:the )?(?P<tens>(?:1[5-9]\d|20\d)0)s)\b"
    rf"|\b(?P<tenyears>(?:the|early|late|mid)[ -](?:early |late |mid-)?(?:(?:nineteen[ -])?(?P<tensname>{'|'.join(_TENS)})|['’]?(?P<tensdigit>[2-9])0s))\b"
    rf"|(?<![$£€¥#.,\d-])\b(?P<year>{_YEAR})\b(?![,.]\d|%|-\d|\s?(?:{_COUNTED}))"
    rf"|(?P<month>(?<=\bin )|(?<=\bIn )|(?<=\bsince )|(?<=\bby )|(?<=\buntil )|(?<=\bduring )|(?<=\bearly )|(?<=\blate )|(?<=\bmid-)|(?<=\bof ))(?P<m4>{_MONTH})\b)"
)


@dataclass(frozen=True, slots=True)
class When:
    """A range of days that a text names. ``first`` and ``last`` are inclusive, and None when the year is not known.

    ``relative`` dates ("last month") were counted from the day of the text. ``month`` and ``day`` are what the words say.
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    relative: bool = False


def find_dates(text: str, on: date) -> list[When]:
    """The dates of a text in order; relative ones are counted from ``on``."""
    dates = []
    for match in _DATES.finditer(text):
        kind = next(name for name in _READERS if match[name] is not None)
        try:
            when = _READERS[kind](match, on)
        except (ValueError, OverflowError):  # 31 February, or a count that leaves the calendar
            continue
        dates.append(when)
    return dates


def _when(
    match: re.Match[str],
    first: date | None,
    last: date | None,
    *,
    month: int | None = None,
    day: int | None = None,
    weekday: int | None = None,
    relative: bool = False,
) -> When:
    return When(match.start(), match.end(), match[0], first, last, month, day, weekday, relative)


def _month_number(name: str) -> int:
    plain = name.lower().rstrip(".")
    return MONTHS.get(plain) or _SHORT[plain]


def _calendar_day(match: re.Match[str], month: str, day: str, year: str | None) -> When:
    number, count = _month_number(month), int(re.sub(r"\D", "", day))
    if year is None:
        date(2000, number, count)  # raises for a day that no year has
        return _when(match, None, None, month=number, day=count)
    whole = date(int(year), number, count)
    return _when(match, whole, whole, month=number, day=count)


def _iso(match: re.Match[str], _: date) -> When:
    day = date.fromisoformat(match[0])
    return _when(match, day, day, month=day.month, day=day.day)


def _month_of_year(match: re.Match[str], _: date) -> When:
    first, last = month_of(date(int(match["y3"]), _month_number(match["m3"]), 1))
    return _when(match, first, last, month=first.month)


def _relative(match: re.Match[str], on: date) -> When:
    way = {"this": 0, "next": 1}.get(match["way"].lower(), -1)
    what = match["what"].lower().rstrip(".")
    if what == "week":
        monday = on - timedelta(days=on.weekday()) + timedelta(weeks=way)
        return _when(match, monday, monday + timedelta(days=6), relative=True)
    if what in DAYS:
        day = _weekday_near(DAYS[what], on, way)
        return _when(match, day, day, weekday=day.weekday(), relative=True)
    if what in _SEASONS:
        # Winter extends into the next year.
        began = on.year - 1 if what == "winter" and on.month <= _WINTER_ENDS else on.year
        ends = 12 if what == "winter" else _SEASONS[what] + 2
        return _season(match, what, _year_of(ends, date(began, on.month, 1), way), relative=True)
    if what == "month":
        first, last = month_of(_months_later(on, way))
        return _when(match, first, last, relative=True)
    if what == "decade":
        ten = on.year // 10 * 10 + 10 * way
        return _when(match, date(ten, 1, 1), date(ten + 9, 12, 31), relative=True)
    if what == "year":
        return _when(match, date(on.year + way, 1, 1), date(on.year + way, 12, 31), relative=True)
    number = _month_number(what)
    first, last = month_of(date(_year_of(number, on, way), number, 1))
    return _when(match, first, last, month=number, relative=True)


def _year_of(month: int, on: date, way: int) -> int:
    # "Last June" said in August is this year's June, and so is "next June" said in March.
    return on.year + way + (way < 0 and month < on.month) - (way > 0 and month > on.month)


def _season(match: re.Match[str], name: str, year: int, *, relative: bool = False) -> When:
    first = date(year, _SEASONS[name.lower()], 1)
    return _when(match, first, month_of(_months_later(first, 2))[1], relative=relative)


def _ago(match: re.Match[str], on: date) -> When:
    words = match["count"].lower()
    count, unit = _COUNTS.get(words) or int(words), match["unit"]
    if unit in ("day", "week"):
        day = on - timedelta(days=count * (7 if unit == "week" else 1))
        return _when(match, day, day, relative=True)
    if unit == "month":
        first, last = month_of(_months_later(on, -count))
        return _when(match, first, last, relative=True)
    year = on.year - count * (10 if unit == "decade" else 1)
    return _when(match, date(year, 1, 1), date(year, 12, 31), relative=True)


def _near(match: re.Match[str], on: date) -> When:
    day = on + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(match[0].lower(), 0))
    return _when(match, day, day, relative=True)


def _weekday(match: re.Match[str], on: date) -> When:
    day = _weekday_near(DAYS[match[0].lower()], on, -1)
    return _when(match, day, day, weekday=day.weekday(), relative=True)


def _decade(match: re.Match[str], _: date) -> When:
    first = int(match["tens"])
    return _when(match, date(first, 1, 1), date(first + 9, 12, 31))


def _named_decade(match: re.Match[str], _: date) -> When:
    first = _TENS[match["tensname"]] if match["tensname"] else 1900 + 10 * int(match["tensdigit"])
    return _when(match, date(first, 1, 1), date(first + 9, 12, 31))


def _year(match: re.Match[str], _: date) -> When:
    return _when(match, date(int(match[0]), 1, 1), date(int(match[0]), 12, 31))


_READERS: dict[str, Callable[[re.Match[str], date], When]] = {
    "iso": _iso,
    "md": lambda match, _: _calendar_day(match, match["m1"], match["d1"], match["y1"]),
    "dm": lambda match, _: _calendar_day(match, match["m2"], match["d2"], match["y2"]),
    "my": _month_of_year,
    "rel": _relative,
    "sy": lambda match, _: _season(match, match["season"], int(match["y5"])),
    "ago": _ago,
    "near": _near,
    "weekday": _weekday,
    "decade": _decade,
    "tenyears": _named_decade,
    "year": _year,
    "month": lambda match, _: _when(match, None, None, month=_month_number(match["m4"])),
}


def month_of(day: date) -> tuple[date, date]:
    """The first and last day of a day's month."""
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _weekday_near(weekday: int, on: date, way: int) -> date:
    # News says "on Tuesday" for the one just past, "next Tuesday" for the one to come.
    if way > 0:
        return on + timedelta(days=(weekday - on.weekday() - 1) % 7 + 1)
    if way < 0:
        return on - timedelta(days=(on.weekday() - weekday) % 7)
    return on - timedelta(days=on.weekday()) + timedelta(days=weekday)

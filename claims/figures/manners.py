"""Figures and dates as other languages write them: ``3,1 Millionen``, ``2.000.000``, ``12. Oktober 2023``, ``yüzde 4,2``.

For texts that are not English; ``quantities`` and ``dates`` read the English ones. ``manners.toml`` holds each language's conventions.
No figures are read in a language that is not listed there: 61 could mean 61 million.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from claims.figures.dates import find_dates
from claims.figures.quantities import find
from claims.figures.quantity import Bound, Quantity

_SPACES = "   "
_GROUPED = rf"\d{{1,3}}(?:[{_SPACES}.,’']\d{{3}})+(?!\d)"
_DIGITS = rf"(?:{_GROUPED}(?:[.,]\d{{1,4}}(?!\d))?|\d{{1,30}}(?:[.,]\d{{1,6}}(?!\d))?)"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_MILLION = 1e6  # "4,5 M€"
_LONGEST = 4_000  # characters of a text that are read


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a text with its scale multiplied in, or a date. ``unit`` is as in ``Quantity``; for a date it is "date".

    A date's value is year * 10,000 + month * 100 + day, with 0 for parts that the text does not give.
    """

    start: int
    end: int
    text: str
    value: float
    unit: str = ""
    exact: bool = True


@dataclass(frozen=True, slots=True)
class _Manner:
    decimal: str
    numbers: dict[str, float]
    scales: dict[str, float]
    months: dict[str, int]
    units: dict[str, str]
    number: re.Pattern[str]
    day: re.Pattern[str]


@lru_cache(maxsize=2_000)
def figures(text: str, language: str) -> tuple[Figure, ...]:
    """The figures and dates of a text as a language (ISO 639-1) writes them, in order, without overlaps. Empty for unknown languages."""
    text = text[:_LONGEST]
    if language == "en":
        return _of_english(text)
    if language not in _table():
        return ()
    manner = _manner(language)
    all_figures = _dates(text, manner)
    taken = {offset for figure in all_figures for offset in range(figure.start, figure.end)}
    for match in manner.number.finditer(text):
        if match.start() not in taken:
            all_figures.append(_number(text, match, manner))
    return tuple(sorted(all_figures, key=lambda figure: figure.start))


def _of_english(text: str) -> tuple[Figure, ...]:
    dates = find_dates(text, date(2000, 1, 1))
    all_figures = [
        Figure(
            figure.start,
            figure.end,
            figure.text,
            _day(figure.first.year if figure.first else 0, figure.month or 0, figure.day or 0),
            "date",
        )
        for figure in dates
        if not figure.relative and (figure.month or (figure.first and figure.last and figure.first.year == figure.last.year))
    ]
    all_figures += [_of_quantity(figure) for figure in find(text, dates) if figure.unit not in ("ordinal", "fold", "o'clock")]
    return tuple(sorted(all_figures, key=lambda figure: figure.start))


def _of_quantity(quantity: Quantity) -> Figure:
    return Figure(
        quantity.start,
        quantity.end,
        quantity.text,
        quantity.low,
        quantity.unit,
        quantity.low == quantity.high and quantity.bound is Bound.EXACT,
    )


def _dates(text: str, manner: _Manner) -> list[Figure]:
    dates = []
    for match in manner.day.finditer(text):
        month = manner.months[match["month"].lower().rstrip(".")]
        value = _day(int(match["year"] or match["before"] or 0), month, int(match["day"] or 0))
        if match["day"] or match["year"]:
            dates.append(Figure(match.start(), match.end(), match[0], value, "date"))
    return dates


def _day(year: int, month: int, day: int) -> float:
    return float(year * 10_000 + month * 100 + day)


def _number(text: str, match: re.Match[str], manner: _Manner) -> Figure:
    digits, word = match["digits"], match["word"]
    scale = manner.scales.get(_plain(match["scale"] or ""), _MILLION if match["scale"] else 1.0)
    unit = _unit(_plain(match["unit"] or ""), manner.units) or manner.units.get((match["sign"] or "").strip(), "")
    unit = "%" if match["percent"] else unit
    if digits and not match["scale"] and unit in ("", "year") and re.fullmatch(_YEAR, digits):
        return Figure(match.start(), match.end(), match[0], _day(int(digits), 0, 0), "date")
    value = size_of(digits, manner.decimal) if digits else manner.numbers[word.lower()]
    return Figure(match.start(), match.end(), match[0], value * scale, unit)


def _unit(word: str, units: dict[str, str]) -> str:
    # A word with an ending counts as the longest unit that it begins with.
    return units.get(word) or next(
        (units[known_word] for known_word in sorted(units, key=len, reverse=True) if len(known_word) > 3 and word.startswith(known_word)),
        "",
    )


def _plain(word: str) -> str:
    return " ".join(word.lower().split()).rstrip(".")


def size_of(digits: str, decimal: str) -> float:
    """The value of digits in which ``decimal`` separates the fraction: "2.000.000" with "," is two million.

    The other separator groups digits if three follow it; if fewer do, it can only be a decimal sign.
    """
    plain = re.sub(rf"[{_SPACES}’']", "", digits)
    group = "." if decimal == "," else ","
    if group in plain and not re.fullmatch(rf"\d{{1,3}}(?:\{group}\d{{3}})+(?:\{decimal}\d+)?", plain):
        decimal, group = group, decimal
    return float(plain.replace(group, "").replace(decimal, "."))


@cache
def _manner(language: str) -> _Manner:
    table = _table()[language]
    scales, units, months, numbers = table["scales"], table["units"], table["months"], table["numbers"]
    space = rf"[ {_SPACES}]?"
    # Turkish writes "yüzde 4,2" and "%4,2" for 4.2 percent, and adds case endings to the counted word.
    ending = r"\w{0,6}" if language == "tr" else ""
    # "saat" may have an ending, but "sahte" is not "sa", an hour.
    longer, shorter = ({word: unit for word, unit in units.items() if (len(word) > 3) is is_long} for is_long in (True, False))
    number = re.compile(
        rf"(?<![\w.,])(?:(?P<percent>yüzde\s|%)|(?P<sign>[€$£]){space})?(?:(?P<digits>{_DIGITS})|(?P<word>\b(?:{_either(numbers)})\b(?=\s(?:{_either(scales)})\b)))"
        rf"(?:{space}(?:(?P<scale>{_either(scales)}|m(?=\s?[€$£])){ending}\b\.?))?(?:\s?(?:de|di|d'|d’|di)?{space}(?P<unit>{_either(longer)}{ending}|{_either(shorter)})(?!\w))?",
        re.IGNORECASE,
    )
    names = _either(months)
    day = re.compile(
        rf"(?<![\w.,])(?:(?P<before>{_YEAR})\s)?(?:(?P<day>3[01]|[12]\d|0?[1-9])(?:\.|er|º|°)?\s(?:de\s|d')?)?(?P<month>{names})\b\.?(?:\s(?:de\s|del\s)?(?P<year>{_YEAR}))?",
        re.IGNORECASE,
    )
    return _Manner(table["decimal"], numbers, scales, months, units, number, day)


def _either(words: dict[str, Any]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in longest_first) or r"(?!)"


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files("claims.figures").joinpath("manners.toml").read_text(encoding="utf-8"))

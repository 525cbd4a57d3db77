"""Numbers in a text with what they count: ``about $1.2 million``, ``10-20%``, ``more than two hundred people``, ``21st``.

Dates are not numbers: ``dates.find_dates`` reads those.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from claims.reading.dates import When, find_dates
from claims.reading.numerals import FOLDS, ONES, ORDINALS, PARTS, SCALES, SHORT_SCALES, TENS, value_of

__all__ = ["Bound", "Quantity", "When", "find", "find_dates"]


class Bound(StrEnum):
    """OVER is more than, or at least; UNDER is less than, or at most; both with the number itself, as news does not tell them apart."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts. ``low`` is ``high`` unless a range is given; scales (million, 2k) are multiplied in.

    ``unit`` is "%", a currency code, a measure ("km"), "ordinal", "fold", or "" for plain counts. ``of`` is the next word, lower case.
    """

    start: int
    end: int
    text: str
    low: float
    high: float
    unit: str = ""
    bound: Bound = Bound.EXACT
    of: str = ""


_CURRENCIES = {"$": "usd", "£": "gbp", "€": "eur", "¥": "jpy", "₹": "inr"}
_UNITS = {
    "%": "% percent pct percentage",
    "usd": "dollar dollars usd bucks",
    "gbp": "pounds sterling gbp quid",
    "eur": "euro euros eur",
    "cent": "cent cents",
    "nok": "crown crowns krone kroner kronor krona",
    "chf": "franc francs",
    "cny": "yuan renminbi",
    "inr": "rupee rupees",
    "mxn": "peso pesos",
    "rub": "rouble roubles ruble rubles",
    "zar": "rand",
    "jpy": "yen",
    "krw": "won",
    "km": "km kilometre kilometres kilometer kilometers",
    "mile": "mile miles mi",
    "m": "metre metres meter meters",
    "cm": "cm centimetre centimetres centimeter centimeters",
    "mm": "mm millimetre millimetres millimeter millimeters",
    "ft": "foot feet ft",
    "inch": "inch inches",
    "yard": "yard yards",
    "kmh": "km/h kph kmh kilometre/hour kilometres/hour kilometer/hour kilometers/hour",
    "mph": "mph mile/hour miles/hour",
    "knot": "knot knots",
    "kg": "kg kilo kilos kilogram kilograms",
    "g": "gram grams gramme grammes",
    "mg": "mg milligram milligrams",
    "mcg": "mcg µg microgram micrograms",
    "ounce": "ounce ounces oz",
    "t": "tonne tonnes ton tons",
    "litre": "litre litres liter liters",
    "ml": "ml millilitre millilitres milliliter milliliters",
    "gallon": "gallon gallons",
    "barrel": "barrel barrels",
    "kw": "kw kilowatt kilowatts",
    "mw": "mw megawatt megawatts",
    "gw": "gw gigawatt gigawatts",
    "kwh": "kwh",
    "mwh": "mwh",
    "gwh": "gwh",
    "mb": "mb megabyte megabytes",
    "gb": "gb gigabyte gigabytes",
    "tb": "tb terabyte terabytes",
    "hectare": "hectare hectares",
    "acre": "acre acres",
    "year": "year years",
    "month": "month months",
    "week": "week weeks",
    "day": "day days",
    "hour": "hour hours",
    "minute": "minute minutes",
    "second": "seconds",
    "degree": "degree degrees °c °f",
    "times": "times",
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_BOUNDS = {
    Bound.ABOUT: "about around roughly approximately nearly almost some circa approx",
    Bound.OVER: "over above exceeding exceeded exceeds exceed topped tops topping passed surpassed surpasses surpassing beyond",
    Bound.UNDER: "under below",
}
_BOUND_OF = {word: bound for bound, words in _BOUNDS.items() for word in words.split()}
_NUMBER_WORD = "(?:" + "|".join(sorted({*ONES, *TENS, *SCALES, "dozen"}, key=len, reverse=True)) + ")"
_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d{1,30})(?:\.\d{1,20})?"
_SCALE = rf"(?:[ -]?(?:{'|'.join(SCALES)})\b|[ ]?(?:{'|'.join(sorted(SHORT_SCALES, key=len, reverse=True))})\b)"
_WHOLES = {"dozen": (12, ""), "century": (100, "year"), "decade": (10, "year"), "hour": (60, "minute")} | {
    name: (int(size), "") for name, size in SCALES.items()
}  # what half a one is: "half a million", "a quarter of a century"
_NUMBER = re.compile(
    # They begin a word, or with a sign: to see that first spares trying each at every letter.
    rf"(?:\b|(?=[$£€¥₹−-]))(?:(?P<money>(?:US|A|C|NZ|HK)?[$£€¥₹]\s?)?(?<![\w.,])(?P<minus>[-−](?=\d)|\bminus\s(?=\d))?(?P<digits>{_DIGITS})(?:(?P<ordinal>st|nd|rd|th)\b|(?P<scale>{_SCALE}))?(?![\d])"
    rf"|\b(?P<share>half|(?:a|three)[ -]quarters?)(?: of)? an? (?P<whole>{'|'.join(_WHOLES)})\b"
    rf"|\b(?P<part>half|(?:a|one|two|three|four)[ -](?:half|thirds?|quarters?|fifths?|tenths?))\b"
    rf"|\b(?P<rank>(?:(?:{'|'.join(TENS)})-)?(?:{'|'.join(ORDINALS)}))\b"
    rf"|\b(?P<words>(?:a )?{_NUMBER_WORD}(?:(?:[ -]| and ){_NUMBER_WORD}){{0,9}})\b"
    rf"|\b(?P<fold>{'|'.join(FOLDS)})\b)",
    re.IGNORECASE,
)
_JOIN = re.compile(r"\s?[-–—]\s?|\s(?:to|and|or)\s")
_AFTER = re.compile(
    r"[\s-]?(?P<word>%|°[cCfF]|km/h\b|(?:kilomet(?:re|er)s?|miles?)\s(?:per|an)\shour\b|[^\W\d_]{1,30})(?:[\s-](?P<next>cent|points?|of)\b)?"
)
_BEFORE = re.compile(
    r"(?:(?P<no>no\s)?(?P<than>more|greater|higher|older|longer|larger|less|fewer|lower|younger|shorter|smaller)\sthan|(?P<phrase>(?<!go\s)(?<!goes\s)(?<!went\s)(?<!going\s)(?<!gone\s)up\sto|as\smany\sas|as\smuch\sas|at\sleast|at\smost|maximum\sof|minimum\sof)"
    r"|(?P<one>[a-z]+))\s(?:the\s|an?\s)?$",
    re.IGNORECASE,
)
_OUT_OF = re.compile(r"\s(?:in|out\sof|of|per)\s(?:every\s|each\s)?")
_POINTS = re.compile(r"\b(?:[Tt]he|[Tt]his|which)\s$")
_NO_NOUN = re.compile(r"[.,;:!?]|$|\s(?:at|in|of|on|that|who|which|with|from|by|for|to|and|was|is|were|are)\b")
_PER = re.compile(r"\s(?:per|an)\s")
_AGED = re.compile(r"\b(?:[Aa]ged?|ages?\sof)\s$")
_LOOK_BACK = 30  # characters before a number that may say about, over or under


def find(text: str, dates: Sequence[When] | None = None) -> list[Quantity]:
    """The quantities of a text in order, without its dates; they never overlap. ``dates`` spares finding them again."""
    if dates is None:
        dates = find_dates(text, date(2000, 1, 1))
    taken = [(when.start, when.end) for when in dates]
    found: list[Quantity] = []
    for match in _NUMBER.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken[:500]):
            continue
        one = None if _is_pronoun(text, match) else _read(text, match)
        if one is None:
            continue
        if found and _is_range(text, found[-1], one):
            found[-1] = _joined(text, found[-1], one)
        elif found and _is_ratio(text, found[-1], one):
            found[-1] = _ratio(text, found[-1], one)
        else:
            found.append(one)
    return found


def _read(text: str, match: re.Match[str]) -> Quantity | None:
    value, unit = _value(match)
    if value is None:
        return None
    if match["money"]:
        unit = _CURRENCIES[match["money"].strip()[-1]]
    end, after = _unit_after(text, match.end(), unit)
    unit = unit or after[0]
    if not unit and _is_age(text, match, value):
        unit = "year"
    start, bound = _bound_before(text, match.start())
    return Quantity(start, end, text[start:end], value, value, unit, bound, after[1])


def _is_pronoun(text: str, match: re.Match[str]) -> bool:
    # "Older than the one in Belmar" counts nothing.
    return (
        (match["words"] or "").lower() == "one"
        and _POINTS.search(text[max(0, match.start() - 6) : match.start()]) is not None
        and (_NO_NOUN.match(text, match.end()) is not None)
    )


def _is_age(text: str, match: re.Match[str], value: float) -> bool:
    # "aged 24", and "Ana Brandt, 24, was".
    before = text[max(0, match.start() - 9) : match.start()]
    set_off = before[-3:-2].isalpha() and before.endswith(", ") and text[match.end() : match.end() + 2] == ", "
    return 0 < value < 120 and value.is_integer() and (_AGED.search(before) is not None or (set_off and bool(match["digits"])))


def _value(match: re.Match[str]) -> tuple[float | None, str]:
    if match["digits"]:
        value = float(match["digits"].replace(",", "")) * (-1 if match["minus"] else 1)
        if match["scale"]:
            name = match["scale"].strip(" -").lower()
            value *= SCALES.get(name) or SHORT_SCALES[name]
        return value, "ordinal" if match["ordinal"] else ""
    if match["words"]:
        words = re.split(r"[ -]", match["words"].lower())
        return value_of(words), ""
    if match["share"]:
        size, unit = _WHOLES[match["whole"].lower()]
        share = {"h": 0.5, "a": 0.25, "t": 0.75}[match["share"][0].lower()]
        return size * share, unit
    if match["part"]:
        *counts, name = re.split(r"[ -]", match["part"].lower())
        return round(PARTS[name] * (ONES.get(counts[0], 1) if counts else 1) * 100, 4), "%"
    if match["rank"]:
        *tens, name = match["rank"].lower().split("-")
        return float(ORDINALS[name] + (TENS[tens[0]] if tens else 0)), "ordinal"
    return FOLDS[match["fold"].lower()], "fold"


def _unit_after(text: str, end: int, unit: str) -> tuple[int, tuple[str, str]]:
    match = _AFTER.match(text, end)
    if not match:
        return end, ("", "")
    word, follows = _PER.sub("/", match["word"].lower()), match["next"]
    if word == "per" and follows == "cent":
        return match.end(), ("%", "")
    found = _UNIT_OF.get(word, "")
    if not found or unit in ("ordinal", "fold"):
        return end, ("", word)
    if found == "%" and follows and follows.startswith("point"):
        return match.end(), ("points", "")
    return match.end("word"), (found, "")


def _bound_before(text: str, start: int) -> tuple[int, Bound]:
    match = _BEFORE.search(text[max(0, start - _LOOK_BACK) : start])
    if not match:
        return start, Bound.EXACT
    if match["than"]:
        over = (match["than"].lower() in ("more", "greater", "higher", "older", "longer", "larger")) is not bool(match["no"])
        bound = Bound.OVER if over else Bound.UNDER
    elif match["phrase"]:
        bound = Bound.OVER if "least" in match["phrase"].lower() or "minimum" in match["phrase"].lower() else Bound.UNDER
    else:
        bound = _BOUND_OF.get(match["one"].lower(), Bound.EXACT)
    return (start, bound) if bound is Bound.EXACT else (start - len(match[0]), bound)


def _is_range(text: str, first: Quantity, second: Quantity) -> bool:
    between = text[first.end : second.start]
    if not _JOIN.fullmatch(between) or first.unit not in ("", second.unit) or first.low > second.low or first.low != first.high:
        return False
    word = between.strip().lower()
    before = text[max(0, first.start - 9) : first.start].lower()
    if word == "and":
        return before.endswith("between ")
    return word != "or" and not before.endswith("from ") and not first.text[:1].isalpha()


def _is_ratio(text: str, first: Quantity, second: Quantity) -> bool:
    # "One in five", "3 out of every 10".
    plain = first.unit == second.unit == "" and first.bound is not Bound.UNDER and first.low == first.high and second.low == second.high
    return (
        plain
        and 0 < first.low < second.low
        and _OUT_OF.fullmatch(text[first.end : second.start]) is not None
        and second.low not in range(1500, 2101)
    )


def _ratio(text: str, first: Quantity, second: Quantity) -> Quantity:
    share = round(100 * first.low / second.low, 4)
    return Quantity(first.start, second.end, text[first.start : second.end], share, share, "%", first.bound, second.of)


def _joined(text: str, first: Quantity, second: Quantity) -> Quantity:
    # "5 to 10 million": the scale said at the end holds for both.
    low = first.low
    if second.high >= 1e3 and low < 1e3:
        low *= next((scale for scale in (1e12, 1e9, 1e6, 1e3) if second.high >= scale and second.high / scale < 1e3), 1.0)
    return Quantity(first.start, second.end, text[first.start : second.end], low, second.high, second.unit, first.bound, second.of)

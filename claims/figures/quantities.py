"""Numbers in a text with what they count: ``about $1.2 million``, ``10-20%``, ``more than two hundred people``, ``21st``.

Dates are not numbers: ``dates.find_dates`` reads those.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from claims.figures.dates import When, find_dates
from claims.figures.joining import together
from claims.figures.numerals import FOLDS, FRACTIONS, ONES, ORDINALS, PARTS, SCALES, SHORT_SCALES, TENS, value_of
from claims.figures.quantity import CURRENCIES, Bound, Quantity

__all__ = ["CURRENCIES", "Bound", "Quantity", "When", "find", "find_dates"]


_SIGNS = {"$": "usd", "£": "gbp", "€": "eur", "¥": "jpy", "₹": "inr"}
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
_HUNDRED_AND = "|".join(f"(?<={name}) and " for name in SCALES)  # "between five and ten" is two numbers
_SPACES = " \u00a0\u2009\u202f"
# Thousands separated by commas, spaces or apostrophes; Indian grouping; a comma before the fraction where a scale or "%" follows.
_DIGITS = (
    rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,6}}(?!\d)|\d{{1,3}}(?:[{_SPACES}]\d{{3}}){{1,6}}(?![{_SPACES}]?\d)|\d{{1,3}}(?:[’']\d{{3}}){{1,6}}(?!\d)"
    rf"|\d{{1,2}}(?:,\d{{2}}){{1,4}},\d{{3}}(?!\d)|\d{{1,3}},\d{{1,2}}(?=\s?(?:million|billion|trillion|thousand|lakh|crore|per\s?cent|%))"
    rf"|\d{{0,3}}[{''.join(FRACTIONS)}]|\d{{1,30}})(?:\.\d{{1,20}})?"
)
_DECIMAL_COMMA = re.compile(r"\d{1,3},\d{1,2}")
_SCALE = rf"(?:[{_SPACES}-]?(?:{'|'.join(SCALES)})\b|[{_SPACES}]?(?:{'|'.join(sorted(SHORT_SCALES, key=len, reverse=True))})\b)"
_WHOLES = {"dozen": (12, ""), "century": (100, "year"), "decade": (10, "year"), "hour": (60, "minute")} | {
    name: (int(size), "") for name, size in SCALES.items()
}  # what "half a" or "a quarter of a" counts: "half a million", "a quarter of a century"
_NUMBER = re.compile(
    # They start at a word or with a sign: checking that first avoids trying each pattern at every letter.
    rf"(?:\b|(?=[$£€¥₹−-]))(?:"
    r"(?P<clock>(?<![\d:.,$£€])(?P<hour>[01]?\d|2[0-3])(?::(?P<minute>[0-5]\d)(?![\d:])(?:\s?(?P<half>[ap]\.?m\b\.?))?|\s?(?P<noon>[ap]\.?m\b\.?)))"
    rf"|(?P<money>(?:US|A|C|NZ|HK)?[$£€¥₹]\s?)?(?<![\w.,])(?P<minus>[-−](?=\d)|\bminus\s(?=\d))?(?P<digits>{_DIGITS})(?:(?P<ordinal>st|nd|rd|th)\b|(?P<scale>{_SCALE}))?(?![\d])"
    rf"|\b(?P<share>half|(?:a|three)[ -]quarters?)(?: of)? an? (?P<whole>{'|'.join(_WHOLES)})\b"
    rf"|\b(?P<part>half|(?:a|one|two|three|four)[ -](?:half|thirds?|quarters?|fifths?|tenths?))\b"
    rf"|\b(?P<rank>(?:(?:{'|'.join(TENS)})-)?(?:{'|'.join(ORDINALS)}))\b"
    rf"|\b(?P<words>(?:a )?{_NUMBER_WORD}(?:(?:[ -]|{_HUNDRED_AND}){_NUMBER_WORD}){{0,9}})\b"
    rf"|\b(?P<fold>{'|'.join(FOLDS)})\b)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\s-]?(?P<word>%|°[cCfF]|km/h\b|(?:kilomet(?:re|er)s?|miles?)\s(?:per|an)\shour\b|[^\W\d_]{1,30})(?:[\s-](?P<next>cent|points?|of)\b)?"
)
_BEFORE = re.compile(
    r"(?:(?P<no>no\s)?(?P<than>more|greater|higher|older|longer|larger|less|fewer|lower|younger|shorter|smaller)\sthan|(?P<phrase>(?<!go\s)(?<!goes\s)(?<!went\s)(?<!going\s)(?<!gone\s)up\sto|as\smany\sas|as\smuch\sas|at\sleast|at\smost|maximum\sof|minimum\sof)"
    r"|(?P<one>[a-z]+))\s(?:the\s|an?\s)?$",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\b(?:[Tt]he|[Tt]his|which)\s$")
_NO_NOUN = re.compile(r"[.,;:!?]|$|\s(?:at|in|of|on|that|who|which|with|from|by|for|to|and|was|is|were|are)\b")
_PER = re.compile(r"\s(?:per|an)\s")
_AGED = re.compile(r"\b(?:[Aa]ged?|ages?\sof)\s$")
_LOOK_BACK = 30  # characters before a number in which words such as about, over or under are looked for


def find(text: str, dates: Sequence[When] | None = None) -> list[Quantity]:
    """The quantities of a text in order, without its dates; they never overlap. Pass ``dates`` if the text's dates are already known."""
    if dates is None:
        dates = find_dates(text, date(2000, 1, 1))
    ends = [when.end for when in dates]
    quantities: list[Quantity] = []
    for match in _NUMBER.finditer(text):
        at = bisect_right(ends, match.start())
        if at < len(dates) and dates[at].start < match.end():
            continue
        quantity = None if _is_pronoun(text, match) else _read(text, match)
        if quantity is None:
            continue
        whole = together(text, quantities[-1], quantity) if quantities else None
        if whole:
            quantities[-1] = whole
        else:
            quantities.append(quantity)
    return quantities


def _read(text: str, match: re.Match[str]) -> Quantity | None:
    if match["clock"]:
        return Quantity(match.start(), match.end(), match[0], _minutes(match), _minutes(match), "o'clock")
    value, unit = _value(match)
    if value is None:
        return None
    if match["money"]:
        unit = _SIGNS[match["money"].strip()[-1]]
    end, after = _unit_after(text, match.end(), unit)
    unit = unit or after[0]
    if not unit and _is_age(text, match, value):
        unit = "year"
    start, bound = _bound_before(text, match.start())
    return Quantity(start, end, text[start:end], value, value, unit, bound, after[1])


def _minutes(match: re.Match[str]) -> float:
    # Since midnight.
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or match["noon"] or "")[:1].lower()
    return float((hour % 12 + (12 if half == "p" else 0) if half else hour) * 60 + minute)


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
        value = _size(match["digits"]) * (-1 if match["minus"] else 1)
        if match["scale"]:
            name = match["scale"].strip(_SPACES + "-").lower()
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


def _size(digits: str) -> float:
    if digits[-1] in FRACTIONS:
        return float(digits[:-1] or 0) + FRACTIONS[digits[-1]]
    if _DECIMAL_COMMA.fullmatch(digits):
        return float(digits.replace(",", "."))
    return float(re.sub(r"[^\d.]", "", digits))


def _unit_after(text: str, end: int, unit: str) -> tuple[int, tuple[str, str]]:
    match = _AFTER.match(text, end)
    if not match:
        return end, ("", "")
    word, follows = _PER.sub("/", match["word"].lower()), match["next"]
    if word == "per" and follows == "cent":
        return match.end(), ("%", "")
    unit_found = _UNIT_OF.get(word, "")
    if not unit_found or unit in ("ordinal", "fold"):
        return end, ("", word)
    if unit_found == "%" and follows and follows.startswith("point"):
        return match.end(), ("points", "")
    return match.end("word"), (unit_found, "")


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

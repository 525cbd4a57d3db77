"""Two numbers that form one figure: ``5 to 10``, ``one in five``, ``3 dollars 50 cents``."""

import re

from claims.figures.quantity import Quantity

_JOIN = re.compile(r"\s?[-–—]\s?|\s(?:to|and|or)\s")
_OUT_OF = re.compile(r"\s(?:in|out\sof|of|per)\s(?:every\s|each\s)?")
_WRITTEN = re.compile(r"\d[\d,]*(?:\.\d+)?")
_GROUP = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f’'](?=\d{3})")  # "10 000"
_AND = re.compile(r"\s(?:and\s)?")


def together(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    """The figure that two adjacent numbers of a text form; None when they are separate figures."""
    if _is_range(text, first, second):
        return _joined(text, first, second)
    if _is_ratio(text, first, second):
        share = round(100 * first.low / second.low, 4)
        return Quantity(first.start, second.end, text[first.start : second.end], share, share, "%", first.bound, second.of)
    if second.unit == "cent" and first.unit in ("usd", "eur") and _AND.fullmatch(text[first.end : second.start]):
        whole = first.low + second.low / 100
        return Quantity(first.start, second.end, text[first.start : second.end], whole, whole, first.unit, first.bound, second.of)
    return None


def _is_range(text: str, first: Quantity, second: Quantity) -> bool:
    between = text[first.end : second.start]
    if not _JOIN.fullmatch(between) or first.unit not in ("", second.unit) or first.low > second.low or first.low != first.high:
        return False
    word = between.strip().lower()
    before = text[max(0, first.start - 9) : first.start].lower()
    if word == "and":
        return before.endswith("between ")
    return word != "or" and not before.endswith("from ") and any(sign.isdigit() for sign in first.text)


def _is_ratio(text: str, first: Quantity, second: Quantity) -> bool:
    # "One in five", "3 out of every 10".
    plain = first.unit == second.unit == "" and first.low == first.high and second.low == second.high
    a_year = 1500 <= second.low <= 2100
    return plain and 0 < first.low < second.low and not a_year and _OUT_OF.fullmatch(text[first.end : second.start]) is not None


def _joined(text: str, first: Quantity, second: Quantity) -> Quantity:
    # "5 to 10 million": the scale at the end applies to both. "500 to 1,500" has none.
    low, written = first.low, _WRITTEN.search(_GROUP.sub("", second.text))
    if written and second.high >= 1e3 > low:
        low *= second.high / float(written[0].replace(",", ""))
    return Quantity(first.start, second.end, text[first.start : second.end], low, second.high, second.unit, first.bound, second.of)

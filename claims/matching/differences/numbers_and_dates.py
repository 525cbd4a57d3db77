"""Whether numbers and dates of two texts can both be right of the same thing."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from claims.figures.quantities import CURRENCIES, Bound, Quantity, When
from claims.matching.differences.comparable import Wording
from claims.matching.search.terms import stem
from claims.model import Difference, DifferenceKind

_MEASURES = {
    "m": ("length", 1.0), "km": ("length", 1000.0), "mile": ("length", 1609.344), "ft": ("length", 0.3048),
    "cm": ("length", 0.01), "mm": ("length", 0.001), "inch": ("length", 0.0254), "yard": ("length", 0.9144),
    "kmh": ("speed", 1.0), "mph": ("speed", 1.609344), "knot": ("speed", 1.852),
    "kg": ("mass", 1.0), "t": ("mass", 1000.0), "g": ("mass", 1e-3), "mg": ("mass", 1e-6), "mcg": ("mass", 1e-9), "ounce": ("mass", 0.02835),
    "litre": ("volume", 1.0), "ml": ("volume", 0.001), "gallon": ("volume", 3.785), "barrel": ("volume", 159.0),
    "kw": ("power", 1.0), "mw": ("power", 1e3), "gw": ("power", 1e6), "kwh": ("energy", 1.0), "mwh": ("energy", 1e3), "gwh": ("energy", 1e6),
    "mb": ("store", 1.0), "gb": ("store", 1e3), "tb": ("store", 1e6),
    "hectare": ("area", 1.0), "acre": ("area", 0.40469),
    "minute": ("time", 1.0), "second": ("time", 1 / 60), "hour": ("time", 60.0), "day": ("time", 1440.0), "week": ("time", 10080.0),
    "month": ("time", 43830.0), "year": ("time", 525960.0),
}  # fmt: skip
_SIZES = _MEASURES | {"usd": ("money", 1.0), "cent": ("money", 0.01), "fold": ("multiple", 1.0), "times": ("multiple", 1.0)}
_CHANGES = {
    form: word
    for word, forms in {
        "to": "to reach reached hit at",
        "from": "from",
        "by": "by fall fell falls rise rose rises risen fallen drop dropped drops grow grew grown"
        " increase increased increases decrease decreased decreases shrink shrank sink sank climb climbed jump jumped gain gained lost up down cut",
    }.items()
    for form in forms.split()
}  # what stands before a figure tells whether it is a change ("fell 3 percent") or where it began or ended
_ABOUT = 0.02  # "about 500" and 497 are the same figure, "about 500" and 520 are not
_CONVERTED = 0.015  # "5 km" and "3.1 miles" are the same figure

T = TypeVar("T", Quantity, When)


def number_differences(ours: Wording, theirs: Wording) -> list[Difference]:
    """The figures that contradict each other. A figure on one side only contradicts nothing."""
    left, right = _unmatched(ours.quantities, theirs.quantities, _same_amount)
    found = []
    for one in left:
        other = next((other for other in right if _same_sort(one, other, alone=len(left) == len(right) == 1)), None)
        if other:
            right.remove(other)
            kind = DifferenceKind.SCOPE if one.unit == other.unit == "ordinal" else DifferenceKind.NUMBER
            found.append(_difference(kind, one, other))
    return found or _change_differences(ours, theirs)


def _change_differences(ours: Wording, theirs: Wording) -> list[Difference]:
    # "Fell by 4.2 percent", "fell to 4.2 percent": the same figure, once as the change and once as where it ended.
    for one in ours.quantities:
        for other in theirs.quantities:
            words = {_CHANGES.get(_before(ours, one)), _CHANGES.get(_before(theirs, other))}
            if _same_amount(one, other) and len(words) == 2 and None not in words:
                return [_difference(DifferenceKind.NUMBER, one, other)]
    return []


def _before(text: Wording, quantity: Quantity) -> str:
    return next((word.form for word in reversed(text.words) if word.end <= quantity.start), "")


def date_differences(ours: Wording, theirs: Wording) -> list[Difference]:
    """The dates that cannot be the same day; a day lies within its month and year, and contradicts neither."""

    def alike(one: When, other: When) -> bool:
        return _same_days(one, other, comparable=_comparable(one, ours, other, theirs))

    # "In 2005 and in October", "in 2008 and in October": what is the same in both answers to nothing else.
    left, right = list(ours.dates), list(theirs.dates)
    for one in ours.dates:
        if other := next((other for other in right if _same_words(one, other)), None):
            left.remove(one)
            right.remove(other)
    for one in left:
        for other in right:
            if _compete(one, other):
                return [_difference(DifferenceKind.DATE, one, other)]
    left, right = _unmatched(left, right, alike)
    return [_difference(DifferenceKind.DATE, one, other) for one, other in zip(left, right, strict=False)]


def _compete(one: When, other: When) -> bool:
    # "July 2019" and "July 2012", "May 2019" and "June 2019": whatever else is said, these answer to each other.
    if (
        not (one.first and one.month and other.first and other.month)
        or one.relative
        or other.relative
        or bool(one.day) is not bool(other.day)
    ):
        return False
    return (one.month == other.month) is not (one.first.year == other.first.year) and one.day == other.day


def _same_words(one: When, other: When) -> bool:
    return (one.first, one.last, one.month, one.day, one.weekday) == (other.first, other.last, other.month, other.day, other.weekday)


def added_amounts(ours: Wording, theirs: Wording) -> list[Difference]:
    """The figures and dates of ours that nothing in theirs answers; zero is a denial and no figure."""
    figures, _ = _unmatched(ours.quantities, theirs.quantities, _same_amount)
    days, _ = _unmatched(ours.dates, theirs.dates, lambda one, other: one.text.lower() == other.text.lower())
    found = [(DifferenceKind.NUMBER, one) for one in figures if one.high] + [(DifferenceKind.DATE, one) for one in days]
    return [Difference(kind, one.text, None, (one.start, one.end), None) for kind, one in found]


def _unmatched(ours: Sequence[T], theirs: Sequence[T], same: Callable[[T, T], bool]) -> tuple[list[T], list[T]]:
    left = [one for one in ours if not any(same(one, other) for other in theirs)]
    right = [other for other in theirs if not any(same(one, other) for one in ours)]
    return left, right


def _difference(kind: DifferenceKind, one: Quantity | When, other: Quantity | When) -> Difference:
    return Difference(kind, one.text, other.text, (one.start, one.end), (other.start, other.end))


def _same_amount(one: Quantity, other: Quantity) -> bool:
    factor = _factor(one.unit, other.unit)
    if factor is None:
        return False
    if Bound.ABOUT in (one.bound, other.bound):
        near = _ABOUT
        if {one.bound, other.bound} - {Bound.ABOUT, Bound.EXACT}:
            return False
    elif one.bound is not other.bound:
        return False
    else:
        near = 1e-9
    near = near if factor == 1.0 else max(near, _CONVERTED)
    return _near(one.low * factor, other.low, near) and _near(one.high * factor, other.high, near)


def _near(one: float, other: float, share: float) -> bool:
    return abs(one - other) <= share * max(abs(one), abs(other))


def _factor(one: str, other: str) -> float | None:
    # What turns a figure in the first unit into one in the second.
    if one == other:
        return 1.0
    if one in _SIZES and other in _SIZES and _SIZES[one][0] == _SIZES[other][0]:
        return _SIZES[one][1] / _SIZES[other][1]
    return None


def _same_sort(one: Quantity, other: Quantity, *, alone: bool) -> bool:
    if one.unit in CURRENCIES and other.unit in CURRENCIES:
        return True
    if one.unit and other.unit and _factor(one.unit, other.unit) is not None:
        return True
    if alone and {one.unit, other.unit} == {"", "year"} and one.low != other.low and max(one.low, other.low) < 120:
        return {one.of, other.of} <= {"when", ""}  # "was 71 when she took office", "at the age of 61"
    if one.unit == other.unit:
        return alone or (bool(one.of) and stem(one.of) == stem(other.of))
    # The same figure of another thing: 14 and 14%, 3 km and 3 tonnes; but 34 and 34 years may be one age.
    return (
        one.low == other.low
        and "ordinal" not in (one.unit, other.unit)
        and ("%" in (one.unit, other.unit) or bool(one.unit and other.unit))
    )


def _comparable(one: When, ours: Wording, other: When, theirs: Wording) -> bool:
    # "Last month" and "in May 2021" can only be compared when it is known which month was the last.
    unknown = (one.relative and not ours.dated) or (other.relative and not theirs.dated)
    return not unknown or one.relative == other.relative


def _same_days(one: When, other: When, *, comparable: bool) -> bool:
    if not comparable:
        return True
    if one.weekday is not None and one.weekday == other.weekday and _is_bare(one) is not _is_bare(other):
        return True  # "on Saturday" may be last, this or next Saturday
    if one.first and one.last and other.first and other.last:
        within = one.first >= other.first and one.last <= other.last
        return within or (other.first >= one.first and other.last <= one.last)
    left = (_month(one), _day(one), one.weekday)
    right = (_month(other), _day(other), other.weekday)
    return all(a is None or b is None or a == b for a, b in zip(left, right, strict=True))


def _is_bare(when: When) -> bool:
    return " " not in when.text


def _month(when: When) -> int | None:
    if when.month or not (when.first and when.last):
        return when.month
    return when.first.month if (when.first.year, when.first.month) == (when.last.year, when.last.month) else None


def _day(when: When) -> int | None:
    return when.first.day if when.first and when.first == when.last else when.day

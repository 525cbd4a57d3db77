"""Whether numbers and dates of two texts can both be right about the same thing."""

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
}  # the word before a figure tells whether it is a change ("fell 3 percent") or a starting or final value
_ABOUT = 0.02  # "about 500" and 497 are the same figure, "about 500" and 520 are not
_CONVERTED = 0.015  # "5 km" and "3.1 miles" are the same figure

T = TypeVar("T", Quantity, When)


def number_differences(ours: Wording, theirs: Wording) -> list[Difference]:
    """The figures that contradict each other. A figure on one side only contradicts nothing."""
    left, right = _unmatched(ours.quantities, theirs.quantities, _same_amount)
    differences = []
    for our_figure in left:
        their_figure = next(
            (their_figure for their_figure in right if _same_sort(our_figure, their_figure, alone=len(left) == len(right) == 1)), None
        )
        if their_figure:
            right.remove(their_figure)
            kind = DifferenceKind.SCOPE if our_figure.unit == their_figure.unit == "ordinal" else DifferenceKind.NUMBER
            differences.append(_difference(kind, our_figure, their_figure))
    return differences or _change_differences(ours, theirs)


def _change_differences(ours: Wording, theirs: Wording) -> list[Difference]:
    # "Fell by 4.2 percent", "fell to 4.2 percent": the same figure, once as the change and once as the final value.
    for our_figure in ours.quantities:
        for their_figure in theirs.quantities:
            words = {_CHANGES.get(_before(ours, our_figure)), _CHANGES.get(_before(theirs, their_figure))}
            if _same_amount(our_figure, their_figure) and len(words) == 2 and None not in words:
                return [_difference(DifferenceKind.NUMBER, our_figure, their_figure)]
    return []


def _before(text: Wording, quantity: Quantity) -> str:
    return next((word.form for word in reversed(text.words) if word.end <= quantity.start), "")


def date_differences(ours: Wording, theirs: Wording) -> list[Difference]:
    """The dates that cannot be the same day. A day lies within its month and year, so it contradicts neither."""

    def alike(first: When, second: When) -> bool:
        return _same_days(first, second, comparable=_comparable(first, ours, second, theirs))

    # "In 2005 and in October", "in 2008 and in October": a date that is in both texts is not paired with another one.
    left, right = list(ours.dates), list(theirs.dates)
    for our_date in ours.dates:
        if their_date := next((their_date for their_date in right if _parts(our_date) == _parts(their_date)), None):
            left.remove(our_date)
            right.remove(their_date)
    for our_date in left:
        for their_date in right:
            if _compete(our_date, their_date):
                return [_difference(DifferenceKind.DATE, our_date, their_date)]
    left, right = _unmatched(left, right, alike)
    return [_difference(DifferenceKind.DATE, our_date, their_date) for our_date, their_date in zip(left, right, strict=False)]


def _compete(ours: When, theirs: When) -> bool:
    # "July 2019" and "July 2012", "May 2019" and "June 2019": these are paired whatever else the texts say.
    if not (ours.first and ours.month and theirs.first and theirs.month) or ours.relative or theirs.relative or ours.day != theirs.day:
        return False
    return (ours.month == theirs.month) is not (ours.first.year == theirs.first.year)


def _parts(when: When) -> tuple[object, ...]:
    return when.first, when.last, when.month, when.day, when.weekday


def added_amounts(ours: Wording, theirs: Wording) -> list[Difference]:
    """Our figures and dates that have no counterpart in theirs; zero is a denial and not a figure."""
    figures, _ = _unmatched(ours.quantities, theirs.quantities, _same_amount)
    days, _ = _unmatched(ours.dates, theirs.dates, lambda ours, theirs: ours.text.lower() == theirs.text.lower())
    additions = [(DifferenceKind.NUMBER, amount) for amount in figures if amount.high] + [(DifferenceKind.DATE, amount) for amount in days]
    return [Difference(kind, amount.text, None, (amount.start, amount.end), None) for kind, amount in additions]


def _unmatched(ours: Sequence[T], theirs: Sequence[T], same: Callable[[T, T], bool]) -> tuple[list[T], list[T]]:
    left = [our_amount for our_amount in ours if not any(same(our_amount, their_amount) for their_amount in theirs)]
    right = [their_amount for their_amount in theirs if not any(same(our_amount, their_amount) for our_amount in ours)]
    return left, right


def _difference(kind: DifferenceKind, ours: Quantity | When, theirs: Quantity | When) -> Difference:
    return Difference(kind, ours.text, theirs.text, (ours.start, ours.end), (theirs.start, theirs.end))


def _same_amount(ours: Quantity, theirs: Quantity) -> bool:
    factor = _factor(ours.unit, theirs.unit)
    if factor is None:
        return False
    if Bound.ABOUT in (ours.bound, theirs.bound):
        near = _ABOUT
        if {ours.bound, theirs.bound} - {Bound.ABOUT, Bound.EXACT}:
            return False
    elif ours.bound is not theirs.bound:
        return False
    else:
        near = 1e-9
    near = near if factor == 1.0 else max(near, _CONVERTED)
    return _near(ours.low * factor, theirs.low, near) and _near(ours.high * factor, theirs.high, near)


def _near(ours: float, theirs: float, share: float) -> bool:
    return abs(ours - theirs) <= share * max(abs(ours), abs(theirs))


def _factor(unit: str, into: str) -> float | None:
    # The factor that converts a figure in the first unit to the second.
    if unit == into:
        return 1.0
    if unit in _SIZES and into in _SIZES and _SIZES[unit][0] == _SIZES[into][0]:
        return _SIZES[unit][1] / _SIZES[into][1]
    return None


def _same_sort(ours: Quantity, theirs: Quantity, *, alone: bool) -> bool:
    if ours.unit in CURRENCIES and theirs.unit in CURRENCIES:
        return True
    if ours.unit and theirs.unit and _factor(ours.unit, theirs.unit) is not None:
        return True
    if alone and {ours.unit, theirs.unit} == {"", "year"} and ours.low != theirs.low and max(ours.low, theirs.low) < 120:
        return {ours.of, theirs.of} <= {"when", ""}  # "was 71 when she took office", "at the age of 61"
    if ours.unit == theirs.unit:
        return alone or (bool(ours.of) and stem(ours.of) == stem(theirs.of))
    # Equal figures of different things: 14 and 14%, 3 km and 3 tonnes; but 34 and 34 years may be the same age.
    return (
        ours.low == theirs.low
        and "ordinal" not in (ours.unit, theirs.unit)
        and ("%" in (ours.unit, theirs.unit) or bool(ours.unit and theirs.unit))
    )


def _comparable(our_date: When, ours: Wording, their_date: When, theirs: Wording) -> bool:
    # "Last month" and "in May 2021" can only be compared when the day of the statement is known.
    unknown = (our_date.relative and not ours.dated) or (their_date.relative and not theirs.dated)
    return not unknown or our_date.relative == their_date.relative


def _same_days(ours: When, theirs: When, *, comparable: bool) -> bool:
    if not comparable:
        return True
    if ours.weekday is not None and ours.weekday == theirs.weekday and _is_bare(ours) is not _is_bare(theirs):
        return True  # "on Saturday" may be last, this or next Saturday
    if ours.first and ours.last and theirs.first and theirs.last:
        within = ours.first >= theirs.first and ours.last <= theirs.last
        return within or (theirs.first >= ours.first and theirs.last <= ours.last)
    left = (_month(ours), _day(ours), ours.weekday)
    right = (_month(theirs), _day(theirs), theirs.weekday)
    return all(a is None or b is None or a == b for a, b in zip(left, right, strict=True))


def _is_bare(when: When) -> bool:
    return " " not in when.text


def _month(when: When) -> int | None:
    if when.month or not (when.first and when.last):
        return when.month
    return when.first.month if (when.first.year, when.first.month) == (when.last.year, when.last.month) else None


def _day(when: When) -> int | None:
    return when.first.day if when.first and when.first == when.last else when.day

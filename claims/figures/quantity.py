"""What a number in a text says: its size, what it counts, and whether it is exact."""

from dataclasses import dataclass
from enum import StrEnum

CURRENCIES = ("usd", "gbp", "eur", "jpy", "inr", "nok", "chf", "cny", "mxn", "rub", "zar", "krw")
"""The units that are money; "nok" stands for the crowns of any country."""


class Bound(StrEnum):
    """OVER: more than, or at least. UNDER: less than, or at most. Both include the number itself, because news does not tell them apart."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts. ``low`` equals ``high`` unless a range is given; scales (million, 2k) are multiplied in.

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

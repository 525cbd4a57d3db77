"""Small bar charts as numbers for an SVG: lengths in its own units, so that a page needs no style and no script for them."""

from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 100
"""Units of the largest bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its words, its number, and its length in units, at least 1 for any number above none."""

    label: str
    count: int
    length: int


def bars(counted: Sequence[tuple[str, int]]) -> list[Bar]:
    """Bars from left to right."""
    most = max((count for _, count in counted), default=0)
    return [Bar(label, count, max(1, round(LONGEST * count / most)) if count else 0) for label, count in counted]


def columns(counted: Sequence[tuple[str, int]]) -> list[Bar]:
    """Bars from the ground up, in the order of time."""
    return bars(counted)

"""Small bar charts as numbers for an SVG: lengths are in SVG units, so that a page needs no inline style and no script."""

from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 100
"""Length of the largest bar, in units."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its number, and its length in units, at least 1 for any number above 0."""

    label: str
    count: int
    length: int


def bars(counted: Sequence[tuple[str, int]]) -> list[Bar]:
    """One bar for each count, in the same order; a template draws them lying or standing."""
    most = max((count for _, count in counted), default=0)
    return [Bar(label, count, max(1, round(LONGEST * count / most)) if count else 0) for label, count in counted]

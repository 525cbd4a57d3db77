"""Differences between two texts when at least one is not English: figures and dates, each read as its language writes them.

No words of other languages are interpreted: there are too many ways to express a denial, a direction or a name.
"""

from claims.figures.manners import Figure, figures
from claims.figures.quantities import CURRENCIES
from claims.matching.search.folding import fold
from claims.model import Difference, DifferenceKind

_NEAR = 0.005  # "2,33 Millionen" and "2.33 million" are the same figure, even when one was rounded to three digits
_MONEY = frozenset((*CURRENCIES, "pln", "try", "brl", "cent"))


def find(ours: str, ours_language: str, theirs: str, theirs_language: str) -> tuple[Difference, ...]:
    """The figures and dates of two texts that exclude each other; spans are offsets in the texts as given.

    Compares a kind of figure only where each text has exactly one that the other lacks: with more, it is unclear which answers which.
    """
    left = figures(fold(ours), ours_language)
    right = figures(fold(theirs), theirs_language)
    only_left = [figure for figure in left if not any(_agree(figure, counterpart) for counterpart in right)]
    only_right = [figure for figure in right if not any(_agree(figure, counterpart) for counterpart in left)]
    differences = []
    for sort in sorted({_sort(figure) for figure in only_left}):
        first = [figure for figure in only_left if _sort(figure) == sort]
        second = [figure for figure in only_right if _sort(figure) == sort]
        if len(first) == len(second) == 1:
            kind = DifferenceKind.DATE if sort == "date" else DifferenceKind.NUMBER
            differences.append(_difference(kind, ours, first[0], theirs, second[0]))
    return tuple(differences)


def _agree(ours: Figure, theirs: Figure) -> bool:
    if (ours.unit == "date") is not (theirs.unit == "date"):
        return False
    if ours.unit == "date":
        return all(a in (0, b) or b == 0 for a, b in zip(_parts(ours), _parts(theirs), strict=True))
    return abs(ours.value - theirs.value) <= _NEAR * max(abs(ours.value), abs(theirs.value))


def _parts(day: Figure) -> tuple[int, int, int]:
    number = int(day.value)
    return number // 10_000, number // 100 % 100, number % 100


def _sort(figure: Figure) -> str:
    return "money" if figure.unit in _MONEY else figure.unit


def _difference(kind: DifferenceKind, ours: str, our_figure: Figure, theirs: str, their_figure: Figure) -> Difference:
    spans = (our_figure.start, our_figure.end), (their_figure.start, their_figure.end)
    return Difference(kind, ours[our_figure.start : our_figure.end], theirs[their_figure.start : their_figure.end], *spans)

"""What keeps two texts from being the same claim when one of them or both are not English: figures and dates, each read in its own manner.

No word of another language is interpreted: a denial, a direction or a name may be told in a hundred ways.
"""

from claims.figures.manners import Figure, figures
from claims.figures.quantities import CURRENCIES
from claims.matching.search.folding import fold
from claims.model import Difference, DifferenceKind

_NEAR = 0.005  # "2,33 Millionen" and "2.33 million" are one figure, and so is what was rounded to three digits
_MONEY = frozenset((*CURRENCIES, "pln", "try", "brl", "cent"))


def find(ours: str, ours_language: str, theirs: str, theirs_language: str) -> tuple[Difference, ...]:
    """The figures and dates of two texts that exclude each other; spans are places in the texts as given.

    Only where each text has just one of a sort that the other lacks: of more, nobody can say which answers which.
    """
    left = figures(fold(ours), ours_language)
    right = figures(fold(theirs), theirs_language)
    only_left = [one for one in left if not any(_agree(one, other) for other in right)]
    only_right = [one for one in right if not any(_agree(one, other) for other in left)]
    found = []
    for sort in sorted({_sort(one) for one in only_left}):
        first = [one for one in only_left if _sort(one) == sort]
        second = [one for one in only_right if _sort(one) == sort]
        if len(first) == len(second) == 1:
            kind = DifferenceKind.DATE if sort == "date" else DifferenceKind.NUMBER
            found.append(_difference(kind, ours, first[0], theirs, second[0]))
    return tuple(found)


def _agree(one: Figure, other: Figure) -> bool:
    if (one.unit == "date") is not (other.unit == "date"):
        return False
    if one.unit == "date":
        return all(a in (0, b) or b == 0 for a, b in zip(_parts(one), _parts(other), strict=True))
    return abs(one.value - other.value) <= _NEAR * max(abs(one.value), abs(other.value))


def _parts(day: Figure) -> tuple[int, int, int]:
    number = int(day.value)
    return number // 10_000, number // 100 % 100, number % 100


def _sort(one: Figure) -> str:
    return "money" if one.unit in _MONEY else one.unit


def _difference(kind: DifferenceKind, ours: str, one: Figure, theirs: str, other: Figure) -> Difference:
    spans = (one.start, one.end), (other.start, other.end)
    return Difference(kind, ours[one.start : one.end], theirs[other.start : other.end], *spans)

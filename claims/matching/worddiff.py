"""Two texts laid beside each other word by word, for a page to show: what is equal, what is only reworded, what differs, what one side lacks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from claims.matching.normalise import Token, tokens
from claims.model import Difference

LONGEST = 4_000
"""Characters of each text that are aligned; the rest is one segment at the end."""


class Kind(StrEnum):
    """EQUAL: the same wording. REWORDED: other words, no difference found in them. DIFFERENT: a difference. ABSENT: on one side only."""

    EQUAL = "equal"
    REWORDED = "reworded"
    DIFFERENT = "different"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of both texts, in the order of both; put together, each side gives its whole text. One side of an ABSENT one is empty."""

    kind: Kind
    ours: str
    theirs: str


def word_diff(ours: str, theirs: str, differences: Sequence[Difference] = ()) -> list[Segment]:
    """The two texts as segments. ``differences`` are what ``differences.find`` gave for the same two texts."""
    left, right = tokens(ours[:LONGEST]), tokens(theirs[:LONGEST])
    marked = [_forms(left, [one.ours_span for one in differences]), _forms(right, [one.theirs_span for one in differences])]
    found: list[Segment] = []
    places = (0, 0)
    for kind, spans in _aligned(left, right, *marked):
        ends = (_end(left, spans[0], ours, places[0]), _end(right, spans[1], theirs, places[1]))
        found.append(Segment(kind, ours[places[0] : ends[0]], theirs[places[1] : ends[1]]))
        places = ends
    if places != (len(ours), len(theirs)):
        found.append(Segment(Kind.REWORDED, ours[places[0] :], theirs[places[1] :]))
    return [one for one in found if one.ours or one.theirs]


def _aligned(left: list[Token], right: list[Token], ours: set[int], theirs: set[int]) -> Iterator[tuple[Kind, tuple[int, int]]]:
    matcher = SequenceMatcher(None, [one.form for one in left], [one.form for one in right], autojunk=False)
    for name, a, b, c, d in matcher.get_opcodes():
        kind = Kind.EQUAL if name == "equal" else Kind.REWORDED if name == "replace" else Kind.ABSENT
        # Word by word where a difference begins or ends, so that only its own words are marked.
        for start, end in _runs(a, b, ours) if kind is not Kind.REWORDED or c == d else [(a, b)]:
            if kind is Kind.EQUAL:
                yield (Kind.DIFFERENT if start in ours else kind), (end, c + end - a)
            elif kind is Kind.ABSENT and a != b:
                yield (Kind.DIFFERENT if start in ours else kind), (end, c)
        if kind is Kind.ABSENT and a == b:
            for start, end in _runs(c, d, theirs):
                yield (Kind.DIFFERENT if start in theirs else kind), (b, end)
        if kind is Kind.REWORDED:
            yield (Kind.DIFFERENT if ours & set(range(a, b)) or theirs & set(range(c, d)) else kind), (b, d)


def _runs(start: int, end: int, marked: set[int]) -> Iterator[tuple[int, int]]:
    first = start
    for place in range(start + 1, end + 1):
        if place == end or (place in marked) != (first in marked):
            yield first, place
            first = place


def _forms(several: list[Token], spans: Sequence[tuple[int, int] | None]) -> set[int]:
    return {place for place, one in enumerate(several) for span in spans if span and span[0] < one.end and one.start < span[1]}


def _end(several: list[Token], count: int, text: str, place: int) -> int:
    # A segment reaches to the beginning of the next word, so that spaces and punctuation are never lost.
    if count >= len(several):
        return max(place, min(len(text), LONGEST)) if len(text) <= LONGEST else max(place, several[-1].end if several else 0)
    return max(place, several[count].start if count else 0)

"""Two texts laid beside each other word by word, for a page to show: what is equal, what is only reworded, what differs, what one side lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from claims.matching.normalise import Token, tokens
from claims.model import Difference

MOST_WORDS = 400
"""Words of each text that are aligned; what comes after them is ABSENT."""


class Kind(StrEnum):
    """EQUAL: the same wording on both sides. REWORDED: other words at this place. DIFFERENT: a difference. ABSENT: not on the other side."""

    EQUAL = "equal"
    REWORDED = "reworded"
    DIFFERENT = "different"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one text with the spaces and punctuation around it."""

    kind: Kind
    text: str


def word_diff(ours: str, theirs: str, differences: Sequence[Difference]) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces; put together, the pieces of a side give its whole text. ``differences`` are those found between the two."""
    left, right = tokens(ours)[:MOST_WORDS], tokens(theirs)[:MOST_WORDS]
    kinds = [[Kind.ABSENT] * len(left), [Kind.ABSENT] * len(right)]
    matcher = SequenceMatcher(None, [one.form for one in left], [one.form for one in right], autojunk=False)
    for name, a, b, c, d in matcher.get_opcodes():
        if name in ("equal", "replace"):
            kind = Kind.EQUAL if name == "equal" else Kind.REWORDED
            kinds[0][a:b], kinds[1][c:d] = [kind] * (b - a), [kind] * (d - c)
    _mark(kinds[0], left, [one.ours_span for one in differences])
    _mark(kinds[1], right, [one.theirs_span for one in differences])
    return _pieces(ours, left, kinds[0]), _pieces(theirs, right, kinds[1])


def _mark(kinds: list[Kind], several: list[Token], spans: Sequence[tuple[int, int] | None]) -> None:
    for place, one in enumerate(several):
        if any(span and span[0] < one.end and one.start < span[1] for span in spans):
            kinds[place] = Kind.DIFFERENT


def _pieces(text: str, several: list[Token], kinds: list[Kind]) -> list[Piece]:
    found: list[Piece] = []
    start = 0
    for place, kind in enumerate(kinds):
        if place + 1 == len(kinds) or kinds[place + 1] is not kind:
            # The words of one contraction share their place: it is cut only after the last of them.
            end = max(start, several[place].end)
            if end > start:
                found.append(Piece(kind, text[start:end]))
            start = end
    if start < len(text):
        found.append(Piece(Kind.ABSENT if len(several) == MOST_WORDS or not found else Kind.EQUAL, text[start:]))
    return found

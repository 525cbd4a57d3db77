"""What a text adds to another that follows from it: figures, dates, names, and clauses of cause, time and condition."""

import re
from datetime import date

from claims.matching.differences import comparable
from claims.matching.differences.comparable import Wording
from claims.matching.differences.numbers_and_dates import added_amounts
from claims.model import Difference, DifferenceKind

MOST = 5
"""Additions reported for one pair, at most."""

_NO_DAY = date(2001, 6, 13)
_CLAUSE = re.compile(
    r"\b(?:because|due to|owing to|thanks to|as a result of|after|following|before|since|while|if|unless|despite|in order to)\b[^,;.:!?]{3,120}",
    re.IGNORECASE,
)


def find(longer: str, shorter: str, *, longer_on: date | None = None, shorter_on: date | None = None) -> tuple[Difference, ...]:
    """What ``longer`` adds, each as a difference whose ``theirs`` is None; spans are offsets in ``longer``."""
    default = longer_on or shorter_on or _NO_DAY
    ours, theirs = comparable.read(longer, longer_on, default), comparable.read(shorter, shorter_on, default)
    added = added_amounts(ours, theirs)
    taken = [difference.ours_span for difference in added if difference.ours_span]
    for kind, spans in ((DifferenceKind.NAME, _names(ours, theirs)), (DifferenceKind.SCOPE, _clauses(ours, theirs))):
        for start, end in spans:
            if not any(start < last and first < end for first, last in taken):
                added.append(Difference(kind, longer[start:end], None, (start, end), None))
                taken.append((start, end))
    return tuple(added[:MOST])


def _names(ours: Wording, theirs: Wording) -> list[tuple[int, int]]:
    # Adjacent words form one name: "Port Ansel".
    spans: list[tuple[int, int]] = []
    for position in sorted(ours.named):
        word = ours.words[position]
        if word.root in theirs.roots:
            continue
        if spans and ours.text[spans[-1][1] : word.start] == " ":
            spans[-1] = (spans[-1][0], word.end)
        else:
            spans.append((word.start, word.end))
    return spans


def _clauses(ours: Wording, theirs: Wording) -> list[tuple[int, int]]:
    spans = []
    for clause in _CLAUSE.finditer(ours.text):
        words = [word for word in ours.words if clause.start() <= word.start < clause.end()][1:]
        if words and sum(word.root not in theirs.roots for word in words) > len(words) / 2:
            spans.append((clause.start(), clause.start() + len(clause[0].rstrip())))
    return spans

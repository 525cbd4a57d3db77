"""What keeps two texts from being the same claim, as far as rules can tell: figures, dates, names, exchanged roles, plain negation.

A detail that only one side gives is not a difference, nor is another wording of the same thing. The pair model judges everything else.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from claims.matching.differences import comparable
from claims.matching.differences.comparable import Wording
from claims.matching.differences.exchanged_roles import role_differences
from claims.matching.differences.names import name_differences
from claims.matching.differences.negation import negation_differences, undone_differences
from claims.matching.differences.numbers_and_dates import date_differences, number_differences
from claims.matching.differences.relatives import relative_differences
from claims.matching.differences.scopes import scope_differences
from claims.matching.query_passages import without_furniture
from claims.matching.search.terms import is_common, terms
from claims.model import Difference

RULES = (
    number_differences,
    date_differences,
    name_differences,
    negation_differences,
    role_differences,
    relative_differences,
    scope_differences,
    undone_differences,
)

LONGEST = 2_000
"""Characters of each text that are compared; of a longer text, the sentence that has most in common with the other text."""

_NO_DAY = date(2001, 6, 13)  # for texts of unknown date: any day works as long as both texts use the same
_SENTENCE = re.compile(r"[^.!?\n]{1,1000}(?:[.!?](?!\s)[^.!?\n]{0,1000}){0,20}[.!?\n]{0,3}")
_MOST_SENTENCES = 400
_ENOUGH = 0.7  # share of the common stems that one sentence must hold to be compared alone


def find(ours: str, theirs: str, *, ours_on: date | None = None, theirs_on: date | None = None) -> tuple[Difference, ...]:
    """The differences between two texts, said on these days; empty when both could be the same claim.

    Of a text with several sentences, one is compared alone if it holds most of what the texts share. Spans are offsets in the given texts.
    """
    default = ours_on or theirs_on or _NO_DAY
    ours, theirs = without_furniture(ours), without_furniture(theirs)
    left_start, left = _narrowed(ours, theirs)
    right_start, right = _narrowed(theirs, ours)
    pair = (comparable.read(left, ours_on, default), comparable.read(right, theirs_on, default))
    return tuple(_moved(difference, left_start, right_start) for difference in _all(*pair))


def _all(ours: Wording, theirs: Wording) -> Sequence[Difference]:
    differences = [rule(ours, theirs) for rule in RULES]
    return [difference for rule in differences for difference in rule]


def _narrowed(text: str, counterpart: str) -> tuple[int, str]:
    sentences = [match for match, _ in zip(_SENTENCE.finditer(text), range(_MOST_SENTENCES), strict=False) if len(match[0].split()) > 2]
    if len(sentences) < 2:
        return 0, text[:LONGEST]
    telling_terms = {term for term in terms(counterpart[:LONGEST]) if not is_common(term)}
    shared = [len(telling_terms & set(terms(match[0]))) for match in sentences]
    best = max(range(len(sentences)), key=shared.__getitem__)
    if len(text) <= LONGEST and shared[best] < _ENOUGH * len(telling_terms & set(terms(text))):
        return 0, text
    return sentences[best].start(), sentences[best][0][:LONGEST]


def _moved(difference: Difference, ours: int, theirs: int) -> Difference:
    return replace(difference, ours_span=_shifted(difference.ours_span, ours), theirs_span=_shifted(difference.theirs_span, theirs))


def _shifted(span: tuple[int, int] | None, by: int) -> tuple[int, int] | None:
    return (span[0] + by, span[1] + by) if span else None

"""Which earlier sentence became which later one: matched by exact words, then by likeness, then as joined or split sentences."""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from rapidfuzz import fuzz

from claims.matching.search.terms import is_common, terms

MOST_COMPARED = 300
"""Sentences per side that are compared by likeness across the whole text; beyond that, only those between the same unchanged neighbours."""

_LIKE = 0.55  # likeness from which two sentences anywhere count as the same sentence, edited
_LIKE_IN_PLACE = 0.3  # the same, for two sentences between the same unchanged neighbours
_CONTAINED = 0.6  # share of a sentence's content words that another must contain to have absorbed it

_TYPOGRAPHY = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-", "\u00ad": ""}
)


@dataclass(slots=True)
class Group:
    """Sentences of one version and their counterparts in the other, by position from 0; one side may be empty."""

    before: list[int]
    after: list[int]
    is_same: bool = False  # word for word
    moved: bool = False


@dataclass(slots=True)
class _Sides:
    """Two versions during alignment. A gap is what lies between two sentences that are in both versions in the same order."""

    before: Sequence[str]
    after: Sequence[str]
    groups: list[Group] = field(default_factory=list)
    free_before: list[int] = field(default_factory=list)
    free_after: list[int] = field(default_factory=list)
    gap_before: dict[int, int] = field(default_factory=dict)
    gap_after: dict[int, int] = field(default_factory=dict)


def align(before: Sequence[str], after: Sequence[str]) -> list[Group]:
    """Align the sentences of two versions. Every sentence is in exactly one group; groups come in the later version's order."""
    sides = _Sides(before, after)
    _pair_same_words(sides)
    _pair_alike(sides)
    _pair_last_in_gap(sides)
    _take_in_joined(sides)
    sides.groups += [Group([position], []) for position in sides.free_before]
    sides.groups += [Group([], [position]) for position in sides.free_after]
    _mark_moved(sides.groups)
    return _in_order(sides.groups)


@lru_cache(maxsize=10_000)
def plain(text: str) -> str:
    """A sentence without purely typographic differences: quotation marks, dashes, soft hyphens, white space."""
    return " ".join(text.translate(_TYPOGRAPHY).split())


def _pair_same_words(sides: _Sides) -> None:
    earlier, later = [plain(text) for text in sides.before], [plain(text) for text in sides.after]
    partner: dict[int, int] = {}
    for block in SequenceMatcher(None, earlier, later, autojunk=False).get_matching_blocks():
        partner |= {block.a + step: block.b + step for step in range(block.size)}
    sides.gap_before, sides.gap_after = _gaps(len(earlier), partner), _gaps(len(later), partner.values())
    waiting: dict[str, list[int]] = defaultdict(list)
    taken = set(partner.values())
    for position, text in enumerate(later):
        if position not in taken:
            waiting[text].append(position)
    for position, text in enumerate(earlier):
        if position not in partner and waiting[text]:
            partner[position] = waiting[text].pop(0)
    sides.groups = [Group([first], [second], is_same=True) for first, second in partner.items()]
    taken = set(partner.values())
    sides.free_before = [position for position in range(len(earlier)) if position not in partner]
    sides.free_after = [position for position in range(len(later)) if position not in taken]


def _gaps(length: int, fixed: Iterable[int]) -> dict[int, int]:
    # For each position, the number of sentences before it that both versions have in the same order.
    ordered, gaps = set(fixed), {}
    count = 0
    for position in range(length):
        gaps[position] = count
        count += position in ordered
    return gaps


def _pair_alike(sides: _Sides) -> None:
    everywhere = max(len(sides.free_before), len(sides.free_after)) <= MOST_COMPARED
    scored = []
    for first in sides.free_before:
        for second in sides.free_after:
            in_place = sides.gap_before[first] == sides.gap_after[second]
            if everywhere or in_place:
                likeness = _likeness(sides.before[first], sides.after[second])
                if likeness >= _LIKE:
                    scored.append((likeness + 0.1 * in_place, first, second))
    _take_best(sides, scored)


def _pair_last_in_gap(sides: _Sides) -> None:
    """Pair leftover sentences between the same neighbours that share content words: they were rewritten."""
    scored = [
        (shared, first, second)
        for first in sides.free_before
        for second in sides.free_after
        if sides.gap_before[first] == sides.gap_after[second]
        and (shared := shared_words(sides.before[first], sides.after[second])) >= _LIKE_IN_PLACE
    ]
    _take_best(sides, scored)


def _take_best(sides: _Sides, scored: list[tuple[float, int, int]]) -> None:
    free_before, free_after = set(sides.free_before), set(sides.free_after)
    for _, first, second in sorted(scored, key=lambda row: (-row[0], abs(row[1] - row[2]))):
        if first in free_before and second in free_after:
            free_before.remove(first)
            free_after.remove(second)
            sides.groups.append(Group([first], [second]))
    sides.free_before, sides.free_after = sorted(free_before), sorted(free_after)


def _take_in_joined(sides: _Sides) -> None:
    """Add a leftover sentence of either version to its neighbour's group when the neighbour's other form has most of its words.

    In the earlier version it was joined with its neighbour, in the later one it was parted from it.
    """
    groups = [group for group in sides.groups if not group.is_same]
    _take_in(sides.free_before, [(group.before, group.after) for group in groups], sides.before, sides.after)
    _take_in(sides.free_after, [(group.after, group.before) for group in groups], sides.after, sides.before)


def _take_in(free: list[int], groups: Iterable[tuple[list[int], list[int]]], texts: Sequence[str], counterparts: Sequence[str]) -> None:
    """Add the ``free`` sentences of one version to its neighbours; ``groups`` have the positions in this version, then in the other."""
    group_of = {position: (here, there) for here, there in groups for position in here}
    for position in list(free):
        for neighbour in (position - 1, position + 1):
            here, there = group_of.get(neighbour, ([], []))
            if there and _contained(texts[position], [counterparts[number] for number in there]) >= _CONTAINED:
                insort(here, position)
                group_of[position] = (here, there)
                free.remove(position)
                break


def _likeness(first_text: str, second_text: str) -> float:
    return max(fuzz.ratio(first_text, second_text), fuzz.token_sort_ratio(first_text, second_text)) / 100


@lru_cache(maxsize=10_000)
def telling_words(text: str) -> frozenset[str]:
    """The stems of a sentence's content words."""
    return frozenset(term for term in terms(text) if not is_common(term))


def shared_words(first_text: str, second_text: str) -> float:
    """Share of content words that two sentences have in common, 0..1 (Dice's coefficient)."""
    left, right = telling_words(first_text), telling_words(second_text)
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def _contained(text: str, whole: Iterable[str]) -> float:
    words = telling_words(text)
    return len(words & telling_words(" ".join(whole))) / len(words) if words else 0.0


def _mark_moved(groups: list[Group]) -> None:
    # Sentences outside the longest run that keeps its order were moved.
    paired = sorted((group for group in groups if group.before and group.after), key=lambda group: group.after[0])
    earlier = [group.before[0] for group in paired]
    kept = _longest_rising(earlier)
    for position, group in enumerate(paired):
        group.moved = position not in kept


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The positions of the longest increasing run of numbers, by patience sorting."""
    piles: list[int] = []
    earlier: list[int | None] = []
    for position, number in enumerate(numbers):
        low, high = 0, len(piles)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if numbers[piles[middle]] < number else (low, middle)
        earlier.append(piles[low - 1] if low else None)
        piles[low : low + 1] = [position]
    kept: set[int] = set()
    last = piles[-1] if piles else None
    while last is not None:
        kept.add(last)
        last = earlier[last]
    return kept


def _in_order(groups: list[Group]) -> list[Group]:
    # A removed sentence comes after the one that preceded it.
    where = {position: group.after[0] for group in groups if group.after for position in group.before}

    def key(group: Group) -> tuple[float, int]:
        if group.after:
            return float(group.after[0]), 0
        before = max((position for position in where if position < group.before[0]), default=None)
        return (where[before] + 0.5 if before is not None else -0.5), group.before[0]

    return sorted(groups, key=key)

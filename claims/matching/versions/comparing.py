"""What became of each sentence in a new version: unchanged, reworded, changed, new or gone. When in doubt: changed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from claims.matching.score.pair_model import EXCLUDED, FOLLOWS, PairModel
from claims.matching.search.normalise import key
from claims.matching.versions.aligning import Group, align, shared_words, telling_words
from claims.matching.versions.changed_facts import facts_of
from claims.model import ChangedFact, FactKind, LineChange, LineStatus

SURE = 0.92
"""Chance, in both directions, of one wording following from the other. From here on, sentences with the same facts count as reworded."""

SURE_WHEN_NEAR = 0.95
"""The same when only a few words were exchanged, added or removed: such edits change facts as often as style."""

_MOST_EXCLUDED = 0.05
_NEAR = 0.5  # share of content words in common; from here on, the remaining words may be a changed fact
_ALIKE = 85  # likeness (0..100) of the words in any order, from which the same holds
_REFERS = re.compile(r"[\"“„]|(?:he|she|they|his|her|their|him|them|it|its|this|that|these|those)\b", re.IGNORECASE)


def compare(before: Sequence[str], after: Sequence[str], model: PairModel | None, *, is_english: bool = True) -> list[LineChange]:
    """What became of the sentences of a text. Every sentence of each version is in exactly one change, in the later version's order.

    Without the model, or in a language other than English, only sentences with the same words count as "wording only".
    """
    groups = align(before, after)
    texts = {number: (_joined(before, group.before), _joined(after, group.after)) for number, group in enumerate(groups)}
    edited = [number for number, group in enumerate(groups) if group.before and group.after and not group.is_same]
    facts = {number: facts_of(texts[number][0]).changed_to(facts_of(texts[number][1])) for number in edited}
    unsettled = [number for number in edited if not facts[number] and not _is_same_key(texts[number])]
    same = _same_meaning({number: texts[number] for number in unsettled}, model if is_english else None)
    changes = [_change(group, facts.get(number), same.get(number, True)) for number, group in enumerate(groups)]
    return _with_lost_reference(changes, before, after)


def _joined(texts: Sequence[str], positions: Sequence[int]) -> str:
    return " ".join(texts[position].strip() for position in positions)


def _is_same_key(pair: tuple[str, str]) -> bool:
    return key(pair[0]) == key(pair[1])


def _same_meaning(pairs: Mapping[int, tuple[str, str]], model: PairModel | None) -> dict[int, bool]:
    if model is None or not pairs:
        return dict.fromkeys(pairs, False)
    forth = model.chances(list(pairs.values()))
    back = model.chances([(later, earlier) for earlier, later in pairs.values()])
    return {
        number: min(float(forward[FOLLOWS]), float(backward[FOLLOWS])) >= (SURE_WHEN_NEAR if _was_edited_in_place(*pairs[number]) else SURE)
        and max(float(forward[EXCLUDED]), float(backward[EXCLUDED])) <= _MOST_EXCLUDED
        for number, forward, backward in zip(pairs, forth, back, strict=True)
    }


def _was_edited_in_place(earlier: str, later: str) -> bool:
    if fuzz.token_sort_ratio(earlier, later) >= _ALIKE:
        return True
    return telling_words(earlier) != telling_words(later) and shared_words(earlier, later) >= _NEAR


def _change(group: Group, facts: tuple[ChangedFact, ...] | None, is_same: bool) -> LineChange:
    before, after = tuple(group.before), tuple(group.after)
    if not after:
        return LineChange(LineStatus.GONE, before, after)
    if not before:
        return LineChange(LineStatus.NEW, before, after)
    if group.is_same:
        return LineChange(LineStatus.UNCHANGED, before, after, moved=group.moved)
    if facts or not is_same:
        return LineChange(LineStatus.CHANGED, before, after, facts or (ChangedFact(FactKind.WORDS, None, None),), group.moved)
    return LineChange(LineStatus.WORDING, before, after, moved=group.moved)


def _with_lost_reference(changes: list[LineChange], before: Sequence[str], after: Sequence[str]) -> list[LineChange]:
    """The changes; a sentence that refers back ("He said …") counts as changed if the sentence before it now names somebody else."""
    return [_seen_in_place(change, before, after) for change in changes]


def _seen_in_place(change: LineChange, before: Sequence[str], after: Sequence[str]) -> LineChange:
    if change.status not in (LineStatus.UNCHANGED, LineStatus.WORDING) or not _REFERS.match(after[change.after[0]].strip()):
        return change
    names = [
        facts_of(texts[positions[0] - 1]).values[FactKind.NAME] if positions[0] else ()
        for texts, positions in ((before, change.before), (after, change.after))
    ]
    if not names[0] or not names[1] or set(names[0]) == set(names[1]):
        return change
    fact = ChangedFact(FactKind.SPEAKER, " ".join(names[0]), " ".join(names[1]))
    return replace(change, status=LineStatus.CHANGED, facts=(fact,))

"""Plain negation: one text uses a word like "not" or "denies" to say that the other's statement is untrue, or not done yet."""

import tomllib
from pathlib import Path

from claims.matching.differences.comparable import CLAUSE_END, Word, Wording, pair_of
from claims.matching.search.terms import is_common
from claims.model import Difference, DifferenceKind

_NEGATORS = frozenset("not no never none #0 nobody nothing neither nor cannot deny denies denied false untrue".split())
_DENIES_TOO = frozenset(
    "fail fails failed refuse refuses refused reject rejects rejected without lack lacks unable unaware unknown impossible rather only prevent prevented"
    " closed refrain frozen unless hardly barely".split()
)  # a text with one of these may say the same as one with a plain "not"
_SAID_OF = frozenset("false untrue".split())  # these stand after what they deny
_NOT_NEGATING = frozenset("not only|not just|not merely|not least|not sure|not until|no doubt|no wonder|no longer|nothing but".split("|"))
_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
_UNDONE, _UNDONE_BEFORE_TO, _OPEN = (frozenset(_WORDS[name].split()) for name in ("undone", "undone_before_to", "open"))
_REACH = 4  # how many content words away a negator still applies


def negation_differences(ours: Wording, theirs: Wording) -> list[Difference]:
    """Where one text denies what the other says. Two denials in one text cancel out ("nobody denies")."""
    left, right = _negators(ours), _negators(theirs)
    if len(left) % 2 == len(right) % 2 or any(word.form in _DENIES_TOO for word in (theirs if len(left) % 2 else ours).words):
        return []
    if len(left) % 2:
        return [Difference(DifferenceKind.NEGATION, raw, None, span, None) for raw, span in _denied(ours, left, theirs)]
    return [Difference(DifferenceKind.NEGATION, None, raw, None, span) for raw, span in _denied(theirs, right, ours)]


def undone_differences(ours: Wording, theirs: Wording) -> list[Difference]:
    """Where one text reports as done what the other only plans, considers or nearly does: "cut", "plans to cut". At most one difference."""
    left, right = _undone(ours, theirs), _undone(theirs, ours)
    if left:
        return [pair_of(DifferenceKind.NEGATION, *left)]
    return [pair_of(DifferenceKind.NEGATION, *right[::-1])] if right else []


def _undone(text: Wording, counterpart: Wording) -> tuple[Word, Word] | None:
    # The operator, and what the other text reports as done; nothing in that text may leave it open or deny it.
    if any(word.form in _OPEN | _UNDONE | _DENIES_TOO | _NEGATORS for word in counterpart.words):
        return None
    for position, word in enumerate(text.words):
        is_undone = word.form in _UNDONE or (word.form in _UNDONE_BEFORE_TO and text.form(position + 1) == "to")
        reach = _reach(text, position)[:1] if is_undone else []
        done = next((same for same in counterpart.words if reach and same.root == text.words[reach[0]].root), None)
        if done and not done.form.endswith("ing"):
            return word, done
    return None


def _negators(text: Wording) -> list[int]:
    return [
        position
        for position, word in enumerate(text.words)
        if word.form in _NEGATORS
        and f"{word.form} {text.form(position + 1)}" not in _NOT_NEGATING
        and not (word.raw == "No" and text.form(position + 1).isdigit())
        and not (word.form in ("not", "no") and text.form(position - 1) in ("and", "or"))
    ]


def _denied(text: Wording, negators: list[int], counterpart: Wording) -> list[tuple[str, tuple[int, int]]]:
    for negator in negators:
        reach = _reach(text, negator)
        if reach and text.words[reach[0]].root in counterpart.roots:
            word = text.words[negator]
            return [(word.raw, (word.start, word.end))]
    return []


def _reach(text: Wording, negator: int) -> list[int]:
    # The content words that a negator may deny, nearest first, up to the end of its clause.
    step = -1 if text.words[negator].form in _SAID_OF else 1
    reach: list[int] = []
    position = negator + step
    while (
        0 <= position < len(text.words)
        and len(reach) < _REACH
        and not CLAUSE_END.search(text.between(min(position, position - step), max(position, position - step)))
    ):
        if text.words[position].number or not is_common(text.words[position].root):
            reach.append(position)
        position += step
    return reach

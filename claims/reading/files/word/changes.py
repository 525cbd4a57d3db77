"""Tracked changes, read as if all were accepted: insertions count; deletions and the old places of moved text do not."""

from collections import Counter
from typing import Any

from claims.reading.files.word.elements import W, w

GONE = w("del", "moveFrom")
_KINDS = {f"{W}ins": "insertion", f"{W}del": "deletion", f"{W}moveFrom": "move"}
_BETWEEN = w("proofErr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "moveFromRangeStart", "moveToRangeStart")


def count(change: Any, counts: Counter[str]) -> None:
    """Count a change; one that Word cut into consecutive pieces counts once. Other elements are not changes."""
    kind = _KINDS.get(change.tag)
    if kind is None or not len(change):
        return
    before = change.getprevious()
    while before is not None and (before.tag in _BETWEEN or not isinstance(before.tag, str)):
        before = before.getprevious()
    if before is None or before.tag != change.tag:
        counts[kind] += 1


def mark_is_gone(paragraph: Any, counts: Counter[str]) -> bool:
    """Whether the end of a paragraph is deleted or was moved away, so that the next one continues in it."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    signs = {part.tag for part in mark} & GONE if mark is not None else set()
    if not signs:
        return False
    if f"{W}del" in signs and paragraph[-1].tag != f"{W}del":
        counts["deletion"] += 1
    return True


def without_custom_mark(run: Any) -> list[Any]:
    """A run's parts without the custom mark of a note."""
    parts, own = [], False
    for part in run:
        own = own or (part.tag in w("footnoteReference", "endnoteReference") and part.get(f"{W}customMarkFollows") in ("1", "true", "on"))
        if not (own and part.tag in w("t", "sym")):
            parts.append(part)
    return parts

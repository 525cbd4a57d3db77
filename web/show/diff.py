"""Compares two claims word by word: which words change the meaning, which are only reworded, and what one side lacks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from claims.model import Closer, Comparison, Difference, DifferenceKind, Relation
from web.show.words import NOTHING_OF

MOST = 300
"""Most words of a text that are compared; in longer texts only the differences that matching found are marked."""

_WORD = re.compile(r"\w+(?:[’'.,]\w+)*")

Span = tuple[int, int]
Side = Sequence[tuple[Span | None, str | None, str]]
"""For each difference: where it stands on one side, its words there, its kind."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text to show: plain, differs (changes the meaning), added (the other text lacks it), reworded (harmless), or absent ("no date")."""

    text: str
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Pair:
    """Both texts in pieces."""

    ours: tuple[Piece, ...]
    theirs: tuple[Piece, ...]


def compared(ours: str, theirs: str, comparison: Comparison) -> Pair:
    """Both texts as ``pair`` cuts them. If only the model calls them different, every changed word is marked as such.

    Where one says more and no rule names what it adds, the words that only that one has are shown as added.
    """
    reads_different = comparison.relation is Relation.DIFFERS and not comparison.differences
    longer = comparison.closer if not comparison.added else None
    changed = "differs" if reads_different else "reworded"
    return pair(ours, theirs, comparison.differences, added=comparison.added, changed=changed, longer=longer)


def pair(
    ours: str,
    theirs: str,
    differences: Sequence[Difference],
    *,
    added: Sequence[Difference] = (),
    changed: str = "reworded",
    longer: Closer | None = None,
) -> Pair:
    """Both texts cut into pieces. The pieces' texts joined, without the absent ones, give the original texts.

    ``changed`` is the kind of words for which the other text has different ones; ``longer`` says which text says more (MORE: ours),
    and the words that it alone has are "added".
    """
    mine = [(difference.ours_span, difference.ours, difference.kind) for difference in differences]
    yours = [(difference.theirs_span, difference.theirs, difference.kind) for difference in differences]
    our_words, their_words = list(_WORD.finditer(ours)), list(_WORD.finditer(theirs))
    if max(len(our_words), len(their_words)) > MOST:
        our_words, their_words = [], []
    matcher = SequenceMatcher(None, [word[0].lower() for word in our_words], [word[0].lower() for word in their_words], autojunk=False)
    steps = matcher.get_opcodes()
    here = [(our_words[a].start(), our_words[b - 1].end()) for tag, a, b, _, _ in steps if tag in ("replace", "delete")]
    there = [(their_words[a].start(), their_words[b - 1].end()) for tag, _, _, a, b in steps if tag in ("replace", "insert")]
    forward = [(their_words[c].start() if c < len(their_words) else len(theirs), _end(our_words, b)) for _, _, b, c, _ in steps]
    backward = [(our_words[a].start() if a < len(our_words) else len(ours), _end(their_words, d)) for _, a, _, _, d in steps]
    ours_added = [addition.ours_span for addition in added]
    theirs_added = [addition.theirs_span for addition in added]
    if longer is Closer.MORE:
        ours_added += [(our_words[a].start(), our_words[b - 1].end()) for tag, a, b, _, _ in steps if tag == "delete"]
    elif longer is Closer.LESS:
        theirs_added += [(their_words[c].start(), their_words[d - 1].end()) for tag, _, _, c, d in steps if tag == "insert"]
    return Pair(
        pieces(ours, _marks(ours, mine, here, changed, ours_added), _lacking(mine, yours, forward, len(ours))),
        pieces(theirs, _marks(theirs, yours, there, changed, theirs_added), _lacking(yours, mine, backward, len(theirs))),
    )


def _end(words: Sequence[re.Match[str]], count: int) -> int:
    """Where the first ``count`` words end."""
    return words[count - 1].end() if 0 < count <= len(words) else 0


def _marks(text: str, side: Side, words: Sequence[Span], changed: str, added: Sequence[Span | None]) -> list[tuple[str, list[Span]]]:
    """The kinds of pieces with their spans; later kinds override earlier ones."""
    return [(changed, _within(text, words)), ("added", _within(text, added)), ("differs", _within(text, [span for span, _, _ in side]))]


def _within(text: str, spans: Sequence[Span | None]) -> list[Span]:
    return sorted({span for span in spans if span is not None and 0 <= span[0] < span[1] <= len(text)})


def _lacking(side: Side, across: Side, places: Sequence[tuple[int, int]], length: int) -> list[tuple[int, str]]:
    """The offsets on this side at which to show "no date": after the words that precede the date on the other side."""
    lacking = []
    for (_, value, kind), (span, _, _) in zip(side, across, strict=True):
        if value is None:
            at = [end for start, end in places if span is not None and start <= span[0]]
            lacking.append((at[-1] if at else length, NOTHING_OF[DifferenceKind(kind)]))
    return sorted(lacking)


def pieces(text: str, marks: Sequence[tuple[str, Sequence[Span]]], lacking: Sequence[tuple[int, str]] = ()) -> tuple[Piece, ...]:
    """A text cut into pieces by the kind of their marks; a later kind overrides an earlier one. ``lacking`` words are inserted at their offsets."""
    kinds = ["plain"] * len(text)
    for name, spans in marks:
        for start, end in spans:
            kinds[start:end] = [name] * (end - start)
    missing = [(min(offset, len(text)), words) for offset, words in lacking]
    cuts = sorted({0, len(text), *(n for n in range(1, len(text)) if kinds[n] != kinds[n - 1]), *(offset for offset, _ in missing)})
    cut: list[Piece] = []
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        cut += [Piece(words, "absent") for offset, words in missing if offset == start]
        if start < end:
            cut.append(Piece(text[start:end], kinds[start]))
    return tuple(cut)

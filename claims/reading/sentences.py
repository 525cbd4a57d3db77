"""A text cut into sentences, with exact offsets, by the rules of news prose."""

import re

from claims.model import Span
from claims.reading.line_breaks import soft_breaks
from claims.reading.sentence_ends import Ends
from claims.reading.terminals import BREAKS, TERMINAL


def split(text: str, language: str | None = None) -> list[Span]:
    """The sentences of a text in order, without the space around them; a heading, a list item or a table row is a sentence of its own.

    ``text[span.start:span.end] == span.text`` for any Unicode text, and every character except space is in exactly one sentence.
    ``language`` is the text's ISO 639-1 code; without it, it is told from the text where an abbreviation or an ordinal asks for
    it. Takes time in proportion to the length.
    """
    soft = frozenset(soft_breaks(text))
    ends = Ends(text, language)
    spans: list[Span] = []
    start = 0
    for newline in [*(match.start() for match in re.finditer("\n", text) if match.start() not in soft), len(text)]:
        spans += _block(text, start, newline, ends)
        start = newline + 1
    return spans


def _block(text: str, start: int, end: int, ends: Ends) -> list[Span]:
    """The sentences between two line ends."""
    block = text[start:end]
    ends.begin(block)
    cuts = {ends.end_of(mark) for mark in TERMINAL.finditer(block) if ends.ends(mark)}
    cuts |= {mark.start() for mark in BREAKS.finditer(block) if ends.parts(mark)}
    spans: list[Span] = []
    at = 0
    for cut in [*sorted(cuts), len(block)]:
        spans += _trimmed(text, start + at, start + cut)
        at = cut
    return spans


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    piece = text[start:end]
    words = piece.strip()
    if not words:
        return []
    begin = start + len(piece) - len(piece.lstrip())
    return [Span(begin, begin + len(words), words)]

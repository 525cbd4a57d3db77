"""A text cut into overlapping passages of a few sentences."""

from collections.abc import Sequence

from claims.model import Span

SENTENCES = 4
"""Sentences in a passage; fewer lose what a pronoun or a figure refers to (3 found 5 of 100 quotes less, November 2026)."""

STEP = 2
"""Sentences from the start of one passage to the next, so that any two adjacent sentences share a passage."""

LONGEST = 2_000
"""Characters of a passage. A longer sentence, in a table or a text without full stops, is cut."""


def windows(sentences: Sequence[Span]) -> list[tuple[int, int]]:
    """Start and end of each passage in the text with these sentences; every sentence is in at least one."""
    passages: list[tuple[int, int]] = []
    for first in range(0, max(len(sentences) - SENTENCES + STEP, min(1, len(sentences))), STEP):
        part = sentences[first : first + SENTENCES]
        start = part[0].start
        for sentence in part:
            if sentence.end - start > LONGEST and sentence.start > start:
                passages.append((start, sentence.start))
                start = sentence.start
        passages += [(cut, min(cut + LONGEST, part[-1].end)) for cut in range(start, part[-1].end, LONGEST)]
    return passages

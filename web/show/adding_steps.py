"""The steps of adding an article, as its progress page lists them."""

from dataclasses import dataclass

from claims.wording import phrase
from web.adding import READING, AddingReport

WAITING = phrase("Waiting for its turn")

STEPS = (
    (phrase("Reading the text"), (READING,)),
    (phrase("Finding claims in its sentences"), ("reading sentence", "reading claim")),
    (phrase("Finding who says what"), ("finding who says sentence",)),
    (phrase("Comparing its claims with known claims"), ("comparing claim",)),
)
"""Each step in words, and what ``Pace`` calls its parts."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step: done, current or coming. ``done`` of ``of`` are its counts, 0 of 0 when nothing is counted."""

    words: str
    state: str
    done: int = 0
    of: int = 0


def steps_of(report: AddingReport) -> list[Step]:
    """The steps of an article that is being added."""
    if not report.doing:
        return [Step(WAITING, "current"), *(Step(words, "coming") for words, _ in STEPS)]
    current = next(number for number, (_, parts) in enumerate(STEPS) if report.doing in parts)
    return [
        Step(words, "current", report.done, report.of) if number == current else Step(words, "done" if number < current else "coming")
        for number, (words, _) in enumerate(STEPS)
    ]

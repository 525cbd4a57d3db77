"""What speeches, posts and interviews have in common: whom a line names, and the stretch of a text that somebody speaks."""

import re
from dataclasses import dataclass

from claims.english.verbs import VERB_FORM
from claims.model import Span
from claims.reading.capitals import person_in, runs
from claims.reading.named_people import People

QUOTE = re.compile(r"[“”\"]")
FIRST_PERSON = re.compile(r"(?<![\w’'])(?:I|I['’](?:m|ve|d|ll)|we|We|my|My|our|Our|me|us)(?![\w’'])")
TO_READER = re.compile(r"\?|\b(?:you|your|yours|You|Your)\b")
_PROSE = re.compile(rf"[.!?“”\"«»]|\b{VERB_FORM}\b")  # a heading has neither a full stop nor a verb
_SHORTENED = re.compile(r"\b(?:Dr|Mrs?|Ms|Prof|Rev|Fr|St|Sgt|Lt|Col|Gen|Capt|Cllr|Hon|Jr|Sr|[A-Z])\.")


def is_prose(line: str) -> bool:
    """Whether a line is a sentence, not a heading."""
    return _PROSE.search(_SHORTENED.sub("", line)) is not None


@dataclass(frozen=True, slots=True)
class Narrator:
    """The speaker of the sentences between two offsets that have no other speaker."""

    start: int
    end: int
    name: str
    is_quoted: bool = False  # an answer that stands in quotation marks


def stretches(paragraphs: list[list[Span]]) -> list[tuple[int, int]]:
    return [(lines[0].start, lines[-1].end) for lines in paragraphs]


def speaker_in(words: str, cast: People) -> str | None:
    """The first person in the words, else the body or the account that they name."""
    if words.startswith("@"):
        named = re.match(r"@[\w.]+ \((?P<who>[^()]{3,40})\)", words)
        return (speaker_in(named["who"], cast) if named else None) or words.split()[0].strip(",:")
    names = names_in(words.split(" at ")[0].split(" on ")[0].split(" to ")[0].split(" in ")[0], cast)
    if names:
        return names[0]
    run = next(iter(runs(words)), None)
    return words[run.start : run.end] if run and run.start < 5 and not words[run.start : run.end].isupper() else None


def names_in(words: str, cast: People) -> list[str]:
    return [
        cast.full(name)
        for run in runs(words)
        if (name := person_in(run, words)) and (" " in name or cast.is_person(name) or name.isupper())
    ]

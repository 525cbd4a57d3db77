"""A line of the history in words, and how values of an event are read."""

from collections.abc import Mapping
from dataclasses import dataclass

from claims.model import Event, State
from claims.wording import phrase

_STATES = {
    State.OPEN: phrase("open"),
    State.IN_REVIEW: phrase("in review"),
    State.CHECKED: phrase("checked"),
    State.PUBLISHED: phrase("published"),
    State.DROPPED: phrase("dropped"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the history in words. ``before`` and ``after`` are texts to show side by side; ``about`` is the text the line is about."""

    event: Event
    words: str
    before: str | None = None
    after: str | None = None
    about: str | None = None


def state_in(values: Mapping[str, object]) -> str:
    return _STATES[State(str(values["state"]))]


def plain_words(word: object) -> str:
    return str(word).replace("_", " ")


def text_in(value: object) -> str | None:
    return value if isinstance(value, str) and value else None

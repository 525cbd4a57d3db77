"""The ways in which a speaker is found, and what is read of a sentence before it is decided whether to name them or to ask."""

from dataclasses import dataclass
from enum import StrEnum

from claims.model import Polarity


class Way(StrEnum):
    """How the words or the place of a sentence tell who says it."""

    NOBODY = "nobody"
    LABEL = "label"  # "ROTH: It sank."
    NARRATOR = "narrator"  # the speech, post or letter is theirs
    NAME = "name"  # "Ana Roth said …"
    OFFICE = "office"  # "the mayor", which one person is
    DESCRIPTION = "description"  # "a neighbour"
    BODY = "body"  # "the ministry", "Roth Foods"
    PRONOUN = "pronoun"  # "she said"
    GROUP = "group"  # "they said", "it said"
    SIGNED = "signed"  # "“It sank.” — Ana Roth"
    BEFORE_COLON = "before colon"  # "Roth was blunt: “It sank.”"
    ACTING = "acting"  # "Roth shook her head. “It sank.”"
    GOES_ON = "goes on"  # a quotation after another one of the same speaker


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read of one sentence; the fields of an Attribution, and the way in which the speaker was found."""

    speaker: str | None
    proposition: str
    polarity: Polarity = Polarity.ASSERTED
    candidates: tuple[str, ...] = ()
    way: Way = Way.NOBODY

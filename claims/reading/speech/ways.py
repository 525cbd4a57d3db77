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


class Sign(StrEnum):
    """What makes a speaker more or less sure."""

    CONFIRMED = "confirmed"  # the grammar of the sentence names the same one
    DIFFERS = "differs"  # the grammar names another
    SECOND = "second"  # another one says something in the same sentence
    ASIDE = "aside"  # the verb stands in a clause that begins with "after", "as", "who" …
    RIVAL = "rival"  # another person whom the pronoun may mean is named shortly before
    LAST = "last"  # the sentence before names them and nobody else
    SEX_KNOWN = "sex known"  # a form of address or a given name tells that this "she" is a woman
    PASSED_ON = "passed on"  # a turn or a speech that tells what somebody says
    QUOTED = "quoted"  # somebody's words in marks
    UNSURE_NOUN = "unsure noun"  # no word list knows that the noun can speak
    TURN = "turn"  # a "she" in a turn or a post, whose speaker calls themselves "I"
    ROLE = "role"  # a label such as "CALLER", whose name another line may tell
    NAMELESS = "nameless"  # the speaker is known by an office or a description
    ALONE = "alone"  # a name of one word
    UNSIGNED = "unsigned"  # "a paper published in March": whose it is is not said
    CHAIN = "chain"  # the sentence before is theirs, too, by the same "she" or by name
    ONLY = "only"  # a label that says no name, in a text that names nobody else
    DIRECT = "direct"  # the sentence opens with a quotation
    CARRIED = "carried"  # they are named as who says another sentence
    FAR = "far"  # not named in this sentence nor in the one before


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read of one sentence; the fields of an Attribution, and the way in which the speaker was found."""

    speaker: str | None
    proposition: str
    polarity: Polarity = Polarity.ASSERTED
    candidates: tuple[str, ...] = ()
    way: Way = Way.NOBODY
    signs: frozenset[Sign] = frozenset()
    alternatives: tuple[str, ...] = ()  # who else may have said it, likelier first

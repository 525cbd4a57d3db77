"""When a speaker is named, and when the desk asks "Who says this?": by how often each way of finding one was right on the labelled sets.

``tests/benchmarks/speaker_ways.py`` counts it. What was right in fewer than about 95 of 100 statements of people who knew none of the rules asks.
"""

from claims.model import Attribution
from claims.reading.speech.ways import Reading, Sign, Way

# A speaker found in this way is a question where one of these signs is there.
_ASK_IF: dict[Way, frozenset[Sign]] = {
    Way.NAME: frozenset((Sign.DIFFERS, Sign.ASIDE, Sign.SECOND)),
    Way.OFFICE: frozenset(Sign),
    Way.DESCRIPTION: frozenset((Sign.DIFFERS, Sign.ASIDE, Sign.SECOND, Sign.QUOTED)),
    Way.BODY: frozenset((Sign.DIFFERS, Sign.ASIDE, Sign.SECOND, Sign.ALONE)),
    Way.PRONOUN: frozenset((Sign.RIVAL, Sign.FAR, Sign.ALONE, Sign.NAMELESS, Sign.ASIDE, Sign.SECOND)),
    Way.GROUP: frozenset((Sign.RIVAL, Sign.FAR)),
    Way.LABEL: frozenset((Sign.PASSED_ON, Sign.ROLE, Sign.CONFIRMED, Sign.DIFFERS)),
    Way.NARRATOR: frozenset((Sign.PASSED_ON,)),
    Way.BEFORE_COLON: frozenset((Sign.DIFFERS,)),
}
# ... and a description where none of these is there.
_ASK_UNLESS: dict[Way, frozenset[Sign]] = {Way.DESCRIPTION: frozenset((Sign.CONFIRMED,)), Way.GOES_ON: frozenset((Sign.QUOTED,))}


def asks(read: Reading) -> bool:
    """Whether the speaker that was found is too unsure to be named."""
    needed = _ASK_UNLESS.get(read.way)
    return bool(read.signs & _ASK_IF.get(read.way, frozenset())) or (needed is not None and not read.signs & needed)


def decided(read: Reading) -> Attribution:
    """The speaker by name, or nobody and who it may be, likelier first."""
    if read.speaker is None or not asks(read):
        return Attribution(read.speaker, read.proposition, read.polarity, read.candidates)
    return Attribution(None, read.proposition, read.polarity, tuple(dict.fromkeys((read.speaker, *read.alternatives))))

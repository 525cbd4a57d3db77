"""When a speaker is named, and when the desk asks "Who says this?": by how often each way of finding one was right on the labelled sets.

``tests/benchmarks/speaker_ways.py`` counts it. What was right in fewer than about 95 of 100 statements of people who knew none of the rules asks.
"""

from claims.model import Attribution
from claims.reading.speech.ways import Reading, Sign, Way

# The signs that make a question of a speaker found in this way: all of the first set are there, and none of the second.
_ANY: list[tuple[set[Sign], set[Sign]]] = [({Sign.DIFFERS}, set()), ({Sign.ASIDE}, set()), ({Sign.SECOND}, set())]
_DOUBTS: dict[Way, list[tuple[set[Sign], set[Sign]]]] = {
    Way.NAME: [({Sign.DIFFERS, Sign.ALONE}, set()), ({Sign.ASIDE}, set()), ({Sign.SECOND}, set()), ({Sign.TURN}, {Sign.CONFIRMED})],
    Way.OFFICE: [(set(), set())],
    Way.DESCRIPTION: [
        *_ANY,
        ({Sign.UNSURE_NOUN}, set()),
        ({Sign.UNSIGNED}, set()),
        ({Sign.QUOTED, Sign.RIVAL}, set()),
        (set(), {Sign.CONFIRMED}),
    ],
    Way.BODY: [
        ({Sign.DIFFERS}, {Sign.NAMELESS}),
        ({Sign.ASIDE}, set()),
        ({Sign.SECOND}, set()),
        ({Sign.UNSIGNED}, set()),
        ({Sign.ALONE}, set()),
        (set(), {Sign.CONFIRMED, Sign.NAMELESS}),
    ],
    Way.PRONOUN: [
        ({Sign.RIVAL}, {Sign.LAST, Sign.CHAIN}),
        ({Sign.FAR}, {Sign.CHAIN, Sign.DIRECT}),
        ({Sign.FAR, Sign.CARRIED}, {Sign.CHAIN}),
        ({Sign.ALONE}, {Sign.SEX_KNOWN}),
        ({Sign.NAMELESS}, set()),
        ({Sign.TURN}, set()),
        ({Sign.ASIDE}, set()),
        ({Sign.SECOND}, set()),
    ],
    Way.GROUP: [({Sign.RIVAL}, set()), ({Sign.FAR}, set())],
    Way.LABEL: [
        ({Sign.PASSED_ON}, set()),
        ({Sign.ROLE}, {Sign.ONLY}),
        ({Sign.ROLE}, {Sign.ALONE}),
        ({Sign.CONFIRMED}, set()),
        ({Sign.DIFFERS}, set()),
    ],
    Way.NARRATOR: [({Sign.PASSED_ON}, set())],
    Way.BEFORE_COLON: [({Sign.DIFFERS}, set())],
    Way.GOES_ON: [(set(), {Sign.QUOTED})],
}


def is_unsure(read: Reading) -> bool:
    """Whether the speaker that was found is too unsure to be named."""
    return any(there <= read.signs and not missing & read.signs for there, missing in _DOUBTS.get(read.way, ()))


def decided(read: Reading) -> Attribution:
    """The speaker by name, or nobody and who it may be, likelier first."""
    if read.speaker is None or not is_unsure(read):
        return Attribution(read.speaker, read.proposition, read.polarity, read.candidates)
    return Attribution(None, read.proposition, read.polarity, tuple(dict.fromkeys((read.speaker, *read.alternatives))))

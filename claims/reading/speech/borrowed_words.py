"""Which sentences of a speech or a turn in a transcript are not the speaker's own words, though nobody else is named as theirs."""

import re

from claims.model import Polarity, Span
from claims.reading.speech import polarity, saying, statements
from claims.reading.speech.mentions import Context
from claims.reading.speech.ways import Reading

# Whoever speaks says "I" of themselves.
_OF_ANOTHER = re.compile(
    rf"\b(?:[Hh]e|[Ss]he|[Tt]hey)\s(?:\w+ly\s|always\s|never\s|once\s|also\s|now\s|even\s|still\s|has\s|had\s|has\salso\s)?(?:{saying.VERB.pattern})"
    r"(?! it\b| you\b|,? that(?: (?:last|this|before|after|when|in|to|again|at|on|because|every|all|and|but|way)\b|\W*$))"
)
_ABOUT_THE_TEXT = re.compile(
    r"(?:The|This) (?:speech|address|remarks|interview|conversation|programme|program|recording|lecture|talk|session|transcript)\b[^.]{0,40}? (?:was|were|has been|have been) \w+ed\b"
    r"|The (?:speech|address|lecture|talk|interview) was given\b"
)
_QUOTED_WITHIN = re.compile(r"\w[^“”\"]{0,80}[“\"](?:[^“”\"\s]+\s+){2,}[^“”\"]*[”\"]")
_QUOTES_SOMEBODY = re.compile(r"[“«„‘\"](?:\S+\s+){3}|^\W*[“«„‘\"]")


def may_be_own(sentence: Span, attribution: Reading, context: Context) -> bool:
    """Whether a sentence can be told in the voice of whoever speaks the text."""
    return not (
        _QUOTES_SOMEBODY.search(sentence.text)
        or _ABOUT_THE_TEXT.match(sentence.text)
        or _is_of_another(sentence, context)
        or statements.reporter_in(sentence.text) is not None
        or _is_rumour(attribution, sentence)
    )


def may_be_turn(sentence: Span, attribution: Reading, context: Context) -> bool:
    """Whether a sentence can be told in the voice of the one whose label stands before it."""
    return not (
        _is_of_another(sentence, context)
        or statements.reporter_in(sentence.text) is not None
        or _quotes_within(sentence)
        or _is_rumour(attribution, sentence)
    )


def _is_rumour(attribution: Reading, sentence: Span) -> bool:
    """Whether a sentence denies or doubts what others claim: whose that is, nobody tells."""
    return attribution.polarity is not Polarity.ASSERTED and polarity.is_hearsay(sentence.text)


def _quotes_within(sentence: Span) -> bool:
    """Whether a turn has several words of somebody else in marks: "His words were “it sounds like spoons”"."""
    return _QUOTED_WITHIN.search(sentence.text) is not None


def _is_of_another(sentence: Span, context: Context) -> bool:
    """Whether a sentence within a speech or a turn tells what somebody says whom nobody names: "Fraud, says her office"."""
    return sentence.start in context.of_others or _OF_ANOTHER.search(sentence.text) is not None

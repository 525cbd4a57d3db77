"""Puts the reasons for a spotted claim into plain words."""

from collections.abc import Sequence

from claims.model import Sign

TOLD = {
    "figure": "contains a figure: {}",
    "event": "an event with a place and a year: {}",
    "since": "a comparison over time: {}",
    "comparison": "compares: {}",
    "record": "claims a record: {}",
    "cause": "names a cause: {}",
    "document": "cites a document or data: {}",
    "answered": "someone vouches for the figure: {}",
    "overtaken": "compares the expected with the actual",
    "date": "gives a date: {}",
    "when": "says when: {}",
    "deed": "says what happened: {}",
    "denial": "denies something: {}",
    "rule": "says what is allowed or required: {}",
    "general": "says what generally happens: {}",
    "state": "says how something is: {}",
    "statement": "states something as a fact",
    "rumour": "a rumour put as a question",
    "question": "a question that asserts nothing",
    "furniture": "belongs to the page around the article",
    "no answer": "reports that there was no answer: {}",
    "framing": "says what it means, not what happened: {}",
    "prediction": "a prediction or a plan: {}",
    "opinion": "an opinion: {}",
    "feeling": "a feeling: {}",
    "value": "a judgement: {}",
    "hedge": "only a possibility: {}",
    "command": "asks somebody to do something",
    "fragment": "a heading or label, not a sentence",
    "nothing": "nothing that records or witnesses could show",
    "language": "by figures, dates, names and shape alone: this text is in another language ({})",
}


def reason_words(reasons: Sequence[Sign]) -> list[str]:
    """Each reason in words, the strongest first. Reasons that an older release stored as words stay as they are."""
    return [TOLD[reason.name].format(reason.words) if reason.name in TOLD else reason.words for reason in reasons]

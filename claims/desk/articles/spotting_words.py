"""Puts the reasons for a spotted claim into plain words."""

from collections.abc import Sequence

from claims.model import Sign
from claims.wording import phrase

TOLD = {
    "figure": phrase("contains a figure: {words}"),
    "event": phrase("an event with a place and a year: {words}"),
    "since": phrase("a comparison over time: {words}"),
    "comparison": phrase("compares: {words}"),
    "record": phrase("claims a record: {words}"),
    "cause": phrase("names a cause: {words}"),
    "document": phrase("cites a document or data: {words}"),
    "answered": phrase("someone vouches for the figure: {words}"),
    "overtaken": phrase("compares the expected with the actual"),
    "date": phrase("gives a date: {words}"),
    "when": phrase("says when: {words}"),
    "deed": phrase("says what happened: {words}"),
    "denial": phrase("denies something: {words}"),
    "rule": phrase("says what is allowed or required: {words}"),
    "general": phrase("says what generally happens: {words}"),
    "state": phrase("says how something is: {words}"),
    "statement": phrase("states something as a fact"),
    "rumour": phrase("a rumour put as a question"),
    "question": phrase("a question that asserts nothing"),
    "furniture": phrase("belongs to the page around the article"),
    "no answer": phrase("reports that there was no answer: {words}"),
    "framing": phrase("says what it means, not what happened: {words}"),
    "prediction": phrase("a prediction or a plan: {words}"),
    "opinion": phrase("an opinion: {words}"),
    "feeling": phrase("a feeling: {words}"),
    "value": phrase("a judgement: {words}"),
    "hedge": phrase("only a possibility: {words}"),
    "command": phrase("asks somebody to do something"),
    "vague": phrase("says only that something exists or happened"),
    "fragment": phrase("a heading or label, not a sentence"),
    "nothing": phrase("nothing that records or witnesses could show"),
    "language": phrase("by figures, dates, names and shape alone: this text is in another language ({words})"),
}


def reason_words(reasons: Sequence[Sign]) -> list[str]:
    """Each reason in words, the strongest first. Reasons that an older release stored as words stay as they are."""
    return [phrase(TOLD[reason.name], words=reason.words) if reason.name in TOLD else reason.words for reason in reasons]

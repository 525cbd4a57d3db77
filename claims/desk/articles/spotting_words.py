"""Puts the reasons for a spotted claim into plain words."""

from collections.abc import Sequence

from claims.model import Sign
from claims.wording import text

TOLD = {
    "figure": text("contains a figure: {words}"),
    "event": text("an event with a place and a year: {words}"),
    "since": text("a comparison over time: {words}"),
    "comparison": text("compares: {words}"),
    "record": text("claims a record: {words}"),
    "cause": text("names a cause: {words}"),
    "document": text("cites a document or data: {words}"),
    "answered": text("someone vouches for the figure: {words}"),
    "overtaken": text("compares the expected with the actual"),
    "date": text("gives a date: {words}"),
    "when": text("says when: {words}"),
    "deed": text("says what happened: {words}"),
    "denial": text("denies something: {words}"),
    "rule": text("says what is allowed or required: {words}"),
    "general": text("says what generally happens: {words}"),
    "state": text("says how something is: {words}"),
    "statement": text("states something as a fact"),
    "rumour": text("a rumour put as a question"),
    "question": text("a question that asserts nothing"),
    "furniture": text("belongs to the page around the article"),
    "no answer": text("reports that there was no answer: {words}"),
    "framing": text("says what it means, not what happened: {words}"),
    "prediction": text("a prediction or a plan: {words}"),
    "opinion": text("an opinion: {words}"),
    "feeling": text("a feeling: {words}"),
    "value": text("a judgement: {words}"),
    "hedge": text("only a possibility: {words}"),
    "command": text("asks somebody to do something"),
    "fragment": text("a heading or label, not a sentence"),
    "nothing": text("nothing that records or witnesses could show"),
    "language": text("by figures, dates, names and shape alone: this text is in another language ({words})"),
}


def reason_words(reasons: Sequence[Sign]) -> list[str]:
    """Each reason in words, the strongest first. Reasons that an older release stored as words stay as they are."""
    return [text(TOLD[reason.name], words=reason.words) if reason.name in TOLD else reason.words for reason in reasons]

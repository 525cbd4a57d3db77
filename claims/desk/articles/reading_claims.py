"""Reads an article for its claims before anything is stored: its sentences, what is checkable in them, and who says it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from claims.desk.articles import retellings
from claims.desk.articles.pace import Pace
from claims.desk.index.claim_vectors import Row, Vectors
from claims.desk.index.matcher import Matcher
from claims.errors import Unreadable
from claims.matching.search.normalise import key
from claims.model import (
    Attribution,
    Document,
    Polarity,
    Said,
    Span,
    Spotted,
)
from claims.reading import sentences
from claims.reading.speech import speakers
from claims.reading.spotting import spotting

READ_TOGETHER = 128
"""Sentences that are judged between two progress reports: under a second, or two seconds if each has 200 words."""


_SENTENCES_OF_A_LINE = 3
"""The most sentences of a one-line text that counts as a post, a tip or a headline."""


Embed = Callable[[list[str]], Vectors]
"""Returns the embeddings of texts, one row per text."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One claim as it will be stored, with every sentence of the article that makes it."""

    text: str
    said: Said
    places: tuple[int, ...]  # indexes into the article's sentences


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as the program read it, before anything is stored."""

    document: Document
    spans: tuple[Span, ...]
    spotted: tuple[Spotted, ...]
    proposals: tuple[Proposal, ...]
    rows: Mapping[str, Row]  # the embeddings that spotting computed, by text


def read_claims(document: Document, matcher: Matcher, pace: Pace | None = None) -> Reading:
    """Split a document into sentences and propose the checkable ones; equal wordings by the same speaker are one proposal.

    Raise Unreadable for a text without sentences.
    """
    spans = sentences.split(document.text, document.language)
    if not spans:
        raise Unreadable("no sentences were found. Check that the text is an article.")
    rows: dict[str, Row] = {}
    spotted = _added_as_claim(document.text, _spotted(document, spans, _embedding(matcher, rows), pace or Pace(within=None)))
    spotted = _without_headline(
        document, spans, retellings.with_retellings(spotted, spans, matcher.encoder, rows, pace or Pace(within=None))
    )
    attributions = _said(document, spans, pace or Pace(within=None))
    places: dict[tuple[str, str | None, Polarity], list[int]] = {}
    for number, (judgement, attribution) in enumerate(zip(spotted, attributions, strict=True)):
        if judgement.proposed:
            attributions[number] = attribution = _bare(attribution, judgement, spans[number])
            places.setdefault((key(attribution.proposition), attribution.speaker, attribution.polarity), []).append(number)
    proposals = [
        Proposal(attributions[numbers[0]].proposition, attributions[numbers[0]].said, tuple(numbers)) for numbers in places.values()
    ]
    return Reading(document, tuple(spans), tuple(spotted), tuple(proposals), rows)


def _spotted(document: Document, spans: Sequence[Span], embed: Embed | None, pace: Pace) -> list[Spotted]:
    """How checkable each sentence is. Judged a few at a time: parsing a sentence of 200 words takes a hundredth of a second."""
    language = document.language or spotting.language_of(spans)
    judged: list[Spotted] = []
    for first in range(0, len(spans), READ_TOGETHER):
        pace.go_on("reading sentence", first, len(spans))
        judged += spotting.spot(spans[first : first + READ_TOGETHER], embed, language=language)
    return judged


def _said(document: Document, spans: Sequence[Span], pace: Pace) -> list[Attribution]:
    """Who says each sentence."""
    return speakers.attribute(spans, document.text, on_sentences=lambda done: pace.go_on("finding who says sentence", done, len(spans)))


def _added_as_claim(text: str, spotted: list[Spotted]) -> list[Spotted]:
    """The judgements, with at least the likeliest sentence of a one-line text proposed: somebody added that post or tip as a claim."""
    if "\n" in text.strip() or len(spotted) > _SENTENCES_OF_A_LINE or any(judgement.proposed for judgement in spotted):
        return spotted
    best = max(range(len(spotted)), key=lambda number: spotted[number].score)
    return [replace(judgement, proposed=number == best) for number, judgement in enumerate(spotted)]


def _without_headline(document: Document, spans: Sequence[Span], spotted: list[Spotted]) -> list[Spotted]:
    """The judgements, with the headline of a longer text not proposed: the text says the same in more detail."""
    return [
        replace(judgement, proposed=False)
        if len(spans) > 1 and span.text == document.title and span.text[-1] not in '.!?…”"'
        else judgement
        for judgement, span in zip(spotted, spans, strict=True)
    ]


def _bare(attribution: Attribution, spotted: Spotted, sentence: Span) -> Attribution:
    """The bare statement of a rumour put as a question, if the sentence is nobody's words; else the attribution unchanged."""
    if spotted.asserted is None or attribution.proposition.strip() != sentence.text.strip():
        return attribution
    return replace(attribution, proposition=spotted.asserted)


def _embedding(matcher: Matcher, kept: dict[str, Row]) -> Embed | None:
    """The function that embeds sentences for spotting and keeps each row for matching; None without the model spotting was fitted with."""
    encoder = matcher.encoder
    if encoder is None or encoder.name != spotting.MODEL:
        return None

    def embed(texts: list[str]) -> Vectors:
        rows = encoder.encode(texts)
        kept.update(zip(texts, rows, strict=True))
        return rows

    return embed


def spot_text(text: str, matcher: Matcher) -> Spotted:
    """How checkable one sentence is, and why; stores nothing."""
    span = Span(0, len(text), text)
    return spotting.spot([span], _embedding(matcher, {}))[0]

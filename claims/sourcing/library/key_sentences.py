"""The sentence of each passage that speaks most to a claim, and what the passage model makes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from claims.model import Span
from claims.reading import sentences
from claims.sourcing.library.passage_encoder import PassageEncoder
from claims.sourcing.library.passage_model import PassageModel, Reading
from claims.sourcing.library.passage_ranking import share_of_words

READ = 2
"""Sentences of a passage that the model reads: those with most of the claim's telling words. All four find no more (November 2026)."""


@dataclass(frozen=True, slots=True)
class KeySentence:
    """A sentence with its offsets in its text; ``reading`` is None without a model."""

    span: Span
    reading: Reading | None


def key_sentences(model: PassageModel | None, claim: str, passages: Sequence[tuple[str, Span]]) -> list[KeySentence]:
    """One for each passage, which is given with its title, as the title often names what the passage calls "it"; about 5 ms a passage."""
    telling = [_most_telling(claim, passage) for _, passage in passages]
    if model is None:
        return [KeySentence(spans[0], None) for spans in telling]
    texts = [f"{title}. {span.text}" if title else span.text for (title, _), spans in zip(passages, telling, strict=True) for span in spans]
    readings = iter(model.read(claim, texts))
    return [
        max([KeySentence(span, reading) for span, reading in zip(spans, islice(readings, len(spans)), strict=True)], key=_speaks)
        for spans in telling
    ]


def nearest_sentences(encoder: PassageEncoder | None, claim: str, passages: Sequence[tuple[str, Span]]) -> list[KeySentence]:
    """The same for passages that the passage model cannot read: the sentence of each, given with its title, that is nearest in meaning."""
    return [KeySentence(_nearest(encoder, claim, title, _sentences_of(passage)), None) for title, passage in passages]


def _nearest(encoder: PassageEncoder | None, claim: str, title: str, spans: Sequence[Span]) -> Span:
    if encoder is None:
        return spans[0]
    near = encoder.cosines(claim, [f"{title}. {span.text}" if title else span.text for span in spans])
    return spans[int(near.argmax())]


def _speaks(sentence: KeySentence) -> float:
    assert sentence.reading is not None
    return sentence.reading.speaks


def _most_telling(claim: str, passage: Span) -> list[Span]:
    return sorted(_sentences_of(passage), key=lambda span: (-share_of_words(claim, span.text), span.start))[:READ]


def _sentences_of(passage: Span) -> list[Span]:
    return [Span(passage.start + span.start, passage.start + span.end, span.text) for span in sentences.split(passage.text)] or [passage]

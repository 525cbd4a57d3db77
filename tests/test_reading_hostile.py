"""Texts that are made to be slow to read: sentences without an end, marks without a match. Reading takes time in proportion to the text."""

import time

import pytest

from claims.model import Span
from claims.reading import sentences
from claims.reading.parts import parts
from claims.reading.speech import speakers
from claims.reading.spotting import spotting

WORDS = ("harbour", "ferry", "council", "bridge", "said", "carried", "people", "million", "the", "which", "who", "he")


def without_full_stop(words: int) -> str:
    return " ".join(WORDS[number * 7 % 11] for number in range(words))


HOSTILE = {
    "100,000 words without a full stop": without_full_stop(100_000),
    "50,000 commas": without_full_stop(50_000).replace(" ", ", "),
    "20,000 nested quotes": "“‘" * 10_000 + "It sank in 2021, he said." + "’”" * 10_000,
    "20,000 quotes after each other": ' "It sank" said' * 20_000,
    "20,000 times he said that": "he said that " * 20_000 + "it sank.",
    "20,000 clauses within clauses": "the mayor, who said she, which " * 20_000 + "sank.",
    "20,000 brackets": "(" * 20_000 + "it sank" + ")" * 20_000,
    "20,000 openings of speech": '"It sank in 2021, and more.\n\n' * 20_000,
    "30,000 names in one sentence": "Ann Bo, Cy Do, " * 15_000 + "said it sank.",
    "sentences as long as grammar reads": f"{without_full_stop(199)}. " * 100,
}
SECONDS = 12.0
"""Processor time for one of them, on a slow machine under load; each took under 5 in November 2026."""


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_text_made_to_be_slow_is_read_in_seconds(kind: str) -> None:
    text, begun = HOSTILE[kind], time.process_time()
    spans = sentences.split(text, "en")
    assert len(speakers.attribute(spans, text)) == len(spans)
    few = spans[:100]
    assert len(spotting.spot(few, language="en")) == len(few)
    assert len(parts.parts_of_many([(span, "") for span in few])) == len(few)
    assert time.process_time() - begun < SECONDS
    assert all(isinstance(span, Span) and text[span.start : span.end] == span.text for span in spans)


ENDLESS = {
    "dots before small letters in a text with a capital": ("Aa ", "aa. "),
    "brackets that quote in the middle of a sentence": ("あ", "「あ」"),
}
"""A beginning and what follows it again and again: marks that end no sentence, so that the sentence grows with the text."""


@pytest.mark.parametrize("kind", ENDLESS)
def test_marks_that_end_no_sentence_take_no_longer_in_a_long_sentence(kind: str) -> None:
    begins, goes_on = ENDLESS[kind]

    def seconds(times: int) -> float:
        begun = time.process_time()
        assert len(sentences.split(begins + goes_on * times + "x", "en")) == 1
        return time.process_time() - begun

    assert seconds(240_000) < 7 * seconds(60_000), "four times the text takes about four times as long, not sixteen times"

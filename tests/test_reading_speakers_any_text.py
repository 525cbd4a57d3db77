"""Speakers of any text: only words that stand in it, and in time proportional to its length."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import Attribution
from claims.reading.sentences import split
from claims.reading.speech import speakers
from claims.reading.speech.speakers import attribute


def words(text: str) -> str:
    return " ".join(text.split()).lower()


def test_a_name_that_is_put_together_from_pieces_is_nobody_s() -> None:
    told = [
        Attribution("Ana  Reyes", "It sank."),
        Attribution("Ana Marek", "It sank."),
        Attribution(None, "It sank.", candidates=("Jon Marek", "Jon Reyes")),
    ]
    kept = speakers._written(told, "Ana\nReyes met Jon Marek.")
    assert [(one.speaker, one.candidates) for one in kept] == [("Ana  Reyes", ()), (None, ()), (None, ("Jon Marek",))]


PIECES = st.lists(
    st.sampled_from(
        [
            "said", "told", "that", "according to", "“", "”", '"', ",", ".", "she", "he", "the minister", "Ana Reyes", "Reyes", "Mayor", "Dr.", "van der", "of", "\n\n", "Ministry", "who", "U.S.",
            "the bridge is safe", "‘", "’", "—", "says", "warned", "3 million", "Élodie Ñandú", "中文", "’s",
        ]
    ),
    max_size=25,
)  # fmt: skip


@given(st.one_of(PIECES.map(" ".join), st.text()))
@settings(max_examples=400, deadline=None)
def test_for_any_text_a_speaker_is_the_text_s_own_words(text: str) -> None:
    sentences = split(text)
    found = attribute(sentences, text)
    assert len(found) == len(sentences)
    for one in found:
        assert one.speaker is None or words(one.speaker) in words(text)
        assert "\n" not in one.proposition


@pytest.mark.parametrize(
    "hostile",
    [
        "said ",
        "“",
        '"',
        "A ",
        "he said, ",
        "Ana ",
        "the minister, ",
        "de ",
        "A de ",
        " that",
        "and ",
        "according to ",
        "in a ",
        "said in a ",
        "told the ",
        '"a" ',
    ],
)
def test_hostile_text_of_50_kb_is_attributed_in_time(hostile: str) -> None:
    text = (hostile * 50_000)[:50_000]
    sentences = split(text)
    start = time.process_time()
    attribute(sentences, text)
    assert time.process_time() - start < 2.0


def test_a_long_text_about_bodies_without_a_name_is_attributed_in_time() -> None:
    text = "The institute said that the Seabed was cold. The ministry said that Ana Reyes had paid.\n\n" * 1_500
    sentences = split(text)
    start = time.process_time()
    attribute(sentences, text)
    assert time.process_time() - start < 3


@pytest.mark.long
def test_four_times_the_quotations_take_about_four_times_as_long() -> None:
    def seconds(count: int) -> float:
        text = " ".join(f"“It sank.” said Ana{number % 26} Reyes{number % 7}." for number in range(count))
        sentences = split(text)
        start = time.process_time()
        attribute(sentences, text)
        return time.process_time() - start

    seconds(500)
    assert seconds(8_000) < 7 * seconds(2_000)

"""The grammar of sentences: the same tokens, tags and arcs as the library whose model it is, for any text and in time."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.english import grammar, hashing

# What spaCy 3.8.18 with en_core_web_sm 3.8.0 says: word/tag/role>head.
EXPECTED = {
    "The storm killed 11 people and destroyed 300 homes.": (
        "The/DT/det>1 storm/NN/nsubj>2 killed/VBD/ROOT>2 11/CD/nummod>4 people/NNS/dobj>2 and/CC/cc>2 destroyed/VBD/conj>2"
        " 300/CD/nummod>8 homes/NNS/dobj>6 ././punct>2"
    ),
    "Serbia borders Kosovo, which Serbia does not recognize.": (
        "Serbia/NNP/nsubj>1 borders/VBZ/ROOT>1 Kosovo/NNP/dobj>1 ,/,/punct>2 which/WDT/dobj>8 Serbia/NNP/nsubj>8"
        " does/VBZ/aux>8 not/RB/neg>8 recognize/VB/relcl>2 ././punct>1"
    ),
}


def written(text: str) -> str:
    (words,) = grammar.read([text])
    return " ".join(f"{word.text}/{word.tag}/{word.role}>{word.head}" for word in words)


@pytest.mark.parametrize("text", list(EXPECTED))
def test_a_sentence_is_read_as_the_library_of_the_model_reads_it(text: str) -> None:
    assert written(text) == EXPECTED[text]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("It didn't cost £3bn, we'd say.", "It did n't cost £ 3bn , we 'd say ."),
        ("Mr. O'Brien's 25-year-old U.S. firm can't.", "Mr. O'Brien 's 25 - year - old U.S. firm ca n't ."),
        ("COVID-19 rose 4.2% -- to 1,200 cases…", "COVID-19 rose 4.2 % -- to 1,200 cases …"),
        ("“They’re here,” she said.", "“ They ’re here , ” she said ."),
    ],
)
def test_words_are_cut_as_the_model_was_taught(text: str, tokens: str) -> None:
    assert " ".join(word.text for word in grammar.read([text])[0]) == tokens


def test_a_verb_is_told_from_an_adjective_and_a_noun() -> None:
    tags = {(word.text, word.tag) for text in ("The armed forces cut costs.", "The cut healed.") for word in grammar.read([text])[0]}
    assert {("armed", "JJ"), ("cut", "VBP"), ("cut", "NN"), ("healed", "VBD")} <= tags


def test_sentences_do_not_influence_each_other() -> None:
    texts = ["The mill closed in 2003.", "", "Its workers were never paid, the union said.", "No"]
    assert grammar.read(texts) == [grammar.read([text])[0] for text in texts]


def test_the_hashes_are_murmurs() -> None:
    """The values that murmurhash 1.0.16 and thinc 8.3.14 give."""
    assert hashing.of_text("apple") == 8566208034543834098
    assert hashing.of_text("internationalisation") == 8729853314229540275
    places = hashing.places(np.array([8566208034543834098], dtype=np.uint64), 8)
    assert places.tolist() == [[2653853934, 3922826080, 3980780901, 3736755472]]


@given(st.text())
@settings(max_examples=40, deadline=None)
def test_any_text_has_words_that_lie_in_it_and_hang_on_one_another(text: str) -> None:
    (words,) = grammar.read([text])
    assert all(text[word.start : word.end] == word.text for word in words)
    assert all(0 <= word.head < len(words) for word in words)
    for number in range(len(words)):  # no word hangs on itself by way of others
        at, steps = number, 0
        while words[at].head != at:
            at, steps = words[at].head, steps + 1
            assert steps <= len(words)


@pytest.mark.parametrize("hostile", ["a ", "n't", "’s", "A.", "...", "1,", "-", "and ", "( ", "\u0301", "x" * 99])
def test_a_long_text_is_read_in_time(hostile: str) -> None:
    begun = time.process_time()
    grammar.read([(hostile * 60_000)[:60_000]])
    assert time.process_time() - begun < 2.0

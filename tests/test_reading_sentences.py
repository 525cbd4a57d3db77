"""Sentences: right on news prose, exact for any text, in linear time."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.reading.sentences import split
from tests import reading_sentence_gold, reading_sentence_gold_later

SETS = {"first": reading_sentence_gold.PASSAGES, "later": reading_sentence_gold_later.PASSAGES}

BOUNDARY = "‖"


def boundaries(text: str) -> set[int]:
    """Where sentences begin, the first one left out, as places in the text without its spaces."""
    return {len("".join(text[: span.start].split())) for span in split(text)[1:]}


def gold(passage: str) -> tuple[str, set[int]]:
    pieces = passage.split(BOUNDARY)
    text = "".join(pieces)
    at = 0
    found = set()
    for piece in pieces[:-1]:
        at += len("".join(piece.split()))
        found.add(at)
    return text, found


def test_the_gold_set_has_at_least_250_boundaries() -> None:
    assert sum(passage.count(BOUNDARY) for passage in SETS["first"]) >= 250


@pytest.mark.parametrize("name", SETS)
def test_boundaries_on_the_gold_sets_reach_an_f1_of_98_percent(name: str) -> None:
    hits = misses = extra = 0
    wrong = []
    for passage in SETS[name]:
        text, wanted = gold(passage)
        found = boundaries(text)
        hits, misses, extra = hits + len(found & wanted), misses + len(wanted - found), extra + len(found - wanted)
        if found != wanted:
            wrong.append(text[:60])
    f1 = 2 * hits / (2 * hits + misses + extra)
    assert f1 >= 0.98, (f1, misses, extra, wrong)


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from('.!?…"”“’ \n\t•-1aA。'))))
@settings(max_examples=400, deadline=None)
def test_offsets_are_exact_and_nothing_but_space_is_left_out_of_any_text(text: str) -> None:
    spans = split(text)
    for span in spans:
        assert text[span.start : span.end] == span.text
        assert span.text
        assert span.text == span.text.strip()
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert "".join("".join(span.text.split()) for span in spans) == "".join(text.split())


def test_headings_and_list_items_are_sentences_of_their_own() -> None:
    text = "What it pays for\n\n- a pier\n- two ferries\nThe rest waits."
    assert [span.text for span in split(text)] == ["What it pays for", "- a pier", "- two ferries", "The rest waits."]


def test_a_sentence_wrapped_over_lines_stays_one_sentence() -> None:
    text = "The harbour authority said on Friday that the pier would be finished\nin spring, two years later than planned. Its chairman blamed\nthe weather."
    assert len(split(text)) == 2


@pytest.mark.parametrize("hostile", [".", ". ", "A. ", '"a." ', "! (", ".\n", "… ", "?!", "(", "\n", " ", "a", "no. ", "“", "1. "])
def test_hostile_text_takes_time_in_proportion_to_its_length(hostile: str) -> None:
    start = time.process_time()
    split((hostile * 50_000)[:50_000])
    assert time.process_time() - start < 2.0


def test_german_dates_and_spaced_abbreviations_and_greek_questions() -> None:
    german = "Sie wurde am 3. März gesperrt, z. B. im Norden. Der 2. Weltkrieg begann 1939. Er zählte bis 4. Dann ging er."
    assert [one.text for one in split(german)][:2] == ["Sie wurde am 3. März gesperrt, z. B. im Norden.", "Der 2. Weltkrieg begann 1939."]
    greek = "Ποιος πλήρωσε; Έκλεισε το 2019."
    assert [one.text for one in split(greek)] == ["Ποιος πλήρωσε;", "Έκλεισε το 2019."]
    assert len(split("The bill was 3; It was paid.")) == 1

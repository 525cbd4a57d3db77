"""What differs between two statements, and what only seems to."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching.differences import find
from claims.model import DifferenceKind
from tests import contrast, matching_news_pairs


def flagged(pair: contrast.Pair) -> bool:
    return bool(find(pair.ours, pair.theirs, ours_on=pair.ours_on, theirs_on=pair.theirs_on))


def test_nearly_all_harmful_pairs_of_the_contrast_set_are_flagged() -> None:
    pairs = contrast.harmful()
    assert len({(one.ours, one.theirs) for one in pairs}) >= 500
    assert sum(flagged(one) for one in pairs) / len(pairs) >= 0.97


def test_hardly_any_harmless_pair_of_the_contrast_set_is_flagged() -> None:
    pairs = contrast.harmless()
    assert len({(one.ours, one.theirs) for one in pairs}) >= 500
    assert sum(flagged(one) for one in pairs) / len(pairs) <= 0.03


def test_pairs_as_news_writes_them_are_told_apart() -> None:
    missed = [pair for pair in matching_news_pairs.DIFFERENT if not find(*pair[1:])]
    false = [pair for pair in matching_news_pairs.SAME if find(*pair)]
    assert len(missed) <= 0.05 * len(matching_news_pairs.DIFFERENT), missed
    assert len(false) <= 0.05 * len(matching_news_pairs.SAME), false


def test_a_difference_says_its_kind_and_marks_the_words_on_both_sides() -> None:
    ours, theirs = "Some 1,200 homes burned in Belmar.", "In Belmar, 2,100 homes burned."
    (one,) = find(ours, theirs)
    assert (one.kind, one.theirs) == (DifferenceKind.NUMBER, "2,100")
    assert one.ours_span and ours[slice(*one.ours_span)] == one.ours
    assert one.theirs_span and theirs[slice(*one.theirs_span)] == one.theirs


def test_the_same_words_about_another_month_are_a_difference() -> None:
    text = "The pool closed last month."
    assert not find(text, text, ours_on=date(2026, 3, 1), theirs_on=date(2026, 3, 20))
    (one,) = find(text, text, ours_on=date(2026, 3, 1), theirs_on=date(2024, 3, 1))
    assert one.kind is DifferenceKind.DATE


def test_of_a_long_text_only_the_sentence_that_the_other_is_about_is_compared() -> None:
    long = "The council met on Monday. It heard 14 speakers.\nThe bridge cost $3 million, the mayor said. Rain fell for 5 days."
    assert not find(long, "The bridge cost $3m.")
    (one,) = find(long, "The bridge cost $4m.")
    assert one.ours_span and long[slice(*one.ours_span)] == "$3 million"


def test_two_denials_in_other_words_are_no_difference() -> None:
    assert not find("The council did not approve the plan.", "The plan was not approved by the council.")


@given(st.text(max_size=120))
def test_a_text_never_differs_from_itself(text: str) -> None:
    assert find(text, text) == ()


@given(st.text(max_size=120), st.text(max_size=120))
def test_every_span_lies_in_its_text_and_holds_the_words(ours: str, theirs: str) -> None:
    for one in find(ours, theirs):
        for text, words, span in ((ours, one.ours, one.ours_span), (theirs, one.theirs, one.theirs_span)):
            assert (words is None) == (span is None)
            assert span is None or text[slice(*span)] == words


@pytest.mark.parametrize(
    "piece", ["1,", "not ", "A ", "Ab. ", "x.", "-", "?! ", "a\n", "U.S. ", "Ana Brandt ", "😀", "don't ", "all some ", "\0", "\ud800"]
)
def test_fifty_kilobytes_of_the_worst_text_take_less_than_a_second(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    began = time.process_time()
    find(text, text[::-1])
    assert time.process_time() - began < 2

"""A quotation is found again: at its place, elsewhere, slightly edited, or honestly gone."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import Whereabouts
from claims.reading.anchors import AROUND, Place, anchor, find

TEXT = (
    "The council met on Monday.\n\nThe bridge cost $3.1 million to build, the mayor said. Nobody objected to the plan.\n\n"
    "The old pier burned down in 1962. It was rebuilt three years later."
)
QUOTE = "The bridge cost $3.1 million to build"
START = TEXT.index(QUOTE)
PREFIX, SUFFIX = anchor(TEXT, START, START + len(QUOTE))


def again(text: str, quote: str = QUOTE) -> Place:
    return find(text, quote, PREFIX, SUFFIX, START)


def test_an_anchor_is_what_stands_around_the_quote() -> None:
    assert TEXT[:START][-AROUND:] == PREFIX
    assert SUFFIX == ", the mayor said. Nobody objecte"
    assert anchor("abc", 0, 3) == ("", "")


def test_an_unchanged_quote_is_present() -> None:
    assert again(TEXT) == Place(Whereabouts.PRESENT, START, START + len(QUOTE), QUOTE)


def test_a_quote_whose_neighbours_changed_is_still_present() -> None:
    assert again(TEXT.replace("the mayor said", "officials said")).status is Whereabouts.PRESENT


def test_a_quote_after_new_words_has_moved() -> None:
    moved = again("CORRECTION. " + TEXT)
    assert moved == Place(Whereabouts.MOVED, START + 12, START + 12 + len(QUOTE), QUOTE)


def test_of_two_equal_quotes_the_one_with_the_same_neighbours_is_meant() -> None:
    twice = f"{QUOTE}, rivals said. " + TEXT
    assert again(twice).start == twice.rindex(QUOTE)


def test_a_slightly_edited_quote_has_changed_and_its_new_words_come_back() -> None:
    edited = again(TEXT.replace("$3.1 million to build", "$3.2 million to be built"))
    assert edited.status is Whereabouts.CHANGED
    assert edited.quote == "The bridge cost $3.2 million to be built"


def test_a_quote_that_was_taken_out_is_gone() -> None:
    assert again(TEXT.replace(f"{QUOTE}, the mayor said. ", "")) == Place(Whereabouts.GONE)
    assert again("Nothing of it is left.") == Place(Whereabouts.GONE)
    assert find(TEXT, "  ") == Place(Whereabouts.GONE)


def test_a_typed_quote_may_break_its_lines_elsewhere() -> None:
    found = find(TEXT, "to build,\nthe mayor   said. Nobody")
    assert (found.status, found.quote) == (Whereabouts.PRESENT, "to build, the mayor said. Nobody")


def test_an_edited_quote_in_a_script_without_spaces_is_found() -> None:
    text = "市议会星期一开会。新大桥耗资三百一十万美元，市长说。没有人反对这个计划。"
    found = find(text, "新大桥耗资三百二十万美元，市长说")
    assert (found.status, found.quote) == (Whereabouts.CHANGED, "新大桥耗资三百一十万美元，市长说")


@given(st.text(min_size=1, max_size=80), st.data())
@settings(max_examples=300, deadline=None)
def test_any_quote_of_any_text_is_found_where_it_was(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    prefix, suffix = anchor(text, start, end)
    found = find(text, text[start:end], prefix, suffix, start)
    if text[start:end].strip():
        assert found == Place(Whereabouts.PRESENT, start, end, text[start:end])


@given(st.text(max_size=200), st.text(max_size=60), st.text(max_size=9), st.text(max_size=9), st.one_of(st.none(), st.integers(0, 300)))
@settings(max_examples=300, deadline=None)
def test_what_is_found_is_always_the_text_s_own_words(text: str, quote: str, prefix: str, suffix: str, start: int | None) -> None:
    found = find(text, quote, prefix, suffix, start)
    if found.start is not None:
        assert found.quote == text[found.start : found.end]
    else:
        assert found.status is Whereabouts.GONE


@pytest.mark.parametrize(
    "quote",
    [
        QUOTE,
        "The bridge cost $4 million to build",
        "the the the the the the",
        "Fishing boats were lost at sea in March",
        "a " * 900,
        "e" * 60,
    ],
)
@pytest.mark.parametrize("text", [TEXT * 5000, "the " * 250_000, "a " * 500_000, "e" * 1_000_000])
def test_a_megabyte_is_searched_in_time(text: str, quote: str) -> None:
    begun = time.process_time()
    find(text, quote, PREFIX, SUFFIX, 500_000)
    assert time.process_time() - begun < 3.0


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("The office confirmed", "The o\ufb03ce con\ufb01rmed"),
        ('"five floods" in 2019', "\u201c\ufb01ve \ufb02oods\u201d in 2019"),
        ("the town's bridge isn't safe", "the town\u2019s bridge isn\u2019t safe"),
        ("The repairs \u2026 cost 61 million", "The repairs, which took three years, cost 61 million"),
        ("The repairs [...] cost 61 million", "The repairs, which took three years, cost 61 million"),
        ("\u2026 which took three years \u2026", "which took three years"),
        ("The repairs... three years... million", "The repairs, which took three years, cost 61 million"),
    ],
)
def test_ligatures_kinds_of_marks_and_what_a_quote_leaves_out_do_not_count(quote: str, passage: str) -> None:
    text = "The o\ufb03ce con\ufb01rmed \u201c\ufb01ve \ufb02oods\u201d in 2019, and the town\u2019s bridge isn\u2019t safe.\n\nThe repairs, which took three years, cost 61 million."
    place = find(text, quote)
    assert place.status is Whereabouts.PRESENT and (place.quote or "").strip() == passage
    assert place.quote == text[place.start : place.end]


@pytest.mark.parametrize("quote", ["The repairs \u2026 the moon", "cost \u2026 The repairs", "\u2026", "... ...", "a \u2026 b"])
def test_pieces_that_do_not_follow_each_other_are_not_found(quote: str) -> None:
    assert find("The repairs, which took three years, cost 61 million crowns and a b.", quote).status is Whereabouts.GONE


def test_pieces_far_apart_are_no_passage_and_many_of_them_take_no_time() -> None:
    text = "The repairs began. " + "Words follow. " * 60 + "They cost 61 million."
    assert find(text, "The repairs \u2026 cost 61 million").status is Whereabouts.GONE
    began = time.process_time()
    find("the pier the quay " * 50_000, " \u2026 ".join(["the pier", "the quay"] * 100 + ["gone"]))
    assert time.process_time() - began < 5


def test_what_stood_beside_a_quote_is_not_taken_for_it() -> None:
    first, second = (f"Crew {name} reported that the new pump cut losses by twelve percent in all wells." for name in ("North", "South"))
    old = f"{first} {second} "
    before, after = anchor(old, 0, len(first))
    assert find(f"{second} ", first, before, after, 0).status is Whereabouts.GONE
    other = second.replace("in all wells", "on both sides of the old river")
    before, after = anchor(f"{first} {other} ", len(first) + 1, len(first) + 1 + len(other))
    assert find(f"{first} ", other, before, after, len(first) + 1).status is Whereabouts.GONE
    before, after = anchor(old, 0, len(first))
    assert find(f"{first.replace('twelve', 'ten')} {second} ", first, "", after, 0).status is Whereabouts.CHANGED

"""When two texts are the same wording, and the two laid side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching.differences import find
from claims.matching.normalise import key, same_wording, tokens
from claims.matching.worddiff import Kind, word_diff


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("The U.S. didn’t spend $1 million.", "the United States did not spend $1,000,000"),
        ("Ten men", "10 men"),
        ("“50%” of voters", "50 per cent of voters"),
        ("It won't rise 5%", "It will not rise 5 percent"),
        ("£3bn", "£3 billion"),
        ("They CAN'T", "they cannot"),
    ],
)
def test_case_quotes_contractions_and_the_writing_of_numbers_do_not_matter(ours: str, theirs: str) -> None:
    assert same_wording(ours, theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("about ten", "ten"),
        ("5%", "5"),
        ("$5", "£5"),
        ("It rose", "It did not rise"),
        ("👍", "👎"),
        ("!!!", "???"),
        ("us", "US"),
        ("Mr Brandt", "Mrs Brandt"),
    ],
)
def test_what_changes_the_meaning_changes_the_key(ours: str, theirs: str) -> None:
    assert key(ours) != key(theirs)


@given(st.text(max_size=200))
def test_the_words_of_any_text_stand_in_order_and_inside_it(text: str) -> None:
    places = [(one.start, one.end) for one in tokens(text)]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)


@given(st.text(max_size=150), st.text(max_size=150))
def test_the_pieces_of_a_word_diff_give_both_texts_back(ours: str, theirs: str) -> None:
    left, right = word_diff(ours, theirs, find(ours, theirs))
    assert "".join(one.text for one in left) == ours
    assert "".join(one.text for one in right) == theirs


def test_a_word_diff_marks_what_differs_what_is_reworded_and_what_is_absent() -> None:
    ours, theirs = "Crime in Belmar fell by 4%.", "Violent crime in Belmar fell by 9 percent"
    left, right = word_diff(ours, theirs, find(ours, theirs))
    assert [(one.kind, one.text.strip()) for one in left] == [
        (Kind.EQUAL, "Crime in Belmar fell by"),
        (Kind.DIFFERENT, "4%"),
        (Kind.EQUAL, "."),
    ]
    assert (right[0].kind, right[0].text.strip()) == (Kind.ABSENT, "Violent")
    left, _ = word_diff("The pool shut in May", "The pool closed in May", ())
    assert [(one.kind, one.text.strip()) for one in left] == [(Kind.EQUAL, "The pool"), (Kind.REWORDED, "shut"), (Kind.EQUAL, "in May")]

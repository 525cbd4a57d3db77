"""When two texts are the same wording."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching.search.normalise import key, tokens, with_plain_figures


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
    assert key(ours) == key(theirs)


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
    places = [(token.start, token.end) for token in tokens(text)]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("It cost 61 000 000 crowns.", "It cost 61 million crowns."),
        ("It cost 1 200 million crowns.", "It cost 1.2 billion crowns."),
        ("It cost 3½ million crowns.", "It cost 3.5 million crowns."),
        ("Some 5 lakh people came.", "Some 500,000 people came."),
        ("It cost 1,500 crowns in 2020, or 2.5 million yen.", "It cost 1,500 crowns in 2020, or 2.5 million yen."),
    ],
)
def test_figures_written_otherwise_become_plain(written: str, plain: str) -> None:
    assert with_plain_figures(written) == plain

"""Numbers and dates in running text."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.figures.quantities import Bound, find, find_dates

SAID = date(2022, 3, 15)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "bound"),
    [
        ("about $1.2 million in aid", 1_200_000, 1_200_000, "usd", Bound.ABOUT),
        ("$1,000,000", 1_000_000, 1_000_000, "usd", Bound.EXACT),
        ("$1m", 1_000_000, 1_000_000, "usd", Bound.EXACT),
        ("£3bn", 3e9, 3e9, "gbp", Bound.EXACT),
        ("5 million dollars", 5e6, 5e6, "usd", Bound.EXACT),
        ("10-20%", 10, 20, "%", Bound.EXACT),
        ("5 to 10 million people", 5e6, 10e6, "", Bound.EXACT),
        ("between 10 and 20 jobs", 10, 20, "", Bound.EXACT),
        ("more than two hundred people", 200, 200, "", Bound.OVER),
        ("at least 5 km", 5, 5, "km", Bound.OVER),
        ("up to 40,000 tonnes", 40_000, 40_000, "t", Bound.UNDER),
        ("the 21st time", 21, 21, "ordinal", Bound.EXACT),
        ("the twenty-first time", 21, 21, "ordinal", Bound.EXACT),
        ("two-thirds of voters", 66.6667, 66.6667, "%", Bound.EXACT),
        ("half the staff", 50, 50, "%", Bound.EXACT),
        ("a dozen men", 12, 12, "", Bound.EXACT),
        ("50 per cent", 50, 50, "%", Bound.EXACT),
        ("1.5 percentage points", 1.5, 1.5, "points", Bound.EXACT),
        ("It doubled.", 2, 2, "fold", Bound.EXACT),
        ("over 1600 trees", 1600, 1600, "", Bound.OVER),
        ("500 to 1,500 people", 500, 1500, "", Bound.EXACT),
        ("5 to 10 million people", 5e6, 10e6, "", Bound.EXACT),
        ("about 5 to 10 people", 5, 10, "", Bound.ABOUT),
        ("between five and ten people", 5, 10, "", Bound.EXACT),
        ("two hundred and five people", 205, 205, "", Bound.EXACT),
        ("one in five pupils", 20, 20, "%", Bound.EXACT),
        ("3 dollars 50 cents", 3.5, 3.5, "usd", Bound.EXACT),
        ("at 9:40 p.m.", 1300, 1300, "o'clock", Bound.EXACT),
        ("aged 24", 24, 24, "year", Bound.EXACT),
    ],
)
def test_a_number_is_read_with_its_unit_scale_range_and_bound(text: str, low: float, high: float, unit: str, bound: Bound) -> None:
    (one,) = find(text)
    assert (one.low, one.high, one.unit, one.bound) == (pytest.approx(low), pytest.approx(high), unit, bound)


def test_winter_goes_on_into_the_next_year() -> None:
    (one,) = find_dates("this winter", date(2026, 1, 10))
    assert (one.first, one.last) == (date(2025, 12, 1), date(2026, 2, 28))


def test_no_date_is_read_as_a_number_however_many_there_are() -> None:
    assert find("in 2019, " * 600) == []


def test_a_change_from_one_figure_to_another_is_not_a_range() -> None:
    assert [(one.low, one.high) for one in find("rose from 10 to 20 percent")] == [(10, 10), (20, 20)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on 3 May 2021", date(2021, 5, 3), date(2021, 5, 3)),
        ("on May 3rd, 2021", date(2021, 5, 3), date(2021, 5, 3)),
        ("2021-05-03", date(2021, 5, 3), date(2021, 5, 3)),
        ("in May 2021", date(2021, 5, 1), date(2021, 5, 31)),
        ("in 2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("the 1990s", date(1990, 1, 1), date(1999, 12, 31)),
        ("last month", date(2022, 2, 1), date(2022, 2, 28)),
        ("last year", date(2021, 1, 1), date(2021, 12, 31)),
        ("last week", date(2022, 3, 7), date(2022, 3, 13)),
        ("yesterday", date(2022, 3, 14), date(2022, 3, 14)),
        ("two years ago", date(2020, 1, 1), date(2020, 12, 31)),
        ("on Friday", date(2022, 3, 11), date(2022, 3, 11)),
        ("next Friday", date(2022, 3, 18), date(2022, 3, 18)),
        ("last September", date(2021, 9, 1), date(2021, 9, 30)),
        ("next June", date(2022, 6, 1), date(2022, 6, 30)),
        ("last summer", date(2021, 6, 1), date(2021, 8, 31)),
        ("next summer", date(2022, 6, 1), date(2022, 8, 31)),
        ("the summer of 2019", date(2019, 6, 1), date(2019, 8, 31)),
        ("the seventies", date(1970, 1, 1), date(1979, 12, 31)),
    ],
)
def test_a_date_is_read_and_a_relative_one_is_counted_from_the_day_it_was_said(text: str, first: date, last: date) -> None:
    (one,) = find_dates(text, SAID)
    assert (one.first, one.last) == (first, last)


@pytest.mark.parametrize(
    "text", ["Sen. May spoke.", "He may go.", "They march on.", "30 February 2020", "1,500 people", "2019 votes were cast"]
)
def test_names_verbs_counts_and_impossible_days_are_no_dates(text: str) -> None:
    assert find_dates(text, SAID) == []


def test_a_year_is_no_number_and_a_count_that_looks_like_a_year_is() -> None:
    assert find("In 2019 the pool closed.") == []
    assert [one.low for one in find("They counted 2019 votes.")] == [2019]


@given(st.text(max_size=200))
def test_every_quantity_and_date_stands_where_it_says(text: str) -> None:
    for one in [*find(text), *find_dates(text, SAID)]:
        assert text[one.start : one.end] == one.text


@pytest.mark.parametrize(
    "piece",
    ["1,", "one ", "1-", "$", "May ", "a ", "last ", "20", "more than ", "2019-", "1 to ", "a one ", "1.1.", "million ", "\ud800", "２"],
)
def test_fifty_kilobytes_of_the_worst_text_take_less_than_a_second(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    began = time.process_time()
    find(text)
    find_dates(text, SAID)
    assert time.process_time() - began < 2

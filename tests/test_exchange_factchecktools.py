"""Google's claims:search: its parameters, its pages, its answers and its errors."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.exchange.factchecktools import SearchRequest, WrongParameter, answer, error_body, passes_filters, read_query
from claims.exchange.markup import PublishedCheck

TODAY = date(2026, 3, 14)
CHECK = PublishedCheck(
    "claim-7",
    "The ferry sank.",
    url="https://www.desk.example.org/claims/7",
    rating_words="Mostly false",
    title="Did it sink?",
    publisher="Harbour Gazette",
    reviewed_at="2026-03-04",
    language="en-GB",
    claimant="A letter",
    claimed_at="2026-03-01T08:00:00+02:00",
)


def asked(**parameters: str) -> SearchRequest:
    return read_query(parameters.items())


def test_a_bare_query_gets_googles_defaults() -> None:
    assert asked(query=" ferry ") == SearchRequest("ferry", "", "", 0, 10, 0)


def test_every_parameter_is_read_in_both_of_its_spellings() -> None:
    camel = asked(query="a", languageCode="de", reviewPublisherSiteFilter="a.example", maxAgeDays="3", pageSize="2", offset="4")
    snake = asked(query="a", language_code="de", review_publisher_site_filter="a.example", max_age_days="3", page_size="2", offset="4")
    assert camel == snake == SearchRequest("a", "de", "a.example", 3, 2, 4)


@pytest.mark.parametrize("site", ["nytimes.com", "www.NYTimes.com", "https://www.nytimes.com/section"])
def test_a_site_alone_will_do_and_is_a_host_without_www(site: str) -> None:
    assert asked(reviewPublisherSiteFilter=site) == SearchRequest(site="nytimes.com")


def test_what_every_google_client_sends_along_changes_nothing() -> None:
    assert read_query([("query", "a"), ("key", "k"), ("alt", "json"), ("prettyPrint", "false"), ("$.xgafv", "1")]) == SearchRequest("a")


@pytest.mark.parametrize(("given", "size"), [("", 10), ("0", 10), ("1", 1), ("100", 100), ("101", 100)])
def test_a_page_has_ten_claims_unless_told_and_a_hundred_at_most(given: str, size: int) -> None:
    assert asked(query="a", pageSize=given).page_size == size


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({}, "give query or reviewPublisherSiteFilter"),
        ({"query": "  ", "languageCode": "en"}, "give query"),
        ({"query": "a", "pageSize": "ten"}, "Invalid value at 'page_size' .TYPE_INT32., \"ten\""),
        ({"query": "a", "pageSize": "-1"}, "page_size"),
        ({"query": "a", "offset": "²"}, "offset"),
        ({"query": "a", "maxAgeDays": "9" * 5000}, "max_age_days"),
        ({"query": "a", "pageToken": "nonsense"}, "pageToken belongs to another request"),
        ({"query": "a", "pageToken": "é"}, "pageToken"),
        ({"query": "a", "colour": "red"}, 'Unknown name "colour"'),
    ],
)
def test_a_wrong_request_is_refused_as_google_does(parameters: dict[str, str], said: str) -> None:
    with pytest.raises(WrongParameter, match=said) as refused:
        read_query(parameters.items())
    assert refused.value.http_status == 400


def test_an_error_has_googles_shape() -> None:
    assert error_body(400, "No.") == {"error": {"code": 400, "message": "No.", "status": "INVALID_ARGUMENT"}}
    assert error_body(418, "No.")["error"]["status"] == "UNKNOWN"


def test_the_answer_is_googles() -> None:
    other = PublishedCheck("2", "The ferry sank.", publisher="Coast Check", rating_words="False", reviewed_at="some day")
    assert answer([[CHECK, other]], SearchRequest("ferry")) == {
        "claims": [
            {
                "text": "The ferry sank.",
                "claimant": "A letter",
                "claimDate": "2026-03-01T06:00:00Z",
                "claimReview": [
                    {
                        "publisher": {"name": "Harbour Gazette", "site": "desk.example.org"},
                        "url": "https://www.desk.example.org/claims/7",
                        "title": "Did it sink?",
                        "reviewDate": "2026-03-04T00:00:00Z",
                        "textualRating": "Mostly false",
                        "languageCode": "en-GB",
                    },
                    {"publisher": {"name": "Coast Check"}, "textualRating": "False"},
                ],
            }
        ],
        "nextPageToken": "",
    }
    assert answer([], SearchRequest("ferry")) == {"claims": [], "nextPageToken": ""}


@given(st.integers(0, 45), st.integers(1, 12))
def test_the_pages_together_are_the_whole_answer_each_claim_once(count: int, size: int) -> None:
    found = [[PublishedCheck(str(number), f"claim {number}")] for number in range(count)]
    parameters, seen = {"query": "claim", "pageSize": str(size)}, []
    for _ in range(60):
        page = answer(found, asked(**parameters))
        seen += [claim["text"] for claim in page["claims"]]
        if not page["nextPageToken"]:
            break
        parameters["pageToken"] = page["nextPageToken"]
    assert seen == [f"claim {number}" for number in range(count)]


def test_a_page_token_is_good_only_with_the_same_parameters_and_outdoes_offset() -> None:
    found = [[CHECK]] * 30
    token = answer(found, asked(query="ferry", pageSize="5"))["nextPageToken"]
    assert asked(query="ferry", pageSize="5", pageToken=token, offset="20").offset == 5
    for changed in ({"query": "boat", "pageSize": "5"}, {"query": "ferry"}, {"query": "ferry", "pageSize": "5", "languageCode": "en"}):
        with pytest.raises(WrongParameter, match="another request"):
            asked(**changed, pageToken=token)


@pytest.mark.parametrize(
    ("wish", "passes"),
    [
        (SearchRequest("a"), True),
        (SearchRequest("a", language="en"), True),
        (SearchRequest("a", language="EN_us"), True),
        (SearchRequest("a", language="de"), False),
        (SearchRequest(site="desk.example.org"), True),
        (SearchRequest(site="example.org"), False),
        (SearchRequest("a", max_age_days=10), True),
        (SearchRequest("a", max_age_days=9), False),
        (SearchRequest("a", max_age_days=999_999_999), True),
    ],
)
def test_filters_are_language_without_region_site_and_age(wish: SearchRequest, passes: bool) -> None:
    assert passes_filters(CHECK, wish, today=TODAY) is passes


def test_the_age_is_that_of_the_newer_of_claim_and_review() -> None:
    old_review = PublishedCheck("1", "x", claimed_at="2026-03-13", reviewed_at="2020-01-01")
    assert passes_filters(old_review, SearchRequest("a", max_age_days=1), today=TODAY)
    assert not passes_filters(PublishedCheck("1", "x"), SearchRequest("a", max_age_days=1), today=TODAY)

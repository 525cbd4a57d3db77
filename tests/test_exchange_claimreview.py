"""ClaimReview in, however dirty, and out; and that what goes out comes back."""

import io
import json
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import TooLarge, Unreadable
from claims.exchange import claimreview, json_pieces
from claims.exchange.claimreview import read_claimreview
from claims.exchange.markup import PublishedCheck, claim_review, data_feed
from claims.exchange.rows import ImportedClaim, RowError

MADE = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://checks.example.org/ferry",
    "claimReviewed": "The ferry sank.",
    "datePublished": "2021-03-14",
    "author": {"@type": "Organization", "name": "Coast Check"},
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "worstRating": 1, "alternateName": "False"},
    "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "A letter"}, "datePublished": "2021-03-01"},
}


def read(document: Any) -> list[ImportedClaim | RowError]:
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    return list(read_claimreview(io.BytesIO(content)))


def one(**known: Any) -> ImportedClaim:
    (found,) = read({**REVIEW, **known})
    assert isinstance(found, ImportedClaim), found
    return found


def reason(found: ImportedClaim | RowError) -> str:
    assert isinstance(found, RowError), found
    return found.reason


def test_a_whole_review_comes_in_with_every_field() -> None:
    found = one(name="Did it sink?", inLanguage="en", keywords="sea, ferry")
    assert found == ImportedClaim(
        1,
        found.external_id,
        "The ferry sank.",
        "Did it sink?",
        "A letter",
        "2021-03-01",
        "https://checks.example.org/ferry",
        "False",
        "Coast Check",
        "2021-03-14",
        "en",
        ("sea", "ferry"),
    )


def shapes() -> Iterator[tuple[str, Any]]:
    other = {**REVIEW, "claimReviewed": "They swam."}
    page = f'<html><script type="application/ld+json">{json.dumps([REVIEW, other])}</script><p>x'
    yield "a list", [REVIEW, other]
    yield "a list with nulls", [None, REVIEW, None, other]
    yield "a graph", {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, REVIEW, other]}
    yield "a feed", {"@type": "DataFeed", "dataFeedElement": [{"item": [REVIEW]}, None, {"item": [None, other]}, {"item": None}]}
    yield "a feed of single items", {"dataFeedElement": [{"item": REVIEW}, {"item": other}], "name": "after"}
    yield "one element of two", {"dataFeedElement": [{"item": [REVIEW, other]}]}
    yield "a page", page.encode()
    yield "with a byte order mark", b"\xef\xbb\xbf" + json.dumps([REVIEW, other]).encode()


@pytest.mark.parametrize(("shape", "document"), list(shapes()), ids=lambda value: value if isinstance(value, str) else "")
def test_reviews_are_found_in_every_shape(shape: str, document: Any) -> None:
    assert [found.text for found in read(document) if isinstance(found, ImportedClaim)] == ["The ferry sank.", "They swam."]


def test_rows_are_numbered_by_their_place_and_the_bad_ones_listed() -> None:
    rows = read([REVIEW, {"@type": "ClaimReview"}, {"@type": "WebPage"}, 7, {**REVIEW, "claimReviewed": "They swam."}])
    assert [(type(row).__name__, row.row) for row in rows] == [
        ("ImportedClaim", 1),
        ("RowError", 2),
        ("RowError", 3),
        ("RowError", 4),
        ("ImportedClaim", 5),
    ]
    assert reason(rows[1]) == "it has no claimReviewed."
    assert reason(rows[2]) == "it holds no ClaimReview."


@pytest.mark.parametrize(
    ("rating", "words"),
    [
        ({"alternateName": "Mostly true", "ratingValue": "4", "bestRating": "5", "worstRating": "1"}, "Mostly true"),
        ({"properties": {"alternateName": "Fake", "ratingValue": 0, "bestRating": 10, "worstRating": 0}}, "Fake"),
        ({"alternateName": {"@value": "Falso", "@language": "es"}}, "Falso"),
        ({"alternateName": ["", None, "Faux"]}, "Faux"),
        ({"alternateName": "Scam", "ratingValue": -1, "bestRating": -1, "worstRating": -1}, "Scam"),
        ({"alternateName": "Scam", "ratingValue": "-1", "bestRating": "5", "worstRating": "1"}, "Scam"),
        ({"ratingValue": "Pants on Fire"}, "Pants on Fire"),
        ({"ratingValue": 3, "bestRating": 5, "worstRating": 1}, "3 on a scale from 1 to 5"),
        ({"ratingValue": 99, "bestRating": 5, "worstRating": 1, "name": "True &amp; fair"}, "True & fair"),
        ([{"alternateName": "False"}], "False"),
        ("False", "False"),
        (3, "3"),
        (None, None),
        ([], None),
        ({"ratingValue": {"@value": 2}, "bestRating": [4], "worstRating": 0}, "2 on a scale from 0 to 4"),
        ({"ratingValue": -1, "bestRating": -1, "worstRating": -1}, None),
        ({"ratingValue": -1, "bestRating": 1, "worstRating": -1}, "-1 on a scale from -1 to 1"),
    ],
)
def test_a_rating_is_read_from_whatever_it_is(rating: Any, words: str | None) -> None:
    assert one(reviewRating=rating).rating == words


@pytest.mark.parametrize(
    ("appearance", "expected"),
    [
        ("https://a.example/1", ("https://a.example/1",)),
        ("see https://a.example/1, https://b.example/2.", ("https://a.example/1", "https://b.example/2")),
        ({"@type": "CreativeWork", "url": "https://a.example/1"}, ("https://a.example/1",)),
        (
            [{"url": "https://a.example/1"}, "https://a.example/1", None, {"@id": "https://b.example/2"}],
            ("https://a.example/1", "https://b.example/2"),
        ),
        ("javascript:alert(1)", ()),
        (["http://[::1", 7, {}], ()),
    ],
)
def test_appearances_are_text_object_or_list(appearance: Any, expected: tuple[str, ...]) -> None:
    assert one(itemReviewed={"@type": "Claim", "appearance": appearance}).appearances == expected


def test_the_first_appearance_comes_first() -> None:
    item = {"appearance": ["https://b.example/2"], "firstAppearance": {"url": "https://a.example/1"}}
    assert one(itemReviewed=item).appearances == ("https://a.example/1", "https://b.example/2")


@pytest.mark.parametrize(
    ("field", "value", "name", "expected"),
    [
        ("url", "https://a.example/1 https://b.example/2", "url", "https://a.example/1"),
        ("url", ["not one", "https://a.example/1"], "url", "https://a.example/1"),
        ("url", "ferry.html", "url", None),
        ("claimReviewed", "The &quot;ferry&quot;\n sank&nbsp;.", "text", 'The "ferry" sank .'),
        ("claimReviewed", [{"@value": "It sank."}], "text", "It sank."),
        ("datePublished", "Sunday, March 14, 2021", "reviewed_at", "2021-03-14"),
        ("datePublished", "some time ago", "reviewed_at", None),
        ("author", [{"name": "A"}, {"name": "B"}], "publisher", "A"),
        ("author", {"url": "https://www.coast.example/about"}, "publisher", "coast.example"),
        ("author", None, "publisher", None),
        ("itemReviewed", [{"author": "Someone"}], "claimant", "Someone"),
        ("itemReviewed", "The ferry", "claimant", None),
        ("itemReviewed", {"properties": {"author": {"name": ["A letter"]}}}, "claimant", "A letter"),
        ("inLanguage", {"@type": "Language", "alternateName": "de"}, "language", "de"),
        ("keywords", ["sea", {"name": "ferry"}, None, "sea"], "tags", ("sea", "ferry")),
    ],
)
def test_dirty_fields_are_read_or_left_out(field: str, value: Any, name: str, expected: object) -> None:
    assert getattr(one(**{field: value}), name) == expected


def test_the_same_review_is_known_again_and_a_second_one_in_the_file_is_listed() -> None:
    first, second = read([REVIEW, {**REVIEW, "reviewRating": "True"}])
    assert isinstance(first, ImportedClaim) and first.external_id == one().external_id
    assert "stands in this file before" in reason(second)
    assert one(url="https://checks.example.org/other").external_id != first.external_id


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'[{"claimReviewed": "x"}, {"a": }, {"claimReviewed": "y"}]', "element 2: the JSON breaks off"),
        (b'[{"claimReviewed": "x"}', "the JSON breaks off"),
        (b'[{"claimReviewed": "x"} 7]', ", was expected and 7 was found"),
        (b'{"name": "x", "dataFeedElement": [{"item": {"claimReviewed": "x"}}, nul]}', "element 2"),
        (b"[" * 100_000, "nested too deeply|breaks off"),
        (b'{"a":' * 100_000, "nested too deeply|breaks off"),
        (b'{"a":' + b"9" * 5_000 + b"}", "breaks off"),
        (b"{7: 8}", "breaks off"),
        (b"\xff\xfe[\x00", "begins with neither"),
        (b'"a text"', "begins with neither"),
    ],
)
def test_broken_json_is_told_with_its_place_and_what_stands_before_goes_in(content: bytes, said: str) -> None:
    import re

    rows = read(content)
    assert re.search(said, reason(rows[-1]))
    assert len(rows) == 1 or isinstance(rows[0], ImportedClaim)


def test_bytes_that_are_no_utf8_spoil_their_own_row_alone() -> None:
    bad, good = read(b'[{"claimReviewed": "caf\xe9"}, {"claimReviewed": "It sank."}]')
    assert "no text" in reason(bad)
    assert isinstance(good, ImportedClaim)


@pytest.mark.parametrize("text", ["half \ud800", "nul \x00", "x" * 20_001])
def test_text_that_cannot_be_stored_is_refused_and_another_field_left_empty_with_a_warning(text: str) -> None:
    assert isinstance(read({**REVIEW, "claimReviewed": text})[0], RowError)
    (row,) = read({**REVIEW, "author": {"name": text}})
    assert isinstance(row, ImportedClaim) and row.publisher is None
    assert [warning.column for warning in row.warnings] == ["publisher"]


@pytest.mark.parametrize("content", [b"", b"  ", b"[]", b"{}"])
def test_a_file_without_reviews_gives_nothing(content: bytes) -> None:
    assert [found for found in read(content) if isinstance(found, ImportedClaim)] == []


@pytest.mark.parametrize("content", [b"<html><body>502 Bad Gateway</body></html>", b"<", b"<!-- -->"])
def test_a_page_where_a_feed_was_expected_is_called_what_it_is(content: bytes) -> None:
    with pytest.raises(Unreadable, match="web page"):
        read(content)


def test_broken_json_ld_in_a_page_is_listed_and_the_rest_read() -> None:
    scripts = ["{broken", json.dumps({"@type": "Organization"}), json.dumps(REVIEW)]
    page = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    bad, good = read(f"<!doctype html>{page}".encode())
    assert "line 1, character 2" in reason(bad) and bad.row == 1
    assert isinstance(good, ImportedClaim) and good.row == 3


def test_a_page_and_an_element_have_their_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claimreview, "MAX_PAGE", 100)
    with pytest.raises(TooLarge, match="100 bytes"):
        read(b"<html>" + b" " * 100)
    monkeypatch.setattr(json_pieces, "MAX_ELEMENT", 100_000)
    rows = read([REVIEW, {**REVIEW, "claimReviewed": "x" * 500_000}])
    assert "longer than 100,000" in reason(rows[1])


class Feed:
    """A DataFeed of many elements, made as it is read."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.seek(0)

    def seek(self, offset: int) -> None:
        reviews = (json.dumps({"item": [{**REVIEW, "claimReviewed": f"The ferry sank {number} times."}]}) for number in range(self.count))
        self.parts = chain(['{"dataFeedElement": [null'], (", " + review for review in reviews), ["]}"])
        self.held = b""

    def read(self, size: int) -> bytes:
        while len(self.held) < size and (part := next(self.parts, None)) is not None:
            self.held += part.encode()
        given, self.held = self.held[:size], self.held[size:]
        return given


@pytest.mark.long
def test_a_large_feed_takes_the_memory_of_one_element() -> None:
    tracemalloc.start()
    count = sum(isinstance(found, ImportedClaim) for found in read_claimreview(Feed(8_000)))  # type: ignore[arg-type]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 8_000
    assert peak < 3_000_000


anything: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*REVIEW, "name", "@value", "properties", "item"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(list(REVIEW)), anything))
@pytest.mark.long
def test_no_value_anywhere_stops_the_reading(document: dict[str, Any]) -> None:
    for found in read([{**REVIEW, **document}, {**REVIEW, "claimReviewed": "They swam.", "url": "https://a.example"}]):
        assert isinstance(found, ImportedClaim | RowError)
    assert isinstance(found, ImportedClaim)


def test_what_goes_out_has_what_google_asks_for() -> None:
    check = PublishedCheck(
        "claim-7",
        "The ferry sank.",
        url="https://desk.example.org/claims/7",
        rating_words="Mostly false",
        rating="mostly_false",
        explanation="The log has no such entry.",
        publisher="Harbour Gazette",
        publisher_url="https://desk.example.org",
        reviewed_at="2026-03-14",
        language="en",
        claimant="A letter",
        claimed_at="2026-03-01",
        appearances=("https://a.example/1", "https://b.example/2"),
    )
    assert claim_review(check) == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "identifier": {"@type": "PropertyValue", "propertyID": "claim-tracker", "value": "claim-7"},
        "url": "https://desk.example.org/claims/7",
        "claimReviewed": "The ferry sank.",
        "datePublished": "2026-03-14",
        "inLanguage": "en",
        "author": {"@type": "Organization", "name": "Harbour Gazette", "url": "https://desk.example.org"},
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "Mostly false",
            "ratingExplanation": "The log has no such entry.",
            "ratingValue": 2,
            "bestRating": 5,
            "worstRating": 1,
        },
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "A letter"},
            "datePublished": "2026-03-01",
            "firstAppearance": {"@type": "CreativeWork", "url": "https://a.example/1"},
            "appearance": [
                {"@type": "CreativeWork", "url": "https://a.example/1"},
                {"@type": "CreativeWork", "url": "https://b.example/2"},
            ],
        },
    }


def test_a_step_without_a_number_goes_out_in_words() -> None:
    assert claim_review(PublishedCheck("1", "x", rating_words="Unproven", rating="unproven"))["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "Unproven",
    }


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=30).map(str.strip).filter(bool)
checks = st.builds(
    PublishedCheck,
    external_id=words,
    text=words,
    url=st.none() | st.just("https://checks.example.org/1"),
    rating_words=st.none() | words,
    title=st.none() | words,
    publisher=st.none() | words,
    reviewed_at=st.none() | st.dates().map(str),
    language=st.none() | st.just("en"),
    claimant=st.none() | words,
    claimed_at=st.none() | st.dates().map(str),
    tags=st.lists(words, max_size=3, unique=True).map(tuple),
)
SAME = ("external_id", "text", "url", "title", "publisher", "reviewed_at", "language", "claimant", "claimed_at", "tags")


@given(st.lists(checks, max_size=4, unique_by=lambda check: check.external_id))
def test_a_feed_that_goes_out_comes_back_the_same(sent: list[PublishedCheck]) -> None:
    feed = "".join(data_feed(sent, name="Checks", made_at=MADE)).encode()
    assert json.loads(feed)["@type"] == "DataFeed"
    back = read(feed)
    if not sent:
        assert [reason(found) for found in back] == ["it holds no ClaimReview."]
        return
    for one_back, check in zip(back, sent, strict=True):
        assert isinstance(one_back, ImportedClaim), one_back
        assert [getattr(one_back, name) for name in SAME] == [getattr(check, name) for name in SAME]
        assert one_back.rating == check.rating_words

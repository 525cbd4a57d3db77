"""ClaimReview wherever it stands: loose JSON, mark-up, answers of the API, several claims in one review."""

import io
import json
from typing import Any

import extruct
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from claims.exchange import loose_json, marked_up
from claims.exchange.claim_tables import read_jsonl
from claims.exchange.claimreview import read_claimreview
from claims.exchange.rows import ImportedClaim, RowError, RowWarning, Wrong

REVIEW: dict[str, Any] = {
    "@type": "ClaimReview",
    "url": "https://kilnwatch.example/1",
    "claimReviewed": "The kiln cracked; twice, /* they say */ // on Monday.",
    "reviewRating": {"alternateName": "False"},
    "author": {"name": "Kiln Watch"},
}
MICRODATA = """<article><div itemscope itemtype="https://schema.org/ClaimReview"><a itemprop="url" href="https://kilnwatch.example/1">More</a>
<p itemprop="claimReviewed">The kiln <b>cracked</b>.<br>Twice.</p><span itemprop="author" itemscope itemtype="https://schema.org/Organization">
<span itemprop="name">Kiln Watch</span></span><time itemprop="datePublished" datetime="2024-02-01">yesterday</time>
<div itemprop="reviewRating" itemscope itemtype="https://schema.org/Rating"><span itemprop="alternateName">False</span></div>
<div itemprop="itemReviewed" itemscope itemtype="https://schema.org/Claim"><div itemprop="author" itemscope itemtype="https://schema.org/Person">
<meta itemprop="name" content="Ann"></div><meta itemprop="datePublished" content="2024-01"></div></div></article>"""
RDFA = (
    MICRODATA.replace('itemscope itemtype="https://schema.org/ClaimReview"', 'vocab="https://schema.org/" typeof="ClaimReview"')
    .replace('itemscope itemtype="https://schema.org/', 'typeof="')
    .replace("itemprop=", "property=")
)


def read(content: str | Any) -> list[ImportedClaim | RowError | RowWarning]:
    text = content if isinstance(content, str) else json.dumps(content)
    return list(read_claimreview(io.BytesIO(text.encode())))


def texts(content: str | Any) -> list[str]:
    return [row.text for row in read(content) if isinstance(row, ImportedClaim)]


def script(body: str, kind: str = "application/ld+json") -> str:
    return f'<!doctype html><html><body><p>Words.</p></body></html><script type="{kind}">{body}</script>'


@pytest.mark.parametrize(
    "body",
    [
        "//<![CDATA[\n%s\n//]]>",
        "<![CDATA[%s]]>",
        "<!-- %s -->",
        "/* made by a plug-in */ %s;",
        "%s;;",
        "[%s,]",
        "%s // the end",
        "/*<![CDATA[*/%s/*]]>*/",
    ],
)
def test_marks_around_the_json_do_not_count_and_those_in_a_text_stay(body: str) -> None:
    assert texts(script(body % json.dumps(REVIEW))) == [REVIEW["claimReviewed"]]


@pytest.mark.parametrize("kind", ["application/ld+json; charset=utf-8", "Application/LD+JSON", " application/ld+json ;charset=UTF-8"])
def test_the_type_of_a_script_is_compared_without_case_and_parameters(kind: str) -> None:
    assert texts(script(json.dumps(REVIEW), kind)) == [REVIEW["claimReviewed"]]


def test_a_fault_is_told_with_script_line_and_character_and_the_rest_is_read() -> None:
    broken = '{"@type": "ClaimReview",\n "claimReviewed": "The "old" kiln."}'
    bad, good = read(script(broken) + script(json.dumps(REVIEW)))
    assert isinstance(bad, RowError) and "script 1" in bad.reason and "line 2, character 25" in bad.reason
    assert isinstance(good, ImportedClaim)


@given(st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=6))
def test_whole_json_is_never_changed_by_looseness(value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False)
    assert loose_json.values(text) == [value]
    if isinstance(value, dict | list):
        assert loose_json.values(f"/* a */ {text} ; {text}") == [value, value]


@given(st.text('{}[]",:;/*<!-->\\ \n1', max_size=60))
def test_anything_is_read_or_refused(text: str) -> None:
    try:
        loose_json.values(text)
    except Wrong as fault:
        assert "line" in str(fault)


@pytest.mark.parametrize("text", ['"' + "\\" * 200_000, "/*" * 200_000, "<!--" * 100_000 + "x", "[" * 100_000, '{"a":' * 50_000])
def test_hostile_text_takes_no_time(text: str) -> None:
    with pytest.raises(Wrong):
        loose_json.values(text)


@pytest.mark.parametrize("page", [MICRODATA, RDFA, RDFA.replace('property="', 'property="schema:').replace('typeof="', 'typeof="schema:')])
def test_reviews_in_the_mark_up_of_a_page_are_read(page: str) -> None:
    (row,) = read(f"<!doctype html><html><body><p>Words.</p></body></html>{page}")
    assert isinstance(row, ImportedClaim)
    assert (row.text, row.url, row.publisher, row.rating) == (
        "The kiln cracked. Twice.",
        "https://kilnwatch.example/1",
        "Kiln Watch",
        "False",
    )
    assert (row.claimant, row.claimed_at, row.reviewed_at) == ("Ann", "2024-01", "2024-02-01")


def test_the_reader_of_microdata_agrees_with_extruct() -> None:
    (ours,) = marked_up.items(html.document_fromstring(MICRODATA), "ClaimReview")
    (theirs,) = extruct.extract(MICRODATA, syntaxes=["microdata"])["microdata"]

    def bare(item: Any) -> Any:
        return {name: bare(value) for name, value in item["properties"].items()} if isinstance(item, dict) else " ".join(item.split())

    def without_types(item: Any) -> Any:
        return {name: without_types(value) for name, value in item.items() if name != "@type"} if isinstance(item, dict) else item

    assert without_types(ours) == bare(theirs)


def test_microdata_may_refer_to_what_stands_elsewhere_and_to_itself() -> None:
    page = '<p id="a" itemprop="claimReviewed">The kiln.</p><div id="b" itemscope itemtype="ClaimReview" itemref="a b c"></div>'
    assert texts(f"<html>{page}</html>") == ["The kiln."]


def test_deep_mark_up_is_refused_or_read() -> None:
    page = html.document_fromstring("<div>" * 240 + MICRODATA)
    assert len(marked_up.items(page, "ClaimReview")) <= 1


def test_one_review_a_line_under_either_ending() -> None:
    lines = "\n".join(json.dumps({**REVIEW, "claimReviewed": text}) for text in ("The kiln.", "The oven."))
    assert texts(lines) == ["The kiln.", "The oven."]
    rows = list(read_jsonl(io.BytesIO(f"{lines}\n{{}}\n".encode())))
    assert [row.text for row in rows[:2] if isinstance(row, ImportedClaim)] == ["The kiln.", "The oven."]
    assert all(row.publisher == "Kiln Watch" for row in rows[:2] if isinstance(row, ImportedClaim))
    assert isinstance(rows[2], RowError) and rows[2].row == 3


def test_a_flat_row_under_names_of_schema_org_is_no_review() -> None:
    (row,) = read_jsonl(io.BytesIO(b'{"claimReviewed": "The kiln.", "author.name": "Kiln Watch", "reviewRating.alternateName": "False"}'))
    assert isinstance(row, ImportedClaim) and (row.publisher, row.rating) == ("Kiln Watch", "False")


def test_an_answer_of_the_api_gives_a_row_for_each_review_and_tells_of_the_next_page() -> None:
    reviews = [{"publisher": {"site": "a.example"}, "textualRating": "Fake", "reviewDate": "2024-02-03T00:00:00Z"}]
    reviews.append({"publisher": {"name": "B"}, "url": "https://b.example/1", "reviewDate": "2024-02-03T10:00:00Z"})
    answer = {"claims": [{"text": "The kiln.", "claimDate": "2024-01-20T00:00:00Z", "claimReview": reviews}], "nextPageToken": "CAo"}
    first, second, told = read(answer)
    assert isinstance(first, ImportedClaim) and isinstance(second, ImportedClaim) and isinstance(told, RowWarning)
    assert (first.publisher, first.claimed_at, first.reviewed_at) == ("a.example", "2024-01-20", "2024-02-03")
    assert (second.publisher, second.reviewed_at) == ("B", "2024-02-03T10:00:00Z")
    assert "next page" in told.reason
    assert [row.row for row in read({"claims": answer["claims"]}) if isinstance(row, ImportedClaim)] == [1, 1]


def test_several_claims_in_one_review_are_taken_each_with_its_own_claimant() -> None:
    items = [{"author": {"name": "Ann"}}, {"author": {"name": "Ben"}}]
    rows = [
        row
        for row in read({**REVIEW, "claimReviewed": ["The kiln.", "The oven."], "itemReviewed": items})
        if isinstance(row, ImportedClaim)
    ]
    assert [(row.text, row.claimant) for row in rows] == [("The kiln.", "Ann"), ("The oven.", "Ben")]
    assert texts({**REVIEW, "claimReviewed": ["The kiln.", "The kiln."]}) == ["The kiln."]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p>The <b>old</b> kiln</p><p>cracked.</p>", "The old kiln cracked."),
        ("&lt;p&gt;The old&nbsp;kiln cracked.&lt;/p&gt;", "The old kiln cracked."),
        ("The <a href='https://a.example/?a=1&amp;b=2'>old</a> kiln<br/>cracked.", "The old kiln cracked."),
        ("2 < 3 and 5 > 4, <Ann> wrote", "2 < 3 and 5 > 4, <Ann> wrote"),
    ],
)
def test_mark_up_in_a_text_is_taken_out_and_nothing_else(written: str, kept: str) -> None:
    assert texts({**REVIEW, "claimReviewed": written}) == [kept]


@pytest.mark.parametrize(
    ("written", "kept"),
    [("2023", "2023"), ("2023-05", "2023-05"), ("Mai 2023", "2023-05"), ("25/02/2024", "2024-02-25"), ("20240225", "2024-02-25")],
)
def test_certain_dates_stay_as_certain_as_they_are(written: str, kept: str) -> None:
    (row,) = read({**REVIEW, "datePublished": written})
    assert isinstance(row, ImportedClaim) and row.reviewed_at == kept and not row.warnings


def test_a_date_that_is_not_certain_is_left_empty_with_a_warning() -> None:
    (row,) = read({**REVIEW, "datePublished": "03/04/2024"})
    assert isinstance(row, ImportedClaim) and row.reviewed_at is None
    assert [(warning.column, warning.value) for warning in row.warnings] == [("datePublished", "03/04/2024")]


def test_the_place_of_a_claim_in_same_as_counts_where_no_appearance_is_named() -> None:
    (row,) = read({**REVIEW, "itemReviewed": {"sameAs": "https://post.example/1"}})
    assert isinstance(row, ImportedClaim) and row.appearances == ("https://post.example/1",)
    (row,) = read({**REVIEW, "itemReviewed": {"sameAs": "https://post.example/1", "appearance": {"url": "https://post.example/2"}}})
    assert isinstance(row, ImportedClaim) and row.appearances == ("https://post.example/2",)

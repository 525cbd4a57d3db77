"""Published pages and feeds, read back by the programs that others read them with."""

import json
from collections.abc import Iterator
from pathlib import Path

import extruct
import feedparser
import pytest

from claims.desk.checking import verdicts
from claims.desk.publishing import publisher
from claims.desk.publishing.published import last_change
from claims.desk.sources import evidence
from claims.desk.sources.evidence import NewSource
from claims.exchange.atom import atom_feed
from claims.exchange.markup import PublishedCheck
from claims.model import Claim, SourceKind, Stance
from tests.web_stage import Stage

HOSTILE = """</script><script>alert(1)</script> & <!-- "quoted" 'too' ]]>"""


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def published(stage: Stage, *, confidential: bool = False) -> Claim:
    """A claim of ours with a hostile explanation, approved and published."""
    claim = stage.bring("depot", "taken")
    if confidential:
        secret = NewSource(title="A clerk who must not be named", kind=SourceKind.INTERVIEW, text="It burned.", confidential=True)
        source = evidence.add_source(stage.db, secret, by=stage.cast["Ben"], at=stage.at).source
        evidence.link_source(stage.db, claim.id, source.id, Stance.SUPPORTS, by=stage.cast["Ben"], at=stage.at, quote="It burned.")
    verdicts.submit(stage.db, claim.id, "mostly_false", f"The register says so. {HOSTILE}", by=stage.cast["Ben"], at=stage.at)
    verdicts.approve(stage.db, claim.id, by=stage.cast["Cleo"], at=stage.at)
    verdicts.publish(stage.db, claim.id, by=stage.cast["Edith"], at=stage.at)
    return stage.page_of(claim.id)


def test_extruct_reads_the_claimreview_of_a_published_page(stage: Stage) -> None:
    claim = published(stage)
    answer = stage.get(f"/claims/{claim.id}", by=None)
    assert answer.status_code == 200 and answer.text.count("<script") == 2  # the desk's own, and the data
    (review,) = extruct.extract(answer.text, syntaxes=["json-ld"])["json-ld"]
    assert (review["@type"], review["claimReviewed"], review["url"]) == ("ClaimReview", claim.text, f"http://localhost/claims/{claim.id}")
    assert review["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "Mostly false",
        "ratingExplanation": f"The register says so. {HOSTILE}",
        "ratingValue": 2,
        "bestRating": 5,
        "worstRating": 1,
    }
    assert review["author"] == {"@type": "Organization", "name": "Claim tracker", "url": "http://localhost/"}
    assert review["datePublished"] == "2026-03-14" and review["itemReviewed"]["@type"] == "Claim"


def test_a_page_that_is_not_published_has_no_markup_and_a_signed_in_person_sees_none(stage: Stage) -> None:
    claim = stage.bring("depot", "checked")
    assert stage.get(f"/claims/{claim.id}", by=None).status_code == 404
    assert "ld+json" not in stage.get(f"/claims/{claim.id}").text


def test_the_feeds_hold_what_is_published_and_nothing_else(stage: Stage) -> None:
    assert stage.get("/feed/claimreview.json", by=None).json["dataFeedElement"] == []
    assert feedparser.parse(stage.get("/feed/checks.atom", by=None).data).entries == []
    claim = published(stage, confidential=True)
    stage.bring("9 kilometres", "checked")
    (element,) = stage.get("/feed/claimreview.json", by=None).json["dataFeedElement"]
    assert element["item"][0]["claimReviewed"] == claim.text
    feed = feedparser.parse(stage.get("/feed/checks.atom", by=None).data)
    assert not feed.bozo and feed.version == "atom10"
    (entry,) = feed.entries
    assert entry.title == f"Mostly false: {claim.text}" and entry.link == entry.id == f"http://localhost/claims/{claim.id}"
    assert entry.summary == f"The register says so. {HOSTILE}"
    assert entry.published == "2026-03-14T09:30:00+00:00" and feed.feed.links[0].href == "http://localhost/feed/checks.atom"
    for path in ("/feed/claimreview.json", "/feed/checks.atom", f"/claims/{claim.id}"):
        assert "clerk" not in stage.get(path, by=None).text
    verdicts.withdraw(stage.db, claim.id, "wrong", by=stage.cast["Edith"], at=stage.at)
    assert stage.get("/feed/claimreview.json", by=None).json["dataFeedElement"] == []


@pytest.mark.parametrize("feed", ["/feed/claimreview.json", "/feed/checks.atom"])
def test_a_feed_is_sent_again_only_when_something_changed(stage: Stage, feed: str) -> None:
    published(stage)
    visitor = stage.client(None)
    first = visitor.get(feed)
    assert first.status_code == 200 and first.last_modified == last_change(stage.db)[-1]
    assert visitor.get(feed, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert visitor.get(feed, headers={"If-Modified-Since": first.headers["Last-Modified"]}).status_code == 304
    stage.bring("9 kilometres", "checked")
    same = visitor.get(feed)
    assert (same.data, same.headers["ETag"], same.headers["Last-Modified"]) == (
        first.data,
        first.headers["ETag"],
        first.headers["Last-Modified"],
    )
    verdicts.publish(stage.db, stage.claim("9 kilometres").id, by=stage.cast["Edith"], at=stage.at)
    assert visitor.get(feed, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_a_published_page_names_the_feeds(stage: Stage) -> None:
    page = stage.get(f"/claims/{published(stage).id}", by=None).text
    for kind, address in (("application/atom+xml", "/feed/checks.atom"), ("application/ld+json", "/feed/claimreview.json")):
        assert f'type="{kind}"' in page and f'href="{address}"' in page
        assert stage.get(address, by=None).status_code == 200


def test_text_that_xml_cannot_hold_is_left_out_of_the_feed(stage: Stage) -> None:
    check = PublishedCheck("1", "A bell \x07 and half a pair \ud800.", url="https://a.example/1", rating_words="False", rating="false")
    feed = atom_feed([check], name="A & B <c>", address="https://a.example/f", home="https://a.example/", updated=stage.at)
    read = feedparser.parse(feed)
    assert not read.bozo and read.entries[0].title == "False: A bell   and half a pair  ." and read.feed.author == "A & B <c>"
    assert json.dumps(read.feed.title) == '"Fact checks by A & B <c>"'


def test_a_published_page_names_no_article_that_is_not_on_the_web(stage: Stage) -> None:
    claim = published(stage)
    page = stage.get(f"/claims/{claim.id}", by=None).text
    assert claim.text in page
    assert "Brackwater opens its tram line" not in page


def test_the_settings_name_the_newsroom_and_its_pages_on_published_pages_and_in_the_markup(stage: Stage) -> None:
    claim = published(stage)
    details = {
        "newsroom_name": "The  Skerry Post",
        "methodology_url": "https://skerry.example.org/how",
        "corrections_url": "https://skerry.example.org/mistakes",
    }
    assert stage.post("/settings/publisher", details, by="Ada").status_code == 303
    page = stage.get(f"/claims/{claim.id}", by=None).text
    assert "Published by The Skerry Post" in page
    assert 'href="https://skerry.example.org/how"' in page and 'href="https://skerry.example.org/mistakes"' in page
    (review,) = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
    assert review["author"] == {
        "@type": "Organization",
        "name": "The Skerry Post",
        "url": "http://localhost/",
        "publishingPrinciples": "https://skerry.example.org/how",
        "correctionsPolicy": "https://skerry.example.org/mistakes",
    }
    assert feedparser.parse(stage.get("/feed/checks.atom", by=None).data).feed.author == "The Skerry Post"


@pytest.mark.parametrize("field", ["methodology_url", "corrections_url"])
def test_what_is_no_web_address_is_refused_in_its_field_and_nothing_is_stored(stage: Stage, field: str) -> None:
    sent = {"newsroom_name": "The Skerry Post", field: "javascript:alert(1)"}
    answer = stage.post("/settings/publisher", sent, by="Ada")
    assert answer.status_code == 409 and f'id="field-{field}-wrong"' in answer.text and 'value="The Skerry Post"' in answer.text
    assert set(publisher.details_of(stage.db).values()) == {"", "no"}


def test_people_are_named_only_on_pages_published_while_the_newsroom_names_them(stage: Stage) -> None:
    claim = published(stage)
    address = f"/claims/{claim.id}"
    assert "and read by a second person" in stage.get(address, by=None).text
    stage.post("/settings/publisher", {"name_people": "yes"}, by="Ada")
    assert "Cleo" not in stage.get(address, by=None).text, "a page that is published stays as it is"
    verdicts.publish(stage.db, claim.id, by=stage.cast["Edith"], at=stage.at)
    page = stage.get(address, by=None).text
    assert "Checked by Ben on" in page and "and read by Cleo" in page
    stage.post("/settings/publisher", {}, by="Ada")
    page = stage.get(address, by=None).text
    assert "Ben" not in page and "Cleo" not in page and "and read by a second person" in page

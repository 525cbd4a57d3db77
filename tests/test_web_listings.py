"""The lists of articles and sources: sorted by their headings, filtered, page by page, and the address says all of it."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest

from claims.desk.articles import intake, withdrawals
from claims.desk.checking import review
from claims.desk.screens import listings, overview
from claims.desk.sources import evidence
from claims.desk.sources.evidence import NewSource
from claims.model import Mark, SourceKind, Stance
from tests.web_stage import Stage
from web.show import listing


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def titles(stage: Stage, address: str) -> list[str]:
    """The first cell of each row, in order."""
    page = stage.get(address)
    assert page.status_code == 200
    return [unescape(one) for one in re.findall(r'<th scope="row"[^>]*><a href="[^"]+">([^<]+)</a>', page.text)]


@pytest.mark.parametrize(("in_all", "pages"), [(0, 1), (1, 1), (100, 1), (101, 2), (1_000, 10)])
def test_a_list_has_as_many_pages_as_hold_it(in_all: int, pages: int) -> None:
    assert listing.pages_of(in_all, 100) == pages


TRAMS, OPENS = "Trams for Brackwater", "Brackwater opens its tram line"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [OPENS, TRAMS]),
        ("?sort=added", [TRAMS, OPENS]),
        ("?sort=title", [OPENS, TRAMS]),
        ("?sort=-title", [TRAMS, OPENS]),
        ("?sort=marked", [OPENS, TRAMS]),
        ("?sort=-marked", [TRAMS, OPENS]),
        ("?sort=due", [TRAMS, OPENS]),
        ("?sort=-due", [TRAMS, OPENS]),
        ("?q=opens", [OPENS]),
        ("?q=%25", []),
        ("?work=mark", [OPENS]),
        ("?work=done", [TRAMS]),
        ("?work=check", [OPENS]),
        ("?due=late", [TRAMS]),
        ("?due=none&sort=title", [OPENS]),
        ("?due=&q=&work=", [OPENS, TRAMS]),
    ],
)
def test_articles_are_sorted_and_filtered_as_the_address_says(stage: Stage, query: str, found: list[str]) -> None:
    for sentence in overview.article_desk(stage.db, stage.earlier, at=stage.at).sentences:
        review.mark_sentence(stage.db, sentence.id, Mark.NOT_CLAIM, by=stage.cast["Ben"], at=stage.at)
    stage.claim("depot")
    intake.set_due(stage.db, stage.earlier, stage.at - timedelta(hours=1), by=stage.cast["Ben"], at=stage.at)
    assert titles(stage, f"/articles{query}") == found


def two_sources(stage: Stage) -> None:
    log = evidence.add_source(
        stage.db, NewSource("Harbour log", SourceKind.DATASET, publisher="Town", text="It sank."), by=stage.cast["Ben"], at=stage.at
    ).source
    evidence.add_source(
        stage.db,
        NewSource("Agency story", SourceKind.WIRE, url="https://wire.example.org/1", published_at="2026-03-01"),
        by=stage.cast["Ben"],
        at=stage.at,
    )
    for words in ("depot", "passengers"):
        evidence.link_source(stage.db, stage.claim(words).id, log.id, Stance.SUPPORTS, by=stage.cast["Ben"], at=stage.at)


LOG, STORY = "Harbour log", "Agency story"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [STORY, LOG]),
        ("?sort=added", [LOG, STORY]),
        ("?sort=title", [STORY, LOG]),
        ("?sort=kind", [LOG, STORY]),
        ("?sort=publisher", [LOG, STORY]),
        ("?sort=published", [STORY, LOG]),
        ("?sort=-claims", [LOG, STORY]),
        ("?kind=wire", [STORY]),
        ("?kept=no", [STORY]),
        ("?use=used", [LOG]),
        ("?use=unused", [STORY]),
        ("?q=wire.example", [STORY]),
        ("?q=town&use=unused", []),
    ],
)
def test_sources_are_sorted_and_filtered_as_the_address_says(stage: Stage, query: str, found: list[str]) -> None:
    two_sources(stage)
    stage.db.execute("UPDATE source SET archived_url = 'https://archive.example.org/1' WHERE title = ?", [LOG])
    assert titles(stage, f"/sources{query}") == found


def test_a_heading_says_how_the_list_is_sorted_and_turns_it_round(stage: Stage) -> None:
    page = unescape(stage.get("/articles?q=tram&sort=title").text)
    assert 'aria-sort="ascending"><a class="quiet-link" href="/articles?q=tram&sort=-title">Title' in page
    assert page.count("aria-sort") == 1
    assert 'href="/articles?q=tram&sort=due">Due' in page and 'href="/articles?sort=title" aria-label="Any' not in page
    assert 'aria-sort="descending"><a class="quiet-link" href="/articles?sort=added">Added' in unescape(stage.get("/articles").text)
    assert 'aria-label="Any work"' in stage.get("/articles?work=mark").text
    assert "No articles match this filter" in stage.get("/articles?q=submarine").text
    assert "No sources match this filter" in stage.get("/sources?q=submarine").text


@pytest.mark.parametrize(
    "wrong", ["sort=luck", "sort=--title", "work=play", "due=soon", "page=x", "page=99999999999999999999", "sort=text;"]
)
def test_what_no_link_of_ours_says_is_refused(stage: Stage, wrong: str) -> None:
    assert stage.get(f"/articles?{wrong}").status_code == 400


@pytest.mark.parametrize("wrong", ["sort=marked", "kind=rumour", "kept=maybe", "use=some"])
def test_nor_is_it_in_the_list_of_sources(stage: Stage, wrong: str) -> None:
    assert stage.get(f"/sources?{wrong}").status_code == 400


def test_pages_follow_each_other_and_keep_filter_and_order(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.pages.articles.PAGE", 1)
    monkeypatch.setattr(listing, "PAGE", 1)
    assert titles(stage, "/articles?q=brackwater&sort=title") == [OPENS]
    page = unescape(stage.get("/articles?q=brackwater&sort=title").text)
    assert 'href="/articles?q=brackwater&sort=title&page=2" rel="next"' in page and "2 articles" in page
    assert titles(stage, "/articles?q=brackwater&sort=title&page=2") == [TRAMS]


def test_what_was_withdrawn_counts_in_neither_list(stage: Stage) -> None:
    two_sources(stage)
    withdrawals.withdraw_article(stage.db, stage.article, "a spoof", by=stage.cast["Ben"], at=stage.at)
    assert titles(stage, "/articles") == [TRAMS]
    found = listings.list_sources(stage.db, {}, "title", limit=9, offset=0)
    assert [(row.source.title, row.claims) for row in found.rows] == [(STORY, 0), (LOG, 0)]
    evidence.withdraw_source(stage.db, found.rows[0].source.id, "forged", by=stage.cast["Ben"], at=stage.at)
    assert titles(stage, "/sources") == [LOG]

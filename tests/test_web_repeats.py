"""A claim's page shows where and when it came back; the published page shows what readers can see elsewhere too."""

from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest

from claims.desk.checking import verdicts
from claims.desk.publishing.publishing import Picked
from claims.desk.screens.repeats import RATED, REVIEWED, SAID, Point, points_of
from claims.store import appearances
from claims.store.connect import rows
from stage import an_article
from tests.web_stage import Stage
from web.show import timeline

DAY = date(2026, 3, 1)


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def said(number: int, publisher: str = "Bugle") -> Point:
    return Point(SAID, DAY + timedelta(days=number), publisher, f"Story {number}", number)


def also_said(stage: Stage, claim_id: int, number: int, *, url: str | None, published: str | None, publisher: str | None = "Bugle") -> None:
    """Let a claim appear in one more article."""
    by = stage.cast["Ben"]
    title = f"Story {number}"
    article = an_article(stage.db, f"The depot is gone, says number {number}.", by=by, at=stage.at, title=title, url=url)
    stage.db.execute("UPDATE article SET published_at = ?, publisher = ? WHERE id = ?", [published, publisher, article])
    (sentence,) = rows(stage.db, "SELECT id, start_offset, end_offset FROM sentence WHERE article_id = :id", {"id": article})
    appearances.add_appearance(
        stage.db, claim_id, sentence["id"], start=sentence["start_offset"], end=sentence["end_offset"],
        quote=f"The depot is gone, says number {number}.", prefix="", suffix="", speaker=None,
    )  # fmt: skip


def test_nothing_and_one_moment_have_no_picture_and_say_so(stage: Stage) -> None:
    assert timeline.draw([]) is None and timeline.draw([said(0)]) is None
    assert timeline.draw([said(0), Point(REVIEWED, None, "Coast", "Rated False")]) is None, "one of the two has no day"
    page = stage.get(f"/claims/{stage.claim('depot').id}").text
    assert "In one article so far." in page and '<svg class="timeline"' not in page


def test_moments_stand_in_time_order_on_the_lines_of_their_publishers() -> None:
    drawn = timeline.draw([said(0), said(50, "Herald"), Point(RATED, DAY + timedelta(days=60), "This newsroom", "Rated False"), said(100)])
    assert drawn
    assert [(lane.name, [dot.x for dot in lane.dots]) for lane in drawn.lanes] == [
        ("This newsroom", [59.4]), ("Bugle", [3.0, 97.0]), ("Herald", [50.0])
    ]  # fmt: skip
    assert [tick.words for tick in drawn.ticks] == ["1 March 2026", "20 Apr", "9 Jun"]
    assert drawn.words == "4 moments from 1 March 2026 to 9 June 2026: This newsroom 1; Bugle 2; Herald 1."


def test_two_hundred_appearances_stay_a_few_dots_on_a_few_lines() -> None:
    drawn = timeline.draw([said(number % 40, f"Paper {number % 25}") for number in range(200)])
    assert drawn
    assert len(drawn.lanes) == timeline.LANES and drawn.lanes[-1].name == "20 other publishers"
    assert all(0 < dot.x < 100 and dot.radius <= 11 for lane in drawn.lanes for dot in lane.dots)
    for lane in drawn.lanes:
        places = [dot.x for dot in lane.dots]
        assert places == sorted(places) and len(places) <= 50
    assert drawn.height < 300


def test_moments_of_one_day_stand_in_the_middle() -> None:
    drawn = timeline.draw([said(0), said(0, "Herald")])
    assert drawn and {dot.x for lane in drawn.lanes for dot in lane.dots} == {50.0}
    assert [tick.anchor for tick in drawn.ticks] == ["middle"]


def test_the_claim_s_page_shows_every_appearance_through_joins_with_a_table(stage: Stage) -> None:
    claim = stage.bring("9 kilometres", "joined")
    also_said(stage, claim.id, 3, url="https://bugle.example.org/3", published="2026-02-01")
    answer = stage.get(f"/claims/{claim.id}")
    page = unescape(answer.text)
    assert "In 3 articles, by 2 publishers" in page
    assert page.count('<circle class="said"') >= 1 and 'class="moments"' in page
    table = page[page.index('class="moments"') :]
    assert "Trams for Brackwater" in table and "Brackwater opens its tram line" in table and "Story 3" in table
    assert "added here" in table, "two of them have no date of their own"
    assert 'style="' not in page, "the security policy allows no inline style"


def test_readers_see_only_articles_that_an_editor_ticked(stage: Stage) -> None:
    claim = stage.bring("depot", "checked")
    also_said(stage, claim.id, 1, url="https://bugle.example.org/1", published="2026-02-01")
    also_said(stage, claim.id, 2, url=None, published="2026-02-02")
    also_said(stage, claim.id, 3, url="https://bugle.example.org/3", published=None, publisher=None)
    also_said(stage, claim.id, 4, url="https://bugle.example.org/4", published="2026-02-04")
    ticked = [row["id"] for row in rows(stage.db, "SELECT id FROM article WHERE title IN ('Story 1', 'Story 3')")]
    verdicts.publish(stage.db, claim.id, by=stage.cast["Edith"], at=stage.at, picked=Picked(articles=ticked))
    public = unescape(stage.get(f"/claims/{claim.id}", by=None).text)
    assert "Timeline" in public and "https://bugle.example.org/1" in public and "bugle.example.org" in public
    assert "says number 1." in public and "says number 3." in public
    assert "says number 2." not in public and "Story 4" not in public, "nor what the newsroom works on, in any part of the page"
    back = public[public.index("Timeline") :]
    assert "Story 2" not in back and "Brackwater opens its tram line" not in back and "/articles/" not in back
    assert "Rated True" in back and "Story 2" in stage.get(f"/claims/{claim.id}").text


def test_many_moments_fold_away_after_the_newest_ten(stage: Stage) -> None:
    claim = stage.claim("depot")
    for number in range(30):
        also_said(stage, claim.id, number, url=f"https://bugle.example.org/{number}", published=f"2026-01-{number + 1:02d}")
    page = unescape(stage.get(f"/claims/{claim.id}").text)
    assert "21 earlier moments" in page and page.count("Story ") >= 30


def test_an_imported_review_is_a_moment_too(stage: Stage) -> None:
    import io

    from claims.desk.exchange import imports
    from claims.desk.screens import overview

    line = (
        b'{"id": "k", "text": "The line is 9 kilometres long.", "rating": "False", "publisher": "Coast Check", "reviewed_at": "2026-01-05"}'
    )
    imports.import_claims(stage.db, io.BytesIO(line), "jsonl", by=stage.cast["Ada"], clock=lambda: stage.at)
    (row,) = rows(stage.db, "SELECT claim_id FROM review")
    points = points_of(overview.claim_page(stage.db, row["claim_id"]))
    assert points == [Point(REVIEWED, date(2026, 1, 5), "Coast Check", "Rated False")]
    assert "Not in any article yet." in stage.get(f"/claims/{row['claim_id']}").text

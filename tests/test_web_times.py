"""The newsroom's own clock and its order of day and month: chosen at the desk, used wherever times are typed and shown."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from claims.desk import newsroom
from claims.desk.typed_fields import due_time
from claims.errors import NotAllowed, Refused
from claims.store import articles, claims, sources
from tests.web_stage import Stage

NUMBERS = {"origins": "2", "secondary_origins": "3", "copied": "50", "confidential_readers": "viewer", "second_factor_from": "nobody"}


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def test_deadlines_are_typed_and_shown_in_the_zone_that_an_admin_chose(stage: Stage) -> None:
    assert stage.post("/settings/numbers", {**NUMBERS, "time_zone": "Asia/Tokyo", "day_first": "no"}, by="Ada").status_code == 303
    claim = stage.claim("depot")
    page = stage.get(f"/claims/{claim.id}").text
    assert "Due (Asia/Tokyo)" in page
    stage.post(f"/claims/{claim.id}/due", {"due": "2026-03-20T09:00", "seen": claim.version})
    assert claims.get_claim(stage.db, claim.id).due_at == datetime(2026, 3, 20, 0, 0, tzinfo=UTC)
    page = stage.get(f"/claims/{claim.id}").text
    assert "20 March 2026, 09:00, Asia/Tokyo" in page and 'value="2026-03-20T09:00"' in page
    assert "Asia/Tokyo" in stage.get("/settings").text


@pytest.mark.parametrize(("day_first", "stored"), [("yes", "2024-10-11"), ("no", "2024-11-10")])
def test_days_in_figures_are_read_in_the_newsrooms_order(stage: Stage, day_first: str, stored: str) -> None:
    stage.post("/settings/numbers", {**NUMBERS, "time_zone": "UTC", "day_first": day_first}, by="Ada")
    stage.post("/articles/new", {"text": "The quay at Orvel is 90 metres long.\n", "published": "11/10/2024"})
    assert articles.list_articles(stage.db, limit=1)[0].published_at == stored
    stage.post("/sources/new", {"title": "Log", "kind": "report", "text": "Ninety metres.", "published": "11/10/2024"})
    assert sources.list_sources(stage.db, limit=1)[0].published_at == stored


def test_an_unknown_zone_is_refused_at_its_field_and_nothing_is_saved(stage: Stage) -> None:
    answer = stage.post("/settings/numbers", {**NUMBERS, "origins": "5", "time_zone": "Mars/Base"}, by="Ada")
    assert answer.status_code >= 400 and 'id="time-zone-wrong"' in answer.text and "Mars/Base" in answer.text
    assert newsroom.thresholds(stage.db).origins == 2
    with pytest.raises(NotAllowed):
        newsroom.set_time_zone(stage.db, "UTC", by=stage.cast["Ben"], at=stage.at)


@pytest.mark.parametrize("typed", ["2026-11-23 16:00", "2026-11-23T16:00", "23 November 2026 16:00", "Nov 23, 2026 16:00"])
def test_a_deadline_is_read_as_people_write_it(typed: str) -> None:
    assert due_time(typed, ZoneInfo("Europe/Lisbon")) == datetime(2026, 11, 23, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["soon 16:00", "23 November 16:00", "16:00", "2026-13-01 16:00", "23 November 2026 25:00"])
def test_a_deadline_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        due_time(typed, ZoneInfo("UTC"))


def test_every_screen_that_shows_a_deadline_says_its_zone(path: Path) -> None:
    stage = Stage(path)
    stage.db.execute("INSERT INTO setting (name, value) VALUES ('time_zone', 'Europe/Berlin')")
    claim = stage.claim("9 kilometres")
    stage.post(f"/claims/{claim.id}/due", {"due": "2026-03-14T16:00", "seen": stage.page_of(claim.id).version})
    article = stage.db["article"].get(stage.article)
    stage.post(f"/articles/{stage.article}/due", {"due": "2026-03-14T17:00", "seen": article["version"]})
    for page in ("/", "/claims", f"/claims/{claim.id}", f"/articles/{stage.article}?line=6", "/articles"):
        text = stage.get(page).text
        assert "today 16:00 CET" in text or "today 17:00 CET" in text or "Europe/Berlin" in text, page
        assert "2026, 16:00, Europe/Berlin" in text or "2026, 17:00, Europe/Berlin" in text, page
    assert "due 14 March 2026, 16:00 CET" in stage.get(f"/claims/{claim.id}/history").text
    stage.db.close()

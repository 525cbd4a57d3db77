"""Adding an article in the browser: short ones at once, long ones beside the requests, with their progress, and nothing half-stored."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from claims.desk.articles.pace import Pace
from claims.desk.people import people
from claims.desk.upkeep import redaction
from claims.model import Role
from claims.settings import imports_folder
from claims.store import articles
from claims.store.connect import rows
from tests.web_stage import Stage
from web import create_app
from web.adding import Adding
from web.pages.articles import FIELDS
from web.show.adding_steps import STEPS

EMPTY = dict.fromkeys(FIELDS, "")
TEXT = "The quay\n\nThe quay at Orvel is 90 metres long. It cost 4 million crowns in 2021."


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def adding(stage: Stage) -> Adding:
    runner = stage.app.extensions["adding"]
    assert isinstance(runner, Adding)
    return runner


class Gate:
    """Stops the reading of an article at its first step until it is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.opened = threading.Event(), threading.Event()
        real = Pace.go_on

        def go_on(pace: Pace, what: str, done: int, of: int) -> None:
            real(pace, what, done, of)
            self.reached.set()
            assert self.opened.wait(60)

        monkeypatch.setattr(Pace, "go_on", go_on)


@pytest.fixture
def gate(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """An article that is being read, and goes on when the gate opens."""
    adding(stage).patience = 0.0
    made = Gate(monkeypatch)
    yield made
    made.opened.set()
    until(lambda: not any(report.is_running for report in adding(stage).reports()))


def until(is_so: Callable[[], bool]) -> None:
    ends = time.monotonic() + 60
    while not is_so() and time.monotonic() < ends:
        time.sleep(0.02)
    assert is_so()


def ended(stage: Stage, address: str) -> None:
    until(lambda: stage.get(f"{address}?peek=yes").status_code == 204)


def test_a_short_article_leads_straight_to_its_page_and_nothing_of_it_is_kept_beside_the_store(stage: Stage) -> None:
    answer = stage.post("/articles/new", {"text": TEXT})
    assert answer.status_code == 303 and re.fullmatch(r"/articles/3", answer.location)
    assert [file.suffix for file in imports_folder(stage.path).iterdir()] == [".article"]
    assert "Orvel" not in "".join(file.read_text() for file in imports_folder(stage.path).iterdir())
    assert "was added" not in stage.get("/articles").text


def test_a_long_article_shows_its_steps_can_be_left_and_is_offered_when_it_is_done(stage: Stage, gate: Gate) -> None:
    address = stage.post("/articles/new", {"text": TEXT}).location
    assert gate.reached.wait(60)
    page = stage.get(address)
    assert page.status_code == 200 and '<noscript><meta http-equiv="refresh" content="3">' in page.text
    assert "Finding claims in its sentences" in page.text and "0 of 3" in page.text and "You can leave this page" in page.text
    listed = stage.get("/articles").text
    assert "You are adding this article:" in listed and f'href="{address}"' in listed
    assert "Ben is adding this article:" in stage.get("/articles", by="Cleo").text
    assert len(articles.list_articles(stage.db)) == 2
    gate.opened.set()
    ended(stage, address)
    assert "“The quay” was added." in stage.get("/articles").text
    assert "was added" not in stage.get("/articles", by="Cleo").text
    assert stage.get(address).location == "/articles/3"
    assert "was added" not in stage.get("/articles").text


def test_another_process_of_the_desk_shows_the_progress_and_can_stop_it(stage: Stage, gate: Gate) -> None:
    address = stage.post("/articles/new", {"text": TEXT}).location
    assert gate.reached.wait(60)
    elsewhere = create_app(stage.settings, clock=lambda: stage.at).extensions["adding"]
    report = elsewhere.report(address.rpartition("/")[2])
    assert report.is_running and (report.doing, report.done, report.of) == ("reading sentence", 0, 3)
    elsewhere.stop(report, by=stage.cast["Ben"])
    gate.opened.set()
    ended(stage, address)
    page = stage.get(address).text
    assert "You stopped this. Nothing was stored." in page and "The quay at Orvel is 90 metres long." in page
    assert len(articles.list_articles(stage.db)) == 2


def test_a_failure_says_why_and_brings_back_what_was_typed_to_its_sender_alone(stage: Stage, gate: Gate) -> None:
    address = stage.post("/articles/new", {"text": TEXT, "published": "next week", "byline": "Ira Nold"}).location
    gate.opened.set()
    ended(stage, address)
    assert "was not added" in stage.get("/articles").text
    page = stage.get(address).text
    assert "The quay at Orvel" in page and 'value="Ira Nold"' in page
    assert re.search(r'name="published"[^>]* aria-invalid="true"', page)
    theirs = stage.get(address, by="Cleo").text
    assert "Not added" in theirs and "Orvel" not in theirs and "Ira Nold" not in theirs
    assert stage.post(f"{address}/stop", {}, by="Cleo").status_code == 404
    assert stage.post(f"{address}/stop", {}).status_code == 303
    assert stage.get(address).status_code == 404


def test_a_file_is_kept_when_its_article_fails_and_used_by_the_next_try(stage: Stage) -> None:
    upload = (TEXT.encode(), "quay.txt")
    failed = adding(stage).start(EMPTY | {"published": "next week"}, upload, replaces=None, by=stage.cast["Ben"])
    assert failed.state == "failed" and "quay.txt is kept" in stage.get(f"/articles/new/{failed.id}").text
    answer = stage.post("/articles/new", {"kept": failed.id, "published": "2026-03-01"})
    assert answer.location == "/articles/3" and "90 metres long" in stage.get("/articles/3?line=2").text
    assert stage.get(f"/articles/new/{failed.id}").status_code == 404
    assert not list(imports_folder(stage.path).glob("*.file"))


def test_a_file_of_somebody_elses_try_is_not_used(stage: Stage) -> None:
    failed = adding(stage).start(EMPTY | {"published": "next week"}, (TEXT.encode(), "quay.txt"), replaces=None, by=stage.cast["Ben"])
    refused = stage.post("/articles/new", {"kept": failed.id}, by="Cleo")
    assert refused.status_code == 422 and "the text is empty" in refused.text.lower()


def test_a_killed_server_leaves_nothing_half_stored_and_the_form_comes_back(stage: Stage) -> None:
    failed = adding(stage).start(EMPTY | {"text": TEXT, "published": "next week"}, None, replaces=None, by=stage.cast["Ben"])
    file = imports_folder(stage.path) / f"{failed.id}.article"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"state": "running", "problem": None, "wrong_field": None}))
    (imports_folder(stage.path) / f"{failed.id}.lock").touch()  # nobody holds it any more
    page = stage.get(f"/articles/new/{failed.id}")
    assert "This stopped before it was done, because the desk was restarted." in page.text and "Orvel" in page.text
    assert len(articles.list_articles(stage.db)) == 2


def test_rights_that_were_lost_while_an_article_was_read_keep_it_from_being_stored(stage: Stage, gate: Gate) -> None:
    address = stage.post("/articles/new", {"text": TEXT}).location
    assert gate.reached.wait(60)
    before = rows(stage.db, "SELECT count(*) FROM claim")[0][0]
    people.set_role(stage.db, stage.cast["Ben"], Role.VIEWER, by=stage.cast["Ada"], at=stage.at)
    gate.opened.set()
    ended(stage, address)
    report = adding(stage).report(address.rpartition("/")[2])
    assert report.state == "failed" and "Ben is viewer here" in str(report.problem)
    assert rows(stage.db, "SELECT count(*) FROM claim")[0][0] == before and len(articles.list_articles(stage.db)) == 2


def test_too_many_unfinished_articles_of_one_person_are_refused(stage: Stage) -> None:
    for _ in range(10):
        adding(stage).start(EMPTY, None, replaces=None, by=stage.cast["Ben"])
    refused = stage.post("/articles/new", {"text": TEXT})
    assert refused.status_code == 409 and "10 of your articles are not stored yet" in refused.text
    assert stage.post("/articles/new", {"text": TEXT}, by="Cleo").location == "/articles/3"


def test_redaction_names_what_was_typed_for_an_article_that_is_not_stored(stage: Stage) -> None:
    failed = adding(stage).start(EMPTY | {"text": TEXT, "published": "next week"}, None, replaces=None, by=stage.cast["Ben"])
    assert [file.name for file in redaction.copies_that_hold(stage.db, "Orvel is 90")] == [f"{failed.id}.typed"]


def test_every_step_that_is_told_is_on_the_page() -> None:
    told = set()
    for file in Path("claims/desk/articles").glob("*.py"):
        told |= set(re.findall(r'go_on\("([^"]+)"', file.read_text(encoding="utf-8")))
    assert told and told <= {part for _, parts in STEPS for part in parts}

"""Live articles: a page hears what others did, and who is where; asking costs next to nothing while nothing happens."""

import json
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from claims.desk.checking import review, verdicts
from claims.desk.screens import overview
from claims.desk.screens.live_changes import LiveChanges
from claims.desk.upkeep import backups
from claims.model import Mark
from claims.store import history
from claims.store.connect import open_store
from tests.web_stage import Stage
from web import create_app
from web.live import HEADER
from web.presence import GONE_AFTER, Presence


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def opened(stage: Stage, by: str) -> dict[str, str]:
    """What the script reads in the page of somebody who opened the article."""
    page = stage.get(f"/articles/{stage.article}?line=1", by=by).text
    return dict(re.findall(r'data-(live|since|pass)="([^"]*)"', page))


def ask(stage: Stage, by: str, kept: dict[str, str], line: int = 1) -> Any:
    """The answer to the page's next question; what it says of itself is kept as the script keeps it."""
    answer = stage.client(by).get(f"{kept['live']}?since={kept['since']}&line={line}", headers={HEADER: kept["pass"]})
    assert answer.status_code == 200
    news = answer.get_json()
    kept |= {"since": str(news.get("newest", kept["since"])), "pass": news.get("pass", kept["pass"])}
    return news


def test_a_mark_of_somebody_else_arrives_as_its_line_and_in_words(stage: Stage) -> None:
    kept = opened(stage, "Ada")
    sentence = stage.sentence("depot")
    review.mark_sentence(stage.db, sentence.id, Mark.CLAIM, by=stage.cast["Ben"], at=stage.at)
    news = ask(stage, "Ada", kept)
    assert [(line["line"], line["shape"]) for line in news["lines"]] == [(sentence.position, "open")]
    assert 'class="margin"' in news["lines"][0]["margin"] and "Open" in news["lines"][0]["margin"]
    assert news["said"] == [f"Ben marked line {sentence.position}: Claim."] and news["marked"] == [sentence.position]
    assert "1 of 6" in news["progress"]
    assert "lines" not in ask(stage, "Ada", kept)


def test_what_one_did_oneself_is_shown_in_ones_other_window_and_not_read_out(stage: Stage) -> None:
    kept = opened(stage, "Ben")
    review.mark_sentence(stage.db, stage.sentence("depot").id, Mark.CLAIM, by=stage.cast["Ben"], at=stage.at)
    news = ask(stage, "Ben", kept)
    assert len(news["lines"]) == 1 and news["said"] == [] and news["marked"] == []


def test_many_marks_of_one_person_are_told_as_a_number(stage: Stage) -> None:
    kept = opened(stage, "Ada")
    for sentence in [line.id for line in overview.article_desk(stage.db, stage.article, at=stage.at).sentences[:5]]:
        review.mark_sentence(stage.db, sentence, Mark.NOT_CLAIM, by=stage.cast["Ben"], at=stage.at)
    assert ask(stage, "Ada", kept)["said"] == ["Ben marked 5 lines."]


def test_work_on_a_claim_changes_its_line_and_work_on_another_article_does_not(stage: Stage) -> None:
    claim = stage.claim("depot")
    stage.claim("21,000", stage.earlier)
    kept = opened(stage, "Ada")
    elsewhere = stage.claim("21,000", stage.earlier)
    verdicts.take(stage.db, elsewhere.id, by=stage.cast["Ben"], at=stage.at)
    assert "lines" not in ask(stage, "Ada", kept)
    verdicts.take(stage.db, claim.id, by=stage.cast["Ben"], at=stage.at)
    assert [line["shape"] for line in ask(stage, "Ada", kept)["lines"]] == ["in-review"]


def test_who_is_where_is_told_to_the_others_alone_and_is_stored_nowhere(stage: Stage) -> None:
    ada, vic = opened(stage, "Ada"), opened(stage, "Vic")
    before = history.last_line(stage.db)
    assert ask(stage, "Vic", vic, line=4)["people"] == []
    assert ask(stage, "Ada", ada)["people"] == [{"name": "Vic", "line": 4}]
    assert ask(stage, "Vic", vic, line=5)["people"] == [{"name": "Ada", "line": 1}]
    assert ask(stage, "Ada", ada)["people"] == [{"name": "Vic", "line": 5}]
    assert history.last_line(stage.db) == before
    assert "Vic" not in stage.get(f"/articles/{stage.article}/history").text


def test_a_visitor_and_a_shut_out_person_are_told_nothing(stage: Stage) -> None:
    kept = opened(stage, "Ada")
    ask(stage, "Ada", kept)
    visitor = stage.app.test_client()
    assert visitor.get(f"{kept['live']}?since={kept['since']}&line=1").status_code == 303
    signed, _, signature = kept["pass"].rpartition(".")
    forged = f"{signed}.{'x' if signature[0] != 'x' else 'y'}{signature[1:]}"  # of the last sign, two bits mean nothing
    for shown in ("", "1 1 Ada", forged, kept["pass"].replace("Ada", "Bob")):
        answer = visitor.get(f"{kept['live']}?since={kept['since']}&line=1", headers={HEADER: shown})
        assert answer.status_code == 303, shown
    other = visitor.get(f"/articles/{stage.earlier}/live?since={kept['since']}&line=1", headers={HEADER: kept["pass"]})
    assert other.status_code == 303


def test_while_nothing_happens_the_answer_is_made_without_the_application(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = opened(stage, "Ada")
    ask(stage, "Ada", kept)
    monkeypatch.setattr(stage.app, "full_dispatch_request", lambda *more: pytest.fail("the application was asked"))
    assert ask(stage, "Ada", kept) == {"people": []}


def raw(kept: dict[str, str], *more: str) -> bytes:
    """The page's question as it comes over the line."""
    lines = [f"GET {kept['live']}?since={kept['since']}&line=2 HTTP/1.1", "Host: localhost", f"x-live-pass: {kept['pass']}", *more, "", ""]
    return "\r\n".join(lines).encode()


@pytest.mark.parametrize(
    "request_line", ["POST /login HTTP/1.1\r\nHost: a\r\n\r\n", "GET /articles/1/live?since=1&line=2 HTTP/1.1\r\nHost: a\r\n"]
)
def test_no_request_keeps_the_servers_loop_busy(stage: Stage, request_line: str) -> None:
    polls = stage.app.extensions["live"]
    for hostile in (b"\r\nx-live-pass:" + b" " * 200_000, b"x-live-pass:" * 20_000, b"a: b\r\n" * 40_000, b"connection: " * 20_000):
        begun = time.process_time()
        assert polls.answer_raw(request_line.encode() + hostile) is None
        assert time.process_time() - begun < 0.5


def test_the_servers_loop_answers_what_needs_no_application_and_hands_over_the_rest(stage: Stage) -> None:
    kept = opened(stage, "Ada")
    live = stage.app.extensions["live"]
    assert live.answer_raw(raw(kept)) is None  # nobody has followed the history yet
    ask(stage, "Ada", kept)
    head, _, body = (live.answer_raw(raw(kept)) or b"").partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\n") and f"Content-Length: {len(body)}".encode() in head
    assert json.loads(body) == {"people": []}
    assert live.answer_raw(raw(kept, "Connection: close")) is None
    assert live.answer_raw(raw(kept) + b"GET / HTTP/1.1\r\n\r\n") is None
    assert live.answer_raw(raw(kept | {"pass": kept["pass"][:-1]})) is None
    assert live.answer_raw(raw(kept | {"live": f"/articles/{stage.earlier}/live"})) is None
    review.mark_sentence(stage.db, stage.sentence("depot").id, Mark.CLAIM, by=stage.cast["Ben"], at=stage.at)
    assert live.answer_raw(raw(kept)) is None
    assert len(ask(stage, "Ada", kept)["lines"]) == 1
    ask(stage, "Ada", kept)
    assert live.answer_raw(raw(kept)) is not None


def test_a_pass_of_somebody_with_any_name_fits_into_a_header(stage: Stage) -> None:
    live = stage.app.extensions["live"]
    who = replace(stage.cast["Ada"], name="Łucja of Øre")
    shown = live.make_pass(stage.article, who)
    assert shown.isascii() and live.find_holder(shown, stage.article) == (who.id, "Łucja of Øre")


def test_an_old_pass_is_renewed_for_whoever_is_still_signed_in(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = opened(stage, "Ada")
    monkeypatch.setattr("web.live.PASS_SECONDS", -1)
    old = kept["pass"]
    assert "pass" in ask(stage, "Ada", kept)
    answer = stage.app.test_client().get(f"{kept['live']}?since={kept['since']}&line=1", headers={HEADER: old})
    assert answer.status_code == 303


def test_two_processes_of_a_server_know_the_same_people(stage: Stage) -> None:
    shared = Presence()
    apps = [create_app(stage.settings, clock=lambda: stage.at, presence=shared) for _ in range(2)]
    apps[0].extensions["live"].presence.sign(stage.article, 7, "Zoë Ågren", 3)
    (here,) = apps[1].extensions["live"].presence.people_at(stage.article, but=1)
    assert (here.name, here.line) == ("Zoë Ågren", 3)


def test_somebody_without_a_sign_for_twenty_seconds_is_gone_and_a_full_table_forgets_the_oldest() -> None:
    now = [100.0]
    presence = Presence(clock=lambda: now[0])
    presence.sign(1, 1, "Ada", 2)
    now[0] += GONE_AFTER - 0.1
    assert [here.name for here in presence.people_at(1, but=0)] == ["Ada"]
    now[0] += 0.2
    assert presence.people_at(1, but=0) == []
    for number in range(300):
        now[0] += 0.001
        presence.sign(2, number, f"Person {number:03}", 1)
    names = [here.name for here in presence.people_at(2, but=-1)]
    assert len(names) == 256 and names[-1] == "Person 299" and "Person 000" not in names


def test_the_follower_is_never_wrong_about_a_change_of_another_process(stage: Stage) -> None:
    follower = LiveChanges(stage.path)
    since = history.last_line(stage.db)
    assert follower.is_unchanged(stage.article, since)
    elsewhere = open_store(stage.path)
    review.mark_sentence(elsewhere, stage.sentence("depot").id, Mark.CLAIM, by=stage.cast["Ben"], at=stage.at)
    elsewhere.close()
    assert not follower.is_unchanged(stage.article, since)
    assert follower.is_unchanged(stage.earlier, since)
    assert follower.is_unchanged(stage.article, history.last_line(stage.db))
    assert not LiveChanges(stage.path).is_unchanged(stage.article, since)
    follower.close()


def test_a_restored_database_is_read_anew(stage: Stage, tmp_path: Path) -> None:
    follower = LiveChanges(stage.path)
    assert follower.is_unchanged(stage.article, history.last_line(stage.db))
    copy = tmp_path / "copy.db"
    backups.back_up(stage.db, copy, at=stage.at)
    stage.db.close()
    copy.replace(stage.path)
    stage.db = open_store(stage.path)
    assert follower.is_unchanged(stage.article, history.last_line(stage.db))
    follower.close()

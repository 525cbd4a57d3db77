"""Choosing a second reader on the desk, setting one's own notifications, and what admins see of those that failed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from claims.model import NoticeKind, Pace
from claims.notice_settings import MailServer
from claims.store import notices as stored
from claims.store.connect import write
from tests.receivers import Mailbox, mail_server
from tests.web_stage import Stage
from web import create_app
from web.pages import notifications


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def server(mailbox: Mailbox) -> Iterator[MailServer]:
    with mail_server(mailbox) as server:
        yield server


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def test_the_desk_asks_for_a_second_reader_and_shows_who_was_asked(stage: Stage) -> None:
    claim = stage.bring("depot", "taken")
    page = stage.get(f"/claims/{claim.id}").text
    assert (
        f'<option value="{stage.cast["Cleo"].id}">Reader: Cleo</option>' in page and "Reader: Ben" not in page and "Reader: Vic" not in page
    )
    fields = {"seen": claim.version, "rating": "true", "explanation": "The register says so.", "reader": stage.cast["Cleo"].id}
    assert stage.post(f"/claims/{claim.id}/submit", fields).status_code == 303
    assert "who asked you to read it" in stage.get(f"/claims/{claim.id}", by="Cleo").text
    assert "who asked Cleo to read it" in stage.get(f"/claims/{claim.id}", by="Edith").text
    assert "depot" in stage.get("/?reader=me", by="Cleo").text and "depot" not in stage.get("/?reader=me", by="Edith").text
    answer = stage.client(None).get(f"/api/v1/claims/{claim.id}/verdicts", headers=stage.bearer("Edith")).get_json()
    assert answer["verdicts"][0]["chosen_reader"] == "Cleo"


def test_whoever_cannot_be_the_second_reader_is_refused_and_the_words_stay(stage: Stage) -> None:
    claim = stage.bring("depot", "taken")
    fields = {"seen": claim.version, "rating": "true", "explanation": "The register says so.", "reader": stage.cast["Vic"].id}
    page = stage.post(f"/claims/{claim.id}/submit", fields)
    assert page.status_code == 409 and "Vic cannot be the second reader" in page.text and "The register says so." in page.text


def test_everybody_sets_their_own_notifications(stage: Stage, server: MailServer, mailbox: Mailbox) -> None:
    stage.app = create_app(replace(stage.settings, mail=server), clock=lambda: stage.at)
    assert "that mention you" in stage.get("/notifications").text and "may repeat" not in stage.get("/notifications", by="Vic").text
    wrong = stage.post("/notifications", {"email": "ben", "kind": "mention", "pace": "daily", "hour": "7"})
    assert wrong.status_code == 400 and "This is not an e-mail address" in wrong.text and 'value="ben"' in wrong.text
    late = stage.post("/notifications", {"email": "ben@example.org", "kind": "mention", "pace": "daily", "hour": "25"})
    assert late.status_code == 400 and "The hour is a number from 0 to 23" in late.text and 'value="25"' in late.text
    unread = stage.post("/notifications", {"email": "ben@example.org", "kind": "mention", "pace": "daily", "hour": "noon"})
    assert unread.status_code == 400 and "The hour is a number from 0 to 23" in unread.text and 'value="noon"' in unread.text
    fields = {"email": "ben@example.org", "kind": ["mention", "assignment"], "pace": "daily", "hour": "7", "then": "test"}
    assert stage.post("/notifications", fields).status_code == 303
    assert mailbox.messages[0]["To"] == "ben@example.org"
    contact = stored.contact_of(stage.db, stage.cast["Ben"].id)
    assert contact and (contact.pace, contact.hour, contact.kinds) == (Pace.DAILY, 7, (NoticeKind.MENTION, NoticeKind.ASSIGNMENT))
    assert stored.contact_of(stage.db, stage.cast["Vic"].id) is None
    for _ in range(6):
        stage.post("/notifications", fields)
    assert len(mailbox.messages) == notifications.TESTS_AN_HOUR, "nobody is flooded by way of the desk"


def test_admins_see_what_was_given_up(stage: Stage) -> None:
    claim = stage.claim("depot").id
    mentions = [stored.Happening(NoticeKind.MENTION, note_id, claim, stage.cast["Ben"].id, stage.at) for note_id in (1, 2)]
    with write(stage.db):
        stored.add_notices(stage.db, [(mention, None) for mention in mentions], {})
    stored.set_done(stage.db, [1], at=stage.at, reason="the webhook answered with status 500.")
    # The second one is tried again: its reason is not why a notice was given up.
    stored.set_failed(stage.db, [2], "the webhook could not be reached.", next_at=stage.at)
    assert "1 notice was given up after many tries. The last reason: the webhook answered" in stage.get("/notifications", by="Ada").text
    assert "given up" not in stage.get("/notifications").text

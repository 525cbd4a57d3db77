"""Telling people outside the desk: who hears of what, when, once; a real mail server and a real webhook on loopback."""

import hmac
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

from claims.cli.main import cli
from claims.desk.checking import review, talk, verdicts
from claims.desk.notices import contacts, notices
from claims.desk.notices.notices import Sending, Sent
from claims.desk.notices.webhook import signature
from claims.desk.people import languages, people
from claims.errors import Refused
from claims.model import NoticeKind, Pace, Person, Reason, Role, Stance, Status
from claims.notice_settings import MailServer, Webhook
from claims.settings import Settings
from claims.store import alerts as stored_alerts
from claims.store import notices as stored
from claims.store.connect import rows
from stage import a_claim, a_link, a_match, a_source, an_article
from tests.receivers import SECRET, Hook, Mailbox, mail_server, webhook

ALL = tuple(NoticeKind)


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def server(mailbox: Mailbox) -> Iterator[MailServer]:
    with mail_server(mailbox) as server:
        yield server


@pytest.fixture
def hook() -> Iterator[tuple[Hook, Webhook]]:
    with webhook() as receiver:
        yield receiver


@pytest.fixture
def claim(db: Database, ben: Person, at: datetime) -> int:
    number = a_claim(db, "The ferry sank.", by=ben, at=at)
    a_link(db, number, a_source(db, by=ben, at=at), Stance.SUPPORTS, by=ben, at=at)
    return number


@pytest.fixture
def run(db: Database, server: MailServer, at: datetime) -> Callable[..., Sent]:
    """Run with the mail server, some minutes after everything happened."""

    def run(minutes: int = 1, **changes: Any) -> Sent:
        settings = replace(Settings(mail=server, desk_address="https://desk.example.org/"), **changes)
        return notices.run(db, Sending(settings, at + timedelta(minutes=minutes)))

    return run


def hear(
    db: Database, person: Person, at: datetime, *, kinds: tuple[NoticeKind, ...] = ALL, pace: Pace = Pace.AT_ONCE, hour: int = 8
) -> None:
    contacts.set_contact(db, f"{person.name.lower()}@example.org", pace, str(hour), kinds, by=person, at=at)


def an_alert(db: Database, claim: int, *, by: Person, at: datetime) -> int:
    """An alert of a new article that repeats this claim; the number of the article's claim."""
    article = an_article(db, "The ferry sank in March.", by=by, at=at)
    repeating = a_claim(db, "The ferry sank in March.", by=by, at=at, proposed=True, sentence_id=1)
    stored_alerts.add_alert(db, a_match(db, repeating, claim, at=at), article, at=at)
    return repeating


def test_each_kind_reaches_whom_it_is_meant_for_in_one_message(
    db: Database,
    claim: int,
    run: Callable[..., Sent],
    mailbox: Mailbox,
    ben: Person,
    cleo: Person,
    edith: Person,
    vic: Person,
    at: datetime,
) -> None:
    for person in (ben, cleo, edith, vic):
        hear(db, person, at)
    talk.add_note(db, claim, "@Cleo can you ask the harbour?", by=ben, at=at)
    verdicts.assign(db, a_claim(db, "The ferry was new.", by=ben, at=at), cleo, by=ben, at=at)
    verdicts.submit(db, claim, "true", "The log says so.", by=ben, at=at, reader=cleo)
    an_alert(db, a_claim(db, "The ferry never sank.", by=ben, at=at), by=ben, at=at)
    assert run() == Sent(messages=3)
    by_address = {message["To"]: message for message in mailbox.messages}
    assert set(by_address) == {"ben@example.org", "cleo@example.org", "edith@example.org"}, "a viewer handles no alerts"
    cleos = by_address["cleo@example.org"]
    assert cleos["Subject"] == "1 mention, 1 assignment, 1 verdict to read, 1 alert" and cleos["From"] == "Fact desk <desk@example.org>"
    text = cleos.get_content()
    assert "Ben mentioned you on a claim: The ferry sank." in text and f"https://desk.example.org/claims/{claim}" in text
    assert "harbour" not in text, "what a note says stays on the desk"
    assert by_address["edith@example.org"]["Subject"] == "A new article may repeat a rated claim"
    assert run(2) == Sent(), "nothing is told twice"


def test_without_a_chosen_reader_everybody_who_may_read_it_hears_but_its_author(
    db: Database,
    claim: int,
    run: Callable[..., Sent],
    mailbox: Mailbox,
    ben: Person,
    cleo: Person,
    edith: Person,
    vic: Person,
    at: datetime,
) -> None:
    for person in (ben, cleo, edith, vic):
        hear(db, person, at, kinds=(NoticeKind.SECOND_READING,))
    verdicts.submit(db, claim, "true", "The log says so.", by=ben, at=at)
    run()
    assert sorted(message["To"] for message in mailbox.messages) == ["cleo@example.org", "edith@example.org"]
    assert mailbox.messages[0]["Subject"] == "A verdict by Ben waits for a second reader"


def test_what_is_over_by_then_is_not_told(
    db: Database, claim: int, run: Callable[..., Sent], mailbox: Mailbox, ben: Person, cleo: Person, edith: Person, at: datetime
) -> None:
    hear(db, cleo, at)
    note = talk.add_note(db, claim, "@Cleo look", by=ben, at=at)
    seen = talk.add_note(db, claim, "@Cleo look here", by=ben, at=at)
    talk.withdraw_note(db, note, by=ben, at=at)
    talk.mark_seen(db, [seen], by=cleo, at=at)
    verdicts.assign(db, claim, cleo, by=ben, at=at)
    verdicts.assign(db, claim, None, by=ben, at=at)
    verdicts.submit(db, claim, "true", "The log says so.", by=ben, at=at)
    verdicts.approve(db, claim, by=edith, at=at)
    repeating = an_alert(db, a_claim(db, "The ferry never sank.", by=ben, at=at), by=ben, at=at)
    for match in rows(db, "SELECT id FROM match WHERE claim_id = :id", {"id": repeating}):
        review.decide_match(db, match["id"], Status.REJECTED, by=ben, at=at, reasons=[Reason.OTHER])
    assert run() == Sent(passed=4) and mailbox.messages == []


def test_whoever_does_it_hears_nothing_of_it_and_nobody_who_may_not_sign_in(
    db: Database, claim: int, run: Callable[..., Sent], mailbox: Mailbox, ada: Person, ben: Person, cleo: Person, at: datetime
) -> None:
    hear(db, ben, at)
    hear(db, cleo, at)
    verdicts.take(db, claim, by=ben, at=at)
    talk.add_note(db, claim, "@Ben and @Cleo, look", by=ben, at=at)
    people.set_disabled(db, cleo, True, by=ada, at=at)
    assert run() == Sent() and mailbox.messages == []


def test_nothing_from_before_the_first_run_or_older_than_two_days_is_told(
    db: Database, claim: int, run: Callable[..., Sent], mailbox: Mailbox, ben: Person, cleo: Person, at: datetime
) -> None:
    talk.add_note(db, claim, "@Cleo before she asked for it", by=ben, at=at)
    run()
    hear(db, cleo, at)
    assert run(2) == Sent()
    talk.add_note(db, claim, "@Cleo while nothing ran", by=ben, at=at)
    assert run(3 * 24 * 60) == Sent()


def test_the_daily_message_goes_once_a_day_from_its_hour_in_the_newsroom_s_zone(
    db: Database, claim: int, run: Callable[..., Sent], mailbox: Mailbox, ben: Person, cleo: Person, at: datetime
) -> None:
    hear(db, cleo, at, pace=Pace.DAILY, hour=11)  # it is 9:30
    talk.add_note(db, claim, "@Cleo one", by=ben, at=at)
    assert run(60).messages == 0
    talk.add_note(db, claim, "@Cleo two", by=ben, at=at + timedelta(minutes=70))
    assert run(91).messages == 1 and mailbox.messages[0]["Subject"] == "2 mentions"
    talk.add_note(db, claim, "@Cleo three", by=ben, at=at + timedelta(minutes=95))
    assert run(100).messages == 0, "once a day"
    assert run(24 * 60 + 91).messages == 1


def test_a_daily_message_that_fails_is_tried_again_the_same_day(
    db: Database, claim: int, run: Callable[..., Sent], mailbox: Mailbox, ben: Person, cleo: Person, at: datetime
) -> None:
    hear(db, cleo, at, pace=Pace.DAILY, hour=8)
    talk.add_note(db, claim, "@Cleo look", by=ben, at=at)
    mailbox.refused.add("cleo@example.org")
    assert run(0).failed
    mailbox.refused.clear()
    assert run(1).messages == 1


def test_whoever_lost_the_right_or_the_wish_hears_no_more(
    db: Database,
    claim: int,
    run: Callable[..., Sent],
    mailbox: Mailbox,
    ada: Person,
    ben: Person,
    cleo: Person,
    edith: Person,
    at: datetime,
) -> None:
    for person in (cleo, edith):
        hear(db, person, at, pace=Pace.DAILY, hour=23)
    verdicts.submit(db, claim, "true", "The log says so.", by=ben, at=at)
    assert run(0) == Sent()
    people.set_role(db, cleo, Role.VIEWER, by=ada, at=at)
    hear(db, edith, at, pace=Pace.DAILY, hour=23, kinds=(NoticeKind.MENTION,))
    assert run(24 * 60) == Sent(passed=2) and mailbox.messages == []


def test_what_fails_is_tried_again_later_and_later_and_given_up_at_last(
    db: Database, claim: int, run: Callable[..., Sent], mailbox: Mailbox, ben: Person, cleo: Person, at: datetime
) -> None:
    hear(db, cleo, at)
    mailbox.refused.add("cleo@example.org")
    talk.add_note(db, claim, "@Cleo look", by=ben, at=at)
    assert run(0).failed == ("the mail server does not accept the address: check it.",)
    assert run(0) == Sent(), "not before its time"
    minutes = 0
    for wait in notices.WAITS:
        minutes += int(wait.total_seconds() // 60)
        assert run(minutes).failed, wait
    assert run(minutes + 10_000) == Sent() and stored.failures(db)[0] == 1
    mailbox.refused.clear()
    talk.add_note(db, claim, "@Cleo again", by=ben, at=at + timedelta(minutes=minutes))
    assert run(minutes + 1).messages == 1, "a notice given up does not stop the next"


def test_a_run_that_died_leaves_its_notices_to_another(
    db: Database, claim: int, run: Callable[..., Sent], ben: Person, cleo: Person, at: datetime, server: MailServer
) -> None:
    hear(db, cleo, at)
    talk.add_note(db, claim, "@Cleo look", by=ben, at=at)

    def die(words: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        notices.run(db, Sending(Settings(mail=server), at, tell=die))
    assert run(1) == Sent(), "the other run may still be sending"
    assert run(11).messages == 1


def test_a_server_that_is_down_or_refuses_the_password_is_told_in_words(
    db: Database, claim: int, run: Callable[..., Sent], ben: Person, cleo: Person, at: datetime, server: MailServer
) -> None:
    hear(db, cleo, at)
    talk.add_note(db, claim, "@Cleo look", by=ben, at=at)
    assert run(0, mail=replace(server, port=1)).failed == ("the mail server could not be reached (ConnectionRefusedError).",)
    assert run(2, mail=replace(server, password="wrong")).failed == (
        "the mail server does not accept the user name and password in CLAIMS_MAIL_SERVER.",
    )


def test_nothing_goes_unencrypted_to_a_server_elsewhere(
    db: Database,
    claim: int,
    run: Callable[..., Sent],
    mailbox: Mailbox,
    ben: Person,
    cleo: Person,
    at: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(MailServer, "is_local", False)
    hear(db, cleo, at)
    talk.add_note(db, claim, "@Cleo look", by=ben, at=at)
    assert run().failed == ("the mail server offers no encryption or no sign-in: check CLAIMS_MAIL_SERVER.",)
    assert mailbox.messages == []


def test_the_webhook_gets_each_notice_once_signed_and_again_after_a_failure(
    db: Database, claim: int, run: Callable[..., Sent], hook: tuple[Hook, Webhook], ben: Person, cleo: Person, at: datetime
) -> None:
    received, address = hook
    received.status = 302
    talk.add_note(db, claim, "@Cleo the secret source says so", by=ben, at=at)
    assert run(0, webhook=address, mail=None).failed == ("the webhook answered with status 302.",)
    assert len(received.posts) == 1, "a redirect is not followed"
    received.status = 204
    assert run(1, webhook=address, mail=None).posts == 1
    content, headers, body = received.posts[-1]
    assert content["text"].startswith("Ben mentioned Cleo on a claim: The ferry sank.") and "secret" not in body.decode()
    assert (content["kind"], content["claim_id"], content["by"], content["people"]) == ("mention", claim, "Ben", ["Cleo"])
    assert content["url"] == f"https://desk.example.org/claims/{claim}"
    expected = "sha256=" + hmac.new(SECRET.encode(), f"{headers['X-Claims-Sent']}.".encode() + body, "sha256").hexdigest()
    assert headers["X-Claims-Signature"] == expected == signature(SECRET, int(headers["X-Claims-Sent"]), body)
    assert run(2, webhook=address, mail=None) == Sent()


def test_each_message_is_in_its_reader_s_language_and_the_webhook_in_the_newsroom_s(
    db: Database,
    claim: int,
    run: Callable[..., Sent],
    mailbox: Mailbox,
    hook: tuple[Hook, Webhook],
    ada: Person,
    ben: Person,
    cleo: Person,
    edith: Person,
    at: datetime,
) -> None:
    received, address = hook
    languages.set_newsroom_language(db, "es", by=ada, at=at)
    languages.choose_own_language(db, edith, "en", at=at)
    for reader in (cleo, edith):
        hear(db, reader, at)
    talk.add_note(db, claim, "@Cleo @Edith look", by=ben, at=at)
    assert run(webhook=address).messages == 2
    by_address = {message["To"]: message for message in mailbox.messages}
    cleos, ediths = by_address["cleo@example.org"], by_address["edith@example.org"]
    assert cleos["Subject"] == "Ben te mencionó en una afirmación" and ediths["Subject"] == "Ben mentioned you on a claim"
    assert "Ben te mencionó en una afirmación: The ferry sank." in cleos.get_content() and "«Notificaciones»" in cleos.get_content()
    assert "You chose to hear of this" in ediths.get_content()
    assert received.posts[-1][0]["text"].startswith("Ben mencionó a ")
    verdicts.assign(db, claim, cleo, by=ben, at=at)
    talk.add_note(db, claim, "@Cleo again", by=ben, at=at)
    run(1)
    assert mailbox.messages[-1]["Subject"] == "1 mención, 1 asignación"


def test_a_claim_cannot_call_a_whole_channel_or_end_a_header(
    db: Database,
    run: Callable[..., Sent],
    mailbox: Mailbox,
    hook: tuple[Hook, Webhook],
    ada: Person,
    ben: Person,
    cleo: Person,
    at: datetime,
) -> None:
    number = a_claim(db, "<!channel> @all see <https://evil.example|our site> & pay\nBcc: all@example.org", by=ben, at=at)
    hear(db, cleo, at)
    verdicts.assign(db, number, cleo, by=ben, at=at)
    run(1, webhook=hook[1])
    text = hook[0].posts[0][0]["text"]
    assert "<" not in text and "@all" not in text and "&lt;!channel&gt;" in text
    assert mailbox.messages[0]["Bcc"] is None and mailbox.messages[0]["Subject"] == "Ben assigned you a claim"
    hostile = people.add_person(db, "=?utf-8?q?a=0D=0ABcc=3Ax?=", Role.CHECKER, None, by=ada, at=at)
    talk.add_note(db, number, "@Cleo look", by=hostile, at=at)
    run(2)
    assert mailbox.messages[1]["Bcc"] is None and str(mailbox.messages[1]["Subject"]).endswith("mentioned you on a claim")


@pytest.mark.parametrize(
    "email",
    ["", "ana", "ana@", "@b.example", "a b@c.example", "a@b.example\nBcc: c@d.example", "ä@b.example", "a@b", "=?utf-8?q?a=0D=0Ab?=@b.org"],
)
def test_an_address_that_is_none_is_refused(db: Database, ben: Person, at: datetime, email: str) -> None:
    with pytest.raises(Refused) as refused:
        contacts.set_contact(db, email, Pace.AT_ONCE, "8", ALL, by=ben, at=at)
    assert refused.value.field == "email" and stored.contact_of(db, ben.id) is None


def test_unticking_everything_ends_it(
    db: Database, claim: int, run: Callable[..., Sent], mailbox: Mailbox, ben: Person, cleo: Person, at: datetime
) -> None:
    hear(db, cleo, at)
    hear(db, cleo, at, kinds=())
    talk.add_note(db, claim, "@Cleo look", by=ben, at=at)
    assert run() == Sent() and stored.contact_of(db, cleo.id) is None
    events = rows(db, "SELECT content FROM event WHERE action = 'set_contact'")
    assert len(events) == 2 and not any("example.org" in event["content"] for event in events), "the address is nobody's business"


def test_the_command_runs_and_says_what_is_missing(tmp_path: Any, server: MailServer, mailbox: Mailbox) -> None:
    environ = {"CLAIMS_DB": str(tmp_path / "c.db"), "CLAIMS_USER": "Ada"}
    assert "CLAIMS_MAIL_SERVER" in str(CliRunner().invoke(cli, ["notify", "run"], env=environ).exception)
    environ |= {"CLAIMS_MAIL_SERVER": f"smtp://desk:p%40ss@127.0.0.1:{server.port}", "CLAIMS_MAIL_FROM": "desk@example.org"}
    done = CliRunner().invoke(cli, ["notify", "run", "--json"], env=environ)
    assert json.loads(done.stdout) == {"messages": 0, "posts": 0, "passed": 0, "failed": []}


def test_a_second_reader_is_chosen_among_those_who_may_and_anybody_may_still_approve(
    db: Database, claim: int, ben: Person, cleo: Person, edith: Person, vic: Person, at: datetime
) -> None:
    for nobody in (ben, vic):
        with pytest.raises(Refused) as refused:
            verdicts.submit(db, claim, "true", "The log says so.", by=ben, at=at, reader=nobody)
        assert refused.value.field == "reader"
    assert [person.name for person in verdicts.possible_readers(db, by=ben)] == ["Ada", "Cleo", "Edith"]
    verdicts.submit(db, claim, "true", "The log says so.", by=ben, at=at, reader=cleo)
    verdicts.approve(db, claim, by=edith, at=at)

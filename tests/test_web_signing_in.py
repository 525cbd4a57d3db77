"""Signing in and out, one-time links, the first admin, and where the desk sends people afterwards."""

import re
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from claims.desk import alerts
from claims.desk.opening import open_store
from claims.desk.people import people, sessions, unstored_sessions
from claims.desk.people.browsers import Browser, browser_of
from claims.model import Role
from claims.settings import Settings
from claims.store import connect, history
from claims.store import people as stored_people
from claims.store.connect import rows
from tests.web_stage import PASSWORD, Stage, token_in
from web import create_app
from web.request.access import safe_path


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    made.give_password("Ben")
    yield made
    made.db.close()


def sign_in(client: FlaskClient, name: str = "Ben", password: str = PASSWORD, to: str = "/login") -> tuple[int, str, str]:
    token = token_in(client.get(to).text)
    answer = client.post(to, data={"username": name, "password": password, "csrf_token": token})
    return answer.status_code, answer.location or "", answer.text


def test_the_right_password_leads_to_where_one_wanted_to_go(stage: Stage) -> None:
    client = stage.app.test_client()
    wanted = client.get("/sources?before=5").location
    assert sign_in(client, to=wanted)[:2] == (303, "/sources?before=5")
    assert client.get("/sources").status_code == 200


@pytest.mark.parametrize(("name", "password"), [("Ben", "wrong password here"), ("Nobody", PASSWORD), ("", ""), ("Ben\x00", PASSWORD)])
def test_a_wrong_password_or_name_is_told_apart_by_nothing(stage: Stage, name: str, password: str) -> None:
    status, _, page = sign_in(stage.app.test_client(), name, password)
    assert status == 422
    assert "Wrong name or password" in page


def test_guessing_is_slowed_down(stage: Stage) -> None:
    client = stage.app.test_client()
    for _ in range(sessions.MAX_FAILURES[0]):
        sign_in(client, password="wrong password here")
    status, _, page = sign_in(client)
    assert status == 403
    assert "Too many wrong passwords" in page


def test_signing_in_gives_a_new_session_and_signing_out_ends_it_everywhere(stage: Stage) -> None:
    client = stage.app.test_client()
    client.get("/login")
    before = client.get_cookie("claim_tracker")
    sign_in(client)
    after = client.get_cookie("claim_tracker")
    assert before and after and before.value != after.value
    thief = stage.app.test_client()
    thief.set_cookie("claim_tracker", after.value)
    assert thief.get("/").status_code == 200
    client.post("/logout", data={"csrf_token": token_in(client.get("/help").text)})
    assert thief.get("/").status_code == 303


def test_a_session_ends_by_itself_and_when_somebody_is_shut_out(stage: Stage) -> None:
    client = stage.client("Ben")
    assert client.get("/").status_code == 200
    stage.post(f"/people/{stage.cast['Ben'].id}/disabled", {"disabled": "yes"}, by="Ada")
    assert client.get("/").status_code == 303
    other = stage.client("Cleo")
    stage.at += timedelta(hours=13)
    assert other.get("/").status_code == 303


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/%0d",
        "javascript:alert(1)",
        " /x",
        "/x\n",
        "///x",
        "",
    ],
)
def test_nobody_is_sent_to_another_site(stage: Stage, wanted: str) -> None:
    client = stage.app.test_client()
    token = token_in(client.get("/login").text)
    answer = client.post("/login", query_string={"next": wanted}, data={"username": "Ben", "password": PASSWORD, "csrf_token": token})
    assert answer.location in ("/", "/%0d")
    back = stage.post("/claims/1/take", {"seen": 1, "back": wanted})
    assert back.location is None or back.location.startswith(("/claims/", "/%0d"))


def test_a_path_of_this_site_is_safe() -> None:
    assert safe_path("/articles/1?line=2#line-2") == "/articles/1?line=2#line-2"
    assert safe_path(None) is None


def test_a_one_time_link_shows_a_button_and_works_once(stage: Stage) -> None:
    secret = sessions.make_link(stage.db, stage.cast["Cleo"], at=stage.at)
    first, second = stage.app.test_client(), stage.app.test_client()
    pages = [client.get(f"/enter/{secret}").text for client in (first, second)]
    assert "Sign in as Cleo" in pages[0]
    assert first.post(f"/enter/{secret}", data={"csrf_token": token_in(pages[0])}).status_code == 303
    assert first.get("/").status_code == 200
    used = second.post(f"/enter/{secret}", data={"csrf_token": token_in(pages[1])})
    assert used.status_code == 404
    assert second.get("/").status_code == 303


def test_a_link_for_a_person_cannot_make_an_admin(stage: Stage) -> None:
    secret = sessions.make_link(stage.db, stage.cast["Cleo"], at=stage.at)
    assert stage.app.test_client().get(f"/first/{secret}").status_code == 404


def test_the_first_link_makes_the_first_admin_once(path: Path, at: object) -> None:
    app = create_app(Settings(db=path))
    client = app.test_client()
    with open_store(path) as db:
        from datetime import UTC, datetime

        secret = sessions.make_link(db, None, at=datetime.now(UTC))
    form = {"username": "Olga", "csrf_token": token_in(client.get(f"/first/{secret}").text)}
    weak = client.post(f"/first/{secret}", data={**form, "password": "short"})
    assert weak.status_code == 409
    assert "12 to 128" in weak.text and 'value="Olga"' in weak.text
    assert client.post(f"/first/{secret}", data={**form, "password": PASSWORD}).status_code == 303
    assert "Olga" in client.get("/people").text
    assert app.test_client().get(f"/first/{secret}").status_code == 404


def test_a_new_password_needs_the_old_one_and_keeps_this_browser_signed_in(stage: Stage) -> None:
    client = stage.app.test_client()
    sign_in(client)
    token = token_in(client.get("/password").text)
    wrong = client.post("/password", data={"old": "not this one at all", "password": "another long password", "csrf_token": token})
    assert wrong.status_code == 403
    right = client.post("/password", data={"old": PASSWORD, "password": "another long password", "csrf_token": token})
    assert right.status_code == 303
    assert client.get("/").status_code == 200
    assert sign_in(stage.app.test_client(), password="another long password")[0] == 303


def test_signing_in_again_ends_the_sign_in_before(stage: Stage) -> None:
    client = stage.app.test_client()
    sign_in(client)
    old = client.get_cookie("claim_tracker")
    assert old is not None
    form = {"username": "Ben", "password": PASSWORD, "csrf_token": token_in(client.get("/help").text)}
    assert client.post("/login", data=form).status_code == 303
    thief = stage.app.test_client()
    thief.set_cookie("claim_tracker", old.value)
    assert thief.get("/").status_code == 303
    assert client.get("/").status_code == 200


def test_changing_the_password_has_the_brake_of_the_sign_in(stage: Stage) -> None:
    client = stage.client("Ben")
    fields = {"csrf_token": token_in(client.get("/password").text), "password": "seven lanterns over Quell"}
    for _ in range(sessions.MAX_FAILURES[0]):
        assert "The current password is wrong" in client.post("/password", data={**fields, "old": "a guess of mine"}).text
    answer = client.post("/password", data={**fields, "old": PASSWORD})
    assert answer.status_code == 403 and "Too many wrong passwords" in answer.text
    assert "Too many wrong passwords" in sign_in(stage.app.test_client())[2], "both count together"
    stage.at += sessions.WINDOW + timedelta(minutes=1)
    assert client.post("/password", data={**fields, "old": PASSWORD}).status_code == 303
    assert sign_in(stage.app.test_client(), password="seven lanterns over Quell")[0] == 303


def test_shutting_somebody_out_ends_tokens_and_the_feed_address_for_good(stage: Stage) -> None:
    address = "/alerts/feed/" + alerts.make_address(stage.db, stage.cast["Ben"], at=stage.at)
    head, client = stage.bearer("Ben"), stage.app.test_client()
    assert client.get("/api/v1/claims", headers=head).status_code == 200
    assert client.get(address).status_code == 200
    ben = stage.cast["Ben"].id
    for disabled in ("yes", "no"):
        stage.post(f"/people/{ben}/disabled", {"disabled": disabled}, by="Ada")
        assert client.get("/api/v1/claims", headers=head).status_code == 401
        assert client.get(address).status_code == 404
    told = [(event.action, event.by) for event in history.events_of(stage.db, {"person": [ben]})]
    assert ("revoke_token", "Ada") in told and ("end_alert_address", "Ada") in told


FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1"


def browser(stage: Stage, agent: str, address: str) -> FlaskClient:
    client = stage.app.test_client()
    client.environ_base |= {"HTTP_USER_AGENT": agent, "REMOTE_ADDR": address}
    sign_in(client)
    return client


def test_everybody_sees_where_they_are_signed_in_with_no_whole_address(stage: Stage) -> None:
    here, phone = browser(stage, FIREFOX, "192.0.2.77"), browser(stage, PHONE, "2001:db8:5:77::9")
    page = here.get("/sign-ins").text
    assert re.findall(r"<b>(\w+ on \w+)</b>( <span class=\"tag\">This browser</span>)?", page) in (
        [("Firefox on Linux", ' <span class="tag">This browser</span>'), ("Safari on iPhone", "")],
        [("Safari on iPhone", ""), ("Firefox on Linux", ' <span class="tag">This browser</span>')],
    )
    assert "from 192.0.2.x" in page and "from 2001:db8:5::/48" in page
    assert "192.0.2.77" not in page and ":77::9" not in page
    stored = str([tuple(row) for row in rows(stage.db, "SELECT * FROM session")])
    assert "Mozilla" not in stored and "192.0.2.77" not in stored and "77::9" not in stored
    assert "Safari on iPhone" not in stage.get("/sign-ins", by="Cleo").text, "nobody sees another's"
    stage.at += timedelta(minutes=40)
    phone.get("/help")
    listed = sessions.list_sign_ins(stage.db, stage.cast["Ben"], None, at=stage.at)
    assert [(one.browser.device, one.used_at - one.started_at) for one in listed] == [
        ("Safari on iPhone", timedelta(minutes=40)),
        ("Firefox on Linux", timedelta(0)),
    ]


def test_signing_out_everywhere_else_ends_every_other_session_link_and_stolen_cookie(stage: Stage) -> None:
    here, phone = browser(stage, FIREFOX, "192.0.2.77"), browser(stage, PHONE, "192.0.2.78")
    link = sessions.make_link(stage.db, stage.cast["Ben"], at=stage.at)
    unstored = unstored_sessions.make(
        stage.db, stored_people.get_person(stage.db, stage.cast["Ben"].id), at=stage.at - timedelta(minutes=1)
    )
    assert sessions.person_of_session(stage.db, unstored, at=stage.at)
    head = stage.bearer("Ben")
    stolen = here.get_cookie("claim_tracker")
    assert stolen
    answer = here.post("/sign-ins/end", data={"csrf_token": token_in(here.get("/sign-ins").text)}, follow_redirects=True)
    assert "You are signed out everywhere else." in answer.text and answer.text.count("<b>Firefox on Linux</b>") == 1
    thief = stage.app.test_client()
    thief.set_cookie("claim_tracker", stolen.value)
    assert [client.get("/").status_code for client in (here, phone, thief)] == [200, 303, 303]
    assert sessions.person_of_session(stage.db, unstored, at=stage.at) is None
    assert sessions.find_link(stage.db, link, at=stage.at) is None
    assert stage.app.test_client().get("/api/v1/claims", headers=head).status_code == 200, "tokens stay"
    last = next(event for event in history.events_of(stage.db, {"person": [stage.cast["Ben"].id]}) if event.action == "sign_out_everywhere")
    assert (last.action, last.by, last.after) == ("sign_out_everywhere", "Ben", {"sessions": 2})


def test_a_page_is_read_and_the_use_is_not_noted_while_nothing_can_be_written(stage: Stage) -> None:
    client = stage.client("Ben")
    stage.at += timedelta(hours=1)
    stage.db.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    assert client.get("/help").status_code == 200
    assert time.monotonic() - began < connect.BUSY_MS / 2_000, "nobody waits for the lock"
    stage.db.conn.rollback()


@pytest.mark.parametrize(
    ("agent", "address", "device", "network"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36 Edg/150.0", "10.1.2.3", "Edge on Windows", "10.1.2.x"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/150.0 Mobile Safari/537.36", "::ffff:10.1.2.3", "Chrome on Android", "10.1.2.x"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/19 Safari/605.1", "127.0.0.1", "Safari on Mac", "this machine"),
        ("curl/9.1", "fe80::1%eth0", "", "fe80::/48"),
        ("<script>alert(1)</script> Linux", "not an address", "Unknown browser on Linux", ""),
        ("", "", "", ""),
    ],
)
def test_a_browser_is_told_in_words_that_its_owner_knows(agent: str, address: str, device: str, network: str) -> None:
    assert browser_of(agent, address) == Browser(device, network)


def test_a_new_person_chooses_a_password_at_their_one_time_link_and_a_weak_one_does_not_use_it_up(stage: Stage) -> None:
    zoe = people.add_person(stage.db, "Zoe", Role.CHECKER, None, by=stage.cast["Ada"], at=stage.at)
    address = f"/enter/{sessions.make_link(stage.db, zoe, at=stage.at)}"
    client = stage.app.test_client()
    page = client.get(address).text
    assert "Choose a password" in page and 'name="password"' in page and 'autocomplete="new-password"' in page
    weak = client.post(address, data={"csrf_token": token_in(page), "password": "short"})
    assert weak.status_code == 409 and 'id="field-password-wrong"' in weak.text
    assert not stored_people.get_person(stage.db, zoe.id).has_password
    chosen = "a lantern in the reeds"
    assert client.post(address, data={"csrf_token": token_in(page), "password": chosen}).status_code == 303
    assert client.get("/").status_code == 200, "and Zoe is signed in"
    fresh = stage.app.test_client()
    sent = {"username": "Zoe", "password": chosen, "csrf_token": token_in(fresh.get("/login").text)}
    assert fresh.post("/login", data=sent).status_code == 303 and fresh.get("/").status_code == 200


def test_a_one_time_link_offers_no_password_to_somebody_with_a_second_factor(stage: Stage) -> None:
    cleo = stage.cast["Cleo"]
    stage.db.execute(
        "INSERT INTO second_factor (person_id, secret, made_at, confirmed_at) VALUES (:id, 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', :at, :at)",
        {"id": cleo.id, "at": stage.at.isoformat()},
    )
    address = f"/enter/{sessions.make_link(stage.db, cleo, at=stage.at)}"
    before = stage.db.execute("SELECT password_hash FROM person WHERE id = ?", [cleo.id]).fetchone()
    client = stage.app.test_client()
    page = client.get(address).text
    assert 'name="password"' not in page
    client.post(address, data={"csrf_token": token_in(page), "password": "a lantern in the reeds"})
    assert stage.db.execute("SELECT password_hash FROM person WHERE id = ?", [cleo.id]).fetchone() == before


def test_a_new_link_can_be_copied(stage: Stage) -> None:
    ada = stage.client("Ada")
    sent = {"csrf_token": token_in(ada.get("/people").text)}
    told = ada.post(f"/people/{stage.cast['Ben'].id}/link", data=sent, follow_redirects=True).text
    assert re.search(
        r'<code class="address">http://localhost/enter/[\w-]+</code> <button type="button" class="plain" data-copy hidden>Copy link<', told
    )

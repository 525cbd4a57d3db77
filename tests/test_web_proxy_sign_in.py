"""Signing in by the newsroom's proxy: only its word counts, for as long as it says it, and only for pages."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from claims.desk.opening import open_store
from claims.desk.people import people
from claims.errors import Refused
from claims.model import Role
from claims.settings import Settings, from_environment
from claims.sign_in_settings import ProxySignIn
from claims.store import history
from claims.store import people as stored_people
from claims.store.people import list_people
from tests.test_web_serving import ROOT, wait_for
from tests.web_stage import Stage, token_in
from web import create_app

PROXY, STRANGER = "192.0.2.10", "198.51.100.7"
GROUPS = {"desk-admins": "admin", "reporters": "checker", "news room": "editor"}


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def proxied(stage: Stage, *, groups: bool = False) -> Flask:
    """The desk behind a proxy that names people, and their groups where asked for."""
    sign_in = ProxySignIn("Remote-User", "Remote-Groups" if groups else None, GROUPS if groups else {})
    settings = replace(stage.settings, trusted_proxies=(ip_network(f"{PROXY}/32"),), proxy_sign_in=sign_in)
    return create_app(settings, clock=lambda: stage.at)


def browser(app: Flask, address: str = PROXY) -> FlaskClient:
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = address
    return client


def test_whom_the_proxy_names_is_signed_in_and_made_or_matched_by_name(stage: Stage) -> None:
    client = browser(proxied(stage))
    assert client.get("/", headers={"Remote-User": "bEN"}).status_code == 200
    assert [person.name for person in list_people(stage.db)] == ["Ada", "Ben", "Cleo", "Edith", "Vic"], "matched, whatever the case"
    assert "Zoë" in client.get("/help", headers={"Remote-User": "Zoë".encode().decode("latin-1")}).text
    zoe = people.person_by_name(stage.db, "zoë")
    assert zoe.role is Role.VIEWER and not zoe.has_password
    made = history.events_of(stage.db, {"person": [zoe.id]})
    assert [(event.action, event.after) for event in made] == [("add_person", {"name": "Zoë", "role": "viewer", "way": "proxy"})]
    client.get("/help", headers={"Remote-User": "Zoë".encode().decode("latin-1")})
    assert len(history.events_of(stage.db, {"person": [zoe.id]})) == 1, "the second visit writes nothing"


def test_a_request_from_elsewhere_never_counts(stage: Stage) -> None:
    app = proxied(stage, groups=True)
    before = len(list_people(stage.db))
    for headers in (
        {"Remote-User": "Ada", "Remote-Groups": "desk-admins"},
        {"Remote-User": "Ada", "X-Forwarded-For": PROXY},
        {"Remote-User": "Mallory", "Forwarded": f"for={PROXY}"},
        {"remote_user": "Ada"},
        {"claims.vouched": "Ada"},
    ):
        answer = browser(app, STRANGER).get("/", headers=headers)
        assert answer.status_code == 303 and answer.location.startswith("/login"), headers
    assert len(list_people(stage.db)) == before


def test_without_the_setting_no_header_counts_even_from_a_trusted_proxy(stage: Stage) -> None:
    app = create_app(replace(stage.settings, trusted_proxies=(ip_network(f"{PROXY}/32"),)))
    for name in ("Remote-User", "X-Remote-User", "X-Forwarded-User", "X-Forwarded-Email"):
        assert browser(app).get("/", headers={name: "Ada"}).status_code == 303


def test_it_lasts_as_long_as_the_proxy_says_so(stage: Stage) -> None:
    client = browser(proxied(stage))
    assert client.get("/", headers={"Remote-User": "Ben"}).status_code == 200
    assert client.get("/").status_code == 303, "the proxy names nobody any more: there is no session that goes on"
    stolen = client.get_cookie("claim_tracker")
    assert stolen
    thief = browser(proxied(stage), STRANGER)
    thief.set_cookie("claim_tracker", stolen.value)
    assert thief.get("/").status_code == 303


def test_another_person_in_the_same_browser_finds_nothing_of_the_first(stage: Stage) -> None:
    client = browser(proxied(stage))
    token = token_in(client.get("/people", headers={"Remote-User": "Ada"}).text)
    ben = stage.cast["Ben"].id
    client.post(f"/people/{ben}/link", data={"csrf_token": token}, headers={"Remote-User": "Ada"})
    page = client.get("/help", headers={"Remote-User": "Vic"}).text
    assert "/enter/" not in page, "Ada's message with a one-time link is not shown to Vic"
    refused = client.post("/sign-ins/end", data={"csrf_token": token}, headers={"Remote-User": "Vic"})
    assert refused.status_code == 400, "nor does her form's token work for him"


def test_forms_still_need_their_token_and_their_site(stage: Stage) -> None:
    client, claim = browser(proxied(stage)), stage.claim("depot")
    headers = {"Remote-User": "Ben"}
    token = token_in(client.get("/password", headers=headers).text)
    fields = {"seen": claim.version}
    assert client.post(f"/claims/{claim.id}/take", data=fields, headers=headers).status_code == 400
    crossing = {**headers, "Sec-Fetch-Site": "cross-site"}
    assert client.post(f"/claims/{claim.id}/take", data={**fields, "csrf_token": token}, headers=crossing).status_code == 403
    assert stage.page_of(claim.id).version == claim.version
    assert client.post(f"/claims/{claim.id}/take", data={**fields, "csrf_token": token}, headers=headers).status_code == 303


def test_the_api_takes_tokens_alone(stage: Stage) -> None:
    client = browser(proxied(stage))
    assert client.get("/api/v1/claims", headers={"Remote-User": "Ada"}).status_code == 401
    assert client.get("/api/v1/claims", headers={"Remote-User": "Ada", **stage.bearer("Ben")}).status_code == 200
    sent = client.post("/api/v1/claims", json={"text": "The ferry sank."}, headers={"Remote-User": "Ada", **stage.bearer("Vic")})
    assert sent.status_code == 403, "the token's role counts"


def test_the_role_follows_the_groups(stage: Stage) -> None:
    client = browser(proxied(stage, groups=True))
    ben = stage.cast["Ben"].id

    def role_with(groups: str) -> Role:
        assert client.get("/", headers={"Remote-User": "Ben", "Remote-Groups": groups}).status_code == 200
        return stored_people.get_person(stage.db, ben).role

    assert role_with("users, news room") is Role.EDITOR
    assert role_with("reporters|desk-admins;users") is Role.ADMIN, "the highest counts"
    assert role_with("reporters") is Role.CHECKER
    changes = [event.after for event in history.events_of(stage.db, {"person": [ben]}) if event.action == "set_role"]
    assert changes == [{"role": role, "way": "proxy"} for role in ("editor", "admin", "checker")]
    lines = history.last_line(stage.db)
    assert role_with("reporters") is Role.CHECKER
    assert history.last_line(stage.db) == lines, "the same role again writes nothing"


@pytest.mark.parametrize("groups", ["", "users", "Desk-Admins", "desk-admins=admin", "admin"])
def test_somebody_in_no_group_of_the_desk_is_not_let_in_and_told_why(stage: Stage, groups: str) -> None:
    client = browser(proxied(stage, groups=True))
    answer = client.get("/", headers={"Remote-User": "Mallory", "Remote-Groups": groups})
    assert answer.status_code == 403 and "in no group that may use this desk" in answer.text
    assert stored_people.find_person(stage.db, "Mallory") is None
    published = stage.bring("40 million", "published").id
    page = client.get(f"/claims/{published}", headers={"Remote-User": "Mallory", "Remote-Groups": groups})
    assert page.status_code == 200 and "Mallory" not in page.text, "they read what every visitor reads"


def test_a_deactivated_person_stays_out_and_keeps_their_role(stage: Stage) -> None:
    ben = stage.cast["Ben"]
    people.set_disabled(stage.db, ben, True, by=stage.cast["Ada"], at=stage.at)
    answer = browser(proxied(stage, groups=True)).get("/", headers={"Remote-User": "Ben", "Remote-Groups": "desk-admins"})
    assert answer.status_code == 403 and "deactivated" in answer.text
    assert stored_people.get_person(stage.db, ben.id).role is Role.CHECKER


@pytest.mark.parametrize("name", ["Eve,Ada", "Ada, Eve", "x" * 81, "\t"])
def test_a_name_that_cannot_be_one_signs_nobody_in(stage: Stage, name: str) -> None:
    answer = browser(proxied(stage)).get("/", headers={"Remote-User": name})
    assert answer.status_code in (303, 403)
    assert len(list_people(stage.db)) == 5


def test_links_and_passwords_work_where_the_proxy_names_nobody(stage: Stage) -> None:
    stage.give_password("Ben")
    client = browser(proxied(stage), STRANGER)
    form = {"username": "Ben", "password": "nine bridges at Brackwater", "csrf_token": token_in(client.get("/login").text)}
    assert client.post("/login", data=form).status_code == 303
    assert client.get("/").status_code == 200


def test_the_page_says_where_to_sign_out(stage: Stage) -> None:
    page = browser(proxied(stage)).get("/sign-ins", headers={"Remote-User": "Ben"}).text
    assert "use your newsroom’s own sign-in" in page and "/logout" not in page
    assert "this browser is not in the list" in page


@pytest.mark.parametrize(
    ("environ", "reason"),
    [
        ({"CLAIMS_PROXY_USER_HEADER": "Remote-User"}, "anybody could sign in as anybody"),
        ({"CLAIMS_PROXY_USER_HEADER": "Remote-User", "CLAIMS_TRUSTED_PROXIES": "0.0.0.0/0"}, "names every address"),
        ({"CLAIMS_PROXY_USER_HEADER": "Remote-User", "CLAIMS_TRUSTED_PROXIES": "10.0.0.1,::/0"}, "names every address"),
        ({"CLAIMS_PROXY_USER_HEADER": "X-Remote_User", "CLAIMS_TRUSTED_PROXIES": "10.0.0.1"}, "letters, digits and hyphens"),
        ({"CLAIMS_PROXY_USER_HEADER": "Authorization", "CLAIMS_TRUSTED_PROXIES": "10.0.0.1"}, "a header of its own"),
        ({"CLAIMS_PROXY_GROUPS_HEADER": "Remote-Groups"}, "CLAIMS_PROXY_USER_HEADER is not"),
        (
            {"CLAIMS_PROXY_USER_HEADER": "A", "CLAIMS_PROXY_GROUPS_HEADER": "B", "CLAIMS_TRUSTED_PROXIES": "10.0.0.1"},
            "which group has which role",
        ),
        ({"CLAIMS_GROUP_ROLES": "desk=king"}, "no group=role"),
        ({"CLAIMS_GROUP_ROLES": "desk"}, "no group=role"),
    ],
)
def test_settings_that_would_let_anybody_in_keep_the_program_from_starting(environ: dict[str, str], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        from_environment(environ)


def test_settings_can_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "claims.toml"
    file.write_text(
        'trusted_proxies = ["10.0.0.1"]\nproxy_user_header = "Remote-User"\nproxy_groups_header = "Remote-Groups"\n'
        '[group_roles]\n"news room" = "editor"\ndesk-admins = "admin"\n'
    )
    assert from_environment({"CLAIMS_CONFIG": str(file)}).proxy_sign_in == ProxySignIn(
        "Remote-User", "Remote-Groups", {"news room": "editor", "desk-admins": "admin"}
    )
    with pytest.raises(Refused, match="anybody could sign in as anybody"):
        Settings(proxy_sign_in=ProxySignIn("Remote-User"))


def serving_command(folder: Path, port: int, **settings: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "CLAIMS_DB": str(folder / "claims.db"), "PYTHONPATH": str(ROOT), "CLAIMS_MODEL": str(folder / "none")}
    command = [sys.executable, "-m", "web.serving", "127.0.0.1", str(port), "1"]
    return subprocess.Popen(command, env={**environment, **settings}, cwd=folder, stderr=subprocess.PIPE, text=True)


@contextmanager
def behind_a_proxy(folder: Path, **more: str) -> Iterator[int]:
    """The desk as `serve` starts it, for a proxy on the same machine; gives its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    settings = {"CLAIMS_PROXY_USER_HEADER": "X-Remote-User", "CLAIMS_TRUSTED_PROXIES": "127.0.0.1", **more}
    process = serving_command(folder, port, **settings)
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz", process)
        yield port
    finally:
        process.kill()
        process.communicate()


def status_with(port: int, *headers: bytes) -> tuple[bytes, bytes]:
    """The status line and the answer to a request for the page of sign-ins with these raw header lines."""
    lines = [b"GET /sign-ins HTTP/1.1", b"Host: 127.0.0.1", b"Connection: close", *headers]
    with socket.create_connection(("127.0.0.1", port), timeout=20) as sent:
        sent.sendall(b"\r\n".join(lines) + b"\r\n\r\n")
        answer = b"".join(iter(lambda: sent.recv(65_536), b""))
    return answer.split(b"\r\n", 1)[0], answer


def test_a_twin_of_the_header_cannot_be_smuggled_past_the_proxy(path: Path) -> None:
    with behind_a_proxy(path.parent) as port:
        assert b" 200 " in status_with(port, b"X-Remote-User: Ben")[0]
        for twin in (b"X-Remote_User: Ada", b"X_Remote_User: Ada", b"x-remote_user: Ada", b"X-Remote-User : Ada", b"X-Remote\tUser: Ada"):
            assert b" 200 " not in status_with(port, twin)[0], twin
            _, answer = status_with(port, b"X-Remote-User: Ben", twin)
            assert b'data-who="Ada"' not in answer, twin
        status, answer = status_with(port, b"X-Remote-User: Ada", b"X-Remote-User: Ben")
        assert b" 400 " in status and b"came twice" in answer
        status, answer = status_with(port, b"X-Remote-User: Ada,Ben")
        assert b" 403 " in status and b"named two people" in answer, "a proxy may have joined them"
        status, answer = status_with(port, b"X-Remote-User: Ben", b" Ada")
        assert b'data-who="Ada"' not in answer, "a folded line is no second name"


def test_a_browser_adds_no_group_to_those_that_the_proxy_names(path: Path) -> None:
    groups = {"CLAIMS_PROXY_GROUPS_HEADER": "X-Remote-Groups", "CLAIMS_GROUP_ROLES": "desk-admins=admin,reporters=checker"}
    with behind_a_proxy(path.parent, **groups) as port:
        status, answer = status_with(port, b"X-Remote-User: Ben", b"X-Remote-Groups: desk-admins", b"x-remote-groups: reporters")
        assert b" 400 " in status and b"X-REMOTE-GROUPS came twice" in answer
        assert b" 200 " in status_with(port, b"X-Remote-User: Ben", b"X-Remote-Groups: users,reporters", b"Accept: a", b"Accept: b")[0]
        with closing(open_store(path)) as db:
            assert people.person_by_name(db, "Ben").role is Role.CHECKER


def test_groups_leave_the_last_admin_admin(stage: Stage) -> None:
    client = browser(proxied(stage, groups=True))
    assert client.get("/", headers={"Remote-User": "Ada", "Remote-Groups": "reporters"}).status_code == 200
    assert people.person_by_name(stage.db, "Ada").role is Role.ADMIN


def test_serving_refuses_to_start_with_the_header_and_no_trusted_address(path: Path) -> None:
    process = serving_command(path.parent, 1, CLAIMS_PROXY_USER_HEADER="X-Remote-User", CLAIMS_TRUSTED_PROXIES="")
    _, complaint = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "error: CLAIMS_PROXY_USER_HEADER is set, but CLAIMS_TRUSTED_PROXIES names no proxy" in complaint

"""Whom the desk answers, what it writes down of them, and what it does when the file or the disk fails."""

import json
import logging
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path

import pytest
from sqlite_utils import Database

from claims.settings import Settings
from claims.store import connect
from claims.store.connect import rows
from tests.web_stage import PASSWORD, Stage, token_in
from web import create_app
from web.request import disk_full, logs


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "192.0.2.7", "", "127.0.0.1:80:80", "desk.example.org.", "[::2]"]
)
def test_a_name_that_is_not_ours_is_not_answered(stage: Stage, host: str) -> None:
    answer = stage.client("Ben").get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert "Claim tracker" not in answer.text and "CLAIMS_DESK_HOSTS" in answer.text


def test_names_of_the_settings_are_answered(path: Path) -> None:
    app = create_app(Settings(db=path, desk_hosts=frozenset({"desk.example.org"}), address="https://checks.example.org/"))
    for host in ("desk.example.org", "DESK.example.org:8080", "checks.example.org", "localhost:5000", "127.0.0.1", "[::1]:5000"):
        assert app.test_client().get("/login", headers={"Host": host}).status_code == 200, host


@pytest.mark.parametrize("site", ["cross-site", "same-site", "nonsense"])
def test_a_form_that_another_site_sent_is_refused_even_with_its_token(stage: Stage, site: str) -> None:
    claim = stage.claim("depot")
    client = stage.client("Ben")
    form = {"csrf_token": token_in(client.get("/password").text), "seen": claim.version}
    refused = client.post(f"/claims/{claim.id}/take", data=form, headers={"Sec-Fetch-Site": site})
    assert refused.status_code == 403 and "another site" in refused.text
    assert stage.page_of(claim.id).state == claim.state
    assert client.get("/", headers={"Sec-Fetch-Site": site}).status_code == 200, "a link from elsewhere may lead here"
    assert client.post(f"/claims/{claim.id}/take", data=form, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 303


def sign_in(stage: Stage, app: object, headers: dict[str, str], remote: str) -> str:
    client = app.test_client()  # type: ignore[attr-defined]
    environ = {"REMOTE_ADDR": remote}
    page = client.get("/login", headers=headers, environ_overrides=environ).text
    form = {"username": "Ben", "password": PASSWORD, "csrf_token": token_in(page)}
    # Over TLS the form must come from the same host, which a browser says by itself.
    answer = client.post("/login", data=form, headers={**headers, "Referer": "https://localhost/login"}, environ_overrides=environ)
    return f"{answer.status_code} {answer.headers.get('Set-Cookie', '')} {answer.headers.get('Strict-Transport-Security', '')}"


def test_only_a_trusted_proxy_is_believed_about_tls(stage: Stage) -> None:
    stage.give_password("Ben")
    app = create_app(
        Settings(db=stage.path, trusted_proxies=Settings.__dataclass_fields__["trusted_proxies"].default), clock=lambda: stage.at
    )
    behind = create_app(Settings(db=stage.path, trusted_proxies=(ip_network("10.0.0.0/24"),)), clock=lambda: stage.at)
    said = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.9"}
    assert "Secure" in sign_in(stage, behind, said, "10.0.0.7") and "max-age" in sign_in(stage, behind, said, "10.0.0.7")
    assert "Secure" not in sign_in(stage, behind, said, "10.0.1.7")
    assert "Secure" not in sign_in(stage, app, said, "127.0.0.1")
    cookie = sign_in(stage, behind, said, "10.0.0.7")
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and cookie.startswith("303")


def test_the_brake_on_guessing_counts_the_address_that_a_trusted_proxy_names(stage: Stage) -> None:
    behind = create_app(Settings(db=stage.path, trusted_proxies=(ip_network("10.0.0.7/32"),)), clock=lambda: stage.at)
    sign_in(stage, behind, {"X-Forwarded-For": "203.0.113.5, 192.0.2.9"}, "10.0.0.7")
    assert [row["address"] for row in rows(stage.db, "SELECT address FROM sign_in_failure")] == ["192.0.2.9"]


def test_a_line_of_the_log_tells_the_request_and_not_who_or_what(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "claims.desk")
    stage.give_password("Ben")
    client = stage.client("Ben")
    answer = client.get("/search?q=Ofelia+Quandt", environ_overrides={"REMOTE_ADDR": "192.0.2.9"})
    client.get("/nowhere/Ofelia")
    client.get("/enter/ofelias-secret")
    lines = [json.loads(logs.JsonLines().format(record)) for record in caplog.records if record.name == "claims.desk"]
    assert lines[0]["address"] == "/search" and lines[0]["status"] == 200 and lines[0]["request"] == answer.headers["X-Request-Id"]
    assert [line["address"] for line in lines[1:]] == [None, "/enter/<secret>"]
    assert all(line["ms"] >= 0 and line["at"].endswith("+00:00") for line in lines)
    for word in ("Ofelia", "Quandt", "ofelias", "192.0.2.9", "Ben"):
        assert word not in json.dumps(lines), word


def test_a_failure_of_ours_is_told_by_kind_and_place_without_its_words(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    def fails() -> str:
        raise RuntimeError("Ofelia Quandt's password")

    stage.app.view_functions["search.guide"] = fails
    answer = stage.get("/help")
    assert answer.status_code == 500 and "Ofelia" not in answer.text
    record = next(one for one in caplog.records if one.levelname == "ERROR")
    line = json.loads(logs.JsonLines().format(record))
    assert line["error"] == "RuntimeError" and line["request"] == answer.headers["X-Request-Id"]
    assert "test_web_trust.py" in line["where"][-1] and "Ofelia" not in json.dumps(line)


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How many pages every connection may make the file hold; SQLite says "disk is full" past it, as on a full disk."""
    limit = {"pages": 0}
    real = connect.bring_up_to_date

    def limited(db: Database, path: Path, **options: bool) -> None:
        real(db, path, **options)
        # 2**32 - 2 is what SQLite begins with.
        db.execute(f"PRAGMA max_page_count = {limit['pages'] or 2**32 - 2}")

    monkeypatch.setattr(connect, "bring_up_to_date", limited)
    return limit


def test_a_full_disk_means_reading_goes_on_and_writing_begins_again_by_itself(
    stage: Stage, room: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = stage.claim("depot")
    text = "It rained in Brackwater on 40 days. " * 400
    articles = rows(stage.db, "SELECT count(*) FROM article")[0][0]
    client = stage.client("Ben")
    token = token_in(client.get("/password").text)
    room["pages"] = 1  # SQLite makes that the present size: not a page more
    refused = client.post("/articles/new", data={"csrf_token": token, "title": "Rain", "text": text})
    assert refused.status_code == 507 and "disk is full" in refused.text
    assert rows(stage.db, "SELECT count(*) FROM article")[0][0] == articles
    page = client.get(f"/claims/{claim.id}")
    assert page.status_code == 200 and "Read only: the disk is full" in page.text
    taken = client.post(f"/claims/{claim.id}/take", data={"csrf_token": token, "seen": claim.version})
    assert taken.status_code == 507 and taken.headers["Retry-After"] == "5"
    room["pages"] = 0
    monkeypatch.setattr(disk_full, "TRY_EVERY", 0.0)
    assert "Read only" not in client.get(f"/claims/{claim.id}").text
    assert client.post("/articles/new", data={"csrf_token": token, "title": "Rain", "text": text}).status_code == 303
    assert rows(stage.db, "SELECT count(*) FROM trial")[0][0] == 0


def test_a_locked_database_asks_to_try_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "BUSY_MS", 50)  # before the desk opens its connections
    claim = stage.claim("depot")
    client = stage.client("Ben")
    token = token_in(client.get("/password").text)
    with connect.write(stage.db):
        answer = client.post(f"/claims/{claim.id}/take", data={"csrf_token": token, "seen": claim.version})
        assert client.get(f"/claims/{claim.id}").status_code == 200, "reading goes on"
    assert answer.status_code == 503 and answer.headers["Retry-After"] == "5" and "Try again" in answer.text
    assert stage.page_of(claim.id).state == claim.state


def test_a_damaged_file_is_told_with_the_way_back(stage: Stage) -> None:
    client = stage.client("Ben")
    stage.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(stage.path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    stage.path.write_bytes(content)
    answer = client.get("/articles")
    assert answer.status_code == 503
    assert "damaged" in answer.text and "restore" in answer.text
    assert client.get("/healthz").status_code == 200

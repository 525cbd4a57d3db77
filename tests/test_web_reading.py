"""Reading writes nothing: it goes on beside a long write, and on a file system that cannot be written."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from claims.desk.opening import open_store
from claims.desk.people import people, sessions, unstored_sessions
from claims.desk.people.rate_limits import Brake
from claims.errors import TooMany
from claims.store import connect
from claims.store import people as stored_people
from tests.web_stage import PASSWORD, Stage, token_in

ROOT = Path(__file__).parents[1]


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    made.give_password("Ben")
    made.link()
    made.match(differing=True)
    made.bring("depot", "published")
    yield made
    made.db.close()


@pytest.fixture
def locked(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """The stage while another program writes, for longer than anybody waits here."""
    stage.bearer("Ada"), stage.bearer("Vic")
    signed_in = {name: stage.client(name) for name in ("Ada", "Vic")}
    monkeypatch.setattr(stage, "client", lambda name: signed_in.get(name or "") or stage.app.test_client())
    monkeypatch.setattr(connect, "BUSY_MS", 50)
    monkeypatch.setattr(connect, "IMPATIENT_MS", 20)
    stage.db.conn.execute("PRAGMA busy_timeout = 50")  # it was opened before
    other = open_store(stage.path)
    other.execute("BEGIN IMMEDIATE")
    yield stage
    other.conn.rollback()
    other.close()


def test_every_page_and_operation_that_reads_answers_beside_a_write(locked: Stage) -> None:
    asked = 0
    for rule in locked.app.url_map.iter_rules():
        if "GET" not in (rule.methods or set()) or rule.endpoint in ("static", "sessions.enter", "signing_in.first"):
            continue
        address = re.sub(r"<[^>]+>", "1", rule.rule)
        address += {"/search": "?q=tram", "/api/v1/search": "?q=tram", "/v1alpha1/claims:search": "?query=tram"}.get(rule.rule, "")
        for name in ("Ada", "Vic", None):
            head = locked.bearer(name) if address.startswith("/api/") else {}
            answer = locked.client(name).get(address, headers=head)
            assert answer.status_code < 500, (name, address, answer.text[-500:])
            asked += 1
    assert asked > 120
    found = locked.client(None).get("/v1alpha1/claims:search?query=depot").json
    assert found and found["claims"]
    asks = {"text": "The tram line carried 21,000 passengers."}
    assert locked.app.test_client().post("/api/v1/match", json=asks, headers=locked.bearer("Vic")).status_code == 200


def test_who_is_known_at_the_command_line_is_found_beside_a_write(locked: Stage) -> None:
    assert people.at_the_command_line(locked.db, "Ada", at=locked.at).id == locked.cast["Ada"].id


def test_signing_in_goes_on_beside_a_write_and_guessing_is_still_slowed_down(locked: Stage) -> None:
    client = locked.app.test_client()
    token = token_in(client.get("/login").text)
    answer = client.post("/login", data={"username": "Ben", "password": PASSWORD, "csrf_token": token})
    assert answer.status_code == 303
    assert "Ben" in client.get("/").text
    secret = sessions.sign_in(locked.db, "ben", PASSWORD, address="a", at=locked.at, brake=Brake())
    assert secret and sessions.person_of_session(locked.db, secret, at=locked.at) == stored_people.get_person(
        locked.db, locked.cast["Ben"].id
    )
    for wrong in (secret[:-1] + ("0" if secret[-1] != "0" else "1"), "unstored.", "unstored.1.2.3", "unstored.9e9.9.x", secret + "é"):
        assert sessions.person_of_session(locked.db, wrong, at=locked.at) is None
    assert sessions.person_of_session(locked.db, secret, at=locked.at + unstored_sessions.UNSTORED + timedelta(seconds=1)) is None
    guesser = locked.app.test_client()
    said = ""
    for _ in range(sessions.MAX_FAILURES[0] + 1):
        token = token_in(guesser.get("/login").text)
        said = guesser.post("/login", data={"username": "Ben", "password": "a wrong guess", "csrf_token": token}).text
    assert "Too many wrong passwords" in said


def test_a_sign_in_that_was_not_stored_ends_with_a_new_password_and_by_being_shut_out(stage: Stage) -> None:
    other = open_store(stage.path)
    other.execute("BEGIN IMMEDIATE")
    secret = sessions.sign_in(stage.db, "Ben", PASSWORD, address="a", at=stage.at, brake=Brake()) or ""
    other.conn.rollback()
    other.close()
    assert secret.startswith("unstored.") and sessions.person_of_session(stage.db, secret, at=stage.at)
    stage.post(f"/people/{stage.cast['Ben'].id}/disabled", {"disabled": "yes"}, by="Ada")
    assert sessions.person_of_session(stage.db, secret, at=stage.at) is None
    stage.post(f"/people/{stage.cast['Ben'].id}/disabled", {"disabled": "no"}, by="Ada")
    people.set_password(stage.db, people.person_by_name(stage.db, "Ben"), "seven lanterns over Quell", by=stage.cast["Ada"], at=stage.at)
    assert sessions.person_of_session(stage.db, secret, at=stage.at) is None


def test_the_brake_counts_by_who_asks_and_by_the_minute(stage: Stage) -> None:
    brake = Brake()
    for _ in range(3):
        brake.count_request("person 1", most=3, at=stage.at)
    with pytest.raises(TooMany, match="Wait 60 seconds"):
        brake.count_request("person 1", most=3, at=stage.at)
    brake.count_request("person 2", most=3, at=stage.at)
    brake.count_request("person 1", most=3, at=stage.at + timedelta(minutes=1))


READS = """
import sys
from pathlib import Path
from claims.settings import Settings
from tests.web_stage import PASSWORD, token_in
from web import create_app
path = Path(sys.argv[1])
app = create_app(Settings(db=path, model=path.parent / "none"))
client = app.test_client()
told = [client.get(address).status_code for address in ("/healthz", "/login", "/v1alpha1/claims:search?query=depot", "/feed/claimreview.json")]
token = token_in(client.get("/login").text)
told.append(client.post("/login", data={"username": "Ben", "password": PASSWORD, "csrf_token": token}).status_code)
told += [client.get(address).status_code for address in ("/", "/claims", "/articles/1", "/search?q=tram")]
refused = client.post("/articles/new", data={"text": "It rained on Monday in Brackwater.", "csrf_token": token_in(client.get("/articles/new").text)})
print(told, refused.status_code)
"""


@pytest.mark.parametrize("closed", [True, False], ids=["left in order", "left open"])
def test_a_file_system_that_cannot_be_written_is_read(stage: Stage, tmp_path: Path, closed: bool) -> None:
    folder = tmp_path / "still"
    folder.mkdir()
    copies = [stage.path]
    if closed:
        stage.db.execute("VACUUM INTO ?", [str(tmp_path / "copy.db")])
        copy = open_store(tmp_path / "copy.db")  # in WAL mode, as every store is
        copy.close()
        copies = [tmp_path / "copy.db"]
    else:
        copies += [stage.path.with_name(stage.path.name + ending) for ending in ("-wal", "-shm")]
    script = (
        'mount -t tmpfs tmpfs "$1" && shift && for one in "$@"; do cp "$one" "$TARGET/claims.db${one#$BASE}"; done'
        ' && mount -o remount,ro "$TARGET" && exec "$PYTHON" -c "$READS" "$TARGET/claims.db"'
    )
    environ = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "PYTHONPATH": str(ROOT), "TARGET": str(folder), "BASE": str(copies[0])}
    environ |= {"PYTHON": sys.executable, "READS": READS}
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a file system of their own")
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script, "sh", str(folder), *map(str, copies)],
        capture_output=True, text=True, env=environ, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.split("\n")[-2] == "[200, 200, 200, 200, 303, 200, 200, 302, 200] 503", done.stdout

"""Saving pages in the Wayback Machine, against a stand-in on loopback that speaks its interface."""

import json
from collections.abc import Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pytest
from sqlite_utils import Database

from claims.desk.sources import archiving, corrections, evidence
from claims.errors import NotAllowed, Refused, TryLater, Unreadable
from claims.model import Person, SourceKind
from claims.reading import wayback
from claims.settings import from_environment
from claims.store import sources
from claims.store.sources import NewSource

PAGE = "https://news.example.org/ferry"
KEYS = "access:secret"


class Archive:
    """``states`` are the answers to questions about a job, in order; the last stays. ``asked`` keeps what was sent."""

    def __init__(self) -> None:
        self.status = 200
        self.states: list[dict[str, Any]] = [{"status": "success", "timestamp": "20261128101112"}]
        self.asked: list[tuple[str, str, str | None, dict[str, list[str]]]] = []
        archive = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                archive.asked.append(("POST", self.path, self.headers["Authorization"], form))
                self.answer({"url": form["url"][0], "job_id": "spn2-1a2b"})

            def do_GET(self) -> None:
                archive.asked.append(("GET", self.path, self.headers["Authorization"], {}))
                self.answer(archive.states.pop(0) if len(archive.states) > 1 else archive.states[0])

            def answer(self, state: dict[str, Any]) -> None:
                body = json.dumps(state).encode()
                self.send_response(archive.status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def there() -> Iterator[Archive]:
    made = Archive()
    thread = Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


@pytest.fixture
def source_id(db: Database, ben: Person, at: datetime) -> int:
    return evidence.add_source(db, NewSource("Ferry page", SourceKind.NEWS, PAGE, text="It sank."), by=ben, at=at).source.id


def test_a_page_is_saved_and_the_copy_noted_so_that_it_can_be_undone(
    db: Database, source_id: int, there: Archive, ben: Person, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wayback, "BETWEEN", 0.01)
    there.states = [{"status": "pending"}, {"status": "pending"}, *there.states]
    archived = archiving.archive(db, source_id, KEYS, there.address, within=20, by=ben, at=at)
    assert archived.archived_url == f"{there.address}/web/20261128101112/{PAGE}"
    method, path, keys, form = there.asked[0]
    assert (method, path, keys, form["url"]) == ("POST", "/save", "LOW access:secret", [PAGE])
    assert [path for _, path, _, _ in there.asked[1:]] == ["/save/status/spn2-1a2b"] * 3
    corrections.undo_source_correction(db, source_id, by=ben, at=at)
    assert sources.get_source(db, source_id).archived_url is None


@pytest.mark.parametrize(
    ("status", "state", "error", "words"),
    [
        (200, {"status": "error", "message": "The server\ncannot be reached."}, Unreadable, "could not save the page: The server cannot be reached."),
        (200, {"status": "success", "timestamp": "../../x"}, Unreadable, "could not save"),
        (200, {"status": "pending"}, TryLater, "still saving"),
        (401, {}, Unreadable, "does not accept the keys"),
        (429, {}, TryLater, "not to be asked so often"),
        (500, {}, TryLater, "status 500"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_said_and_nothing_is_noted(
    db: Database,
    source_id: int,
    there: Archive,
    ben: Person,
    at: datetime,
    status: int,
    state: dict[str, Any],
    error: type[Exception],
    words: str,
) -> None:
    there.status, there.states = status, [state]
    with pytest.raises(error, match=words):
        archiving.archive(db, source_id, KEYS, there.address, within=1, by=ben, at=at)
    assert sources.get_source(db, source_id).archived_url is None


def test_nothing_is_sent_without_keys_for_a_confidential_source_or_an_inside_address(
    db: Database, source_id: int, there: Archive, ben: Person, vic: Person, at: datetime
) -> None:
    inside = evidence.add_source(db, NewSource("Inside", SourceKind.NEWS, "http://intranet/a"), by=ben, at=at).source.id
    secret = evidence.add_source(db, NewSource("Secret", SourceKind.NEWS, PAGE + "/2", confidential=True), by=ben, at=at).source.id
    for number, keys in ((source_id, None), (inside, KEYS), (secret, KEYS)):
        with pytest.raises(Refused):
            archiving.archive(db, number, keys, there.address, within=1, by=ben, at=at)
    with pytest.raises(NotAllowed):
        archiving.archive(db, source_id, KEYS, there.address, within=1, by=vic, at=at)
    assert there.asked == []


def test_a_server_that_is_not_there_is_told(db: Database, source_id: int, ben: Person, at: datetime) -> None:
    with pytest.raises(TryLater, match="could not be reached"):
        archiving.archive(db, source_id, KEYS, "http://127.0.0.1:9", within=1, by=ben, at=at)


def test_keys_are_two_with_a_colon() -> None:
    assert from_environment({"CLAIMS_WAYBACK_KEYS": KEYS}).wayback_keys == KEYS
    assert KEYS not in repr(from_environment({"CLAIMS_WAYBACK_KEYS": KEYS}))
    with pytest.raises(Refused, match="CLAIMS_WAYBACK_KEYS"):
        from_environment({"CLAIMS_WAYBACK_KEYS": "only-one"})
    with pytest.raises(Refused, match="CLAIMS_WAYBACK_ADDRESS"):
        from_environment({"CLAIMS_WAYBACK_ADDRESS": "ftp://archive"})

"""50 people at once for 20 seconds, on gunicorn as `serve` starts it, reading and writing the same 10 claims."""

import http.client
import json
import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from claims.desk.people import people, tokens
from claims.desk.upkeep import checkup
from claims.model import Person, Role
from claims.store.connect import open_store, rows
from stage import a_claim, a_source
from test_web_serving import wait_for

pytestmark = pytest.mark.long
ROOT = Path(__file__).parent.parent
PEOPLE, SECONDS, CLAIMS = 50, 20.0, 10
PAUSE = (0.5, 1.5)
"""Seconds that somebody looks at an answer before the next request: 50 of them ask for about 50 pages a second."""

P95 = 0.3
QUIET = 1.0
"""Processes waiting for each core before the test begins; on a busier machine the time is told and not held."""


@pytest.fixture
def desk(path: Path) -> Iterator[tuple[int, list[str]]]:
    """A running server, and a token for each of 50 people."""
    at = datetime.now(UTC)
    db = open_store(path)
    ada = people.at_the_command_line(db, "Ada", at=at)
    for number in range(CLAIMS):
        a_claim(db, f"The ferry carried {number} people.", by=ada, at=at, proposed=False)
    a_source(db, by=ada, at=at)
    secrets = [_token(db, number, ada, at) for number in range(PEOPLE)]
    db.close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "CLAIMS_DB": str(path), "PYTHONPATH": str(ROOT), "CLAIMS_MODEL": str(path.parent / "none")}
    with (path.parent / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "web.serving", "127.0.0.1", str(port), "2"], env=environment, cwd=path.parent, stderr=log
        )
        wait_for(f"http://127.0.0.1:{port}/healthz", process)  # type: ignore[arg-type]
        yield port, secrets
        process.terminate()
        assert process.wait(timeout=40) == 0


def _token(db: Database, number: int, ada: Person, at: datetime) -> str:
    return tokens.make_token(db, people.add_person(db, f"Person {number}", Role.CHECKER, None, by=ada, at=at), by=ada, at=at)


class Visitor(threading.Thread):
    """One person: reads a claim, links a quote to it, looks at the answer, goes on."""

    def __init__(self, number: int, port: int, token: str, until: float) -> None:
        super().__init__()
        self._number, self._until = number, until
        self._dice = random.Random(number)
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self.times: list[float] = []
        self.statuses: list[int] = []
        self.written: list[str] = []

    def run(self) -> None:
        """Until the time is up."""
        time.sleep(self._dice.uniform(0, PAUSE[1]))
        while time.monotonic() < self._until:
            claim = self._dice.randint(1, CLAIMS)
            self._ask("GET", f"/api/v1/claims/{claim}", None)
            note = f"{self._number} at {len(self.statuses)}"
            link = {"source_id": 1, "stance": "context", "locator": note, "quote": note}
            if self._ask("POST", f"/api/v1/claims/{claim}/evidence", link) == 201:
                self.written.append(note)
        self._connection.close()

    def _ask(self, method: str, address: str, body: object) -> int:
        begun = time.perf_counter()
        self._connection.request(method, address, json.dumps(body) if body else None, self._headers)
        answer = self._connection.getresponse()
        answer.read()
        self.times.append(time.perf_counter() - begun)
        self.statuses.append(answer.status)
        time.sleep(self._dice.uniform(*PAUSE))
        return answer.status


def test_fifty_people_lose_nothing_and_wait_for_nothing(desk: tuple[int, list[str]], path: Path) -> None:
    port, secrets = desk
    busy = os.getloadavg()[0] / (os.cpu_count() or 1)
    until = time.monotonic() + SECONDS
    crowd = [Visitor(number, port, token, until) for number, token in enumerate(secrets)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    statuses = [status for one in crowd for status in one.statuses]
    assert len(statuses) > PEOPLE * 10 and {status for status in statuses if status >= 400} == set()
    written = sorted(note for one in crowd for note in one.written)
    db = open_store(path)
    assert sorted(row["locator"] for row in rows(db, "SELECT locator FROM evidence")) == written and len(set(written)) == len(written)
    assert checkup.verify(db, path.parent / "none").problems == ()
    db.close()
    times = sorted(seconds for one in crowd for seconds in one.times)
    p95 = times[int(len(times) * 0.95)]
    print(
        f"{len(times)} requests, median {times[len(times) // 2] * 1000:.0f} ms, 95th percentile {p95 * 1000:.0f} ms, {busy:.1f} waiting for each core before"
    )
    assert p95 < P95 or busy > QUIET

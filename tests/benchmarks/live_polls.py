"""What 30 people who have articles open cost a served desk of two processes while nothing happens.

    PYTHONPATH=. .venv/bin/python tests/benchmarks/live_polls.py

Prints the share of a core that the server used in SECONDS, and how many questions it answered. Linux only: it reads /proc.
"""

import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.web_stage import ROLES, Stage

PEOPLE = 30
EVERY = 2.5
SECONDS = 60
PORT = 5977
TICKS = os.sysconf("SC_CLK_TCK")


def used(server: subprocess.Popen[bytes]) -> float:
    """Processor seconds of the server and its workers so far."""
    workers = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    stats = [Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split() for number in [str(server.pid), *workers]]
    return sum(int(stat[11]) + int(stat[12]) for stat in stats) / TICKS


class Reader:
    """A browser with an article open: asks like web/static/live.js, on one connection."""

    def __init__(self, cookie: str, article: int, line: int) -> None:
        self.answered = 0
        self._line = line
        self._cookie = {"Cookie": f"claim_tracker={cookie}"}
        self._connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        page = self._get(f"/articles/{article}?line={line}", {}).decode()
        self._kept = dict(re.findall(r'data-(live|since|pass)="([^"]*)"', page))

    def _get(self, path: str, headers: dict[str, str]) -> bytes:
        for _ in range(2):
            try:
                self._connection.request("GET", path, headers=self._cookie | headers)
                return self._connection.getresponse().read()
            except (OSError, http.client.HTTPException):
                self._connection.close()  # the server closed it meanwhile, as it may
        raise ConnectionError(path)

    def ask(self) -> None:
        """One question."""
        path = f"{self._kept['live']}?since={self._kept['since']}&line={self._line}"
        news = json.loads(self._get(path, {"X-Live-Pass": self._kept["pass"]}))
        self._kept |= {"since": str(news.get("newest", self._kept["since"])), "pass": news.get("pass", self._kept["pass"])}
        self.answered += 1

    def go_on(self, after: float) -> None:
        """Ask for ever."""
        time.sleep(after)
        while True:
            self.ask()
            time.sleep(EVERY)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder) / "claims.db", at=datetime.now(UTC))
        environment = os.environ | {"CLAIMS_DB": str(stage.path), "CLAIMS_MODEL": f"{folder}/none", "OPENBLAS_NUM_THREADS": "1"}
        server = subprocess.Popen([sys.executable, "-m", "web.serving", "127.0.0.1", str(PORT), "2"], env=environment)
        try:
            time.sleep(10)
            names = list(ROLES)
            cookies = {}
            for name in names:
                cookie = stage.client(name).get_cookie("claim_tracker")
                assert cookie is not None
                cookies[name] = cookie.value
            readers = [Reader(cookies[names[n % len(names)]], 1 + n % 2, 1 + n % 3) for n in range(PEOPLE)]
            for number, reader in enumerate(readers):
                threading.Thread(target=reader.go_on, args=(number * EVERY / PEOPLE,), daemon=True).start()
            time.sleep(4 * EVERY)
            before, asked_before = used(server), sum(reader.answered for reader in readers)
            time.sleep(SECONDS)
            share, asked = (used(server) - before) / SECONDS, sum(reader.answered for reader in readers) - asked_before
            print(
                f"{PEOPLE} people: {share:.2%} of a core, {asked / SECONDS:.1f} answers a second, {share / asked * SECONDS * 1000:.2f} ms each"
            )
        finally:
            server.terminate()
            server.wait()
            stage.db.close()


if __name__ == "__main__":
    main()

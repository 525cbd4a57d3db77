"""The desk behind gunicorn, as `serve` starts it."""

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from itsdangerous import TimestampSigner

from claims.desk.opening import open_store
from claims.desk.people import people, sessions, tokens
from claims.store import history
from web import gathering

ROOT = Path(__file__).parents[1]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A server of two processes on an empty file."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "CLAIMS_DB": str(tmp_path / "claims.db"), "PYTHONPATH": str(ROOT), "CLAIMS_MODEL": str(tmp_path / "none")}
    # Whatever it would leave in somebody's home folder is seen beside the database.
    environment |= {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": "", "CLAIMS_API_REQUESTS": "30"}
    command = [sys.executable, "-m", "web.serving", "127.0.0.1", str(port), "2"]
    process = subprocess.Popen(command, env=environment, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    root = f"http://127.0.0.1:{port}"
    wait_for(root + "/healthz", process)
    yield root, process
    if process.poll() is None:
        process.kill()
    process.communicate()


def wait_for(address: str, process: subprocess.Popen[str]) -> None:
    for _ in range(300):
        assert process.poll() is None, process.stderr and process.stderr.read()
        try:
            with urlopen(address, timeout=2) as answer:
                assert answer.status == 200
                return
        except OSError:  # not there yet, or slow
            time.sleep(0.1)
    raise AssertionError("the server never answered")


def test_serving_prints_a_link_for_the_first_admin_answers_and_stops_cleanly(
    served: tuple[str, subprocess.Popen[str]], tmp_path: Path
) -> None:
    root, process = served
    with urlopen(root + "/", timeout=10) as page:
        assert page.url.startswith(root + "/login")
        assert "Sign in" in page.read().decode()
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 0
    assert re.search(rf"{root}/first/[\w-]{{40,}}", said)
    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    told = [line for line in lines if line["said"] == "request"]
    assert {line["address"] for line in told} >= {"/healthz", "/", "/login"} and all(line["request"] for line in told)
    assert "127.0.0.1" not in "".join(json.dumps(line) for line in told)
    assert {one.name for one in tmp_path.iterdir()} <= {"claims.db", "claims.db-wal", "claims.db-shm"}


def test_the_brake_on_programs_counts_over_all_processes(served: tuple[str, subprocess.Popen[str]], tmp_path: Path) -> None:
    root, _ = served
    now = datetime.now(UTC)
    with open_store(tmp_path / "claims.db") as db:
        ada = people.at_the_command_line(db, "Ada", at=now)
        secret = tokens.make_token(db, ada, by=ada, at=now)
    request = Request(root + "/api/v1/claims", headers={"Authorization": f"Bearer {secret}"})

    def ask(_: int) -> int:
        try:
            with urlopen(request, timeout=20) as answer:
                return int(answer.status)
        except HTTPError as error:
            assert 0 < int(error.headers["Retry-After"]) <= 60
            return error.code

    if datetime.now(UTC).second > 50:
        time.sleep(61 - datetime.now(UTC).second)  # it counts by the minute of the clock: all requests belong into one
    with ThreadPoolExecutor(8) as crowd:
        answers = list(crowd.map(ask, range(50)))
    assert answers.count(200) == 30 and answers.count(429) == 20


def test_headers_and_bodies_beyond_all_measure_are_refused_and_the_desk_goes_on(served: tuple[str, subprocess.Popen[str]]) -> None:
    root, process = served
    address = ("127.0.0.1", int(root.rsplit(":", 1)[1]))
    long_value = "x" * 100_000
    many = "".join(f"X-{number}: y\r\n" for number in range(5_000))
    for request in (
        f"GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: {long_value}\r\n\r\n",
        f"GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\n{many}\r\n",
        f"GET /login?{long_value} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        "POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999999\r\nContent-Type: text/plain\r\n\r\n",
    ):
        assert refused(address, request), request[:60]
    assert process.poll() is None
    with urlopen(root + "/healthz", timeout=10) as answer:
        assert answer.status == 200


def refused(address: tuple[str, int], request: str) -> bool:
    """Whether the server answers with an error of ours to send (4xx), or hangs up on what it will not read."""
    with socket.create_connection(address, timeout=10) as connection:
        try:
            connection.sendall(request.encode())
            return re.match(rb"HTTP/1\.1 4\d\d ", connection.recv(100)) is not None
        except (BrokenPipeError, ConnectionResetError):
            return True


def connected(root: str, *pieces: bytes) -> socket.socket:
    """A connection that has sent this much."""
    connection = socket.create_connection(("127.0.0.1", int(root.rsplit(":", 1)[1])), timeout=30)
    for piece in pieces:
        connection.sendall(piece)
    return connection


HALVES = {
    "no request": b"",
    "half a line": b"GET /log",
    "half a head": b"GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\n",
    "half a body": b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nusername=",
    "half a chunk": b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n400\r\nusername=",
    "no last chunk": b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n",
    "a kept connection": b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET /hea",
}


def test_half_sent_requests_keep_nobody_waiting(served: tuple[str, subprocess.Popen[str]]) -> None:
    root, _ = served
    slow = [connected(root, half) for half in HALVES.values() for _ in range(12)]
    try:
        time.sleep(0.5)
        for _ in range(5):
            began = time.monotonic()
            with urlopen(root + "/login", timeout=20) as answer:
                assert answer.status == 200
            assert time.monotonic() - began < 8
        # One that goes on is answered as if it had come at once.
        last = slow[-1]
        last.sendall(b"lthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        said = b""
        while piece := last.recv(10_000):
            said += piece
        assert said.count(b'{"ok":true}') == 2 and said.count(b"HTTP/1.1 200") == 2
    finally:
        for one in slow:
            one.close()


@pytest.mark.long  # it waits for the 10 seconds that a client may take
def test_a_request_that_never_ends_is_hung_up_on(served: tuple[str, subprocess.Popen[str]]) -> None:
    root, _ = served
    with connected(root, HALVES["half a head"]) as slow:
        began = time.monotonic()
        assert slow.recv(100).startswith(b"HTTP/1.1 408 ")
        assert 10 < time.monotonic() - began < 25


def test_a_large_body_that_asks_first_comes_whole(served: tuple[str, subprocess.Popen[str]]) -> None:
    root, _ = served
    body = b'{"text": "' + b"x" * 2_000_000 + b'"}'
    head = f"POST /api/v1/match HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: 100-continue\r\nContent-Length: {len(body)}\r\n\r\n"
    with connected(root, head.encode()) as asking:
        assert asking.recv(100).startswith(b"HTTP/1.1 100 ")
        asking.sendall(body)
        assert b"HTTP/1.1 401 " in asking.recv(10_000)
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (b"username=Ben", b"&password=x")) + b"0\r\n\r\n"
    with connected(root, b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n", chunks) as sending:
        assert sending.recv(100).startswith(b"HTTP/1.1 400 "), "the form lacks its token, but was read"


UNREADABLE = [
    b"GET /enter/verysecretword HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET /enter/verysecretword\x01 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization : Bearer verysecretword\r\n\r\n",
    b"verysecretword\r\n\r\n",
    b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nverysecretword\r\n\r\n",
    b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcdverysecretword\r\n0\r\n\r\n",
    b"POST /api/v1/match HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n4;verysecretword \x01\r\nabcd\r\n0\r\n\r\n",
    b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: verysecretword\r\n\r\n",
]


def test_what_cannot_be_read_is_the_senders_fault_and_leaves_nothing_in_the_log(served: tuple[str, subprocess.Popen[str]]) -> None:
    root, process = served
    for request in UNREADABLE:
        with connected(root, request) as sending:
            assert re.match(rb"HTTP/1\.1 (?:4\d\d|501) ", sending.recv(10_000)), request
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=20)
    assert "verysecretword" not in said and "ip=" not in said
    assert not [line for line in said.splitlines() if '"level": "error"' in line], said[-2000:]


def test_an_answer_in_pieces_waits_for_a_slow_client_no_longer_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "THREAD_SECONDS", 0.5)
    server, client = socket.socketpair()
    with gathering.HurriedSocket(fileno=server.detach()) as hurried, client:
        hurried.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4_096)
        hurried.left, sent, began = 1.0, 0, time.monotonic()

        def take_slowly() -> None:
            # Each piece is through before its own time is up: only the sum is too long.
            with contextlib.suppress(OSError):
                while client.recv(2_000):
                    time.sleep(0.1)

        taker = threading.Thread(target=take_slowly, daemon=True)
        taker.start()
        with pytest.raises(TimeoutError):
            for _ in range(200):
                hurried.sendall(b"x" * 2_000)
                sent += 1
        assert 0 < sent < 100 and time.monotonic() - began < 10, "a piece each 0.1 seconds would have gone on for 20"
        hurried.close()
        taker.join(10)


def test_a_client_that_takes_what_comes_gets_as_much_as_there_is() -> None:
    server, client = socket.socketpair()
    got = 0

    def take() -> None:
        nonlocal got
        while part := client.recv(65_536):
            got += len(part)

    with client:
        taker = threading.Thread(target=take, daemon=True)
        taker.start()
        with gathering.HurriedSocket(fileno=server.detach()) as hurried:
            hurried.left = 0.5
            for _ in range(200):
                hurried.sendall(b"x" * 20_000)
        taker.join(10)
        assert got == 4_000_000


def test_an_open_articles_question_is_answered_by_the_loop_once_its_process_follows_the_history(
    served: tuple[str, subprocess.Popen[str]], tmp_path: Path
) -> None:
    with closing(open_store(tmp_path / "claims.db")) as store:
        signer = TimestampSigner(sessions.signing_key(store), salt="live article")
        since = history.last_line(store)
    shown = signer.sign(b"1 7 Ada").decode()
    question = f"GET /articles/1/live?since={since}&line=1 HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Live-Pass: {shown}\r\n\r\n".encode()
    answers = []
    with connected(served[0]) as connection:
        for _ in range(3):
            connection.sendall(question)
            answer = b""
            while not answer.endswith(b"}"):
                piece = connection.recv(65_536)
                assert piece, answer
                answer += piece
            answers.append(answer)
    assert all(answer.startswith(b"HTTP/1.1 200 OK") and answer.endswith(b'{"people": []}') for answer in answers)
    # What gunicorn sends names it.
    assert [b"Server: gunicorn" in answer for answer in answers] == [True, False, False]

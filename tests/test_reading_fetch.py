"""The fetcher reaches public pages only, whatever an address, a name server or a redirect says. Real servers on loopback."""

import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from claims.errors import TooLarge, TryLater, Unreadable
from claims.reading.addresses import is_public
from claims.reading.fetch import USER_AGENT, Fetched, fetch, resolve
from tests.reading_certificate import PEM

PAGE = b"<html><body><p>The bridge cost $3 million.</p></body></html>"
HOST = "intranet.test"


class Handler(BaseHTTPRequestHandler):
    """Answers each path in its own way; remembers what was asked."""

    seen: ClassVar[list[tuple[str, dict[str, str]]]] = []

    def do_GET(self) -> None:
        Handler.seen.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        here = f"http://{HOST}:{self.server.server_port}"  # type: ignore[attr-defined]
        if self.path == "/page":
            self.answer(200, PAGE)
        elif self.path == "/bomb":
            self.answer(200, gzip.compress(b" " * 300_000_000, 9), encoding="gzip")
        elif self.path == "/packed":
            self.answer(200, gzip.compress(PAGE), encoding="gzip")
        elif self.path == "/picture":
            self.answer(200, b"\x89PNG", kind="image/png")
        elif self.path == "/to-loopback":
            self.answer(302, location=f"http://127.0.0.1:{self.server.server_port}/page")  # type: ignore[attr-defined]
        elif self.path == "/to-inside":
            self.answer(302, location=f"{here}/page")
        elif self.path == "/by-the-outside":
            self.answer(302, location=f"http://outside.test:{self.server.server_port}/to-inside")  # type: ignore[attr-defined]
        elif self.path == "/to-file":
            self.answer(302, location="file:///etc/passwd")
        elif self.path.startswith("/hop/"):
            left = int(self.path.rsplit("/", 1)[1])
            self.answer(302, location=f"{here}/hop/{left - 1}" if left > 1 else "/page")
        elif self.path == "/nothing":
            self.answer(404, b"not here")
        elif self.path == "/wall":
            self.answer(403, b"pay")
        elif self.path == "/broken":
            self.answer(200, b"not gzip at all", encoding="gzip")

    def answer(
        self, status: int, body: bytes = b"", *, kind: str = "text/html; charset=utf-8", encoding: str = "", location: str = ""
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if encoding:
            self.send_header("Content-Encoding", encoding)
        if location:
            self.send_header("Location", location)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True  # the fetcher hung up, as it should

    def log_message(self, format: str, *args: object) -> None:
        """Tests print nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    Handler.seen = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


@contextmanager
def raw_server(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server that does with one connection whatever it likes."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            try:
                talk(connection)
            except OSError:
                return  # the fetcher hung up

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        thread.join(timeout=10)
        listener.close()


def loopback(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


def get(port: int, path: str, **more: object) -> Fetched:
    return fetch(f"http://{HOST}:{port}{path}", allowed_hosts={HOST}, resolver=loopback, **more)  # type: ignore[arg-type]


def test_a_page_comes_with_its_bytes_address_and_type(port: int) -> None:
    assert get(port, "/page") == Fetched(PAGE, f"http://{HOST}:{port}/page", "text/html; charset=utf-8", is_inside=True)
    path, headers = Handler.seen[0]
    assert (path, headers["host"], headers["user-agent"]) == ("/page", f"{HOST}:{port}", USER_AGENT)


def test_a_packed_page_is_unpacked(port: int) -> None:
    assert get(port, "/packed").content == PAGE


INSIDE = """
    127.0.0.1 localhost 127.1 2130706433 0x7f.1 017700000001 0x7f000001 ①②⑦.0.0.1 [::1] [::ffff:127.0.0.1] [::127.0.0.1]
    [64:ff9b::7f00:1] [2002:7f00:1::] [fec0::1] [fe80::1] [fc00::1] [::] 0.0.0.0 10.0.0.1 172.16.0.1 192.168.1.1
    169.254.169.254 100.64.0.1 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255
"""
NO_ADDRESS = [
    "",
    "a.example/x",
    "http://",
    "http:///x",
    "https://[::1",
    "http://a b/",
    "http://a.example\r\nX: y/",
    "http://u:p@a.example/",
    "http://a.example:99999/",
    "file:///etc/passwd",
    "ftp://a.example/x",
    "gopher://a.example",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("host", INSIDE.split())
def test_no_form_of_an_inside_address_is_connected_to(port: int, host: str) -> None:
    with pytest.raises(Unreadable):
        fetch(f"http://{host}:{port}/page")
    assert Handler.seen == []


def test_python_s_own_resolver_turns_numbers_into_loopback_and_the_check_sees_it() -> None:
    assert resolve("2130706433", 80) == ["127.0.0.1"]
    assert not is_public("127.0.0.1")
    assert is_public("9.9.9.9")
    assert is_public("2620:fe::fe")


def test_one_inside_answer_among_public_ones_is_enough_to_refuse(port: int) -> None:
    with pytest.raises(Unreadable, match="inside a network"):
        fetch(f"http://mixed.test:{port}/page", resolver=lambda host, at: ["9.9.9.9", "127.0.0.1"])
    assert Handler.seen == []


def test_a_name_is_resolved_once_so_a_changed_answer_changes_nothing(port: int) -> None:
    answers = iter([["127.0.0.1"], ["10.9.8.7"]])
    found = fetch(f"http://{HOST}:{port}/page", allowed_hosts={HOST}, resolver=lambda host, at: next(answers))
    assert found.content == PAGE
    assert next(answers) == ["10.9.8.7"]


def test_a_name_that_turns_inside_between_redirects_is_refused(port: int) -> None:
    def resolver(host: str, at: int) -> list[str]:
        return ["127.0.0.1"]

    with pytest.raises(Unreadable, match="inside a network"):
        fetch(f"http://{HOST}:{port}/to-loopback", allowed_hosts={HOST}, resolver=resolver)
    assert [path for path, _ in Handler.seen] == ["/to-loopback"]


def test_a_page_outside_cannot_lead_to_an_inside_host_that_may_be_fetched(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # 127.0.0.1 plays the outside for one name, and the inside for another.
    monkeypatch.setattr("claims.reading.fetch.is_public", lambda address: address == "127.0.0.1")
    hosts = {"outside.test": ["127.0.0.1"], HOST: ["127.0.0.1", "10.0.0.1"]}

    def resolver(host: str, at: int) -> list[str]:
        return hosts[host]

    inside = f"http://{HOST}:{port}/page"
    assert fetch(inside, allowed_hosts={HOST}, resolver=resolver).content == PAGE
    for path in ("/to-inside", "/by-the-outside"):
        Handler.seen.clear()
        with pytest.raises(Unreadable, match="inside a network"):
            fetch(f"http://outside.test:{port}{path}", allowed_hosts={HOST}, resolver=resolver)
        assert "/page" not in [path for path, _ in Handler.seen]
    assert fetch(f"http://{HOST}:{port}/hop/2", allowed_hosts={HOST}, resolver=resolver).content == PAGE


def test_a_redirect_to_a_file_is_refused(port: int) -> None:
    with pytest.raises(Unreadable, match="only http"):
        get(port, "/to-file")


def test_five_redirects_are_followed_and_a_sixth_is_not(port: int) -> None:
    assert get(port, "/hop/5").url == f"http://{HOST}:{port}/page"
    with pytest.raises(Unreadable, match="more than 5 times"):
        get(port, "/hop/6")


@pytest.mark.parametrize("url", NO_ADDRESS)
def test_what_is_no_plain_web_address_is_refused(url: str) -> None:
    with pytest.raises(Unreadable):
        fetch(url, resolver=lambda host, at: pytest.fail("resolved"))


def test_a_bomb_of_gzip_is_given_up_at_the_limit(port: int) -> None:
    start = time.process_time()
    with pytest.raises(TooLarge, match="5,000,000"):
        get(port, "/bomb")
    assert time.process_time() - start < 5


def test_a_broken_packing_is_an_error_of_one_line(port: int) -> None:
    with pytest.raises(Unreadable, match="broke off"):
        get(port, "/broken")


def test_a_picture_is_not_read(port: int) -> None:
    with pytest.raises(Unreadable, match="image/png"):
        get(port, "/picture")


def test_statuses_say_what_to_do(port: int) -> None:
    with pytest.raises(Unreadable, match="not found .* \\(404\\)"):
        get(port, "/nothing")
    with pytest.raises(Unreadable, match="does not let us read"):
        get(port, "/wall")


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"], ids=["in the head", "in the body"])
def test_a_slow_drip_is_cut_at_the_deadline(head: bytes) -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(head)
        for _ in range(100):
            connection.sendall(b"a")
            time.sleep(0.1)

    start = time.monotonic()
    with raw_server(drip) as port, pytest.raises(Unreadable, match="in time"):
        get(port, "/", within=0.6)
    assert time.monotonic() - start < 8, "all of it would come in 10 seconds"


def test_a_resolver_that_hangs_is_not_waited_for() -> None:
    done = threading.Event()

    def resolver(host: str, at: int) -> list[str]:
        done.wait(60)
        return []

    start = time.monotonic()
    with pytest.raises(Unreadable, match="in time"):
        fetch("http://slow.test/", resolver=resolver, within=0.3)
    done.set()
    assert time.monotonic() - start < 20


def test_proxy_variables_are_not_used(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert get(port, "/page").content == PAGE


def test_a_certificate_for_another_name_is_not_trusted(tmp_path: Path) -> None:
    file = tmp_path / "certificate.pem"
    file.write_text(PEM)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)

    def talk(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as secure:
            secure.recv(1000)

    with raw_server(talk) as port, pytest.raises(Unreadable, match="certificate"):
        fetch(f"https://{HOST}:{port}/", allowed_hosts={HOST}, resolver=loopback)


def test_a_conditional_request_may_be_answered_with_nothing_new() -> None:
    asked: list[bytes] = []

    def talk(connection: socket.socket) -> None:
        asked.append(connection.recv(4_000))
        connection.sendall(b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n\r\n')

    with raw_server(talk) as port:
        found = get(port, "/", conditions={"If-None-Match": '"v1"'})
    assert (found.unchanged, found.content, found.etag) == (True, b"", '"v1"')
    assert b'If-None-Match: "v1"' in asked[0]
    with raw_server(talk) as port, pytest.raises(Unreadable, match="status 304"):
        get(port, "/")


@pytest.mark.parametrize(
    ("said", "least", "most"), [(b"120", 120, 120), (b"Wed, 01 Jan 2020 00:00:00 GMT", 0, 0), (b"soon", None, None), (b"-5", None, None)]
)
def test_a_host_that_wants_to_be_left_alone_says_for_how_long(said: bytes, least: float | None, most: float | None) -> None:
    def talk(connection: socket.socket) -> None:
        connection.recv(4_000)
        connection.sendall(b"HTTP/1.1 429 Slow Down\r\nContent-Length: 0\r\nRetry-After: " + said + b"\r\n\r\n")

    with raw_server(talk) as port, pytest.raises(TryLater) as caught:
        get(port, "/")
    assert caught.value.wait == least == most

"""A gunicorn worker that hands a request to a thread only when the whole request has arrived.

Gunicorn's own worker reads each request in the thread that answers it, so four clients that send half a request, out of malice or over a bad
line, block all four threads. Here the process's main loop gathers the bytes of every connection; a slow client costs only their memory.
"""

import re
import socket
import time
from collections.abc import Callable, Iterator
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

HEAD_SECONDS = 15.0
"""Most seconds for the head of a request, and until the next request on a kept connection."""

BODY_SECONDS = 120.0
"""Most seconds for a whole request: 5 MB at 0.4 Mbit/s take about this long."""

THREAD_SECONDS = 10.0
"""How long a thread waits for a client: for the rest of a request that was handed over incomplete, and to send one piece of an answer."""

ANSWER_SECONDS = 20.0
LEAST_SPEED = 50_000
"""How long an answer may wait for its client over all its pieces, and how many bytes add another second (0.4 Mbit/s)."""

MOST_HEAD = 100_000
MOST_TOGETHER = 64_000_000
"""Most bytes of a head, and of all incomplete requests together; above that the largest request is disconnected."""

_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r\n", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:[^\r\n]*chunked", re.IGNORECASE)
_EXPECTS = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*\r\n", re.IGNORECASE)


class Gathered:
    """The bytes of one request that have arrived so far."""

    def __init__(self, most_body: int, received: bytes = b"") -> None:
        """``most_body`` is in bytes. A request that announces a larger body is handed over at once; the application refuses it unread."""
        self.received = bytearray(received)
        self.began = time.monotonic()
        self.expects = False
        self.has_gone_on = False
        self.refusal: bytes | None = None
        self._most_body = most_body
        self._head: int | None = None  # where the head ends
        self._length: int | None = None  # of the body; None: in chunks
        self._chunk = 0  # where the next chunk begins

    @property
    def deadline(self) -> float:
        """When the request is given up, in seconds of the monotonic clock."""
        return self.began + (HEAD_SECONDS if self._head is None else BODY_SECONDS)

    def request(self) -> bytes:
        """The bytes that arrived, without the header ``Expect: 100-continue`` once that was answered."""
        if not self.has_gone_on:
            return bytes(self.received)
        head = self._head or 0
        return _EXPECTS.sub(b"\r\n", bytes(self.received[:head])) + bytes(self.received[head:])

    def is_ready(self, already: int = 0) -> bool:
        """Whether a thread can read the request without waiting. ``already`` bytes were checked before. Sets ``refusal`` if it never will be."""
        if self._head is None and not self._read_head(already):
            return False
        head = self._head or 0
        if self._length is not None:
            return self._length > self._most_body or len(self.received) >= head + self._length
        if len(self.received) - head > 2 * self._most_body:  # chunk headers need less than this, except in an attack
            self.refusal = _refusal("413 Content Too Large")
            return False
        return self._chunks_are_whole()

    def _read_head(self, already: int) -> bool:
        end = self.received.find(b"\r\n\r\n", max(0, already - 3))
        if end < 0:
            if len(self.received) > MOST_HEAD:
                self.refusal = _refusal("431 Request Header Fields Too Large")
            return False
        self._head, head = end + 4, bytes(self.received[: end + 2])
        length = _LENGTH.search(head)
        self._length = None if _CHUNKED.search(head) else int(length[1]) if length else 0
        self._chunk = self._head
        self.expects = _EXPECTS.search(head) is not None
        return True

    def _chunks_are_whole(self) -> bool:
        """Whether the last chunk has arrived, or an invalid one, which is refused when it is read."""
        while (end := self.received.find(b"\r\n", self._chunk)) >= 0:
            size = bytes(self.received[self._chunk : end]).split(b";")[0].strip()
            if not re.fullmatch(rb"[0-9A-Fa-f]{1,15}", size):
                return True
            if int(size, 16) == 0:
                return self.received.find(b"\r\n\r\n", end) >= 0 or len(self.received) - end > MOST_HEAD
            after = end + 2 + int(size, 16) + 2
            if after > len(self.received):
                return False
            self._chunk = after
        return len(self.received) - self._chunk > MOST_HEAD


def _refusal(status: str) -> bytes:
    return f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".encode()


class HurriedSocket(socket.socket):
    """A socket that waits for its client no longer than one answer may take; each answer starts with the full time."""

    left = ANSWER_SECONDS

    def sendall(self, data: Any, flags: int = 0, /) -> None:
        """Send a piece of an answer. Raise TimeoutError when the client takes it too slowly."""
        began = time.monotonic()
        self.left += len(data) / LEAST_SPEED
        self.settimeout(min(THREAD_SECONDS, max(0.01, self.left)))
        try:
            super().sendall(data, flags)
        finally:
            self.left -= time.monotonic() - began
            self.settimeout(THREAD_SECONDS)


class Connection(TConn):  # type: ignore[misc]  # gunicorn comes without types
    """A connection whose first bytes have already arrived."""

    gathered: Gathered | None = None

    def init(self) -> None:
        """Pass the gathered bytes to the parser, which is created for the first request."""
        super().init()
        self.sock.settimeout(THREAD_SECONDS)
        if self.gathered is not None:
            self.parser.unreader.unread(self.gathered.request())
            self.gathered = None


class Gatherer(ThreadWorker):  # type: ignore[misc]
    """Gunicorn's threaded worker with a main loop that gathers requests."""

    most_body = 6_000_000
    """Most bytes of a body that the loop waits for; ``serving`` sets it to what the application accepts."""

    answer_at_once: Callable[[bytes], bytes | None] | None = None
    """What the loop asks about each whole request before a thread gets it; the answer must take microseconds. ``serving`` sets it."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._gathering: dict[Connection, Gathered] = {}  # oldest first

    def accept(self, listener: Any) -> None:
        """Accept a connection. If there are too many, disconnect the one that has been waiting longest."""
        if self.nr_conns >= self.worker_connections - 1:
            for oldest in [*self._gathering][:1]:
                self._hang_up(oldest)
        try:
            sock, address = listener.accept()
        except OSError:
            return  # the client has gone, or another process accepted it
        self.nr_conns += 1
        sock = HurriedSocket(fileno=sock.detach())
        self.enqueue_req(Connection(self.cfg, sock, address, listener.getsockname()))

    def enqueue_req(self, conn: Connection) -> None:
        """Hand a connection to a thread as soon as a whole request has arrived."""
        # On a kept connection, bytes of this request may have been read with the previous one.
        left = conn.parser.unreader.take_buffered() if conn.parser is not None else b""
        gathered = conn.gathered = Gathered(self.most_body, left)
        if left and gathered.is_ready():
            self._hand_over(conn)
            return
        conn.sock.setblocking(False)
        self._gathering[conn] = gathered
        self.poller.register(conn.sock, EVENT_READ, partial(self._on_bytes, conn))

    def _on_bytes(self, conn: Connection, _sock: Any) -> None:
        gathered = self._gathering[conn]
        try:
            chunk = conn.sock.recv(65_536)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            chunk = b""
        if not chunk:
            self._hang_up(conn)
            return
        already = len(gathered.received)
        gathered.received += chunk
        if gathered.is_ready(already):
            if self._answers_at_once(conn, gathered):
                return
            self._forget(conn)
            self._hand_over(conn)
            return
        if gathered.refusal:
            self._send(conn, gathered.refusal)
            self._hang_up(conn)
            return
        if gathered.expects and not gathered.has_gone_on:
            gathered.has_gone_on = True
            self._send(conn, b"HTTP/1.1 100 Continue\r\n\r\n")
        if sum(len(waiting.received) for waiting in self._gathering.values()) > MOST_TOGETHER:
            self._hang_up(max(self._gathering, key=lambda sender: len(self._gathering[sender].received)))

    def _answers_at_once(self, conn: Connection, gathered: Gathered) -> bool:
        """Answer a small question here, without a thread, if ``answer_at_once`` can; the connection then waits for its next request."""
        answer = self.answer_at_once(gathered.request()) if self.answer_at_once else None
        if answer is None:
            return False
        del self._gathering[conn]  # so that it is now the last that was heard of
        self._gathering[conn] = conn.gathered = Gathered(self.most_body)
        if not self._send(conn, answer):
            self._hang_up(conn)  # the rest would stand before the next answer
        return True

    def _hand_over(self, conn: Connection) -> None:
        conn.data_ready = True
        conn.sock.left = ANSWER_SECONDS
        super().enqueue_req(conn)

    def murder_pending(self) -> None:
        """Disconnect clients that took too long; called about once a second. When the worker stops, disconnect all incomplete requests."""
        now = time.monotonic()
        for conn in [*self._late(now)]:
            if self._gathering[conn].received:
                self._send(conn, _refusal("408 Request Timeout"))
            self._hang_up(conn)
        super().murder_pending()

    def _late(self, now: float) -> Iterator[Connection]:
        return (conn for conn, gathered in self._gathering.items() if now >= gathered.deadline or not self.alive)

    def _send(self, conn: Connection, words: bytes) -> bool:
        """Send what the connection takes at once; return whether that was all."""
        try:
            return bool(conn.sock.send(words) == len(words))
        except OSError:
            return False  # the client no longer reads, so nothing is lost

    def _forget(self, conn: Connection) -> None:
        del self._gathering[conn]
        self.poller.unregister(conn.sock)

    def _hang_up(self, conn: Connection) -> None:
        self._forget(conn)
        self.nr_conns -= 1
        conn.close()

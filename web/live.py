"""Live articles: what tells a page that others changed something, and who is where, for a thousandth of what a page costs.

An open article asks every few seconds. Most of the time nothing has changed; then the answer is made here, before Flask, the session and
the store are used. A page may ask here because it has a pass, which the full answer (web/pages/live.py) gives after the usual checks.
"""

import json
import re
from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import quote, unquote

from flask import current_app
from itsdangerous import BadData, TimestampSigner

from claims.desk.screens.live_changes import LiveChanges
from claims.errors import ClaimsError
from claims.model import Person
from web.presence import Here, Presence
from web.request.headers import FIXED

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from web.request.context import AppState

PASS_SECONDS = 120
"""How long a pass lasts. Somebody who was signed out can see for that long who is on which line, and nothing else."""

HEADER = "X-Live-Pass"
"""Where a request has its pass (web/static/live.js sends it); in the environment of WSGI under another name."""
_IN_ENVIRON = "HTTP_" + HEADER.upper().replace("-", "_")

_PATH = re.compile(r"/articles/(\d{1,18})/live")
_QUERY = re.compile(r"since=(\d{1,18})&line=(\d{1,9})")

_RAW = re.compile(rb"GET (/articles/\d{1,18}/live)\?(since=\d{1,18}&line=\d{1,9}) HTTP/1\.1\r\n(?:[^\r\n]+\r\n)*\r\n")
_RAW_PASS = re.compile(rb"\r\n" + HEADER.encode() + rb":([^\r\n]*)\r\n", re.IGNORECASE)
_LONGEST = 16_384
"""Bytes of a question; anything longer, such as an upload, is not looked at in the main loop."""
_CLOSES = re.compile(rb"\r\nconnection:[^\r\n]*close", re.IGNORECASE)

_HEADERS = [("Content-Type", "application/json"), ("Cache-Control", "no-store"), *FIXED.items()]

Kept = TypeVar("Kept")


class Newest(Generic[Kept]):
    """What was made of articles last, for everybody who asks after the same change. ``most`` are kept."""

    def __init__(self, most: int = 16) -> None:
        self._most = most
        self._kept: dict[Hashable, Kept] = {}

    def find(self, key: Hashable) -> Kept | None:
        """What was kept under this key."""
        return self._kept.get(key)

    def keep(self, key: Hashable, made: Kept) -> Kept:
        """Keep it, and forget the oldest if there are too many."""
        self._kept[key] = made
        for oldest in list(self._kept)[: -self._most]:
            self._kept.pop(oldest, None)
        return made


class Live:
    """What the process knows of open articles."""

    def __init__(self, state: "AppState", presence: Presence, secret: bytes) -> None:
        self.changes = LiveChanges(state.settings.db)
        self.presence = presence
        self.made: Newest[Any] = Newest()
        self._signer = TimestampSigner(secret, salt="live article")

    def make_pass(self, article_id: int, who: Person) -> str:
        """A pass for this person and article, for PASS_SECONDS; a script may put it into a header, which has room for ASCII alone."""
        return self._signer.sign(f"{article_id} {who.id} {quote(who.name)}".encode()).decode()

    def find_holder(self, shown: str, article_id: int) -> tuple[int, str] | None:
        """The number and name of the person whose pass this is; None if it is none, is too old, or is for another article."""
        try:
            article, number, name = self._signer.unsign(shown.encode("latin-1"), max_age=PASS_SECONDS).decode().split(" ", 2)
        except (BadData, ValueError):
            return None
        return (int(number), unquote(name)) if article == str(article_id) else None

    def answer(self, path: str, query: str, shown: str, *, follows: bool) -> bytes | None:
        """Who is on the article; None if anything in it may have changed, or the request is not a plain question with a good pass."""
        of_article, asked_for = _PATH.fullmatch(path), _QUERY.fullmatch(query)
        if of_article is None or asked_for is None:
            return None
        article_id = int(of_article[1])
        holder = self.find_holder(shown, article_id)
        try:
            if holder is None or not self.changes.is_unchanged(article_id, int(asked_for[1]), follows=follows):
                return None
        except ClaimsError:
            return None  # the full answer says what is wrong with the store
        # In the main loop nobody is waited for: a process that was killed may hold the lock for ever.
        self.presence.sign(article_id, *holder, int(asked_for[2]), is_patient=follows)
        return json.dumps({"people": as_json(self.presence.people_at(article_id, but=holder[0]))}).encode()

    def answer_raw(self, request: bytes) -> bytes | None:
        """The whole answer to a whole request as it came over the line; None if it needs the application, or more than microseconds.

        For the server's main loop (web/gathering.py): a thread and the parsing of a request cost ten times as much as this answer.
        """
        line = _RAW.fullmatch(request) if len(request) <= _LONGEST else None
        shown = _RAW_PASS.search(request) if line else None
        if line is None or shown is None or _CLOSES.search(request):
            return None
        body = self.answer(line[1].decode(), line[2].decode(), shown[1].strip(b" \t").decode("latin-1"), follows=False)
        if body is None:
            return None
        head = "".join(f"{name}: {value}\r\n" for name, value in [*_HEADERS, ("Content-Length", str(len(body)))])
        return b"HTTP/1.1 200 OK\r\n" + head.encode("latin-1") + b"\r\n" + body


class LivePolls:
    """Answers the pages that ask whether anything changed, when nothing did."""

    def __init__(self, app: "WSGIApplication", live: Live) -> None:
        self._app = app
        self._live = live

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        shown = environ.get(_IN_ENVIRON) if environ["REQUEST_METHOD"] == "GET" else None
        answer = None if shown is None else self._live.answer(environ["PATH_INFO"], environ["QUERY_STRING"], shown, follows=True)
        if answer is None:
            return self._app(environ, start_response)
        start_response("200 OK", [*_HEADERS, ("Content-Length", str(len(answer)))])
        return [answer]


def as_json(people: Iterable[Here]) -> list[dict[str, object]]:
    """Who is where, as the page gets it."""
    return [{"name": here.name, "line": here.line} for here in people]


def live() -> Live:
    """The open articles of the running application."""
    known = current_app.extensions["live"]
    assert isinstance(known, Live)
    return known

"""Fetches one page from the web, in such a way that nobody can make the newsroom's machine send requests to its own network.

Each address is resolved once, every answer must be public, and the connection goes to a checked answer while the name
stays in the Host header and the certificate check. urllib3 does the HTTP: its connection takes an address and a server
name apart, reads no proxy variables and follows nothing by itself.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from claims.errors import TooLarge, Unreadable
from claims.reading.addresses import Target, is_public, parse, shown
from claims.reading.fetch_refusals import failed, refuse_if_busy, refuse_status, refuse_type, too_slow
from claims.reading.files.formats import READ_MEDIA
from claims.wording import phrase

if TYPE_CHECKING:
    from urllib3.connection import HTTPConnection
    from urllib3.response import BaseHTTPResponse

ARTICLE_TYPES = READ_MEDIA
FEED_TYPES = frozenset(
    (
        "application/rss+xml",
        "application/atom+xml",
        "application/xml",
        "text/xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/json",
    )
)
USER_AGENT = "ClaimTracker/1 (fact-checking desk; reads one page at an editor's request)"
LARGEST = 5_000_000  # bytes, unpacked
_MOST_REDIRECTS = 5
_PATIENCE = 10.0  # seconds for everything, from resolving the name to the last byte
_PIECE = 65_536  # bytes
_REDIRECTS = frozenset((301, 302, 303, 307, 308))

Resolver = Callable[[str, int], Iterable[str]]
"""From a host name and a port to numeric addresses; raises OSError for a name that does not exist."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A fetched page; ``url`` is the last address, after redirects.

    ``unchanged`` is the answer 304 to a conditional request: there is no content then. ``etag`` and ``last_modified`` are
    what the next conditional request may name.
    """

    content: bytes
    url: str
    content_type: str | None
    etag: str | None = None
    last_modified: str | None = None
    unchanged: bool = False
    is_inside: bool = False  # it came from an allowed host of an inner network


def resolve(host: str, port: int) -> list[str]:
    """The numeric addresses of a host by the system's resolver, in its order."""
    return list(dict.fromkeys(str(answer[4][0]) for answer in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def fetch(
    url: str,
    *,
    allowed_hosts: Collection[str] = (),
    accept: Collection[str] = ARTICLE_TYPES,
    limit: int = LARGEST,
    within: float = _PATIENCE,
    resolver: Resolver = resolve,
    conditions: Mapping[str, str] | None = None,
) -> Fetched:
    """GET one http or https address, following at most 5 redirects, each checked like the first.

    ``allowed_hosts`` are names (``intranet.example``) whose addresses may be anything, unless a page elsewhere redirects there; all
    others must be public. ``conditions`` are request headers (``If-None-Match``, ``If-Modified-Since``) that may be answered with 304. Raise TooLarge over ``limit``
    unpacked bytes, TryLater for 429 and 503, and Unreadable, naming host and cause, for everything else: an inside address, a
    type not in ``accept``, a status other than 200, more than ``within`` seconds in all.
    """
    until = time.monotonic() + within
    allowed = {host.lower().rstrip(".") for host in allowed_hosts}
    for _ in range(_MOST_REDIRECTS + 1):
        target = parse(url)
        address = _checked(target, allowed, resolver, until)
        if target.host not in allowed:
            # From here on an outside page chose the address, so it must not lead inside.
            allowed = set()
        answer = _ask(target, address, url, accept, limit, until, conditions or {})
        if isinstance(answer, Fetched):
            return replace(answer, is_inside=not is_public(address))
        url = answer
    raise Unreadable(
        phrase(
            "The address redirects more than {most_redirects} times, last to {shown}: open it in a browser and add the page it ends on.",
            most_redirects=_MOST_REDIRECTS,
            shown=shown(url),
        )
    )


def _checked(target: Target, allowed: Collection[str], resolver: Resolver, until: float) -> str:
    """The address to connect to; every answer for the name must be public, or the name allowed."""
    answers = _resolved(target, resolver, until)
    if not answers:
        raise Unreadable(phrase("There is no host {host}: check the address.", host=target.host))
    if target.host not in allowed and not all(map(is_public, answers)):
        raise Unreadable(
            phrase(
                "{host} is inside a network and not on the public web, so it is not fetched: paste the text, or have the host allowed by name (CLAIMS_ALLOWED_HOSTS).",
                host=target.host,
            )
        )
    return answers[0]


def _resolved(target: Target, resolver: Resolver, until: float) -> list[str]:
    """The resolver's answers, within the time that the whole fetch may take."""
    answers: list[str] = []

    def ask() -> None:
        with suppress(OSError, UnicodeError):  # no such name: no answers
            answers.extend(resolver(target.host, target.port))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(max(0.0, until - time.monotonic()))
    if asking.is_alive():
        raise too_slow(target)
    return answers


def _ask(
    target: Target, address: str, url: str, accept: Collection[str], limit: int, until: float, conditions: Mapping[str, str]
) -> Fetched | str:
    """The page, or the address it redirects to."""
    from urllib3.exceptions import HTTPError

    with closing(_connection(target, address, until)) as connection:
        try:
            connection.connect()
            with _deadline(connection.sock, until):
                headers = {**conditions, **_headers(target, accept)}
                connection.request("GET", target.path, headers=headers, preload_content=False, decode_content=True)
                with closing(connection.getresponse()) as response:
                    answer = _answer(response, target, url, accept, limit, may_be_unchanged=bool(conditions))
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            raise (too_slow(target) if time.monotonic() >= until else failed(target, error)) from None
    if time.monotonic() >= until:  # a page without a declared length ends where the connection was cut
        raise too_slow(target)
    return answer


@contextmanager
def _deadline(line: socket.socket, until: float) -> Iterator[None]:
    """Close the connection at the deadline: a server that sends a byte at a time never hits the socket's own time-out."""

    def cut() -> None:
        with suppress(OSError):  # already closed
            line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(0.0, until - time.monotonic()), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _connection(target: Target, address: str, until: float) -> "HTTPConnection":
    from urllib3.connection import HTTPConnection, HTTPSConnection

    left = max(0.01, until - time.monotonic())
    if target.scheme == "http":
        return HTTPConnection(address, target.port, timeout=left)
    return HTTPSConnection(
        address, target.port, timeout=left, ssl_context=_trust(), server_hostname=target.host, assert_hostname=target.host
    )


def _headers(target: Target, accept: Collection[str]) -> dict[str, str]:
    host = f"[{target.host}]" if ":" in target.host else target.host
    usual = target.port == (443 if target.scheme == "https" else 80)
    return {
        "Host": host if usual else f"{host}:{target.port}",
        "User-Agent": USER_AGENT,
        "Accept": ", ".join(sorted(accept)),
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }


@cache
def _trust() -> ssl.SSLContext:
    """The system's certificate authorities, and certifi's for systems that have none."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _answer(
    response: "BaseHTTPResponse", target: Target, url: str, accept: Collection[str], limit: int, *, may_be_unchanged: bool
) -> Fetched | str:
    """What a response brings: its page, word that the page is unchanged, or the address it redirects to."""
    if response.status in _REDIRECTS and (location := response.headers.get("Location")):
        return urljoin(url, location)
    etag, last_modified = response.headers.get("ETag"), response.headers.get("Last-Modified")
    if response.status == 304 and may_be_unchanged:
        return Fetched(b"", url, None, etag, last_modified, unchanged=True)
    refuse_if_busy(response, target)
    refuse_status(response.status, target)
    content_type = response.headers.get("Content-Type")
    refuse_type(content_type, accept, target)
    return Fetched(_body(response, limit, target), url, content_type, etag, last_modified)


def _body(response: "BaseHTTPResponse", limit: int, target: Target) -> bytes:
    content = bytearray()
    while piece := response.read(_PIECE):
        content += piece
        if len(content) > limit:
            raise TooLarge(
                phrase(
                    "The page at {host} has more than {limit} bytes (CLAIMS_MAX_ARTICLE_BYTES): paste the article's text instead.",
                    host=target.host,
                    limit=format(limit, ","),
                )
            )
    return bytes(content)

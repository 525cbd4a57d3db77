"""A site on loopback for the tests of watching: feeds and articles that a test puts there, and a list of what was asked for."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOST = "localhost"
"""A name that every machine knows; settings allow it by name."""


@dataclass
class Page:
    """What an address answers."""

    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0  # seconds


class Site:
    """The pages by path, and every request: path, headers in lower case, time."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, dict[str, str], float]] = []
        self.root = ""

    def put(self, path: str, body: str | bytes = "", **more: object) -> None:
        """Let a path answer with this."""
        self.pages[path] = Page(body.encode() if isinstance(body, str) else body, **more)  # type: ignore[arg-type]

    def article(self, path: str, title: str, *sentences: str) -> None:
        """Let a path answer with an article of these sentences."""
        words = "".join(f"<p>{sentence}</p>" for sentence in sentences)
        self.put(path, f"<html lang='en'><head><title>{title}</title></head><body><article><h1>{title}</h1>{words}</article></body></html>")

    def feed(self, path: str, *items: str, **more: object) -> None:
        """Let a path answer with an RSS feed of these items (see ``item``)."""
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Brackwater Bugle</title>{"".join(items)}</channel></rss>'
        self.put(path, body, **{"kind": "application/rss+xml", **more})

    def item(self, path: str, title: str = "News", *, guid: str | None = None, date: str | None = None, text: str = "") -> str:
        """One item of a feed that leads to a path of this site."""
        named = f'<guid isPermaLink="false">{guid}</guid>' if guid else ""
        dated = f"<pubDate>{date}</pubDate>" if date else ""
        return f"<item><title>{title}</title><link>{self.root}{path}</link>{named}{dated}<description>{text}</description></item>"

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [path for path, _, _ in self.asked]


@contextmanager
def serving() -> Iterator[Site]:
    """The site, served until the block ends."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append((self.path, headers, time.monotonic()))
            page = site.pages.get(self.path) or Page(b"nothing here", status=404)
            time.sleep(page.delay)
            unchanged = page.headers.get("ETag") is not None and headers.get("if-none-match") == page.headers["ETag"]
            self.send_response(304 if unchanged else page.status)
            for name, value in page.headers.items():
                self.send_header(name, value)
            if not unchanged:
                self.send_header("Content-Type", page.kind)
                self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            try:
                if not unchanged:
                    self.wfile.write(page.body)
            except OSError:
                self.close_connection = True  # the fetcher hung up

        def log_message(self, format: str, *args: object) -> None:
            """Tests print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.root = f"http://{HOST}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

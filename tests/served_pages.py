"""A web site on loopback whose pages a test can change while it runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

HOST = "localhost"


class Site:
    """``pages`` maps a path to HTML paragraphs; a path that is not there answers 404."""

    def __init__(self) -> None:
        self.pages: dict[str, list[str]] = {}
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                found = site.pages.get(self.path.split("?")[0])
                body = site.html(found).encode() if found else b"not here"
                self.send_response(200 if found else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer((HOST, 0), Handler)
        self.root = f"http://{HOST}:{self.server.server_port}"

    @staticmethod
    def html(paragraphs: list[str]) -> str:
        """A page with a title and these paragraphs."""
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        return f"<!doctype html><html><head><title>Harbour return</title></head><body><article><h1>Harbour return</h1>{body}</article></body></html>"


@contextmanager
def served() -> Iterator[Site]:
    """The site, served until the block ends."""
    site = Site()
    thread = Thread(target=site.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        site.server.shutdown()
        thread.join()
        site.server.server_close()

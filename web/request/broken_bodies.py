"""A request body that breaks off or is invalid is the sender's fault: the answer is 400, not a server error."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import BadRequest

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class BrokenBody(BadRequest):
    """The body cannot be read to its end, so none of it can be shown again."""


class ReadableBodies:
    """Turns every error that the server raises while reading a body into ``BrokenBody``."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        environ["wsgi.input"] = _Body(environ["wsgi.input"])
        return self._app(environ, start_response)


class _Body:
    """The body of a request, as WSGI hands it over."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        """As the server's own; after an error the rest is empty."""
        return self._read("read", size)

    def readline(self, size: int = -1) -> bytes:
        """As the server's own."""
        return self._read("readline", size)

    def __iter__(self) -> "_Body":
        return self

    def __next__(self) -> bytes:
        if line := self.readline():
            return line
        raise StopIteration

    def _read(self, how: str, size: int) -> bytes:
        try:
            content: bytes = getattr(self._stream, how)(size)
        except Exception as error:  # each server raises its own errors
            raise BrokenBody("The body of the request breaks off, or is not in the form that it says: send it again.") from error
        return content

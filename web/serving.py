"""The desk behind gunicorn: ``python -m web.serving HOST PORT WORKERS``."""

import atexit
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.http.errors import InvalidHeader

from claims.desk.opening import open_store
from claims.desk.people import sessions
from claims.desk.people.rate_limits import Brake
from claims.errors import ClaimsError
from claims.settings import Settings, from_environment
from claims.sign_in_settings import ProxySignIn
from web import create_app
from web.gathering import Gatherer
from web.presence import Presence
from web.quiet import Quiet
from web.request import logs

THREADS = 4
"""Requests that one process answers at once; each has its own connection."""


class RepeatedHeader(InvalidHeader):  # type: ignore[misc]  # gunicorn comes without types
    """A header that says who is signed in came twice: gunicorn answers 400 with these words."""

    def __str__(self) -> str:
        return f"The header {self.hdr} came twice: the proxy must overwrite what a browser sends in it."


class Desk(BaseApplication):  # type: ignore[misc]  # gunicorn comes without types
    """Gunicorn with the desk's settings instead of its command line."""

    def __init__(self, settings: Settings, options: dict[str, Any]) -> None:
        self._settings = settings
        # Created before gunicorn forks, so that all processes count together.
        self._brake, self._presence = Brake(), Presence()
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        """Pass the options to gunicorn."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, created once in each worker; its store is closed when the worker ends."""
        app = create_app(self._settings, brake=self._brake, presence=self._presence)
        Gatherer.most_body = app.config["MAX_CONTENT_LENGTH"]
        Gatherer.answer_at_once = staticmethod(app.extensions["live"].answer_raw)
        atexit.register(app.extensions["claims"].keeper.close)
        atexit.register(app.extensions["live"].changes.close)
        return app


def serve(settings: Settings, host: str, port: int, workers: int) -> None:
    """Serve until stopped; requests in progress then have at most 30 seconds to finish.

    If nobody can sign in yet, print the one-time link that creates the first admin.
    """
    shown = f"[{host}]" if ":" in host else host
    settings = replace(settings, desk_hosts=settings.desk_hosts | {shown})
    with open_store(settings.db) as db:
        now = datetime.now(UTC)
        if not sessions.has_anybody(db, at=now):
            secret = sessions.make_link(db, None, at=now)
            print(f"nobody can sign in yet: make the first admin at http://{shown}:{port}/first/{secret}", file=sys.stderr)  # noqa: T201
    options = {
        "bind": f"{shown}:{port}",
        "workers": workers,
        "threads": THREADS,
        "worker_class": Gatherer,
        # Together with the desk's own files and sockets, below the 1,024 that a process may usually have open.
        "worker_connections": 400,
        # With sendfile, the kernel would wait for a slow client without a time limit.
        "sendfile": False,
        "logger_class": Quiet,
        # Only web.request.proxies decides whose word about TLS is trusted.
        "forwarded_allow_ips": "",
        # "X-Remote_User" would arrive under the name of "X-Remote-User", which a proxy may use to say who is signed in.
        "header_map": "drop",
        "pre_request": _refuse_repeats(settings.proxy_sign_in),
        # A socket in the home folder for controlling the server: it is not needed, and two desks would share it.
        "control_socket_disable": True,
        **_logging(),
    }
    Desk(settings, options).run()


def _refuse_repeats(sign_in: ProxySignIn) -> Callable[[Any, Any], None]:
    """What gunicorn calls before each request, while a browser's own line and the proxy's are still apart: it joins lines of one name by a comma."""
    names = {name.upper() for name in (sign_in.user_header, sign_in.groups_header) if name}

    def refuse_repeats(_worker: Any, request: Any) -> None:
        sent = [name for name, _ in request.headers if name in names]
        for name in names:
            if sent.count(name) > 1:
                raise RepeatedHeader(name, request)

    return refuse_repeats


def _logging() -> dict[str, Any]:
    # At a terminal people want to see only problems; log collectors want everything, as JSON.
    return {"logconfig_dict": logs.config("WARNING" if sys.stderr.isatty() else "INFO")}


if __name__ == "__main__":
    try:
        serve(from_environment(), sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    except ClaimsError as failure:
        sys.exit(f"error: {failure}")

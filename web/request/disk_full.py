"""When the disk is full: people go on reading, are told so on every page, and write again as soon as there is room."""

import time
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from flask import Flask, Response, current_app, request

from claims.desk.upkeep import checkup
from claims.errors import StoreFailed, StoreFull
from web.request.context import get_db
from web.request.headers import SAFE_METHODS

TRY_EVERY = 2.0
"""Seconds between two looks whether there is room again."""


@dataclass
class Disk:
    """What this process knows of the disk."""

    full: bool = False
    tried: float = 0.0
    lock: Lock = field(default_factory=Lock)

    def is_full(self) -> bool:
        """Whether writing fails, tried again now and then while it does."""
        with self.lock:
            if self.full and time.monotonic() - self.tried >= TRY_EVERY:
                self.tried = time.monotonic()
                self.full = not checkup.has_room(get_db())
            return self.full

    def found_full(self) -> None:
        """A write has just failed for want of room."""
        with self.lock:
            if not self.full:
                self.full, self.tried = True, time.monotonic()


def disk() -> Disk:
    """The running application's own."""
    state = current_app.extensions["disk"]
    assert isinstance(state, Disk)
    return state


def install(app: Flask) -> None:
    """Refuse to write while the disk is full, and tell the templates."""
    app.extensions["disk"] = Disk()

    @app.before_request
    def refuse_writing() -> None:
        asks_nothing = request.endpoint in (None, "static", "health.healthz")
        if not asks_nothing and disk().full and disk().is_full() and request.method not in SAFE_METHODS:
            raise StoreFull("the disk is full: nothing was stored. Reading goes on; writing begins again by itself when there is room.")

    @app.after_request
    def notice(response: Response) -> Response:
        if response.status_code == StoreFull.http_status:
            disk().found_full()
        if response.status_code in (StoreFailed.http_status, StoreFull.http_status):
            response.headers["Retry-After"] = "5"
        return response

    @app.context_processor
    def tell_templates() -> dict[str, Any]:
        return {"disk_full": disk().full}

"""When the disk is full: reading still works, every page says so, and writing works again as soon as there is room."""

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
"""Seconds between two checks for free room."""


@dataclass
class Disk:
    """What this process knows about the disk."""

    full: bool = False
    tried: float = 0.0
    lock: Lock = field(default_factory=Lock)

    def is_full(self) -> bool:
        """Whether writing fails; while it does, tries again every TRY_EVERY seconds."""
        with self.lock:
            if self.full and time.monotonic() - self.tried >= TRY_EVERY:
                self.tried = time.monotonic()
                self.full = not checkup.has_room(get_db())
            return self.full

    def found_full(self) -> None:
        """Note that a write has just failed because the disk is full."""
        with self.lock:
            if not self.full:
                self.full, self.tried = True, time.monotonic()


def disk() -> Disk:
    """The disk state of the running application."""
    state = current_app.extensions["disk"]
    assert isinstance(state, Disk)
    return state


def install(app: Flask) -> None:
    """Refuse writing requests while the disk is full, and let the templates say so."""

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

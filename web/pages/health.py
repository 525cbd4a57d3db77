"""Whether the desk answers."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

pages = Blueprint("health", __name__)


@pages.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Answer 200 as long as this process runs."""
    return {"ok": True}

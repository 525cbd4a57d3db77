"""Whether the desk answers."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

pages = Blueprint("health", __name__)


@pages.get("/healthz")
def healthz() -> ResponseReturnValue:
    """200 as long as this process answers."""
    return {"ok": True}

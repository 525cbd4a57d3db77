"""Who publishes here, and under which address."""

from flask import request

from claims.desk.publishing.published import Newsroom, newsroom_of
from web.request.context import app_state


def newsroom() -> Newsroom:
    """The name from the settings, and the address from there or, without one, as this request names it."""
    return newsroom_of(app_state().settings, request.url_root)

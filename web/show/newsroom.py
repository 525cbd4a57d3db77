"""The newsroom's name and address as a publisher."""

from flask import request

from claims.desk.publishing.published import Newsroom, newsroom_of
from web.request.context import app_state


def newsroom() -> Newsroom:
    """The name from the settings, and the address from the settings or else from this request."""
    return newsroom_of(app_state().settings, request.url_root)

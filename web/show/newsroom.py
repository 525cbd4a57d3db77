"""The newsroom's name and address as a publisher."""

from flask import request

from claims.desk.publishing.publisher import Newsroom, newsroom_of
from web.request.context import app_state, get_db


def newsroom() -> Newsroom:
    """The newsroom as an admin described it, and its address from the settings or else from this request."""
    return newsroom_of(get_db(), app_state().settings, request.url_root)

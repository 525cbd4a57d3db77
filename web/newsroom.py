"""Who publishes here, and under which address."""

from flask import request

from claims.desk.published import Newsroom, newsroom_of
from web.db import room


def newsroom() -> Newsroom:
    """The name from the settings, and the address from there or, without one, as this request names it."""
    return newsroom_of(room().settings, request.url_root)

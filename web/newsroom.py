"""Who publishes here, and under which address."""

from flask import request

from claims.desk.published import Newsroom
from web.db import room


def newsroom() -> Newsroom:
    """The name from the settings, and the address from there or, without one, as this request names it."""
    settings = room().settings
    return Newsroom(settings.publisher, settings.address or request.url_root)

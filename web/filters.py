"""The queue's filter in the address."""

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import url_for

from claims.desk import asked as words
from claims.desk.overview import Filter
from web.access import person
from web.db import get_db, now, room
from web.listing import of_the_address


def address(fields: Mapping[str, str]) -> str:
    """Where the queue shows this filter. A filter that shows all says so, for the bare address means open work."""
    return f"{url_for('queue.show')}?{urlencode(dict(fields) or {'state': ''})}"


def wanted(asked: Mapping[str, str]) -> Filter:
    """The filter that an address asks for; BadRequest for what no link or form of ours says."""
    here = now().astimezone(room().settings.timezone)
    with of_the_address():
        return words.filter_for(get_db(), asked, room().problems, reader=person(), at=here)

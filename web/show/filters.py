"""The queue's filter in the address."""

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import url_for

from claims.desk.queue import query as words
from claims.desk.screens.overview import Filter
from web.request.access import person
from web.request.context import app_state, get_db, now, zone
from web.show.listing import refuse_bad_address


def address(fields: Mapping[str, str]) -> str:
    """The queue's address for this filter. A filter that shows all is written out, because the bare address means open work."""
    return f"{url_for('queue.show')}?{urlencode(dict(fields) or {'state': ''})}"


def filter_of(fields: Mapping[str, str]) -> Filter:
    """The filter in an address. Raise BadRequest for values that no link or form of the desk contains."""
    here = now().astimezone(zone())
    with refuse_bad_address():
        return words.filter_for(get_db(), fields, app_state().problems, reader=person(), at=here)

"""A message with a button that undoes what was just done."""

import json
import zlib
from collections.abc import Mapping
from typing import Any

from flask import flash

from web.show.language import gettext

_LARGEST = 1_100  # bytes after packing, as in the session cookie: browsers drop cookies of more than 4,096
_SHOWN = 200  # code points of the message that are shown when the offer is too long for the cookie


def offer_undo(words: str, action: str, fields: Mapping[str, object], *, history: str | None = None, button: str | None = None) -> None:
    """Show on the next page what was done, with a button that undoes it: a form to ``action`` with these fields.

    ``button`` is the label of the button, by default "Undo". The offer is stored in the session cookie. If it is too long for that, the message links to
    ``history`` instead, which keeps the previous values.
    """
    offer: dict[str, object] = {
        "words": words,
        "action": action,
        "fields": {name: str(value) for name, value in fields.items()},
        "button": button or gettext("Undo"),
    }
    if len(zlib.compress(json.dumps(offer).encode())) > _LARGEST:
        shown = words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
        offer = {"words": f"{shown} {gettext('The earlier text is too long to restore from here.')}", "history": history}
    flash(json.dumps(offer), "undo")


def undo_of(message: str) -> dict[str, Any]:
    """The content of such a message, for the page that shows it."""
    offer: dict[str, Any] = json.loads(message)
    return offer

"""A message that offers to take back what was just done."""

import json
import zlib
from collections.abc import Mapping
from typing import Any

from flask import flash

_LARGEST = 1_100  # bytes packed, as the cookie of the session holds them: browsers drop one of more than 4,096
_SHOWN = 200  # code points of the news, where it is too long to be offered back


def offer_undo(words: str, action: str, fields: Mapping[str, object], *, history: str | None = None, button: str = "Undo") -> None:
    """Say on the next page what was done, beside a button that takes it back: a form to ``action`` with these fields.

    ``button`` are its words. The offer waits in the session's cookie. Where it is too long for one, a link to ``history``, which keeps all that was, stands in its place.
    """
    offer: dict[str, object] = {
        "words": words,
        "action": action,
        "fields": {name: str(value) for name, value in fields.items()},
        "button": button,
    }
    if len(zlib.compress(json.dumps(offer).encode())) > _LARGEST:
        shown = words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
        offer = {"words": f"{shown} What was there before is too long to be put back from here.", "history": history}
    flash(json.dumps(offer), "undo")


def undo_of(message: str) -> dict[str, Any]:
    """What such a message offers, for the page that shows it."""
    offer: dict[str, Any] = json.loads(message)
    return offer

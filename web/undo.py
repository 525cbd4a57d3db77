"""A message that offers to take back what was just done."""

import json
from collections.abc import Mapping
from typing import Any

from flask import flash


def offer(words: str, action: str, fields: Mapping[str, object]) -> None:
    """Say on the next page what was done, beside a button that takes it back: a form to ``action`` with these fields."""
    button = {"words": words, "action": action, "fields": {name: str(value) for name, value in fields.items()}}
    flash(json.dumps(button), "undo")


def offered(message: str) -> dict[str, Any]:
    """What such a message offers, for the page that shows it."""
    found: dict[str, Any] = json.loads(message)
    return found

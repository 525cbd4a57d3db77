"""Edit conflicts: when somebody else changed a row first, shows both versions side by side. Nothing that was typed is lost."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue

from claims.errors import StaleEdit
from web.request.access import safe_path
from web.request.error_pages import error_page


@dataclass(frozen=True, slots=True)
class Mine:
    """This person's value of one field. ``typed`` fields can be merged by hand."""

    name: str
    label: str
    value: str
    typed: bool = True
    choices: Sequence[tuple[str, str]] = ()  # values and labels, if it is chosen from a list


@dataclass(frozen=True, slots=True)
class Now:
    """The current row: its version, the page that shows it, what changed it last, and its values by field."""

    version: int
    page: str
    changed: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    seen_as: str = "seen"
    also: Mapping[str, int] = field(default_factory=dict)  # other versions that the form contains, by field name


@dataclass(frozen=True, slots=True)
class Promise:
    """What to show if the edit is stale."""

    action: str
    look: Callable[[], Now]
    mine: Sequence[Mine]


def on_conflict(action: str, look: Callable[[], Now], mine: Sequence[Mine] = ()) -> None:
    """Set, before an action, what to show if somebody else changed the row first. ``look`` reads the row as it is then."""
    g.if_stale = Promise(action, look, mine)


def install(app: Flask) -> None:
    """Answer a stale edit with 409, both versions, and three choices: theirs, mine, or merged by hand."""

    @app.errorhandler(StaleEdit)
    def both_versions(error: StaleEdit) -> ResponseReturnValue:
        promise: Promise | None = g.get("if_stale")
        if promise is None:
            return error_page(error.http_status, error.message, error=error)
        now = promise.look()
        kept = [
            (name, value) for name, values in request.form.lists() if name not in {"csrf_token", now.seen_as, *now.also} for value in values
        ]
        back = safe_path(request.form.get("back"))
        page = render_template("errors/stale.html", promise=promise, now=now, kept=kept, action=request.path, back=back)
        return page, error.http_status

"""When the rules forbid an action, shows its page again, with the reason beside the form and what was typed in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from flask import current_app, g, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from claims.errors import ClaimsError, NotAllowed, NotFound, StaleEdit, StoreFailed
from claims.wording import capital
from web.request.access import safe_path
from web.show.language import error_words

SHOWN_AGAIN = frozenset({"article_desk.show", "claims.show"})
"""Pages whose views read the query with ``page_query``, and so can be shown as the response to one of their forms."""

BESIDE = frozenset(
    {f"claim_work.{name}" for name in ("save_draft", "submit", "return_verdict", "approve", "withdraw", "reopen", "drop")}
    | {"article_desk.add_claim"}
)
"""Forms that show the reason beside one of their own fields."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a page needs when it is shown again. ``action`` is the address of the refused form."""

    action: str
    message: str
    typed: Mapping[str, str]
    ticked: frozenset[str]  # the evidence that was ticked in the form
    field: str | None  # the field that the refusal is about, if it is about one
    beside: bool  # whether the form shows the reason; else the top of the page does


def page_query() -> Mapping[str, str]:
    """The query of the page to show: this request's, or that of the page that the form came from."""
    query: Mapping[str, str] = g.get("page_query") or request.args
    return query


def show_again(error: ClaimsError) -> ResponseReturnValue | None:
    """The page that the refused form came from, or None when it cannot be shown."""
    back = safe_path(request.form.get("back")) if request.method == "POST" else None
    if back is None or isinstance(error, (NotAllowed, NotFound, StaleEdit, StoreFailed)):
        return None
    parts = urlsplit(back)
    try:
        endpoint, named = current_app.url_map.bind("").match(parts.path, method="GET")
    except HTTPException:
        return None
    if endpoint not in SHOWN_AGAIN:
        return None
    message = error_words(error)
    g.page_query = MultiDict(parse_qsl(parts.query))
    g.refused = Refusal(
        request.path,
        capital(message),
        request.form.to_dict(),
        frozenset(request.form.getlist("evidence")),
        error.field,
        beside=request.endpoint in BESIDE,
    )
    try:
        page = current_app.view_functions[endpoint](**named)
    except (ClaimsError, HTTPException):
        # The page no longer exists either: the error gets its own page.
        g.pop("refused")
        return None
    return (page, error.http_status) if isinstance(page, str) else None

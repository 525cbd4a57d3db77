"""Errors as pages that say what to do. What was typed is never lost: the page shows it again."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app, g, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from claims.errors import ClaimsError
from claims.wording import phrase
from web.request import logs, refused_form
from web.request.broken_bodies import BrokenBody
from web.show.language import gettext, translated


@dataclass(frozen=True, slots=True)
class Advice:
    """What an error page says."""

    title: str
    next_step: str


ADVICE = {
    400: Advice(
        phrase("This request cannot be read"), phrase("Open the page again and repeat what you did. If it happens again, tell an admin.")
    ),
    401: Advice(
        phrase("This needs an API token"), phrase("Send it as Authorization: Bearer TOKEN. An admin makes one with `user token NAME`.")
    ),
    403: Advice(phrase("You cannot do this"), phrase("Ask someone whose role allows it.")),
    404: Advice(phrase("There is no such page"), phrase("Check the address, or search for what you are looking for.")),
    405: Advice(phrase("This address does not accept this request"), phrase("Go back and use the button on the page.")),
    409: Advice(phrase("This cannot be done now"), phrase("Check the current state, then try again.")),
    413: Advice(phrase("This is too large"), phrase("Send a smaller file, or only the relevant part.")),
    422: Advice(phrase("Something is missing or wrong"), phrase("Go back, correct it and send it again.")),
    500: Advice(
        phrase("Something went wrong"), phrase("Nothing was saved. Try again. If it happens again, give an admin the number below.")
    ),
    507: Advice(
        phrase("The disk is full"), phrase("Everything saved before is safe and can be read. Tell the person who runs this server.")
    ),
    503: Advice(phrase("The database did not answer"), phrase("Everything saved before is safe. Try again in a moment.")),
}

KEPT = 20_000
"""Most characters of each typed field that an error page shows again."""


Shape = Callable[[int, str, Exception | None], ResponseReturnValue]
"""Makes the error response for programs from the status, the message and the error itself."""


def error_page(status: int, message: str | None, *, title: str | None = None, error: Exception | None = None) -> ResponseReturnValue:
    """A page for one error, with what was typed; at an API address, the response for programs."""
    advice = ADVICE.get(status, ADVICE[400 if status < 500 else 500])
    shapes: dict[str, Shape] = current_app.extensions.get("error_shapes", {})
    for prefix, shape in shapes.items():
        if request.path.startswith(prefix):
            return shape(status, message or advice.next_step, error)
    page = render_template(
        "errors/page.html",
        status=status,
        title=title or translated(advice.title),
        message=translated(message) if message else None,
        next_step=translated(advice.next_step),
        request_id=g.get("request_id", ""),
        typed=[] if status == 413 or isinstance(error, BrokenBody) else _typed(),
    )
    return page, status


def _typed() -> list[tuple[str, str]]:
    if request.method != "POST":
        return []
    secret = {"password", "old", "code", "csrf_token", "again"}
    return [
        (name.replace("_", " "), value[:KEPT])
        for name, value in request.form.items()
        if name not in secret and (len(value) > 40 or " " in value.strip())
    ]


def install(app: Flask) -> None:
    """Answer every error with a page."""

    @app.errorhandler(ClaimsError)
    def ours(error: ClaimsError) -> ResponseReturnValue:
        # The person may not be known yet; then the page is the one for visitors.
        g.setdefault("person", None)
        return refused_form.show_again(error) or error_page(error.http_status, error.message, error=error)

    @app.errorhandler(CSRFError)
    def stale_token(error: CSRFError) -> ResponseReturnValue:
        message = phrase("This form is from an earlier sign-in or another site. Nothing was saved.")
        return error_page(400, message, title=gettext("Open this form again"), error=error)

    @app.errorhandler(RequestEntityTooLarge)
    def too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
        most = (request.max_content_length or 0) / 1_000_000
        return error_page(413, phrase("At most {most} MB can be sent at once.", most=f"{most:.1f}"), error=error)

    @app.errorhandler(HTTPException)
    def theirs(error: HTTPException) -> ResponseReturnValue:
        if error.code is None or error.code < 400:
            return error
        page = make_response(error_page(error.code, None, error=error))
        kept = [(name, value) for name, value in error.get_headers() if name in ("Allow", "WWW-Authenticate")]
        page.headers.extend(kept)
        return page

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> ResponseReturnValue:
        logs.failed(error)
        g.setdefault("person", None)
        return error_page(500, None, error=error)

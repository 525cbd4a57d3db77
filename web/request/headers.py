"""What every answer tells the browser: run nothing but our own files, show us in no frame, keep nothing. And whom we answer at all.

Pages show a mark where stored text holds a sign that nobody sees.
"""

import re
import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue

from claims.errors import NotAllowed
from claims.hidden_signs import mark_in_html
from claims.settings import Settings

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
"""Content Security Policy, level 3: our own files and no inline script or style."""

FIXED = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

YEAR = 31_536_000


LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def hosts_of(settings: Settings) -> frozenset[str]:
    """The names under which the desk answers: others are somebody's who points a name of theirs at this machine."""
    own = urlsplit(settings.address).hostname if settings.address else None
    return LOCAL_HOSTS | settings.desk_hosts | ({own} if own else set())


def install(app: Flask, settings: Settings) -> None:
    """Give every request a number and every answer these headers; answer only under our own names, and no form of another site."""
    hosts = hosts_of(settings)

    @app.before_request
    def number_request() -> None:
        g.request_id = secrets.token_hex(6)

    @app.before_request
    def know_host() -> ResponseReturnValue | None:
        if re.sub(r":\d{1,5}$", "", request.environ.get("HTTP_HOST") or "").lower() in hosts:
            return None
        message = "This desk does not answer under that name. Whoever runs it can add the name to CLAIMS_DESK_HOSTS.\n"
        return Response(message, 400, mimetype="text/plain")

    @app.before_request
    def know_site() -> None:
        # Beside the form's token: a browser says itself when another site's page sends us something. Programs send no such header.
        if request.method not in SAFE_METHODS and request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
            raise NotAllowed("this was sent by another site's page: open the desk itself, then repeat what you did.")

    @app.after_request
    def show_hidden_signs(response: Response) -> Response:
        if response.mimetype == "text/html" and not response.is_streamed and not response.direct_passthrough:
            page = response.get_data(as_text=True)
            shown = mark_in_html(page)
            if shown is not page:
                response.set_data(shown)
        return response

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.update(FIXED)
        response.headers["X-Request-Id"] = g.get("request_id", "")
        if request.endpoint == "static":
            # The address carries the file's own hash, so a new file has a new address.
            response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if request.args.get("v") else "no-cache"
        else:
            # What a signed-in person saw must not come back after they signed out.
            response.headers.setdefault("Cache-Control", "no-store")
            response.vary.add("Cookie")
        if request.is_secure:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR}"
        return response

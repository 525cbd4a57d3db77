"""Response headers that tell the browser to run only the desk's own files, show the desk in no frame and store nothing; and which
requests are answered at all.

Pages show a mark where stored text contains an invisible character.
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
"""Content Security Policy, level 3: only the desk's own files, and no inline script or style."""

FIXED = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

OUTSIDE_PAGES = "/expert/"
"""Addresses that have a secret in them begin like this."""

OF_OUTSIDE_PAGES = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow, noarchive"}
"""Keeps such an address from other sites and from search engines."""

FOR_OTHER_SITES = frozenset({"claims.share_picture"})
"""The endpoints whose answers other sites may show on their own pages."""

YEAR = 31_536_000


LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def hosts_of(settings: Settings) -> frozenset[str]:
    """The host names under which the desk answers. Others could be an attacker's name that points at this machine."""
    own = urlsplit(settings.address).hostname if settings.address else None
    return LOCAL_HOSTS | settings.desk_hosts | ({own} if own else set())


def install(app: Flask, settings: Settings) -> None:
    """Give every request a number and every response these headers. Refuse unknown host names and forms from other sites."""
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
        # In addition to the form's token: browsers say when another site's page sends a request. Programs send no such header.
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
        if request.path.startswith(OUTSIDE_PAGES):
            response.headers.update(OF_OUTSIDE_PAGES)
        if request.endpoint in FOR_OTHER_SITES:
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["X-Request-Id"] = g.get("request_id", "")
        if request.endpoint == "static":
            # The address contains the file's hash, so a changed file has a new address.
            response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if request.args.get("v") else "no-cache"
        else:
            # Pages that a signed-in person saw must not reappear after they signed out.
            response.headers.setdefault("Cache-Control", "no-store")
            response.vary.add("Cookie")
        if request.is_secure:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR}"
        return response

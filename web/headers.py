"""What every answer tells the browser: run nothing but our own files, show us in no frame, keep nothing."""

import secrets

from flask import Flask, Response, g, request

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


def install(app: Flask) -> None:
    """Give every request a number and every answer these headers."""

    @app.before_request
    def number_request() -> None:
        g.request_id = secrets.token_hex(6)

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

"""Who is asking, and whether their role lets them in (web/request/roles.py)."""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, g, redirect, request, session, url_for
from flask.sessions import SecureCookieSessionInterface
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from claims.desk.people import confidential, people, sessions, tokens
from claims.errors import NotAllowed
from claims.model import Person
from web.request import roles
from web.request.context import get_db, now

NOBODY = frozenset({"static", "health.healthz"})
"""Endpoints that never check who is signed in, and so never open the store."""

_SECRET = "secret"  # noqa: S105  (the name of a field, not a secret)


class Cookies(SecureCookieSessionInterface):
    """Flask's signed cookie; one that was set over TLS is sent back only over TLS."""

    def get_cookie_secure(self, app: Flask) -> bool:
        """Whether the browser may send the cookie only over https."""
        return request.is_secure


def person() -> Person:
    """Who is signed in; only for pages that need it."""
    signed_in = visitor()
    if signed_in is None:
        raise NotAllowed("nobody is signed in: sign in first.")
    return signed_in


def visitor() -> Person | None:
    """The person who is signed in, or whose token an API request has; None for a visitor."""
    if "person" not in g:
        g.person = _of_token() if for_scripts() else _of_cookie()
    signed_in: Person | None = g.person
    return signed_in


def for_scripts() -> bool:
    """Whether the address belongs to the API, which accepts only a token and ignores the cookie, so that no page can misuse it."""
    return request.path.startswith("/api/")


def _of_cookie() -> Person | None:
    secret = session.get(_SECRET)
    return sessions.person_of_session(get_db(), secret, at=now()) if isinstance(secret, str) else None


def _of_token() -> Person | None:
    shown = request.authorization
    if shown is None or shown.type != "bearer" or not shown.token:
        return None
    return tokens.person_of_token(get_db(), shown.token)


def begin(secret: str) -> None:
    """Sign in on this browser; clears the cookie and ends an earlier sign-in."""
    end()
    session[_SECRET] = secret


def end() -> None:
    """Sign out on this browser and in the store."""
    secret = session.get(_SECRET)
    if isinstance(secret, str):
        sessions.sign_out(get_db(), secret)
    session.clear()


def safe_path(path: str | None) -> str | None:
    """A path on this site that a form may send the browser back to, or None: never another host."""
    if not path or not path.startswith("/") or path.startswith(("//", "/\\")) or not path.isprintable():
        return None
    try:
        parts = urlsplit(path)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc or "\\" in parts.path else path


def to_login() -> ResponseReturnValue:
    """Send a visitor to the sign-in page, and afterwards back to what they asked for."""
    next_path = request.full_path.rstrip("?") if request.method in ("GET", "HEAD") else None
    return redirect(url_for("signing_in.login", next=next_path), 303)


def install(app: Flask) -> None:
    """Enforce the access rules of web/request/roles.py, and give the templates the signed-in person and what they may do."""

    @app.before_request
    def need_role() -> ResponseReturnValue | None:
        if request.endpoint in NOBODY:
            return None
        if request.endpoint is None:
            # Everybody gets "no such page" for an unknown address; for a signed-in person the page still links to the desk.
            visitor()
            return None
        who, action = visitor(), roles.permission_for(request.endpoint, request.method)
        confidential.hide_from(get_db(), who)
        if action == roles.ANYBODY:
            return None
        if who is None:
            if for_scripts():
                raise Unauthorized("a valid API token is needed", www_authenticate=WWWAuthenticate("bearer"))
            return to_login()
        people.require_permission(who, action)
        return None

    @app.context_processor
    def tell_templates() -> dict[str, Any]:
        # An error page may be shown before the person could be read.
        who: Person | None = g.get("person")
        return {"person": who, "refused": g.get("refused"), "may": lambda action: who is not None and people.may(who, action)}

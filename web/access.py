"""Who is asking: the signed-in person of each request, and which pages need none."""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, g, redirect, request, session, url_for
from flask.sessions import SecureCookieSessionInterface
from flask.typing import ResponseReturnValue

from claims.desk import access, people
from claims.errors import NotAllowed
from claims.model import Person
from web.db import get_db, now

PUBLIC = frozenset({"static", "health.healthz", "signing_in.login", "signing_in.enter", "signing_in.first", "claims.show"})
"""Endpoints that answer without sign-in. ``claims.show`` gives a visitor the published page or asks to sign in."""

NOBODY = frozenset({"static", "health.healthz"})
"""Endpoints that never ask who is there, and so never open the store."""

_SECRET = "secret"  # noqa: S105  (the name of a field, not a secret)


class Cookies(SecureCookieSessionInterface):
    """Flask's signed cookie, sent back over TLS only when it came by TLS."""

    def get_cookie_secure(self, app: Flask) -> bool:
        """Whether the browser may send the cookie by https alone."""
        return request.is_secure


def person() -> Person:
    """Who is signed in; only for pages that need it."""
    found = visitor()
    if found is None:
        raise NotAllowed("nobody is signed in: sign in first.")
    return found


def visitor() -> Person | None:
    """Who is signed in, or None."""
    if "person" not in g:
        secret = session.get(_SECRET)
        g.person = access.person_of_session(get_db(), secret, at=now()) if isinstance(secret, str) else None
    found: Person | None = g.person
    return found


def begin(secret: str) -> None:
    """Sign in on this browser: whatever the cookie held before is gone."""
    session.clear()
    session[_SECRET] = secret


def end() -> None:
    """Sign out on this browser and in the store."""
    secret = session.get(_SECRET)
    if isinstance(secret, str):
        access.sign_out(get_db(), secret)
    session.clear()


def safe_path(wanted: str | None) -> str | None:
    """A path on this site that a form may send the browser back to, or None: never another host."""
    if not wanted or not wanted.startswith("/") or wanted.startswith(("//", "/\\")) or not wanted.isprintable():
        return None
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc or "\\" in parts.path else wanted


def to_login() -> ResponseReturnValue:
    """Send a visitor to the sign-in page, and afterwards back to what they asked for."""
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("signing_in.login", next=wanted), 303)


def install(app: Flask) -> None:
    """Let nobody past the public pages without sign-in, and tell the templates who asks and what they may do."""

    @app.before_request
    def need_sign_in() -> ResponseReturnValue | None:
        if request.endpoint in NOBODY:
            return None
        # An unknown address is answered with "no such page", to whoever asks.
        known = visitor() is not None or request.endpoint is None or request.endpoint in PUBLIC
        return None if known else to_login()

    @app.context_processor
    def tell_templates() -> dict[str, Any]:
        # A page of an error may come before anything could be read.
        who: Person | None = g.get("person")
        return {"person": who, "may": lambda action: who is not None and people.may(who, action)}

"""Who is asking, and whether their role lets them in (web/request/roles.py)."""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, g, redirect, request, session, url_for
from flask.sessions import SecureCookieSessionInterface
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from claims.desk.people import confidential, people, second_factor, sessions, single_sign_on, tokens
from claims.desk.people.browsers import Browser, browser_of
from claims.errors import NotAllowed
from claims.model import Person
from claims.wording import phrase
from web.request import roles
from web.request.context import app_state, get_db, now
from web.request.proxies import VOUCHED, Vouched

NOBODY = frozenset({"static", "health.healthz"})
"""Endpoints that never check who is signed in, and so never open the store."""

BEFORE_SECOND_FACTOR = frozenset({"signing_in.logout", "account.second_step", "account.begin_second_step", "account.confirm_second_step"})
"""What somebody can do who must set up a second factor and has none yet."""

_SECRET = "secret"  # noqa: S105  (the name of a field, not a secret)

_VOUCHED_NAME = "vouched_name"
"""Where the cookie has the name for which the proxy vouched last."""


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
        g.person = _of_token() if for_scripts() else _of_browser()
    signed_in: Person | None = g.person
    return signed_in


def for_scripts() -> bool:
    """Whether the address belongs to the API, which accepts only a token and ignores the cookie, so that no page can misuse it."""
    return request.path.startswith("/api/")


def _lacks_second_factor(who: Person) -> bool:
    # A token stands for a program; the proxy and the provider have second factors of their own.
    if for_scripts() or vouched() is not None or not second_factor.must_set_up(get_db(), who):
        return False
    return way() != "oidc"


def vouched() -> Vouched | None:
    """Whom a trusted proxy says it signed in, with this request."""
    named: Vouched | None = request.environ.get(VOUCHED)
    return named


def session_secret() -> str | None:
    """The secret of this browser's session, running or not; None when it has none."""
    secret = session.get(_SECRET)
    return secret if isinstance(secret, str) else None


def way() -> str:
    """How this browser signed in. A session that takes the place of this one has the same way, and so the same need of a second step."""
    return sessions.way_of_session(get_db(), session_secret() or "", at=now())


def browser() -> Browser:
    """The browser that sent this request."""
    return browser_of(request.headers.get("User-Agent", ""), request.remote_addr or "")


def _of_browser() -> Person | None:
    named = vouched()
    if named is not None:
        return _of_proxy(named)
    secret = session_secret()
    return sessions.person_of_session(get_db(), secret, at=now()) if secret else None


def _of_proxy(named: Vouched) -> Person | None:
    # The proxy says with each request who it is: there is no session that could outlive a sign-out there.
    if session.get(_VOUCHED_NAME) != named.name:
        # Nothing that was meant for somebody else, such as a message or a form's token, may stay in this browser.
        end()
        session[_VOUCHED_NAME] = named.name
    if "," in named.name:
        # Two headers of one name arrive joined by a comma: the browser's own, and the proxy's.
        g.refused_sign_in = NotAllowed(
            "the newsroom's sign-in named two people: its proxy must overwrite what a browser sends in that header."
        )
        return None
    role = None
    if named.groups is not None:
        role = single_sign_on.role_of(named.groups, app_state().settings.proxy_sign_in.group_roles)
        if role is None:
            g.refused_sign_in = NotAllowed(
                phrase("{name} is in no group that may use this desk: ask whoever runs your newsroom's sign-in.", name=named.name)
            )
            return None
    try:
        return single_sign_on.admit(get_db(), named.name, role, way="proxy", at=now())
    except NotAllowed as error:
        g.refused_sign_in = error
        return None


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
    secret = session_secret()
    if secret:
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
            if "refused_sign_in" in g:
                raise g.refused_sign_in
            return to_login()
        people.require_permission(who, action)
        if request.endpoint not in BEFORE_SECOND_FACTOR and _lacks_second_factor(who):
            return redirect(url_for("account.second_step"), 303)
        return None

    @app.context_processor
    def tell_templates() -> dict[str, Any]:
        # An error page may be shown before the person could be read.
        who: Person | None = g.get("person")
        return {
            "person": who,
            "refused": g.get("refused"),
            "may": lambda action: who is not None and people.may(who, action),
            "by_proxy": vouched() is not None,
        }

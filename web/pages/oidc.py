"""Signing in through the newsroom's OpenID Connect provider."""

from flask import Blueprint, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from claims.desk.people import sessions, single_sign_on
from claims.errors import NotAllowed
from claims.sign_in_settings import OidcSignIn
from claims.wording import phrase
from web.request import access, oidc
from web.request.context import app_state, get_db, now

pages = Blueprint("oidc", __name__)

_NEXT = "after_provider"
"""Where the cookie has the page to go to after the provider."""


@pages.get("/login/provider")
def begin() -> ResponseReturnValue:
    """Send the browser to the provider."""
    settings = _settings()
    session[_NEXT] = access.safe_path(request.args.get("next"))
    return oidc.go_to_provider(url_for("oidc.finish", _external=True), settings)


@pages.get("/login/provider/done")
def finish() -> ResponseReturnValue:
    """The provider sends the browser here, with a code that only the desk can use."""
    settings = _settings()
    next_path = access.safe_path(session.get(_NEXT)) or url_for("queue.show")
    subject = oidc.subject_of_answer(settings)
    role = None
    if subject.groups is not None:
        role = single_sign_on.role_of(subject.groups, settings.group_roles)
        if role is None:
            raise NotAllowed(
                phrase("{name} is in no group that may use this desk: ask whoever runs your newsroom's sign-in.", name=subject.name)
            )
    person = single_sign_on.admit_subject(get_db(), subject.issuer, subject.subject, subject.name, role, at=now())
    access.begin(sessions.start_session(get_db(), person, at=now(), way="oidc", browser=access.browser()))
    return redirect(next_path, 303)


def _settings() -> OidcSignIn:
    settings = app_state().settings.oidc
    if settings is None:
        raise NotFound
    return settings

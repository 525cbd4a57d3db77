"""Everybody's own sign-ins and second factor."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from claims.desk.people import languages, second_factor, sessions
from claims.errors import ClaimsError, NotAllowed, Refused
from claims.store.languages import language_of
from web.request import access, forms
from web.request.access import person
from web.request.context import get_db, now
from web.show import qr
from web.show.language import error_words, gettext, use_new_language
from web.show.newsroom import newsroom

pages = Blueprint("account", __name__)

_NEW_CODES = "new_recovery_codes"
"""The cookie's key for recovery codes, which are shown once."""


@pages.get("/sign-ins")
def sign_ins() -> ResponseReturnValue:
    """Where this person is signed in."""
    return render_template("people/sign_ins.html", sign_ins=sessions.list_sign_ins(get_db(), person(), access.session_secret(), at=now()))


@pages.post("/sign-ins/end")
def sign_out_elsewhere() -> ResponseReturnValue:
    """End this person's other sessions. This browser gets a new session, so a stolen copy of its cookie stops working too."""
    way = access.way()
    sessions.sign_out_everywhere(get_db(), person(), at=now())
    if access.vouched() is None:
        access.begin(sessions.start_session(get_db(), person(), at=now(), way=way, browser=access.browser()))
    flash(gettext("You are signed out everywhere else."))
    return redirect(url_for("account.sign_ins"), 303)


@pages.route("/language", methods=["GET", "POST"])
def language() -> ResponseReturnValue:
    """The language in which this person reads the desk; an empty choice follows the newsroom's."""
    if request.method != "POST":
        return render_template("people/language.html", own=language_of(get_db(), person()), error=None)
    typed = forms.text("language")
    try:
        languages.choose_own_language(get_db(), person(), typed or None, at=now())
    except Refused as error:
        return render_template("people/language.html", own=typed, error=error_words(error)), error.http_status
    use_new_language()
    flash(gettext("Language saved."))
    return redirect(url_for("queue.show"), 303)


@pages.get("/second-factor")
def second_step() -> ResponseReturnValue:
    """This person's authenticator app: off, being set up, or on."""
    return _second_step(None)


@pages.post("/second-factor/begin")
def begin_second_step() -> ResponseReturnValue:
    """Make a key for an app."""
    second_factor.begin(get_db(), person(), at=now())
    return redirect(url_for("account.second_step"), 303)


@pages.post("/second-factor/confirm")
def confirm_second_step() -> ResponseReturnValue:
    """Turn two-step sign-in on, with a code from the app."""
    try:
        codes = second_factor.confirm(get_db(), person(), forms.text("code"), address=request.remote_addr or "", at=now())
    except (Refused, NotAllowed) as error:
        return _second_step(error)
    return _show_codes(codes)


@pages.post("/second-factor/codes")
def renew_recovery_codes() -> ResponseReturnValue:
    """Make new recovery codes."""
    try:
        codes = second_factor.renew_recovery_codes(get_db(), person(), forms.text("code"), address=request.remote_addr or "", at=now())
    except (Refused, NotAllowed) as error:
        return _second_step(error)
    return _show_codes(codes)


@pages.post("/second-factor/off")
def turn_off_second_step() -> ResponseReturnValue:
    """Turn two-step sign-in off, with a code."""
    try:
        second_factor.turn_off(get_db(), person(), forms.text("code"), address=request.remote_addr or "", at=now())
    except (Refused, NotAllowed) as error:
        return _second_step(error)
    flash(gettext("Two-step sign-in is off."))
    return redirect(url_for("account.second_step"), 303)


def _show_codes(codes: list[str]) -> ResponseReturnValue:
    session[_NEW_CODES] = codes
    return redirect(url_for("account.second_step"), 303)


def _second_step(error: ClaimsError | None) -> ResponseReturnValue:
    status = second_factor.status_of(get_db(), person())
    issuer = newsroom().name
    shown = render_template(
        "people/second_factor.html",
        status=status,
        new_codes=session.pop(_NEW_CODES, None),
        address=qr.app_address(status.secret, person().name, issuer) if status.secret else None,
        picture=qr.picture_of(qr.app_address(status.secret, person().name, issuer)) if status.secret else None,
        error=error_words(error) if error else None,
        action=request.path,
    )
    return shown, error.http_status if error else 200

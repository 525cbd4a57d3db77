"""Everybody's own sign-ins."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from claims.desk.people import sessions
from web.request import access
from web.request.access import person
from web.request.context import get_db, now

pages = Blueprint("account", __name__)


@pages.get("/sign-ins")
def sign_ins() -> ResponseReturnValue:
    """Where this person is signed in."""
    return render_template("people/sign_ins.html", sign_ins=sessions.list_sign_ins(get_db(), person(), access.session_secret(), at=now()))


@pages.post("/sign-ins/end")
def sign_out_elsewhere() -> ResponseReturnValue:
    """End this person's other sessions. This browser gets a new one, so a stolen copy of its cookie ends, too."""
    sessions.sign_out_everywhere(get_db(), person(), at=now())
    if access.vouched() is None:
        access.begin(sessions.start_session(get_db(), person(), at=now(), browser=access.browser()))
    flash("You are signed out everywhere else.")
    return redirect(url_for("account.sign_ins"), 303)

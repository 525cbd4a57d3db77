"""Signing in and out, and one-time links."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from claims.desk.people import sessions
from claims.errors import ClaimsError
from claims.wording import phrase
from web.request import access, forms, oidc
from web.request.context import app_state, get_db, now
from web.request.error_pages import error_page
from web.show.language import error_words, gettext, translated

pages = Blueprint("signing_in", __name__)

WRONG = phrase("Wrong name or password. Check both and try again.")
USED = phrase("This link has been used or is more than a day old. Ask an admin for a new one, or sign in with your password.")


@pages.route("/login", methods=["GET", "POST"])
def login() -> ResponseReturnValue:
    """The sign-in page."""
    next_path = access.safe_path(request.args.get("next")) or url_for("queue.show")
    if request.method != "POST":
        return redirect(next_path, 303) if access.visitor() else _login("", None)
    try:
        name, password = forms.text("username").strip(), request.form.get("password", "")
        address = request.remote_addr or ""
        secret = sessions.sign_in(get_db(), name, password, address=address, at=now(), brake=app_state().brake, browser=access.browser())
    except ClaimsError as error:
        return _login(name, error_words(error)), error.http_status
    if secret is None:
        return _login(name, WRONG), 422
    return _go_on(secret, next_path)


def _login(name: str, error: str | None) -> str:
    return render_template(
        "people/login.html", username=name, error=translated(error) if error else error, by_provider=oidc.is_configured()
    )


@pages.route("/login/code", methods=["GET", "POST"])
def code() -> ResponseReturnValue:
    """The second step of a sign-in: a code of the app, or a recovery code."""
    secret, next_path = access.session_secret(), access.safe_path(request.args.get("next")) or url_for("queue.show")
    if secret is None or sessions.who_needs_code(get_db(), secret, at=now()) is None:
        return redirect(url_for("signing_in.login"), 303)
    if request.method != "POST":
        return render_template("people/code.html", error=None)
    try:
        started = sessions.finish_sign_in(
            get_db(), secret, forms.text("code"), address=request.remote_addr or "", at=now(), browser=access.browser()
        )
    except ClaimsError as error:
        return render_template("people/code.html", error=error_words(error)), error.http_status
    if started is None:
        return redirect(url_for("signing_in.login"), 303)
    return _go_on(started, next_path)


def _go_on(secret: str, next_path: str) -> ResponseReturnValue:
    access.begin(secret)
    return redirect(url_for("signing_in.code", next=next_path) if sessions.needs_code(secret) else next_path, 303)


@pages.post("/logout")
def logout() -> ResponseReturnValue:
    """End this sign-in at once."""
    access.end()
    return redirect(url_for("signing_in.login"), 303)


@pages.route("/enter/<secret>", methods=["GET", "POST"])
def enter(secret: str) -> ResponseReturnValue:
    """A one-time link, with which people choose a password. Opening it only shows a form, because mail programs open links too and would use it up."""
    link = sessions.find_link(get_db(), secret, at=now())
    if link is None or link.person is None:
        return error_page(404, USED, title=gettext("This link no longer works"))
    may_choose = sessions.may_choose_password(get_db(), link.person)
    if request.method != "POST":
        return render_template("people/enter.html", who=link.person, may_choose=may_choose, error=None)
    password = request.form.get("password", "")
    try:
        started = sessions.use_link(get_db(), secret, at=now(), browser=access.browser(), password=password)
    except ClaimsError as error:
        shown = render_template("people/enter.html", who=link.person, may_choose=may_choose, error=error_words(error))
        return shown, error.http_status
    if started is None:
        return error_page(404, USED, title=gettext("This link no longer works"))
    return _go_on(started, url_for("queue.show"))


@pages.route("/first/<secret>", methods=["GET", "POST"])
def first(secret: str) -> ResponseReturnValue:
    """Make the first admin, with the link that the server printed when it started."""
    link = sessions.find_link(get_db(), secret, at=now())
    if link is None or link.person is not None:
        return error_page(
            404,
            phrase("This link has been used or has expired. Restart the server to get a new one."),
            title=gettext("This link no longer works"),
        )
    if request.method != "POST":
        return render_template("people/first.html", username="", error=None, field="username")
    name = forms.text("username")
    try:
        started = sessions.make_first_admin(get_db(), secret, name, request.form.get("password", ""), at=now(), browser=access.browser())
    except ClaimsError as error:
        field = "password" if error.field == "password" else "username"
        return render_template("people/first.html", username=name, error=error_words(error), field=field), error.http_status
    access.begin(started)
    return redirect(url_for("queue.show"), 303)

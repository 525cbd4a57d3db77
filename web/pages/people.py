"""People and what they may do (admins), and everybody's own password."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from claims.desk.people import people, second_factor, sessions
from claims.errors import ClaimsError
from claims.model import Role
from claims.store import people as stored_people
from claims.store import second_factor as stored_second_factor
from web.request import access, forms
from web.request.access import person
from web.request.context import get_db, now
from web.show.language import error_words, gettext
from web.show.words import ROLES

pages = Blueprint("people", __name__)

FIELDS = ("name", "password")


@pages.route("/people", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """Everybody, and a form to add somebody."""
    people.require_permission(person(), "manage_people")
    if request.method != "POST":
        return _page("", None)
    name, role, password = forms.text("name"), forms.choice("role", Role), request.form.get("password", "")
    try:
        added = people.add_person(get_db(), name, role, password or None, by=person(), at=now())
    except ClaimsError as error:
        return _page(name, error)
    if password:
        flash(gettext("%(name)s was added and can sign in with the password.", name=added.name))
    else:
        flash(gettext("%(name)s was added.", name=added.name))
        _flash_link(added.id)
    return redirect(url_for("people.index"), 303)


@pages.post("/people/<int:person_id>/role")
def set_role(person_id: int) -> ResponseReturnValue:
    """Change somebody's role."""
    who, role = stored_people.get_person(get_db(), person_id), forms.choice("role", Role)
    people.set_role(get_db(), who, role, by=person(), at=now())
    flash(gettext("The role of %(name)s is %(role)s now.", name=who.name, role=ROLES[role]))
    return redirect(url_for("people.index"), 303)


@pages.post("/people/<int:person_id>/disabled")
def set_disabled(person_id: int) -> ResponseReturnValue:
    """Deactivate or reactivate somebody."""
    disabled = forms.text("disabled") == "yes"
    who = stored_people.get_person(get_db(), person_id)
    people.set_disabled(get_db(), who, disabled, by=person(), at=now())
    words = gettext("%(name)s is deactivated and signed out everywhere.", name=who.name)
    flash(words if disabled else gettext("%(name)s can sign in again.", name=who.name))
    return redirect(url_for("people.index"), 303)


@pages.post("/people/<int:person_id>/link")
def make_link(person_id: int) -> ResponseReturnValue:
    """Make a one-time sign-in link for somebody and show it once."""
    people.require_permission(person(), "manage_people")
    _flash_link(person_id)
    return redirect(url_for("people.index"), 303)


@pages.post("/people/<int:person_id>/second-factor/reset")
def reset_second_factor(person_id: int) -> ResponseReturnValue:
    """Remove the second factor of somebody who lost it."""
    who = stored_people.get_person(get_db(), person_id)
    second_factor.reset(get_db(), who, by=person(), at=now())
    flash(gettext("%(name)s is signed out everywhere and needs no code at the next sign-in.", name=who.name))
    return redirect(url_for("people.index"), 303)


@pages.route("/password", methods=["GET", "POST"])
def password() -> ResponseReturnValue:
    """Change one's own password; whoever has one must type it."""
    if request.method != "POST":
        return render_template("people/password.html", error=None, field="password")
    way = access.way()  # a new password ends the session
    try:
        old, new = request.form.get("old", ""), request.form.get("password", "")
        sessions.change_password(get_db(), person(), old, new, address=request.remote_addr or "", at=now())
    except ClaimsError as error:
        field = forms.field_of(error, ("password", "old"))
        return render_template("people/password.html", error=error_words(error), field=field), error.http_status
    access.begin(sessions.start_session(get_db(), person(), at=now(), way=way, browser=access.browser()))
    flash(gettext("Password changed."))
    return redirect(url_for("queue.show"), 303)


def _page(name: str, error: ClaimsError | None) -> ResponseReturnValue:
    shown = render_template(
        "people/index.html",
        everybody=stored_people.list_people(get_db()),
        with_factor=stored_second_factor.people_with_factor(get_db()),
        name=name,
        error=error_words(error) if error else None,
        field=forms.field_of(error, FIELDS) if error else None,
    )
    return shown, error.http_status if error else 200


def _flash_link(person_id: int) -> None:
    who = stored_people.get_person(get_db(), person_id)
    secret = sessions.make_link(get_db(), who, at=now())
    words = gettext("Send %(name)s this link. It works once, within a day, and lets them choose a password:", name=who.name)
    link = url_for("signing_in.enter", secret=secret, _external=True)
    # The button needs scripts, which show it.
    flash(
        Markup('{} <code class="address">{}</code> <button type="button" class="plain" data-copy hidden>{}</button>').format(
            words, link, gettext("Copy link")
        )
    )

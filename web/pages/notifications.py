"""Which notifications each person gets, and where."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from claims.desk.notices import contacts
from claims.desk.notices.notices import MAY_HEAR
from claims.desk.people import people
from claims.errors import ClaimsError, Refused
from claims.model import NoticeKind, Pace
from claims.store import notices
from claims.store.notices import Contact
from claims.wording import capital
from web.request import forms
from web.request.access import person
from web.request.context import app_state, get_db, now, zone
from web.show.language import error_words, gettext, translated

pages = Blueprint("notifications", __name__)

DAILY_HOUR = 8
"""The hour of the daily message until somebody chooses."""

TESTS_AN_HOUR = 5
"""The most test messages that one person may send."""


@pages.get("/notifications")
def show() -> ResponseReturnValue:
    """What this person hears of by e-mail."""
    return _page(notices.contact_of(get_db(), person().id))


@pages.post("/notifications")
def save() -> ResponseReturnValue:
    """Set it; with ``then=test`` send a test message to the address, too."""
    email, hour = forms.text("email"), forms.text("hour").strip() or str(DAILY_HOUR)
    kinds = tuple(kind for kind in NoticeKind if kind.value in request.form.getlist("kind"))
    pace = Pace.DAILY if forms.text("pace") == Pace.DAILY else Pace.AT_ONCE
    try:
        contacts.set_contact(get_db(), email, pace, hour, kinds, by=person(), at=now())
    except Refused as error:
        return _page(Contact(email, pace, DAILY_HOUR, kinds), error, typed_hour=hour), 400
    flash(gettext("Saved.") if kinds else gettext("Saved: you get no e-mail."))
    if kinds and forms.text("then") == "test":
        _send_test()
    return redirect(url_for("notifications.show"), 303)


def _send_test() -> None:
    # Somebody may type a stranger's address.
    if not app_state().brake.count(f"test message {person().id}", most=TESTS_AN_HOUR, at=now(), seconds=3_600):
        flash(gettext("No test message was sent: you have sent several in the last hour. Try again later."))
        return
    try:
        address = contacts.send_test(get_db(), app_state().settings.mail, by=person())
        flash(gettext("A test message was sent to %(address)s.", address=address))
    except ClaimsError as error:
        flash(gettext("No test message was sent: %(reason)s", reason=error_words(error)))


def _page(contact: Contact | None, error: ClaimsError | None = None, *, typed_hour: str | None = None) -> str:
    kinds = [kind for kind in NoticeKind if people.may(person(), MAY_HEAR[kind])]
    return render_template(
        "people/notifications.html",
        contact=contact,
        hour=typed_hour or (contact.hour if contact else DAILY_HOUR),
        kinds=kinds,
        error=error_words(error) if error else None,
        field=error.field if error else None,
        is_set_up=app_state().settings.mail is not None,
        not_set_up=capital(translated(contacts.NOT_SET_UP)),
        zone=zone().key,
        given_up=notices.failures(get_db()) if people.may(person(), "manage_settings") else (0, None),
        Pace=Pace,
    )

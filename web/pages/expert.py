"""The page behind an expert's link: the report on one article, read without an account, and a box for a note. Nothing else opens with it."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import validate_csrf

from claims.desk.sharing import outside, sharing
from claims.errors import ClaimsError, Refused
from claims.model.experts import ExpertLink
from claims.wording import phrase
from web.request import forms
from web.request.context import app_state, get_db, now, zone
from web.show.language import error_words
from web.show.newsroom import newsroom

pages = Blueprint("expert", __name__)

FIELDS = ("note", "name", "line")

OPENINGS_A_MINUTE = 30
"""Openings of one link that are counted in a minute: each is a write."""


@pages.get("/expert/<secret>")
def show(secret: str) -> ResponseReturnValue:
    """The report on the link's article; of a link that does not open, the same answer whatever the reason."""
    link = sharing.open_link(get_db(), secret, at=now())
    if link is None:
        return _gone()
    brake = app_state().brake
    if request.method == "GET" and brake.count(f"opening {link.id}", most=OPENINGS_A_MINUTE, at=now()):
        sharing.count_opening(get_db(), link, at=now())
    return _page(link, secret, None)


@pages.post("/expert/<secret>/notes")
def add_note(secret: str) -> ResponseReturnValue:
    """Leave a note on the article. The form has a token of its own page; the page names itself to nobody, so there is no referrer to check."""
    link = sharing.open_link(get_db(), secret, at=now())
    if link is None:
        return _gone()
    try:
        _check_token()
        sharing.leave_note(
            get_db(),
            link,
            forms.text("name"),
            forms.text("note"),
            forms.optional_number("line"),
            may_add=lambda: app_state().brake.count(f"expert {link.id}", most=sharing.NOTES_AN_HOUR, at=now(), seconds=3_600),
            at=now(),
        )
    except ClaimsError as error:
        return _page(link, secret, error)
    return redirect(url_for("expert.show", secret=secret, noted="yes", _anchor="note"), 303)


def _check_token() -> None:
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValueError as error:
        raise Refused(
            phrase("this page was open too long, or cookies are off. Your note is still below: send it once more."), field="note"
        ) from error


def _page(link: ExpertLink, secret: str, error: ClaimsError | None) -> ResponseReturnValue:
    hosts = app_state().settings.allowed_hosts
    report = outside.report_outside(get_db(), link, inside_hosts=hosts, at=now().astimezone(zone()))
    shown = render_template(
        "expert/show.html",
        report=report,
        fix=[problem for problem in report.problems if problem.is_fix],
        weigh=[problem for problem in report.problems if not problem.is_fix],
        expires_at=link.expires_at,
        newsroom=newsroom().name,
        secret=secret,
        typed={name: forms.text(name) for name in FIELDS},
        is_noted=error is None and request.args.get("noted") == "yes",
        error=error_words(error) if error else None,
        field=forms.field_of(error, FIELDS) if error else None,
        longest_note=sharing.LONGEST_NOTE,
        longest_name=sharing.LONGEST_NAME,
    )
    return shown, error.http_status if error else 200


def _gone() -> ResponseReturnValue:
    return render_template("expert/gone.html"), 404

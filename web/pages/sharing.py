"""On the desk: links to an article's report for experts outside, and the notes that they left."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from claims.desk.sharing import sharing
from claims.store import expert_links, expert_notes
from web.request import forms, undo
from web.request.access import person
from web.request.context import app_state, get_db, now
from web.request.edit_conflict import Now, on_conflict
from web.show.language import gettext

pages = Blueprint("sharing", __name__)


@pages.post("/articles/<int:article_id>/share")
def share(article_id: int) -> ResponseReturnValue:
    """Make a link, and show its address once."""
    days = forms.optional_number("days")
    made = sharing.share_article(get_db(), article_id, forms.text("for"), sharing.DAYS if days is None else days, by=person(), at=now())
    address = gettext(
        "Link for %(label)s, shown only once. Anyone who has it can read this report until it expires or you end it: %(address)s",
        label=made.link.label,
        address=address_of(made.secret),
    )
    flash(address)
    return redirect(_section(article_id), 303)


@pages.post("/expert-links/<int:number>/end")
def end(number: int) -> ResponseReturnValue:
    """End a link at once and for good."""
    article_id = expert_links.get_link(get_db(), number).article_id
    on_conflict(gettext("End this link"), lambda: Now(expert_links.get_link(get_db(), number).version, _section(article_id)))
    ended = sharing.end_link(get_db(), number, by=person(), at=now(), seen_version=forms.seen_version())
    flash(gettext("The link for %(label)s no longer works.", label=ended.label))
    return redirect(_section(article_id), 303)


@pages.post("/expert-notes/<int:number>/settle")
def settle(number: int) -> ResponseReturnValue:
    """Say that a note was dealt with."""
    page = _of_note(number)
    on_conflict(gettext("Settle this note"), lambda: _note_now(number))
    settled = sharing.settle_note(get_db(), number, by=person(), at=now(), seen_version=forms.seen_version())
    undo.offer_undo(gettext("Note settled."), url_for("sharing.reopen", number=number), {"seen": settled.version, "back": page})
    return forms.go_back(page)


@pages.post("/expert-notes/<int:number>/reopen")
def reopen(number: int) -> ResponseReturnValue:
    """Open a settled note again."""
    on_conflict(gettext("Open this note again"), lambda: _note_now(number))
    sharing.reopen_note(get_db(), number, by=person(), at=now(), seen_version=forms.seen_version())
    return forms.go_back(_of_note(number))


@pages.app_context_processor
def tell_templates() -> dict[str, object]:
    """What the report and the desk show of an article's links and notes."""
    return {
        "expert_links_of": lambda article_id: sharing.links_of(get_db(), article_id),
        "expert_notes_of": lambda article_id: sharing.notes_of(get_db(), article_id),
        "now": now,
        "expert_days": (sharing.DAYS, sharing.MOST_DAYS),
    }


def address_of(secret: str) -> str:
    """The whole address of a link, by the newsroom's own address where it is set."""
    root = app_state().settings.address or request.url_root
    return root.rstrip("/") + url_for("expert.show", secret=secret)


def _section(article_id: int) -> str:
    return url_for("reports.show", article_id=article_id, _anchor="experts")


def _of_note(number: int) -> str:
    return _section(expert_notes.get_note(get_db(), number).article_id)


def _note_now(number: int) -> Now:
    return Now(expert_notes.get_note(get_db(), number).version, _of_note(number))

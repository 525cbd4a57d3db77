"""Followed feeds: the list, adding one, a feed's items, pausing and removing."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from claims.desk.feeds import watching
from claims.errors import ClaimsError
from claims.store import watching as stored_watching
from web.request import forms
from web.request.access import person
from web.request.context import app_state, get_db, now
from web.request.edit_conflict import Now, on_conflict
from web.show.language import error_words, gettext, ngettext

pages = Blueprint("watching", __name__)

FIELDS = ("url", "publisher", "newest")


@pages.get("/feeds")
def index() -> ResponseReturnValue:
    """Every feed and its state, and a form to add one."""
    return _page({"url": "", "publisher": "", "newest": str(watching.NEWEST)}, None)


@pages.post("/feeds")
def add() -> ResponseReturnValue:
    """Follow a feed. A web page is answered with the feeds that it names."""
    typed = {name: forms.text(name) for name in FIELDS}
    try:
        added = watching.add_feed(
            get_db(),
            typed["url"],
            by=person(),
            at=now(),
            allowed_hosts=app_state().settings.allowed_hosts,
            publisher=typed["publisher"],
            newest=forms.number("newest"),
        )
    except ClaimsError as error:
        return _page(typed, error)
    flash(
        gettext(
            "%(title)s added. %(articles)s will be read at the next run.",
            title=added.title or added.url,
            articles=ngettext("%(num)s article", "%(num)s articles", added.waiting),
        )
    )
    return redirect(url_for("watching.show", feed_id=added.id), 303)


@pages.get("/feeds/<int:feed_id>")
def show(feed_id: int) -> ResponseReturnValue:
    """A feed, its state, and what became of its newest items."""
    return render_template("feeds/show.html", page=watching.feed_page(get_db(), feed_id))


@pages.post("/feeds/<int:feed_id>/pause")
def pause(feed_id: int) -> ResponseReturnValue:
    """Pause a feed."""
    return _change(feed_id, "pause", gettext("Pause this feed"))


@pages.post("/feeds/<int:feed_id>/resume")
def resume(feed_id: int) -> ResponseReturnValue:
    """Resume a paused feed."""
    return _change(feed_id, "resume", gettext("Resume this feed"))


@pages.post("/feeds/<int:feed_id>/retry")
def retry(feed_id: int) -> ResponseReturnValue:
    """Try a failing feed and its items at the next run."""
    return _change(feed_id, "retry", gettext("Retry this feed at the next run"))


@pages.post("/feeds/<int:feed_id>/remove")
def remove(feed_id: int) -> ResponseReturnValue:
    """Stop following a feed."""
    answer = _change(feed_id, "remove", gettext("Remove this feed"), back=url_for("watching.index"))
    flash(gettext("Feed removed. Its articles stay; if you add it again, it continues where it stopped."))
    return answer


def _change(feed_id: int, name: str, action: str, back: str | None = None) -> ResponseReturnValue:
    address = url_for("watching.show", feed_id=feed_id)
    on_conflict(action, lambda: Now(stored_watching.get_feed(get_db(), feed_id).version, address))
    actions = {"pause": watching.pause, "resume": watching.resume, "retry": watching.retry, "remove": watching.remove}
    actions[name](get_db(), feed_id, by=person(), at=now(), seen_version=forms.seen_version())
    return redirect(back or address, 303)


def _page(typed: dict[str, str], error: ClaimsError | None) -> ResponseReturnValue:
    shown = render_template(
        "feeds/index.html",
        feeds=stored_watching.list_feeds(get_db()),
        typed=typed,
        most=watching.MOST_NEW,
        error=error_words(error) if error else None,
        field=forms.field_of(error, FIELDS) if error else None,
        offers=getattr(error, "offers", ()),
    )
    return shown, error.http_status if error else 200

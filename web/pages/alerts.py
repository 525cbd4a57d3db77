"""Alerts: new articles that may repeat a rated claim. The list, people's decisions on each alert, and a feed."""

from datetime import datetime

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, NotFound

from claims.desk import alerts
from claims.desk.alerts import Alert
from claims.errors import StoreFailed
from claims.store import alerts as stored_alerts
from web.request import forms
from web.request.access import person
from web.request.context import get_db, now
from web.request.edit_conflict import Mine, Now, on_conflict
from web.show.language import gettext
from web.show.listing import pages_of

pages = Blueprint("alerts", __name__)

PAGE = 50
"""Alerts on one page."""


@pages.get("/alerts")
def index() -> ResponseReturnValue:
    """The alerts of a view; alerts about claims rated false come first."""
    view, only_false = request.args.get("view", "new"), request.args.get("false") == "1"
    if view not in alerts.VIEWS:
        raise BadRequest("view is none of ours")
    listed = alerts.list_alerts(get_db(), view, only_false=only_false)
    page = forms.page_number()
    return render_template(
        "alerts/index.html",
        alerts=listed[PAGE * (page - 1) : PAGE * page],
        count_all=len(listed),
        view=view,
        views=alerts.VIEWS,
        only_false=only_false,
        page=page,
        pages=pages_of(len(listed), PAGE),
        address=lambda page: _address(view, only_false, page),
        here=_address(view, only_false, page),
        address_made_at=stored_alerts.address_made_at(get_db(), person()),
    )


@pages.post("/alerts/seen")
def see() -> ResponseReturnValue:
    """Mark the chosen alerts as seen."""
    chosen = forms.versions("chosen")
    if not chosen:
        raise BadRequest("no alert was chosen")
    alerts.see(get_db(), chosen, by=person(), at=now())
    return forms.go_back(url_for("alerts.index"))


@pages.post("/alerts/<int:alert_id>/dismiss")
def dismiss(alert_id: int) -> ResponseReturnValue:
    """Dismiss an alert, with a reason."""
    on_conflict(gettext("Dismiss this alert"), lambda: _now(alert_id), [Mine("note", gettext("Reason"), forms.text("note"))])
    alerts.dismiss(get_db(), alert_id, forms.text("note"), by=person(), at=now(), seen_version=forms.seen_version())
    return forms.go_back(url_for("alerts.index"))


@pages.post("/alerts/<int:alert_id>/undo")
def undo(alert_id: int) -> ResponseReturnValue:
    """Reopen an alert."""
    on_conflict(gettext("Make this alert new again"), lambda: _now(alert_id))
    alerts.undo(get_db(), alert_id, by=person(), at=now(), seen_version=forms.seen_version())
    return forms.go_back(url_for("alerts.index"))


@pages.post("/alerts/address")
def make_address() -> ResponseReturnValue:
    """Make a new secret address for the alert feed and show it once; the old address stops working."""
    secret = alerts.make_address(get_db(), person(), at=now())
    flash(
        gettext(
            "Your alert feed address, shown only once. Anyone who has it can read the alerts: %(url_for)s",
            url_for=url_for("alerts.feed", secret=secret, _external=True),
        )
    )
    return redirect(url_for("alerts.index"), 303)


@pages.post("/alerts/address/end")
def end_address() -> ResponseReturnValue:
    """End the signed-in person's address of the alert feed."""
    alerts.end_address(get_db(), person(), at=now())
    flash(gettext("Alert feed address removed."))
    return redirect(url_for("alerts.index"), 303)


@pages.get("/alerts/feed/<secret>")
def feed(secret: str) -> ResponseReturnValue:
    """The alerts as Atom, for whoever has a person's secret address: feed readers cannot sign in."""
    if not alerts.has_address(get_db(), secret):
        raise NotFound
    newest = alerts.newest(get_db())
    root = url_for("queue.show", _external=True)
    made = alerts.as_atom(
        id=f"{root}alerts",
        title="Alerts: repeats of rated claims",
        link=url_for("alerts.index", _external=True),
        updated=max((_updated(alert) for alert in newest), default=now()),
        entries=[_entry(alert, root) for alert in newest],
    )
    answer = Response(made, mimetype="application/atom+xml")
    answer.add_etag()
    return answer.make_conditional(request)


@pages.app_context_processor
def tell_templates() -> dict[str, object]:
    """The words of the bar at the top of every page."""
    return {"open_alerts": open_alerts}


def open_alerts() -> int:
    """How many alerts are open; none on a page that says that the store cannot be read."""
    try:
        return stored_alerts.count_open(get_db())
    except StoreFailed:
        return 0


def _address(view: str, only_false: bool, page: int) -> str:
    return url_for("alerts.index", view=view if view != "new" else None, false=1 if only_false else None, page=page if page > 1 else None)


def _now(alert_id: int) -> Now:
    alert = stored_alerts.get_alert(get_db(), alert_id)
    words = f"{alert.state} by {alert.handled_by}" if alert.handled_by else None
    return Now(alert.version, url_for("alerts.index", view="all"), words, {"note": alert.reason or ""})


def _updated(alert: Alert) -> datetime:
    return max(alert.stored.raised_at, alert.stored.handled_at or alert.stored.raised_at)


_TITLES = {alerts.RED: "Rated false", alerts.AMBER: "Says more than a claim rated false", alerts.PLAIN: "Rated {}"}


def _entry(alert: Alert, root: str) -> alerts.Entry:
    stored, decided = alert.stored, {"suggested": "not confirmed yet", "confirmed": "confirmed", "rejected": "marked as different"}
    return alerts.Entry(
        id=f"{root}alerts#{stored.id}",
        title=f"{_TITLES[alert.level].format(alert.known.rating or 'no longer')}: {alert.claim.claim.text[:150]}",
        link=url_for("article_desk.show", article_id=stored.article_id, claim=stored.claim_id, _external=True),
        updated=_updated(alert),
        lines=[
            f"In: {stored.article_title}{', ' + stored.publisher if stored.publisher else ''}",
            f"It may repeat: {alert.known.claim.text}",
            f"{f'Rated {alert.known.rating} {alert.rated_by}' if alert.known.rating else 'No longer rated'}; {decided[stored.status]}.",
        ],
    )

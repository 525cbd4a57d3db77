"""Pairs of claims: the same, or different? Nothing is decided by default."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from claims.desk.checking import review
from claims.desk.people import people
from claims.desk.screens import overview
from claims.errors import ClaimsError, StaleEdit
from claims.model import Reason, Relation, Status
from claims.store import matches
from claims.wording import phrase
from web.request import access, forms
from web.request.access import person
from web.request.context import get_db, now
from web.request.edit_conflict import Mine, Now, on_conflict
from web.show.language import error_words, gettext, translated

pages = Blueprint("matches", __name__)

STATUS = {Status.SUGGESTED: phrase("not decided"), Status.CONFIRMED: phrase("the same claim"), Status.REJECTED: phrase("different claims")}
FIELDS = ("note", "reasons")


@pages.get("/matches")
def index() -> ResponseReturnValue:
    """The first pair that waits for a decision, or a page that says that none does."""
    waiting = matches.waiting(get_db(), limit=1)
    if waiting:
        return redirect(url_for("matches.show", match_id=waiting[0].id), 302)
    return render_template("matches/none.html")


@pages.get("/matches/<int:match_id>")
def show(match_id: int) -> ResponseReturnValue:
    """Both texts, what differs, why they were matched, then the decision."""
    return _page(match_id, note="", ticked=None, error=None)


@pages.post("/matches/<int:match_id>")
def decide(match_id: int) -> ResponseReturnValue:
    """Decide: the same, different with a reason, or undo."""
    people.require_permission(person(), "decide_match")
    status, reasons, note = forms.choice("status", Status), forms.choices("reasons", Reason), forms.text("note")
    before = overview.pair_page(get_db(), match_id)
    mine = [Mine("status", gettext("These two are"), translated(STATUS[status]), typed=False), Mine("note", gettext("Note"), note)]
    on_conflict(gettext("Decide on this pair"), lambda: _now(match_id), mine)
    try:
        review.decide_match(
            get_db(),
            match_id,
            status,
            by=person(),
            at=now(),
            reasons=reasons,
            note=note,
            seen_version=forms.seen_version(),
            compared=bool(forms.text("compared")),
        )
    except StaleEdit:
        raise
    except ClaimsError as error:
        return _page(match_id, note=note, ticked=reasons, error=error)
    following = url_for("matches.show", match_id=before.next_id) if before.next_id else url_for("matches.index")
    if status is not Status.SUGGESTED:
        message = (
            gettext("Marked as the same claim.")
            if status is Status.CONFIRMED
            else gettext("Marked as different. This pair will not be suggested again.")
        )
        forms.tell_next_page(
            message, url_for("matches.show", match_id=match_id, back=forms.text("back") or None), gettext("Review or undo")
        )
    return forms.go_back(following if status is not Status.SUGGESTED else url_for("matches.show", match_id=match_id))


def _page(match_id: int, *, note: str, ticked: list[Reason] | None, error: ClaimsError | None) -> ResponseReturnValue:
    page = overview.pair_page(get_db(), match_id)
    if ticked is None:  # nobody has ticked anything yet: the form starts with the differences that the desk found
        comparison = page.match.comparison
        ticked = [Reason(difference.kind) for difference in (*comparison.differences, *comparison.questions)]
    shown = render_template(
        "matches/show.html",
        page=page,
        note=note,
        ticked=ticked,
        error=error_words(error) if error else None,
        field=forms.field_of(error, FIELDS) if error else None,
        same=page.match.comparison.relation is Relation.SAME,
        differs=page.match.comparison.relation is Relation.DIFFERS,
        back=access.safe_path(request.values.get("back")),
    )
    return shown, error.http_status if error else 200


def _now(match_id: int) -> Now:
    match = overview.pair_page(get_db(), match_id).match
    changed = gettext("decided by %(name)s", name=match.decided_by) if match.decided_by else None
    values = {"status": translated(STATUS[match.status]), "note": match.note or ""}
    return Now(match.version, url_for("matches.show", match_id=match_id), changed, values)

"""Tips: claims that came without an article. The list, adding one, and the file of one."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from claims.desk.people import people
from claims.desk.screens import listings
from claims.desk.tips import files, tips
from claims.desk.tips.tips import NewTip
from claims.errors import ClaimsError
from claims.model import Medium, Tip
from claims.store import tips as stored_tips
from claims.wording import phrase
from web.request import forms
from web.request.access import person
from web.request.context import app_state, get_db, now
from web.show.language import error_words
from web.show.listing import PAGE, listing, pages_of, refuse_bad_address
from web.show.words import Shown

pages = Blueprint("tips", __name__)

FIELDS = ("claim", "claimant", "platform", "url", "seen", "sender", "media")

KINDS = Shown(
    {
        Medium.TEXT: phrase("a text"),
        Medium.IMAGE: phrase("an image"),
        Medium.VIDEO: phrase("a video"),
        Medium.AUDIO: phrase("a recording"),
        Medium.LINK: phrase("a link"),
        Medium.OTHER: phrase("something else"),
    }
)


@pages.get("/tips")
def index() -> ResponseReturnValue:
    """The tips that match the address's filters, last added first."""
    view = listing("tips.index", listings.TIP_FIELDS)
    with refuse_bad_address():
        listed = listings.list_tips(get_db(), view.fields, view.sort, limit=PAGE, offset=view.offset)
    return render_template(
        "tips/index.html",
        listing=view,
        tips=listed.rows,
        in_all=listed.in_all,
        pages=pages_of(listed.in_all, PAGE),
        platforms=[(name, name) for name in stored_tips.platforms(get_db())],
        kinds=KINDS,
    )


@pages.route("/tips/new", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    """Store what somebody sent in; it is a claim from then on."""
    people.require_permission(person(), "add_tip")
    typed = {name: forms.text(name) for name in (*FIELDS, "medium")}
    if request.method != "POST":
        return _form(typed, None)
    try:
        added = tips.add_tip(get_db(), app_state().matcher, typed["claim"], _new(typed), by=person(), at=now(), claimant=typed["claimant"])
    except ClaimsError as error:
        return _form(typed, error)
    return redirect(url_for("claims.show", claim_id=added.tip.claim_id, _anchor="tips"), 303)


@pages.get("/tips/<int:tip_id>/file")
def file(tip_id: int) -> ResponseReturnValue:
    """The file of a tip: a picture to look at, everything else only to download. Nothing in it can run here."""
    stored, content = stored_tips.get_file(get_db(), tip_id)
    answer = Response(content, content_type=stored.kind if stored.is_image else files.ANYTHING)
    answer.headers.set("Content-Disposition", "inline" if stored.is_image else "attachment", filename=stored.name)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _new(typed: dict[str, str]) -> NewTip:
    upload = forms.upload("media")
    return NewTip(
        medium=forms.choice("medium", Medium),
        platform=typed["platform"],
        url=typed["url"],
        seen_on=typed["seen"],
        sender=typed["sender"],
        sender_confidential=request.form.get("named") != "yes",
        file=files.read_file(*upload, limit=app_state().settings.max_article_bytes) if upload else None,
    )


def _form(typed: dict[str, str], error: ClaimsError | None) -> ResponseReturnValue:
    shown = render_template(
        "tips/new.html",
        typed=typed,
        error=error_words(error) if error else None,
        field=forms.field_of(error, FIELDS) if error else None,
        kinds=KINDS,
        platforms=stored_tips.platforms(get_db()),
        limit=app_state().settings.max_article_bytes // 1_000_000,
    )
    return shown, error.http_status if error else 200


def tips_of(claim_id: int) -> list[Tip]:
    """The tips that brought a claim, for the pages that show it."""
    return tips.tips_of(get_db(), claim_id)

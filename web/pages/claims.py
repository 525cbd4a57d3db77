"""A claim: the published page for readers, the working page for the desk, its wording, its history."""

from hashlib import sha256

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, NotFound

from claims.desk.checking import review, verdicts
from claims.desk.checking.claim_facts import FACTS
from claims.desk.history import histories
from claims.desk.people import people
from claims.desk.publishing import published
from claims.desk.screens import overview, repeats
from claims.desk.screens.overview import ClaimPage, Filter
from claims.errors import ClaimsError, StaleEdit
from claims.model import Appearance, Claim, Publication, State, Status
from claims.sourcing import rules
from claims.sourcing.origins import count_origins
from claims.store import claims
from claims.store import newsroom as stored_newsroom
from claims.store import people as stored_people
from web.pages.evidence import passages_for
from web.pages.talk import opened_talk
from web.pages.tips import KINDS as TIP_KINDS
from web.pages.tips import tips_of
from web.request import access, forms, undo
from web.request.access import person
from web.request.context import get_db, now, zone
from web.request.edit_conflict import Mine, Now, on_conflict
from web.request.error_pages import error_page
from web.show import timeline
from web.show.language import error_words, gettext
from web.show.listing import pages_of
from web.show.newsroom import newsroom
from web.show.share_picture import HEIGHT, WIDTH
from web.show.share_picture import share_picture as share_picture_of
from web.show.templating import typed_time, when
from web.show.words import MEDIA, STATES

pages = Blueprint("claims", __name__)

PAGE = 50
"""Claims on one page of the list."""

EDITED_FIELDS = ("text", "claimant", *FACTS)
"""What the form for editing a claim asks for."""


@pages.get("/claims")
def index() -> ResponseReturnValue:
    """Every claim of ours in every state, by state and words."""
    state, query = request.args.get("state", ""), request.args.get("q", "").strip()
    states = (State(state),) if state in set(State) else tuple(State)
    sort = request.args.get("sort", "new")
    if sort not in overview.ORDERS:
        raise BadRequest("sort is none of ours")
    offset = PAGE * (forms.page_number() - 1)
    rows, counts = overview.queue(get_db(), Filter(states=states, text=query or None), limit=PAGE, offset=offset, order=sort)
    return render_template(
        "claims/index.html",
        rows=rows,
        counts=counts,
        state=state,
        query=query,
        page=offset // PAGE + 1,
        pages=pages_of(counts.claims, PAGE),
        sort=sort,
        problems={case.claim.id: rules.problems(case) for case in overview.cases_of_page(get_db(), [row.claim_id for row in rows])},
        is_fix=rules.is_fix,
        address=lambda page: url_for("claims.index", state=state, q=query, sort=sort, page=page),
        sorted_as=lambda order: url_for("claims.index", state=state, q=query, sort=order),
    )


@pages.get("/claims/<int:claim_id>")
def show(claim_id: int) -> ResponseReturnValue:
    """For a visitor the page that was published, for somebody signed in the working one. An old number leads to the claim that speaks now.

    A visitor is told the same of every number without a published page, whatever the desk has under it.
    """
    if access.visitor() is None:
        shown = published.find_page(get_db(), claim_id)
        if shown is None:
            return _not_published()
        if shown.claim_id != claim_id:
            return redirect(url_for("claims.show", claim_id=shown.claim_id), 301)
        return _public(shown)
    page = overview.claim_page(get_db(), claim_id)
    if page.case.claim.id != claim_id:
        return redirect(url_for("claims.show", claim_id=page.case.claim.id), 302)
    points = repeats.points_of(page)
    return render_template(
        "claims/show.html",
        page=page,
        points=points,
        picture=timeline.draw(points),
        said=in_time_order(page),
        told=histories.of_claim(get_db(), claim_id, zone=zone()),
        talk=opened_talk(claim_id),
        tips=tips_of(claim_id),
        kinds=TIP_KINDS,
        found=passages_for(claim_id) if page.case.claim.state is not None else None,
        problems=rules.problems(page.case),
        is_fix=rules.is_fix,
        scale=stored_newsroom.scale(get_db()),
        origins=count_origins,
        readers=verdicts.possible_readers(get_db(), by=person()),
        people=[colleague for colleague in stored_people.list_people(get_db()) if not colleague.disabled and people.may(colleague, "rate")],
        zone=zone().key,
        here=url_for("claims.show", claim_id=claim_id),
    )


@pages.get("/claims/<int:claim_id>/public")
def public(claim_id: int) -> ResponseReturnValue:
    """For somebody signed in, the page as visitors see it; a visitor is sent to its own address, which is the one to link to.

    A visitor is told the same of every number without a published page.
    """
    shown = published.find_page(get_db(), claim_id)
    if shown is None:
        return _not_published()
    if access.visitor() is None:
        return redirect(url_for("claims.show", claim_id=shown.claim_id), 302)
    return _public(shown)


@pages.get("/claims/<int:claim_id>/share.png")
def share_picture(claim_id: int) -> ResponseReturnValue:
    """The picture that other sites show beside a link to the published page, for anybody; a withdrawn page has none."""
    shown = published.find_page(get_db(), claim_id)
    if shown is None:
        raise NotFound
    page = shown.page
    picture = share_picture_of(page.text, page.rating.label, page.rating.meaning, newsroom().name, is_verbatim=page.is_verbatim)
    answer = Response(picture, mimetype="image/png")
    answer.set_etag(sha256(answer.get_data()).hexdigest()[:32])
    answer.headers["Cache-Control"] = "public, no-cache"
    return answer.make_conditional(request)


def _not_published() -> ResponseReturnValue:
    return error_page(404, gettext("No fact check is published at this address."), title=gettext("Not published"))


def _public(shown: Publication) -> str:
    points = repeats.public_points(shown.page)
    return render_template(
        "public/claim.html",
        shown=shown,
        page=shown.page,
        newsroom=newsroom(),
        # Only what visitors get carries markup for search engines.
        markup=published.markup_of(shown, newsroom()) if access.visitor() is None else None,
        points=points,
        picture=timeline.draw(points),
        share_size=(WIDTH, HEIGHT),
    )


@pages.route("/claims/<int:claim_id>/edit", methods=["GET", "POST"])
def edit(claim_id: int) -> ResponseReturnValue:
    """Edit the claim's wording, claimant and facts."""
    people.require_permission(person(), "edit_claim")
    page = overview.claim_page(get_db(), claim_id)
    if request.method != "POST":
        return _edit_form(page, _typed(page.case.claim), page.case.claim.version)
    # A form that lacks a fact, such as an undo from before there were any, leaves it as it is.
    typed = _typed(page.case.claim) | {name: forms.text(name) for name in EDITED_FIELDS if name in request.form}
    on_conflict(gettext("Save this claim"), lambda: claim_now(claim_id), _edited_here(typed))
    seen_version = forms.seen_version()
    try:
        review.edit_claim(
            get_db(), claim_id, typed["text"], typed["claimant"], by=person(), at=now(), seen_version=seen_version, facts=typed
        )
    except StaleEdit:
        raise
    except ClaimsError as error:
        return _edit_form(page, typed, seen_version, error), error.http_status
    _offer_undo_of_edit(page.case.claim)
    return forms.go_back(_back_from_edit(claim_id))


def _edit_form(page: ClaimPage, typed: dict[str, str], version: int | None, error: ClaimsError | None = None) -> str:
    return render_template(
        "claims/edit.html",
        page=page,
        typed=typed,
        seen=version,
        back=_back_from_edit(page.case.claim.id),
        error=error_words(error) if error else None,
        field=forms.field_of(error, EDITED_FIELDS) if error else "text",
    )


def _back_from_edit(claim_id: int) -> str:
    return access.safe_path(request.values.get("back")) or url_for("claims.show", claim_id=claim_id)


def _edited_here(typed: dict[str, str]) -> list[Mine]:
    """What was typed into the form, for a page that shows it beside the claim as it is now."""
    labels = {
        "text": gettext("Wording"),
        "claimant": gettext("Said by"),
        "claimant_role": gettext("Role"),
        "claimed_at": gettext("Said on"),
        "claimed_in": gettext("Said where"),
        "medium": gettext("Kind of media"),
    }
    media = (("", gettext("Not said")), *MEDIA.items())
    return [Mine(name, label, typed[name], choices=media if name == "medium" else ()) for name, label in labels.items()]


def _offer_undo_of_edit(before: Claim) -> None:
    """Offer to put back what an edit replaced, if it changed anything."""
    after = claims.root_of(get_db(), before.id)
    if after.version != before.version:
        old = {**_typed(before), "seen": after.version, "back": _back_from_edit(before.id)}
        kept = url_for("claims.history", claim_id=before.id)
        undo.offer_undo(gettext("Claim changed."), url_for("claims.edit", claim_id=before.id), old, history=kept)


@pages.post("/claims/<int:claim_id>/split")
def split(claim_id: int) -> ResponseReturnValue:
    """Split a joined claim off again."""
    overview.claim_page(get_db(), claim_id)
    pair, note = review.split(get_db(), claim_id, by=person(), at=now())
    back = url_for("claims.show", claim_id=claim_id)
    again = {"status": Status.CONFIRMED, "seen": pair.version, "note": note or "", "back": forms.text("back") or back}
    kept = url_for("claims.history", claim_id=claim_id)
    undo.offer_undo(gettext("Claim split off."), url_for("matches.decide", match_id=pair.id), again, history=kept)
    return forms.go_back(back)


@pages.get("/claims/<int:claim_id>/history")
def history(claim_id: int) -> ResponseReturnValue:
    """What happened to the claim, in words, with before and after."""
    page = overview.claim_page(get_db(), claim_id)
    return render_template("claims/history.html", page=page, told=histories.of_claim(get_db(), claim_id, zone=zone()))


def _typed(claim: Claim) -> dict[str, str]:
    """A claim as its edit form shows it."""
    return {name: str(getattr(claim, name) or "") for name in EDITED_FIELDS}


def in_time_order(page: ClaimPage) -> list[Appearance]:
    """Where the claim and all claims joined to it were said, by the article's day, or the day it was added if it has none."""

    def said_at(appearance: Appearance) -> tuple[str, int, int]:
        article = page.articles[appearance.article_id]
        return article.published_at or article.added_at.isoformat(), article.id, appearance.start

    return sorted(page.case.appearances, key=said_at)


def claim_now(claim_id: int) -> Now:
    """The claim as it is now, for a form that was sent too late."""
    page = overview.claim_page(get_db(), claim_id)
    claim, events = page.case.claim, histories.of_claim(get_db(), claim_id, zone=zone())
    last = events[-1] if events else None
    return Now(
        claim.version,
        url_for("claims.show", claim_id=claim.id),
        f"{last.words}, by {last.event.by} at {when(last.event.at)}" if last else None,
        {
            **_typed(claim),
            "state": STATES[claim.state] if claim.state else gettext("Imported"),
            "to": page.assignee or "nobody",
            "due": typed_time(claim.due_at),
        },
    )

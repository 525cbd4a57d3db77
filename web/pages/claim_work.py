"""Working on a claim: take, rate, review, publish, and undo each."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from claims.desk.checking import verdicts
from claims.desk.publishing import publishing
from claims.desk.publishing.public_page import first_sentence
from claims.desk.publishing.publishing import Picked
from claims.desk.screens import overview
from claims.store import claims
from claims.store import newsroom as stored_newsroom
from claims.store import people as stored_people
from web.pages.claims import claim_now
from web.request import access, forms, undo
from web.request.access import person
from web.request.context import app_state, get_db, now, zone
from web.request.edit_conflict import Mine, Now, on_conflict
from web.show.language import gettext
from web.show.newsroom import newsroom
from web.show.templating import typed_time

pages = Blueprint("claim_work", __name__)


@pages.post("/claims/<int:claim_id>/take")
def take(claim_id: int) -> ResponseReturnValue:
    """Take an open claim, to check it."""
    _move(claim_id, gettext("Take this claim"))
    verdicts.take(get_db(), claim_id, by=person(), at=now(), seen_version=forms.seen_version())
    return _back(claim_id)


@pages.post("/claims/<int:claim_id>/release")
def release(claim_id: int) -> ResponseReturnValue:
    """Release a claim."""
    _move(claim_id, gettext("Release this claim"))
    verdicts.release(get_db(), claim_id, by=person(), at=now(), seen_version=forms.seen_version())
    return _back(claim_id)


@pages.post("/claims/<int:claim_id>/assignee")
def assign(claim_id: int) -> ResponseReturnValue:
    """Assign a claim to somebody, or to nobody."""
    number = forms.optional_number("to")
    to = stored_people.get_person(get_db(), number) if number else None
    mine = Mine("to", gettext("Assigned to"), to.name if to else gettext("nobody"), typed=False)
    on_conflict(gettext("Assign this claim"), lambda: claim_now(claim_id), [mine])
    before = claims.root_of(get_db(), claim_id).assignee_id
    verdicts.assign(get_db(), claim_id, to, by=person(), at=now(), seen_version=forms.seen_version())
    _offer_back(
        gettext("Claim assigned to %(name)s.", name=to.name) if to else gettext("Claim unassigned."),
        "assign",
        claim_id,
        {"to": before or ""},
    )
    return _back(claim_id)


@pages.post("/claims/<int:claim_id>/due")
def set_due(claim_id: int) -> ResponseReturnValue:
    """Set or remove a claim's deadline."""
    due_at = forms.moment("due", zone())
    on_conflict(gettext("Set this deadline"), lambda: claim_now(claim_id), [Mine("due", gettext("Due"), forms.text("due"))])
    before = typed_time(claims.root_of(get_db(), claim_id).due_at)
    verdicts.set_due(get_db(), claim_id, due_at, by=person(), at=now(), seen_version=forms.seen_version())
    _offer_back(gettext("Deadline set.") if due_at else gettext("Deadline removed."), "set_due", claim_id, {"due": before})
    return _back(claim_id)


@pages.post("/claims/<int:claim_id>/draft")
def save_draft(claim_id: int) -> ResponseReturnValue:
    """Save the draft: rating, explanation and evidence as far as they are there. Then go to another line if the button names one."""
    rating, explanation, left_out = forms.text("rating"), forms.text("explanation"), _left_out()
    going_on = bool(forms.text("go"))
    draft = overview.claim_page(get_db(), claim_id).rating_start
    # Somebody who typed nothing leaves no draft and takes no claim.
    if not going_on or (rating, explanation.strip(), left_out) != (draft.rating, draft.explanation, draft.left_out):
        on_conflict(gettext("Save this draft"), lambda: _draft_now(claim_id), _rated(rating, explanation))
        draft_version = forms.number("draft_seen")
        verdicts.save_draft(
            get_db(), claim_id, rating or None, explanation, left_out=left_out, by=person(), at=now(), seen_version=draft_version
        )
        flash(gettext("Draft saved."))
    return forms.go_back(url_for("claims.show", claim_id=claim_id), "go" if going_on else "back")


@pages.post("/claims/<int:claim_id>/submit")
def submit(claim_id: int) -> ResponseReturnValue:
    """Submit the verdict to the second reader."""
    rating, explanation = forms.text("rating"), forms.text("explanation")
    on_conflict(gettext("Submit this verdict"), lambda: _submitted_now(claim_id), _rated(rating, explanation))
    draft_seen, reader = forms.optional_number("draft_seen"), forms.optional_number("reader")
    # The form had boxes to untick, so none ticked means that the verdict rests on no evidence.
    picked = forms.numbers("evidence") if "offered" in request.form else None
    verdicts.submit(
        get_db(),
        claim_id,
        rating,
        explanation,
        by=person(),
        at=now(),
        evidence_ids=picked,
        seen_version=forms.seen_version(),
        draft_seen=draft_seen,
        reader=stored_people.get_person(get_db(), reader) if reader else None,
    )
    return _back(claim_id)


@pages.post("/claims/<int:claim_id>/return")
def return_verdict(claim_id: int) -> ResponseReturnValue:
    """Return the verdict to its author."""
    note = _note(claim_id, gettext("Return this verdict"))
    verdicts.return_verdict(get_db(), claim_id, note, by=person(), at=now(), seen_version=forms.seen_version())
    return _back(claim_id)


@pages.post("/claims/<int:claim_id>/approve")
def approve(claim_id: int) -> ResponseReturnValue:
    """Approve the verdict as its second reader."""
    note = _note(claim_id, gettext("Approve this verdict"))
    verdicts.approve(get_db(), claim_id, by=person(), at=now(), note=note, seen_version=forms.seen_version())
    if forms.text("then") != "next":
        return _back(claim_id)
    following = overview.next_to_read(get_db(), by=person())
    if following is None:
        forms.tell_next_page(
            gettext("Approved. No other verdict is waiting for you."), url_for("claims.show", claim_id=claim_id), gettext("Show it")
        )
        return redirect(url_for("queue.show", reader="1"), 303)
    forms.tell_next_page(gettext("Approved."), url_for("claims.show", claim_id=claim_id), gettext("Show it"))
    return redirect(url_for("claims.show", claim_id=following, _anchor="verdict"), 303)


@pages.get("/claims/<int:claim_id>/publish")
def look_over(claim_id: int) -> ResponseReturnValue:
    """What visitors would see beside what they see now, with the articles and tags to tick."""
    claim = claims.root_of(get_db(), claim_id)
    if claim.id != claim_id:
        return redirect(url_for("claim_work.look_over", claim_id=claim.id, back=request.args.get("back")), 302)
    offer = publishing.publishing_choices(get_db(), claim_id, inside=app_state().settings.allowed_hosts, at=now())
    return render_template(
        "claims/publish.html",
        claim=claim,
        offer=offer,
        first_sentence=first_sentence(offer.page.explanation, offer.page.language),
        back=access.safe_path(request.args.get("back")) or url_for("claims.show", claim_id=claim_id),
    )


@pages.post("/claims/<int:claim_id>/publish")
def publish(claim_id: int) -> ResponseReturnValue:
    """Publish the claim, or publish it again, with the ticked articles and tags."""
    _move(claim_id, gettext("Publish this claim"))
    inside = app_state().settings.allowed_hosts
    # The form had boxes to tick, so none ticked means that none is shown.
    ticked = (
        Picked(forms.numbers("article"), request.form.getlist("tag"), inside, request.form.get("headline"), request.form.get("summary"))
        if "offered" in request.form
        else Picked(inside=inside)
    )
    verdicts.publish(get_db(), claim_id, by=person(), at=now(), seen_version=forms.seen_version(), picked=ticked)
    address = newsroom().address.rstrip("/") + url_for("claims.show", claim_id=claim_id)
    forms.tell_next_page(
        gettext("Published. Visitors find it at %(address)s.", address=address),
        url_for("claims.public", claim_id=claim_id),
        gettext("See the public page"),
    )
    return _back(claim_id)


@pages.post("/claims/<int:claim_id>/withdraw")
def withdraw(claim_id: int) -> ResponseReturnValue:
    """Withdraw the claim from the public pages."""
    note = _note(claim_id, gettext("Withdraw this claim"))
    verdicts.withdraw(get_db(), claim_id, note, by=person(), at=now(), seen_version=forms.seen_version())
    return _back(claim_id)


@pages.post("/claims/<int:claim_id>/reopen")
def reopen(claim_id: int) -> ResponseReturnValue:
    """Reopen the claim for checking."""
    note = _note(claim_id, gettext("Check this claim again"))
    verdicts.reopen(get_db(), claim_id, note, by=person(), at=now(), seen_version=forms.seen_version())
    return _back(claim_id)


@pages.post("/claims/<int:claim_id>/drop")
def drop(claim_id: int) -> ResponseReturnValue:
    """Drop the claim."""
    note = _note(claim_id, gettext("Drop this claim"))
    verdicts.drop(get_db(), claim_id, by=person(), at=now(), note=note, seen_version=forms.seen_version())
    return _back(claim_id)


@pages.post("/claims/<int:claim_id>/restore")
def restore(claim_id: int) -> ResponseReturnValue:
    """Restore a dropped claim."""
    _move(claim_id, gettext("Restore this claim"))
    verdicts.restore(get_db(), claim_id, by=person(), at=now(), seen_version=forms.seen_version())
    return _back(claim_id)


def _move(claim_id: int, action: str, *typed: Mine) -> None:
    on_conflict(action, lambda: claim_now(claim_id), [Mine("state", gettext("The claim"), action, typed=False), *typed])


def _offer_back(words: str, name: str, claim_id: int, before: dict[str, object]) -> None:
    """Offer an undo, which posts the same form with the old values."""
    fields = {**before, "seen": claims.root_of(get_db(), claim_id).version, "back": forms.text("back")}
    undo.offer_undo(words, url_for(f"claim_work.{name}", claim_id=claim_id), fields, history=url_for("claims.history", claim_id=claim_id))


def _note(claim_id: int, action: str) -> str:
    note = forms.text("note")
    _move(claim_id, action, Mine("note", gettext("Note"), note))
    return note


def _draft_now(claim_id: int) -> Now:
    draft = overview.claim_page(get_db(), claim_id).draft
    page = url_for("claims.show", claim_id=claim_id)
    if draft is None:
        return Now(0, page, gettext("the draft was submitted as a verdict"), seen_as="draft_seen")
    values = {"rating": draft.rating or "", "explanation": draft.explanation}
    return Now(draft.version, page, gettext("draft saved by %(name)s", name=draft.saved_by), values, seen_as="draft_seen")


def _submitted_now(claim_id: int) -> Now:
    draft = _draft_now(claim_id)
    return replace(claim_now(claim_id), values=draft.values, also={"draft_seen": draft.version})


def _left_out() -> frozenset[int]:
    return frozenset(forms.numbers("offered")) - frozenset(forms.numbers("evidence"))


def _rated(rating: str, explanation: str) -> list[Mine]:
    scale = [("", gettext("Not rated yet")), *((step.name, step.label) for step in stored_newsroom.scale(get_db()))]
    return [Mine("rating", gettext("Rating"), rating, choices=scale), Mine("explanation", gettext("Explanation"), explanation)]


def _back(claim_id: int) -> ResponseReturnValue:
    return forms.go_back(url_for("claims.show", claim_id=claim_id))

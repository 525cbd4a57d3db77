"""Bulk actions on the chosen claims of the queue: all or none, each with an undo."""

from collections.abc import Callable

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from claims.desk.history import histories
from claims.desk.queue import bulk_work
from claims.desk.queue.bulk_work import Done
from claims.desk.queue.query import AT_WORK, fields_of
from claims.errors import ClaimsError, Refused, StaleEdit
from claims.store import people as stored_people
from web.pages import queue
from web.request import forms, undo
from web.request.access import person, safe_path
from web.request.context import get_db, now, zone
from web.show.templating import when
from web.show.words import count

pages = Blueprint("bulk", __name__)

Chosen = list[tuple[int, int | None]]


@pages.post("/claims/assign")
def assign() -> ResponseReturnValue:
    """Assign the chosen claims to somebody."""
    number = forms.optional_number("to")
    to = stored_people.get_person(get_db(), number) if number else None
    return _do(
        lambda chosen: bulk_work.assign_all(get_db(), chosen, to, by=person(), at=now()), f"assigned to {to.name if to else 'nobody'}"
    )


@pages.post("/claims/due")
def set_due() -> ResponseReturnValue:
    """Give the chosen claims a deadline, or none."""
    try:
        due_at = forms.moment("due", zone())
    except Refused as error:
        return _again(error)
    outcome = f"due at {when(due_at)}" if due_at else "without a deadline of their own"
    return _do(lambda chosen: bulk_work.set_due_all(get_db(), chosen, due_at, by=person(), at=now()), outcome)


@pages.post("/claims/tag")
def tag() -> ResponseReturnValue:
    """Give the chosen claims a tag."""
    word = forms.text("tag")
    return _do(lambda chosen: bulk_work.tag_all(get_db(), chosen, word, by=person(), at=now()), f"tagged {word.strip()}")


@pages.post("/claims/untag")
def untag() -> ResponseReturnValue:
    """Take a tag off the chosen claims."""
    word = forms.text("tag")
    return _do(lambda chosen: bulk_work.untag_all(get_db(), chosen, word, by=person(), at=now()), f"without the tag {word.strip()}")


@pages.post("/claims/take")
def take() -> ResponseReturnValue:
    """Start checking the chosen claims."""
    return _do(lambda chosen: bulk_work.take_all(get_db(), chosen, by=person(), at=now()), "yours and in review")


@pages.post("/claims/drop")
def drop() -> ResponseReturnValue:
    """Drop the chosen claims, with a reason."""
    return _do(lambda chosen: bulk_work.drop_all(get_db(), chosen, forms.text("note"), by=person(), at=now()), "dropped")


@pages.post("/claims/undo")
def take_back() -> ResponseReturnValue:
    """Undo a bulk action."""
    done = Done(0, forms.number("first"), forms.number("last"))
    if done.last - done.first > 10 * queue.PAGE:
        raise BadRequest("that is more than one action does")
    try:
        bulk_work.undo(get_db(), done, by=person(), at=now())
    except Refused as error:
        return _again(error)
    return forms.go_back(url_for("queue.show"))


def _do(action: Callable[[Chosen], Done], outcome: str) -> ResponseReturnValue:
    chosen: Chosen = list(forms.versions("chosen"))
    if not chosen:
        return _again(Refused("no claim was chosen: tick the claims first."))
    try:
        done = action(chosen)
    except (StaleEdit, Refused) as error:
        return _again(error)
    words = f"{count(done.claims, 'claim')} {'is' if done.claims == 1 else 'are'} now {outcome}."
    if done.last < done.first:
        words = f"Nothing changed: {count(done.claims, 'claim')} {'was' if done.claims == 1 else 'were'} {outcome} already."
    undo.offer_undo(words, url_for("bulk.take_back"), {"first": done.first, "last": done.last, "back": _back()})
    return forms.go_back(url_for("queue.show"))


def _again(error: ClaimsError) -> ResponseReturnValue:
    """The queue as it is now, with the error above it; nothing was changed."""
    message = str(error)
    if isinstance(error, StaleEdit):
        last_event = histories.of_claim(get_db(), error.number)[-1]
        message = (
            f"claim {error.number} was changed in the meantime ({last_event.words}, by {last_event.event.by} at {when(last_event.event.at)})."
            " Check it below, then try again."
        )
    back = fields_of(_back())
    ids = [number for number, _ in forms.versions("chosen")]
    page = dict(request.form)
    return queue.page(
        back, page.get("page", "1"), page.get("sort", "due"), error=f"Nothing was changed: {message}", chosen=ids, status=error.http_status
    )


def _back() -> str:
    return safe_path(request.form.get("back")) or url_for("queue.show", state=AT_WORK)

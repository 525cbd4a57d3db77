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
from claims.model import Person
from claims.store import people as stored_people
from web.pages import queue
from web.request import forms, undo
from web.request.access import person, safe_path
from web.request.context import get_db, now, zone
from web.show.language import error_words, gettext, ngettext, translated
from web.show.templating import when

Outcome = Callable[[int], tuple[str, str]]
"""What a number of claims became, in words, and the words for when they were that already."""

pages = Blueprint("bulk", __name__)

Chosen = list[tuple[int, int | None]]


@pages.post("/claims/assign")
def assign() -> ResponseReturnValue:
    """Assign the chosen claims to somebody."""
    number = forms.optional_number("to")
    to = stored_people.get_person(get_db(), number) if number else None
    return _do(lambda chosen: bulk_work.assign_all(get_db(), chosen, to, by=person(), at=now()), _assigned(to))


@pages.post("/claims/due")
def set_due() -> ResponseReturnValue:
    """Give the chosen claims a deadline, or none."""
    try:
        due_at = forms.moment("due", zone())
    except Refused as error:
        return _again(error)
    moment = f"{when(due_at)} ({zone().key})" if due_at else ""

    def outcome(count: int) -> tuple[str, str]:
        if due_at:
            return (
                ngettext("%(num)s claim is now due at %(time)s.", "%(num)s claims are now due at %(time)s.", count, time=moment),
                ngettext(
                    "Nothing changed: %(num)s claim was due at %(time)s already.",
                    "Nothing changed: %(num)s claims were due at %(time)s already.",
                    count,
                    time=moment,
                ),
            )
        return (
            ngettext("%(num)s claim now has no deadline of its own.", "%(num)s claims now have no deadline of their own.", count),
            ngettext(
                "Nothing changed: %(num)s claim had no deadline of its own.",
                "Nothing changed: %(num)s claims had no deadline of their own.",
                count,
            ),
        )

    return _do(lambda chosen: bulk_work.set_due_all(get_db(), chosen, due_at, by=person(), at=now()), outcome)


@pages.post("/claims/tag")
def tag() -> ResponseReturnValue:
    """Give the chosen claims a tag."""
    word = forms.text("tag")
    return _do(lambda chosen: bulk_work.tag_all(get_db(), chosen, word, by=person(), at=now()), _tagged(word.strip()))


@pages.post("/claims/untag")
def untag() -> ResponseReturnValue:
    """Take a tag off the chosen claims."""
    word = forms.text("tag")
    return _do(lambda chosen: bulk_work.untag_all(get_db(), chosen, word, by=person(), at=now()), _untagged(word.strip()))


@pages.post("/claims/take")
def take() -> ResponseReturnValue:
    """Start checking the chosen claims."""
    return _do(lambda chosen: bulk_work.take_all(get_db(), chosen, by=person(), at=now()), _taken)


@pages.post("/claims/drop")
def drop() -> ResponseReturnValue:
    """Drop the chosen claims, with a reason."""
    return _do(lambda chosen: bulk_work.drop_all(get_db(), chosen, forms.text("note"), by=person(), at=now()), _dropped)


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


def _assigned(to: Person | None) -> Outcome:
    if to is None:
        return lambda count: (
            ngettext("%(num)s claim is now assigned to nobody.", "%(num)s claims are now assigned to nobody.", count),
            ngettext(
                "Nothing changed: %(num)s claim was assigned to nobody already.",
                "Nothing changed: %(num)s claims were assigned to nobody already.",
                count,
            ),
        )
    return lambda count: (
        ngettext("%(num)s claim is now assigned to %(name)s.", "%(num)s claims are now assigned to %(name)s.", count, name=to.name),
        ngettext(
            "Nothing changed: %(num)s claim was assigned to %(name)s already.",
            "Nothing changed: %(num)s claims were assigned to %(name)s already.",
            count,
            name=to.name,
        ),
    )


def _tagged(tag: str) -> Outcome:
    return lambda count: (
        ngettext("%(num)s claim is now tagged %(tag)s.", "%(num)s claims are now tagged %(tag)s.", count, tag=tag),
        ngettext(
            "Nothing changed: %(num)s claim was tagged %(tag)s already.",
            "Nothing changed: %(num)s claims were tagged %(tag)s already.",
            count,
            tag=tag,
        ),
    )


def _untagged(tag: str) -> Outcome:
    return lambda count: (
        ngettext("%(num)s claim is now without the tag %(tag)s.", "%(num)s claims are now without the tag %(tag)s.", count, tag=tag),
        ngettext(
            "Nothing changed: %(num)s claim was without the tag %(tag)s already.",
            "Nothing changed: %(num)s claims were without the tag %(tag)s already.",
            count,
            tag=tag,
        ),
    )


def _taken(count: int) -> tuple[str, str]:
    return (
        ngettext("%(num)s claim is now yours and in review.", "%(num)s claims are now yours and in review.", count),
        ngettext(
            "Nothing changed: %(num)s claim was yours and in review already.",
            "Nothing changed: %(num)s claims were yours and in review already.",
            count,
        ),
    )


def _dropped(count: int) -> tuple[str, str]:
    return (
        ngettext("%(num)s claim is now dropped.", "%(num)s claims are now dropped.", count),
        ngettext("Nothing changed: %(num)s claim was dropped already.", "Nothing changed: %(num)s claims were dropped already.", count),
    )


def _do(action: Callable[[Chosen], Done], outcome: Outcome) -> ResponseReturnValue:
    chosen: Chosen = list(forms.versions("chosen"))
    if not chosen:
        return _again(Refused("no claim was chosen: tick the claims first."))
    try:
        done = action(chosen)
    except (StaleEdit, Refused) as error:
        return _again(error)
    changed, unchanged = outcome(done.claims)
    words = unchanged if done.last < done.first else changed
    undo.offer_undo(words, url_for("bulk.take_back"), {"first": done.first, "last": done.last, "back": _back()})
    return forms.go_back(url_for("queue.show"))


def _again(error: ClaimsError) -> ResponseReturnValue:
    """The queue as it is now, with the error above it; nothing was changed."""
    message = error_words(error)
    if isinstance(error, StaleEdit):
        last_event = histories.of_claim(get_db(), error.number)[-1]
        message = gettext(
            "claim %(number)s was changed in the meantime (%(what)s, by %(name)s at %(time)s). Check it below, then try again.",
            number=error.number,
            what=translated(last_event.words),
            name=last_event.event.by,
            time=when(last_event.event.at),
        )
    back = fields_of(_back())
    ids = [number for number, _ in forms.versions("chosen")]
    page = dict(request.form)
    return queue.page(
        back,
        page.get("page", "1"),
        page.get("sort", "due"),
        error=gettext("Nothing was changed: %(why)s", why=message),
        chosen=ids,
        status=error.http_status,
    )


def _back() -> str:
    return safe_path(request.form.get("back")) or url_for("queue.show", state=AT_WORK)

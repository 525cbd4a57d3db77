"""Saved views of the queue: one's own, and those an editor shares with everybody."""

from datetime import datetime
from urllib.parse import parse_qsl

from sqlite_utils import Database

from claims.desk.people import people
from claims.desk.typed_fields import required_text
from claims.errors import NotAllowed, Refused
from claims.model import Person, SavedView
from claims.store import views
from claims.store.connect import write
from claims.wording import phrase

MOST = 30
"""The most views of one person; nobody would find their way among more."""


def save_view(db: Database, name: str, query: str, *, shared: bool = False, by: Person, at: datetime) -> int:
    """Save a filter under a name; return its number. Raise Refused if the name is taken, NotAllowed if only editors may share."""
    people.require_permission(by, "share_view" if shared else "save_view")
    name, query = required_text(name, "name", limit=60), required_text(query, "filter", limit=1_000)
    if not parse_qsl(query):
        raise Refused("the filter is empty. Choose what to show, then save it.")
    with write(db):
        if sum(view.owner_id == by.id for view in views.list_views(db, by.id)) >= MOST:
            raise Refused(phrase("you have {most} views already: remove one first.", most=MOST))
        return views.add_view(db, name, query, shared=shared, by=by, at=at)


def remove_view(db: Database, number: int, *, by: Person, at: datetime) -> SavedView:
    """Remove one's own view, or as an editor a shared one; return the removed view."""
    people.require_permission(by, "save_view")
    with write(db):
        view = views.get_view(db, number)
        if view.owner_id != by.id and not (view.shared and people.may(by, "share_view")):
            raise NotAllowed(
                phrase("this view is {owner}'s: ask them to remove it.", owner=view.owner)
                if view.shared
                else phrase("there is no view {number} of yours.", number=number)
            )
        views.remove_view(db, view, by=by, at=at)
        return view


def list_views(db: Database, by: Person) -> list[SavedView]:
    """The views that a person can use: shared ones and their own."""
    return views.list_views(db, by.id)

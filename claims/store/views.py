"""Saved views: named filters of the queue, private or shared with everybody."""

from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.errors import NotFound, Refused
from claims.model import Person, SavedView
from claims.store import history
from claims.store.connect import first_row, insert, rows, stamp, write
from claims.wording import phrase

_VIEWS = "SELECT saved_view.*, person.name AS owner FROM saved_view JOIN person ON person.id = saved_view.owner_id"


def add_view(db: Database, name: str, query: str, *, shared: bool, by: Person, at: datetime) -> int:
    """Store a view and its event; return its number. Raise Refused when the name is taken."""
    with write(db):
        taken = rows(
            db,
            "SELECT 1 FROM saved_view WHERE name = :name AND shared = :shared AND (shared OR owner_id = :by)",
            {"name": name, "shared": int(shared), "by": by.id},
        )
        if taken:
            raise Refused(
                phrase("the name {name} is taken by another view: choose another, or remove that view first.", name=repr(name)),
                field="name",
            )
        number = insert(
            db,
            "INSERT INTO saved_view (name, query, owner_id, shared, added_at) VALUES (:name, :query, :by, :shared, :at)",
            {"name": name, "query": query, "by": by.id, "shared": int(shared), "at": stamp(at)},
        )
        after = {"name": name, "query": query, "shared": shared}
        history.record(db, by=by, at=at, action="add_view", subject="view", subject_id=number, after=after)
    return number


def get_view(db: Database, number: int) -> SavedView:
    """The view with that number; raise NotFound."""
    row = first_row(db, _VIEWS + " WHERE saved_view.id = :id", {"id": number})
    if not row:
        raise NotFound(phrase("there is no view {number}.", number=number))
    return _view(row)


def list_views(db: Database, person_id: int) -> list[SavedView]:
    """The shared views and those of one person, shared ones first, by name."""
    sql = _VIEWS + " WHERE shared OR owner_id = :person ORDER BY shared DESC, saved_view.name"
    return [_view(row) for row in rows(db, sql, {"person": person_id})]


def remove_view(db: Database, view: SavedView, *, by: Person, at: datetime) -> None:
    """Remove a view; the event keeps its content. Nothing else is lost, because a view is only a filter."""
    with write(db):
        db.execute("DELETE FROM saved_view WHERE id = :id", {"id": view.id})
        before = {"name": view.name, "query": view.query, "shared": view.shared}
        history.record(db, by=by, at=at, action="remove_view", subject="view", subject_id=view.id, before=before)


def _view(row: sqlite3.Row) -> SavedView:
    return SavedView(row["id"], row["name"], row["query"], row["owner_id"], row["owner"], bool(row["shared"]))

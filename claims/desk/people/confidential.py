"""Which roles may read confidential sources: one newsroom setting, enforced by what each connection can read."""

from datetime import datetime

from sqlite_utils import Database

from claims.desk.people import people
from claims.errors import Refused
from claims.model import Person, Role
from claims.store import confidential, newsroom
from claims.store.connect import write
from claims.wording import phrase

READERS = "confidential_readers"
"""The setting: the lowest role that reads confidential sources. Until an admin chooses one, everybody who is signed in may."""


def lowest_reader(db: Database) -> Role:
    """The lowest role that reads confidential sources."""
    return Role(newsroom.find_setting(db, READERS) or Role.VIEWER)


def set_lowest_reader(db: Database, role: str, *, by: Person, at: datetime) -> None:
    """Set the lowest role that reads confidential sources, from the next request on. Raise Refused for an unknown role."""
    people.require_permission(by, "manage_settings")
    if role not in people.ROLES:
        raise Refused(phrase("{role} is no role: choose {roles}.", role=repr(role), roles=", ".join(people.ROLES)))
    with write(db):
        if lowest_reader(db) != role:
            newsroom.put_setting(db, READERS, role, by=by, at=at)


def hide_from(db: Database, reader: Person | None) -> None:
    """Hide confidential sources on this connection until it is closed, if ``reader`` may not read them; None is a visitor.

    With the default setting nothing is hidden: visitors read frozen pages, which name no confidential source.
    """
    if lowest_reader(db) is not Role.VIEWER and (reader is None or not may_read(db, reader)):
        confidential.hide_confidential(db)


def may_read(db: Database, reader: Person) -> bool:
    """Whether a person's role reads confidential sources."""
    return people.ROLES.index(reader.role) >= people.ROLES.index(lowest_reader(db))

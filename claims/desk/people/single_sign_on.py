"""People who sign in through the newsroom's own sign-in: their account is made or matched by name, their role follows their groups."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlite_utils import Database

from claims.desk.people import people
from claims.desk.typed_fields import required_text
from claims.errors import NotAllowed, Refused, TooLarge
from claims.model import Person, Role
from claims.store import people as stored_people
from claims.store.connect import write


def role_of(groups: Collection[str], group_roles: Mapping[str, str]) -> Role | None:
    """The highest role that one of the groups has; None when none of them has a role."""
    roles = [Role(group_roles[group]) for group in groups if group in group_roles]
    return max(roles, key=people.ROLES.index, default=None)


def admit(db: Database, name: str, role: Role | None, *, way: str, at: datetime) -> Person:
    """The person with this name, ignoring case, whom the newsroom's own sign-in vouches for; the account is made if it is missing.

    ``role`` is what their groups say; None leaves the role to the desk's admins, and a new account is then a viewer's. ``way`` goes
    into the history. Raise NotAllowed for a name that cannot be one, and for somebody who is deactivated here.
    """
    try:
        name = required_text(name, "name", limit=80)
    except (Refused, TooLarge) as error:
        raise NotAllowed(f"the newsroom's sign-in gave a name that cannot be used here ({error}) Ask whoever runs it.") from error
    person = stored_people.find_person(db, name)
    if person is None or (role is not None and person.role is not role and not person.disabled):
        with write(db):
            person = _update(db, name, role, way=way, at=at)
    if person.disabled:
        raise NotAllowed(f"{person.name} is deactivated here: ask an admin of the desk.")
    return person


def _update(db: Database, name: str, role: Role | None, *, way: str, at: datetime) -> Person:
    # Read again: another request of the same person may have been first.
    person = stored_people.find_person(db, name)
    if person is None:
        return stored_people.add_person(db, name, role or Role.VIEWER, by=None, at=at, way=way)
    if role is not None and person.role is not role:
        stored_people.set_role(db, person, role, by=person, at=at, way=way)
    return stored_people.get_person(db, person.id)

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
from claims.wording import phrase

LONGEST_SUBJECT = 255
"""ASCII characters of a subject (OpenID Connect Core 1.0, section 2)."""


def role_of(groups: Collection[str], group_roles: Mapping[str, str]) -> Role | None:
    """The highest role that one of the groups has; None when none of them has a role."""
    roles = [Role(group_roles[group]) for group in groups if group in group_roles]
    return max(roles, key=people.ROLES.index, default=None)


def admit(db: Database, name: str, role: Role | None, *, way: str, at: datetime) -> Person:
    """The person with this name, ignoring case, whom the newsroom's own sign-in vouches for; the account is made if it is missing.

    ``role`` is what their groups say; None leaves the role to the desk's admins, and a new account is then a viewer's. The last admin
    stays admin, whatever the groups say. ``way`` goes into the history. Raise NotAllowed for a name that cannot be one, and for somebody who is deactivated here.
    """
    name = _usable_name(name)
    person = stored_people.find_person(db, name)
    if person is None or (_gets_role(db, person, role) and not person.disabled):
        with write(db):
            person = _update(db, name, role, way=way, at=at)
    if person.disabled:
        raise NotAllowed(phrase("{name} is deactivated here: ask an admin of the desk.", name=person.name))
    return person


def admit_subject(db: Database, issuer: str, subject: str, name: str, role: Role | None, *, at: datetime) -> Person:
    """The person whom an OpenID Connect provider signed in. ``issuer`` and ``subject`` say who it is for good.

    Their first sign-in makes an account with their name, or connects the one that is here: if nobody has used it yet, or an admin
    allowed it. Otherwise whoever takes a name at the provider would pass by that account's password and second factor. Later names
    change nothing. Raise NotAllowed where it may not be connected, and for the reasons of ``admit``.
    """
    if not 0 < len(subject) <= LONGEST_SUBJECT:
        raise NotAllowed("the newsroom's sign-in did not say who you are: ask whoever runs it.")
    with write(db):
        known = stored_people.person_with_identity(db, issuer, subject)
        if known is None:
            _require_connectable(db, _usable_name(name), issuer)
        person = admit(db, known.name if known else name, role, way="oidc", at=at)
        if known is None:
            stored_people.add_identity(db, person, issuer, subject, at=at)
    return person


def allow_connection(db: Database, person: Person, *, by: Person, at: datetime) -> None:
    """Let the next person who signs in through a provider under this name have the account, once. Raise Refused when it is connected."""
    people.require_permission(by, "manage_people")
    with write(db):
        if stored_people.is_connected(db, person):
            raise Refused(phrase("{name} is connected to an account of a provider already: disconnect it first.", name=person.name))
        stored_people.allow_identity(db, person, by=by, at=at)


def disconnect(db: Database, person: Person, *, by: Person, at: datetime) -> None:
    """Let a person's next sign-in through a provider connect them anew. Raise Refused when they are not connected."""
    people.require_permission(by, "manage_people")
    if not stored_people.remove_identities(db, person, by=by, at=at):
        raise Refused(phrase("{name} is connected to no account of a provider: there is nothing to disconnect.", name=person.name))


def _usable_name(name: str) -> str:
    try:
        return required_text(name, "name", limit=80)
    except (Refused, TooLarge) as error:
        raise NotAllowed(
            phrase("the newsroom's sign-in gave a name that cannot be used here ({error}) Ask whoever runs it.", error=error)
        ) from error


def _require_connectable(db: Database, name: str, issuer: str) -> None:
    person = stored_people.find_person(db, name)
    if person is None or person.disabled:
        return
    if stored_people.is_connected(db, person, issuer):
        raise NotAllowed(
            phrase(
                "{name} is connected to another account of the newsroom's sign-in: if that is you, ask an admin of the desk to disconnect it.",
                name=person.name,
            )
        )
    if not stored_people.is_unused(db, person) and not stored_people.awaits_identity(db, person):
        raise NotAllowed(
            phrase("an account named {name} is here already: if it is yours, ask an admin of the desk to connect it.", name=person.name)
        )


def _gets_role(db: Database, person: Person, role: Role | None) -> bool:
    return role is not None and person.role is not role and not people.is_last_admin(db, person)


def _update(db: Database, name: str, role: Role | None, *, way: str, at: datetime) -> Person:
    # Read again: another request of the same person may have been first.
    person = stored_people.find_person(db, name)
    if person is None:
        return stored_people.add_person(db, name, role or Role.VIEWER, by=None, at=at, way=way)
    if role is not None and _gets_role(db, person, role):
        stored_people.set_role(db, person, role, by=person, at=at, way=way)
    return stored_people.get_person(db, person.id)

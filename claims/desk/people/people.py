"""People, what each role may do, and who is using the command line."""

from datetime import datetime

from sqlite_utils import Database

from claims.desk.people import passwords
from claims.desk.typed_fields import is_text, required_text
from claims.errors import NotAllowed, NotFound, Refused
from claims.model import Person, Role
from claims.store import alerts, expert_links, people, tokens
from claims.store.connect import write
from claims.wording import phrase

ROLES = (Role.VIEWER, Role.CHECKER, Role.EDITOR, Role.ADMIN)
"""From least to most: each role may do all that the roles before it may."""

MAY: dict[str, Role] = {
    "look": Role.VIEWER,
    "add_article": Role.CHECKER,
    "correct_details": Role.CHECKER,
    "mark_sentence": Role.CHECKER,
    "edit_claim": Role.CHECKER,
    "decide_match": Role.CHECKER,
    "add_tip": Role.CHECKER,
    "add_source": Role.CHECKER,
    "link_source": Role.CHECKER,
    "withdraw_source": Role.CHECKER,
    "set_confidential": Role.CHECKER,
    "lift_confidential": Role.EDITOR,
    "recheck": Role.CHECKER,
    "rate": Role.CHECKER,
    "submit": Role.CHECKER,
    "drop": Role.CHECKER,
    "return": Role.CHECKER,
    "approve": Role.CHECKER,
    "assign": Role.CHECKER,
    "tag": Role.CHECKER,
    "note": Role.CHECKER,
    "withdraw_article": Role.CHECKER,
    "save_view": Role.VIEWER,
    "share_view": Role.EDITOR,
    "reopen": Role.EDITOR,
    "publish": Role.EDITOR,
    "sign_off": Role.EDITOR,
    "share_article": Role.EDITOR,
    "withdraw": Role.EDITOR,
    "import": Role.EDITOR,
    "handle_alert": Role.CHECKER,
    "manage_feeds": Role.EDITOR,
    "manage_people": Role.ADMIN,
    "manage_settings": Role.ADMIN,
    "redact": Role.ADMIN,
    "mend_schema": Role.ADMIN,
    "accept_rows": Role.ADMIN,
}
"""Each action and the lowest role that may do it."""


def may(person: Person, action: str) -> bool:
    """Whether this person is enabled and has a role that includes the action. An unknown action raises KeyError: a programming error."""
    return not person.disabled and ROLES.index(person.role) >= ROLES.index(MAY[action])


def require_permission(person: Person, action: str) -> None:
    """Raise NotAllowed unless this person's role includes the action."""
    if not may(person, action):
        who = " or ".join(role for role in ROLES if ROLES.index(role) >= ROLES.index(MAY[action]))
        raise NotAllowed(
            phrase(
                "{name} is {role} here and may not {action}: ask somebody who is {who}.",
                name=person.name,
                role=person.role,
                action=action.replace("_", " "),
                who=who,
            )
        )


def at_the_command_line(db: Database, name: str, *, at: datetime) -> Person:
    """The person who uses the command line, created if missing. Whoever can write the file may do everything in it."""
    name = required_text(name, "user_name", limit=80)
    # Look before writing: reading also works during a long write and on a read-only file system.
    person = people.find_person(db, name)
    if person is None:
        with write(db):
            person = people.find_person(db, name) or people.add_person(db, name, Role.ADMIN, by=None, at=at)
    return Person(person.id, person.name, Role.ADMIN, disabled=False, has_password=person.has_password, version=person.version)


def add_person(db: Database, name: str, role: Role, password: str | None, *, by: Person, at: datetime) -> Person:
    """Store a new person, who can sign in once they have a password. Raise Refused if the name is taken or the password is weak."""
    require_permission(by, "manage_people")
    name = required_text(name, "name", limit=80)
    return people.add_person(
        db, name, role, by=by, at=at, password_hash=passwords.hash_password(password, name) if password is not None else None
    )


def person_by_name(db: Database, name: str) -> Person:
    """The person with that name, ignoring case; raise NotFound."""
    person = people.find_person(db, name)
    if person is None:
        raise NotFound(phrase("there is no person named {name}.", name=name))
    return person


def set_password(db: Database, person: Person, password: str, *, by: Person, at: datetime) -> None:
    """Set a person's password. Admins may set anybody's, everybody else their own. Raise Refused if it is weak."""
    if by.id != person.id:
        require_permission(by, "manage_people")
    people.set_password_hash(db, person, passwords.hash_password(password, person.name), by=by, at=at)


def set_role(db: Database, person: Person, role: Role, *, by: Person, at: datetime) -> None:
    """Change a person's role. Raise Refused if nobody would be left to manage people."""
    require_permission(by, "manage_people")
    with write(db):
        people.set_role(db, person, role, by=by, at=at)
        _keep_an_admin(db)


def set_disabled(db: Database, person: Person, disabled: bool, *, by: Person, at: datetime) -> None:
    """Disable or enable a person's account. Raise Refused if nobody would be left to manage people.

    Disabling ends their sessions, links (also those for experts), tokens and feed address for good; enabling brings none of them back.
    """
    require_permission(by, "manage_people")
    with write(db):
        people.set_disabled(db, person, disabled, by=by, at=at)
        if disabled:
            tokens.revoke_all(db, person, by=by, at=at)
            alerts.end_address(db, person, by=by, at=at)
            expert_links.end_links_of(db, person, by=by, at=at)
        _keep_an_admin(db)


def sign_in(db: Database, name: str, password: str) -> Person | None:
    """The person with this name and password, or None. Takes the same time whether or not the name exists."""
    person = people.find_person(db, name) if is_text(name) else None
    stored = people.password_hash(db, person) if person else None
    right = passwords.is_password_of(password, stored)
    return person if person and right and not person.disabled else None


def is_last_admin(db: Database, person: Person) -> bool:
    """Whether nobody else could manage people if this person could not."""
    return [admin.id for admin in _admins(db)] == [person.id]


def _admins(db: Database) -> list[Person]:
    return [person for person in people.list_people(db) if person.role is Role.ADMIN and not person.disabled]


def _keep_an_admin(db: Database) -> None:
    if not _admins(db):
        raise Refused("this is the last admin. Make someone else an admin first.")

"""People."""

from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.errors import NotFound, Refused
from claims.model import Person, Role
from claims.store import history
from claims.store.connect import first_row, insert, rows, stamp, write
from claims.store.guarded_edits import update_row
from claims.wording import phrase


def add_person(
    db: Database, name: str, role: Role, *, by: Person | None, at: datetime, password_hash: str | None = None, way: str | None = None
) -> Person:
    """Store a new person. Raise Refused when the name is taken.

    Without ``by`` (the first person, or somebody whom another program vouches for, named by ``way``) the event is in their own name.
    """
    with write(db):
        if find_person(db, name):
            raise Refused(phrase("there is somebody named {name} already: choose another name.", name=name), field="name")
        number = insert(
            db,
            "INSERT INTO person (name, role, password_hash, added_at) VALUES (:name, :role, :password_hash, :at)",
            {"name": name, "role": role, "password_hash": password_hash, "at": stamp(at)},
        )
        person = get_person(db, number)
        after = {"name": name, "role": role, **_by_way_of(way)}
        history.record(db, by=by or person, at=at, action="add_person", subject="person", subject_id=number, after=after)
    return person


def get_person(db: Database, number: int) -> Person:
    """The person with that number; raise NotFound."""
    row = first_row(db, "SELECT * FROM person WHERE id = :id", {"id": number})
    if not row:
        raise NotFound(phrase("there is no person {number}.", number=number))
    return _person(row)


def find_person(db: Database, name: str) -> Person | None:
    """The person with that name, ignoring case, or None."""
    row = first_row(db, "SELECT * FROM person WHERE name = :name", {"name": name})
    return _person(row) if row else None


def list_people(db: Database) -> list[Person]:
    """Everybody, by name."""
    return [_person(row) for row in rows(db, "SELECT * FROM person ORDER BY name COLLATE NOCASE")]


def password_hash(db: Database, person: Person) -> str | None:
    """The stored hash of a person's password; None when they cannot sign in with one."""
    row = first_row(db, "SELECT password_hash FROM person WHERE id = :id", {"id": person.id})
    return row["password_hash"] if row else None


def set_password_hash(db: Database, person: Person, hashed: str, *, by: Person, at: datetime) -> None:
    """Store a new password hash. Raise StaleEdit if the person changed since they were read."""
    with write(db):
        update_row(db, "person", person, {"password_hash": hashed})
        history.record(db, by=by, at=at, action="set_password", subject="person", subject_id=person.id)


def set_role(db: Database, person: Person, role: Role, *, by: Person, at: datetime, way: str | None = None) -> None:
    """Change a person's role. ``way`` names the program whose groups gave it. Raise StaleEdit if the person changed since they were read."""
    with write(db):
        update_row(db, "person", person, {"role": role})
        before, after = {"role": person.role}, {"role": role, **_by_way_of(way)}
        history.record(db, by=by, at=at, action="set_role", subject="person", subject_id=person.id, before=before, after=after)


def set_disabled(db: Database, person: Person, disabled: bool, *, by: Person, at: datetime) -> None:
    """Shut a person out, or let them in again. Raise StaleEdit if the person changed since they were read."""
    with write(db):
        update_row(db, "person", person, {"disabled": int(disabled)})
        action = "disable_person" if disabled else "enable_person"
        history.record(db, by=by, at=at, action=action, subject="person", subject_id=person.id)


def person_with_identity(db: Database, issuer: str, subject: str) -> Person | None:
    """The person who signs in as this subject of a provider, or None."""
    row = first_row(
        db,
        "SELECT person.* FROM person JOIN identity ON person_id = person.id WHERE issuer = :issuer AND subject = :subject",
        {"issuer": issuer, "subject": subject},
    )
    return _person(row) if row else None


def is_connected(db: Database, person: Person, issuer: str | None = None) -> bool:
    """Whether a person signs in as a subject of this provider, or without ``issuer`` of any."""
    return bool(
        rows(
            db,
            "SELECT 1 FROM identity WHERE person_id = :person AND (:issuer IS NULL OR issuer = :issuer) LIMIT 1",
            {"person": person.id, "issuer": issuer},
        )
    )


def is_unused(db: Database, person: Person) -> bool:
    """Whether an account was made by somebody else and never used: it has nothing to sign in with but a one-time link, and no history of its own."""
    return bool(
        rows(
            db,
            "SELECT 1 FROM person WHERE id = :person AND password_hash IS NULL AND signed_out_at IS NULL"
            " AND NOT EXISTS (SELECT 1 FROM identity WHERE person_id = person.id)"
            " AND NOT EXISTS (SELECT 1 FROM second_factor WHERE person_id = person.id)"
            " AND NOT EXISTS (SELECT 1 FROM half_sign_in WHERE person_id = person.id)"
            " AND NOT EXISTS (SELECT 1 FROM token WHERE person_id = person.id)"
            " AND NOT EXISTS (SELECT 1 FROM session WHERE person_id = person.id)"
            " AND NOT EXISTS (SELECT 1 FROM sign_in_link WHERE person_id = person.id AND used_at IS NOT NULL)"
            " AND NOT EXISTS (SELECT 1 FROM event WHERE by_id = person.id)",
            {"person": person.id},
        )
    )


def allow_identity(db: Database, person: Person, *, by: Person, at: datetime) -> None:
    """Record that the next subject of a provider with this person's name may be this person."""
    with write(db):
        history.record(db, by=by, at=at, action="allow_identity", subject="person", subject_id=person.id)


def awaits_identity(db: Database, person: Person) -> bool:
    """Whether an admin let a subject of a provider be this person, or disconnected one for that, and none has come since."""
    row = first_row(
        db,
        "SELECT action FROM event WHERE subject = 'person' AND subject_id = :person"
        " AND action IN ('add_identity', 'allow_identity', 'remove_identity') ORDER BY id DESC LIMIT 1",
        {"person": person.id},
    )
    return row is not None and row["action"] != "add_identity"


def add_identity(db: Database, person: Person, issuer: str, subject: str, *, at: datetime) -> None:
    """Let a person sign in as this subject and record that."""
    with write(db):
        insert(
            db,
            "INSERT INTO identity (issuer, subject, person_id, linked_at) VALUES (:issuer, :subject, :person, :at)",
            {"issuer": issuer, "subject": subject, "person": person.id, "at": stamp(at)},
        )
        after = {"issuer": issuer, "subject": subject}
        history.record(db, by=person, at=at, action="add_identity", subject="person", subject_id=person.id, after=after)


def remove_identities(db: Database, person: Person, *, by: Person, at: datetime) -> bool:
    """Let no account of a provider be this person any more, and record that; return False when none was."""
    with write(db):
        if db.execute("DELETE FROM identity WHERE person_id = :person", {"person": person.id}).rowcount == 0:
            return False
        history.record(db, by=by, at=at, action="remove_identity", subject="person", subject_id=person.id)
    return True


def _by_way_of(way: str | None) -> dict[str, str]:
    return {"way": way} if way else {}


def _person(row: sqlite3.Row) -> Person:
    return Person(
        id=row["id"],
        name=row["name"],
        role=Role(row["role"]),
        disabled=bool(row["disabled"]),
        has_password=row["password_hash"] is not None,
        version=row["version"],
    )

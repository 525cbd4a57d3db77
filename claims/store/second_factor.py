"""Authenticator apps and recovery codes, and sign-ins that wait for one of their codes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from claims.model import Person
from claims.store import history
from claims.store.connect import first_row, moment, rows, stamp, write


@dataclass(frozen=True, slots=True)
class Factor:
    """A person's authenticator app: its key in base32, since when it counts (None while it is set up), wrong codes since the last right one."""

    secret: str
    confirmed_at: datetime | None
    wrong: int


def find_factor(db: Database, person_id: int) -> Factor | None:
    """A person's app, or None."""
    row = first_row(db, "SELECT * FROM second_factor WHERE person_id = :id", {"id": person_id})
    if not row:
        return None
    return Factor(row["secret"], moment(row["confirmed_at"]) if row["confirmed_at"] else None, row["wrong"])


def people_with_factor(db: Database) -> frozenset[int]:
    """The numbers of the people whose app counts."""
    return frozenset(row["person_id"] for row in rows(db, "SELECT person_id FROM second_factor WHERE confirmed_at IS NOT NULL"))


def put_secret(db: Database, person: Person, secret: str, *, at: datetime) -> None:
    """Store the key of an app that does not count yet, in place of an earlier one that never counted."""
    with write(db):
        db.execute(
            "INSERT INTO second_factor (person_id, secret, made_at) VALUES (:person, :secret, :at)"
            " ON CONFLICT (person_id) DO UPDATE SET secret = :secret, made_at = :at WHERE confirmed_at IS NULL",
            {"person": person.id, "secret": secret, "at": stamp(at)},
        )


def confirm(db: Database, person: Person, *, at: datetime) -> None:
    """Let a person's app count from now on, and record that."""
    with write(db):
        db.execute("UPDATE second_factor SET confirmed_at = :at WHERE person_id = :person", {"at": stamp(at), "person": person.id})
        history.record(db, by=person, at=at, action="set_up_second_factor", subject="person", subject_id=person.id)


def remove(db: Database, person: Person, *, by: Person, at: datetime) -> bool:
    """Take a person's app and recovery codes away and record who did; return False when there was no app that counted."""
    with write(db):
        removed = db.execute("DELETE FROM second_factor WHERE person_id = :person AND confirmed_at IS NOT NULL", {"person": person.id})
        if removed.rowcount == 0:
            return False
        db.execute("DELETE FROM recovery_code WHERE person_id = :person", {"person": person.id})
        history.record(db, by=by, at=at, action="remove_second_factor", subject="person", subject_id=person.id)
    return True


def use_step(db: Database, person_id: int, step: int) -> bool:
    """Use up the code of a half minute, counted from 1970; return False when that code or a later one was used before."""
    with write(db):
        used = db.execute(
            "UPDATE second_factor SET last_step = :step, wrong = 0 WHERE person_id = :person AND last_step < :step",
            {"step": step, "person": person_id},
        )
        return used.rowcount == 1


def count_wrong(db: Database, person_id: int) -> None:
    """Count a wrong code."""
    with write(db):
        db.execute("UPDATE second_factor SET wrong = wrong + 1 WHERE person_id = :person", {"person": person_id})


def put_recovery_codes(db: Database, person: Person, secrets_sha256: Iterable[str], *, at: datetime) -> None:
    """Store new recovery codes in place of all earlier ones, and record that."""
    with write(db):
        db.execute("DELETE FROM recovery_code WHERE person_id = :person", {"person": person.id})
        for secret in secrets_sha256:
            db.execute(
                "INSERT INTO recovery_code (secret_sha256, person_id, made_at) VALUES (:secret, :person, :at)",
                {"secret": secret, "person": person.id, "at": stamp(at)},
            )
        history.record(db, by=person, at=at, action="make_recovery_codes", subject="person", subject_id=person.id)


def use_recovery_code(db: Database, person: Person, secret_sha256: str, *, at: datetime) -> bool:
    """Use up a recovery code and record that; return False when it is not this person's or was used before."""
    with write(db):
        used = db.execute(
            "UPDATE recovery_code SET used_at = :at WHERE secret_sha256 = :secret AND person_id = :person AND used_at IS NULL",
            {"at": stamp(at), "secret": secret_sha256, "person": person.id},
        )
        if used.rowcount == 0:
            return False
        db.execute("UPDATE second_factor SET wrong = 0 WHERE person_id = :person", {"person": person.id})
        after = {"left": count_recovery_codes(db, person.id)}
        history.record(db, by=person, at=at, action="use_recovery_code", subject="person", subject_id=person.id, after=after)
    return True


def count_recovery_codes(db: Database, person_id: int) -> int:
    """How many recovery codes a person has left."""
    counted = rows(db, "SELECT count(*) AS left FROM recovery_code WHERE person_id = :person AND used_at IS NULL", {"person": person_id})
    return int(counted[0]["left"])


def add_half_sign_in(db: Database, secret_sha256: str, person_id: int, way: str, *, at: datetime, ends_at: datetime) -> None:
    """Store a sign-in that waits for a code, and delete those that have ended."""
    with write(db):
        db.execute("DELETE FROM half_sign_in WHERE ends_at < :now", {"now": stamp(at)})
        db.execute(
            "INSERT INTO half_sign_in (secret_sha256, person_id, way, ends_at) VALUES (:secret, :person, :way, :ends)",
            {"secret": secret_sha256, "person": person_id, "way": way, "ends": stamp(ends_at)},
        )


def find_half_sign_in(db: Database, secret_sha256: str, *, at: datetime) -> tuple[int, str] | None:
    """Whose sign-in waits under this secret, and how they began it; None when it ended or never existed."""
    row = first_row(
        db,
        "SELECT person_id, way FROM half_sign_in WHERE secret_sha256 = :secret AND ends_at > :now",
        {"secret": secret_sha256, "now": stamp(at)},
    )
    return (row["person_id"], row["way"]) if row else None


def end_half_sign_in(db: Database, secret_sha256: str) -> bool:
    """End a sign-in that waits; return False when it had ended."""
    with write(db):
        return bool(db.execute("DELETE FROM half_sign_in WHERE secret_sha256 = :secret", {"secret": secret_sha256}).rowcount)

"""API tokens. Secrets come in as their SHA-256: the store never sees one."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.errors import NotFound, Refused
from claims.model import Person
from claims.store import history
from claims.store.connect import first_row, insert, moment, rows, stamp, write
from claims.wording import phrase


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a person, without its secret, which is not stored."""

    id: int
    person: str
    made_at: datetime
    revoked_at: datetime | None


def add_token(db: Database, secret_sha256: str, person: Person, *, by: Person, at: datetime) -> int:
    """Store a token and its event; return its number."""
    with write(db):
        number = insert(
            db,
            "INSERT INTO token (secret_sha256, person_id, made_at) VALUES (:secret, :person, :at)",
            {"secret": secret_sha256, "person": person.id, "at": stamp(at)},
        )
        after = {"token": number}
        history.record(db, by=by, at=at, action="add_token", subject="person", subject_id=person.id, after=after)
    return number


def find_token(db: Database, secret_sha256: str) -> int | None:
    """The person whose token this is, or None when there is none or it was revoked."""
    row = first_row(db, "SELECT person_id FROM token WHERE secret_sha256 = :secret AND revoked_at IS NULL", {"secret": secret_sha256})
    return row["person_id"] if row else None


def owner_of_token(db: Database, number: int) -> int:
    """The number of the person who owns the token; raise NotFound."""
    row = first_row(db, "SELECT person_id FROM token WHERE id = :id", {"id": number})
    if not row:
        raise NotFound(phrase("there is no token {number}.", number=number))
    return int(row["person_id"])


def list_tokens(db: Database) -> list[Token]:
    """Every token ever made, oldest first."""
    token_rows = rows(db, "SELECT token.*, person.name FROM token JOIN person ON person.id = token.person_id ORDER BY token.id")
    return [_token(row) for row in token_rows]


def revoke_token(db: Database, number: int, *, by: Person, at: datetime) -> None:
    """Revoke a token immediately and permanently. Raise Refused when it is already revoked."""
    with write(db):
        owner = owner_of_token(db, number)
        ended = db.execute("UPDATE token SET revoked_at = :at WHERE id = :id AND revoked_at IS NULL", {"at": stamp(at), "id": number})
        if ended.rowcount == 0:
            raise Refused(phrase("token {number} was revoked before: nothing is left to do.", number=number))
        after = {"token": number}
        history.record(db, by=by, at=at, action="revoke_token", subject="person", subject_id=owner, after=after)


def revoke_all(db: Database, person: Person, *, by: Person, at: datetime) -> None:
    """Permanently revoke every token of a person that is not revoked yet."""
    with write(db):
        for row in rows(db, "SELECT id FROM token WHERE person_id = :person AND revoked_at IS NULL ORDER BY id", {"person": person.id}):
            revoke_token(db, row["id"], by=by, at=at)


def _token(row: sqlite3.Row) -> Token:
    revoked = row["revoked_at"]
    return Token(row["id"], row["name"], moment(row["made_at"]), moment(revoked) if revoked else None)

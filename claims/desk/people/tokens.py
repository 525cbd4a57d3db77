"""API tokens: what a script shows instead of a password."""

import secrets
from datetime import datetime

from sqlite_utils import Database

from claims.desk.people import people
from claims.errors import Refused
from claims.model import Person
from claims.store import people as stored_people
from claims.store import tokens
from claims.store.connect import write
from claims.store.history import digest
from claims.store.tokens import Token

__all__ = ["Token", "list_tokens", "make_token", "person_of_token", "revoke_token"]

PREFIX = "claims_"
"""What every token begins with, so that programs that look for leaked secrets know one when they see it."""


def make_token(db: Database, person: Person, *, by: Person, at: datetime) -> str:
    """A new token of that person's, good until it is revoked; this is the only time that it is shown.

    Admins make anybody's, everybody their own. Raise Refused for a person who is shut out.
    """
    if by.id != person.id:
        people.require_permission(by, "manage_people")
    if person.disabled:
        raise Refused(f"{person.name} is shut out: let them in first.")
    secret = PREFIX + secrets.token_urlsafe(32)
    tokens.add_token(db, digest(secret), person, by=by, at=at)
    return secret


def person_of_token(db: Database, secret: str) -> Person | None:
    """Whose token this is, with their role as it is now; None when it is unknown or revoked, or its person is shut out."""
    if not secret.startswith(PREFIX):
        return None
    number = tokens.find_token(db, digest(secret))
    person = stored_people.get_person(db, number) if number is not None else None
    return person if person and not person.disabled else None


def list_tokens(db: Database, person: Person | None = None) -> list[Token]:
    """Every token that was ever made, oldest first: of one person, or of all."""
    return [token for token in tokens.list_tokens(db) if person is None or token.person == person.name]


def revoke_token(db: Database, number: int, *, by: Person, at: datetime) -> None:
    """End a token at once: an admin anybody's, everybody their own. Raise NotFound or Refused when there is none to end."""
    with write(db):
        if tokens.owner_of_token(db, number) != by.id:
            people.require_permission(by, "manage_people")
        tokens.revoke_token(db, number, by=by, at=at)

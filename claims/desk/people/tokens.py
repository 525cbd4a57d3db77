"""API tokens, which scripts use instead of a password."""

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
from claims.wording import phrase

__all__ = ["Token", "list_tokens", "make_token", "person_of_token", "revoke_token"]

PREFIX = "claims_"
"""Every token begins with this, so that programs that scan for leaked secrets recognise it."""


def make_token(db: Database, person: Person, *, by: Person, at: datetime) -> str:
    """Make a token for that person and return it; it is valid until revoked. It can be read only here, never later.

    Admins may make tokens for anybody, everybody else for themselves. Raise Refused if the person is disabled.
    """
    if by.id != person.id:
        people.require_permission(by, "manage_people")
    if person.disabled:
        raise Refused(phrase("{name} is deactivated. Reactivate them first.", name=person.name))
    secret = PREFIX + secrets.token_urlsafe(32)
    tokens.add_token(db, digest(secret), person, by=by, at=at)
    return secret


def person_of_token(db: Database, secret: str) -> Person | None:
    """The owner of this token, with their current role; None if it is unknown or revoked, or the person is disabled."""
    if not secret.startswith(PREFIX):
        return None
    number = tokens.find_token(db, digest(secret))
    person = stored_people.get_person(db, number) if number is not None else None
    return person if person and not person.disabled else None


def list_tokens(db: Database, person: Person | None = None) -> list[Token]:
    """Every token ever made, oldest first, for one person or for all."""
    return [token for token in tokens.list_tokens(db) if person is None or token.person == person.name]


def revoke_token(db: Database, number: int, *, by: Person, at: datetime) -> None:
    """Revoke a token at once. Admins may revoke anybody's, everybody else their own. Raise NotFound or Refused if none is left to revoke."""
    with write(db):
        if tokens.owner_of_token(db, number) != by.id:
            people.require_permission(by, "manage_people")
        tokens.revoke_token(db, number, by=by, at=at)

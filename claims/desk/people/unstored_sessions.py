"""Sessions that exist only in their secret, for when the store can be read and not written."""

import hmac
from datetime import datetime, timedelta

from sqlite_utils import Database

from claims.errors import NotFound, StoreFailed
from claims.model import Person
from claims.store import people as stored_people
from claims.store import signing_in

UNSTORED = timedelta(hours=1)
"""How long such a session lasts. It is sealed with the store's own key. A new password, a disabled account and signing out everywhere
else end it; signing out in its own browser only makes that browser forget it."""

SKEW = timedelta(minutes=5)
"""How far a clock may be set back without signing everybody out."""

MARK = "unstored."
"""Every such secret begins with this."""


def make(db: Database, person: Person, *, at: datetime) -> str:
    """The secret of a new session. Raise StoreFailed when the store has no key yet."""
    key = signing_in.find_signing_key(db)
    if key is None:
        raise StoreFailed("the database cannot be written, and nobody has served it before: nobody can sign in.")
    ends = int((at + UNSTORED).timestamp())
    return f"{MARK}{person.id}.{ends}.{_seal(db, key, person, ends)}"


def person_of(db: Database, secret: str, *, at: datetime) -> Person | None:
    """The person whose session this is, or None if it has ended or was never made here."""
    try:
        number, ends, seal = secret.removeprefix(MARK).split(".")
        person, until = stored_people.get_person(db, int(number[:20])), int(ends[:20])
    except (ValueError, NotFound):
        return None
    key = signing_in.find_signing_key(db)
    is_ours = key is not None and hmac.compare_digest(seal.encode(errors="replace"), _seal(db, key, person, until).encode())
    is_running = at.timestamp() < until <= (at + UNSTORED + SKEW).timestamp()
    signed_out = signing_in.signed_out_at(db, person.id)
    if signed_out and until - UNSTORED.total_seconds() < signed_out.timestamp():
        return None
    return person if is_ours and is_running and not person.disabled else None


def _seal(db: Database, key: bytes, person: Person, ends: int) -> str:
    # The password hash is part of it, so a new password ends the session.
    content = f"session {person.id} {ends} {stored_people.password_hash(db, person)}"
    return hmac.new(key, content.encode(), "sha256").hexdigest()

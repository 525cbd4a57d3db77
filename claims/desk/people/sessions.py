"""Signing in and out: sessions that can be ended at once, one-time links, and limits on guessing."""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from claims.desk.people import people, second_factor, unstored_sessions
from claims.desk.people.browsers import Browser
from claims.desk.people.rate_limits import Brake
from claims.desk.typed_fields import required_text
from claims.errors import NotAllowed, Refused, StoreFailed
from claims.model import Person, Role
from claims.store import people as stored_people
from claims.store import second_factor as stored_factors
from claims.store import signing_in
from claims.store.connect import wait_briefly, write
from claims.store.history import digest

SESSION = timedelta(hours=12)
LINK = timedelta(hours=24)
HALF = timedelta(minutes=10)
"""How long a sign-in waits for its code."""

_HALF_MARK = "half."

WINDOW = timedelta(minutes=15)
MAX_FAILURES = (10, 50)
"""The most failed attempts within WINDOW, for one name and from one address. NIST SP 800-63B allows at most 100 for an account."""


TOO_MANY = "too many wrong passwords. Wait 15 minutes, or ask an admin for a one-time link."

NOTE_USE = timedelta(minutes=15)
"""How precisely the last use of a session is known: reading a page seldom writes."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a one-time link does: it signs ``person`` in or, if that is None, creates the first admin."""

    person: Person | None


@dataclass(frozen=True, slots=True)
class SignIn:
    """A running session as its owner sees it. ``is_this`` marks the one that asks."""

    way: str
    browser: Browser
    started_at: datetime
    used_at: datetime
    is_this: bool


def sign_in(
    db: Database, name: str, password: str, *, address: str, at: datetime, brake: Brake | None = None, browser: Browser | None = None
) -> str | None:
    """Start a session and return its secret; None for a wrong name or password. Raise NotAllowed after too many tries.

    Somebody with a second factor gets the secret of a sign-in that waits for a code (``needs_code``, ``finish_sign_in``).
    While the store cannot be written, ``brake`` counts the tries and the session exists only in its secret (``unstored_sessions``).
    """
    name = name[:80]
    try:
        with wait_briefly(db):
            attempt = _begin_attempt(db, name, address, at=at)
    except StoreFailed:
        if brake is None:
            raise
        return _sign_in_unstored(db, brake, name, password, address=address, at=at)
    person = people.sign_in(db, name, password)
    if person is None:
        return None
    with write(db):
        signing_in.forget_attempt(db, attempt)
        return _start(db, person, at=at, way="password", browser=browser)


def _sign_in_unstored(db: Database, brake: Brake, name: str, password: str, *, address: str, at: datetime) -> str | None:
    window = int(WINDOW.total_seconds())
    for who, most in zip((f"sign-in of {name.casefold()}", f"sign-in from {address}"), MAX_FAILURES, strict=True):
        if not brake.count(who, most=most, at=at, seconds=window):
            raise NotAllowed(TOO_MANY)
    person = people.sign_in(db, name, password)
    if person is None:
        return None
    if second_factor.is_set_up(db, person):
        # That a code was used has to be written down, or it would work again.
        raise StoreFailed("the database cannot be written, so no code can be used up: sign in when it can be written again.")
    return unstored_sessions.make(db, person, at=at)


def _start(db: Database, person: Person, *, at: datetime, way: str, browser: Browser | None) -> str:
    if not second_factor.is_set_up(db, person):
        return start_session(db, person, at=at, way=way, browser=browser)
    secret = _HALF_MARK + secrets.token_urlsafe(32)
    stored_factors.add_half_sign_in(db, digest(secret), person.id, way, at=at, ends_at=at + HALF)
    return secret


def needs_code(secret: str) -> bool:
    """Whether this is the secret of a sign-in that waits for a code, not of a session."""
    return secret.startswith(_HALF_MARK)


def who_needs_code(db: Database, secret: str, *, at: datetime) -> Person | None:
    """Whose sign-in waits for a code under this secret; None when it ended or never existed."""
    waiting = stored_factors.find_half_sign_in(db, digest(secret), at=at)
    return stored_people.get_person(db, waiting[0]) if waiting else None


def finish_sign_in(db: Database, secret: str, code: str, *, address: str, at: datetime, browser: Browser | None = None) -> str | None:
    """Start the session of a sign-in that waits, with a code of the app or a recovery code, and return its secret.

    None when that sign-in ended or never existed. Raise Refused for a wrong code, NotAllowed after too many.
    """
    waiting = stored_factors.find_half_sign_in(db, digest(secret), at=at)
    if waiting is None:
        return None
    person = stored_people.get_person(db, waiting[0])
    second_factor.require_code(db, person, code, address=address, at=at)
    with write(db):
        # The password may have changed while the code was looked at; then the sign-in that waited has ended.
        if not stored_factors.end_half_sign_in(db, digest(secret)):
            return None
        return start_session(db, person, at=at, way=waiting[1], browser=browser)


def change_password(db: Database, person: Person, old: str, new: str, *, address: str, at: datetime) -> None:
    """Let a person change their own password. If they have one, they must give it, with the same limit on tries as at sign-in.

    Raise NotAllowed for a wrong old password and after too many tries, Refused for a weak new one.
    """
    if person.has_password:
        attempt = _begin_attempt(db, person.name, address, at=at)
        if people.sign_in(db, person.name, old) is None:
            raise NotAllowed("the current password is wrong. Type the one you sign in with.", field="old")
        signing_in.forget_attempt(db, attempt)
    people.set_password(db, person, new, by=person, at=at)


def _begin_attempt(db: Database, name: str, address: str, *, at: datetime) -> int:
    attempt = signing_in.begin_attempt(db, name, address, at=at, since=at - WINDOW, most=MAX_FAILURES)
    if attempt is None:
        raise NotAllowed(TOO_MANY)
    return attempt


def start_session(db: Database, person: Person, *, at: datetime, way: str = "password", browser: Browser | None = None) -> str:
    """Start a session of 12 hours and return its secret; only the SHA-256 of it is stored."""
    secret, browser = secrets.token_urlsafe(32), browser or Browser()
    session = signing_in.Session(digest(secret), person.id, way, browser.device, browser.network, at, at)
    signing_in.add_session(db, session, ends_at=at + SESSION)
    return secret


def person_of_session(db: Database, secret: str, *, at: datetime) -> Person | None:
    """The person whose session this is, or None if it has ended or never existed."""
    if secret.startswith(unstored_sessions.MARK):
        return unstored_sessions.person_of(db, secret, at=at)
    session = signing_in.find_session(db, digest(secret), at=at, ends_by=at + SESSION + unstored_sessions.SKEW)
    if session is None:
        return None
    if at - session.used_at >= NOTE_USE:
        # Nobody waits for this note, and a page can be read where nothing can be written.
        with suppress(StoreFailed), wait_briefly(db, milliseconds=0):
            signing_in.note_use(db, session.secret_sha256, at=at)
    person = stored_people.get_person(db, session.person_id)
    return None if person.disabled else person


def way_of_session(db: Database, secret: str, *, at: datetime) -> str:
    """How the session with this secret was started: "password", "link" or "oidc". A session that is not stored counts as "password"."""
    session = signing_in.find_session(db, digest(secret), at=at, ends_by=at + SESSION + unstored_sessions.SKEW)
    return session.way if session else "password"


def list_sign_ins(db: Database, person: Person, secret: str | None, *, at: datetime) -> list[SignIn]:
    """Where a person is signed in, the session used last first. ``secret`` is that of the session that asks."""
    this = digest(secret) if secret else None
    return [
        SignIn(session.way, Browser(session.device, session.network), session.started_at, session.used_at, session.secret_sha256 == this)
        for session in signing_in.list_sessions(db, person.id, at=at)
    ]


def sign_out_everywhere(db: Database, person: Person, *, at: datetime) -> None:
    """End every session and unused one-time link of a person. A browser that stays signed in needs a new session, so no copy of its cookie works."""
    signing_in.end_sessions(db, person, by=person, at=at)


def sign_out(db: Database, secret: str) -> None:
    """End a session at once; doing it twice does no harm. An unstored session ends when the browser forgets it."""
    if needs_code(secret):
        stored_factors.end_half_sign_in(db, digest(secret))
    elif not secret.startswith(unstored_sessions.MARK):
        signing_in.end_session(db, digest(secret))


def make_link(db: Database, person: Person | None, *, at: datetime) -> str:
    """The secret of a new one-time link, valid for a day.

    Without a person the link creates the first admin; raise Refused if anybody can sign in already.
    """
    if person is None and has_anybody(db, at=at):
        raise Refused("someone can already sign in. Ask an admin to add you.")
    secret = secrets.token_urlsafe(32)
    signing_in.add_link(db, digest(secret), person.id if person else None, at=at, ends_at=at + LINK)
    return secret


def has_anybody(db: Database, *, at: datetime) -> bool:
    """Whether anybody can sign in, with a password or with a valid link."""
    passwords = any(person.has_password and not person.disabled for person in stored_people.list_people(db))
    return passwords or signing_in.has_open_link(db, at=at)


def find_link(db: Database, secret: str, *, at: datetime) -> Link | None:
    """What a one-time link does; None if it was used, has expired or never existed."""
    good, number = signing_in.find_link(db, digest(secret), at=at)
    if not good:
        return None
    return Link(stored_people.get_person(db, number) if number is not None else None)


def may_choose_password(db: Database, person: Person) -> bool:
    """Whether a one-time link lets its person choose a password: not if they have a second factor, which the link alone does not prove."""
    return person.id not in stored_factors.people_with_factor(db)


def use_link(db: Database, secret: str, *, at: datetime, browser: Browser | None = None, password: str = "") -> str | None:
    """Use up a person's one-time link and start their session; return its secret, or None if the link is not valid.

    A ``password`` becomes theirs; Refused for a weak one leaves the link as it was. Somebody with a second factor gets the secret of a
    sign-in that waits for a code.
    """
    with write(db):
        link = find_link(db, secret, at=at)
        if link is None or link.person is None or not signing_in.use_link(db, digest(secret), at=at):
            return None
        if password and may_choose_password(db, link.person):
            people.set_password(db, link.person, password, by=link.person, at=at)
        return _start(db, link.person, at=at, way="link", browser=browser)


def make_first_admin(db: Database, secret: str, name: str, password: str, *, at: datetime, browser: Browser | None = None) -> str:
    """Use up the first admin's link: create that person, start their session, return its secret. Raise Refused if the link is not valid."""
    with write(db):
        link = find_link(db, secret, at=at)
        if link is None or link.person is not None or has_anybody(db, at=at):
            raise Refused("this link has been used or has expired. Restart the server to get a new one.")
        person = _admin_named(db, required_text(name, "name", limit=80), at=at)
        people.set_password(db, person, password, by=person, at=at)
        signing_in.use_link(db, digest(secret), at=at)
        return start_session(db, stored_people.get_person(db, person.id), at=at, browser=browser)


def signing_key(db: Database) -> bytes:
    """32 random bytes that sign forms. They are made once and kept with the data, so all server processes and restarts share them."""
    stored = signing_in.find_signing_key(db)
    return stored if stored is not None else signing_in.keep_signing_key(db, secrets.token_bytes(32))


def _admin_named(db: Database, name: str, *, at: datetime) -> Person:
    # Somebody who used the command line before already exists, without a password.
    person = stored_people.find_person(db, name)
    if person is None:
        return stored_people.add_person(db, name, Role.ADMIN, by=None, at=at)
    if person.role is not Role.ADMIN:
        stored_people.set_role(db, person, Role.ADMIN, by=person, at=at)
    return stored_people.get_person(db, person.id)

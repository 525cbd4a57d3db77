"""The second factor: a code from an authenticator app (TOTP, RFC 6238) beside the password or one-time link, and who must have one."""

import base64
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from claims.desk.people import people
from claims.errors import NotAllowed, Refused
from claims.model import Person, Role
from claims.store import newsroom, signing_in
from claims.store import second_factor as stored
from claims.store.connect import write
from claims.store.history import digest
from claims.wording import phrase

REQUIRED_FROM = "second_factor_from"
"""The setting: the lowest role that must have a second factor, or NOBODY, which is the default."""

NOBODY = "nobody"

STEP = 30
"""Seconds that a code is shown, as every authenticator app does it."""

WINDOW = timedelta(minutes=15)
MAX_FAILURES = (5, 50)
"""The most wrong codes within WINDOW, for one person and from one address."""

MOST_WRONG = 50
"""The most wrong codes of the app since the last right one. Three codes are right at any moment, so somebody who knows the password
guesses one with a chance of 50 * 3 / 1,000,000 before only a recovery code helps."""

RECOVERY_CODES = 10

WRONG = "that code is wrong, or it was used before: wait until the app shows another, then type that."
TOO_MANY = "too many wrong codes. Wait 15 minutes, or ask an admin to reset your two-step sign-in."
LOCKED = "too many wrong codes: the app's codes no longer count. Type a recovery code, or ask an admin to reset your two-step sign-in."


@dataclass(frozen=True, slots=True)
class Status:
    """A person's second factor. ``secret`` is the app's key, only while it is being set up; ``since`` is None until it counts."""

    is_required: bool
    since: datetime | None
    secret: str | None
    recovery_codes: int


def required_from(db: Database) -> str:
    """The lowest role that must have a second factor, or NOBODY."""
    return newsroom.find_setting(db, REQUIRED_FROM) or NOBODY


def set_required_from(db: Database, role: str, *, by: Person, at: datetime) -> None:
    """Set the lowest role that must have a second factor, from the next request on. Raise Refused for anything but a role or NOBODY."""
    people.require_permission(by, "manage_settings")
    if role not in (NOBODY, *people.ROLES):
        raise Refused(phrase("{role} is no role: choose {value}.", role=repr(role), value=", ".join((NOBODY, *people.ROLES))))
    with write(db):
        if required_from(db) != role:
            newsroom.put_setting(db, REQUIRED_FROM, role, by=by, at=at)


def is_required(db: Database, person: Person) -> bool:
    """Whether the newsroom requires a second factor of this person's role."""
    lowest = required_from(db)
    return lowest != NOBODY and people.ROLES.index(person.role) >= people.ROLES.index(Role(lowest))


def is_set_up(db: Database, person: Person) -> bool:
    """Whether this person needs a code to sign in."""
    factor = stored.find_factor(db, person.id)
    return factor is not None and factor.confirmed_at is not None


def must_set_up(db: Database, person: Person) -> bool:
    """Whether this person must set up a second factor before anything else."""
    return is_required(db, person) and not is_set_up(db, person)


def status_of(db: Database, person: Person) -> Status:
    """A person's second factor as their own page shows it."""
    factor = stored.find_factor(db, person.id)
    since = factor.confirmed_at if factor else None
    secret = factor.secret if factor and since is None else None
    return Status(is_required(db, person), since, secret, stored.count_recovery_codes(db, person.id))


def begin(db: Database, person: Person, *, at: datetime) -> None:
    """Make a new key for a person's app. It counts once ``confirm`` saw a code of it. Raise Refused when an app counts already."""
    if is_set_up(db, person):
        raise Refused("two-step sign-in is on already: turn it off first to set up another app.")
    stored.put_secret(db, person, base64.b32encode(secrets.token_bytes(20)).decode(), at=at)


def confirm(db: Database, person: Person, code: str, *, address: str, at: datetime) -> list[str]:
    """Let the app count whose code this is, and return the recovery codes, which can be read only here. Raise Refused for a wrong code."""
    factor = stored.find_factor(db, person.id)
    if factor is None or factor.confirmed_at is not None:
        raise Refused("two-step sign-in is not being set up: begin again.")
    _require_code(db, person, address=address, at=at, is_right=lambda: _use_app_code(db, person, code, at=at))
    with write(db):
        stored.confirm(db, person, at=at)
        return _make_recovery_codes(db, person, at=at)


def renew_recovery_codes(db: Database, person: Person, code: str, *, address: str, at: datetime) -> list[str]:
    """Make new recovery codes in place of all earlier ones and return them. Raise Refused for a wrong code."""
    require_code(db, person, code, address=address, at=at)
    return _make_recovery_codes(db, person, at=at)


def turn_off(db: Database, person: Person, code: str, *, address: str, at: datetime) -> None:
    """Take a person's own second factor away. Raise Refused for a wrong code, and where the newsroom requires one."""
    if is_required(db, person):
        raise Refused(
            phrase("your newsroom requires two-step sign-in of everybody who is {role}: it cannot be turned off.", role=person.role)
        )
    require_code(db, person, code, address=address, at=at)
    stored.remove(db, person, by=person, at=at)


def reset(db: Database, person: Person, *, by: Person, at: datetime) -> None:
    """Take the second factor of somebody who lost it away, and end their sessions. Raise Refused when they have none."""
    people.require_permission(by, "manage_people")
    with write(db):
        if not stored.remove(db, person, by=by, at=at):
            raise Refused(phrase("{name} has no two-step sign-in: there is nothing to reset.", name=person.name))
        signing_in.end_sessions(db, person, by=by, at=at)


def require_code(db: Database, person: Person, code: str, *, address: str, at: datetime) -> None:
    """Use up a code of the person's app or a recovery code. Raise Refused for a wrong one, NotAllowed after too many."""
    _require_code(db, person, address=address, at=at, is_right=lambda: _use_code(db, person, code, at=at))


def _require_code(db: Database, person: Person, *, address: str, at: datetime, is_right: Callable[[], bool]) -> None:
    # Counted before the code is looked at, so that many at once cannot exceed the limit.
    key = f"code of {person.name}"
    attempt = signing_in.begin_attempt(db, key, address, at=at, since=at - WINDOW, most=MAX_FAILURES)
    if attempt is None:
        raise NotAllowed(TOO_MANY, field="code")
    if not is_right():
        stored.count_wrong(db, person.id)
        raise Refused(WRONG, field="code")
    signing_in.forget_attempt(db, attempt)


def _use_code(db: Database, person: Person, code: str, *, at: datetime) -> bool:
    typed = _plain(code)
    if len(typed) != 6:
        return stored.use_recovery_code(db, person, digest(typed), at=at)
    factor = stored.find_factor(db, person.id)
    if factor is not None and factor.wrong >= MOST_WRONG:
        raise NotAllowed(LOCKED, field="code")
    return factor is not None and factor.confirmed_at is not None and _use_app_code(db, person, code, at=at)


def _use_app_code(db: Database, person: Person, code: str, *, at: datetime) -> bool:
    from pyotp import TOTP  # loads random-number and URL code that no other command needs

    factor = stored.find_factor(db, person.id)
    if factor is None:
        return False
    app, typed, now = TOTP(factor.secret), _plain(code).encode(errors="replace"), int(at.timestamp()) // STEP
    # The code before and the one after count too, for clocks that differ and people who type slowly (RFC 6238, section 5.2).
    steps = [step for step in (now - 1, now, now + 1) if hmac.compare_digest(app.generate_otp(step).encode(), typed)]
    return bool(steps) and stored.use_step(db, person.id, steps[-1])


def _make_recovery_codes(db: Database, person: Person, *, at: datetime) -> list[str]:
    codes = [base64.b32encode(secrets.token_bytes(10)).decode().lower() for _ in range(RECOVERY_CODES)]
    stored.put_recovery_codes(db, person, [digest(code) for code in codes], at=at)
    return ["-".join(code[start : start + 4] for start in range(0, 16, 4)) for code in codes]


def _plain(code: str) -> str:
    return "".join(code.split()).replace("-", "").lower()[:100]

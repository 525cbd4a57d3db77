"""Sessions, one-time links and failed attempts. Secrets come in as their SHA-256: the store never sees one."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.model import Person
from claims.store import history
from claims.store.connect import first_row, insert, moment, rows, stamp, write


@dataclass(frozen=True, slots=True)
class Session:
    """A running session. ``way`` is how the person signed in; ``device`` and ``network`` are empty where unknown."""

    secret_sha256: str
    person_id: int
    way: str
    device: str
    network: str
    started_at: datetime
    used_at: datetime


def add_session(db: Database, session: Session, *, ends_at: datetime) -> None:
    """Store a session and delete those that have ended."""
    with write(db):
        db.execute("DELETE FROM session WHERE ends_at < :now", {"now": stamp(session.started_at)})
        db.execute(
            "INSERT INTO session (secret_sha256, person_id, way, device, network, started_at, used_at, ends_at)"
            " VALUES (:secret, :person, :way, :device, :network, :started, :used, :ends)",
            {
                "secret": session.secret_sha256,
                "person": session.person_id,
                "way": session.way,
                "device": session.device,
                "network": session.network,
                "started": stamp(session.started_at),
                "used": stamp(session.used_at),
                "ends": stamp(ends_at),
            },
        )


def find_session(db: Database, secret_sha256: str, *, at: datetime, ends_by: datetime) -> Session | None:
    """The running session with this secret, or None.

    A session that ends after ``ends_by`` does not count: it began before the clock was set back.
    """
    row = first_row(
        db,
        "SELECT * FROM session WHERE secret_sha256 = :secret AND ends_at > :now AND ends_at <= :last",
        {"secret": secret_sha256, "now": stamp(at), "last": stamp(ends_by)},
    )
    return _session(row) if row else None


def list_sessions(db: Database, person_id: int, *, at: datetime) -> list[Session]:
    """A person's running sessions, the one used last first."""
    session_rows = rows(
        db,
        "SELECT * FROM session WHERE person_id = :person AND ends_at > :now ORDER BY used_at DESC, started_at DESC",
        {"person": person_id, "now": stamp(at)},
    )
    return [_session(row) for row in session_rows]


def note_use(db: Database, secret_sha256: str, *, at: datetime) -> None:
    """Note when a session was last used."""
    with write(db):
        db.execute("UPDATE session SET used_at = :at WHERE secret_sha256 = :secret", {"at": stamp(at), "secret": secret_sha256})


def end_session(db: Database, secret_sha256: str) -> None:
    """End one session; ending it twice does no harm."""
    with write(db):
        db.execute("DELETE FROM session WHERE secret_sha256 = :secret", {"secret": secret_sha256})


def end_sessions(db: Database, person: Person, *, by: Person, at: datetime) -> None:
    """End a person's sessions, stored or not, and one-time links, and record who did."""
    with write(db):
        parameters = {"person": person.id, "at": stamp(at)}
        ended = db.execute("DELETE FROM session WHERE person_id = :person", parameters).rowcount
        db.execute("DELETE FROM sign_in_link WHERE person_id = :person", parameters)
        db.execute("DELETE FROM half_sign_in WHERE person_id = :person", parameters)
        db.execute("UPDATE person SET signed_out_at = :at WHERE id = :person", parameters)
        after = {"sessions": ended}
        history.record(db, by=by, at=at, action="sign_out_everywhere", subject="person", subject_id=person.id, after=after)


def signed_out_at(db: Database, person_id: int) -> datetime | None:
    """When the person last signed out everywhere else; None when they never did."""
    row = first_row(db, "SELECT signed_out_at FROM person WHERE id = :id", {"id": person_id})
    return moment(row["signed_out_at"]) if row and row["signed_out_at"] else None


def _session(row: sqlite3.Row) -> Session:
    return Session(
        secret_sha256=row["secret_sha256"],
        person_id=row["person_id"],
        way=row["way"],
        device=row["device"],
        network=row["network"],
        started_at=moment(row["started_at"]),
        used_at=moment(row["used_at"]),
    )


def add_link(db: Database, secret_sha256: str, person_id: int | None, *, at: datetime, ends_at: datetime) -> None:
    """Store a one-time link; without a person it makes the first admin."""
    with write(db):
        db.execute(
            "INSERT INTO sign_in_link (secret_sha256, person_id, made_at, ends_at) VALUES (:secret, :person, :at, :ends)",
            {"secret": secret_sha256, "person": person_id, "at": stamp(at), "ends": stamp(ends_at)},
        )


def find_link(db: Database, secret_sha256: str, *, at: datetime) -> tuple[bool, int | None]:
    """Whether this link can be used now, and whom it signs in (None: it makes the first admin)."""
    row = first_row(
        db,
        "SELECT person_id FROM sign_in_link WHERE secret_sha256 = :secret AND used_at IS NULL AND ends_at > :now",
        {"secret": secret_sha256, "now": stamp(at)},
    )
    return (True, row["person_id"]) if row else (False, None)


def has_open_link(db: Database, *, at: datetime) -> bool:
    """Whether any person has a link that can be used now."""
    open_links = rows(
        db, "SELECT 1 FROM sign_in_link WHERE person_id IS NOT NULL AND used_at IS NULL AND ends_at > :now LIMIT 1", {"now": stamp(at)}
    )
    return bool(open_links)


def use_link(db: Database, secret_sha256: str, *, at: datetime) -> bool:
    """Mark a link as used; return False when it was already used or has ended."""
    with write(db):
        used = db.execute(
            "UPDATE sign_in_link SET used_at = :now WHERE secret_sha256 = :secret AND used_at IS NULL AND ends_at > :now",
            {"secret": secret_sha256, "now": stamp(at)},
        )
        return used.rowcount == 1


def begin_attempt(db: Database, name: str, address: str, *, at: datetime, since: datetime, most: tuple[int, int]) -> int | None:
    """Count an attempt to sign in before its password is checked, so that many simultaneous attempts cannot exceed the limit.

    Return the attempt's number. When ``most`` attempts failed since then for the name or from the address, count nothing and return None.
    """
    with write(db):
        # Attempts in the future come from before the clock was set back; they must not lock anybody out.
        db.execute("DELETE FROM sign_in_failure WHERE at < :since OR at > :now", {"since": stamp(since), "now": stamp(at)})
        counts = rows(
            db,
            "SELECT (SELECT count(*) FROM sign_in_failure WHERE name = :name) AS by_name,"
            " (SELECT count(*) FROM sign_in_failure WHERE address = :address) AS by_address",
            {"name": name, "address": address},
        )
        if counts[0]["by_name"] >= most[0] or counts[0]["by_address"] >= most[1]:
            return None
        return insert(
            db,
            "INSERT INTO sign_in_failure (name, address, at) VALUES (:name, :address, :at)",
            {"name": name, "address": address, "at": stamp(at)},
        )


def forget_attempt(db: Database, number: int) -> None:
    """Remove an attempt that was not a failure."""
    with write(db):
        db.execute("DELETE FROM sign_in_failure WHERE id = :id", {"id": number})


def find_signing_key(db: Database) -> bytes | None:
    """The key that signs forms, or None when there is none yet."""
    row = first_row(db, "SELECT key FROM signing_key")
    return row["key"] if row else None


def keep_signing_key(db: Database, key: bytes) -> bytes:
    """Store the key, unless another process was first; return the stored one."""
    with write(db):
        db.execute("INSERT OR IGNORE INTO signing_key (id, key) VALUES (1, :key)", {"key": key})
        return bytes(rows(db, "SELECT key FROM signing_key")[0]["key"])

"""The history: who did what, when, with before and after. Append-only, each line chained to the last by SHA-256."""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.model import Event, Person
from claims.store import seals
from claims.store.connect import first_row, insert, moment, rows, stamp

START = "0" * 64
"""The hash that the first line has as its predecessor's."""


def record(
    db: Database,
    *,
    by: Person,
    at: datetime,
    action: str,
    subject: str,
    subject_id: int,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> int:
    """Add one line to the history, inside the caller's transaction, and return its number.

    The hash covers the SHA-256 of before and after, not the texts themselves, so that a text that must not be kept can be
    removed later without breaking the chain. A salt, which is removed with the text, keeps it from being guessed from its hash.
    """
    last = rows(db, "SELECT hash FROM main.event ORDER BY id DESC LIMIT 1")
    previous = last[0]["hash"] if last else START
    content = canonical({"before": dict(before or {}), "after": dict(after or {}), "salt": secrets.token_hex(16)})
    line = {
        "at": stamp(at),
        "by_id": by.id,
        "action": action,
        "subject": subject,
        "subject_id": subject_id,
        "content_sha256": digest(content),
        "previous_hash": previous,
    }
    return insert(
        db,
        "INSERT INTO main.event (at, by_id, action, subject, subject_id, content, content_sha256, previous_hash, hash)"
        " VALUES (:at, :by_id, :action, :subject, :subject_id, :content, :content_sha256, :previous_hash, :hash)",
        {**line, "content": content, "hash": digest(canonical(line))},
    )


def events_of(db: Database, subjects: Mapping[str, list[int]]) -> list[Event]:
    """The history of these subjects, oldest first; ``subjects`` maps a kind ("claim") to numbers."""
    subject_pairs = json.dumps([[kind, number] for kind, numbers in subjects.items() for number in numbers])
    event_rows = rows(
        db,
        "SELECT event.*, person.name AS by FROM event JOIN person ON person.id = event.by_id"
        " WHERE (subject, subject_id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(:wanted)) ORDER BY event.id",
        {"wanted": subject_pairs},
    )
    return [_event(row) for row in event_rows]


def chained_lines_of(db: Database, subjects: Mapping[str, list[int]]) -> list[dict[str, object]]:
    """The lines about these subjects, oldest first, as they are chained: "line" is what "hash" covers, "content" what its content_sha256 does.

    The content of a line that is hidden from this reader is cut, so it no longer fits its SHA-256; the line still fits its hash.
    """
    wanted = json.dumps([[kind, number] for kind, numbers in subjects.items() for number in numbers])
    event_rows = rows(
        db,
        "SELECT event.*, person.name AS by FROM event JOIN person ON person.id = event.by_id"
        " WHERE (subject, subject_id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(:wanted)) ORDER BY event.id",
        {"wanted": wanted},
    )
    covered = ("at", "by_id", "action", "subject", "subject_id", "content_sha256", "previous_hash")
    return [
        {"id": row["id"], "by": row["by"], "content": row["content"], "hash": row["hash"], "line": {name: row[name] for name in covered}}
        for row in event_rows
    ]


def events_between(db: Database, first: int, last: int) -> list[Event]:
    """The lines of the history from number ``first`` to ``last``, inclusive."""
    event_rows = rows(
        db,
        "SELECT event.*, person.name AS by FROM event JOIN person ON person.id = event.by_id"
        " WHERE event.id BETWEEN :first AND :last ORDER BY event.id",
        {"first": first, "last": last},
    )
    return [_event(row) for row in event_rows]


def last_line(db: Database) -> int:
    """The number of the newest line, 0 when there is none; every action increases it."""
    return int(rows(db, "SELECT coalesce(max(id), 0) FROM main.event")[0][0])


def hash_of_line(db: Database, line: int) -> str:
    """The hash of a line of the history, which covers all lines up to it; START when there is no such line."""
    row = first_row(db, "SELECT hash FROM main.event WHERE id = :line", {"line": line})
    return str(row["hash"]) if row else START


def broken_links(db: Database) -> list[str]:
    """What is wrong with the chain, as text; empty when every line is as it was written and in order, or was redacted by an admin."""
    problems = []
    previous, number = START, 0
    redacted = redacted_hashes(db)
    for row in db.execute("SELECT * FROM event ORDER BY id"):
        line = {key: row[key] for key in ("at", "by_id", "action", "subject", "subject_id", "content_sha256", "previous_hash")}
        if row["id"] != number + 1:
            problems.append(f"history: line {number + 1} is missing before line {row['id']}")
        if row["previous_hash"] != previous:
            problems.append(f"history: line {row['id']} does not follow the line before it")
        kept = digest(row["content"]) in (row["content_sha256"], redacted.get(f"event {row['id']}"))
        if not kept or row["hash"] != digest(canonical(line)):
            problems.append(f"history: line {row['id']} was changed after it was written")
        previous, number = row["hash"], row["id"]
    return problems


def redacted_hashes(db: Database) -> dict[str, str]:
    """The current SHA-256 of each redacted text, by its name: "event 17", "article 3", "source 4"."""
    now: dict[str, str] = {}
    # Newest first: if a text, or an earlier redaction's own line, was redacted twice, the later hash counts.
    for row in db.execute("SELECT id, content, content_sha256 FROM event WHERE action = 'redact' ORDER BY id DESC"):
        if digest(row["content"]) in (row["content_sha256"], now.get(f"event {row['id']}")):
            now = json.loads(row["content"])["after"]["now"] | now
    return now


def misses(db: Database, head: str) -> bool:
    """Whether the history lacks the line with this hash: it was cut off or rewritten since the hash was noted."""
    return not rows(db, "SELECT 1 FROM event WHERE hash = :hash", {"hash": head}) and not seals.holds(db, head)


SMALL_STEP = timedelta(minutes=1)
"""How much earlier than its predecessor a line may be: requests get their time before they wait to write, at most 10 seconds, and
time servers set a clock back by fractions of a second. A minute is more than either."""


def backward_steps(db: Database) -> list[int]:
    """The lines that are earlier than their predecessor by more than SMALL_STEP: the machine's clock was set back there."""
    event_rows = rows(
        db,
        "SELECT id FROM (SELECT id, at, lag(at) OVER (ORDER BY id) AS before_it FROM event)"
        " WHERE at < before_it AND unixepoch(before_it, 'subsec') - unixepoch(at, 'subsec') > :small ORDER BY id LIMIT 20",
        {"small": SMALL_STEP.total_seconds()},
    )
    return [row["id"] for row in event_rows]


def head(db: Database) -> str:
    """The hash that covers the history and all sealed rows. Kept elsewhere, it also shows whether the end of the history was cut off."""
    if sealed := seals.head(db):
        return sealed
    last = rows(db, "SELECT hash FROM event ORDER BY id DESC LIMIT 1")
    return str(last[0]["hash"]) if last else START


def last_at(db: Database) -> datetime | None:
    """When the newest line was written; None while there is none."""
    last = rows(db, "SELECT at FROM event ORDER BY id DESC LIMIT 1")
    return moment(last[0]["at"]) if last else None


def canonical(content: Mapping[str, object]) -> str:
    """Canonical JSON (sorted keys, no spaces), so that equal contents have equal hashes."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(text: str) -> str:
    """SHA-256 of a text as UTF-8, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def _event(row: sqlite3.Row) -> Event:
    content = json.loads(row["content"])
    return Event(
        id=row["id"],
        at=moment(row["at"]),
        by=row["by"],
        action=row["action"],
        subject=row["subject"],
        subject_id=row["subject_id"],
        before=content["before"],
        after=content["after"],
    )

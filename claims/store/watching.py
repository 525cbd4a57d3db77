"""Feeds that are followed. Their items are in ``watched_items``; ``watch_turns`` decides which feeds and items a run takes."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.errors import NotFound
from claims.model import Person
from claims.store import history
from claims.store.connect import first_row, insert, moment, rows, stamp, write
from claims.store.guarded_edits import update_row
from claims.wording import phrase


class PassedOver(NamedTuple):
    """Why items of a feed were skipped or given up, and how many."""

    reason: str
    times: int


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed and its state. ``failures`` counts the latest checks that failed in a row; ``reason`` says why the last one failed."""

    id: int
    url: str
    host: str
    title: str | None
    publisher: str | None
    newest: int
    added_at: datetime
    paused: bool
    removed: bool
    etag: str | None
    last_modified: str | None
    checked_at: datetime | None
    failures: int
    reason: str | None
    next_at: datetime | None
    version: int
    waiting: int
    read: int
    given_up: int
    passed_over: tuple[PassedOver, ...]  # most frequent first


_FEEDS = (
    "SELECT feed.*,"
    " (SELECT count(*) FROM feed_item WHERE feed_id = feed.id AND state = 'waiting') AS waiting,"
    " (SELECT count(*) FROM feed_item WHERE feed_id = feed.id AND state = 'read') AS read,"
    " (SELECT count(*) FROM feed_item WHERE feed_id = feed.id AND state = 'given_up') AS given_up,"
    " (SELECT json_group_array(json_array(reason, times)) FROM (SELECT coalesce(reason, state) AS reason, count(*) AS times FROM feed_item"
    "   WHERE feed_id = feed.id AND state IN ('skipped', 'given_up') GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20)) AS passed_over FROM feed"
)


def add_feed(db: Database, url: str, *, host: str, title: str | None, publisher: str | None, newest: int, by: Person, at: datetime) -> int:
    """Store a feed and its event; return its number. A removed feed is followed again under its old number."""
    with write(db):
        known = find_feed(db, url)
        values = {"url": url, "host": host, "title": title, "publisher": publisher, "newest": newest, "by": by.id, "at": stamp(at)}
        if known:
            number = known.id
            db.execute(
                "UPDATE feed SET removed_at = NULL, paused = 0, title = :title, publisher = :publisher, newest = :newest, etag = NULL,"
                " last_modified = NULL, checked_at = NULL, failures = 0, reason = NULL, next_at = NULL, version = version + 1 WHERE id = :id",
                {**values, "id": number},
            )
        else:
            number = insert(
                db,
                "INSERT INTO feed (url, host, title, publisher, newest, added_by, added_at)"
                " VALUES (:url, :host, :title, :publisher, :newest, :by, :at)",
                values,
            )
        history.record(db, by=by, at=at, action="add_feed", subject="feed", subject_id=number, after={"url": url, "newest": newest})
    return number


def find_feed(db: Database, url: str) -> Feed | None:
    """The feed at an address, removed or not, or None."""
    row = first_row(db, _FEEDS + " WHERE feed.url = :url", {"url": url})
    return _feed(row) if row else None


def get_feed(db: Database, number: int) -> Feed:
    """The feed with that number; raise NotFound, also when it was removed."""
    row = first_row(db, _FEEDS + " WHERE feed.id = :id AND removed_at IS NULL", {"id": number})
    if not row:
        raise NotFound(phrase("there is no feed {number}.", number=number))
    return _feed(row)


def list_feeds(db: Database) -> list[Feed]:
    """All feeds that are followed or paused: failing ones first, then by title."""
    return [
        _feed(row)
        for row in rows(db, _FEEDS + " WHERE removed_at IS NULL ORDER BY failures = 0, coalesce(title, url) COLLATE NOCASE, feed.id")
    ]


def change_feed(db: Database, feed: Feed, action: str, *, by: Person, at: datetime) -> None:
    """``pause``, ``resume``, ``remove`` or ``retry`` a feed, with its event. Raise StaleEdit if somebody changed it since it was read."""
    changes: dict[str, dict[str, object]] = {
        "pause": {"paused": 1},
        "resume": {"paused": 0, "next_at": None},
        "remove": {"removed_at": stamp(at)},
        "retry": {"next_at": None},
    }
    with write(db):
        update_row(db, "feed", feed, changes[action], only_if="removed_at IS NULL")
        if action == "retry":
            db.execute(
                "UPDATE feed_item SET state = 'waiting', tries = 0, next_at = NULL, reason = NULL"
                " WHERE feed_id = :id AND (state = 'given_up' OR (state = 'waiting' AND next_at IS NOT NULL))",
                {"id": feed.id},
            )
        history.record(db, by=by, at=at, action=f"{action}_feed", subject="feed", subject_id=feed.id, after={"url": feed.url})


def finish_feed(
    db: Database, feed: Feed, lease: str | None, *, title: str | None, etag: str | None, last_modified: str | None, at: datetime
) -> bool:
    """Store that a check succeeded; return False when another run has the lease now, because then that run's result counts."""
    changed = db.execute(
        "UPDATE feed SET title = coalesce(title, :title), etag = :etag, last_modified = :modified, checked_at = :at, failures = 0,"
        " reason = NULL, next_at = NULL, lease = NULL, lease_until = NULL WHERE id = :id AND lease IS :lease",
        {"title": title, "etag": etag, "modified": last_modified, "at": stamp(at), "id": feed.id, "lease": lease},
    )
    return changed.rowcount == 1


def fail_feed(db: Database, feed: Feed, lease: str, reason: str, *, at: datetime, next_at: datetime) -> None:
    """Store that a check failed, why, and when to try again."""
    with write(db):
        db.execute(
            "UPDATE feed SET checked_at = :at, failures = failures + 1, reason = :reason, next_at = :next,"
            " lease = NULL, lease_until = NULL WHERE id = :id AND lease = :lease",
            {"at": stamp(at), "reason": reason, "next": stamp(next_at), "id": feed.id, "lease": lease},
        )


def _feed(row: sqlite3.Row) -> Feed:
    return Feed(
        id=row["id"],
        url=row["url"],
        host=row["host"],
        title=row["title"],
        publisher=row["publisher"],
        newest=row["newest"],
        added_at=moment(row["added_at"]),
        paused=bool(row["paused"]),
        removed=row["removed_at"] is not None,
        etag=row["etag"],
        last_modified=row["last_modified"],
        checked_at=moment(row["checked_at"]) if row["checked_at"] else None,
        failures=row["failures"],
        reason=row["reason"],
        next_at=moment(row["next_at"]) if row["next_at"] else None,
        version=row["version"],
        waiting=row["waiting"],
        read=row["read"],
        given_up=row["given_up"],
        passed_over=tuple(PassedOver(reason, times) for reason, times in json.loads(row["passed_over"])),
    )

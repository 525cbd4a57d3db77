"""Shares the work on feeds between runs by leases in the rows, and spaces the requests to each host."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from claims.store import watched_items, watching
from claims.store.connect import first_row, moment, rows, stamp, write
from claims.store.watched_items import Item
from claims.store.watching import Feed


@dataclass(frozen=True, slots=True)
class Turn:
    """The feed or item that a run handles next, leased to that run."""

    feed: Feed | None
    item: Item | None


# Work for a run that began at :began, at the time :now: not leased to another run and not waiting after a failure.
_FEED_DUE = (
    " FROM feed LEFT JOIN watched_host ON watched_host.host = feed.host WHERE feed.paused = 0 AND feed.removed_at IS NULL"
    " AND (feed.checked_at IS NULL OR feed.checked_at < :began) AND (feed.next_at IS NULL OR feed.next_at <= :now)"
    " AND (feed.lease_until IS NULL OR feed.lease_until <= :now)"
)
_ITEM_DUE = (
    " FROM feed_item JOIN feed ON feed.id = feed_item.feed_id LEFT JOIN watched_host ON watched_host.host = feed_item.host"
    " WHERE feed_item.state = 'waiting' AND feed.paused = 0 AND feed.removed_at IS NULL"
    " AND (feed_item.next_at IS NULL OR feed_item.next_at <= :now) AND (feed_item.lease_until IS NULL OR feed_item.lease_until <= :now)"
)
_HOST_FREE = " AND (watched_host.next_at IS NULL OR watched_host.next_at <= :now)"


def take_turn(db: Database, *, began: datetime, now: datetime, lease: str, until: datetime, host_free_at: datetime) -> Turn | None:
    """Lease the next feed or item whose host may be requested, and block that host until ``host_free_at``. None when there is none."""
    when = {"began": stamp(began), "now": stamp(now)}
    with write(db):
        for table, due in (("feed", _FEED_DUE), ("feed_item", _ITEM_DUE)):
            row = first_row(db, f"SELECT {table}.id, {table}.host{due}{_HOST_FREE} ORDER BY {table}.id LIMIT 1", when)
            if not row:
                continue
            number = row["id"]
            db.execute(
                f"UPDATE {table} SET lease = :lease, lease_until = :until WHERE id = :id",
                {"lease": lease, "until": stamp(until), "id": number},
            )
            if row["host"]:
                hold_host(db, row["host"], until=host_free_at)
            return Turn(watching.get_feed(db, number), None) if table == "feed" else Turn(None, watched_items.get_item(db, number))
    return None


def next_turn_at(db: Database, *, began: datetime, now: datetime) -> datetime | None:
    """The earliest time at which the host of a due feed or item may be requested; None when nothing is due."""
    due = rows(
        db,
        f"SELECT min(at) AS at FROM (SELECT coalesce(watched_host.next_at, :now) AS at{_FEED_DUE}"
        f" UNION ALL SELECT coalesce(watched_host.next_at, :now){_ITEM_DUE})",
        {"began": stamp(began), "now": stamp(now)},
    )
    return moment(due[0]["at"]) if due[0]["at"] else None


def count_due(db: Database, *, began: datetime, now: datetime) -> int:
    """How many feeds and items are due."""
    when = {"began": stamp(began), "now": stamp(now)}
    return sum(int(rows(db, f"SELECT count(*) AS n{due}", when)[0]["n"]) for due in (_FEED_DUE, _ITEM_DUE))


def count_waiting(db: Database) -> int:
    """How many items of followed feeds wait to be read, due or not."""
    waiting = rows(
        db,
        "SELECT count(*) AS n FROM feed_item JOIN feed ON feed.id = feed_id"
        " WHERE state = 'waiting' AND feed.paused = 0 AND feed.removed_at IS NULL",
    )
    return int(waiting[0]["n"])


def hold_host(db: Database, host: str, *, until: datetime) -> None:
    """Block requests to a host until then; a longer block stays."""
    with write(db):
        db.execute(
            "INSERT INTO watched_host (host, next_at) VALUES (:host, :until)"
            " ON CONFLICT (host) DO UPDATE SET next_at = max(next_at, excluded.next_at)",
            {"host": host, "until": stamp(until)},
        )


def release(db: Database, lease: str) -> None:
    """Release what a run leased and did not finish, so that the next run need not wait for the lease to end."""
    with write(db):
        for table in ("feed", "feed_item"):
            db.execute(f"UPDATE {table} SET lease = NULL, lease_until = NULL WHERE lease = :lease", {"lease": lease})

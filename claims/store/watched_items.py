"""What the feeds that are followed named: which items are new, and what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.store.connect import first_row, moment, rows, stamp, write


@dataclass(frozen=True, slots=True)
class Item:
    """What a feed named. ``state``: waiting, read, same (an article that was there), skipped (older than wanted), given_up."""

    id: int
    feed_id: int
    url: str | None
    host: str | None
    title: str
    content: str | None
    published_at: str | None
    found_at: datetime
    state: str
    article_id: int | None
    tries: int
    reason: str | None
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item as a feed names it; ``link`` is its address without what only counts clicks."""

    guid: str | None
    url: str | None
    link: str | None
    host: str | None
    title: str
    text_sha256: str | None
    content: str | None
    published_at: str | None


def list_items(db: Database, feed_id: int, *, limit: int = 100) -> list[Item]:
    """What a feed named, last found first."""
    item_rows = rows(db, "SELECT * FROM feed_item WHERE feed_id = :id ORDER BY id DESC LIMIT :limit", {"id": feed_id, "limit": limit})
    return [_item(row) for row in item_rows]


def unknown_items(db: Database, feed_id: int, items: Sequence[NewItem]) -> list[NewItem]:
    """Those items that no feed named yet: by the feed's own name for them, by address, or by text within the feed."""
    unknown: list[NewItem] = []
    met: set[tuple[str, str]] = set()
    for item in items:
        keys = {("guid", item.guid), ("link", item.link), ("text", item.text_sha256)}
        names = {(kind, value) for kind, value in keys if value is not None}
        if met.isdisjoint(names) and not _is_known(db, feed_id, item):
            unknown.append(item)
        met |= names
    return unknown


def _is_known(db: Database, feed_id: int, item: NewItem) -> bool:
    answer = rows(
        db,
        "SELECT EXISTS (SELECT 1 FROM feed_item WHERE feed_id = :feed AND guid = :guid)"
        " OR EXISTS (SELECT 1 FROM feed_item WHERE link = :link)"
        " OR EXISTS (SELECT 1 FROM feed_item WHERE feed_id = :feed AND text_sha256 = :text) AS known",
        {"feed": feed_id, "guid": item.guid, "link": item.link, "text": item.text_sha256},
    )
    return bool(answer[0]["known"])


def add_items(db: Database, feed_id: int, items: Sequence[tuple[NewItem, str, str | None]], *, at: datetime) -> None:
    """Store new items, each with its state and the reason for it."""
    with write(db):
        for item, state, reason in items:
            db.execute(
                "INSERT INTO feed_item (feed_id, guid, url, link, host, title, text_sha256, content, published_at, found_at, state, reason)"
                " VALUES (:feed, :guid, :url, :link, :host, :title, :text, :content, :published, :at, :state, :reason)",
                {
                    "feed": feed_id,
                    "guid": item.guid,
                    "url": item.url,
                    "link": item.link,
                    "host": item.host,
                    "title": item.title,
                    "text": item.text_sha256,
                    "content": item.content if state == "waiting" else None,
                    "published": item.published_at,
                    "at": stamp(at),
                    "state": state,
                    "reason": reason,
                },
            )


def finish_item(db: Database, item: Item, lease: str, state: str, article_id: int) -> bool:
    """Store what an item became, ``read`` or ``same``; False when the lease had gone to another run."""
    changed = db.execute(
        "UPDATE feed_item SET state = :state, article_id = :article, content = NULL, reason = NULL, next_at = NULL,"
        " lease = NULL, lease_until = NULL WHERE id = :id AND lease = :lease AND state = 'waiting'",
        {"state": state, "article": article_id, "id": item.id, "lease": lease},
    )
    return changed.rowcount == 1


def fail_item(db: Database, item: Item, lease: str, reason: str, *, next_at: datetime | None, counts: bool = True) -> None:
    """Store why an item could not be read and when to try again; without a time it is given up."""
    with write(db):
        db.execute(
            "UPDATE feed_item SET tries = tries + :tried, reason = :reason, next_at = :next, state = :state,"
            " lease = NULL, lease_until = NULL WHERE id = :id AND lease = :lease",
            {
                "tried": int(counts),
                "reason": reason,
                "next": stamp(next_at) if next_at else None,
                "state": "waiting" if next_at else "given_up",
                "id": item.id,
                "lease": lease,
            },
        )


def find_text(db: Database, sha256: str, *, feed_id: int, host: str) -> int | None:
    """The article with that text that came from the same feed or host, or None: the same item under another address."""
    row = first_row(
        db,
        "SELECT article.id FROM article WHERE sha256 = :sha AND (lower(url) LIKE 'http://' || :host || '/%'"
        " OR lower(url) LIKE 'https://' || :host || '/%' OR EXISTS (SELECT 1 FROM feed_item WHERE feed_id = :feed AND article_id = article.id))"
        " ORDER BY article.id LIMIT 1",
        {"sha": sha256, "feed": feed_id, "host": host.replace("%", "").replace("_", "")},
    )
    return row["id"] if row else None


def get_item(db: Database, number: int) -> Item:
    """The item with that number, which is there."""
    return _item(rows(db, "SELECT * FROM feed_item WHERE id = :id", {"id": number})[0])


def _item(row: sqlite3.Row) -> Item:
    return Item(
        id=row["id"],
        feed_id=row["feed_id"],
        url=row["url"],
        host=row["host"],
        title=row["title"],
        content=row["content"],
        published_at=row["published_at"],
        found_at=moment(row["found_at"]),
        state=row["state"],
        article_id=row["article_id"],
        tries=row["tries"],
        reason=row["reason"],
        next_at=moment(row["next_at"]) if row["next_at"] else None,
    )

"""The items of the followed feeds: which are new, and what happened to each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.store.connect import first_row, moment, rows, stamp, write


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a feed. ``state``: waiting, read, same (as an article already stored), skipped (``reason`` says why), given_up."""

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
    """An item as the feed lists it; ``link`` is its address without tracking parameters."""

    guid: str | None
    url: str | None
    link: str | None
    host: str | None
    title: str
    text_sha256: str | None
    content: str | None
    published_at: str | None


def list_items(db: Database, feed_id: int, *, limit: int = 100) -> list[Item]:
    """The items of a feed, last found first."""
    item_rows = rows(db, "SELECT * FROM feed_item WHERE feed_id = :id ORDER BY id DESC LIMIT :limit", {"id": feed_id, "limit": limit})
    return [_item(row) for row in item_rows]


def unknown_items(db: Database, feed_id: int, items: Sequence[NewItem]) -> tuple[list[NewItem], list[NewItem]]:
    """The items that no feed has listed yet, and those that only another feed has listed.

    Items are compared by the feed's own id, by address, or by text within the feed.
    """
    unknown: list[NewItem] = []
    elsewhere: list[NewItem] = []
    met: set[tuple[str, str]] = set()
    for item in items:
        keys = {("guid", item.guid), ("link", item.link), ("text", item.text_sha256)}
        names = {(kind, value) for kind, value in keys if value is not None}
        if met.isdisjoint(names):
            in_this_feed, in_another = _is_known(db, feed_id, item)
            if in_another and not in_this_feed:
                # An address is stored once for all feeds; here it serves as the item's id, so that the next check knows the item.
                elsewhere.append(replace(item, guid=item.guid or item.link, link=None))
            elif not in_this_feed:
                unknown.append(item)
        met |= names
    return unknown, elsewhere


def _is_known(db: Database, feed_id: int, item: NewItem) -> tuple[bool, bool]:
    """Whether this feed has listed the item, and whether any feed has."""
    (answer,) = rows(
        db,
        "SELECT EXISTS (SELECT 1 FROM feed_item WHERE feed_id = :feed AND guid IN (:guid, :link))"
        " OR EXISTS (SELECT 1 FROM feed_item WHERE link = :link AND feed_id = :feed)"
        " OR EXISTS (SELECT 1 FROM feed_item WHERE feed_id = :feed AND text_sha256 = :text) AS here,"
        " EXISTS (SELECT 1 FROM feed_item WHERE link = :link) AS anywhere",
        {"feed": feed_id, "guid": item.guid, "link": item.link, "text": item.text_sha256},
    )
    return bool(answer["here"]), bool(answer["anywhere"])


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
    """Store the result of an item, ``read`` or ``same``; return False when another run has the lease now."""
    changed = db.execute(
        "UPDATE feed_item SET state = :state, article_id = :article, content = NULL, reason = NULL, next_at = NULL,"
        " lease = NULL, lease_until = NULL WHERE id = :id AND lease = :lease AND state = 'waiting'",
        {"state": state, "article": article_id, "id": item.id, "lease": lease},
    )
    return changed.rowcount == 1


def fail_item(db: Database, item: Item, lease: str, reason: str, *, next_at: datetime | None, counts: bool = True) -> None:
    """Store why an item could not be read and when to try again; without a time, give it up."""
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
    """The article with the same text from the same feed or host, which is the same item under another address; or None."""
    row = first_row(
        db,
        "SELECT article.id FROM article WHERE sha256 = :sha AND (lower(url) LIKE 'http://' || :host || '/%'"
        " OR lower(url) LIKE 'https://' || :host || '/%' OR EXISTS (SELECT 1 FROM feed_item WHERE feed_id = :feed AND article_id = article.id))"
        " ORDER BY article.id LIMIT 1",
        {"sha": sha256, "feed": feed_id, "host": host.replace("%", "").replace("_", "")},
    )
    return row["id"] if row else None


def get_item(db: Database, number: int) -> Item:
    """The item with that number, which must exist."""
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

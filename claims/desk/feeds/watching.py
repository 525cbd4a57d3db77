"""Followed feeds: adding, pausing and removing them, and their state. ``watch_run`` reads them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlite_utils import Database

from claims.desk.people import people
from claims.desk.typed_fields import optional_text, required_text, web_address
from claims.errors import Refused, TooLarge
from claims.model import Person
from claims.reading.feeds import feeds
from claims.reading.fetch import FEED_TYPES, Fetched
from claims.store import watched_items, watching
from claims.store.connect import read, write
from claims.store.guarded_edits import refuse_stale
from claims.store.watched_items import Item, NewItem
from claims.store.watching import Feed
from claims.wording import phrase

__all__ = ["Feed", "Item"]

NEWEST = 10
"""How many of a feed's newest items are read when it is added; older ones are not."""

MOST_NEW = 100
"""The most new items taken from a feed at one check, so that a site that renames all its addresses does not flood the desk."""

ACCEPT = FEED_TYPES | {"text/html", "application/xhtml+xml", "text/plain"}
"""The content types that feeds are served with; HTML is read to find the feeds that it names."""

Get = Callable[..., Fetched]
"""``claims.reading.fetch.fetch``, or a test's own."""


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A feed and its items, last found first."""

    feed: Feed
    items: tuple[Item, ...]


def add_feed(
    db: Database,
    url: str,
    *,
    by: Person,
    at: datetime,
    allowed_hosts: Collection[str],
    publisher: str | None = None,
    newest: int = NEWEST,
    get: Get | None = None,
) -> Feed:
    """Follow a feed: it is fetched once, and its ``newest`` items wait for the next run; older ones are never read.

    Raise Refused if it is followed already, WebPage (with the feeds it names) for HTML, Unreadable or TooLarge if it cannot be
    fetched or is not a feed.
    """
    people.require_permission(by, "manage_feeds")
    address = web_address(required_text(url, "url"), "url") or ""
    publisher = optional_text(publisher, "publisher")
    if newest < 0 or newest > MOST_NEW:
        raise Refused(
            phrase("the number of items to start with is {newest}: choose 0 to {most_new}.", newest=newest, most_new=MOST_NEW),
            field="newest",
        )
    known = watching.find_feed(db, address)
    if known and not known.removed:
        raise Refused(
            phrase(
                "this feed is followed already: it is feed {id}{value}.", id=known.id, value=", which is paused" if known.paused else ""
            ),
            field="url",
        )
    fetched = fetch_feed(address, allowed_hosts=allowed_hosts, get=get)
    feed_read = feeds.read(fetched.content, url=fetched.url, content_type=fetched.content_type)
    with write(db):
        host = urlsplit(address).hostname or ""
        number = watching.add_feed(db, address, host=host, title=feed_read.title, publisher=publisher, newest=newest, by=by, at=at)
        store_items(db, watching.get_feed(db, number), None, feed_read, fetched, at=at)
        return watching.get_feed(db, number)


def pause(db: Database, feed_id: int, *, by: Person, at: datetime, seen_version: int | None = None) -> None:
    """Stop checking a feed until it is resumed."""
    _change(db, feed_id, "pause", by=by, at=at, seen_version=seen_version)


def resume(db: Database, feed_id: int, *, by: Person, at: datetime, seen_version: int | None = None) -> None:
    """Follow a paused feed again."""
    _change(db, feed_id, "resume", by=by, at=at, seen_version=seen_version)


def remove(db: Database, feed_id: int, *, by: Person, at: datetime, seen_version: int | None = None) -> None:
    """Stop following a feed. Its articles stay; adding it again continues where it stopped."""
    _change(db, feed_id, "remove", by=by, at=at, seen_version=seen_version)


def retry(db: Database, feed_id: int, *, by: Person, at: datetime, seen_version: int | None = None) -> None:
    """Try a failing feed and its failed items at the next run instead of at their scheduled time."""
    _change(db, feed_id, "retry", by=by, at=at, seen_version=seen_version)


def feed_page(db: Database, feed_id: int, *, limit: int = 100) -> FeedPage:
    """A feed and its newest items; raise NotFound."""
    with read(db):
        return FeedPage(watching.get_feed(db, feed_id), tuple(watched_items.list_items(db, feed_id, limit=limit)))


def fetch_feed(url: str, *, allowed_hosts: Collection[str], get: Get | None = None, conditions: dict[str, str] | None = None) -> Fetched:
    """Fetch a feed's bytes through the safe fetcher. Raise Unreadable, TryLater or TooLarge."""
    from claims.reading.fetch import fetch

    try:
        return (get or fetch)(url, allowed_hosts=allowed_hosts, accept=ACCEPT, limit=feeds.LARGEST, conditions=conditions)
    except TooLarge as error:
        raise TooLarge(
            phrase("The feed has more than {largest} bytes, which no feed needs.", largest=format(feeds.LARGEST, ","))
        ) from error


def store_items(db: Database, feed: Feed, lease: str | None, feed_read: feeds.Feed, fetched: Fetched, *, at: datetime) -> int | None:
    """Store a feed's new items and the successful check in one transaction; return how many items wait to be read.

    Return None, and store nothing, if another run holds the lease by now.
    """
    with write(db):
        stored = watching.finish_feed(
            db, feed, lease, title=feed_read.title, etag=_header(fetched.etag), last_modified=_header(fetched.last_modified), at=at
        )
        if not stored:
            return None
        new, elsewhere = watched_items.unknown_items(db, feed.id, [_new(item, feed) for item in feed_read.items])
        most, reason = (feed.newest, "older than the first check") if feed.checked_at is None else (MOST_NEW, "too many at once")
        first = _newest_first(new)
        watched_items.add_items(
            db,
            feed.id,
            # The last item stored is listed first, so the newest item gets the highest number.
            [(item, "skipped", "another feed listed it before") for item in reversed(elsewhere)]
            + [(item, "skipped", reason) for item in reversed(first[most:])]
            + [(item, "waiting", None) for item in reversed(first[:most])],
            at=at,
        )
        return len(first[:most])


def _change(db: Database, feed_id: int, action: str, *, by: Person, at: datetime, seen_version: int | None) -> None:
    people.require_permission(by, "manage_feeds")
    with write(db):
        feed = watching.get_feed(db, feed_id)
        refuse_stale("feed", feed, seen_version)
        watching.change_feed(db, feed, action, by=by, at=at)


def _new(item: feeds.Item, feed: Feed) -> NewItem:
    host = urlsplit(item.url).hostname if item.url else feed.host
    # Keep the text only if there is no page to read it from.
    content = None if item.url else item.text
    return NewItem(item.guid, item.url, item.link, host, item.title, item.text_sha256, content, item.published_at)


def _newest_first(items: list[NewItem]) -> list[NewItem]:
    # Feeds list the newest item first. Dates are more reliable, but only if every item has one.
    if all(item.published_at for item in items):
        return sorted(items, key=lambda item: item.published_at or "", reverse=True)
    return items


def _header(value: str | None) -> str | None:
    """The header value if it can be sent back unchanged as a validator, else None."""
    return value if value and len(value) <= 500 and value.isascii() and value.isprintable() else None

"""One run over the feeds: check each that is due, read what is new, match it, raise alerts.

Two runs at once are safe, and so is killing one: every feed and item is leased in the store before it is touched, its outcome is
stored in one transaction with the article, and a lease that was never given back expires. A time in the store that all runs share
keeps requests to one host apart.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from secrets import token_hex
from urllib.parse import urlsplit

from sqlite_utils import Database

from claims.desk.alerts import Alert, alerts_in
from claims.desk.articles import intake
from claims.desk.articles.intake import Added
from claims.desk.feeds import watching
from claims.desk.feeds.watching import Feed, Get, Item
from claims.desk.index.matcher import Matcher
from claims.desk.people import people
from claims.errors import ClaimsError, StoreFailed, TryLater, Unreadable
from claims.model import Document, Person
from claims.reading import documents
from claims.reading.feeds import feeds
from claims.settings import Settings
from claims.store import watch_turns, watched_items
from claims.store import watching as stored
from claims.store.connect import write
from claims.store.history import digest

LEASE = timedelta(minutes=5)
"""How long a lease lasts, so also how long a killed run blocks others. Fetching ends after 10 s, reading takes a few."""

PATIENCE = timedelta(minutes=1)
"""The longest that a run waits for a host; what must wait longer is left for the next run."""

FEED_BACK_OFF = (timedelta(minutes=10), timedelta(hours=24))
"""The wait after a feed's first failure, which doubles with each further one, and the longest wait."""

ITEM_BACK_OFF = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
"""The wait after an item's first, second and third failure; after one more the item is given up."""

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Failure:
    """An address that could not be read, and why."""

    url: str
    reason: str


@dataclass
class Tally:
    """What a run did."""

    feeds: int = 0
    unchanged: int = 0
    articles: list[int] = field(default_factory=list)
    claims: int = 0
    repeats: list[Alert] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    left: int = 0

    @property
    def article_count(self) -> int:
        """How many articles were added."""
        return len(self.articles)


class _LeaseLost(Exception):
    """Another run took over what this one was too slow with; the other run's outcome counts."""


@dataclass(frozen=True, slots=True)
class Runner:
    """What a run needs. ``clock`` returns aware UTC; ``get`` is the fetcher, or a test's own."""

    db: Database
    matcher: Matcher
    settings: Settings
    by: Person
    clock: Callable[[], datetime]
    sleep: Callable[[float], None] = time.sleep
    get: Get | None = None
    tell: Callable[[int, int], None] = lambda done, total: None
    lease: str = field(default_factory=lambda: token_hex(8))

    def run(self) -> Tally:
        """Do everything that is due, one by one. A feed or article that fails does not stop the run; only StoreFailed is raised."""
        people.require_permission(self.by, "add_article")
        tally, began, done = Tally(), self.clock(), 0
        try:
            while turn := self._next(began):
                self._do(turn, tally)
                done += 1
                self.tell(done, done + watch_turns.count_due(self.db, began=began, now=self.clock()))
        finally:
            watch_turns.release(self.db, self.lease)
        tally.repeats = alerts_in(self.db, tally.articles)
        tally.left = watch_turns.count_waiting(self.db)
        return tally

    def _next(self, began: datetime) -> watch_turns.Turn | None:
        while True:
            now = self.clock()
            free = now + timedelta(seconds=self.settings.watch_delay)
            turn = watch_turns.take_turn(self.db, began=began, now=now, lease=self.lease, until=now + LEASE, host_free_at=free)
            if turn is not None:
                return turn
            ready = watch_turns.next_turn_at(self.db, began=began, now=now)
            if ready is None or ready - now > PATIENCE:
                return None
            self.sleep(max(0.01, (ready - now).total_seconds()))

    def _do(self, turn: watch_turns.Turn, tally: Tally) -> None:
        try:
            if turn.feed:
                self._check_feed(turn.feed, tally)
            elif turn.item:
                self._read_item(turn.item, tally)
        except _LeaseLost:
            return
        except StoreFailed:
            raise
        except ClaimsError as error:
            self._failed(turn, error, str(error), tally)
        except Exception as error:  # a bug that one page triggers must not keep the others from being read
            self._failed(turn, error, f"A fault of the program ({type(error).__name__}: {error}); please report it.", tally)

    def _check_feed(self, feed: Feed, tally: Tally) -> None:
        tally.feeds += 1
        conditions = {"If-None-Match": feed.etag, "If-Modified-Since": feed.last_modified}
        fetched = watching.fetch_feed(
            feed.url,
            allowed_hosts=self.settings.allowed_hosts,
            get=self.get,
            conditions={name: value for name, value in conditions.items() if value},
        )
        if fetched.unchanged:
            tally.unchanged += 1
            with write(self.db):
                stored.finish_feed(self.db, feed, self.lease, title=None, etag=feed.etag, last_modified=feed.last_modified, at=self.clock())
            return
        feed_read = feeds.read(fetched.content, url=fetched.url, content_type=fetched.content_type)
        watching.store_items(self.db, feed, self.lease, feed_read, fetched, at=self.clock())

    def _read_item(self, item: Item, tally: Tally) -> None:
        feed = stored.get_feed(self.db, item.feed_id)
        document = self._document(item, feed)
        same = watched_items.find_text(self.db, digest(document.text), feed_id=feed.id, host=_host(document.url) or feed.host)
        if same is not None:
            with write(self.db):
                self._finish(item, "same", same)
            return

        def finish(added: Added) -> None:
            self._finish(item, "same" if added.was_there else "read", added.article.id)

        added = intake.add_article(self.db, self.matcher, document, by=self.by, at=self.clock(), then=finish)
        if not added.was_there:
            tally.articles.append(added.article.id)
            tally.claims += len({claim.id for _, claim in intake.claims_in(self.db, added.article)})

    def _finish(self, item: Item, state: str, article_id: int) -> None:
        if not watched_items.finish_item(self.db, item, self.lease, state, article_id):
            raise _LeaseLost  # rolls the article back: the run that has the item now stores it

    def _document(self, item: Item, feed: Feed) -> Document:
        limit = self.settings.max_article_bytes
        if item.url:
            from claims.reading.fetch import fetch

            # An outside feed must not make us fetch from the newsroom's own network.
            allowed = self.settings.allowed_hosts if feed.host in self.settings.allowed_hosts else frozenset()
            page = (self.get or fetch)(item.url, allowed_hosts=allowed, limit=limit)
            document = documents.read(page.content, name=None, url=page.url, content_type=page.content_type, limit=limit)
            document = replace(document, is_inside=page.is_inside)
        elif item.content and len(item.content) >= feeds.TELLING:
            document = replace(documents.read(item.content.encode(), name=None, limit=limit), title=item.title)
        else:
            raise Unreadable("The feed gives neither a link nor a text for it.")
        return replace(
            document,
            published_at=document.published_at or item.published_at,
            publisher=feed.publisher or document.publisher or feed.title,
        )

    def _failed(self, turn: watch_turns.Turn, error: Exception, message: str, tally: Tally) -> None:
        now, reason = self.clock(), " ".join(message.split())[:LONGEST_REASON]
        requested_wait = error.wait if isinstance(error, TryLater) else None
        pause = timedelta(seconds=min(requested_wait, FEED_BACK_OFF[1].total_seconds())) if requested_wait is not None else None
        if turn.feed:
            tally.failed.append(Failure(turn.feed.url, reason))
            own = min(FEED_BACK_OFF[0] * 2 ** min(turn.feed.failures, 20), FEED_BACK_OFF[1])
            stored.fail_feed(self.db, turn.feed, self.lease, reason, at=now, next_at=now + max(own, pause or own))
        elif turn.item:
            tally.failed.append(Failure(turn.item.url or turn.item.title, reason))
            left = ITEM_BACK_OFF[turn.item.tries :]
            again = now + pause if pause is not None else (now + left[0] if left else None)
            watched_items.fail_item(self.db, turn.item, self.lease, reason, next_at=again, counts=pause is None)
        host = turn.feed.host if turn.feed else turn.item.host if turn.item else None
        if pause is not None and host:
            watch_turns.hold_host(self.db, host, until=now + pause)


def _host(url: str | None) -> str | None:
    return urlsplit(url).hostname if url else None

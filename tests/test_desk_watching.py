"""Following feeds: what is read, what is not, what fails, and two runs at once."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from claims.desk.feeds import watching
from claims.desk.feeds.watch_run import LEASE, Runner, Tally
from claims.desk.index.matcher import Matcher
from claims.errors import NotAllowed, Refused, StaleEdit, TooLarge, Unreadable
from claims.model import Person
from claims.reading.feeds.feeds import WebPage
from claims.settings import Settings
from claims.store import alerts as stored_alerts
from claims.store import watch_turns
from claims.store import watching as stored_watching
from claims.store.connect import open_store, rows
from feed_server import HOST, Site, serving
from stage import everything, told

BRIDGE = ("The bridge cost 40 million crowns in 2024.", "The bridge carried 12,000 cars each day in 2023.")
TRAM = ("The tram line is 9 kilometres long.", "The depot was torn down in March 2024.")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        served.article("/bridge", "The bridge", *BRIDGE)
        served.article("/tram", "The tram", *TRAM)
        yield served


@dataclass
class Newsroom:
    """A store, who runs, a clock that sleeping moves on, and settings that let loopback be fetched from."""

    db: Database
    by: Person
    now: datetime
    path: Path
    slept: list[float] = field(default_factory=list)
    delay: float = 0.0

    def clock(self) -> datetime:
        self.now += timedelta(milliseconds=10)
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)

    @property
    def settings(self) -> Settings:
        return Settings(db=self.path, model=self.path.parent / "none", allowed_hosts=frozenset({HOST}), watch_delay=self.delay)

    def add(self, url: str, **more: int) -> watching.Feed:
        return watching.add_feed(self.db, url, by=self.by, at=self.clock(), allowed_hosts={HOST}, **more)

    def runner(self, db: Database | None = None) -> Runner:
        settings = self.settings
        return Runner(db or self.db, Matcher(settings.model), settings, by=self.by, clock=self.clock, sleep=self.sleep)

    def run(self) -> Tally:
        return self.runner().run()

    def titles(self) -> list[str]:
        return [row["title"] for row in rows(self.db, "SELECT title FROM article ORDER BY id")]

    def states(self) -> list[str]:
        return [row["state"] for row in rows(self.db, "SELECT state FROM feed_item ORDER BY id")]


@pytest.fixture
def room(db: Database, path: Path, ada: Person, at: datetime) -> Newsroom:
    return Newsroom(db, ada, at, path)


def test_a_followed_feed_is_read_once_and_asked_with_conditions_afterwards(room: Newsroom, site: Site) -> None:
    site.feed("/feed", site.item("/bridge"), site.item("/tram"), headers={"ETag": '"v1"', "Last-Modified": "Mon, 02 Mar 2026 10:00:00 GMT"})
    feed = room.add(f"{site.root}/feed")
    assert (feed.title, feed.waiting) == ("Brackwater Bugle", 2)
    first = room.run()
    assert (len(first.articles), first.feeds, first.unchanged, first.failed, first.left) == (2, 1, 1, [], 0)
    assert first.claims == 4
    assert room.titles() == ["The tram", "The bridge"], "oldest first"
    headers = site.asked[1][1]
    assert (headers["if-none-match"], headers["if-modified-since"]) == ('"v1"', "Mon, 02 Mar 2026 10:00:00 GMT")
    assert room.run().articles == []
    assert site.paths() == ["/feed", "/feed", "/tram", "/bridge", "/feed"]


def test_only_the_newest_items_of_a_new_feed_are_read_and_the_others_never(room: Newsroom, site: Site) -> None:
    for number in range(5):
        site.article(f"/{number}", f"Story {number}", f"The town has {number + 2} bridges over the river.")
    dates = [f"Mon, 0{number + 1} Mar 2026 10:00:00 GMT" for number in range(5)]
    site.feed("/feed", *(site.item(f"/{number}", date=dates[number]) for number in range(5)))
    room.add(f"{site.root}/feed", newest=2)
    room.run()
    assert room.titles() == ["Story 3", "Story 4"]
    site.feed("/feed", *(site.item(f"/{number}", date=dates[number]) for number in range(5)), site.item("/tram"))
    room.run()
    assert room.titles() == ["Story 3", "Story 4", "The tram"]
    (feed,) = stored_watching.list_feeds(room.db)
    assert feed.passed_over == (("older than the first check", 3),)


def test_the_same_item_under_new_names_and_links_adds_nothing(room: Newsroom, site: Site) -> None:
    long = "The council met and spoke about the bridge and its cost for three hours. " * 3
    site.feed("/feed", site.item("/bridge", guid="1"))
    room.add(f"{site.root}/feed")
    room.run()
    site.article("/bridge-again", "The bridge", *BRIDGE)
    site.article("/long", "Long", *TRAM)
    site.feed(
        "/feed",
        site.item("/bridge?utm_source=rss", guid="2"),  # same page, another name
        site.item("/elsewhere", guid="1"),  # same name, another page
        site.item("/bridge-again", guid="3"),  # same text at another address
        site.item("/long", guid="4", text=long),
        site.item("/long-again", guid="5", text=long),  # the feed's own text says that it is the same
    )
    tally = room.run()
    assert room.titles() == ["The bridge", "Long"]
    assert len(tally.articles) == 1
    assert room.states() == ["read", "read", "same"] or sorted(room.states()) == ["read", "read", "same"]
    assert "/elsewhere" not in site.paths() and "/long-again" not in site.paths()


def test_one_address_in_two_feeds_is_read_once(room: Newsroom, site: Site) -> None:
    site.feed("/one", site.item("/bridge"))
    site.feed("/two", site.item("/bridge"))
    room.add(f"{site.root}/one")
    room.add(f"{site.root}/two")
    assert len(room.run().articles) == 1
    assert site.paths().count("/bridge") == 1
    room.run()
    feeds_by_url = {feed.url: feed for feed in stored_watching.list_feeds(room.db)}
    assert feeds_by_url[f"{site.root}/one"].passed_over == ()
    assert feeds_by_url[f"{site.root}/two"].passed_over == (("another feed listed it before", 1),)


@pytest.mark.parametrize("kind", ["application/feed+json", "application/json; charset=utf-8"])
def test_a_json_feed_is_followed_under_its_own_media_type(room: Newsroom, site: Site, kind: str) -> None:
    items = [{"id": "1", "url": f"{site.root}/bridge", "title": "The bridge"}]
    site.put("/feed.json", json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Bugle", "items": items}), kind=kind)
    assert room.add(f"{site.root}/feed.json").waiting == 1
    assert len(room.run().articles) == 1


def test_items_without_dates_keep_the_order_of_the_feed_and_get_none_invented(room: Newsroom, site: Site) -> None:
    site.feed("/feed", site.item("/bridge"), site.item("/tram", date="Mon, 02 Mar 2026 10:00:00 GMT"))
    room.add(f"{site.root}/feed", newest=1)
    room.run()
    assert [tuple(row) for row in rows(room.db, "SELECT title, published_at FROM article")] == [("The bridge", None)]


def test_an_item_s_date_and_text_stand_in_where_there_is_no_page(room: Newsroom, site: Site) -> None:
    words = "The new lock of the canal opened on Tuesday. It cost 12 million crowns. It is 90 metres long. The mayor spoke for an hour."
    bare = f"<item><title>The lock</title><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate><description>{words}</description></item>"
    site.feed("/feed", bare, "<item><title>Nothing at all</title></item>")
    room.add(f"{site.root}/feed")
    tally = room.run()
    assert [tuple(row) for row in rows(room.db, "SELECT title, published_at, publisher FROM article")] == [
        ("The lock", "2026-03-02T10:00:00+00:00", "Brackwater Bugle")
    ]
    assert [one.reason for one in tally.failed] == ["The feed gives neither a link nor a text for it."]


def test_a_failing_feed_stops_no_other_and_waits_longer_each_time(room: Newsroom, site: Site) -> None:
    site.feed("/bad", site.item("/tram"))
    site.feed("/good", site.item("/bridge"))
    bad = room.add(f"{site.root}/bad", newest=0)
    room.add(f"{site.root}/good")
    site.put("/bad", "no", status=500)
    tally = room.run()
    assert room.titles() == ["The bridge"]
    assert [one.url for one in tally.failed] == [f"{site.root}/bad"]
    waits = []
    for _ in range(10):
        feed = stored_watching.get_feed(room.db, bad.id)
        assert feed.reason and "status 500" in feed.reason and feed.next_at and feed.checked_at
        waits.append((feed.next_at - feed.checked_at) / timedelta(minutes=1))
        assert room.run().failed == [], "not asked again before its time"
        room.now = feed.next_at
        assert len(room.run().failed) == 1
    assert waits[:4] == [10, 20, 40, 80] and waits[-1] == 24 * 60
    site.article("/news", "News", *TRAM)
    site.feed("/bad", site.item("/tram"), site.item("/news"))
    watching.retry(room.db, bad.id, by=room.by, at=room.clock())
    assert len(room.run().articles) == 1
    assert stored_watching.get_feed(room.db, bad.id).failures == 0


def test_an_article_that_cannot_be_read_is_tried_four_times_and_then_given_up(room: Newsroom, site: Site) -> None:
    site.feed("/feed", site.item("/missing"))
    feed = room.add(f"{site.root}/feed")
    for expected in ("waiting", "waiting", "waiting", "given_up"):
        assert len(room.run().failed) == 1
        assert room.states() == [expected]
        room.now += timedelta(hours=7)
    assert room.run().failed == []
    assert watching.feed_page(room.db, feed.id).items[0].reason == "The page was not found at localhost (404): check the address."
    site.article("/missing", "Found", *BRIDGE)
    watching.retry(room.db, feed.id, by=room.by, at=room.clock())
    assert len(room.run().articles) == 1


def test_a_page_that_breaks_the_program_stops_nothing(room: Newsroom, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.feed("/feed", site.item("/tram"), site.item("/bridge"))
    room.add(f"{site.root}/feed")
    read = watching.feeds.read
    from claims.reading import documents

    whole = documents.read

    def breaks(content: bytes, **more: object) -> object:
        if b"tram" in content:
            raise ZeroDivisionError("a slip")
        return whole(content, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(documents, "read", breaks)
    tally = room.run()
    assert (room.titles(), len(tally.failed)) == (["The bridge"], 1)
    assert "A fault of the program (ZeroDivisionError: a slip)" in tally.failed[0].reason
    assert read is watching.feeds.read


def test_requests_to_one_host_keep_their_distance(room: Newsroom, site: Site) -> None:
    room.delay = 5.0
    site.feed("/feed", site.item("/bridge"), site.item("/tram"))
    room.add(f"{site.root}/feed")
    assert len(room.run().articles) == 2
    assert len(room.slept) == 2 and all(4.9 < one <= 5 for one in room.slept)


def test_a_host_that_asks_for_time_gets_it(room: Newsroom, site: Site) -> None:
    site.feed("/feed", site.item("/bridge"), site.item("/tram"))
    feed = room.add(f"{site.root}/feed")
    site.put("/tram", "slow down", status=429, headers={"Retry-After": "7200"})
    tally = room.run()
    assert [one.url for one in tally.failed] == [f"{site.root}/tram"]
    assert "/bridge" not in site.paths(), "the whole host is left alone"
    room.now += timedelta(hours=1, minutes=55)
    before = len(site.asked)
    assert room.run().failed == [] and len(site.asked) == before
    room.now += timedelta(minutes=10)
    site.article("/tram", "The tram", *TRAM)
    assert len(room.run().articles) == 2
    site.put("/feed", "slow down", status=503, headers={"Retry-After": "999999999"})
    room.run()
    now = stored_watching.get_feed(room.db, feed.id)
    assert now.next_at and now.checked_at and now.next_at - now.checked_at == timedelta(hours=24), "a day at most"


def test_a_feed_that_leads_inside_is_refused(room: Newsroom, site: Site) -> None:
    site.put("/feed", status=302, headers={"Location": site.root.replace(HOST, "127.0.0.1") + "/secret"})
    before = everything(room.db)
    with pytest.raises(Unreadable, match="inside a network"):
        room.add(f"{site.root}/feed")
    assert everything(room.db) == before
    assert site.paths() == ["/feed"]
    inside = f"<item><title>T</title><link>{site.root.replace(HOST, '127.0.0.1')}/secret</link></item>"
    site.feed("/feed", inside)
    room.add(f"{site.root}/feed")
    assert "inside a network" in room.run().failed[0].reason
    assert "/secret" not in site.paths()


def test_html_fifty_megabytes_and_bombs_are_told_and_store_nothing(room: Newsroom, site: Site) -> None:
    site.put("/home", '<html><head><link rel="alternate" type="application/rss+xml" title="All" href="/feed"></head></html>')
    site.put("/large", b"<rss>" + b" " * 50_000_000, kind="text/xml")
    site.put("/bomb", '<!DOCTYPE a [<!ENTITY a "ha">]><rss/>', kind="text/xml")
    before = everything(room.db)
    with pytest.raises(WebPage) as caught:
        room.add(f"{site.root}/home")
    assert [offer.url for offer in caught.value.offers] == [f"{site.root}/feed"]
    with pytest.raises(TooLarge, match="The feed has more than 5,000,000 bytes"):
        room.add(f"{site.root}/large")
    with pytest.raises(Unreadable, match="declares entities"):
        room.add(f"{site.root}/bomb")
    assert everything(room.db) == before


def test_a_feed_is_followed_once_and_taken_up_again_where_it_stopped(room: Newsroom, site: Site) -> None:
    site.feed("/feed", site.item("/bridge"))
    feed = room.add(f"{site.root}/feed")
    with pytest.raises(Refused, match=f"is feed {feed.id}"):
        room.add(f"{site.root}/feed")
    room.run()
    watching.pause(room.db, feed.id, by=room.by, at=room.now)
    assert room.run().feeds == 0
    watching.resume(room.db, feed.id, by=room.by, at=room.now)
    assert room.run().feeds == 1
    watching.remove(room.db, feed.id, by=room.by, at=room.now)
    assert stored_watching.list_feeds(room.db) == [] and room.run().feeds == 0
    site.feed("/feed", site.item("/tram"), site.item("/bridge"))
    assert room.add(f"{site.root}/feed").id == feed.id
    assert len(room.run().articles) == 1
    assert told(room.db, "feed", feed.id) == ["add_feed", "pause_feed", "resume_feed", "remove_feed", "add_feed"]


def test_only_an_editor_manages_feeds_and_a_late_form_changes_nothing(room: Newsroom, site: Site, ben: Person) -> None:
    site.feed("/feed", site.item("/bridge"))
    feed = room.add(f"{site.root}/feed")
    with pytest.raises(NotAllowed):
        watching.pause(room.db, feed.id, by=ben, at=room.now)
    with pytest.raises(StaleEdit):
        watching.pause(room.db, feed.id, by=room.by, at=room.now, seen_version=feed.version + 1)
    room.by = replace(ben)
    with pytest.raises(NotAllowed):
        room.add(f"{site.root}/other")
    assert len(room.run().articles) == 1, "a checker may let the feeds be read"


def test_two_runs_share_the_work_and_read_nothing_twice(room: Newsroom, site: Site, path: Path) -> None:
    for number in range(6):
        site.article(f"/{number}", f"Story {number}", f"The town has {number + 2} bridges over the river.")
    site.feed("/feed", *(site.item(f"/{number}") for number in range(6)))
    room.add(f"{site.root}/feed")
    other = open_store(path)
    one, two = room.runner(), room.runner(other)
    began = room.clock()
    tallies = Tally(), Tally()
    more = True
    while more:  # in turns, each holding a lease while the other takes its own
        turns = [runner._next(began) for runner in (one, two)]
        for runner, turn, tally in zip((one, two), turns, tallies, strict=True):
            if turn:
                runner._do(turn, tally)
        more = any(turns)
    assert sorted(room.titles()) == [f"Story {number}" for number in range(6)]
    assert [len(tally.articles) for tally in tallies] == [3, 3] or sum(len(tally.articles) for tally in tallies) == 6
    assert sorted(site.paths()) == sorted(["/feed", "/feed", *(f"/{number}" for number in range(6))])
    other.close()


def test_what_a_killed_run_had_taken_is_free_again_after_its_lease(room: Newsroom, site: Site) -> None:
    site.feed("/feed", site.item("/bridge"))
    room.add(f"{site.root}/feed")
    killed = room.runner()
    began = room.clock()
    killed._next(began)
    taken = killed._next(began)
    assert taken and taken.item
    assert room.run().articles == []
    room.now += LEASE
    assert len(room.run().articles) == 1
    killed._do(taken, late := Tally())
    assert (late.articles, late.failed) == ([], []), "the slow run finds its lease gone and stores nothing"
    assert room.titles() == ["The bridge"]


def test_a_slow_run_whose_lease_went_to_another_stores_nothing(room: Newsroom, site: Site) -> None:
    site.feed("/feed", site.item("/bridge"))
    room.add(f"{site.root}/feed")
    slow = room.runner()
    began = room.clock()
    slow._next(began)
    taken = slow._next(began)
    assert taken and taken.item
    rows(room.db, "UPDATE feed_item SET lease = 'other'")
    slow._do(taken, Tally())
    assert room.titles() == [] and room.states() == ["waiting"]


def test_an_interrupted_run_gives_back_what_it_had_taken(room: Newsroom, site: Site) -> None:
    site.feed("/feed", site.item("/bridge"))
    room.add(f"{site.root}/feed")
    runner = replace(room.runner(), get=interrupted)
    with pytest.raises(KeyboardInterrupt):
        runner.run()
    assert rows(room.db, "SELECT 1 FROM feed WHERE lease IS NOT NULL UNION SELECT 1 FROM feed_item WHERE lease IS NOT NULL") == []
    assert len(room.run().articles) == 1


def interrupted(url: str, **more: object) -> object:
    raise KeyboardInterrupt


def test_a_flood_of_new_items_is_cut(room: Newsroom, site: Site) -> None:
    site.feed("/feed", site.item("/bridge"))
    feed = room.add(f"{site.root}/feed")
    site.feed("/feed", *(site.item(f"/{number}") for number in range(300)))
    runner = room.runner()
    turn = runner._next(room.clock())
    assert turn
    runner._do(turn, Tally())
    assert stored_watching.get_feed(room.db, feed.id).waiting == 1 + watching.MOST_NEW
    assert watch_turns.count_waiting(room.db) == 1 + watching.MOST_NEW
    assert stored_alerts.count_open(room.db) == 0

"""Feeds and alerts on the desk: following a feed, what an article's desk and the queue say, and the feed of alerts."""

import io
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from claims.desk import alerts
from claims.desk.checking import review
from claims.desk.exchange import imports
from claims.desk.feeds import watching
from claims.model import Status
from claims.store import alerts as stored_alerts
from claims.store import watching as stored_watching
from claims.store.connect import rows
from feed_server import HOST, Site, serving
from tests.naughty import SCRIPTS
from tests.web_stage import Stage

KNOWN = (
    '{"id": "k1", "text": "The tram line carried 12,000 passengers on its first day.", "rating": "False", "publisher": "Coast Check"}\n'
    '{"id": "k2", "text": "The old depot of Brackwater was torn down in March 2024.", "rating": "True", "publisher": "Coast Check"}\n'
)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        served.feed("/feed", served.item("/1"), served.item("/2"))
        yield served


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path, allowed_hosts=frozenset({HOST}))
    yield made
    made.db.close()


def know(stage: Stage) -> None:
    """Import two reviews of what the next article says."""
    imports.import_claims(stage.db, io.BytesIO(KNOWN.encode()), "jsonl", by=stage.cast["Ada"], clock=lambda: stage.at)


def repeat(stage: Stage) -> int:
    """An article that says both again, and something new."""
    know(stage)
    return stage.add_article(
        "Trams again\n\nThe tram line carried 12,000 passengers on its first day. The old depot of Brackwater was torn down in March 2024.\n"
    )


def test_an_article_that_repeats_rated_claims_raises_alerts_the_false_one_first(stage: Stage) -> None:
    assert stored_alerts.count_open(stage.db) == 0
    article = repeat(stage)
    found = alerts.list_alerts(stage.db)
    assert [(one.says_false, one.known.rating, one.rated_by, one.stored.article_id) for one in found] == [
        (True, "False", "by Coast Check", article),
        (False, "True", "by Coast Check", article),
    ]
    page = unescape(stage.get("/alerts").text)
    assert "Rated false" in page and "Trams again" in page and "Not confirmed" in page
    assert page.index("12,000 passengers") < page.index("was torn down")
    assert [alert.says_false for alert in alerts.list_alerts(stage.db, only_false=True)] == [True]
    assert "2<span" in stage.get("/").text, "the bar on top counts them"


def test_the_article_s_desk_and_the_queue_say_so_until_somebody_decides(stage: Stage) -> None:
    article = repeat(stage)
    assert "2 claims here may repeat rated claims." in stage.get(f"/articles/{article}?line=1").text
    queue = stage.get("/?alerts=1")
    assert "May repeat a rated claim" in queue.text and "2 claims in 1 article" in queue.text
    false = alerts.list_alerts(stage.db)[0]
    review.decide_match(stage.db, false.stored.match_id, Status.CONFIRMED, by=stage.cast["Ben"], at=stage.at)
    assert "1 claim here may repeat a rated claim." in stage.get(f"/articles/{article}?line=1").text
    assert "Repeats a false claim" in stage.get(f"/articles/{article}/report").text
    assert "You confirmed it" in stage.get("/alerts?view=decided").text
    review.decide_match(stage.db, false.stored.match_id, Status.SUGGESTED, by=stage.cast["Ben"], at=stage.at)
    assert stored_alerts.count_open(stage.db) == 2, "undoing the decision opens the alert again"
    review.decide_match(stage.db, false.stored.match_id, Status.REJECTED, reasons=[review.Reason.OTHER], by=stage.cast["Ben"], at=stage.at)
    assert stored_alerts.count_open(stage.db) == 1


def test_a_pair_with_a_difference_raises_no_alert(stage: Stage) -> None:
    know(stage)
    stage.add_article("Trams\n\nThe tram line carried 21,000 passengers on its first day.\n")
    assert rows(stage.db, "SELECT 1 FROM match WHERE relation = 'differs'")
    assert alerts.list_alerts(stage.db, "all") == []


def test_a_claim_that_nobody_rated_raises_none_and_one_of_ours_does_once_it_is_approved(stage: Stage) -> None:
    stage.add_article("First\n\nThe new lock of Brackwater is 90 metres long.\n")
    assert alerts.list_alerts(stage.db, "all") == []
    claim = stage.bring("depot", "submitted")
    stage.add_article("Depot\n\nThe old depot was torn down in March 2024.\n")
    assert alerts.list_alerts(stage.db, "all") == [], "a submitted rating is no verdict yet"
    from claims.desk.checking import verdicts

    verdicts.approve(stage.db, claim.id, by=stage.cast["Cleo"], at=stage.at)
    stage.add_article("Depot once more\n\nThe old depot was torn down in March 2024.\n")
    assert [(alert.known.rating, alert.rated_by) for alert in alerts.list_alerts(stage.db)] == [("True", "here")]


def test_the_same_article_again_raises_nothing_twice(stage: Stage) -> None:
    repeat(stage)
    stage.add_article(
        "Trams again\n\nThe tram line carried 12,000 passengers on its first day. The old depot of Brackwater was torn down in March 2024.\n"
    )
    assert stored_alerts.count_open(stage.db) == 2


def test_all_alerts_of_a_page_are_seen_at_once_and_the_history_says_who(stage: Stage) -> None:
    repeat(stage)
    stage.post("/alerts/seen", {"chosen": [f"{alert.stored.id}:1" for alert in alerts.list_alerts(stage.db)]})
    assert stored_alerts.count_open(stage.db) == 0
    assert "No new alerts." in stage.get("/alerts").text
    told = rows(stage.db, "SELECT action, name FROM event JOIN person ON person.id = by_id WHERE subject = 'alert'")
    assert [tuple(row) for row in told] == [("handle_alert", "Ben")] * 2


def test_dismissing_takes_one_key_and_is_remembered_for_the_pair(stage: Stage) -> None:
    repeat(stage)
    page, known = stage.get("/alerts").text, alerts.list_alerts(stage.db)[0].known.claim.id
    assert 'data-match-key="x"' in page
    assert stage.post("/alerts/1/dismiss", {"seen": 1}).status_code == 303
    assert (stored_alerts.get_alert(stage.db, 1).state, stored_alerts.get_alert(stage.db, 1).reason) == ("dismissed", "noise")
    stage.add_article("Trams once more\n\nThe tram line carried 12,000 passengers on its first day. The weather was fine that week.\n")
    told = rows(stage.db, "SELECT relation FROM match WHERE known_id = :known", {"known": known})
    assert [row["relation"] for row in told if row["relation"] == "same"] == ["same", "same"]
    assert [alert.known.rating for alert in alerts.list_alerts(stage.db)] == ["True"]


def test_a_feed_reader_gets_the_alerts_at_a_secret_address_until_it_ends(stage: Stage) -> None:
    article = repeat(stage)
    first, second = (alerts.make_address(stage.db, stage.cast["Ben"], at=stage.at) for _ in range(2))
    assert stage.get(f"/alerts/feed/{first}", by=None).status_code == 404, "a new address ends the one before"
    answer = stage.get(f"/alerts/feed/{second}", by=None)
    assert answer.mimetype == "application/atom+xml"
    feed = ElementTree.fromstring(answer.data)
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None and feed.findtext(f"{ATOM}updated")
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        "Rated True: The old depot of Brackwater was torn down in March 2024.",
        "Rated false: The tram line carried 12,000 passengers on its first day.",
    ]
    assert "not confirmed yet" in (entries[1].findtext(f"{ATOM}content") or "")
    assert f"/articles/{article}?claim=" in entries[0].find(f"{ATOM}link").get("href")  # type: ignore[union-attr]
    again = stage.client(None).get(f"/alerts/feed/{second}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    alerts.dismiss(stage.db, 1, "another line", by=stage.cast["Ben"], at=stage.at, seen_version=1)
    assert stage.get(f"/alerts/feed/{second}", by=None).text.count("<entry>") == 1
    assert second not in str([tuple(row) for row in rows(stage.db, "SELECT * FROM alert_address")])
    stage.db.execute("UPDATE person SET disabled = 1 WHERE name = 'Ben'")
    assert stage.get(f"/alerts/feed/{second}", by=None).status_code == 404, "who is shut out reads no alerts"


def test_control_characters_and_mark_up_in_stored_text_leave_the_feed_whole(stage: Stage) -> None:
    repeat(stage)
    stage.db.execute("UPDATE article SET title = ?", ["<b>\x0b\ufffe & ]]> \U0001f68b"])
    secret = alerts.make_address(stage.db, stage.cast["Ben"], at=stage.at)
    feed = ElementTree.fromstring(stage.get(f"/alerts/feed/{secret}", by=None).data)
    assert "In: <b>   & ]]> \U0001f68b" in (feed.findtext(f"{ATOM}entry/{ATOM}content") or "")


def test_payloads_stand_in_the_feed_of_alerts_as_text_and_lead_nowhere(stage: Stage) -> None:
    article = repeat(stage)
    secret = alerts.make_address(stage.db, stage.cast["Ben"], at=stage.at)
    for payload in SCRIPTS:
        stage.db.execute("UPDATE article SET title = :p, publisher = :p, url = :p WHERE id = :id", {"p": payload, "id": article})
        stage.db.execute("UPDATE review SET title = :p, publisher = :p, rating_words = :p, url = :p", {"p": payload})
        feed = ElementTree.fromstring(stage.get(f"/alerts/feed/{secret}", by=None).data)
        assert {one.tag.removeprefix(ATOM) for one in feed.iter()} == set("feed id title link updated author name entry content".split())
        assert all((one.get("href") or "").startswith("http://localhost/") for one in feed.iter(f"{ATOM}link")), payload
        told = " ".join(feed.itertext())
        assert " ".join(payload.split()) in " ".join(told.split())


def test_an_editor_follows_a_feed_by_the_form(stage: Stage, site: Site) -> None:
    fields: dict[str, object] = {"url": f"{site.root}/feed", "publisher": "Bugle", "newest": "1"}
    for by, status in (("Ben", 403), (None, 303)):
        assert stage.post("/feeds", fields, by=by).status_code == status
    assert stage.post("/feeds", fields, by="Edith", token=False).status_code == 400
    assert stage.client("Edith").get("/feeds", query_string=fields).status_code == 200
    assert stored_watching.list_feeds(stage.db) == [] and site.asked == []
    answer = stage.post("/feeds", fields, by="Edith")
    assert answer.status_code == 303
    page = stage.get(answer.location).text
    assert "Brackwater Bugle" in page and "Waiting" in page and "older than the first check" in page
    (feed,) = stored_watching.list_feeds(stage.db)
    assert (feed.publisher, feed.waiting) == ("Bugle", 1)
    assert "is followed already" in stage.post("/feeds", fields, by="Edith").text


def test_a_web_page_is_answered_with_the_feeds_it_names_and_what_was_typed_stays(stage: Stage, site: Site) -> None:
    site.put("/", '<html><head><link rel="alternate" type="application/rss+xml" title="All <news>" href="/feed"></head></html>')
    answer = stage.post("/feeds", {"url": f"{site.root}/", "publisher": "Bugle", "newest": "3"}, by="Edith")
    assert answer.status_code == 422
    page = unescape(answer.text)
    assert "This is a web page, not a feed" in page and f'value="{site.root}/feed"' in page and "All <news>" in page
    assert 'value="Bugle"' in page and stored_watching.list_feeds(stage.db) == []
    refused = stage.post("/feeds", {"url": "http://169.254.169.254/latest", "publisher": "", "newest": "3"}, by="Edith")
    assert refused.status_code == 422 and "inside a network" in refused.text


def test_a_failing_feed_says_why_and_when_it_is_tried_again(stage: Stage, site: Site) -> None:
    from claims.desk.feeds.watch_run import Runner

    by = stage.cast["Edith"]
    feed = watching.add_feed(stage.db, f"{site.root}/feed", by=by, at=stage.at, allowed_hosts={HOST}, newest=0)
    site.put("/feed", "no", status=500)
    clock = iter(stage.at.replace(microsecond=1_000 * n) for n in range(1, 900))
    Runner(stage.db, stage.matcher, stage.settings, by=by, clock=lambda: next(clock), sleep=lambda seconds: None).run()
    for page in (stage.get("/feeds").text, stage.get(f"/feeds/{feed.id}").text):
        assert "Failed once" in page and "answered with status 500" in page and "Next try at 09:40 or later" in page

"""watch add, list, run, pause, resume, retry, remove, alerts."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from claims.cli.session import Session, as_json, pass_session, print_json, safe, say, show
from claims.desk import alerts
from claims.desk.feeds import watching
from claims.desk.feeds.watch_run import Runner
from claims.desk.shapes.feeds import AlertShape, FeedShape, WatchedShape
from claims.desk.shown_words import relation_and_chance
from claims.store import watching as stored_watching


@click.group()
def watch() -> None:
    """Follow RSS and Atom feeds: new articles are read, matched, and told of when they repeat a rated claim."""


@watch.command()
@click.argument("url")
@click.option(
    "--newest", default=watching.NEWEST, show_default=True, type=click.IntRange(0, watching.MOST_NEW), help="Items to begin with."
)
@click.option("--publisher", help="Who publishes it, when its pages do not say or say it wrong.")
@as_json
@pass_session
def add(session: Session, /, url: str, newest: int, publisher: str | None, json_wanted: bool) -> None:
    """Follow a feed. It is fetched once now; its newest items are read by the next `watch run`, older ones never."""
    with session.store() as db:
        added = watching.add_feed(
            db,
            url,
            by=session.person(db),
            at=session.now(),
            allowed_hosts=session.settings.allowed_hosts,
            publisher=publisher,
            newest=newest,
        )
    if json_wanted:
        print_json(FeedShape.of(added))
    else:
        show(safe(f"Feed {added.id}: {added.title or added.url}"))
        show(f"articles that wait for `watch run`: {added.waiting}")


@watch.command("list")
@as_json
@pass_session
def list_(session: Session, /, json_wanted: bool) -> None:
    """Every feed: what it brought, what of it was not read and why, why one fails and when it is tried again."""
    with session.store() as db:
        feeds = FeedShape.of_all(stored_watching.list_feeds(db))
    if json_wanted:
        print_json({"feeds": feeds})
        return
    for feed in feeds:
        show(safe(f"{feed['id']:>4}  {feed['title'] or feed['url']}{' (paused)' if feed['paused'] else ''}"))
        show(safe(f"      {feed['url']}"))
        given_up = f", given up: {feed['given_up']}" if feed["given_up"] else ""
        show(f"      articles read: {feed['read']}, waiting: {feed['waiting']}{given_up}; last checked {feed['checked_at'] or 'never'}")
        for passed in feed["passed_over"]:
            show(safe(f"      not read: {passed['count']}: {passed['reason']}"))
        if feed["reason"]:
            times = "once" if feed["failures"] == 1 else f"{feed['failures']} times in a row"
            show(safe(f"      failed {times}: {feed['reason']} Next try {feed['next_at'] or 'at the next run'}."))
    if not feeds:
        say("no feed is followed: watch add URL.")


@watch.command()
@as_json
@pass_session
def run(session: Session, /, json_wanted: bool) -> None:
    """Check the feeds and read what is new. For cron or a timer; safe to run twice at once.

    Exit 1 only when every address that was tried failed.
    """
    with session.store() as db, _growing("Watching") as tell:
        runner = Runner(db, session.matcher, session.settings, by=session.person(db), clock=session.now, tell=tell)
        tally = runner.run()
        answer = WatchedShape.of(tally)
    if json_wanted:
        print_json(answer)
    else:
        _show_run(answer)
    if tally.failed and not tally.articles and len(tally.failed) >= tally.feeds:
        sys.exit(1)


def _change(name: str, words: str, outcome: str) -> None:
    @watch.command(name, help=words)
    @click.argument("feed_id", type=int)
    @pass_session
    def change(session: Session, /, feed_id: int) -> None:
        with session.store() as db:
            feed = stored_watching.get_feed(db, feed_id)
            getattr(watching, name)(db, feed_id, by=session.person(db), at=session.now())
        show(safe(f"Feed {feed_id}, {feed.title or feed.url}, {outcome}."))


_change("pause", "Leave a feed alone until it is resumed.", "is paused")
_change("resume", "Follow a paused feed again.", "is followed again")
_change("retry", "Try a failing feed, and its articles that failed, at the next run.", "is tried at the next run")
_change("remove", "Follow a feed no more; its articles stay.", "is followed no more")


@watch.command("alerts")
@click.option("--view", default="new", show_default=True, type=click.Choice(alerts.VIEWS), help="Which ones.")
@as_json
@pass_session
def alerts_(session: Session, /, view: str, json_wanted: bool) -> None:
    """New articles that may repeat a rated claim; those of claims rated false first."""
    with session.store() as db:
        listed = AlertShape.of_all(alerts.list_alerts(db, view))
    if json_wanted:
        print_json({"alerts": listed})
        return
    for alert in listed:
        _show_alert(alert)
    if not listed:
        say("no alert.")


def _show_run(answer: dict[str, Any]) -> None:
    show(
        f"feeds checked: {answer['feeds']}, unchanged: {answer['unchanged']}; articles read: {answer['articles']}, claims proposed: {answer['claims']},"
        f" of them may repeat a rated claim: {len(answer['repeats'])}"
    )
    for alert in answer["repeats"]:
        _show_alert(alert)
    for failure in answer["failed"]:
        say(f"failed: {failure['url']}: {failure['reason']}")
    if answer["waiting"]:
        say(f"articles that wait for a later run: {answer['waiting']}")


def _show_alert(alert: dict[str, Any]) -> None:
    show(safe(f"{alert['alert_id']:>5}  {'RATED FALSE: ' if alert['false'] else ''}{alert['text']}"))
    show(
        safe(
            f"       in “{alert['article_title']}”{', ' + alert['publisher'] if alert['publisher'] else ''} (article {alert['article_id']})"
        )
    )
    decided = {"suggested": "nobody has confirmed it", "confirmed": "confirmed", "rejected": "said to differ"}[alert["status"]]
    show(safe(f"       may repeat claim {alert['known_id']}: {alert['known_text']} [rated {alert['verdict']} {alert['rated_by']}]"))
    relation_words = relation_and_chance(alert["score"], alert["relation"], alerts.closer_of(alert["relation"]), has_differences=True)
    show(f"       {relation_words}, {decided}")


@contextmanager
def _growing(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr, only on a terminal, whose length grows as feeds turn out to hold articles."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr, show_pos=True) as bar:

        def tell(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield tell

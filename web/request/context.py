"""What every page can use: one connection a request, the process's matcher, the settings, the clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Flask, current_app, g

from claims.desk import newsroom
from claims.desk.index.matcher import Matcher
from claims.desk.opening import ConnectionPool, Database, Opened
from claims.desk.people.rate_limits import Brake
from claims.desk.queue.problem_book import ProblemBook
from claims.desk.sources.library import Library
from claims.settings import Settings


@dataclass(frozen=True, slots=True)
class AppState:
    """The state of the process. ``public`` matches only against what visitors may find.

    ``keeper`` is an unused connection: while one is open, SQLite's log stays in place, so that reading works on a full disk.
    """

    settings: Settings
    matcher: Matcher
    public: Matcher
    clock: Callable[[], datetime]
    keeper: Database
    connections: ConnectionPool
    brake: Brake
    library: Library = field(default_factory=Library)
    problems: ProblemBook = field(default_factory=ProblemBook)
    feeds: dict[str, tuple[tuple[object, ...], bytes]] = field(
        default_factory=dict
    )  # the last version of each feed, and what it was made from


def app_state() -> AppState:
    """The state of the running application."""
    state = current_app.extensions["claims"]
    assert isinstance(state, AppState)
    return state


def get_db() -> Database:
    """This request's connection, taken on the first call and kept until the request ends."""
    if "opened" not in g:
        g.opened = app_state().connections.take()
    opened: Opened = g.opened
    return opened.db


def now() -> datetime:
    """The time of the request, aware UTC: everything that one click does has the same time."""
    if "now" not in g:
        g.now = app_state().clock()
    moment: datetime = g.now
    return moment


def zone() -> ZoneInfo:
    """The newsroom's time zone, read once a request."""
    if "zone" not in g:
        g.zone = newsroom.time_zone(get_db(), app_state().settings.timezone)
    chosen: ZoneInfo = g.zone
    return chosen


def install(app: Flask) -> None:
    """Give the connection back when the request ends."""

    @app.teardown_appcontext
    def give_back(error: BaseException | None) -> None:
        opened: Opened | None = g.pop("opened", None)
        if opened is not None:
            app_state().connections.give_back(opened)

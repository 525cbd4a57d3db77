"""What every page has at hand: one connection a request, the process's matcher, the settings, the clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from flask import Flask, current_app, g

from claims.desk.index.matcher import Matcher
from claims.desk.opening import ConnectionPool, Database, Opened
from claims.desk.people.rate_limits import Brake
from claims.desk.queue.problem_book import ProblemBook
from claims.desk.sources.library import Library
from claims.settings import Settings


@dataclass(frozen=True, slots=True)
class AppState:
    """What lives as long as the process. ``public`` matches against what visitors may find, and nothing else.

    ``keeper`` is a connection that nobody uses: while one is open, SQLite's log stays in place, and with it reading on a full disk.
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
    feeds: dict[str, tuple[tuple[object, ...], bytes]] = field(default_factory=dict)  # as they were made last, and of what


def app_state() -> AppState:
    """The running application's own."""
    state = current_app.extensions["claims"]
    assert isinstance(state, AppState)
    return state


def get_db() -> Database:
    """This request's connection, its own from when it is first asked for until the request ends."""
    if "opened" not in g:
        g.opened = app_state().connections.take()
    opened: Opened = g.opened
    return opened.db


def now() -> datetime:
    """One moment for the whole request, aware UTC: everything that one click does happened at once."""
    if "now" not in g:
        g.now = app_state().clock()
    moment: datetime = g.now
    return moment


def install(app: Flask) -> None:
    """Give the connection back with the end of the request."""

    @app.teardown_appcontext
    def give_back(error: BaseException | None) -> None:
        opened: Opened | None = g.pop("opened", None)
        if opened is not None:
            app_state().connections.give_back(opened)

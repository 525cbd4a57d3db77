"""What every page has at hand: one connection a request, the process's matcher, the settings, the clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from flask import Flask, current_app, g

from claims.desk.limits import Brake
from claims.desk.matcher import Matcher
from claims.desk.opening import Database, open_store
from claims.desk.problem_book import ProblemBook
from claims.settings import Settings


@dataclass(frozen=True, slots=True)
class Room:
    """What lives as long as the process. ``public`` matches against what visitors may find, and nothing else.

    ``keeper`` is a connection that nobody uses: while one is open, SQLite's log stays in place, and with it reading on a full disk.
    """

    settings: Settings
    matcher: Matcher
    public: Matcher
    clock: Callable[[], datetime]
    keeper: Database
    brake: Brake
    problems: ProblemBook = field(default_factory=ProblemBook)
    feeds: dict[str, tuple[tuple[object, ...], bytes]] = field(default_factory=dict)  # as they were made last, and of what


def room() -> Room:
    """The running application's own."""
    found = current_app.extensions["claims"]
    assert isinstance(found, Room)
    return found


def get_db() -> Database:
    """This request's connection, opened when first asked for and closed when the request ends."""
    if "db" not in g:
        g.db = open_store(room().settings.db)
    found: Database = g.db
    return found


def now() -> datetime:
    """One moment for the whole request, aware UTC: everything that one click does happened at once."""
    if "now" not in g:
        g.now = room().clock()
    found: datetime = g.now
    return found


def install(app: Flask) -> None:
    """Close the connection with the request."""

    @app.teardown_appcontext
    def close(error: BaseException | None) -> None:
        opened = g.pop("db", None)
        if opened is not None:
            opened.close()

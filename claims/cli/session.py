"""What every command shares: the open store, the person at the command line, the clock, and how answers and errors are printed."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

import click
from sqlite_utils import Database

from claims.desk import newsroom
from claims.desk.index import rejudging
from claims.desk.opening import open_store
from claims.desk.people import people
from claims.model import Person
from claims.settings import Settings, from_environment
from claims.store import matches

if TYPE_CHECKING:
    from claims.desk.index.matcher import Matcher

Command = TypeVar("Command", bound=Callable[..., object])


class Session:
    """One run of the program. The store is opened when a command first needs it."""

    def __init__(self, db: Path | None) -> None:
        settings = from_environment()
        self.settings: Settings = replace(settings, db=db) if db else settings

    @contextmanager
    def store(self) -> Iterator[Database]:
        """The open database, closed again at the end."""
        db = open_store(self.settings.db, on_copy=self._tell_of_upgrade)
        try:
            self._judge_again(db)
            yield db
        finally:
            db.close()

    def _tell_of_upgrade(self, kept: Path) -> None:
        say(f"Upgrading {self.settings.db} for this version of the program. The file as it was is kept as {kept}.")

    def _judge_again(self, db: Database) -> None:
        # Happens once after an update and takes seconds for a hundred pairs, so announce it and show progress.
        waiting = matches.count_unjudged(db)
        if waiting:
            say(
                f"Judging {waiting:,} undecided pair{'s' if waiting > 1 else ''} again, which an earlier version compared. Decided ones stay as they are."
            )
            with progress("pairs", waiting) as advance:
                rejudging.judge_again(db, self.matcher, on_pairs=advance)

    @cached_property
    def matcher(self) -> "Matcher":
        """The live index of this run."""
        # This loads all of matching, a tenth of a second, so only commands that match do it.
        from claims.desk.index.matcher import Matcher

        return Matcher(self.settings.model)

    def person(self, db: Database) -> Person:
        """The person at the command line."""
        return people.at_the_command_line(db, self.settings.user, at=self.now())

    def zone(self, db: Database) -> ZoneInfo:
        """The newsroom's time zone."""
        return newsroom.time_zone(db, self.settings.timezone)

    def now(self) -> datetime:
        """The time of the action."""
        return datetime.now(UTC)


pass_session = click.make_pass_decorator(Session)


def as_json(command: Command) -> Command:
    """Give a command the ``--json`` option."""
    return click.option("--json", "json_wanted", is_flag=True, help="Print one JSON document instead of text.")(command)


def print_json(answer: Any) -> None:
    """One JSON document on stdout."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def say(message: str) -> None:
    """A message for people, on stderr, so that a pipe stays clean."""
    click.echo(safe(message), err=True)


def show(text: str) -> None:
    """A line of text for people on stdout."""
    click.echo(text)


def safe(text: str) -> str:
    """Stored text without control characters that could control the terminal; line breaks and tabs stay."""
    return "".join(letter if letter.isprintable() or letter in "\n\t" else " " for letter in text)


@contextmanager
def counting() -> Iterator[Callable[[str, int, int], None]]:
    """Show a counting line on stderr ("comparing claim 64 of 500"), only on a terminal; it is cleared when the work is done."""
    if not sys.stderr.isatty():
        yield lambda what, done, of: None
        return
    try:
        yield lambda what, done, of: click.echo(f"\r\x1b[K{what} {done:,} of {of:,}", err=True, nl=False)
    finally:
        click.echo("\r\x1b[K", err=True, nl=False)


@contextmanager
def progress(label: str, length: int) -> Iterator[Callable[[int], None]]:
    """Show a progress bar on stderr, only on a terminal. Call the function it yields with the number of steps done since."""
    if not sys.stderr.isatty() or length == 0:
        yield lambda steps: None
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield bar.update

"""Opens the SQLite file, and provides the only way to write to it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.errors import StoreDamaged, StoreFailed, StoreFull
from claims.store import migrations, seals, upgrades
from claims.store.private_files import make_private

STATEMENTS = 1_000
"""How many prepared statements a connection keeps. The seals' triggers fill the driver's default cache of 128, and then it drops the
newest statement: two alternating statements were prepared again each time, which took half of an import."""

BUSY_MS = 10_000
"""How long a writer waits for its turn, in milliseconds. With 50 people at once the 95th percentile was 120 ms."""

IMPATIENT_MS = 1_000
"""The same for writes that have a fallback."""

_KINDS = {"full": StoreFull, "not a database": StoreDamaged, "malformed": StoreDamaged}

_ADVICE = {
    "locked": "the database is busy: another program is writing to it. Try again in a moment.",
    "busy": "the database is busy: another program is writing to it. Try again in a moment.",
    "full": "the disk is full: nothing was stored. Free some space, then try again.",
    "readonly": "the database cannot be written: check the permissions of the file and of its folder.",
    "read-only": "the database cannot be written: check the permissions of the file and of its folder.",
    "unable to open": "the database cannot be opened: check that its folder exists and that you may write there.",
    "not a database": "this file is not a claim tracker's database, or its beginning is damaged. Name another one with --db, or `restore` a backup.",
    "malformed": "the database is damaged. Stop the desk, then go back to the last backup: `restore FILE` keeps the damaged one.",
    "disk i/o": "the disk did not answer. Check the disk, then run `verify`.",
}


def open_store(path: Path, *, keeps_copy: bool = True, on_copy: Callable[[Path], None] | None = None) -> Database:
    """Open the database at ``path``; create or upgrade it when needed. Raise StoreFailed with advice when that fails.

    Before an upgrade, a copy of the file as it was is kept beside it, unless ``keeps_copy`` is False, and ``on_copy`` is called with its name.
    A connection belongs to one thread at a time; whoever opened it must close it.
    """
    try:
        db = _connect(path)
    except sqlite3.Error as error:
        raise translated(error, path) from error
    bring_up_to_date(db, path, keeps_copy=keeps_copy, on_copy=on_copy)
    return db


def bring_up_to_date(db: Database, path: Path, *, keeps_copy: bool = True, on_copy: Callable[[Path], None] | None = None) -> None:
    """Upgrade an open database when needed. When that fails, or the file belongs to another program, close it and raise StoreFailed."""
    try:
        # Another program's file is refused before anything is written to it.
        migrations.refuse_foreign(db)
        if migrations.pending(db):
            with write(db):
                _upgrade(db, path, keeps_copy=keeps_copy, on_copy=on_copy)
    except BaseException as error:
        db.close()
        if isinstance(error, sqlite3.Error):
            raise translated(error, path) from error
        raise


def _upgrade(db: Database, path: Path, *, keeps_copy: bool, on_copy: Callable[[Path], None] | None) -> None:
    # Now that the lock is ours, nothing changes between the copy and the upgrade. Another process may have been first, and a new file is empty.
    is_filled = bool(migrations.applied_steps(db))
    if not (migrations.pending(db) and is_filled and keeps_copy):
        migrations.apply(db)
        return
    kept = upgrades.keep_copy(path)
    if on_copy:
        on_copy(kept)
    try:
        migrations.apply(db)
    except BaseException:
        # The file stays as it was, so nobody needs the copy.
        kept.unlink(missing_ok=True)
        raise


@contextmanager
def wait_briefly(db: Database, milliseconds: int | None = None) -> Iterator[None]:
    """Let writes in the block wait ``milliseconds``, or IMPATIENT_MS, instead of BUSY_MS; for work that can go on without the store."""
    db.conn.execute(f"PRAGMA busy_timeout = {IMPATIENT_MS if milliseconds is None else milliseconds}")
    try:
        yield
    finally:
        db.conn.execute(f"PRAGMA busy_timeout = {BUSY_MS}")


@contextmanager
def write(db: Database) -> Iterator[None]:
    """Run the block as one transaction that holds the write lock from its first statement; a nested block is a savepoint.

    At its end the changed rows are sealed, so that ``verify`` can tell that this program changed them.
    A deferred BEGIN fails at once when two writers meet (1,319 of 2,400 in a measurement); BEGIN IMMEDIATE waits.
    """
    try:
        if db.conn.in_transaction:
            with db.atomic():
                yield
            return
        seals.watch(db)
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            seals.begin(db)
            yield
            seals.seal_changes(db)
            db.conn.execute("COMMIT")
        except BaseException:
            # Some errors (a full disk) have already rolled back; rollback() is then a no-op.
            db.conn.rollback()
            raise
    except sqlite3.OperationalError as error:
        raise translated(error) from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError):
            raise
        raise translated(error) from error


def commits_of_others(db: Database) -> int:
    """A number that changes whenever another connection, of any process, has committed; microseconds, and never wrong (SQLite's data_version)."""
    try:
        return int(db.conn.execute("PRAGMA data_version").fetchone()[0])
    except sqlite3.Error as error:
        raise translated(error) from error


@contextmanager
def read(db: Database) -> Iterator[None]:
    """Run the block on one snapshot of the store, whatever others write meanwhile."""
    if db.conn.in_transaction:
        yield
        return
    try:
        db.conn.execute("BEGIN")
        try:
            yield
        finally:
            db.conn.rollback()
    except sqlite3.DatabaseError as error:
        raise translated(error) from error


def rows(db: Database, sql: str, parameters: dict[str, Any] | None = None) -> list[sqlite3.Row]:
    """All rows of a SELECT; raise StoreFailed when the file cannot be read."""
    try:
        return db.execute(sql, parameters or {}).fetchall()
    except OverflowError:
        return []  # a number beyond 64 bits, which no row can have
    except sqlite3.DatabaseError as error:
        raise translated(error) from error


def first_row(db: Database, sql: str, parameters: dict[str, Any] | None = None) -> sqlite3.Row | None:
    """The first row of a SELECT, or None when it has none; raise StoreFailed when the file cannot be read."""
    return next(iter(rows(db, sql, parameters)), None)


def insert(db: Database, sql: str, parameters: dict[str, Any]) -> int:
    """Run one INSERT and return the number of the new row."""
    number = db.execute(sql, parameters).lastrowid
    if number is None:
        raise StoreFailed("the database gave the new row no number.")
    return number


def stamp(at: datetime) -> str:
    """A time in the stored format: aware UTC, ISO 8601, milliseconds. Raise ValueError for a naive time."""
    if at.tzinfo is None:
        raise ValueError("a stored time needs a time zone")
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def moment(stored: str) -> datetime:
    """The time that ``stamp`` stored."""
    return datetime.fromisoformat(stored)


def _connect(path: Path) -> Database:
    with suppress(OSError):  # if the file cannot be created, SQLite reports it
        make_private(path)
    try:
        return _connected(path)
    except sqlite3.OperationalError:
        if not lies_still(path):
            raise
        return _connected(path, still=True)


def lies_still(path: Path) -> bool:
    """Whether the file is complete and nobody can write to it: it is on a read-only file system and has no log beside it.

    SQLite cannot open a file in WAL mode there, because it would have to create the log.
    """
    log = path.with_name(path.name + "-wal")
    return path.is_file() and not os.access(path.parent, os.W_OK) and not (log.exists() and log.stat().st_size)


def _connected(path: Path, *, still: bool = False) -> Database:
    name = f"{path.absolute().as_uri()}?immutable=1" if still else str(path)
    connection = sqlite3.connect(name, uri=still, timeout=BUSY_MS / 1000, check_same_thread=False, cached_statements=STATEMENTS)
    try:
        connection.row_factory = sqlite3.Row
        # WAL lets people read while one writes; it is stored in the file, so only the first opening changes anything.
        if not still:
            connection.execute("PRAGMA journal_mode = WAL")
        # FULL: an acknowledged write survives a power cut.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        # Keeps a schema that somebody tampered with from calling functions with side effects.
        connection.execute("PRAGMA trusted_schema = OFF")
        # Plugins could run third-party code on every connection; the product uses none.
        return Database(connection, execute_plugins=False)
    except BaseException:
        connection.close()
        raise


def translated(error: Exception, path: Path | None = None) -> StoreFailed:
    """SQLite's error as a StoreFailed with advice."""
    message = str(error).lower()
    advice = next((advice for word, advice in _ADVICE.items() if word in message), f"the database did not do the work: {error}.")
    kind = next((kind for word, kind in _KINDS.items() if word in message), StoreFailed)
    return kind(f"{path}: {advice}" if path else advice)

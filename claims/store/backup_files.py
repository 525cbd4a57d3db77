"""Copies the whole database file while people work, and restores it. Nothing is replaced before the copy was checked."""

import os
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.errors import Refused, StoreFailed
from claims.store import checks, generation, history, migrations
from claims.store.connect import BUSY_MS, open_store, translated, write
from claims.store.private_files import make_private


def copy_to(db: Database, target: Path) -> tuple[int, str]:
    """Write a consistent snapshot of the store to ``target``, complete or not at all. Raise Refused when ``target`` exists.

    Return the number of lines in the copy's history, and the hash that covers the history and all rows.
    """
    if target.exists():
        raise Refused(f"{target} is there already: name a file that is not.")
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        # The file is created first, so that other users can never read it.
        make_private(part)
        db.conn.execute("VACUUM INTO ?", [str(part)])
        _settle(part)
        os.link(part, target)
    except sqlite3.DatabaseError as error:
        raise translated(error, target) from error
    except FileExistsError as error:
        raise Refused(f"{target} is there already: name a file that is not.") from error
    finally:
        part.unlink(missing_ok=True)
    _settle(target.parent)
    return _head_line(target)


def is_ours(file: Path) -> bool:
    """Whether the file is a claim tracker's database, by its header."""
    try:
        with file.open("rb") as opened:
            header = opened.read(100)
    except OSError:
        return False
    return header[:15] == b"SQLite format 3" and int.from_bytes(header[68:72]) == migrations.APPLICATION_ID


def open_readonly(file: Path) -> Database:
    """Open a copy read-only. Raise StoreFailed when it cannot be read."""
    try:
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error as error:
        raise translated(error, file) from error
    connection.row_factory = sqlite3.Row
    return Database(connection, execute_plugins=False)


def open_as_upgraded(file: Path) -> Database:
    """Open a copy read-only with today's schema. Raise StoreFailed when it cannot be read, or a newer version made it.

    What an earlier version made is upgraded in memory: a second copy on the disk would hold words that are to go.
    """
    kept = open_readonly(file)
    try:
        migrations.refuse_foreign(kept)
        if not migrations.pending(kept):
            return kept
        upgraded = sqlite3.connect(":memory:", isolation_level=None)
        upgraded.row_factory = sqlite3.Row
        kept.conn.backup(upgraded)
    except sqlite3.DatabaseError as error:
        kept.close()
        raise translated(error, file) from error
    except BaseException:
        kept.close()
        raise
    kept.close()
    db = Database(upgraded, execute_plugins=False)
    with write(db):
        migrations.apply(db)
    return db


def check_copy(file: Path, into: Path) -> Database:
    """Copy ``file`` to ``into``, migrate and check that copy, and return it open. Raise Refused, naming what is wrong."""
    if not file.is_file():
        raise Refused(f"there is no file {file}.")
    _copy_readonly(file, into)
    db = open_store(into, keeps_copy=False)
    try:
        wrong = checks.problems(db)
        if wrong:
            raise Refused(f"{file} is not whole, nothing was replaced: {'; '.join(wrong[:3])}.")
    except BaseException:
        db.close()
        raise
    return db


def begin_new_life(db: Database) -> None:
    """Make a checked copy ready for use: nobody is signed in, and other processes reload what they keep in memory."""
    with write(db):
        # People who signed out after the copy was made must not be signed in again by restoring it.
        db.execute("DELETE FROM session")
        db.execute("DELETE FROM sign_in_link")
        db.execute("DELETE FROM half_sign_in")
        generation.renew(db)


def replace_with(db: Database, path: Path) -> None:
    """Replace the content of the store at ``path`` with that of ``db``, in one transaction; other processes may have it open."""
    make_private(path)
    try:
        with closing(sqlite3.connect(str(path), timeout=BUSY_MS / 1000)) as target:
            # -1: all pages at once, so that nobody sees half of it; if the machine stops in the middle, SQLite rolls it back.
            db.conn.backup(target, pages=-1)
    except sqlite3.DatabaseError as error:
        raise translated(error, path) from error


def set_aside(path: Path, name: Path) -> None:
    """Rename a file that cannot be read, and its log, so that nothing is lost."""
    for ending in ("-wal", "-shm", ""):
        file = path.with_name(path.name + ending)
        if file.exists():
            file.rename(name.with_name(name.name + ending))


def _head_line(copy: Path) -> tuple[int, str]:
    # Not with open_store, which would change the copy; this way it can be read even where writing is not allowed.
    with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as opened:
        lines, head = opened.execute(
            "SELECT (SELECT coalesce(max(id), 0) FROM event), (SELECT hash FROM sealing ORDER BY id DESC LIMIT 1)"
        ).fetchone()
    return int(lines), str(head or history.START)


def _copy_readonly(file: Path, into: Path) -> None:
    make_private(into)
    # Read-only: the backup stays as it was, whatever it is.
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as source:
            marked = source.execute("PRAGMA application_id").fetchone()[0]
            if marked != migrations.APPLICATION_ID:
                raise Refused(f"{file} is not a claim tracker's database: name a file that `backup` wrote.")
            source.execute("VACUUM INTO ?", [str(into)])
    except sqlite3.DatabaseError as error:
        raise Refused(f"{file} cannot be read, nothing was replaced: {error}.") from error


def _settle(path: Path) -> None:
    # Make sure that the data is on the disk and not only in a cache.
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        raise StoreFailed(f"{path}: the disk did not take it: {error.strerror}.") from error
    finally:
        os.close(handle)

"""A copy of the whole file while people work, and back again. Nothing is replaced before the copy was checked."""

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
    """Write one unchanging view of the store to ``target``; it appears whole or not at all. Raise Refused when it is there.

    Gives the number of lines in the copy's history, and the hash that stands for it and all rows.
    """
    if target.exists():
        raise Refused(f"{target} is there already: name a file that is not.")
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        # The file is made first, so that at no moment others may read it.
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
    """Open a copy without changing a byte of it. Raise StoreFailed when it cannot be read."""
    try:
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error as error:
        raise translated(error, file) from error
    connection.row_factory = sqlite3.Row
    return Database(connection, execute_plugins=False)


def check_copy(file: Path, into: Path) -> Database:
    """Copy ``file`` to ``into``, bring that up to date and check it; gives it open. Raise Refused, naming what is wrong."""
    if not file.is_file():
        raise Refused(f"there is no file {file}.")
    _copy_readonly(file, into)
    db = open_store(into)
    try:
        wrong = checks.problems(db)
        if wrong:
            raise Refused(f"{file} is not whole, nothing was replaced: {'; '.join(wrong[:3])}.")
    except BaseException:
        db.close()
        raise
    return db


def begin_new_life(db: Database) -> None:
    """Make a checked copy ready to go on: nobody is signed in, and what others keep in memory is read again."""
    with write(db):
        # Who had signed out since the copy was made must not be signed in again by it.
        db.execute("DELETE FROM session")
        db.execute("DELETE FROM sign_in_link")
        generation.renew(db)


def replace_with(db: Database, path: Path) -> None:
    """Put the content of ``db`` in the place of the store at ``path``, in one transaction, while others may have it open."""
    make_private(path)
    try:
        with closing(sqlite3.connect(str(path), timeout=BUSY_MS / 1000)) as target:
            # -1: all pages at once, so that nobody sees half of it; SQLite takes it back when the machine stops in the middle.
            db.conn.backup(target, pages=-1)
    except sqlite3.DatabaseError as error:
        raise translated(error, path) from error


def set_aside(path: Path, name: Path) -> None:
    """Rename a file that cannot be read, with its log, so that nothing of it is lost."""
    for ending in ("-wal", "-shm", ""):
        file = path.with_name(path.name + ending)
        if file.exists():
            file.rename(name.with_name(name.name + ending))


def _head_line(copy: Path) -> tuple[int, str]:
    # Not by open_store, which would change the copy: as it is, it can be read even where nobody may write.
    with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as opened:
        lines, head = opened.execute(
            "SELECT (SELECT coalesce(max(id), 0) FROM event), (SELECT hash FROM sealing ORDER BY id DESC LIMIT 1)"
        ).fetchone()
    return int(lines), str(head or history.START)


def _copy_readonly(file: Path, into: Path) -> None:
    make_private(into)
    # Opened for reading alone: the backup stays as it was, whatever it is.
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as source:
            marked = source.execute("PRAGMA application_id").fetchone()[0]
            if marked != migrations.APPLICATION_ID:
                raise Refused(f"{file} is not a claim tracker's database: name a file that `backup` wrote.")
            source.execute("VACUUM INTO ?", [str(into)])
    except sqlite3.DatabaseError as error:
        raise Refused(f"{file} cannot be read, nothing was replaced: {error}.") from error


def _settle(path: Path) -> None:
    # On the disk, not only on its way there.
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        raise StoreFailed(f"{path}: the disk did not take it: {error.strerror}.") from error
    finally:
        os.close(handle)

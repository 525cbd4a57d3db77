"""Making backups while people work, and restoring one."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from claims.desk.people import people
from claims.errors import Refused, StoreDamaged
from claims.store import backup_files, history
from claims.store.connect import open_store, write
from claims.store.private_files import write_private

PATTERN = "claims-????-??-??T??????.db"
"""The file name pattern of copies in a folder: the moment in UTC."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy, its number of history lines and its head, which ``verify`` also reports and which is written to ``head_file``."""

    file: Path
    head_file: Path
    lines: int
    head: str
    forgotten: tuple[Path, ...] = ()


def back_up(db: Database, to: Path, *, at: datetime, keep: int | None = None) -> Copied:
    """Copy the store as it is now to the file ``to``, or into the folder ``to``; other people can go on working.

    The head of the history is written beside the copy. Keep it elsewhere: with it ``verify`` notices even if the end of the history
    is cut off. In a folder, ``keep`` is the number of copies to keep; older ones are removed after the new one is on the disk.
    Raise Refused if the file exists.
    """
    folder = to if to.is_dir() else None
    if keep is not None and folder is None:
        raise Refused("only copies in a folder are counted: name a folder to keep the newest ones in.")
    file = folder / f"claims-{at.astimezone(UTC):%Y-%m-%dT%H%M%S}.db" if folder else to
    lines, head = backup_files.copy_to(db, file)
    head_file = _head_file(file)
    write_private(head_file, json.dumps({"head": head, "lines": lines, "at": at.astimezone(UTC).isoformat(timespec="seconds")}) + "\n")
    old = sorted(folder.glob(PATTERN))[:-keep] if folder and keep else []
    for old_file in old:
        old_file.unlink()
        _head_file(old_file).unlink(missing_ok=True)
    return Copied(file, head_file, lines, head, tuple(old))


def head_in(given: str) -> str:
    """The hash in ``given``: a hash itself, or the name of a head file that ``backup`` wrote. Raise Refused for anything else."""
    if len(given) == 64 and set(given) <= set("0123456789abcdef"):
        return given
    try:
        head = str(json.loads(Path(given).read_text(encoding="utf-8"))["head"])
        head.encode()  # raises for half a surrogate pair, which is not a hash
    except (OSError, ValueError, RecursionError, KeyError, TypeError) as error:
        raise Refused(f"{given} is no head of a history: give the hash, or the .head file that `backup` wrote.") from error
    return head


@dataclass(frozen=True, slots=True)
class Restored:
    """The head that is now in place, and where the earlier file is kept (None if there was none)."""

    head: str
    before: Path | None


def restore(file: Path, path: Path, *, user: str, at: datetime) -> Restored:
    """Check the copy ``file`` completely, then put it in place of the store at ``path``; the earlier file is kept beside it.

    The copy itself is not changed. Everybody is signed out. The history records who restored it, and from where.
    Raise Refused, and change nothing, if the copy is damaged, forged, from another program or from a newer version.
    """
    if path.exists() and file.exists() and path.samefile(file):
        raise Refused("this is the database itself: name a backup of it.")
    trial = path.with_name(f"{path.name}.restoring")
    kept = path.with_name(f"{path.name}.before-restore-{at.astimezone(UTC):%Y-%m-%dT%H%M%S}")
    _remove(trial)
    try:
        copy = backup_files.check_copy(file, trial)
        try:
            replaced = _keep(path, kept)
            backup_files.begin_new_life(copy)
            with write(copy):
                by = people.at_the_command_line(copy, user, at=at)
                before, after = {"head": replaced}, {"head": history.head(copy)}
                history.record(copy, by=by, at=at, action="restore_backup", subject="person", subject_id=by.id, before=before, after=after)
            backup_files.replace_with(copy, path)
            return Restored(history.head(copy), kept if kept.exists() else None)
        finally:
            copy.close()
    finally:
        _remove(trial)


def _keep(path: Path, kept: Path) -> str | None:
    """Keep the present file under another name and return its head; a file that cannot be read is moved as it is."""
    if not path.exists():
        return None
    try:
        db = open_store(path)
        try:
            head = history.head(db)
            backup_files.copy_to(db, kept)
        finally:
            db.close()
    except StoreDamaged:
        backup_files.set_aside(path, kept)
        return None
    return head


def _head_file(file: Path) -> Path:
    return file.with_name(file.name + ".head")


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)

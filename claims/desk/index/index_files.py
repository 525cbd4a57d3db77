"""The index in files beside the database, which all processes map instead of each building its own.

They can be thrown away at any time: SQLite is the only truth. If they are missing, damaged, far behind, or made from another store or
model, the next process rebuilds them. Each process reads for itself what changed in the store since they were made.
"""

import hashlib
import json
import logging
import os
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from claims.desk.index.followed import DESK, PUBLIC, Followed
from claims.desk.index.private_folder import check_folder, lock, locked, own_folder
from claims.errors import StoreFailed
from claims.matching.search import snapshot
from claims.matching.search.index import Index
from claims.store import checks, generation, history, match_inputs
from claims.store.connect import open_store, read

LAYOUT = 3
"""The version of the file layout; increase it when the layout changes."""

COPY = "words-"
"""Prefix of the folders in which each process keeps its own copy of the words."""

WORTH = 5_000
"""With this many claims or fewer no files are needed: reading them from the store takes a second."""

Parts = Callable[[Database], Iterator[snapshot.Part]]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Filed:
    """An index over the files, and the store's change counter up to which it is complete."""

    index: Index
    change: int


def too_many(changed: int, indexed: int) -> bool:
    """Whether there are so many changes beside ``indexed`` claims that files should be written: over a quarter, and over ``WORTH``."""
    return changed > max(WORTH, indexed // 4)


def open_index(db: Database, model: str | None, parts: Parts, of: Followed = DESK) -> Filed | None:
    """The index of a store from its files; missing files are made from the claims that ``parts`` reads. ``of`` says which index.

    None if there is no place for files or they cannot be written; the reason is logged.
    """
    path = checks.file_of(db)
    if path is None:
        return None
    folder = path.with_name(path.name + of.ending)
    try:
        own_folder(folder)
        # If another process is busy here, sweep another time.
        with suppress(BlockingIOError), locked(folder, shared=False, wait=False):
            _sweep(folder)
        # Use a new connection: the caller's may hold uncommitted changes or an older view.
        with closing(open_store(path)) as own:
            with locked(folder, shared=True):
                filed = _open(folder, own, model, of)
            if filed is None:
                with locked(folder, shared=False):
                    # Another process may have made the files while this one waited.
                    filed = _open(folder, own, model, of) or _make(folder, own, model, parts, of)
        return filed
    except (OSError, ValueError, StoreFailed) as error:
        _log.warning("%s is of no use, this process keeps an index of its own: %s", folder, error)
        return None


def remove_files(db: Database) -> None:
    """Remove the files and every text in them. Raise OSError if that is not allowed.

    The copies of running processes go too: such a process keeps its index in memory until it next looks at the store, then reads it again.
    """
    path = checks.file_of(db)
    for folder in [path.with_name(path.name + of.ending) for of in (DESK, PUBLIC)] if path else []:
        if not folder.exists() and not folder.is_symlink():
            continue
        check_folder(folder)
        with locked(folder, shared=False):
            for name in ("now", "new", *(words.name for words in folder.glob(f"{COPY}*"))):
                if (folder / name).exists():
                    shutil.rmtree(folder / name)


def _sweep(folder: Path) -> None:
    # Remove the copies of killed processes. A lock shows whether a process lives, because it ends with it; a process number may
    # belong to another process or container by now. Hold the folder's exclusive lock: a new copy has no lock for a moment.
    for words in folder.glob(f"{COPY}*"):
        with suppress(FileNotFoundError):  # its process removed it in the meantime
            handle = os.open(words, os.O_RDONLY)
            try:
                with suppress(BlockingIOError):
                    lock(handle, shared=False, wait=False)
                    shutil.rmtree(words)
            finally:
                os.close(handle)


def _open(folder: Path, db: Database, model: str | None, of: Followed) -> Filed | None:
    try:
        plan = json.loads((folder / "now" / "plan.json").read_text(encoding="utf-8"))
        if not _fits(plan, db, model, of) or _sums(folder / "now") != plan["files"]:
            return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    # If there is no room for a copy of the words, the files are still good: they stay.
    return _filed(folder, plan)


def _fits(plan: dict[str, Any], db: Database, model: str | None, of: Followed) -> bool:
    line, sha = plan["line"]
    return bool(
        (plan["layout"], plan["model"], plan["life"]) == (LAYOUT, model, generation.current(db))
        # The history line at which the files were made distinguishes this store from another file put in its place.
        and history.hash_of_line(db, line) == sha
        and plan["seen"] <= match_inputs.last_change(db)
        and not too_many(of.how_many_changed(db, plan["seen"]), plan["claims"])
    )


def _make(folder: Path, db: Database, model: str | None, parts: Parts, of: Followed) -> Filed:
    fresh, now = folder / "new", folder / "now"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    try:
        plan = _written(fresh, db, model, parts, of)
    except BaseException:
        # On a full disk, unfinished files would take the room that the database needs.
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    shutil.rmtree(now, ignore_errors=True)
    fresh.rename(now)
    return _filed(folder, plan)


def _written(fresh: Path, db: Database, model: str | None, parts: Parts, of: Followed) -> dict[str, Any]:
    with read(db):
        line = history.last_line(db)
        plan: dict[str, Any] = {"layout": LAYOUT, "model": model, "life": generation.current(db), "seen": match_inputs.last_change(db)}
        plan |= {
            "line": [line, history.hash_of_line(db, line)],
            "claims": snapshot.write(fresh, parts(db), expected=of.how_many_changed(db, 0)),
        }
    (fresh / "plan.json").write_text(json.dumps(plan | {"files": _sums(fresh)}), encoding="utf-8")
    for path in fresh.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    return plan


def _filed(folder: Path, plan: dict[str, Any]) -> Filed:
    # tantivy writes beside what it reads, so each process has its own copy of the words, about 10 MB for 200,000 claims.
    # The copy is here and not in the system's temporary folder, so that ``remove_files`` finds what a killed process left.
    words = Path(tempfile.mkdtemp(dir=folder, prefix=COPY))
    handle = os.open(words, os.O_RDONLY)
    try:
        lock(handle, shared=True)
        shutil.copytree(folder / "now" / "words", words, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.lock"))
        index = snapshot.read(folder / "now", words=words)
        # tantivy creates its lock file with the umask's permissions.
        for lock_file in words.glob(".*.lock"):
            lock_file.chmod(0o600)
    except BaseException:
        _remove(words, handle)
        raise
    weakref.finalize(index, _remove, words, handle)
    return Filed(index, plan["seen"])


def _remove(words: Path, handle: int) -> None:
    shutil.rmtree(words, ignore_errors=True)
    os.close(handle)


def _sums(folder: Path) -> dict[str, str]:
    # After a power cut a file can have the right length but be full of zeros. Checking a gigabyte takes less than a second.
    sums = {}
    for path in _files(folder):
        with path.open("rb") as file:
            sums[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return sums


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "plan.json" and not path.name.endswith(".lock"))

"""The index in files beside the database, which all processes map instead of each making one of its own.

They can be thrown away at any time: SQLite is the only truth. If they are missing, damaged, far behind, or made from another store or model,
the next process rebuilds them. What changed in the store since they were made, each process reads for itself.
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
"""Of the files; another program version that writes them otherwise takes another number."""

COPY = "words-"
"""How the folders begin into which processes copy the words, each to itself."""

WORTH = 5_000
"""Claims from which on files are kept; fewer are read from the store in a second."""

Parts = Callable[[Database], Iterator[snapshot.Part]]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Filed:
    """An index over the files, and the store's change counter up to which it is complete."""

    index: Index
    change: int


def too_many(changed: int, indexed: int) -> bool:
    """Whether so many changes beside an index of ``held`` claims ask for files: a quarter of it, and at least ``WORTH``."""
    return changed > max(WORTH, indexed // 4)


def open_index(db: Database, model: str | None, parts: Parts, of: Followed = DESK) -> Filed | None:
    """The index of a store from its files; ``parts`` reads a store's claims for those that have to be made. ``of`` says which index.

    None when there is no place for files or they cannot be written: why is logged.
    """
    path = checks.file_of(db)
    if path is None:
        return None
    folder = path.with_name(path.name + of.ending)
    try:
        own_folder(folder)
        # Whoever is busy here sees to it another time.
        with suppress(BlockingIOError), locked(folder, shared=False, wait=False):
            _sweep(folder)
        # Over a connection of its own: the caller's may hold what is not committed yet, or an older view.
        with closing(open_store(path)) as own:
            with locked(folder, shared=True):
                filed = _open(folder, own, model, of)
            if filed is None:
                with locked(folder, shared=False):
                    # Another process may have made them while this one waited.
                    filed = _open(folder, own, model, of) or _make(folder, own, model, parts, of)
        return filed
    except (OSError, ValueError, StoreFailed) as error:
        _log.warning("%s is of no use, this process keeps an index of its own: %s", folder, error)
        return None


def remove_files(db: Database) -> None:
    """Remove the files, and with them every text that they hold. Raise OSError when that is not allowed.

    The copies of processes that run go, too: who has one keeps it in memory until it next looks at the store, and then reads anew.
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
    # Copies of processes that were killed. A lock tells, for it ends with its process; a number may be another's by now,
    # or one of another container. The folder must be held alone: a new copy is without its lock for a moment.
    for words in folder.glob(f"{COPY}*"):
        with suppress(FileNotFoundError):  # its process removed it meanwhile
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
    # That there is no room for a copy of the words says nothing against the files: they stay.
    return _filed(folder, plan)


def _fits(plan: dict[str, Any], db: Database, model: str | None, of: Followed) -> bool:
    line, sha = plan["line"]
    return bool(
        (plan["layout"], plan["model"], plan["life"]) == (LAYOUT, model, generation.current(db))
        # The line of the history at which they were made tells this store from another file that was put in its place.
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
        # On a full disk what could not be finished would take the room that the database needs.
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
    # tantivy writes beside what it reads: each process has the words to itself, about 10 MB for 200,000 claims.
    # It lies here and not among the system's temporary files, so that ``forget`` reaches what a killed process left.
    words = Path(tempfile.mkdtemp(dir=folder, prefix=COPY))
    handle = os.open(words, os.O_RDONLY)
    try:
        lock(handle, shared=True)
        shutil.copytree(folder / "now" / "words", words, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.lock"))
        index = snapshot.read(folder / "now", words=words)
        # tantivy makes a lock there by the umask.
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
    # A power cut can leave a file of the right length full of noughts. A gigabyte takes less than a second.
    sums = {}
    for path in _files(folder):
        with path.open("rb") as file:
            sums[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return sums


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "plan.json" and not path.name.endswith(".lock"))

"""Databases that are made once a process and copied for each test: a copy takes 2 ms where the schema takes 30 and a stage 200."""

import atexit
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from sqlite_utils import Database

from claims.store.connect import open_store


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="prepared-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def copy_prepared(name: str, make: Callable[[Path], None], path: Path) -> None:
    """Put a copy of the database that ``make`` writes at ``path``, with its owner alone to read it."""
    prepared = _folder() / f"{name}.db"
    if not prepared.exists():
        make(prepared)
    shutil.copy(prepared, path)


def new_store(path: Path) -> Database:
    """An open store on a file of its own, empty but for the schema."""
    copy_prepared("empty", lambda prepared: open_store(prepared).close(), path)
    return open_store(path)

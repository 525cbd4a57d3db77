"""Keeps connections open between requests.

Opening one reads the whole schema, which takes 1 ms, and its first write creates the seals' triggers, which takes 2 ms.
"""

from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.store import connect

READY = 4
"""Most idle connections: as many as one process answers requests at once. Each caches up to two megabytes of pages."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection and the file that it has open; None where that may not be the file that is there now."""

    db: Database
    file: tuple[int, int] | None


class ConnectionPool:
    """Connections to the file at ``path``, for the threads of the process that created the pool."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._ready: deque[Opened] = deque()

    def take(self) -> Opened:
        """A connection for one thread until it is given back, checked and migrated like a new one. Raise StoreFailed as ``open_store`` does."""
        file = self._file_there()
        with suppress(IndexError):
            while True:
                opened = self._ready.pop()
                if file is not None and opened.file == file:
                    connect.bring_up_to_date(opened.db, self._path)
                    return opened
                opened.db.close()
        db = connect.open_store(self._path)
        return Opened(db, file if file == self._file_there() else None)

    def give_back(self, opened: Opened) -> None:
        """Keep a connection for the next request; close it if it hides confidential sources or is no longer as it was when opened."""
        if opened.file is not None and len(self._ready) < READY and _is_as_opened(opened.db):
            self._ready.append(opened)
        else:
            opened.db.close()

    def _file_there(self) -> tuple[int, int] | None:
        # A read-only file is opened without checks for changes, so it must not stay open.
        if connect.lies_still(self._path):
            return None
        try:
            there = self._path.stat()
        except OSError:
            return None
        return there.st_dev, there.st_ino


def _is_as_opened(db: Database) -> bool:
    try:
        left = db.conn.execute("SELECT 1 FROM sqlite_temp_schema WHERE name NOT LIKE 'changed_row%'").fetchone()
    except sqlite3.Error:
        return False
    return left is None and not db.conn.in_transaction

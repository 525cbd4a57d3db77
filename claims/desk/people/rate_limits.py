"""Rate limits, counted in memory that all processes of a server share, so that reading a page writes nothing to the store."""

import mmap
import multiprocessing
import secrets
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import blake2b
from typing import Any

from claims.errors import TooMany
from claims.wording import phrase

_SLOTS = 65_536
_SLOT = struct.Struct("=II")  # the number of the time span, counted from 1970, and the count in it
_PATIENCE = 0.5
"""How many seconds a process waits for the lock: one that was killed while holding it must not block the rest."""


class SharedLock:
    """A lock of all processes that fork after it was made, for memory that they share."""

    def __init__(self) -> None:
        self._lock = _lock_of_all_processes()

    @contextmanager
    def taken(self, *, is_patient: bool = True) -> Iterator[None]:
        """Hold the lock, or go on without it when it cannot be had within half a second, or without ``is_patient`` at once."""
        is_locked = self._lock.acquire(timeout=_PATIENCE if is_patient else 0)
        try:
            yield
        finally:
            if is_locked:
                self._lock.release()


class Brake:
    """Counts requests by client and time span. If made before a server forks, all its processes share it.

    A client is a slot in a table, hashed with a key of this run. Two clients share a slot, and so a count, with a chance of 1 in 65,536.
    """

    def __init__(self) -> None:
        self._table = mmap.mmap(-1, _SLOTS * _SLOT.size)
        self._key = secrets.token_bytes(16)
        self._lock = SharedLock()

    def count(self, who: str, *, most: int, at: datetime, seconds: int = 60) -> bool:
        """Count one more for ``who`` in the current span of ``seconds``; return False, and count nothing, once ``most`` is reached."""
        slot = int.from_bytes(blake2b(f"{seconds} {who}".encode(errors="replace"), key=self._key, digest_size=8).digest()) % _SLOTS
        span = int(at.timestamp()) // seconds % 2**32
        with self._lock.taken():
            kept, counted = _SLOT.unpack_from(self._table, slot * _SLOT.size)
            counted = counted if kept == span else 0
            if counted >= most:
                return False
            _SLOT.pack_into(self._table, slot * _SLOT.size, span, counted + 1)
            return True

    def count_request(self, who: str, *, most: int, at: datetime) -> None:
        """Count one request by ``who`` in this minute. Raise TooMany after ``most``."""
        if not self.count(who, most=most, at=at):
            wait = 60 - at.second
            raise TooMany(
                phrase("more than {most} requests in a minute. Wait {wait} seconds, then try again.", most=most, wait=wait),
                retry_after=wait,
            )


def _lock_of_all_processes() -> Any:
    try:
        return multiprocessing.Lock()
    except (ImportError, OSError):
        # On a machine without shared semaphores, two processes that count at the same moment may lose a count.
        return threading.Lock()

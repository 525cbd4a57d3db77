"""How often somebody may ask: counted in memory that all processes of a server share, so that reading writes nothing to the store."""

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

_SLOTS = 65_536
_SLOT = struct.Struct("=II")  # which span of time, counted from 1970, and how many
_PATIENCE = 0.5
"""Seconds that a process waits for another to count: one that was killed meanwhile must not stop the rest."""


class Brake:
    """Counts by who asks and in which span of time. Made before a server forks, it is one for all its processes.

    Who asks is kept as a place in a table, under a key of this run: two in 65,536 may share one and count together.
    """

    def __init__(self) -> None:
        self._table = mmap.mmap(-1, _SLOTS * _SLOT.size)
        self._key = secrets.token_bytes(16)
        self._lock = _lock_of_all_processes()

    def count(self, who: str, *, most: int, at: datetime, seconds: int = 60) -> bool:
        """Count one more of ``who`` in the span of ``seconds`` that ``at`` lies in; False, and nothing is counted, after ``most``."""
        slot = int.from_bytes(blake2b(f"{seconds} {who}".encode(errors="replace"), key=self._key, digest_size=8).digest()) % _SLOTS
        span = int(at.timestamp()) // seconds % 2**32
        with self._alone():
            kept, counted = _SLOT.unpack_from(self._table, slot * _SLOT.size)
            counted = counted if kept == span else 0
            if counted >= most:
                return False
            _SLOT.pack_into(self._table, slot * _SLOT.size, span, counted + 1)
            return True

    def count_request(self, who: str, *, most: int, at: datetime) -> None:
        """Count one request of ``who`` in this minute. Raise TooMany after ``most``."""
        if not self.count(who, most=most, at=at):
            wait = 60 - at.second
            raise TooMany(f"that were more than {most} requests in a minute: wait {wait} seconds, then go on.", retry_after=wait)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        is_locked = self._lock.acquire(timeout=_PATIENCE)
        try:
            yield
        finally:
            if is_locked:
                self._lock.release()


def _lock_of_all_processes() -> Any:
    try:
        return multiprocessing.Lock()
    except (ImportError, OSError):
        # A machine without shared semaphores: each process counts rightly, two at once may miss one.
        return threading.Lock()

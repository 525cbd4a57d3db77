"""Who has which article open on which line, in memory that all processes of a server share. Nothing of it is stored."""

import mmap
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass

from claims.desk.people.rate_limits import SharedLock

GONE_AFTER = 20.0
"""Seconds without a sign after which somebody is no longer shown."""

_SLOTS = 256
_SLOT = struct.Struct("=qqqd64s")  # article, person, line, when the last sign came, name in UTF-8; an unused slot has article 0
_NAME = 64  # bytes of a name that are kept


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody who has an article open, and the number of their line."""

    name: str
    line: int


class Presence:
    """Who is where. If made before a server forks, all its processes share it. ``clock`` is in seconds and the same in all of them."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._table = mmap.mmap(-1, _SLOTS * _SLOT.size)
        self._lock = SharedLock()
        self._clock = clock

    def sign(self, article_id: int, person_id: int, name: str, line: int, *, is_patient: bool = True) -> None:
        """Note that a person has the article open on this line. When every slot is taken, the oldest sign is forgotten.

        Without ``is_patient``, do not wait for another process that is writing.
        """
        now = self._clock()
        with self._lock.taken(is_patient=is_patient):
            slot, oldest = 0, float("inf")
            for number, (article, person, _, at, _) in enumerate(_SLOT.iter_unpack(self._table[:])):
                if (article, person) == (article_id, person_id):
                    slot = number
                    break
                if at < oldest:
                    slot, oldest = number, at
            _SLOT.pack_into(self._table, slot * _SLOT.size, article_id, person_id, line, now, name.encode()[:_NAME])

    def people_at(self, article_id: int, *, but: int) -> list[Here]:
        """Who has the article open, by name, except the person ``but``."""
        since = self._clock() - GONE_AFTER
        return sorted(
            (
                Here(name.rstrip(b"\0").decode(errors="ignore"), line)
                for article, person, line, at, name in _SLOT.iter_unpack(self._table[:])
                if article == article_id and person != but and at > since
            ),
            key=lambda here: here.name,
        )

"""Progress on a long article, and the limit on how long it may take."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from claims.errors import TooLarge
from claims.wording import phrase

WITHIN = 60.0
"""Seconds that an article may take at the desk, enough for about 2,000 claims on two cores. The command line has no limit."""

TOGETHER = 64
"""Texts that are worked on before somebody else gets a turn, about a second and a half."""


def _say_nothing(what: str, done: int, of: int) -> None:
    """Report no progress."""


@dataclass(frozen=True, slots=True)
class Pace:
    """``within`` is the limit in seconds from now, None for no limit. ``tell`` gets what is being done, how many are done, of how many."""

    within: float | None = WITHIN
    tell: Callable[[str, int, int], None] = _say_nothing
    _began: float = field(default_factory=time.monotonic)

    def go_on(self, what: str, done: int, of: int) -> None:
        """Report progress. Raise TooLarge if the time is up; then nothing is stored."""
        self.tell(what, done, of)
        if self.within is not None and time.monotonic() - self._began > self.within:
            raise TooLarge(
                phrase(
                    "the text takes longer than {within} seconds ({what} {done} of {of}), and nothing was stored: add it in parts, or have it added at the command line (`claims add`), which takes the time that it needs.",
                    within=format(self.within, ".0f"),
                    what=what,
                    done=format(done, ","),
                    of=format(of, ","),
                )
            )

"""How far a long article has come, and when it has taken too long."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from claims.errors import TooLarge

WITHIN = 60.0
"""Seconds that an article may take at the desk: about 2,000 claims on two cores. The command line takes all the time that it needs."""

TOGETHER = 64
"""Texts that are worked on before anybody else gets a turn, about a second and a half."""


def _say_nothing(what: str, done: int, of: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Pace:
    """``within`` are seconds from now on, None for no end. ``tell`` hears what is being done, and how many of how many are."""

    within: float | None = WITHIN
    tell: Callable[[str, int, int], None] = _say_nothing
    _began: float = field(default_factory=time.monotonic)

    def go_on(self, what: str, done: int, of: int) -> None:
        """Tell how far it is. Raise TooLarge when the time is up: nothing is stored then."""
        self.tell(what, done, of)
        if self.within is not None and time.monotonic() - self._began > self.within:
            raise TooLarge(
                f"the text takes longer than {self.within:.0f} seconds ({what} {done:,} of {of:,}), and nothing was stored:"
                " add it in parts, or have it added at the command line (`claims add`), which takes the time that it needs."
            )

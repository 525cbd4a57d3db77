"""Whether one source is a copy of another: a wire report printed again, with another headline and a paragraph less."""

import re
from collections.abc import Iterable

COPIED = 0.5
"""The share of the shorter text that must stand word for word in the longer one."""

_RUN = 5  # words in a row that must be the same to count; shorter runs are common phrases
_FEWEST = 12  # runs; a shorter text, a headline or a quote say, is in many others without being copied from them
_MOST_WORDS = 50_000


def copied_share(text: str, other: str) -> float:
    """The share of the shorter text's runs of five words that stand in the longer one too, 0..1; 0 for texts too short to tell.

    Containment of shingles, A. Broder, "On the resemblance and containment of documents", 1997.
    """
    return _share(_runs(text), _runs(other))


def nearly_same(text: str, other: str) -> bool:
    """Whether two texts are so alike that one is likely a copy of the other, or both of a third."""
    return copied_share(text, other) >= COPIED


def likely_copies(text: str, others: Iterable[tuple[int, str]], *, least: float = COPIED) -> list[tuple[int, float]]:
    """Which of the numbered texts have at least that share in common with this one, most alike first, with the share."""
    runs = _runs(text)
    shares = [(number, _share(runs, _runs(other))) for number, other in others]
    return sorted((one for one in shares if one[1] >= least), key=lambda one: (-one[1], one[0]))


def _runs(text: str) -> set[int]:
    words = re.findall(r"\w+", text.casefold())[:_MOST_WORDS]
    return {hash(tuple(words[place : place + _RUN])) for place in range(len(words) - _RUN + 1)}


def _share(runs: set[int], others: set[int]) -> float:
    fewest = min(len(runs), len(others))
    return len(runs & others) / fewest if fewest >= _FEWEST else 0.0

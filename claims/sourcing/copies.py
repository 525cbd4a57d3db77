"""Whether one source is a copy of another, such as a reprinted wire report with another headline and one paragraph less."""

import re
from collections.abc import Iterable

COPIED = 0.5
"""The share of the shorter text that must be word for word in the longer one."""

_RUN = 5  # words in a row that must be the same to count; shorter runs are common phrases
_FEWEST = 12  # runs; shorter texts, such as a headline or quote, occur in many others without being copied from them
_MOST_WORDS = 50_000


def likely_copies(text: str, candidates: Iterable[tuple[int, str]], *, least: float = COPIED) -> list[tuple[int, float]]:
    """The numbered texts that share at least ``least`` with this text, most alike first, each with its share.

    The share is that of the shorter text's runs of five words that are also in the longer one, 0..1; 0 for texts too short to tell.
    Containment of shingles, A. Broder, "On the resemblance and containment of documents", 1997.
    """
    runs = _runs(text)
    shares = [(number, _share(runs, _runs(candidate))) for number, candidate in candidates]
    return sorted(((number, share) for number, share in shares if share >= least), key=lambda copy: (-copy[1], copy[0]))


def _runs(text: str) -> set[int]:
    words = re.findall(r"\w+", text.casefold())[:_MOST_WORDS]
    return {hash(tuple(words[position : position + _RUN])) for position in range(len(words) - _RUN + 1)}


def _share(runs: set[int], other_runs: set[int]) -> float:
    fewest = min(len(runs), len(other_runs))
    return len(runs & other_runs) / fewest if fewest >= _FEWEST else 0.0

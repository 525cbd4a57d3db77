"""Whether one source is a copy of another: a wire report printed again, with another headline and a paragraph less."""

import re
from collections.abc import Iterable

COPIED = 0.5
"""The share of the shorter text that must stand word for word in the longer one."""

_RUN = 5  # words in a row that must be the same to count; shorter runs are common phrases
_FEWEST = 12  # runs; a shorter text, a headline or a quote say, is in many others without being copied from them
_MOST_WORDS = 50_000


def likely_copies(text: str, candidates: Iterable[tuple[int, str]], *, least: float = COPIED) -> list[tuple[int, float]]:
    """Which of the numbered texts have at least that share in common with this one, most alike first, with the share.

    The share is that of the shorter text's runs of five words that stand in the longer one too, 0..1; 0 for texts too short to tell.
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

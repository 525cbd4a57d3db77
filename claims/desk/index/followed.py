"""Which claims an in-memory index follows: those that the desk sees, or those that visitors may find."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from claims.store import match_inputs, public
from claims.store.match_inputs import Change


@dataclass(frozen=True, slots=True)
class Followed:
    """Where an index gets its claims, and the suffix of the folder for its files beside the database."""

    ending: str
    changed_claims: Callable[[Database, int], list[int]]
    how_many_changed: Callable[[Database, int], int]
    as_they_are: Callable[[Database, Sequence[int]], list[Change]]
    vectors_of: Callable[[Database, str, Sequence[int]], dict[int, dict[bytes, bytes]]]
    judges_pairs: bool
    """Whether pairs are judged. It takes 2 to 4 ms a pair, and a search looks at a hundred pairs."""


DESK = Followed(
    ".index",
    match_inputs.changed_claims,
    match_inputs.how_many_changed,
    match_inputs.claims_now,
    match_inputs.vectors_of,
    judges_pairs=True,
)
"""Every claim that speaks for itself, in its current state."""

PUBLIC = Followed(".public", public.changed, public.how_many_changed, public.pages_now, public.vectors_of, judges_pairs=False)
"""Published pages as they were published, and imported reviews. Answers to visitors, and their timing, reveal nothing else."""

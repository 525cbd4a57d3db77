"""Ratings and verdicts, ours and other publishers'."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from claims.model.words import Meaning, Outcome


@dataclass(frozen=True, slots=True)
class Review:
    """Another publisher's published verdict on an imported claim.

    ``rating_words`` are the publisher's, ``rating`` is a step of the newsroom's scale or None.
    """

    claim_id: int
    external_id: str
    title: str | None
    url: str | None
    publisher: str | None
    rating_words: str | None
    rating: str | None
    reviewed_at: str | None
    appearances: tuple[str, ...] = ()  # where the claim was made, the first appearance first


@dataclass(frozen=True, slots=True)
class Rating:
    """One step of the newsroom's scale. ``name`` is stored, ``label`` is shown."""

    name: str
    label: str
    meaning: Meaning
    position: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A rating being worked on; becomes a verdict when it is submitted."""

    claim_id: int
    rating: str | None
    explanation: str
    saved_by: str
    saved_at: datetime
    version: int
    left_out: tuple[int, ...] = ()  # evidence links that it does not rest on; it rests on all the others


@dataclass(frozen=True, slots=True)
class Verdict:
    """A submitted rating. Never overwritten: a change is stored as a new verdict."""

    id: int
    claim_id: int
    rating: Rating
    explanation: str
    submitted_by: str
    submitted_at: datetime
    outcome: Outcome | None  # None while it waits for the second reader
    read_by: str | None
    read_at: datetime | None
    note: str | None
    evidence_ids: tuple[int, ...] = ()
    drafted_by: tuple[str, ...] = ()  # who saved a draft of it since the last approval
    chosen_reader: str | None = None  # whom its author asked to read it; anybody else who may approve still can

    def waits_for(self, name: str, *, self_approval: bool) -> bool:
        """Whether this person can be its second reader, and nobody else was asked to."""
        is_asked = self.chosen_reader in (None, name)
        return is_asked and self.may_be_read_by(name, self_approval=self_approval)

    def may_be_read_by(self, name: str, *, self_approval: bool) -> bool:
        """Whether this person can be its second reader, whoever else was asked: not who wrote it, unless ``self_approval`` is allowed."""
        return self_approval or not self.is_work_of(name)

    def is_work_of(self, name: str | None) -> bool:
        """Whether this person submitted the verdict or wrote a draft of it; if so, somebody else must approve it."""
        return name == self.submitted_by or name in self.drafted_by

    @property
    def version(self) -> int:
        """1 while it waits for the second reader, 2 afterwards: nothing else about it changes."""
        return 1 if self.outcome is None else 2


def newest_approved(verdicts: Sequence[Verdict]) -> Verdict | None:
    """The newest of these verdicts, given oldest first, that a second reader approved; None when there is none."""
    return next((verdict for verdict in reversed(verdicts) if verdict.outcome is Outcome.APPROVED), None)

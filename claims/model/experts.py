"""Links by which experts outside read the report on one article, and the notes that they leave."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ExpertNoteState(StrEnum):
    """Whether anybody has dealt with a note of an expert."""

    OPEN = "open"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class ExpertLink:
    """A link without its secret, which is not stored. ``label`` says for whom it was made."""

    id: int
    article_id: int
    label: str
    made_by: str
    made_at: datetime
    expires_at: datetime
    ended_by: str | None
    ended_at: datetime | None
    opened: int
    last_opened_at: datetime | None
    version: int

    def is_open(self, at: datetime) -> bool:
        """Whether it opens the report at that moment."""
        return self.ended_at is None and at < self.expires_at


@dataclass(frozen=True, slots=True)
class ExpertNote:
    """A note of an expert on a line of an article (its position), or on the article as a whole. ``author`` is the name they typed."""

    id: int
    article_id: int
    link_id: int
    line: int | None
    author: str
    text: str
    noted_at: datetime
    state: ExpertNoteState
    decided_by: str | None
    decided_at: datetime | None
    version: int

    @property
    def is_open(self) -> bool:
        """Whether nobody has settled it."""
        return self.state is ExpertNoteState.OPEN

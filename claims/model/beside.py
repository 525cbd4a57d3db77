"""What stands beside an article's words in its own file, as it is stored: proposed sources, questions and notes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NamedIn(StrEnum):
    """Where an article's file names a source."""

    COMMENT = "comment"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    LINK = "link"


class ProposalState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DROPPED = "dropped"


class NoteState(StrEnum):
    """OPEN and SETTLED are of questions; a note that asks nothing is NOTED."""

    OPEN = "open"
    SETTLED = "settled"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A source that an article's file names, before it is stored. ``label`` is its number in the file: "4" of footnote 4."""

    start: int
    end: int
    kind: NamedIn
    label: str
    title: str
    address: str | None
    locator: str | None
    note: str  # the comment's or note's own words; of a link the words that carry it
    author: str | None
    noted_at: str | None  # ISO 8601, as the file gives it

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes it the same source in another version of the article."""
        return self.kind, self.title, self.address or "", self.locator or "", self.note


@dataclass(frozen=True, slots=True)
class ProposedSource:
    """A stored source that an article names, and what was decided about it. ``evidence_id`` is the link to a claim that accepting it made."""

    id: int
    article_id: int
    named: NamedSource
    state: ProposalState
    evidence_id: int | None
    decided_by: str | None
    decided_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class Remark:
    """Words that somebody wrote beside a line and that name no source, before they are stored."""

    start: int
    end: int
    text: str
    is_question: bool
    author: str | None
    noted_at: str | None
    is_settled: bool = False

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes it the same remark in another version of the article."""
        return self.text, self.author or ""


@dataclass(frozen=True, slots=True)
class LineNote:
    """A stored remark. ``state`` is OPEN while a question waits for an answer."""

    id: int
    article_id: int
    remark: Remark
    state: NoteState
    decided_by: str | None
    decided_at: datetime | None
    version: int

"""What the pages behind an article's links say about its lines."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from claims.wording import phrase


class LinkOutcome(StrEnum):
    """What the page behind a link says about the words of its line. UNCLEAR: a passage bears on them, but the program cannot tell how.

    GONE: the server says that there is no such page. UNREADABLE: it could not be read for another reason, which proves nothing.
    """

    SAYS_SO = "says_so"
    SAYS_OTHERWISE = "says_otherwise"
    DOES_NOT_SPEAK = "does_not_speak"
    UNCLEAR = "unclear"
    GONE = "gone"
    UNREADABLE = "unreadable"


LINK_WORDS = {
    LinkOutcome.SAYS_SO: phrase("says so"),
    LinkOutcome.SAYS_OTHERWISE: phrase("says otherwise"),
    LinkOutcome.DOES_NOT_SPEAK: phrase("does not speak to it"),
    LinkOutcome.UNCLEAR: phrase("may speak to it: read the passage"),
    LinkOutcome.GONE: phrase("gone"),
    LinkOutcome.UNREADABLE: phrase("could not be read"),
}
"""The outcomes in words, after the name of the link."""


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """A link of an article and what its page says. ``start`` and ``end`` are the offsets of the words that carry it.

    ``source_id`` is the source that keeps the page, None if there was none to keep; ``quote`` its best passage. Of a confidential source
    neither title nor address nor quote is given, to no reader, because a report may be mailed; the reason only says that.
    """

    proposed_id: int
    article_id: int
    start: int
    end: int
    title: str
    address: str | None
    outcome: LinkOutcome
    source_id: int | None
    quote: str | None
    quote_start: int | None
    reason: str
    at: datetime
    by: str
    is_undecided: bool  # whether nobody has accepted or dropped the link as a source
    is_confidential: bool

    @property
    def printed_source_id(self) -> int | None:
        """The number of the source as a report prints it: None if the source is confidential."""
        return None if self.is_confidential else self.source_id

    @property
    def words(self) -> str:
        """The check in one line: "Town budget (https://…): says otherwise: says 61 million, the claim 48"."""
        name = f"{self.title} ({self.address})" if self.address else self.title
        return f"{name}: {LINK_WORDS[self.outcome]}" + (f": {self.reason}" if self.reason else "")

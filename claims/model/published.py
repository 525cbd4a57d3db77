"""The public page of a claim, as it was published."""

import re
from dataclasses import dataclass
from datetime import datetime

from claims.model.verdicts import Rating
from claims.model.words import Medium, Stance


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A source on a public page, as it was when the page was published."""

    evidence_id: int
    source_id: int
    stance: Stance
    title: str
    publisher: str | None
    published_at: str | None
    url: str | None
    archived_url: str | None
    quote: str | None
    locator: str | None


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """An appearance of the claim on a public page. An article that makes the claim twice has two."""

    article_id: int
    title: str
    publisher: str | None
    published_at: str | None
    added_at: str
    url: str
    quote: str


@dataclass(frozen=True, slots=True)
class ShownReview:
    """Another publisher's verdict on the same claim, as a public page names it."""

    claim_id: int
    publisher: str | None
    url: str | None
    rating_words: str | None
    rating: str | None
    reviewed_at: str | None


@dataclass(frozen=True, slots=True)
class EarlierRating:
    """An earlier public page of the claim, for the list of corrections: its rating and words, and when visitors saw the last of it.

    Pages from before there were headlines have neither a headline nor a summary nor, here, the time ``until``.
    """

    rating: str
    label: str
    explanation: str
    submitted_at: datetime
    read_at: datetime
    headline: str | None = None
    summary: str | None = None
    until: datetime | None = None

    @property
    def is_marked_up(self) -> bool:
        """Whether the explanation is Markdown; before there were headlines it was plain text."""
        return self.headline is not None


@dataclass(frozen=True, slots=True)
class PublicPage:
    """Everything that visitors see of a claim. ``claims`` and ``offered`` (articles) record what the editor was shown; visitors do not see them."""

    text: str
    claimant: str | None
    claimed_at: str | None
    language: str | None
    verdict_id: int
    rating: Rating  # with its label at that time; its position is not kept
    explanation: str
    submitted_at: datetime
    read_at: datetime
    second_reader: bool  # whether somebody other than the author approved the verdict
    evidence: tuple[ShownSource, ...]
    appearances: tuple[ShownPlace, ...]
    reviews: tuple[ShownReview, ...]
    tags: tuple[str, ...]
    earlier: tuple[EarlierRating, ...]  # oldest first
    claims: tuple[int, ...]
    offered: tuple[int, ...]
    headline: str | None = None  # None on pages from before there were headlines
    summary: str | None = None
    author: str | None = None  # the names of who wrote and who read the verdict, where the newsroom names them
    reader: str | None = None
    claimed_in: str | None = None
    claimant_role: str | None = None
    medium: Medium | None = None

    @property
    def is_marked_up(self) -> bool:
        """Whether the explanation is Markdown; before there were headlines it was plain text."""
        return self.headline is not None

    @property
    def is_verbatim(self) -> bool:
        """Whether an article that the page names has the claim's very words, apart from spaces and the final punctuation.

        Only then may they stand in quotation marks. The words are whole: "it cost 4" does not stand in "it cost 4.5 million".
        """
        words = " ".join(self.text.split()).rstrip(".!?…")
        whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w|[.,:’'-]\w|\s?[%‰])")
        return bool(words) and any(whole.search(" ".join(place.quote.split())) for place in self.appearances)


@dataclass(frozen=True, slots=True)
class Publication:
    """A public page: which claim it belongs to, who published it and when."""

    id: int
    claim_id: int
    by_id: int
    at: datetime
    page: PublicPage

"""Stored rows, as the desk reads them."""

from dataclasses import dataclass
from datetime import datetime

from claims.model.matching import Comparison
from claims.model.reading import Sign
from claims.model.words import Mark, Medium, Origin, Polarity, Reason, Role, SourceKind, Stance, State, Status, UsedAs


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    name: str
    role: Role
    disabled: bool
    has_password: bool
    version: int


@dataclass(frozen=True, slots=True)
class Article:
    id: int
    title: str
    text: str
    sha256: str
    url: str | None
    publisher: str | None
    byline: str | None
    published_at: str | None
    language: str | None
    added_at: datetime
    replaces_id: int | None
    due_at: datetime | None
    version: int
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    id: int
    article_id: int
    position: int  # 1-based, in the order of the text
    start: int
    end: int
    text: str
    mark: Mark
    score: float  # how checkable, by spotting
    reasons: tuple[Sign, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable proposition. ``state`` is None for imported claims, and only for them."""

    id: int
    text: str
    claimant: str | None
    claimed_at: str | None
    state: State | None
    origin: Origin
    proposed: bool  # suggested by the program; False when a person made it
    language: str | None
    joined_into: int | None
    assignee_id: int | None
    due_at: datetime | None
    created_at: datetime
    version: int
    claimed_in: str | None = None  # where it was made: a town, a programme, a platform
    claimant_role: str | None = None
    medium: Medium | None = None  # what carried it


@dataclass(frozen=True, slots=True)
class Appearance:
    """A claim in a sentence of an article, word for word."""

    id: int
    claim_id: int
    sentence_id: int
    article_id: int
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    speaker: str | None
    withdrawn: bool = False  # whether its article is withdrawn
    polarity: Polarity = Polarity.ASSERTED
    candidates: tuple[str, ...] = ()  # who may have said it, if no speaker is named


@dataclass(frozen=True, slots=True)
class Match:
    """A pair of claims, how they compare, and what a person decided. ``known_id`` is the claim that was stored first."""

    id: int
    claim_id: int
    known_id: int
    comparison: Comparison
    status: Status
    reasons: tuple[Reason, ...]  # why it was rejected
    note: str | None
    decided_by: str | None
    decided_at: datetime | None
    joined_id: int | None  # the claim that was joined into the other when the match was confirmed
    version: int


PICTURE_ENDINGS = frozenset({"png", "jpg", "webp", "gif"})
"""The endings of the files of pictures that are kept as sources."""


@dataclass(frozen=True, slots=True)
class Source:
    id: int
    title: str
    kind: SourceKind
    url: str | None
    publisher: str | None
    published_at: str | None
    text: str | None
    sha256: str | None
    archived_url: str | None
    derived_from: int | None  # the source this one copies; copies of one origin count once
    confidential: bool
    has_bytes: bool  # whether the bytes it was read from are kept
    withdrawn: bool
    added_at: datetime
    version: int
    hidden: bool = False  # confidential and hidden from this reader: only what affects counts is filled in
    description: str | None = None  # what a picture or a scan shows, in somebody's words
    ending: str | None = None  # of the file that is kept, without its dot: "pdf"
    file_sha256: str | None = None

    @property
    def is_picture(self) -> bool:
        """Whether the file that is kept is a picture, which a page may show."""
        return self.text is None and self.has_bytes and self.ending in PICTURE_ENDINGS

    @property
    def is_wordless(self) -> bool:
        """Whether a file is kept that has no text: a picture or a scan."""
        return self.text is None and self.has_bytes


@dataclass(frozen=True, slots=True)
class Evidence:
    """A link between a claim and a source that says something about it."""

    id: int
    claim_id: int
    source: Source
    stance: Stance
    quote: str | None
    locator: str | None
    used_as: UsedAs
    note: str | None
    checked_by: str
    checked_at: datetime
    withdrawn: bool
    version: int
    start: int | None = None  # where the quote is in the source's text; None without quote or text
    end: int | None = None
    prefix: str = ""
    suffix: str = ""
    corrected_at: datetime | None = None  # when the quote or the use was last corrected


@dataclass(frozen=True, slots=True)
class Note:
    """A note to colleagues about a claim. ``about`` names the action it belongs to ("return"), None for a plain note."""

    id: int
    claim_id: int
    text: str
    about: str | None
    by: str
    at: datetime
    mentions: tuple[str, ...]  # names
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class SavedView:
    """A filter of the queue under a name. ``query`` is the part of the address after the question mark."""

    id: int
    name: str
    query: str
    owner_id: int
    owner: str
    shared: bool


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Who took an article out of every count, or a sign-off back, when and why."""

    by: str
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class TipFile:
    """The file that came with a tip, without its bytes. ``kind`` is its media type as its bytes say, never as its sender says."""

    name: str
    kind: str
    size: int  # bytes
    sha256: str

    @property
    def is_image(self) -> bool:
        """Whether it is a picture that a page may show; every other file is only offered as a download."""
        return self.kind.startswith("image/")


@dataclass(frozen=True, slots=True)
class Tip:
    """A claim that came without an article: where it was seen, and who sent it."""

    id: int
    claim_id: int
    medium: Medium
    platform: str | None
    url: str | None
    seen_on: str | None  # ISO 8601 day
    sender: str | None
    sender_confidential: bool
    file: TipFile | None
    added_by: str
    added_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history."""

    id: int
    at: datetime
    by: str
    action: str
    subject: str  # "claim", "article", "match", …
    subject_id: int
    before: dict[str, object]
    after: dict[str, object]

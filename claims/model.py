"""The words of the product, as types. Imports nothing of ours; every other room speaks in these.

Offsets are code points into the stored article text, end exclusive: ``text[start:end]`` is exact.
Times are aware UTC. Scores and probabilities lie in 0..1.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum


class Mark(StrEnum):
    """What a person said of a sentence. The program never sets anything but UNMARKED."""

    UNMARKED = "unmarked"
    CLAIM = "claim"
    NOT_CLAIM = "not_claim"


class State(StrEnum):
    """Where a claim of ours stands in the work. Imported claims have no state."""

    OPEN = "open"
    IN_REVIEW = "in_review"
    CHECKED = "checked"
    PUBLISHED = "published"
    DROPPED = "dropped"


class Origin(StrEnum):
    """OWN claims come from articles read here; IMPORTED ones are other publishers' reviews."""

    OWN = "own"
    IMPORTED = "imported"


class Status(StrEnum):
    """What a person decided about a match."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class Reason(StrEnum):
    """Why two claims are not the same."""

    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    DIRECTION = "direction"
    NAME = "name"
    SPEAKER = "speaker"
    SCOPE = "scope"
    OTHER = "other"


class Relation(StrEnum):
    """SAME: each text follows from the other. DIFFERS: they exclude each other. SIMILAR: all between, of which ``Closer`` tells more."""

    SAME = "same"
    SIMILAR = "similar"
    DIFFERS = "differs"


class Closer(StrEnum):
    """How a similar pair relates, seen from ours. MORE: theirs follows from ours, which says more. LESS: the other way round.

    RELATED: the same subject, another statement.
    """

    MORE = "more"
    LESS = "less"
    RELATED = "related"

    def turned(self) -> "Closer":
        """The same seen from the other text."""
        return {Closer.MORE: Closer.LESS, Closer.LESS: Closer.MORE}.get(self, self)


class DifferenceKind(StrEnum):
    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    NAME = "name"
    DIRECTION = "direction"
    SCOPE = "scope"


class Stance(StrEnum):
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    CONTEXT = "context"


class UsedAs(StrEnum):
    """PRIMARY: the document, data set or witness itself. SECONDARY: somebody's account of it."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class SourceKind(StrEnum):
    PRIMARY_DOCUMENT = "primary_document"
    DATASET = "dataset"
    INTERVIEW = "interview"
    REPORT = "report"
    WIRE = "wire"
    NEWS = "news"
    SOCIAL_POST = "social_post"
    OTHER = "other"


class Role(StrEnum):
    """From least to most; each may do all that the ones before it may."""

    VIEWER = "viewer"
    CHECKER = "checker"
    EDITOR = "editor"
    ADMIN = "admin"


class Meaning(StrEnum):
    """What a rating of the newsroom's scale comes down to; the sourcing rules ask only this."""

    TRUE = "true"
    FALSE = "false"
    NEITHER = "neither"


class Outcome(StrEnum):
    """What the second reader said of a submitted verdict."""

    APPROVED = "approved"
    RETURNED = "returned"


class Whereabouts(StrEnum):
    """Of a quote in a text that may have changed. PRESENT: word for word at its place. MOVED: word for word elsewhere.

    CHANGED: slightly edited. GONE: not there.
    """

    PRESENT = "present"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"


class ProblemKind(StrEnum):
    UNSOURCED = "unsourced"
    SINGLE_SOURCE = "single_source"
    SECONDARY_ONLY = "secondary_only"
    NOT_INDEPENDENT = "not_independent"
    CONTRADICTED = "contradicted"
    CONTRADICTED_BUT_TRUE = "contradicted_but_true"
    STALE = "stale"
    UNARCHIVED = "unarchived"
    QUOTE_MOVED = "quote_moved"
    NO_LOCATOR = "no_locator"
    SELF_APPROVED = "self_approved"
    REPEATS_FALSE_CLAIM = "repeats_false_claim"


class Polarity(StrEnum):
    """What an article does with a claim: its own word or somebody's that it reports as such; reported as false; left in doubt."""

    ASSERTED = "asserted"
    DENIED = "denied"
    DOUBTED = "doubted"


class LineStatus(StrEnum):
    """What became of a sentence in a new version of its article.

    UNCHANGED: word for word. WORDING: other words, the same facts, as far as the program can tell; a person confirms it.
    CHANGED: a fact changed, or may have. NEW and GONE: it stands in one version only.
    """

    UNCHANGED = "unchanged"
    WORDING = "wording"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


class FactKind(StrEnum):
    """What kind of fact changed in a sentence; WORDS where no rule knows, but the two do not surely say the same."""

    FIGURE = "figure"
    DATE = "date"
    NAME = "name"
    QUOTE = "quote"
    NEGATION = "negation"
    CERTAINTY = "certainty"
    SCOPE = "scope"
    DIRECTION = "direction"
    SPEAKER = "speaker"
    WORDS = "words"


# --- what reading gives -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Link:
    """Words of an article that lead to a web address."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class FileComment:
    """A comment that somebody left in a file. ``quote`` are the words it stands on, empty when it stands on none."""

    author: str
    at: str | None  # ISO 8601, as the file gives it
    text: str
    quote: str


@dataclass(frozen=True, slots=True)
class TimedText:
    """When the words ``text[start:end]`` of a transcript are said: seconds from the beginning, and by whom where the file tells."""

    start: int
    end: int
    begins: float
    ends: float
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What a file holds beside the text that is read from it. ``warnings`` say what was left out, moved or guessed, a sentence each."""

    warnings: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    comments: tuple[FileComment, ...] = ()
    times: tuple[TimedText, ...] = ()


NOTHING_BESIDE = Beside()


@dataclass(frozen=True, slots=True)
class Document:
    """An article as it was read, before it is stored. ``text`` is never empty."""

    text: str
    title: str
    publisher: str | None = None
    byline: str | None = None
    published_at: str | None = None  # ISO 8601, a day or an instant, as the article gives it
    url: str | None = None  # canonical
    language: str | None = None  # ISO 639-1
    is_inside: bool = False  # it was fetched from a host of the newsroom's own network
    beside: Beside = NOTHING_BESIDE
    bytes_sha256: str | None = None  # of the file or page that it was read from


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text; ``text == whole[start:end]``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sign:
    """Something seen in a sentence that speaks for or against checking it, and the sentence's words that show it ("" where all do)."""

    name: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Spotted:
    """How checkable a sentence is, and why, the strongest first. ``proposed`` says whether it should become a claim.

    ``asserted`` is the bare statement of a rumour put as a question ("Did you know that X?" -> X), else None.
    """

    score: float
    reasons: tuple[Sign, ...]
    proposed: bool
    asserted: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Who says a claim in an article, and what the article does with it; as ``Attribution`` has it."""

    speaker: str | None = None
    polarity: Polarity = Polarity.ASSERTED
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a sentence, and its bare proposition ("The minister said X" -> X).

    Where two people may have said it, ``speaker`` is None and ``candidates`` names them, the likelier first.
    """

    speaker: str | None
    proposition: str
    polarity: Polarity = Polarity.ASSERTED
    candidates: tuple[str, ...] = ()

    @property
    def said(self) -> Said:
        return Said(self.speaker, self.polarity, self.candidates)


# --- what matching takes and gives ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KnownClaim:
    """A stored claim as matching sees it. ``wordings`` are the quotes of its appearances."""

    id: int
    text: str
    title: str | None = None
    wordings: tuple[str, ...] = ()
    said_on: date | None = None  # relative dates ("last month") are resolved against this
    language: str | None = None  # ISO 639-1; None: not known, taken for English

    @property
    def is_english(self) -> bool:
        """Whether the claim is read by the English rules and the English model."""
        return self.language in (None, "en")


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that keeps two texts from being the same claim. The spans mark the words, for a page to show."""

    kind: DifferenceKind
    ours: str | None
    theirs: str | None
    ours_span: tuple[int, int] | None = None
    theirs_span: tuple[int, int] | None = None

    def turned(self) -> "Difference":
        """The same difference seen from the other text."""
        return Difference(self.kind, self.theirs, self.ours, self.theirs_span, self.ours_span)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two texts compare. ``score`` is the share of pairs at this score that are the same claim, when most texts have none stored.

    ``closer`` is None for the same, for what differs, and where nothing but words was compared. ``questions`` are differences
    that a rule sees and the pair model doubts; ``added`` is what the longer text has and the other lacks.
    """

    score: float
    relation: Relation
    differences: tuple[Difference, ...]
    why: tuple[str, ...]
    features: dict[str, float] = field(default_factory=dict)
    closer: Closer | None = None
    questions: tuple[Difference, ...] = ()
    added: tuple[Difference, ...] = ()

    def turned(self) -> "Comparison":
        """The same comparison seen from the other text."""
        return replace(
            self,
            closer=self.closer and self.closer.turned(),
            differences=tuple(difference.turned() for difference in self.differences),
            questions=tuple(difference.turned() for difference in self.questions),
            added=tuple(difference.turned() for difference in self.added),
        )


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """A fact that is not the same in two versions of a sentence; None on the side that does not have it."""

    kind: FactKind
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class LineChange:
    """What became of a sentence, or of several that were joined or parted. ``before`` and ``after`` are positions in each version, from 0."""

    status: LineStatus
    before: tuple[int, ...]
    after: tuple[int, ...]
    facts: tuple[ChangedFact, ...] = ()  # why it is told as changed
    moved: bool = False  # it stands in another order than its neighbours


@dataclass(frozen=True, slots=True)
class Hit:
    """A known claim that may be the one asked for."""

    claim_id: int
    comparison: Comparison


# --- what is stored ---------------------------------------------------------------------------


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
    """One checkable proposition. ``state`` is None exactly for imported claims."""

    id: int
    text: str
    claimant: str | None
    claimed_at: str | None
    state: State | None
    origin: Origin
    proposed: bool  # the program's idea; False when a person made it
    language: str | None
    joined_into: int | None
    assignee_id: int | None
    due_at: datetime | None
    created_at: datetime
    version: int


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
    withdrawn: bool = False  # its article is
    polarity: Polarity = Polarity.ASSERTED
    candidates: tuple[str, ...] = ()  # who may have said it, where nobody is named


@dataclass(frozen=True, slots=True)
class Match:
    """A pair of claims, how they compare, and what a person decided. ``claim_id`` is ours, ``known_id`` was there before."""

    id: int
    claim_id: int
    known_id: int
    comparison: Comparison
    status: Status
    reasons: tuple[Reason, ...]  # why it was rejected
    note: str | None
    decided_by: str | None
    decided_at: datetime | None
    joined_id: int | None  # the claim that confirming joined into the other
    version: int


@dataclass(frozen=True, slots=True)
class Review:
    """Another publisher's published verdict on an imported claim; ``rating_words`` are theirs, ``rating`` is ours or None."""

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
    has_bytes: bool  # the bytes it was made from are kept
    withdrawn: bool
    added_at: datetime
    version: int
    hidden: bool = False  # confidential, and not for this reader: nothing but what counts is here


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim and a source that speaks to it."""

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
    start: int | None = None  # where the quote stands in the source's text; None without quote or text
    end: int | None = None
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A rating being worked on; becomes a verdict when it is submitted."""

    claim_id: int
    rating: str | None
    explanation: str
    saved_by: str
    saved_at: datetime
    version: int
    left_out: tuple[int, ...] = ()  # evidence links it does not rest on; it rests on all others


@dataclass(frozen=True, slots=True)
class Verdict:
    """A submitted rating. Never overwritten: a changed mind is a new verdict."""

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

    def is_work_of(self, name: str | None) -> bool:
        """Whether this person submitted the verdict or wrote at a draft of it: then somebody else must approve it."""
        return name == self.submitted_by or name in self.drafted_by


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody said about a claim to the others. ``about`` names the move it went with ("return"), None for a plain note."""

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
    """A filter of the queue under a name. ``query`` is what the address says after the question mark."""

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
    """Where a public page says that the claim was made. An article that makes it twice has two."""

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
    """What an earlier public page of the claim said, for its corrections."""

    rating: str
    label: str
    explanation: str
    submitted_at: datetime
    read_at: datetime


@dataclass(frozen=True, slots=True)
class PublicPage:
    """All that visitors see of a claim. ``claims`` and ``offered`` (articles) are what the editor had before them; nobody sees these."""

    text: str
    claimant: str | None
    claimed_at: str | None
    language: str | None
    verdict_id: int
    rating: Rating  # as it was labelled then; its position is not kept
    explanation: str
    submitted_at: datetime
    read_at: datetime
    second_reader: bool  # whether somebody else than who wrote the verdict approved it
    evidence: tuple[ShownSource, ...]
    appearances: tuple[ShownPlace, ...]
    reviews: tuple[ShownReview, ...]
    tags: tuple[str, ...]
    earlier: tuple[EarlierRating, ...]  # oldest first
    claims: tuple[int, ...]
    offered: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """A public page: whose it is, who published it and when."""

    id: int
    claim_id: int
    by_id: int
    at: datetime
    page: PublicPage


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


# --- what the sourcing report is made of ------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Requoted:
    """What became of a quote when its page was fetched again. ``found`` are the words there now, None when it is gone."""

    evidence_id: int
    whereabouts: Whereabouts
    found: str | None = None


@dataclass(frozen=True, slots=True)
class Recheck:
    """A source's page fetched again: whether its text changed, and what became of each quote. ``failure``: why it could not be."""

    source_id: int
    at: datetime
    changed: bool
    quotes: tuple[Requoted, ...] = ()
    by: str = ""
    failure: str | None = None

    @property
    def lost(self) -> tuple[int, ...]:
        """The evidence links whose words do not stand on the page any more."""
        return tuple(quote.evidence_id for quote in self.quotes if quote.whereabouts in (Whereabouts.CHANGED, Whereabouts.GONE))


@dataclass(frozen=True, slots=True)
class SignOff:
    """An editor's word that an article may be published as it stood then. ``basis`` is a SHA-256 of what the report said."""

    id: int
    article_id: int
    by: str
    at: datetime
    note: str | None
    basis: str
    taken_back: Withdrawal | None = None


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The numbers of the sourcing rules that a newsroom can change.

    How many independent origins a claim wants, in general and when all of them are secondary; and how much of the shorter of two
    texts, in 100, must stand in the longer for one to be offered as a copy.
    """

    origins: int = 2
    secondary_origins: int = 3
    copied: int = 50


@dataclass(frozen=True, slots=True)
class Case:
    """All that the sourcing rules may ask about one claim, read through its joins."""

    claim: Claim
    appearances: tuple[Appearance, ...]  # in articles in force; in withdrawn ones only where there are no others
    evidence: tuple[Evidence, ...]  # none withdrawn
    verdicts: tuple[Verdict, ...]  # oldest first
    reviews: tuple[Review, ...] = ()  # imported verdicts on the same claim
    earlier_false: tuple[str, ...] = ()  # who rated a claim confirmed as the same false, in words
    copies: tuple[tuple[int, int], ...] = ()  # (source, the source it copies), for sources between those of the evidence
    rechecks: tuple[Recheck, ...] = ()  # of the evidence's sources; the newest of each source counts
    appeared_at: datetime | None = None  # when its newest appearance was stored
    thresholds: Thresholds = Thresholds()  # the newsroom's
    members: tuple[int, ...] = ()  # the claims joined into it, and itself

    @property
    def verdict(self) -> Verdict | None:
        """The newest verdict that a second reader approved."""
        return next((v for v in reversed(self.verdicts) if v.outcome is Outcome.APPROVED), None)


@dataclass(frozen=True, slots=True)
class Problem:
    kind: ProblemKind
    claim_id: int
    text: str  # the claim's wording
    detail: str  # one sentence for the editor


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the report."""

    sentence: Sentence
    claim_ids: tuple[int, ...]
    verdict: str | None
    supports: int
    contradicts: int
    sources: int
    polarity: Polarity | None = None  # what it does with its claims; None where it carries none


@dataclass(frozen=True, slots=True)
class Report:
    """What an editor reads before printing; problems come in the order of their weight."""

    article: Article
    lines: tuple[Line, ...]
    cases: tuple[Case, ...]
    problems: tuple[Problem, ...]
    made_at: datetime
    sign_off: SignOff | None = None  # the newest one, of this version or an earlier one
    lapsed: str | None = None  # why it holds no more, in words

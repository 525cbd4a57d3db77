"""The inputs and results of the sourcing rules and of the report."""

from dataclasses import dataclass
from datetime import datetime

from claims.model.links import LinkCheck
from claims.model.stored import Appearance, Article, Claim, Evidence, Sentence, Withdrawal
from claims.model.verdicts import Review, Verdict, newest_approved
from claims.model.words import Polarity, ProblemKind, Whereabouts


@dataclass(frozen=True, slots=True)
class Requoted:
    """What happened to a quote when its page was fetched again. ``found`` is the wording there now, None when the quote is gone."""

    evidence_id: int
    whereabouts: Whereabouts
    found: str | None = None


@dataclass(frozen=True, slots=True)
class Recheck:
    """A new fetch of a source's page: whether its text changed, and what happened to each quote. ``failure`` says why the fetch failed."""

    source_id: int
    at: datetime
    changed: bool
    quotes: tuple[Requoted, ...] = ()
    by: str = ""
    failure: str | None = None

    @property
    def lost(self) -> tuple[int, ...]:
        """The evidence links whose quotes are no longer on the page."""
        return tuple(quote.evidence_id for quote in self.quotes if quote.whereabouts in (Whereabouts.CHANGED, Whereabouts.GONE))


@dataclass(frozen=True, slots=True)
class SignOff:
    """An editor's approval to publish an article as it was then. ``basis`` is a SHA-256 of the content of the report."""

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

    How many independent origins a claim needs, in general and when all of them are secondary; and what percentage of the shorter of two
    texts must also be in the longer one for the program to suggest that one is a copy.
    """

    origins: int = 2
    secondary_origins: int = 3
    copied: int = 50


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that the sourcing rules use about one claim, including the claims joined into it."""

    claim: Claim
    appearances: tuple[Appearance, ...]  # in articles in force; if there are none, in withdrawn ones
    evidence: tuple[Evidence, ...]  # none withdrawn
    verdicts: tuple[Verdict, ...]  # oldest first
    reviews: tuple[Review, ...] = ()  # imported verdicts on the same claim
    earlier_false: tuple[str, ...] = ()  # who rated a claim false that was confirmed as the same, as text
    copies: tuple[tuple[int, int], ...] = ()  # (source, the source it copies), including sources between those of the evidence
    rechecks: tuple[Recheck, ...] = ()  # of the evidence's sources; the newest of each source counts
    appeared_at: datetime | None = None  # when its newest appearance was stored
    thresholds: Thresholds = Thresholds()  # the newsroom's
    members: tuple[int, ...] = ()  # itself and the claims joined into it
    links: tuple[LinkCheck, ...] = ()  # the checked links on the lines in which it appears
    is_proposed: bool = False  # the program proposed it, and nobody has marked its line or worked on it

    @property
    def verdict(self) -> Verdict | None:
        """The newest verdict that a second reader approved."""
        return newest_approved(self.verdicts)


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
    polarity: Polarity | None = None  # how it treats its claims; None if it contains none
    evidence: tuple[Evidence, ...] = ()  # what is linked to its claims
    links: tuple[LinkCheck, ...] = ()  # the checked links on it


@dataclass(frozen=True, slots=True)
class Report:
    """What an editor reads before publication; problems are in order of weight."""

    article: Article
    lines: tuple[Line, ...]
    cases: tuple[Case, ...]
    problems: tuple[Problem, ...]
    made_at: datetime
    sign_off: SignOff | None = None  # the newest one, of this version or an earlier one
    lapsed: str | None = None  # why the sign-off is no longer valid, as text
    undecided: int = 0  # sources that the article's file names and nobody has accepted or dropped
    questions: int = 0  # questions in the article's file that nobody has settled
    expert_notes: int = 0  # notes of experts outside that nobody has settled
    reading_notes: tuple[str, ...] = ()  # what reading the article's file or text left out, moved or guessed, a sentence each

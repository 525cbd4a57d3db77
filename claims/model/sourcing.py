"""What the sourcing rules and the report are made of."""

from dataclasses import dataclass
from datetime import datetime

from claims.model.stored import Appearance, Article, Claim, Evidence, Review, Sentence, Verdict, Withdrawal, newest_approved
from claims.model.words import Polarity, ProblemKind, Whereabouts


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

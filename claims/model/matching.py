"""The inputs and results of matching."""

from dataclasses import dataclass, field, replace
from datetime import date

from claims.model.words import Closer, DifferenceKind, FactKind, LineStatus, Relation, SharedKind


@dataclass(frozen=True, slots=True)
class KnownClaim:
    """A stored claim as matching sees it. ``wordings`` are the quotes of its appearances."""

    id: int
    text: str
    title: str | None = None
    wordings: tuple[str, ...] = ()
    said_on: date | None = None  # the day that relative dates ("last month") count from
    language: str | None = None  # ISO 639-1; None: not known, treated as English

    @property
    def is_english(self) -> bool:
        """Whether the English rules and the English model apply to the claim."""
        return self.language in (None, "en")


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference that makes two texts different claims. The spans mark its words in each text, so that a page can show them."""

    kind: DifferenceKind
    ours: str | None
    theirs: str | None
    ours_span: tuple[int, int] | None = None
    theirs_span: tuple[int, int] | None = None

    def turned(self) -> "Difference":
        """The same difference seen from the other text."""
        return Difference(self.kind, self.theirs, self.ours, self.theirs_span, self.ours_span)


@dataclass(frozen=True, slots=True)
class Shared:
    """Something that two texts share, and by which words; no words where it is the meaning."""

    kind: SharedKind
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two texts compare. ``score`` is the probability that a pair with this score is the same claim, where most texts have no match stored.

    ``closer`` is None for pairs that are the same or differ, and where only words were compared. ``questions`` are differences
    that a rule finds and the pair model doubts; ``added`` is what only the longer text has.
    """

    score: float
    relation: Relation
    differences: tuple[Difference, ...]
    why: tuple[Shared, ...]  # strongest first
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
    """A fact that changed between two versions of a sentence; None on the side that does not have it."""

    kind: FactKind
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class LineChange:
    """What happened to a sentence, or to several that were merged or split. ``before`` and ``after`` are positions in each version, from 0."""

    status: LineStatus
    before: tuple[int, ...]
    after: tuple[int, ...]
    facts: tuple[ChangedFact, ...] = ()  # the facts that make it a changed line
    moved: bool = False  # its order relative to its neighbours changed


@dataclass(frozen=True, slots=True)
class Hit:
    """A known claim that may match the query."""

    claim_id: int
    comparison: Comparison

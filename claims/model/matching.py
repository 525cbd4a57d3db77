"""What matching takes and gives."""

from dataclasses import dataclass, field, replace
from datetime import date

from claims.model.words import Closer, DifferenceKind, FactKind, LineStatus, Relation


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

"""The sourcing rules: what an editor asks of each claim before printing.

They follow what newsrooms ask of each other: the more independent a source and the closer to the thing itself, the
better; two sources that lean on one are one (the sourcing pages of the Reuters Handbook of Journalism; BBC Editorial
Guidelines, section 3, "Accuracy"; the IFCN Code of Principles, 2, on standards and transparency of sources). Each rule is one
function of a case; the numbers stand in one place, ``Thresholds``, and a newsroom can change them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claims.model import Case, Evidence, Meaning, Problem, ProblemKind, SourceKind, Stance, State, UsedAs


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How many independent origins a claim wants: in general, and when all of them are secondary."""

    origins: int = 2
    secondary_origins: int = 3


DEFAULT = Thresholds()

FIX = (
    ProblemKind.CONTRADICTED_BUT_TRUE,
    ProblemKind.REPEATS_FALSE_CLAIM,
    ProblemKind.QUOTE_MOVED,
    ProblemKind.UNSOURCED,
    ProblemKind.SELF_APPROVED,
)
"""What must be mended before publishing, heaviest first."""

WEIGH = (
    ProblemKind.CONTRADICTED,
    ProblemKind.SINGLE_SOURCE,
    ProblemKind.NOT_INDEPENDENT,
    ProblemKind.SECONDARY_ONLY,
    ProblemKind.STALE,
    ProblemKind.UNARCHIVED,
    ProblemKind.NO_LOCATOR,
)
"""What may stand when the editor says why, heaviest first."""

LABELS = {
    ProblemKind.CONTRADICTED_BUT_TRUE: "Contradicted, rated true",
    ProblemKind.REPEATS_FALSE_CLAIM: "Repeats a false claim",
    ProblemKind.QUOTE_MOVED: "Quote moved",
    ProblemKind.UNSOURCED: "Unsourced",
    ProblemKind.SELF_APPROVED: "Self-approved",
    ProblemKind.CONTRADICTED: "Contradicted",
    ProblemKind.SINGLE_SOURCE: "Single source",
    ProblemKind.NOT_INDEPENDENT: "Not independent",
    ProblemKind.SECONDARY_ONLY: "Secondary only",
    ProblemKind.STALE: "Stale",
    ProblemKind.UNARCHIVED: "Not archived",
    ProblemKind.NO_LOCATOR: "No locator",
}

WEIGHT = {kind: place for place, kind in enumerate((*FIX, *WEIGH))}

IS_THE_THING = frozenset({SourceKind.PRIMARY_DOCUMENT, SourceKind.DATASET})
"""One of these, used as primary, carries a claim alone."""


def problems(case: Case, *, thresholds: Thresholds = DEFAULT) -> list[Problem]:
    """What is weak about one claim, heaviest first; nothing for a claim that was dropped or is another publisher's."""
    if case.claim.state is None or case.claim.state is State.DROPPED:
        return []
    found = [(kind, detail) for kind, rule in RULES.items() if (detail := rule(case, thresholds))]
    found.sort(key=lambda one: WEIGHT[one[0]])
    return [Problem(kind, case.claim.id, case.claim.text, detail) for kind, detail in found]


def origins(evidence: Sequence[Evidence]) -> dict[int, list[Evidence]]:
    """Evidence by the source it goes back to: what copies one origin counts once. Keys are source numbers.

    A chain of copies is followed through the sources at hand; it ends at the first that is not among them.
    """
    parents = {one.source.id: one.source.derived_from for one in evidence}
    grouped: dict[int, list[Evidence]] = {}
    for one in evidence:
        grouped.setdefault(_origin(one.source.id, parents), []).append(one)
    return grouped


def _origin(number: int, parents: dict[int, int | None]) -> int:
    met = {number}
    while (parent := parents.get(number)) is not None:
        if parent in met:
            # Sources that copy each other in a circle have one origin: any of them, but always the same.
            return min(met)
        met.add(parent)
        number = parent
    return number


def _by(case: Case, stance: Stance) -> list[Evidence]:
    return [one for one in case.evidence if one.stance is stance]


def _carried_alone(supporting: Sequence[Evidence]) -> bool:
    return any(one.used_as is UsedAs.PRIMARY and one.source.kind in IS_THE_THING for one in supporting)


def _names(evidence: Sequence[Evidence]) -> str:
    titles = list(dict.fromkeys(one.source.title for one in evidence))
    return " and ".join(titles) if len(titles) < 3 else f"{', '.join(titles[:-1])} and {titles[-1]}"


def _speaking(case: Case) -> list[Evidence]:
    # A claim rated false rests on what contradicts it: that is what has to be strong then.
    verdict = case.verdict
    stance = Stance.CONTRADICTS if verdict and verdict.rating.meaning is Meaning.FALSE else Stance.SUPPORTS
    return _by(case, stance)


def unsourced(case: Case, thresholds: Thresholds) -> str | None:
    """No source supports or contradicts the claim."""
    if _by(case, Stance.SUPPORTS) or _by(case, Stance.CONTRADICTS):
        return None
    return "Only context is linked; nothing supports or contradicts it." if case.evidence else "No source is linked to it."


def single_source(case: Case, thresholds: Thresholds) -> str | None:
    """One source, which is not the document or data set itself."""
    speaking = _speaking(case)
    if len({one.source.id for one in speaking}) != 1 or _carried_alone(speaking) or thresholds.origins < 2:
        return None
    return f"Only {speaking[0].source.title}."


def not_independent(case: Case, thresholds: Thresholds) -> str | None:
    """Several sources that go back to fewer origins than the claim wants."""
    speaking = _speaking(case)
    sources, independent = {one.source.id for one in speaking}, origins(speaking)
    if len(sources) < 2 or len(independent) >= min(len(sources), thresholds.origins) or _carried_alone(speaking):
        return None
    origin = next(iter(independent.values()))
    counted = "it counts once" if len(independent) == 1 else f"they count as {len(independent)}"
    return f"{len(sources)} sources carry it, but {_names(origin)} go back to one origin: {counted}."


def secondary_only(case: Case, thresholds: Thresholds) -> str | None:
    """Secondary sources alone, and fewer independent ones than it takes then."""
    speaking = _speaking(case)
    independent = len(origins(speaking))
    if len({one.source.id for one in speaking}) < 2 or any(one.used_as is UsedAs.PRIMARY for one in speaking):
        return None
    if independent >= thresholds.secondary_origins:
        return None
    return f"No primary source: {independent} independent secondary, where {thresholds.secondary_origins} are wanted."


def contradicted(case: Case, thresholds: Thresholds) -> str | None:
    """A source says otherwise, and no approved verdict has dealt with it."""
    against = _by(case, Stance.CONTRADICTS)
    if not against or case.verdict is not None:
        return None
    return (
        f"{_names(against)} says otherwise; there is no verdict yet."
        if len(against) == 1
        else f"{_names(against)} say otherwise; there is no verdict yet."
    )


def contradicted_but_true(case: Case, thresholds: Thresholds) -> str | None:
    """A source says otherwise, and the claim is rated true."""
    verdict, against = case.verdict, _by(case, Stance.CONTRADICTS)
    if not against or verdict is None or verdict.rating.meaning is not Meaning.TRUE:
        return None
    came_first = verdict.read_at is not None and all(one.checked_at > verdict.read_at for one in against)
    return f"It is rated {verdict.rating.label}, but {_names(against)} speaks against it." + (
        " The rating came first." if came_first else ""
    )


def stale(case: Case, thresholds: Thresholds) -> str | None:
    """Contradicting evidence is newer than the verdict."""
    verdict = case.verdict
    if verdict is None or verdict.read_at is None:
        return None
    newer = [one for one in _by(case, Stance.CONTRADICTS) if one.checked_at > verdict.read_at]
    if not newer or verdict.rating.meaning is Meaning.TRUE:
        return None  # rated true and contradicted since is the heavier problem of its own
    return f"{_names(newer)} was linked after the verdict."


def unarchived(case: Case, thresholds: Thresholds) -> str | None:
    """A source of which neither the bytes nor an archived copy are kept."""
    gone = [one for one in case.evidence if not one.source.has_bytes and one.source.archived_url is None]
    return f"No copy is kept of {_names(gone)}." if gone else None


def no_locator(case: Case, thresholds: Thresholds) -> str | None:
    """A quoted passage without page, minute or paragraph."""
    loose = [one for one in case.evidence if one.quote and not one.locator]
    return f"The passage quoted from {_names(loose)} has no page, minute or paragraph." if loose else None


def self_approved(case: Case, thresholds: Thresholds) -> str | None:
    """The verdict was approved by who wrote it."""
    verdict = case.verdict
    if verdict is None or verdict.read_by != verdict.submitted_by:
        return None
    return f"{verdict.submitted_by} wrote the verdict and approved it."


def repeats_false_claim(case: Case, thresholds: Thresholds) -> str | None:
    """The same claim was rated false, by us or by another publisher."""
    return f"The same claim was {'; '.join(case.earlier_false)}." if case.earlier_false else None


RULES: dict[ProblemKind, Callable[[Case, Thresholds], str | None]] = {
    ProblemKind.UNSOURCED: unsourced,
    ProblemKind.SINGLE_SOURCE: single_source,
    ProblemKind.NOT_INDEPENDENT: not_independent,
    ProblemKind.SECONDARY_ONLY: secondary_only,
    ProblemKind.CONTRADICTED: contradicted,
    ProblemKind.CONTRADICTED_BUT_TRUE: contradicted_but_true,
    ProblemKind.STALE: stale,
    ProblemKind.UNARCHIVED: unarchived,
    ProblemKind.NO_LOCATOR: no_locator,
    ProblemKind.SELF_APPROVED: self_approved,
    ProblemKind.REPEATS_FALSE_CLAIM: repeats_false_claim,
}
"""Each kind of problem and the rule that finds it; a rule gives its reason in words, or None. The docstring says when it holds."""

"""What each sourcing rule finds: a function of a case and the newsroom's thresholds that says in words what is wrong, or returns None."""

from collections.abc import Sequence

from claims.model import (
    Case,
    Evidence,
    Meaning,
    Polarity,
    SourceKind,
    Stance,
    Thresholds,
    UsedAs,
)
from claims.model.links import LINK_WORDS, LinkCheck, LinkOutcome
from claims.sourcing.labels import names, number, titles
from claims.sourcing.origins import origins
from claims.sourcing.staleness import newest_rechecks
from claims.wording import capital, joined, phrase

IS_THE_THING = frozenset({SourceKind.PRIMARY_DOCUMENT, SourceKind.DATASET})
"""One of these, used as a primary source, is enough for a claim."""


def _by(case: Case, stance: Stance) -> list[Evidence]:
    return [item for item in case.evidence if item.stance is stance]


def _bearing(case: Case) -> list[Evidence]:
    """The evidence that the claim or its verdict depends on: for a claim rated false, the evidence that contradicts it."""
    verdict = case.verdict
    return _by(case, Stance.CONTRADICTS if verdict and verdict.rating.meaning is Meaning.FALSE else Stance.SUPPORTS)


def _sources(evidence: Sequence[Evidence]) -> int:
    return len({item.source.id for item in evidence})


def _carried_alone(evidence: Sequence[Evidence]) -> bool:
    return any(item.used_as is UsedAs.PRIMARY and item.source.kind in IS_THE_THING for item in evidence)


def unsourced(case: Case, thresholds: Thresholds) -> str | None:
    if _by(case, Stance.SUPPORTS) or _by(case, Stance.CONTRADICTS):
        return None
    if case.evidence:
        return phrase("Only context is linked; nothing supports or contradicts it.")
    return phrase("No source is linked to it.")


def single_source(case: Case, thresholds: Thresholds) -> str | None:
    bearing = _bearing(case)
    if _sources(bearing) != 1 or _carried_alone(bearing) or thresholds.origins < 2:
        return None
    return phrase("Only {sources}.", sources=names(bearing))


def not_independent(case: Case, thresholds: Thresholds) -> str | None:
    bearing = _bearing(case)
    sources, groups = _sources(bearing), origins(bearing, case.copies)
    if len(groups) == sources or len(groups) >= thresholds.origins or _carried_alone(bearing):
        return None
    if len(groups) == 1:
        return capital(
            phrase(
                "{count} sources carry it, all from one origin ({sources}): counted as 1.", count=number(sources), sources=names(bearing)
            )
        )
    copied = max(groups.values(), key=_sources)
    return capital(
        phrase(
            "{count} sources carry it, but {sources} go back to one origin: counted as {groups}.",
            count=number(sources),
            sources=names(copied),
            groups=len(groups),
        )
    )


def secondary_only(case: Case, thresholds: Thresholds) -> str | None:
    bearing = _bearing(case)
    independent = len(origins(bearing, case.copies))
    if any(item.used_as is UsedAs.PRIMARY for item in bearing) or not thresholds.origins <= independent < thresholds.secondary_origins:
        return None
    return phrase(
        "No primary source, and {count} independent secondary ones where {needed} are needed.",
        count=number(independent),
        needed=number(thresholds.secondary_origins),
    )


def contradicted(case: Case, thresholds: Thresholds) -> str | None:
    against = _by(case, Stance.CONTRADICTS)
    if not against or case.verdict is not None:
        return None
    if len(titles(against)) == 1:
        return capital(phrase("{source} says otherwise; there is no verdict yet.", source=names(against)))
    return capital(phrase("{sources} say otherwise; there is no verdict yet.", sources=names(against)))


def contradicted_but_true(case: Case, thresholds: Thresholds) -> str | None:
    verdict, against = case.verdict, _by(case, Stance.CONTRADICTS)
    if not against or verdict is None or verdict.rating.meaning is not Meaning.TRUE:
        return None
    came_first = all(item.checked_at > verdict.submitted_at for item in against)
    rating, sources = verdict.rating.label, names(against)
    if len(titles(against)) == 1:
        spoken = phrase("It is rated {rating}, but {source} speaks against it.", rating=rating, source=sources)
    else:
        spoken = phrase("It is rated {rating}, but {sources} speak against it.", rating=rating, sources=sources)
    return phrase("{finding} The rating came first.", finding=spoken) if came_first else spoken


def quote_moved(case: Case, thresholds: Thresholds) -> str | None:
    lost = {number for check in newest_rechecks(case).values() for number in check.lost}
    gone = [item for item in case.evidence if item.id in lost]
    if not gone:
        return None
    kept = all(item.source.has_bytes or item.source.archived_url for item in gone)
    if not kept:
        return phrase("The quoted passage is no longer in {sources}. No copy that has it is kept.", sources=names(gone))
    if len(titles(gone)) == 1:
        return phrase("The quoted passage is no longer in {source}. The kept copy has it.", source=names(gone))
    return phrase("The quoted passage is no longer in {sources}. The kept copies have it.", sources=names(gone))


def unarchived(case: Case, thresholds: Thresholds) -> str | None:
    gone = without_copy(case)
    return phrase("No copy is kept of {sources}.", sources=names(gone)) if gone else None


def without_copy(case: Case) -> list[Evidence]:
    """The evidence whose source has neither its bytes nor an archived copy."""
    return [item for item in case.evidence if not item.source.has_bytes and item.source.archived_url is None]


def no_locator(case: Case, thresholds: Thresholds) -> str | None:
    loose = without_locator(case)
    return capital(phrase("{sources}: no page, minute or paragraph is given.", sources=names(loose))) if loose else None


def without_locator(case: Case) -> list[Evidence]:
    """The evidence for or against the claim without a locator."""
    return [item for item in case.evidence if not item.locator and item.stance is not Stance.CONTEXT]


def self_approved(case: Case, thresholds: Thresholds) -> str | None:
    verdict = case.verdict
    if verdict is None or verdict.read_by is None or not verdict.is_work_of(verdict.read_by):
        return None
    return phrase("{name} wrote the verdict and approved it.", name=verdict.read_by)


def repeats_false_claim(case: Case, thresholds: Thresholds) -> str | None:
    if case.appearances and not any(appearance.polarity is Polarity.ASSERTED for appearance in case.appearances):
        return None  # an article that denies a false claim does not repeat it
    return phrase("The same claim was {ratings}.", ratings=joined(case.earlier_false, "; ")) if case.earlier_false else None


def link_does_not_say(case: Case, thresholds: Thresholds) -> str | None:
    wrong = [link for link in _waiting_links(case) if link.outcome in (LinkOutcome.SAYS_OTHERWISE, LinkOutcome.DOES_NOT_SPEAK)]
    wordings = [
        phrase("The link “{title}” {outcome}: {reason}.", title=link.title, outcome=LINK_WORDS[link.outcome], reason=link.reason)
        for link in wrong
    ]
    return joined(wordings) or None


def link_gone(case: Case, thresholds: Thresholds) -> str | None:
    gone = [link.title for link in _waiting_links(case) if link.outcome is LinkOutcome.GONE]
    return phrase("The page behind “{links}” is not there.", links="” and “".join(gone)) if gone else None


def _waiting_links(case: Case) -> list[LinkCheck]:
    """The links on its lines that nobody has accepted or dropped as sources: what a person decided about is no problem any more."""
    return [link for link in case.links if link.is_undecided]

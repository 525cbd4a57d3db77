"""Whether a verdict is stale: what came up since it was written."""

from datetime import datetime

from claims.model import (
    Case,
    Evidence,
    Meaning,
    Recheck,
    Stance,
    Thresholds,
    Verdict,
)
from claims.sourcing.labels import listed, names, titles
from claims.wording import phrase

AGAINST = {
    Meaning.TRUE: (Stance.CONTRADICTS,),
    Meaning.FALSE: (Stance.SUPPORTS,),
    Meaning.NEITHER: (Stance.SUPPORTS, Stance.CONTRADICTS),
}
"""The stances that speak against a rating, by the meaning of the rating."""


def stale(case: Case, thresholds: Thresholds) -> str | None:
    verdict = case.verdict
    if verdict is None:
        return None
    reasons = [*_new_evidence(case, verdict), *_corrected_evidence(case, verdict), *_changed_sources(case, verdict.submitted_at)]
    if case.appeared_at is not None and case.appeared_at > verdict.submitted_at:
        reasons.append(phrase("it appeared again on {day}", day=case.appeared_at.date()))
    if not reasons:
        return None
    return phrase("Since it was rated on {day}, {reasons}.", day=verdict.submitted_at.date(), reasons=listed(reasons))


def stale_since(case: Case) -> datetime | None:
    """When the verdict first became stale; None if it is not stale, or if there is no verdict."""
    verdict = case.verdict
    if verdict is None:
        return None
    moments = [item.checked_at for item in _newer(case, verdict)]
    moments += [item.corrected_at for item in _corrected(case, verdict) if item.corrected_at is not None]
    moments += [look.at for look in newest_rechecks(case).values() if look.changed and look.at > verdict.submitted_at]
    if case.appeared_at is not None and case.appeared_at > verdict.submitted_at:
        moments.append(case.appeared_at)
    return min(moments, default=None)


def _newer(case: Case, verdict: Verdict) -> list[Evidence]:
    against = AGAINST[verdict.rating.meaning]
    return [item for item in case.evidence if item.stance in against and item.checked_at > verdict.submitted_at]


def _new_evidence(case: Case, verdict: Verdict) -> list[str]:
    newer = _newer(case, verdict)
    if not newer:
        return []
    if len(titles(newer)) == 1:
        return [phrase("{source} was linked", source=names(newer))]
    return [phrase("{sources} were linked", sources=names(newer))]


def _corrected(case: Case, verdict: Verdict) -> list[Evidence]:
    """The evidence under the verdict whose quote or use was corrected since."""
    rests_on = [item for item in case.evidence if item.id in verdict.evidence_ids]
    return [item for item in rests_on if item.corrected_at is not None and item.corrected_at > verdict.submitted_at]


def _corrected_evidence(case: Case, verdict: Verdict) -> list[str]:
    corrected = _corrected(case, verdict)
    return [phrase("the quote or use of {sources} was corrected", sources=names(corrected))] if corrected else []


def _changed_sources(case: Case, since: datetime) -> list[str]:
    changed = {source_id for source_id, check in newest_rechecks(case).items() if check.changed and check.at > since}
    changed_evidence = [item for item in case.evidence if item.source.id in changed]
    return [phrase("the page of {sources} changed", sources=names(changed_evidence))] if changed_evidence else []


def newest_rechecks(case: Case) -> dict[int, Recheck]:
    return {check.source_id: check for check in sorted(case.rechecks, key=lambda check: check.at)}

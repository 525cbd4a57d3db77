"""Whether what an editor signed off is still what the report says."""

import json
from hashlib import sha256

from claims.model import Case, Evidence, Report, State


def basis(report: Report, *, details: bool = True) -> str:
    """A SHA-256 of everything the report says about the article: its details, marks, claims, verdicts, evidence and problems.

    It leaves out who has a claim and until when, and does not change when a checked claim is published, so neither voids a sign-off.
    Without ``details``, what people can correct (titles, days, quotes, locators …) is left out, as in releases that could not correct it.
    """
    article = report.article
    statement: dict[str, object] = {
        "text": report.article.sha256,
        "lines": [[line.sentence.mark.value, list(line.claim_ids)] for line in report.lines],
        "claims": [_claim(case) for case in sorted(report.cases, key=lambda case: case.claim.id)],
        "problems": [[problem.kind.value, problem.claim_id, problem.detail] for problem in report.problems],
    }
    if details:
        statement["article"] = [article.title, article.publisher, article.byline, article.published_at, article.url, article.language]
        links = {link.id: link for case in report.cases for link in case.evidence}
        statement["evidence"] = [[number, *_details(links[number])] for number in sorted(links)]
    return sha256(json.dumps(statement, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _claim(case: Case) -> list[object]:
    state = State.CHECKED if case.claim.state is State.PUBLISHED else case.claim.state
    rests = sorted([evidence.id, evidence.stance.value, evidence.used_as.value] for evidence in case.evidence)
    return [case.claim.id, case.claim.text, case.claim.claimant, state, case.verdict.id if case.verdict else None, rests]


def _details(link: Evidence) -> list[object]:
    source = link.source
    # Not everybody reads the words of a confidential source, and everybody must get the same hash.
    if source.confidential:
        return [link.version, source.version]
    words = [link.quote, link.locator, link.note]
    return [*words, source.title, source.kind.value, source.publisher, source.published_at, source.url, source.archived_url]

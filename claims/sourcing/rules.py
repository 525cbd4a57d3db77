"""The sourcing rules: what an editor asks of each claim before printing.

``RULES`` lists them; what each finds is a function in ``findings``. The numbers are all in
``model.Thresholds``, and a newsroom can change them (claims.desk.newsroom).

The rules ask what newsrooms publicly ask of themselves. What each asks names where:

- Reuters: Reuters Handbook of Journalism, "Accuracy" and "The Essentials of Reuters sourcing", handbook.reuters.com
- BBC: BBC Editorial Guidelines, section 3 "Accuracy", "Gathering material", bbc.co.uk/editorialguidelines
- IFCN: Code of Principles of the International Fact-Checking Network, ifcncodeofprinciples.poynter.org

Where none is named, the rule is this product's own.
"""

from collections.abc import Callable
from dataclasses import dataclass

from claims.model import Case, Problem, ProblemKind, State, Thresholds
from claims.sourcing import findings
from claims.sourcing.staleness import stale
from claims.wording import phrase


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as people read it, and ``find``, which returns what is wrong with a case, in words, or None.

    ``label`` names its problem, ``asks`` says what it asks and where that comes from, ``fix`` whether its problems must be fixed before
    publishing; the others are for an editor to weigh.
    """

    find: Callable[[Case, Thresholds], str | None]
    label: str
    asks: str
    fix: bool = False


def problems(case: Case) -> list[Problem]:
    """What is weak about one claim, heaviest first; empty for a claim that was dropped or is another publisher's.

    A claim that is only proposed has no problem but repeating a false claim: nobody has decided that it is to be checked.
    """
    if case.claim.state is None or case.claim.state is State.DROPPED:
        return []
    kinds = [ProblemKind.REPEATS_FALSE_CLAIM] if case.is_proposed else list(RULES)
    details = {kind: detail for kind in kinds if (detail := RULES[kind].find(case, case.thresholds))}
    return [Problem(kind, case.claim.id, case.claim.text, details[kind]) for kind in sorted(details, key=WEIGHT.__getitem__)]


RULES = {
    ProblemKind.CONTRADICTED_BUT_TRUE: Rule(
        findings.contradicted_but_true,
        phrase("Contradicted, rated true"),
        phrase("A source says otherwise, and the claim is rated true. BBC: check and verify; where that fails, say so and attribute."),
        fix=True,
    ),
    ProblemKind.REPEATS_FALSE_CLAIM: Rule(
        findings.repeats_false_claim,
        phrase("Repeats a false claim"),
        phrase("The same claim was rated false, by us or by another publisher."),
        fix=True,
    ),
    ProblemKind.QUOTE_MOVED: Rule(
        findings.quote_moved,
        phrase("Quote moved"),
        phrase("A quoted passage is no longer on the page it was taken from. IFCN: readers must be able to retrace the work."),
        fix=True,
    ),
    ProblemKind.UNSOURCED: Rule(
        findings.unsourced,
        phrase("No source"),
        phrase("No source supports or contradicts the claim. Reuters: source every statement that is not common knowledge."),
        fix=True,
    ),
    ProblemKind.LINK_DOES_NOT_SAY: Rule(
        findings.link_does_not_say,
        phrase("Link says otherwise"),
        phrase("The page behind a link on its line says otherwise, or nothing about it. IFCN: readers must be able to retrace the work."),
        fix=True,
    ),
    ProblemKind.SELF_APPROVED: Rule(
        findings.self_approved,
        phrase("Self-approved"),
        phrase("Whoever wrote the verdict, or a draft of it, also approved it."),
        fix=True,
    ),
    ProblemKind.CONTRADICTED: Rule(
        findings.contradicted,
        phrase("Contradicted"),
        phrase("A source says otherwise, and no approved verdict has dealt with it. Reuters: talk to all sides, weigh what conflicts."),
    ),
    ProblemKind.SINGLE_SOURCE: Rule(
        findings.single_source,
        phrase("One source"),
        phrase("One source, which is not the document or data set itself. BBC: be reluctant to rely on a single source."),
    ),
    ProblemKind.NOT_INDEPENDENT: Rule(
        findings.not_independent,
        phrase("One origin"),
        phrase("Several sources, but so many copy one origin that too few are left. BBC: have an agency's report substantiated."),
    ),
    ProblemKind.SECONDARY_ONLY: Rule(
        findings.secondary_only,
        phrase("Secondary only"),
        phrase(
            "The sources are independent but all secondary, and fewer than the newsroom asks for in that case. BBC: go to first-hand sources where possible."
        ),
    ),
    ProblemKind.STALE: Rule(
        stale,
        phrase("Stale"),
        phrase(
            "Since the verdict was written, evidence came up against it, a source changed, or the claim came back. IFCN: correct openly."
        ),
    ),
    ProblemKind.UNARCHIVED: Rule(
        findings.unarchived,
        phrase("Not archived"),
        phrase("A source of which neither the bytes nor an archived copy are kept. IFCN: readers must be able to retrace the work."),
    ),
    ProblemKind.LINK_GONE: Rule(
        findings.link_gone,
        phrase("Link gone"),
        phrase("The page behind a link on its line is not there any more. IFCN: readers must be able to retrace the work."),
    ),
    ProblemKind.NO_LOCATOR: Rule(
        findings.no_locator,
        phrase("No locator"),
        phrase("Evidence without page, minute or paragraph. IFCN: give sources in enough detail that readers can replicate the work."),
    ),
}
"""Each kind of problem and its rule, heaviest first."""


PROBLEMS = {kind: rule.label for kind, rule in RULES.items()}


FIX = frozenset(kind for kind, rule in RULES.items() if rule.fix)


WEIGHT = {kind: rank for rank, kind in enumerate(RULES)}


def weight_word(kind: ProblemKind) -> str:
    """How much a problem weighs: "fix" before publishing, or "weigh"."""
    return "fix" if is_fix(kind) else "weigh"


def is_fix(kind: ProblemKind) -> bool:
    """Whether a problem must be fixed before publishing; the others are for an editor to weigh."""
    return kind in FIX

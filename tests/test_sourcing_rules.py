"""Each sourcing rule alone and on its boundaries, and how copies are counted."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import FALSE, MISSING, TRUE, case, claim, document, evidence, hours, source, verdict
from claims.model import Case, Evidence, Origin, ProblemKind, Recheck, Requoted, SourceKind, Stance, State, Thresholds, UsedAs, Whereabouts
from claims.sourcing import findings, rules
from claims.sourcing.origins import origins
from claims.sourcing.rules import problems

AGAINST = Stance.CONTRADICTS
DEFAULT = Thresholds()


def kinds(of: Case, thresholds: Thresholds = DEFAULT) -> list[str]:
    return [str(problem.kind) for problem in problems(replace(of, thresholds=thresholds))]


def detail(of: Case, kind: ProblemKind) -> str:
    return next(problem.detail for problem in problems(of) if problem.kind is kind)


def copy(number: int, original: int) -> Evidence:
    return evidence(number, of=source(number, derived_from=original))


def test_a_claim_without_evidence_is_unsourced_and_nothing_else() -> None:
    assert kinds(case()) == ["unsourced"]


def test_context_alone_leaves_a_claim_unsourced_and_says_so() -> None:
    assert kinds(case(evidence(1, Stance.CONTEXT))) == ["unsourced"]
    assert "context" in detail(case(evidence(1, Stance.CONTEXT)), ProblemKind.UNSOURCED)


def test_a_dropped_claim_and_another_publishers_claim_have_no_problems() -> None:
    assert kinds(case(of=claim(state=State.DROPPED))) == []
    assert kinds(case(of=claim(state=None, origin=Origin.IMPORTED))) == []


def test_one_source_is_a_single_source_and_is_named() -> None:
    assert kinds(case(evidence(1))) == ["single_source"]
    assert detail(case(evidence(1)), ProblemKind.SINGLE_SOURCE) == "Only Report 1."


def test_two_links_to_one_source_are_still_one_source() -> None:
    assert kinds(case(evidence(1), evidence(2, of=source(1), quote="at dawn"))) == ["single_source"]


@pytest.mark.parametrize("kind", [SourceKind.PRIMARY_DOCUMENT, SourceKind.DATASET])
def test_one_primary_document_or_dataset_carries_a_claim_alone(kind: SourceKind) -> None:
    assert kinds(case(evidence(1, of=source(1, kind=kind), used_as=UsedAs.PRIMARY))) == []


def test_a_document_used_as_secondary_and_a_primary_interview_do_not_carry_it_alone() -> None:
    assert kinds(case(evidence(1, of=source(1, kind=SourceKind.DATASET)))) == ["single_source"]
    interview = evidence(1, of=source(1, kind=SourceKind.INTERVIEW), used_as=UsedAs.PRIMARY)
    assert kinds(case(interview)) == ["single_source"]


def test_two_independent_origins_are_enough_when_one_is_primary() -> None:
    interview = evidence(1, of=source(1, kind=SourceKind.INTERVIEW), used_as=UsedAs.PRIMARY)
    assert kinds(case(interview, evidence(2))) == []


def test_secondary_sources_alone_want_three_origins() -> None:
    assert kinds(case(evidence(1), evidence(2))) == ["secondary_only"]
    assert kinds(case(evidence(1), evidence(2), evidence(3))) == []
    assert "two independent secondary ones where three" in detail(case(evidence(1), evidence(2)), ProblemKind.SECONDARY_ONLY)


def test_copies_of_one_origin_are_not_independent() -> None:
    copied = case(evidence(9), copy(1, 9), copy(2, 9))
    assert kinds(copied) == ["not_independent"]
    assert detail(copied, ProblemKind.NOT_INDEPENDENT) == (
        "Three sources carry it, all from one origin (Report 9, Report 1 and Report 2): counted as 1."
    )


def test_three_sources_from_two_origins_are_independent_but_too_few_when_all_are_secondary() -> None:
    assert kinds(case(copy(1, 9), copy(2, 9), evidence(3))) == ["secondary_only"]


def test_the_copies_are_named_and_not_the_source_that_stands_alone() -> None:
    found = findings.not_independent(case(evidence(3), copy(1, 9), copy(2, 9)), Thresholds(origins=3))
    assert found == "Three sources carry it, but Report 1 and Report 2 go back to one origin: counted as 2."


def test_a_newsroom_can_change_the_thresholds() -> None:
    lenient = Thresholds(origins=1, secondary_origins=1)
    assert kinds(case(evidence(1)), lenient) == []
    assert kinds(case(evidence(1), evidence(2), evidence(3)), Thresholds(secondary_origins=4)) == ["secondary_only"]


def test_copies_of_copies_go_back_to_the_first() -> None:
    assert len(origins([evidence(1), copy(2, 1), copy(3, 2), copy(4, 3)])) == 1


def test_a_chain_that_runs_through_a_source_without_evidence_is_followed() -> None:
    assert len(origins([evidence(1), copy(3, 2)])) == 2
    assert len(origins([evidence(1), copy(3, 2)], copies=[(2, 1)])) == 1
    assert kinds(case(evidence(1), copy(3, 2), copies=((2, 1),))) == ["not_independent"]


def test_sources_that_copy_each_other_in_a_circle_have_one_origin() -> None:
    circle = [copy(2, 3), copy(3, 4), copy(4, 2)]
    assert list(origins([copy(1, 4), *circle])) == [2]
    assert list(origins([copy(1, 1)])) == [1]


@given(st.lists(st.integers(0, 12), min_size=13, max_size=13))
def test_any_tangle_of_copies_comes_to_an_end_and_loses_nothing(parents: list[int]) -> None:
    links = [copy(number, parent) for number, parent in enumerate(parents)]
    groups = origins(links)
    assert sorted(one.id for group in groups.values() for one in group) == list(range(13))
    for number, parent in enumerate(parents):
        assert any({number, parent} <= {one.id for one in group} for group in groups.values())


def test_a_source_against_a_claim_without_verdict_is_a_contradiction() -> None:
    found = case(document(1), document(2, AGAINST))
    assert kinds(found) == ["contradicted"]
    assert detail(found, ProblemKind.CONTRADICTED) == "Harbour log 2 says otherwise; there is no verdict yet."


def test_a_verdict_that_waits_for_the_second_reader_has_not_dealt_with_a_contradiction() -> None:
    waiting = verdict(FALSE, outcome=None, read_by=None, read_at=None)
    assert kinds(case(document(1), document(2, AGAINST), verdicts=(waiting,))) == ["contradicted"]


@pytest.mark.parametrize("rating", [FALSE, MISSING])
def test_a_verdict_other_than_true_has_dealt_with_a_contradiction(rating: object) -> None:
    assert kinds(case(document(1), document(2, AGAINST), verdicts=(verdict(rating),))) == []  # type: ignore[arg-type]


def test_rated_true_against_a_source_is_the_heaviest_problem() -> None:
    found = case(document(1), document(2, AGAINST), verdicts=(verdict(TRUE),))
    assert kinds(found) == ["contradicted_but_true"]
    assert detail(found, ProblemKind.CONTRADICTED_BUT_TRUE) == "It is rated True, but Harbour log 2 speaks against it."


def test_it_is_said_when_the_rating_came_before_the_contradiction() -> None:
    found = case(document(1), document(2, AGAINST, checked_at=hours(3)), verdicts=(verdict(TRUE),))
    assert kinds(found) == ["contradicted_but_true", "stale"]
    assert detail(found, ProblemKind.CONTRADICTED_BUT_TRUE).endswith("The rating came first.")


def test_the_newest_approved_verdict_is_the_one_that_counts() -> None:
    old, new = verdict(TRUE), verdict(FALSE, submitted_at=hours(5), read_at=hours(6))
    assert kinds(case(document(1), document(2, AGAINST), verdicts=(old, new))) == []


def test_a_claim_rated_false_is_judged_by_what_contradicts_it() -> None:
    assert kinds(case(document(1), evidence(2, AGAINST), verdicts=(verdict(FALSE),))) == ["single_source"]
    assert kinds(case(document(1, AGAINST), verdicts=(verdict(FALSE),))) == []


@pytest.mark.parametrize(
    ("rating", "stance", "expected"),
    [(FALSE, Stance.SUPPORTS, True), (FALSE, AGAINST, False), (MISSING, AGAINST, True), (MISSING, Stance.SUPPORTS, True)],
)
def test_evidence_against_a_verdict_makes_it_stale(rating: object, stance: Stance, expected: bool) -> None:
    found = case(document(1), document(2, AGAINST), document(3, stance, checked_at=hours(1.01)), verdicts=(verdict(rating),))  # type: ignore[arg-type]
    assert ("stale" in kinds(found)) is expected


def test_evidence_from_the_moment_of_the_verdict_does_not_make_it_stale() -> None:
    assert "stale" not in kinds(case(document(1), document(2, AGAINST, checked_at=hours(1)), verdicts=(verdict(MISSING),)))


def test_a_changed_source_and_a_new_appearance_make_a_verdict_stale() -> None:
    changed = Recheck(1, hours(3), changed=True)
    found = case(document(1), verdicts=(verdict(),), rechecks=(changed,), appeared_at=hours(30))
    assert kinds(found) == ["stale"]
    assert detail(found, ProblemKind.STALE) == (
        "Since it was rated on 14 March 2026, the page of Harbour log 1 changed and it appeared again on 15 March 2026."
    )


def test_what_happened_before_the_verdict_does_not_make_it_stale() -> None:
    before = Recheck(1, hours(0), changed=True)
    assert kinds(case(document(1), verdicts=(verdict(),), rechecks=(before,), appeared_at=hours(1))) == []
    assert kinds(case(document(1), rechecks=(Recheck(1, hours(3), changed=True),), appeared_at=hours(9))) == []


def test_a_lost_quote_has_moved_until_a_newer_look_finds_it() -> None:
    lost, found_again = Recheck(1, hours(3), changed=True, quotes=(Requoted(1, Whereabouts.GONE),)), Recheck(1, hours(4), changed=False)
    moved = case(document(1), rechecks=(lost,))
    assert kinds(moved) == ["quote_moved"]
    assert detail(moved, ProblemKind.QUOTE_MOVED) == "The quoted passage is no longer in Harbour log 1. The kept copy has it."
    assert kinds(case(document(1), rechecks=(found_again, lost))) == []


def test_a_source_is_archived_by_its_bytes_or_by_an_archived_address() -> None:
    def kept(**known: object) -> list[str]:
        bare = source(1, kind=SourceKind.DATASET, **{"has_bytes": False, **known})
        return kinds(case(evidence(1, of=bare, used_as=UsedAs.PRIMARY)))

    assert kept() == ["unarchived"]
    assert kept(has_bytes=True) == kept(archived_url="https://archive.example.org/1") == []


@pytest.mark.parametrize("locator", [None, ""])
def test_evidence_wants_a_locator(locator: str | None) -> None:
    assert kinds(case(document(1, locator=locator))) == ["no_locator"]
    assert kinds(case(document(1), evidence(2, Stance.CONTEXT, locator=locator))) == []


def test_who_wrote_a_verdict_may_not_have_approved_it() -> None:
    assert kinds(case(document(1), verdicts=(verdict(read_by="Ben"),))) == ["self_approved"]
    assert kinds(case(document(1), verdicts=(verdict(read_by="Cleo"),))) == []


def test_a_claim_that_was_rated_false_before_is_a_repeat() -> None:
    found = case(document(1), earlier_false=("rated False here on 3 May 2025", "rated “Fake” by Coast Check"))
    assert kinds(found) == ["repeats_false_claim"]
    assert detail(found, ProblemKind.REPEATS_FALSE_CLAIM) == (
        "The same claim was rated False here on 3 May 2025; rated “Fake” by Coast Check."
    )


def test_a_confidential_source_is_never_named() -> None:
    secret = source(1, title="The harbour master's secretary", confidential=True, has_bytes=False)
    found = problems(case(evidence(1, of=secret, locator=None)))
    assert {str(one.kind) for one in found} == {"single_source", "unarchived", "no_locator"}
    assert not any("secretary" in one.detail for one in found)


def test_every_kind_has_a_rule_a_weight_and_a_label_and_every_rule_says_why() -> None:
    assert set(rules.RULES) == set(ProblemKind)
    assert all(rule.asks.endswith(".") and rule.label for rule in rules.RULES.values())
    assert sorted(rules.RULES, key=lambda kind: (kind not in rules.FIX, rules.WEIGHT[kind])) == list(rules.RULES), (
        "what must be fixed comes first"
    )


def test_problems_come_heaviest_first() -> None:
    heavy = case(evidence(1, locator=None), document(2, AGAINST), verdicts=(verdict(read_by="Ben"),), earlier_false=("rated False",))
    assert kinds(heavy) == ["contradicted_but_true", "repeats_false_claim", "self_approved", "single_source", "no_locator"]

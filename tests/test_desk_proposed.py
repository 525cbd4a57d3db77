"""What the program proposes is an offer, not work: it counts apart everywhere until a person takes it up."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlite_utils import Database

from claims.desk.cases.cases import case_of, sourcing_report
from claims.desk.checking import review, verdicts
from claims.desk.queue import query
from claims.desk.queue.problem_book import ProblemBook
from claims.desk.screens import listed_claims, overview, roundup
from claims.model import Mark, Person, ProblemKind, Stance, State
from claims.sourcing import report
from claims.store import articles, claims, matches
from claims.store.listings import ArticleFilter
from claims.store.listings import articles as list_articles
from stage import a_claim, a_link, a_match, a_source, an_article

LINES = ("The ferry sank in 1931.", "It carried 40 people.", "Nobody was hurt.")


@pytest.fixture
def proposed(db: Database, ben: Person, at: datetime) -> list[int]:
    """An article of three lines with a proposed claim in each."""
    an_article(db, *LINES, by=ben, at=at)
    return [a_claim(db, text, by=ben, at=at, sentence_id=line, proposed=True) for line, text in enumerate(LINES, start=1)]


def queue_of(db: Database, at: datetime, **fields: str) -> list[int]:
    rows, counts = overview.queue(db, query.filter_for(db, fields, ProblemBook(), reader=None, at=at))
    assert counts.claims == len(rows)
    return sorted(row.claim_id for row in rows)


def test_a_proposed_claim_is_in_no_count_of_work(db: Database, proposed: list[int], ben: Person, at: datetime) -> None:
    made = report.as_json(sourcing_report(db, 1, at=at))
    assert (made["problems"], made["by_state"]["open"], made["proposed"], made["claims"]) == ([], 0, 3, 3)
    assert made["headline"] == "Not ready: mark 3 sentences"
    summary = roundup.roundup(db, ProblemBook(), at=at, zone=at.tzinfo)  # type: ignore[arg-type]
    assert (summary.states[State.OPEN], summary.proposed, sum(summary.problems.values())) == (0, 3, 0)
    assert queue_of(db, at, state=query.AT_WORK) == [] and queue_of(db, at) == []
    assert queue_of(db, at, proposed="only") == proposed == queue_of(db, at, state="open", proposed="too")
    progress = articles.progress_of(db, [1])[1]
    assert (progress.claims, progress.proposed) == (0, 3)
    assert list_articles(db, ArticleFilter(work="check"), order="added", descending=False, limit=9, offset=0) == ([], 0)
    assert [claim.id for claim in claims.list_claims(db, state=None, origin=None, limit=9, proposed=False)] == []
    assert [claim.id for claim in claims.list_claims(db, state=None, origin=None, limit=9, proposed=True)] == proposed[::-1]


@pytest.mark.parametrize(
    "take_up",
    [
        lambda db, claim, by, at: review.mark_sentence(db, 1, Mark.CLAIM, by=by, at=at),
        lambda db, claim, by, at: verdicts.take(db, claim, by=by, at=at),
        lambda db, claim, by, at: verdicts.assign(db, claim, by, by=by, at=at),
        lambda db, claim, by, at: a_link(db, claim, a_source(db, by=by, at=at), Stance.SUPPORTS, by=by, at=at),
        lambda db, claim, by, at: verdicts.submit(db, claim, "true", "The log says so.", by=by, at=at),
    ],
    ids=["marked", "taken", "assigned", "sourced", "rated"],
)
def test_whoever_works_on_a_proposed_claim_makes_it_work(
    db: Database, proposed: list[int], ben: Person, at: datetime, take_up: Callable[..., object]
) -> None:
    claim = proposed[0]
    take_up(db, claim, ben, at)
    assert queue_of(db, at) == [claim]
    made = report.as_json(sourcing_report(db, 1, at=at))
    assert (made["proposed"], sum(made["by_state"].values())) == (2, 1)
    assert {problem["claim_id"] for problem in made["problems"]} == {claim}
    progress = articles.progress_of(db, [1])[1]
    assert (progress.claims, progress.proposed) == (1, 2)
    assert list_articles(db, ArticleFilter(work="check"), order="added", descending=False, limit=9, offset=0) == ([1], 1)
    assert [listed.proposed for listed in listed_claims.listed_claims(db, list(claims.get_claims(db, proposed).values()))] == [
        False,
        True,
        True,
    ]


def test_taking_the_mark_back_makes_it_an_offer_again(db: Database, proposed: list[int], ben: Person, at: datetime) -> None:
    review.mark_sentence(db, 1, Mark.CLAIM, by=ben, at=at)
    review.mark_sentence(db, 1, Mark.UNMARKED, by=ben, at=at)
    assert case_of(db, proposed[0]).is_proposed and queue_of(db, at) == []


def test_a_proposed_claim_that_is_joined_to_work_is_work(db: Database, proposed: list[int], ben: Person, at: datetime) -> None:
    review.mark_sentence(db, 2, Mark.CLAIM, by=ben, at=at)
    claims.join(db, claims.get_claim(db, proposed[1]), claims.get_claim(db, proposed[0]), by=ben, at=at)
    assert queue_of(db, at) == [proposed[0]] and not case_of(db, proposed[0]).is_proposed


def test_a_proposed_claim_that_repeats_a_false_one_is_a_problem_and_in_its_filter(
    db: Database, proposed: list[int], ben: Person, edith: Person, at: datetime
) -> None:
    known = a_claim(db, "The ferry sank in 1931.", by=ben, at=at)
    verdicts.submit(db, known, "false", "It sank in 1932.", by=ben, at=at)
    verdicts.approve(db, known, by=edith, at=at)
    claims.join(db, claims.get_claim(db, proposed[0]), claims.get_claim(db, known), by=ben, at=at)
    kinds = [problem.kind for problem in sourcing_report(db, 1, at=at).problems]
    assert ProblemKind.REPEATS_FALSE_CLAIM in kinds
    assert queue_of(db, at, problem=ProblemKind.REPEATS_FALSE_CLAIM) == [known]


def test_waiting_matches_of_proposed_claims_are_still_decided(db: Database, proposed: list[int], ben: Person, at: datetime) -> None:
    a_match(db, proposed[0], a_claim(db, "A ferry sank in 1931.", by=ben, at=at), at=at)
    assert len(matches.waiting(db, limit=9)) == 1

"""Rating, the second reader, publishing, and every way back; who may do what."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlite_utils import Database

from claims.desk import newsroom
from claims.desk.checking import moves, review, verdicts
from claims.desk.history import histories
from claims.desk.people import people
from claims.desk.screens import overview
from claims.errors import NotAllowed, NotFound, Refused, StaleEdit
from claims.model import Origin, Outcome, Person, Stance, State, Status
from claims.store import claims
from claims.store import verdicts as stored
from stage import a_claim, a_link, a_match, a_source, everything, told


def state_of(db: Database, number: int) -> State | None:
    return claims.get_claim(db, number).state


@pytest.fixture
def claim(db: Database, ben: Person, at: datetime) -> int:
    """An open claim with one source that supports it."""
    number = a_claim(db, "The ferry sank.", by=ben, at=at)
    a_link(db, number, a_source(db, by=ben, at=at), Stance.SUPPORTS, by=ben, at=at)
    return number


@pytest.fixture
def submitted(db: Database, claim: int, ben: Person, at: datetime) -> int:
    """That claim with Ben's verdict waiting for its second reader."""
    verdicts.submit(db, claim, "true", "The log says so.", by=ben, at=at)
    return claim


@pytest.fixture
def checked(db: Database, submitted: int, cleo: Person, at: datetime) -> int:
    """That claim approved by Cleo."""
    verdicts.approve(db, submitted, by=cleo, at=at)
    return submitted


def test_the_whole_way_from_open_to_published_and_back(
    db: Database, claim: int, ben: Person, cleo: Person, edith: Person, at: datetime
) -> None:
    verdicts.take(db, claim, by=ben, at=at)
    assert overview.claim_page(db, claim).assignee == "Ben"
    verdicts.save_draft(db, claim, "mostly_true", "It seems so.", by=ben, at=at)
    number = verdicts.submit(db, claim, "true", "The log says so.", by=ben, at=at)
    waiting = overview.claim_page(db, claim).waiting
    assert waiting is not None and waiting.id == number and waiting.evidence_ids == (1,)
    assert stored.find_draft(db, claim) is None
    verdicts.return_verdict(db, claim, "Which log?", by=cleo, at=at)
    assert state_of(db, claim) is State.IN_REVIEW
    verdicts.submit(db, claim, "true", "The harbour log of 1931 says so.", by=ben, at=at)
    verdicts.approve(db, claim, by=cleo, at=at)
    assert state_of(db, claim) is State.CHECKED
    verdicts.publish(db, claim, by=edith, at=at)
    assert state_of(db, claim) is State.PUBLISHED
    verdicts.withdraw(db, claim, "A reader found a newer log.", by=edith, at=at)
    verdicts.reopen(db, claim, "Look at the newer log.", by=edith, at=at)
    assert state_of(db, claim) is State.IN_REVIEW
    case = overview.claim_page(db, claim).case
    assert [(verdict.explanation, verdict.outcome) for verdict in case.verdicts] == [
        ("The log says so.", Outcome.RETURNED),
        ("The harbour log of 1931 says so.", Outcome.APPROVED),
    ]
    assert case.verdict is case.verdicts[1], "a reopened claim keeps its verdict until another is approved"
    assert told(db, "claim", claim) == [
        "add_claim", "link_source", "take", "assign", "save_draft", "submit_verdict", "return_verdict", "submit_verdict",
        "approve_verdict", "approve", "publish", "withdraw", "reopen",
    ]  # fmt: skip
    words = [line.words for line in histories.of_claim(db, claim)]
    assert "verdict returned: Which log?" in words and "reopened, moved from checked to in review: Look at the newer log." in words
    assert "moved from in review to checked" in words


def test_who_wrote_a_verdict_may_not_approve_it(db: Database, submitted: int, ben: Person, at: datetime) -> None:
    before = everything(db)
    with pytest.raises(NotAllowed, match="you wrote this verdict: another checker, editor or admin"):
        verdicts.approve(db, submitted, by=ben, at=at)
    assert everything(db) == before


def test_a_team_of_one_may_approve_after_an_admin_allows_it(db: Database, submitted: int, ben: Person, ada: Person, at: datetime) -> None:
    with pytest.raises(NotAllowed):
        newsroom.allow_self_approval(db, True, by=ben, at=at)
    newsroom.allow_self_approval(db, True, by=ada, at=at)
    verdicts.approve(db, submitted, by=ben, at=at)
    assert state_of(db, submitted) is State.CHECKED


def test_a_verdict_is_read_once(db: Database, checked: int, edith: Person, at: datetime) -> None:
    for again in (
        lambda: verdicts.approve(db, checked, by=edith, at=at),
        lambda: verdicts.return_verdict(db, checked, "No.", by=edith, at=at),
    ):
        with pytest.raises(Refused, match="no verdict waiting"):
            again()


def test_a_waiting_verdict_holds_the_claim_still(db: Database, submitted: int, ben: Person, at: datetime) -> None:
    for move in (
        lambda: verdicts.submit(db, submitted, "false", "Changed my mind.", by=ben, at=at),
        lambda: verdicts.save_draft(db, submitted, "false", "Hm.", by=ben, at=at),
        lambda: verdicts.release(db, submitted, by=ben, at=at),
        lambda: verdicts.drop(db, submitted, by=ben, at=at),
    ):
        with pytest.raises(Refused, match="waiting for a second reader"):
            move()


def join_one_that_was_returned(db: Database, claim: int, ben: Person, cleo: Person, at: datetime) -> int:
    """Another claim, whose later verdict was returned, joined into this one; gives its number."""
    other = a_claim(db, "The ferry went down.", by=ben, at=at)
    match = a_match(db, other, claim, at=at)
    verdicts.submit(db, other, "false", "No log says so.", by=ben, at=at)
    verdicts.return_verdict(db, other, "Which log?", by=cleo, at=at)
    review.decide_match(db, match, Status.CONFIRMED, by=ben, at=at)
    return other


def test_a_waiting_verdict_still_waits_after_a_claim_with_a_later_one_was_joined(
    db: Database, submitted: int, ben: Person, cleo: Person, at: datetime
) -> None:
    other = join_one_that_was_returned(db, submitted, ben, cleo, at)
    page = overview.claim_page(db, other)
    assert page.case.claim.id == submitted
    assert [(verdict.claim_id, verdict.outcome) for verdict in page.case.verdicts] == [(submitted, None), (other, Outcome.RETURNED)]
    assert page.waiting == page.case.verdicts[0]
    assert (page.rateable, page.returned, page.rating_start) == (False, None, overview.RatingStart())
    assert verdicts.approve(db, submitted, by=cleo, at=at) == page.case.verdicts[0].id


def test_the_form_does_not_begin_with_the_rating_of_a_joined_claim(
    db: Database, claim: int, ben: Person, cleo: Person, at: datetime
) -> None:
    join_one_that_was_returned(db, claim, ben, cleo, at)
    page = overview.claim_page(db, claim)
    assert (page.rateable, page.returned, page.rating_start) == (True, None, overview.RatingStart())


def test_a_returned_verdict_is_worked_on_from_where_it_was_whatever_was_joined(
    db: Database, submitted: int, ben: Person, cleo: Person, at: datetime
) -> None:
    number = verdicts.return_verdict(db, submitted, "Which log?", by=cleo, at=at)
    join_one_that_was_returned(db, submitted, ben, cleo, at)
    page = overview.claim_page(db, submitted)
    assert page.returned is not None and page.returned.id == number
    assert (page.rating_start.rating, page.rating_start.explanation) == ("true", "The log says so.")


@pytest.mark.parametrize("rating", ["maybe", "TRUE", ""])
def test_a_rating_off_the_scale_is_refused(db: Database, claim: int, ben: Person, at: datetime, rating: str) -> None:
    before = everything(db)
    with pytest.raises(Refused, match="not on the scale|choose a rating"):
        verdicts.submit(db, claim, rating, "Why not.", by=ben, at=at)
    assert everything(db) == before


@pytest.mark.parametrize("explanation", ["", "   ", "\x00", "half \ud800"])
def test_an_explanation_that_is_no_text_is_refused(db: Database, claim: int, ben: Person, at: datetime, explanation: str) -> None:
    before = everything(db)
    with pytest.raises(Refused):
        verdicts.submit(db, claim, "true", explanation, by=ben, at=at)
    assert everything(db) == before


def test_a_verdict_rests_only_on_evidence_of_its_own_claim(db: Database, claim: int, ben: Person, at: datetime) -> None:
    other = a_claim(db, "It rained.", by=ben, at=at)
    foreign = a_link(db, other, a_source(db, by=ben, at=at, title="Rain gauge"), Stance.SUPPORTS, by=ben, at=at)
    with pytest.raises(Refused, match="belongs to another claim"):
        verdicts.submit(db, claim, "true", "The log says so.", by=ben, at=at, evidence_ids=[foreign.id])


def test_two_people_draft_one_verdict_and_the_second_keeps_what_was_typed(
    db: Database, claim: int, ben: Person, cleo: Person, at: datetime
) -> None:
    verdicts.save_draft(db, claim, "true", "Ben's words", by=ben, at=at, seen_version=0)
    with pytest.raises(StaleEdit, match="draft verdict"):
        verdicts.save_draft(db, claim, "false", "Cleo's words", by=cleo, at=at, seen_version=0)
    draft = stored.find_draft(db, claim)
    assert draft is not None and (draft.explanation, draft.saved_by, draft.version) == ("Ben's words", "Ben", 1)
    verdicts.save_draft(db, claim, "false", "Cleo's words", by=cleo, at=at, seen_version=1)
    with pytest.raises(StaleEdit):
        verdicts.save_draft(db, claim, "true", "Ben again", by=ben, at=at, seen_version=1)


def test_two_people_take_one_claim_and_one_gets_it(db: Database, claim: int, ben: Person, cleo: Person, at: datetime) -> None:
    verdicts.take(db, claim, by=ben, at=at, seen_version=1)
    with pytest.raises(StaleEdit):
        verdicts.take(db, claim, by=cleo, at=at, seen_version=1)
    assert overview.claim_page(db, claim).assignee == "Ben"


def test_giving_back_dropping_and_restoring(db: Database, claim: int, ben: Person, at: datetime) -> None:
    verdicts.take(db, claim, by=ben, at=at)
    verdicts.release(db, claim, by=ben, at=at)
    assert (state_of(db, claim), overview.claim_page(db, claim).assignee) == (State.OPEN, None)
    verdicts.drop(db, claim, by=ben, at=at, note="Not worth it.")
    assert state_of(db, claim) is State.DROPPED
    verdicts.restore(db, claim, by=ben, at=at)
    assert state_of(db, claim) is State.OPEN


MOVE: dict[str, Callable[..., object]] = {
    "take": verdicts.take,
    "release": verdicts.release,
    "publish": verdicts.publish,
    "withdraw": lambda db, number, **who: verdicts.withdraw(db, number, "why", **who),
    "reopen": lambda db, number, **who: verdicts.reopen(db, number, "why", **who),
    "drop": verdicts.drop,
    "restore": verdicts.restore,
}


def put_into(db: Database, number: int, state: State, by: Person, second: Person, at: datetime) -> None:
    """Bring an open claim to a state by the desk's own moves."""
    if state is State.DROPPED:
        verdicts.drop(db, number, by=by, at=at)
    if state is State.IN_REVIEW:
        verdicts.take(db, number, by=by, at=at)
    if state in (State.CHECKED, State.PUBLISHED):
        verdicts.submit(db, number, "true", "Because.", by=by, at=at)
        verdicts.approve(db, number, by=second, at=at)
    if state is State.PUBLISHED:
        verdicts.publish(db, number, by=second, at=at)


@pytest.mark.parametrize("name", MOVE)
@pytest.mark.parametrize("state", list(State))
def test_each_move_works_from_its_states_and_from_no_other(
    db: Database, claim: int, ada: Person, edith: Person, at: datetime, name: str, state: State
) -> None:
    put_into(db, claim, state, ada, edith, at)
    sources, target = moves.MOVES[name]
    if state in sources:
        MOVE[name](db, claim, by=edith, at=at)
        assert state_of(db, claim) is target
        return
    before = everything(db)
    # A claim that visitors read is refused for that reason, before its state is looked at.
    why = (
        "An editor must withdraw it first"
        if (state, name) == (State.PUBLISHED, "drop")
        else f"^claim {claim} is {state.value.replace('_', ' ')}: to {name} it, it must be"
    )
    with pytest.raises(Refused, match=why):
        MOVE[name](db, claim, by=edith, at=at)
    assert everything(db) == before


@pytest.mark.parametrize("note", ["", "  "])
def test_going_back_needs_a_note(db: Database, submitted: int, cleo: Person, edith: Person, at: datetime, note: str) -> None:
    with pytest.raises(Refused, match="the note is empty"):
        verdicts.return_verdict(db, submitted, note, by=cleo, at=at)
    verdicts.approve(db, submitted, by=cleo, at=at)
    with pytest.raises(Refused, match="the note is empty"):
        verdicts.reopen(db, submitted, note, by=edith, at=at)


def test_an_imported_claim_is_outside_the_work(db: Database, ben: Person, edith: Person, at: datetime) -> None:
    theirs = claims.add_claim(db, "The ferry sank.", by=ben, at=at, origin=Origin.IMPORTED)
    for move in (
        lambda: verdicts.take(db, theirs, by=ben, at=at),
        lambda: verdicts.submit(db, theirs, "true", "Because.", by=ben, at=at),
        lambda: verdicts.publish(db, theirs, by=edith, at=at),
        lambda: verdicts.assign(db, theirs, ben, by=ben, at=at),
    ):
        with pytest.raises(Refused, match="another publisher's claim"):
            move()


def test_each_action_is_open_to_the_roles_of_the_table_and_to_no_other(
    db: Database, vic: Person, ben: Person, edith: Person, ada: Person
) -> None:
    cast = {"viewer": vic, "checker": ben, "editor": edith, "admin": ada}
    for action, least in people.MAY.items():
        for role, person in cast.items():
            allowed = people.ROLES.index(person.role) >= people.ROLES.index(least)
            assert people.may(person, action) is allowed, (action, role)


def test_a_viewer_and_a_checker_are_stopped_where_the_table_says(
    db: Database, checked: int, vic: Person, ben: Person, at: datetime
) -> None:
    before = everything(db)
    with pytest.raises(NotAllowed, match="Ben is checker here and may not publish: ask somebody who is editor or admin"):
        verdicts.publish(db, checked, by=ben, at=at)
    for action in (
        lambda: verdicts.take(db, checked, by=vic, at=at),
        lambda: verdicts.submit(db, checked, "true", "x", by=vic, at=at),
        lambda: verdicts.approve(db, checked, by=vic, at=at),
        lambda: verdicts.return_verdict(db, checked, "x", by=vic, at=at),
        lambda: verdicts.drop(db, checked, by=vic, at=at),
    ):
        with pytest.raises(NotAllowed):
            action()
    assert everything(db) == before


def test_an_unknown_claim_is_named(db: Database, edith: Person, at: datetime) -> None:
    for move in MOVE.values():
        with pytest.raises(NotFound, match="no claim 99"):
            move(db, 99, by=edith, at=at)


def test_who_wrote_a_draft_may_not_approve_what_somebody_else_submits(
    db: Database, ben: Person, cleo: Person, edith: Person, at: datetime
) -> None:
    number = a_claim(db, "The ferry sank.", by=ben, at=at)
    verdicts.save_draft(db, number, "true", "Ben wrote this.", by=ben, at=at)
    verdicts.submit(db, number, "true", "Ben wrote this.", by=cleo, at=at)
    for hand in (ben, cleo):
        with pytest.raises(NotAllowed, match="you wrote (a draft of )?this verdict: another"):
            verdicts.approve(db, number, by=hand, at=at)
    verdicts.return_verdict(db, number, "Say more.", by=edith, at=at)
    verdicts.submit(db, number, "true", "Edith wrote on.", by=edith, at=at)
    with pytest.raises(NotAllowed):
        verdicts.approve(db, number, by=cleo, at=at)
    ada = people.at_the_command_line(db, "Ada", at=at)
    verdicts.approve(db, number, by=ada, at=at)
    verdicts.reopen(db, number, "News.", by=edith, at=at)
    verdicts.submit(db, number, "false", "All new.", by=edith, at=at)
    verdicts.approve(db, number, by=ben, at=at)
    assert [verdict.drafted_by for verdict in stored.verdicts_of(db, [number])][-1] == ("Edith",)

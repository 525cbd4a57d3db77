"""Many claims at once: all or none, and taken back as one."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlite_utils import Database

from claims.desk.checking import verdicts
from claims.desk.queue import bulk_work
from claims.desk.queue.bulk_work import Chosen, Done
from claims.errors import NotAllowed, NotFound, Refused, StaleEdit
from claims.model import Claim, Person, State
from claims.store import checks, claims
from claims.store.claims import tags_of
from stage import a_claim, everything


@pytest.fixture
def three(db: Database, ben: Person, at: datetime) -> list[int]:
    return [a_claim(db, f"Ferry {n} sank.", by=ben, at=at) for n in (1, 2, 3)]


def chosen(db: Database, numbers: list[int]) -> Chosen:
    return [(number, claims.get_claim(db, number).version) for number in numbers]


def now(db: Database, numbers: list[int]) -> list[Claim]:
    return [claims.get_claim(db, number) for number in numbers]


def what_matters(db: Database, numbers: list[int]) -> list[tuple[object, ...]]:
    tagged = tags_of(db, numbers)
    return [(one.state, one.assignee_id, one.due_at, tagged.get(one.id)) for one in now(db, numbers)]


Act = Callable[[Database, Chosen, Person, datetime], Done]
ACTIONS: dict[str, Act] = {
    "assign": lambda db, some, by, at: bulk_work.assign_all(db, some, by, by=by, at=at),
    "due": lambda db, some, by, at: bulk_work.set_due_all(db, some, at + timedelta(days=1), by=by, at=at),
    "take": lambda db, some, by, at: bulk_work.take_all(db, some, by=by, at=at),
    "drop": lambda db, some, by, at: bulk_work.drop_all(db, some, "trivial", by=by, at=at),
    "tag": lambda db, some, by, at: bulk_work.tag_all(db, some, "sea", by=by, at=at),
    "untag": lambda db, some, by, at: bulk_work.untag_all(db, some, "OLD", by=by, at=at),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_each_action_can_be_undone_and_leaves_all_as_it_was(db: Database, three: list[int], ben: Person, at: datetime, name: str) -> None:
    bulk_work.tag_all(db, chosen(db, three[:2]), "old", by=ben, at=at)
    before = what_matters(db, three)
    done = ACTIONS[name](db, chosen(db, three), ben, at)
    assert done.claims == 3
    assert what_matters(db, three) != before
    bulk_work.undo(db, done, by=ben, at=at)
    assert what_matters(db, three) == before
    assert checks.problems(db) == []


@pytest.mark.parametrize("name", ["assign", "due", "take", "drop"])
def test_one_claim_that_changed_meanwhile_stops_all(
    db: Database, three: list[int], ben: Person, cleo: Person, at: datetime, name: str
) -> None:
    seen = chosen(db, three)
    verdicts.set_due(db, three[2], at, by=cleo, at=at)
    before = everything(db)
    with pytest.raises(StaleEdit) as stale:
        ACTIONS[name](db, seen, ben, at)
    assert stale.value.number == three[2]
    assert everything(db) == before


def test_what_was_in_review_when_it_was_dropped_comes_back_in_review(db: Database, three: list[int], ben: Person, at: datetime) -> None:
    verdicts.take(db, three[0], by=ben, at=at)
    done = bulk_work.drop_all(db, chosen(db, three), "trivial", by=ben, at=at)
    bulk_work.undo(db, done, by=ben, at=at)
    assert [one.state for one in now(db, three)] == [State.IN_REVIEW, State.OPEN, State.OPEN]


def test_undo_touches_nothing_once_one_claim_went_on(db: Database, three: list[int], ben: Person, cleo: Person, at: datetime) -> None:
    done = bulk_work.assign_all(db, chosen(db, three), ben, by=ben, at=at)
    verdicts.assign(db, three[1], cleo, by=cleo, at=at)
    before = everything(db)
    with pytest.raises(Refused, match=f"claim {three[1]} was changed since, so nothing was undone"):
        bulk_work.undo(db, done, by=ben, at=at)
    assert everything(db) == before


def test_nobody_takes_back_what_another_did_or_what_was_no_such_work(
    db: Database, three: list[int], ben: Person, cleo: Person, at: datetime
) -> None:
    done = bulk_work.assign_all(db, chosen(db, three), ben, by=ben, at=at)
    verdicts.assign(db, three[0], cleo, by=ben, at=at + timedelta(minutes=1))
    for wanted, by in ((done, cleo), (Done(0, 1, done.last), ben), (Done(0, done.first, done.last + 1), ben), (Done(0, 900, 901), ben)):
        with pytest.raises(NotAllowed):
            bulk_work.undo(db, wanted, by=by, at=at)


def test_a_claim_that_is_not_open_is_not_taken_and_neither_are_the_others(
    db: Database, three: list[int], ben: Person, at: datetime
) -> None:
    verdicts.take(db, three[1], by=ben, at=at)
    with pytest.raises(Refused, match="it must be open"):
        bulk_work.take_all(db, chosen(db, three), by=ben, at=at)
    assert now(db, three)[0].state is State.OPEN


def test_a_tag_keeps_the_spelling_in_use_and_is_one_line(db: Database, three: list[int], ben: Person, at: datetime) -> None:
    bulk_work.tag_all(db, chosen(db, three[:1]), "Public  money", by=ben, at=at)
    bulk_work.tag_all(db, chosen(db, three), " public money ", by=ben, at=at)
    assert tags_of(db, three) == {number: ["Public money"] for number in three}
    for wrong in ("", "a, b", "x\u202ey", "z" * 51):
        with pytest.raises(Exception, match="the tag"):
            bulk_work.tag_all(db, chosen(db, three), wrong, by=ben, at=at)


def test_a_viewer_and_an_unknown_number_stop_everything(db: Database, three: list[int], ben: Person, vic: Person, at: datetime) -> None:
    before = everything(db)
    for action in ACTIONS.values():
        with pytest.raises(NotAllowed):
            action(db, chosen(db, three), vic, at)
        with pytest.raises(NotFound):
            action(db, [*chosen(db, three), (99, 1)], ben, at)
    assert everything(db) == before

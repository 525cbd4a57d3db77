"""What a newsroom decides for itself: the numbers of the rules, the scale; and that the reports go by it."""

import io
from datetime import datetime

import pytest
from sqlite_utils import Database

from claims.desk import newsroom
from claims.desk.cases import cases
from claims.desk.checking import verdicts
from claims.desk.exchange import imports
from claims.errors import NotAllowed, NotFound, Refused
from claims.model import Meaning, Person, ProblemKind, SourceKind, Stance, Thresholds
from claims.sourcing import rules
from claims.store import evidence, sources
from claims.store import newsroom as stored_newsroom
from claims.store.connect import rows
from claims.store.sources import NewSource
from stage import a_claim, a_link, everything, told


@pytest.fixture
def claim(db: Database, ben: Person, at: datetime) -> int:
    """A claim with two independent sources, one of them an interview."""
    number = a_claim(db, "The ferry sank.", by=ben, at=at)
    for title in ("Log", "Interview"):
        source = sources.add_source(db, NewSource(title, SourceKind.INTERVIEW, archived_url="https://archive.example.org/1"), by=ben, at=at)
        link = evidence.NewEvidence(number, source, Stance.SUPPORTS, evidence.UsedAs.PRIMARY, locator="minute 3")
        evidence.add_evidence(db, link, by=ben, at=at)
    return number


def kinds(db: Database, claim: int) -> list[ProblemKind]:
    return [problem.kind for problem in rules.problems(cases.case_of(db, claim))]


def test_defaults_hold_until_a_newsroom_chooses_and_the_reports_go_by_its_choice(
    db: Database, claim: int, ben: Person, ada: Person, at: datetime
) -> None:
    assert newsroom.thresholds(db) == Thresholds(2, 3, 50)
    copy = sources.add_source(
        db, NewSource("Copy", SourceKind.NEWS, archived_url="https://archive.example.org/2", derived_from=1), by=ben, at=at
    )
    evidence.add_evidence(db, evidence.NewEvidence(claim, copy, Stance.SUPPORTS, evidence.UsedAs.SECONDARY, locator="p. 1"), by=ben, at=at)
    assert kinds(db, claim) == []
    newsroom.set_threshold(db, "origins", 3, by=ada, at=at)
    assert kinds(db, claim) == [ProblemKind.NOT_INDEPENDENT]
    assert told(db, "setting", 1) == ["set_setting"]


@pytest.mark.parametrize(
    ("name", "value", "said"), [("origins", 0, "1 to 10"), ("copied", 101, "10 to 100"), ("colour", 3, "not a threshold")]
)
def test_a_number_out_of_range_and_an_unknown_name_change_nothing(
    db: Database, ada: Person, at: datetime, name: str, value: int, said: str
) -> None:
    before = everything(db)
    with pytest.raises(Refused, match=said):
        newsroom.set_threshold(db, name, value, by=ada, at=at)
    with pytest.raises(Refused):
        newsroom.set_all(
            db,
            {"secondary_origins": 5, name: value},
            self_approval=True,
            confidential_readers="viewer",
            second_factor_from="nobody",
            by=ada,
            at=at,
        )
    assert everything(db) == before


def test_choosing_what_is_so_already_writes_nothing(db: Database, ada: Person, at: datetime) -> None:
    before = everything(db)
    newsroom.set_all(
        db,
        {"origins": 2, "secondary_origins": 3, "copied": 50},
        self_approval=False,
        confidential_readers="viewer",
        second_factor_from="nobody",
        by=ada,
        at=at,
    )
    newsroom.edit_rating(db, "true", "True", Meaning.TRUE, by=ada, at=at)
    newsroom.move_rating(db, "true", up=True, by=ada, at=at)
    assert everything(db) == before


def test_only_an_admin_changes_them(db: Database, edith: Person, at: datetime) -> None:
    before = everything(db)
    for change in (
        lambda: newsroom.set_threshold(db, "origins", 3, by=edith, at=at),
        lambda: newsroom.allow_self_approval(db, True, by=edith, at=at),
        lambda: newsroom.add_rating(db, "Satire", Meaning.NEITHER, by=edith, at=at),
        lambda: newsroom.edit_rating(db, "true", "Right", Meaning.TRUE, by=edith, at=at),
        lambda: newsroom.move_rating(db, "true", up=False, by=edith, at=at),
        lambda: newsroom.remove_rating(db, "true", by=edith, at=at),
    ):
        with pytest.raises(NotAllowed):
            change()
    assert everything(db) == before


def test_a_new_rating_rates_and_its_meaning_counts(db: Database, claim: int, ben: Person, cleo: Person, ada: Person, at: datetime) -> None:
    newsroom.add_rating(db, "Spot on", Meaning.TRUE, by=ada, at=at)
    newsroom.move_rating(db, "spot_on", up=True, by=ada, at=at)
    assert [one.label for one in stored_newsroom.scale(db)][-2:] == ["Spot on", "Unproven"]
    source = sources.add_source(db, NewSource("Denial", SourceKind.INTERVIEW, archived_url="https://archive.example.org/3"), by=ben, at=at)
    a_link(db, claim, source, Stance.CONTRADICTS, by=ben, at=at)
    verdicts.submit(db, claim, "spot_on", "It did.", by=ben, at=at)
    verdicts.approve(db, claim, by=cleo, at=at)
    assert ProblemKind.CONTRADICTED_BUT_TRUE in kinds(db, claim)
    before = everything(db)
    with pytest.raises(Refused, match="in use and cannot be removed"):
        newsroom.remove_rating(db, "spot_on", by=ada, at=at)
    with pytest.raises(Refused, match="its meaning cannot change"):
        newsroom.edit_rating(db, "spot_on", "Spot on", Meaning.FALSE, by=ada, at=at)
    assert everything(db) == before
    newsroom.edit_rating(db, "spot_on", "Exactly right", Meaning.TRUE, by=ada, at=at)
    verdict = cases.case_of(db, claim).verdict
    assert verdict is not None and verdict.rating.label == "Exactly right"


@pytest.mark.parametrize("label", ["", "  ", "!!", "true", "MOSTLY FALSE", "x" * 61])
def test_a_label_that_is_empty_taken_or_too_long_is_refused(db: Database, ada: Person, at: datetime, label: str) -> None:
    before = everything(db)
    with pytest.raises(Exception, match="label"):
        newsroom.add_rating(db, label, Meaning.NEITHER, by=ada, at=at)
    assert everything(db) == before


def test_a_rating_off_the_scale_is_not_found(db: Database, ada: Person, at: datetime) -> None:
    with pytest.raises(NotFound, match="no rating 'blue'"):
        newsroom.remove_rating(db, "blue", by=ada, at=at)


def test_the_last_rating_stays(db: Database, ada: Person, at: datetime) -> None:
    for one in stored_newsroom.scale(db)[1:]:
        newsroom.remove_rating(db, one.name, by=ada, at=at)
    with pytest.raises(Refused, match="last rating"):
        newsroom.remove_rating(db, "true", by=ada, at=at)


def test_an_imported_rating_that_is_off_the_scale_keeps_its_publishers_words(db: Database, ada: Person, at: datetime) -> None:
    newsroom.remove_rating(db, "mostly_false", by=ada, at=at)
    file = io.BytesIO(b'{"id": "x-1", "text": "The ferry flew.", "rating": "Mostly False", "publisher": "Coast Check"}\n')
    imports.import_claims(db, file, "jsonl", by=ada, clock=lambda: at)
    assert [tuple(row) for row in rows(db, "SELECT rating_words, rating FROM review")] == [("Mostly False", None)]

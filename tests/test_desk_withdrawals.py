"""A wrong article, source or link leaves every count, stays in the history, and comes back whole."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from claims.desk.articles import intake, withdrawals
from claims.desk.cases import cases
from claims.desk.checking import review, verdicts
from claims.desk.index import lookup
from claims.desk.index.matcher import Matcher
from claims.desk.screens import overview
from claims.desk.screens.overview import Filter
from claims.desk.sources import evidence
from claims.errors import NotAllowed, Refused, StaleEdit
from claims.model import Document, Mark, Person, Stance, State
from claims.store import appearances, articles, checks, claims, matches, search, sources
from stage import a_claim, a_link, a_match, a_source, an_article, everything, told

SPOOF = "The ferry sank in 1931 with 42 people on board."


@pytest.fixture
def matcher(tmp_path: Path) -> Matcher:
    return Matcher(tmp_path / "no-model")


@pytest.fixture
def spoof(db: Database, ben: Person, at: datetime) -> int:
    """An article with two claims: one stands in another article, too."""
    other = an_article(db, "The bridge opened in 1931.", by=ben, at=at, title="Bridge news")
    number = an_article(db, SPOOF, "The bridge opened in 1931.", by=ben, at=at, title="A spoof")
    assert (other, number) == (1, 2)
    a_claim(db, "The bridge opened in 1931.", by=ben, at=at, sentence_id=1)
    appearances.add_appearance(
        db, 1, 3, start=len(SPOOF) + 1, end=len(SPOOF) + 27, quote="The bridge opened in 1931.", prefix="", suffix="", speaker=None
    )
    a_claim(db, SPOOF, by=ben, at=at, sentence_id=2)
    return number


def in_queue(db: Database, **wanted: object) -> list[int]:
    rows, counts = overview.queue(db, Filter(**wanted))  # type: ignore[arg-type]
    assert counts.claims == len(rows)
    return [row.claim_id for row in rows]


def test_a_withdrawn_article_takes_along_what_stands_nowhere_else(
    db: Database, spoof: int, matcher: Matcher, ben: Person, at: datetime
) -> None:
    assert in_queue(db) == [1, 2]
    assert lookup.look_up(db, matcher, [SPOOF])[0][0].known.claim.id == 2
    assert withdrawals.withdraw_article(db, spoof, "a spoof", by=ben, at=at) == 1
    assert in_queue(db) == [1]
    assert overview.queue(db, Filter())[1].articles == 1
    assert [article.id for article in articles.list_articles(db)] == [1]
    assert {(one.kind, one.id) for one in search.search(db, "ferry sank people bridge opened")} == {("article", 1), ("claim", 1)}
    assert [one.known.claim.id for one in lookup.look_up(db, matcher, [SPOOF])[0]] in ([], [1])
    gone = withdrawals.find_gone(db, spoof)
    assert gone and (gone.withdrawal.by, gone.withdrawal.note, gone.set_aside) == ("Ben", "a spoof", 1)
    assert overview.claim_page(db, 2).set_aside and not overview.claim_page(db, 1).set_aside

    withdrawals.restore_article(db, spoof, by=ben, at=at)
    assert in_queue(db) == [1, 2]
    assert lookup.look_up(db, matcher, [SPOOF])[0][0].known.claim.id == 2
    assert withdrawals.find_gone(db, spoof) is None
    assert told(db, "article", spoof)[-2:] == ["withdraw_article", "restore_article"]
    assert checks.problems(db) == []


def test_suggestions_leave_with_the_claim_and_come_back(db: Database, spoof: int, ben: Person, at: datetime) -> None:
    match = a_match(db, 1, 2, at=at)
    assert [one.id for one in matches.waiting(db)] == [match]
    withdrawals.withdraw_article(db, spoof, "a spoof", by=ben, at=at)
    assert matches.waiting(db) == [] and lookup.suggestions_for(db, [1])[1] == []
    assert overview.queue(db, Filter())[0][0].matches_waiting == 0
    withdrawals.restore_article(db, spoof, by=ben, at=at)
    assert [one.id for one in matches.waiting(db)] == [match]
    assert overview.queue(db, Filter())[1].matches == 1


def test_a_claim_joined_to_one_that_stands_elsewhere_stays(db: Database, spoof: int, ben: Person, at: datetime) -> None:
    claims.join(db, claims.get_claim(db, 2), claims.get_claim(db, 1), by=ben, at=at)
    assert withdrawals.withdraw_article(db, spoof, "a spoof", by=ben, at=at) == 0
    assert in_queue(db) == [1]
    claims.split(db, claims.get_claim(db, 2), by=ben, at=at)
    assert in_queue(db) == [1], "alone again, it stands in the withdrawn article only"


def test_an_article_with_a_public_claim_of_its_own_is_not_withdrawn(
    db: Database, spoof: int, ben: Person, cleo: Person, edith: Person, at: datetime
) -> None:
    verdicts.submit(db, 2, "true", "The log says so.", by=ben, at=at)
    verdicts.approve(db, 2, by=cleo, at=at)
    verdicts.publish(db, 2, by=edith, at=at)
    before = everything(db)
    with pytest.raises(Refused, match="claim 2 is public and in no other article"):
        withdrawals.withdraw_article(db, spoof, "a spoof", by=ben, at=at)
    assert everything(db) == before
    verdicts.withdraw(db, 2, "a spoof", by=edith, at=at)
    withdrawals.withdraw_article(db, spoof, "a spoof", by=ben, at=at)
    assert claims.get_claim(db, 2).state is State.CHECKED and in_queue(db) == [1]


def test_what_is_not_so_is_refused(db: Database, spoof: int, ben: Person, vic: Person, at: datetime) -> None:
    with pytest.raises(NotAllowed):
        withdrawals.withdraw_article(db, spoof, "a spoof", by=vic, at=at)
    with pytest.raises(Refused, match="the note is empty"):
        withdrawals.withdraw_article(db, spoof, " ", by=ben, at=at)
    with pytest.raises(StaleEdit):
        withdrawals.withdraw_article(db, spoof, "a spoof", by=ben, at=at, seen_version=9)
    with pytest.raises(Refused, match="is not withdrawn"):
        withdrawals.restore_article(db, spoof, by=ben, at=at)
    withdrawals.withdraw_article(db, spoof, "a spoof", by=ben, at=at)
    with pytest.raises(Refused, match="already withdrawn"):
        withdrawals.withdraw_article(db, spoof, "a spoof", by=ben, at=at)


def test_the_version_before_a_withdrawn_one_is_the_newest_again(db: Database, ben: Person, at: datetime) -> None:
    versions = [
        articles.add_article(
            db, Document(text=f"Version {n} sank.", title="Ferry", url="https://a.example/1"), by=ben, at=at, replaces_id=n - 1 or None
        )
        for n in (1, 2, 3)
    ]
    assert [article.id for article in articles.list_articles(db)] == [versions[2]]
    withdrawals.withdraw_article(db, versions[1], "misread", by=ben, at=at)
    assert [article.id for article in articles.list_articles(db)] == [versions[2]]
    withdrawals.withdraw_article(db, versions[2], "misread", by=ben, at=at)
    assert [article.id for article in articles.list_articles(db)] == [versions[0]]


def test_a_withdrawn_article_is_no_deadline(db: Database, spoof: int, ben: Person, at: datetime) -> None:
    intake.set_due(db, spoof, at + timedelta(hours=1), by=ben, at=at)
    intake.set_due(db, 1, at + timedelta(hours=9), by=ben, at=at)
    assert [row.due_at for row in overview.queue(db, Filter())[0]] == [at + timedelta(hours=1)] * 2
    withdrawals.withdraw_article(db, spoof, "a spoof", by=ben, at=at)
    assert [row.due_at for row in overview.queue(db, Filter())[0]] == [at + timedelta(hours=9)]


def test_a_source_and_a_link_leave_the_counts_and_come_back(db: Database, spoof: int, ben: Person, at: datetime) -> None:
    source = a_source(db, by=ben, at=at, text="It sank.", url="https://log.example/1")
    link = a_link(db, 1, source, Stance.SUPPORTS, by=ben, at=at)
    evidence.withdraw_source(db, source, "forged", by=ben, at=at)
    assert in_queue(db, unsourced=True) == [1, 2] and sources.list_sources(db) == []
    evidence.restore_source(db, source, by=ben, at=at)
    assert in_queue(db, unsourced=True) == [2] and [one.id for one in sources.list_sources(db)] == [source]
    evidence.unlink_source(db, link.id, "wrong page", by=ben, at=at)
    assert cases.case_of(db, 1).evidence == ()
    assert evidence.restore_link(db, link.id, by=ben, at=at).withdrawn is False
    assert [one.id for one in cases.case_of(db, 1).evidence] == [link.id]
    assert told(db, "claim", 1)[-2:] == ["withdraw_link", "restore_link"]


def test_what_was_added_anew_meanwhile_is_not_restored_beside_itself(db: Database, spoof: int, ben: Person, at: datetime) -> None:
    source = a_source(db, by=ben, at=at, text="It sank.", url="https://log.example/1")
    link = a_link(db, 1, source, Stance.SUPPORTS, by=ben, at=at)
    evidence.unlink_source(db, link.id, "wrong page", by=ben, at=at)
    a_link(db, 1, source, Stance.SUPPORTS, by=ben, at=at)
    evidence.withdraw_source(db, source, "forged", by=ben, at=at)
    a_source(db, by=ben, at=at, text="It sank.", url="https://log.example/1")
    before = everything(db)
    with pytest.raises(Refused, match="the same link was added again"):
        evidence.restore_link(db, link.id, by=ben, at=at)
    with pytest.raises(Refused, match="the same source was added again"):
        evidence.restore_source(db, source, by=ben, at=at)
    assert everything(db) == before


def test_the_marks_of_a_withdrawn_article_stay(db: Database, spoof: int, ben: Person, at: datetime) -> None:
    review.mark_sentence(db, 2, Mark.CLAIM, by=ben, at=at)
    withdrawals.withdraw_article(db, spoof, "a spoof", by=ben, at=at)
    withdrawals.restore_article(db, spoof, by=ben, at=at)
    assert articles.get_sentence(db, 2).mark is Mark.CLAIM

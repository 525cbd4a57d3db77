"""The desk's word search where a word is common: what is ranked, what is left out, and what still has to be found."""

from datetime import datetime
from typing import Any

import pytest
from sqlite_utils import Database

from claims.model import Person
from claims.store import articles, claims, search, withdrawals
from claims.store.connect import write
from stage import an_article


@pytest.fixture
def crowd(db: Database, ada: Person, at: datetime, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Forty claims that all hold "the" and "harbour", the eighth "Corvale" too, where ten hits of an index are ranked."""
    monkeypatch.setattr(search, "RANKED", 10)
    with write(db):
        texts = [f"The harbour counted {number} boats{' of Corvale' if number == 7 else ''}." for number in range(40)]
        return [claims.add_claim(db, text, by=ada, at=at) for text in texts]


def found(db: Database, query: str, **more: Any) -> list[int]:
    return [one.id for one in search.search(db, query, **more)]


def test_of_a_word_that_nearly_all_hold_the_newest_are_found(db: Database, crowd: list[int]) -> None:
    assert sorted(found(db, "harbour")) == crowd[-10:]
    assert len(found(db, "the", limit=3)) == 3


def test_an_old_claim_with_a_rare_word_is_found_among_common_ones(db: Database, crowd: list[int]) -> None:
    assert found(db, "the harbour of corvale")[0] == crowd[7]
    assert found(db, "corvale zebra")[0] == crowd[7]
    assert found(db, "harbour Corvale ferries") == [crowd[7]]


def test_common_words_beside_rare_ones_still_count_for_the_order(db: Database, crowd: list[int], ada: Person, at: datetime) -> None:
    with write(db):
        poor = claims.add_claim(db, "Corvale has a mill beside its pond, and the mill has a wheel.", by=ada, at=at)
    assert found(db, "harbour boats corvale zebra") == [crowd[7], poor]


def test_words_that_are_all_common_find_something(db: Database, crowd: list[int]) -> None:
    assert sorted(found(db, "harbour boats zebra")) == crowd[-10:]


def test_hits_that_were_joined_or_withdrawn_leave_no_gap(db: Database, ada: Person, at: datetime) -> None:
    with write(db):
        first = claims.add_claim(db, "Mill mill mill.", by=ada, at=at)
        for _ in range(20):
            again = claims.add_claim(db, "Mill mill mill.", by=ada, at=at)
            claims.join(db, claims.get_claim(db, again), claims.get_claim(db, first), by=ada, at=at)
        other = claims.add_claim(db, "The mill of the town has a wheel that nobody repaired in thirty years.", by=ada, at=at)
        for number in range(20):
            wrong = an_article(db, f"The mill {number}.", by=ada, at=at, title="Mill")
            withdrawals.withdraw_article(db, articles.get_article(db, wrong), "a spoof", by=ada, at=at)
        good = an_article(db, "The mill has a wheel that was bought in a town far away, many years before the war.", by=ada, at=at)
    assert found(db, "mill", kind="claim", limit=2) == [first, other]
    assert found(db, "mill", kind="article", limit=2) == [good]


@pytest.mark.parametrize("query", ["e", "harb*", '"', "the AND", "NEAR(the harbour)", "-", "ß", "\0harbour", "the " * 5_000])
def test_any_query_is_answered(db: Database, crowd: list[int], query: str) -> None:
    assert all("harbour" in one.text for one in search.search(db, query))


def test_the_found_words_are_marked_in_the_snippet(db: Database, crowd: list[int]) -> None:
    (one,) = search.search(db, "corvale")
    assert one.snippet == f"The harbour counted 7 boats of {search.START}Corvale{search.END}."

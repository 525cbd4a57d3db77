"""Two people, one version of a claim, at the same moment: exactly one wins, and the other is told."""

import threading
from datetime import datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from claims.desk.checking import review
from claims.errors import StaleEdit
from claims.model import Person
from claims.store import checks, claims
from claims.store.connect import open_store, rows
from stage import a_claim

pytestmark = pytest.mark.long
TIMES = 200


def test_of_two_who_edit_one_version_exactly_one_wins_each_time(path: Path, db: Database, ben: Person, cleo: Person, at: datetime) -> None:
    number = a_claim(db, "The ferry sank.", by=ben, at=at)
    gate = threading.Barrier(2)
    won: list[list[str]] = [[] for _ in range(TIMES)]
    lost: list[list[str]] = [[] for _ in range(TIMES)]

    def edit(person: Person) -> None:
        own = open_store(path)
        try:
            for round_ in range(TIMES):
                gate.wait()
                seen = claims.get_claim(own, number).version
                gate.wait()
                try:
                    review.edit_claim(own, number, f"{person.name} says {round_}.", None, by=person, at=at, seen_version=seen)
                    won[round_].append(person.name)
                except StaleEdit:
                    lost[round_].append(person.name)
        finally:
            own.close()

    threads = [threading.Thread(target=edit, args=(person,)) for person in (ben, cleo)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(one) for one in won] == [1] * TIMES and [len(one) for one in lost] == [1] * TIMES
    assert rows(db, "SELECT count(*) FROM event WHERE action = 'edit_wording'")[0][0] == TIMES
    assert claims.get_claim(db, number).text == f"{won[-1][0]} says {TIMES - 1}."
    assert checks.problems(db) == []

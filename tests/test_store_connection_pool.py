"""Connections that wait for the next request: each reads and seals what a new one would, and hides nothing that the last reader might not see."""

import os
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from claims.errors import StoreFailed
from claims.model import Person, Role
from claims.store import confidential, people, seal_checks
from claims.store.connect import open_store, rows, write
from claims.store.connection_pool import READY, ConnectionPool
from stage import a_claim


@pytest.fixture
def pool(db: Database, path: Path) -> ConnectionPool:
    return ConnectionPool(path)


def given_back(pool: ConnectionPool) -> Database:
    """A connection that waits in the pool."""
    opened = pool.take()
    pool.give_back(opened)
    return opened.db


def is_open(db: Database) -> bool:
    try:
        return bool(db.conn.execute("SELECT 1").fetchone())
    except Exception:
        return False


def texts(db: Database) -> list[str]:
    return [row[0] for row in rows(db, "SELECT text FROM claim ORDER BY id")]


def test_a_connection_waits_for_the_next_who_asks_and_belongs_to_nobody_else(pool: ConnectionPool) -> None:
    waiting = given_back(pool)
    first, second = pool.take(), pool.take()
    assert first.db is waiting
    assert second.db is not waiting
    pool.give_back(first)
    assert pool.take().db is waiting


def test_only_so_many_wait(pool: ConnectionPool) -> None:
    opened = [pool.take() for _ in range(READY + 2)]
    for connection in opened:
        pool.give_back(connection)
    assert [is_open(connection.db) for connection in opened] == [True] * READY + [False] * 2


def test_it_reads_what_another_program_wrote_meanwhile(pool: ConnectionPool, db: Database, ada: Person, at: datetime) -> None:
    waiting = given_back(pool)
    assert texts(waiting) == []
    a_claim(db, "The ferry sank.", by=ada, at=at)
    opened = pool.take()
    assert opened.db is waiting
    assert texts(opened.db) == ["The ferry sank."]


def test_another_file_in_its_place_is_opened_anew(pool: ConnectionPool, db: Database, path: Path, at: datetime) -> None:
    waiting = given_back(pool)
    taken = pool.take()
    assert taken.db is waiting
    with closing(open_store(path.with_name("other.db"))) as replacement:
        cleo = people.add_person(replacement, "Cleo", Role.ADMIN, by=None, at=at)
        a_claim(replacement, "The tram is late.", by=cleo, at=at)
        replacement.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    os.replace(path.with_name("other.db"), path)
    with closing(pool.take().db) as fresh:
        assert texts(fresh) == ["The tram is late."]
    # Given back only now, it is not taken for the file that lies there.
    pool.give_back(taken)
    assert texts(pool.take().db) == ["The tram is late."]
    assert not is_open(waiting)


def test_what_was_hidden_from_a_reader_is_not_hidden_from_the_next(pool: ConnectionPool) -> None:
    opened = pool.take()
    confidential.hide_confidential(opened.db)
    pool.give_back(opened)
    assert not is_open(opened.db)
    assert rows(pool.take().db, "SELECT 1 FROM sqlite_temp_schema") == []


@pytest.mark.parametrize("left", ["BEGIN", "CREATE TEMP TABLE deadline (id)", "CREATE TEMP TABLE aside AS SELECT 1"])
def test_one_that_is_not_as_it_was_opened_does_not_wait(pool: ConnectionPool, left: str) -> None:
    opened = pool.take()
    opened.db.conn.execute(left)
    pool.give_back(opened)
    assert not is_open(opened.db)


def test_a_file_that_a_newer_version_migrated_meanwhile_is_refused(pool: ConnectionPool, db: Database) -> None:
    given_back(pool)
    db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('claims', '999_later', '2027-01-01')")
    with pytest.raises(StoreFailed, match="newer"):
        pool.take()


def test_each_write_of_a_waiting_connection_is_sealed_and_its_notes_are_gone(pool: ConnectionPool, ada: Person, at: datetime) -> None:
    for text in ("The ferry sank.", "The tram is late.", "The bridge is new."):
        opened = pool.take()
        with write(opened.db):
            a_claim(opened.db, text, by=ada, at=at)
        assert rows(opened.db, "SELECT * FROM temp.changed_row") == []
        pool.give_back(opened)
    assert seal_checks.problems(opened.db) == []
    assert rows(opened.db, "SELECT count(*) FROM seal WHERE table_name = 'claim'")[0][0] == 3

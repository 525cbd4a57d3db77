"""One file, one way to write to it."""

import sqlite3 as stdlib_sqlite3
import threading
from datetime import datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from claims.errors import StoreFailed
from claims.model import Person, Role
from claims.store import connect, people
from claims.store.connect import open_store, read, rows, stamp, write


def test_a_new_file_is_made_with_the_whole_schema_and_safe_settings(path: Path) -> None:
    db = open_store(path)
    assert {"article", "claim", "match", "event", "session"} <= set(db.table_names())
    pragmas = {
        name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "foreign_keys", "synchronous", "trusted_schema")
    }
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "trusted_schema": 0}
    assert not db.conn.in_transaction
    db.close()


def test_a_write_that_fails_leaves_nothing_behind(db: Database, at: datetime) -> None:
    with pytest.raises(RuntimeError), write(db):
        people.add_person(db, "Half", Role.ADMIN, by=None, at=at)
        raise RuntimeError("in the middle")
    assert people.list_people(db) == []
    assert rows(db, "SELECT * FROM event") == []


def test_a_nested_write_that_fails_takes_back_only_itself(db: Database, at: datetime, ada: Person) -> None:
    with write(db):
        people.add_person(db, "Kept", Role.VIEWER, by=ada, at=at)
        with pytest.raises(RuntimeError), write(db):
            people.add_person(db, "Gone", Role.VIEWER, by=ada, at=at)
            raise RuntimeError("inner")
    assert [one.name for one in people.list_people(db)] == ["Ada", "Kept"]


def test_twenty_threads_that_read_then_write_lose_no_update(path: Path, at: datetime) -> None:
    open_store(path).close()
    failures: list[Exception] = []

    def raise_by_ten() -> None:
        db = open_store(path)
        try:
            for _ in range(10):
                with write(db):
                    found = rows(db, "SELECT value FROM setting WHERE name = 'n'")
                    value = int(found[0]["value"]) + 1 if found else 1
                    db.execute("INSERT OR REPLACE INTO setting (name, value) VALUES ('n', :value)", {"value": str(value)})
        except Exception as error:
            failures.append(error)
        finally:
            db.close()

    threads = [threading.Thread(target=raise_by_ten) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    db = open_store(path)
    assert rows(db, "SELECT value FROM setting WHERE name = 'n'")[0]["value"] == "200"
    db.close()


def test_a_reader_sees_one_unchanging_store(path: Path, db: Database, at: datetime, ada: Person) -> None:
    other = open_store(path)
    with read(db):
        before = len(people.list_people(db))
        people.add_person(other, "Late", Role.VIEWER, by=ada, at=at)
        assert len(people.list_people(db)) == before
    assert len(people.list_people(db)) == before + 1
    other.close()


def test_a_writer_that_waits_too_long_is_told_to_try_again(path: Path, db: Database, monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr(connect, "BUSY_MS", 50)
    other = open_store(path)
    with write(db), pytest.raises(StoreFailed, match="busy.*Try again"):
        people.add_person(other, "Waits", Role.ADMIN, by=None, at=at)
    other.close()


def test_another_programs_database_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    foreign = tmp_path / "photos.db"
    made = stdlib_sqlite3.connect(foreign)
    made.execute("CREATE TABLE photo (id INTEGER)")
    made.commit()
    made.close()
    with pytest.raises(StoreFailed, match="another program's"):
        open_store(foreign)
    again = stdlib_sqlite3.connect(foreign)
    assert [row[0] for row in again.execute("SELECT name FROM sqlite_schema")] == ["photo"]
    again.close()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"this is a letter to the editor, not a database" * 50, "not a claim tracker's database"),
        (b"\x00" * 5000, "not a claim tracker's database"),
    ],
)
def test_a_file_that_is_no_database_is_refused_with_advice(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "letter.db"
    file.write_bytes(content)
    with pytest.raises(StoreFailed, match=said):
        open_store(file)
    assert file.read_bytes() == content


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreFailed, match="missing/claims.db.*folder exists"):
        open_store(tmp_path / "missing" / "claims.db")


def test_a_time_without_a_zone_is_never_stored() -> None:
    with pytest.raises(ValueError, match="time zone"):
        stamp(datetime(2026, 1, 1))  # noqa: DTZ001  (a naive time is what is tried)

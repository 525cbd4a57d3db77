"""Backups and going back: whole or not at all, checked before anything is replaced."""

import json
import threading
from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest
from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.desk.index.matcher import Matcher
from claims.desk.people import people, sessions
from claims.desk.upkeep import backups, checkup
from claims.errors import ClaimsError, Refused
from claims.matching.queries import Query
from claims.matching.score import pair_model
from claims.model import Person
from claims.sourcing.library import passage_encoder, passage_model
from claims.store import claims
from claims.store.connect import open_store, rows
from stage import a_claim, everything


@pytest.fixture
def full(db: Database, ada: Person, at: datetime) -> Database:
    a_claim(db, "The ferry sank in 1931.", by=ada, at=at)
    return db


def texts(db: Database) -> list[str]:
    return [row["text"] for row in rows(db, "SELECT text FROM claim ORDER BY id")]


def test_a_backup_holds_what_was_there_and_its_head_beside_it(full: Database, tmp_path: Path, at: datetime) -> None:
    done = backups.back_up(full, tmp_path / "copy.db", at=at)
    assert done.file.stat().st_mode & 0o777 == 0o600
    beside = json.loads(done.head_file.read_text())
    assert (beside["head"], beside["lines"]) == (checkup.verify(full).head, 2)
    copy = open_store(done.file)
    assert everything(copy) == everything(full)
    copy.close()
    with pytest.raises(Refused, match="there already"):
        backups.back_up(full, done.file, at=at)


def test_a_backup_while_people_write_is_one_moment(full: Database, path: Path, tmp_path: Path, ada: Person, at: datetime) -> None:
    stop = threading.Event()

    def keep_writing() -> None:
        db = open_store(path)
        while not stop.is_set():
            a_claim(db, "Another claim.", by=ada, at=at)
        db.close()

    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        for number in range(5):
            done = backups.back_up(full, tmp_path / f"{number}.db", at=at)
            copy = open_store(done.file)
            assert checkup.verify(copy).problems == () and checkup.verify(copy).head == done.head
            assert (
                rows(copy, "SELECT count(*) FROM claim")[0][0] == rows(copy, "SELECT count(*) FROM event WHERE action = 'add_claim'")[0][0]
            )
            copy.close()
    finally:
        stop.set()
        writer.join()


def test_a_folder_keeps_the_newest_copies(full: Database, tmp_path: Path, at: datetime) -> None:
    folder = tmp_path / "daily"
    folder.mkdir()
    (folder / "claims.db").write_text("somebody's own")
    for day in range(5):
        backups.back_up(full, folder, at=at + timedelta(days=day), keep=3)
    assert sorted(file.name for file in folder.glob("claims-*.db")) == [f"claims-2026-03-{day}T093000.db" for day in (16, 17, 18)]
    assert len(list(folder.glob("*.head"))) == 3 and (folder / "claims.db").exists()
    with pytest.raises(Refused, match="folder"):
        backups.back_up(full, tmp_path / "one.db", at=at, keep=3)


def test_restore_brings_back_what_was_and_keeps_what_it_replaces(
    full: Database, path: Path, tmp_path: Path, ada: Person, at: datetime
) -> None:
    done = backups.back_up(full, tmp_path / "copy.db", at=at)
    content = done.file.read_bytes()
    secret = sessions.start_session(full, ada, at=at)
    a_claim(full, "A later claim.", by=ada, at=at)
    matcher = Matcher(tmp_path / "none")
    assert len(matcher.match(full, [Query("A later claim.")])[0]) > 0
    restored = backups.restore(done.file, path, user="Ada", at=at)
    assert texts(full) == ["The ferry sank in 1931."], "an open connection sees it, too"
    assert sessions.person_of_session(full, secret, at=at) is None
    assert [hit.claim_id for hit in matcher.match(full, [Query("A later claim.")])[0]] in ([], [1])
    assert done.file.read_bytes() == content
    found = checkup.verify(full, heads=[done.head])
    assert found.problems == () and found.head == restored.head
    assert restored.before is not None
    kept = open_store(restored.before)
    assert texts(kept) == ["The ferry sank in 1931.", "A later claim."]
    kept.close()
    assert list(path.parent.glob("*.restoring*")) == []


def test_restore_goes_ahead_where_there_is_nothing_or_a_damaged_file(full: Database, path: Path, tmp_path: Path, at: datetime) -> None:
    done = backups.back_up(full, tmp_path / "copy.db", at=at)
    elsewhere = tmp_path / "new" / "claims.db"
    elsewhere.parent.mkdir()
    assert backups.restore(done.file, elsewhere, user="Ada", at=at).before is None
    full.close()
    damaged = bytearray(path.read_bytes())
    damaged[:100] = b"x" * 100
    path.write_bytes(damaged)
    restored = backups.restore(done.file, path, user="Ada", at=at)
    assert restored.before is not None and restored.before.read_bytes() == bytes(damaged)
    for file in (elsewhere, path):
        db = open_store(file)
        assert texts(db) == ["The ferry sank in 1931."] and checkup.verify(db).problems == ()
        db.close()


def break_pages(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)


def forge(file: Path) -> None:
    db = sqlite3.connect(str(file))
    db.executescript("DROP TRIGGER event_append_only_update; UPDATE event SET at = '2020-01-01T00:00:00.000+00:00' WHERE id = 2;")
    db.close()


def foreign(file: Path) -> None:
    file.unlink()
    db = sqlite3.connect(str(file))
    db.execute("CREATE TABLE photo (id INTEGER)")
    db.close()


def newer(file: Path) -> None:
    db = sqlite3.connect(str(file))
    db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('claims', '999_future', 'now')")
    db.commit()
    db.close()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (break_pages, "nothing was replaced|not whole"),
        (forge, "line 2 was changed"),
        (foreign, "not a claim tracker's"),
        (newer, "newer version"),
        (lambda file: file.write_bytes(b"a letter" * 1000), "nothing was replaced"),
        (lambda file: file.unlink(), "no file"),
    ],
)
def test_restore_refuses_what_is_not_whole_and_changes_nothing(
    full: Database, path: Path, tmp_path: Path, at: datetime, damage: object, said: str
) -> None:
    done = backups.back_up(full, tmp_path / "copy.db", at=at)
    damage(done.file)  # type: ignore[operator]
    before = everything(full)
    with pytest.raises(ClaimsError, match=said):
        backups.restore(done.file, path, user="Ada", at=at)
    assert everything(full) == before
    assert sorted(one.name for one in path.parent.iterdir() if one.name not in ("copy.db", "copy.db.head")) == [
        "claims.db",
        "claims.db-shm",
        "claims.db-wal",
    ]
    with pytest.raises(Refused, match="itself"):
        backups.restore(path, path, user="Ada", at=at)


def test_a_cut_tail_and_a_history_written_anew_are_found_with_the_head(full: Database, tmp_path: Path, ada: Person, at: datetime) -> None:
    done = backups.back_up(full, tmp_path / "copy.db", at=at)
    a_claim(full, "A later claim.", by=ada, at=at)
    assert checkup.verify(full, heads=[backups.head_in(str(done.head_file)), done.head]).ok
    sealed = rows(full, "SELECT max(id) FROM sealing WHERE line < 2")[0][0]
    guards = rows(full, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    for guard in guards:
        full.execute(f"DROP TRIGGER {guard['name']}")
    full.execute("DELETE FROM event WHERE id >= 2")
    assert any("changed after it was written" in line for line in checkup.verify(full).problems), "the seals tell of the lines"
    full.execute("DELETE FROM seal WHERE sealing_id > :last", {"last": sealed})
    full.execute("DELETE FROM sealing WHERE id > :last", {"last": sealed})
    full.execute("PRAGMA foreign_keys = OFF")
    full.execute("DELETE FROM claim")
    full.execute("DELETE FROM claim_change")
    full.execute("INSERT INTO claim_search (claim_search) VALUES ('rebuild')")
    for guard in guards:
        full.execute(guard["sql"])
    assert checkup.verify(full).ok, "without the head, a tail that was cut off everywhere cannot be told"
    assert "cut off" in checkup.verify(full, heads=[done.head]).problems[0]
    for nonsense in ("x", str(tmp_path), str(done.file)):
        with pytest.raises(Refused, match="no head"):
            backups.head_in(nonsense)


def test_a_clock_that_jumps_back_is_a_warning_and_shuts_nobody_out(db: Database, ada: Person, at: datetime) -> None:
    grace = people.add_person(db, "Grace", ada.role, "nine bridges at Brackwater", by=ada, at=at + timedelta(days=400))
    for _ in range(sessions.MAX_FAILURES[0]):
        sessions.sign_in(db, "Grace", "wrong", address="192.0.2.1", at=at + timedelta(days=400))
    future = sessions.start_session(db, grace, at=at + timedelta(days=400))
    assert sessions.sign_in(db, "Grace", "nine bridges at Brackwater", address="192.0.2.1", at=at) is not None
    assert sessions.person_of_session(db, future, at=at) is None, "a session of the future would never end"
    claims.add_claim(db, "It rained.", by=ada, at=at, proposed=False)
    found = checkup.verify(db)
    assert found.ok and "set back before line 3" in found.warnings[0]


def test_two_lines_that_overtook_each_other_are_no_clock_that_was_set_back(db: Database, ada: Person, at: datetime) -> None:
    for later in (7, 0, 30_000, 29_993):
        claims.add_claim(db, f"It rained {later} ms.", by=ada, at=at + timedelta(milliseconds=later), proposed=False)
    assert not [line for line in checkup.verify(db).warnings if "set back" in line]


@pytest.mark.parametrize(
    ("model", "without"),
    [
        (pair_model, "pairs are told apart by words and rules alone"),
        (passage_encoder, "passages of sources are found by words alone"),
        (passage_model, "without a suggested stance"),
    ],
)
def test_a_missing_model_is_a_warning_that_says_what_is_worse_without_it(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: ModuleType, without: str
) -> None:
    assert not [line for line in checkup.verify(db).warnings if "is missing" in line]
    monkeypatch.setattr(model, "MODEL", tmp_path / "gone.onnx")
    (warning,) = [line for line in checkup.verify(db).warnings if "is missing" in line]
    assert without in warning and "install the program again" in warning

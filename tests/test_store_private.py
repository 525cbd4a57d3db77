"""Files that hold unpublished work are their owner's alone, whatever the umask."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from claims.desk.index import index_files
from claims.desk.index.matcher import Matcher
from claims.desk.people import people
from claims.desk.upkeep import backups, checkup
from claims.store import claims
from claims.store.connect import open_store
from tests.command_line import run_command


@contextmanager
def umask(mode: int) -> Iterator[None]:
    """What this process makes lacks these permissions, unless it asks otherwise."""
    before = os.umask(mode)
    try:
        yield
    finally:
        os.umask(before)


@pytest.mark.parametrize("mode", [0o000, 0o022, 0o077, 0o277], ids=oct)
def test_database_log_index_and_copies_are_their_owners_alone(
    tmp_path: Path, at: datetime, monkeypatch: pytest.MonkeyPatch, mode: int
) -> None:
    monkeypatch.setattr(index_files, "WORTH", 0)
    with umask(mode):
        db = open_store(tmp_path / "claims.db")
        ada = people.at_the_command_line(db, "Ada", at=at)
        claims.add_claim(db, "The ferry sank.", by=ada, at=at)
        backups.back_up(db, tmp_path / "copy.db", at=at)
        Matcher(tmp_path / "none").refresh(db)
        assert checkup.verify(db).ok
        backups.restore(tmp_path / "copy.db", tmp_path / "claims.db", user="Ada", at=at)
        backups.restore(tmp_path / "copy.db", tmp_path / "new.db", user="Ada", at=at)
        new = open_store(tmp_path / "new.db")
        people.at_the_command_line(new, "Ben", at=at)
    files = {str(file.relative_to(tmp_path)): file.stat().st_mode & 0o777 for file in tmp_path.rglob("*") if file.is_file()}
    new.close()
    db.close()
    assert {"claims.db", "claims.db-wal", "claims.db-shm", "copy.db", "copy.db.head", "new.db", "new.db-wal"} <= set(files)
    assert {name for name, permissions in files.items() if permissions not in (0o600, 0o400)} == set()
    assert any("before-restore" in name for name in files)


@pytest.mark.parametrize(
    ("command", "mode"),
    [
        (["export", "--format", "jsonl"], 0o600),
        (["export", "--format", "csv"], 0o600),
        (["export", "--format", "datasette"], 0o600),
        (["export", "--format", "claimreview"], 0o644),
        (["match", "--batch", "queries.jsonl"], 0o600),
    ],
)
def test_exports_of_unpublished_work_are_their_owners_alone(tmp_path: Path, command: list[str], mode: int) -> None:
    environ = {"CLAIMS_DB": str(tmp_path / "claims.db"), "CLAIMS_USER": "Ada"}
    (tmp_path / "queries.jsonl").write_text('{"id": 1, "text": "The ferry sank."}\n')
    with umask(0o022):
        done = run_command(*command, "--output", "out", folder=tmp_path, environ=environ)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out").stat().st_mode & 0o777 == mode

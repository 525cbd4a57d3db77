"""Files that hold unpublished work are their owner's alone, whatever the umask."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

WORK = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
os.umask(int(sys.argv[1], 8))
from claims.desk.people import people
from claims.desk.upkeep import backups, checkup
from claims.desk.index import index_files, matcher
from claims.store import claims
from claims.store.connect import open_store
folder, at = Path(sys.argv[2]), datetime(2026, 3, 14, tzinfo=UTC)
index_files.WORTH = 0
db = open_store(folder / "claims.db")
ada = people.at_the_command_line(db, "Ada", at=at)
claims.add_claim(db, "The ferry sank.", by=ada, at=at)
backups.back_up(db, folder / "copy.db", at=at)
found = matcher.Matcher(folder / "none")
found.refresh(db)
assert checkup.verify(db).ok
backups.restore(folder / "copy.db", folder / "claims.db", user="Ada", at=at)
backups.restore(folder / "copy.db", folder / "new.db", user="Ada", at=at)
new = open_store(folder / "new.db")
people.at_the_command_line(new, "Ben", at=at)
for file in sorted(folder.rglob("*")):
    print(f"{file.stat().st_mode & 0o777:o} {'folder' if file.is_dir() else 'file'} {file.relative_to(folder)}")
"""


@pytest.mark.parametrize("umask", ["000", "022", "077", "277"])
def test_database_log_index_and_copies_are_their_owners_alone(tmp_path: Path, umask: str) -> None:
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", WORK, umask, str(tmp_path)], capture_output=True, text=True, env=environ, timeout=120)
    assert done.returncode == 0, done.stderr
    lines = [line.split(" ", 2) for line in done.stdout.splitlines()]
    assert {"claims.db", "claims.db-wal", "claims.db-shm", "copy.db", "copy.db.head", "new.db", "new.db-wal"} <= {line[2] for line in lines}
    assert [line for line in lines if line[1] == "file" and line[0] not in ("600", "400")] == []
    assert any("before-restore" in line[2] for line in lines)


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
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "CLAIMS_DB": str(tmp_path / "claims.db"), "CLAIMS_USER": "Ada"}
    (tmp_path / "queries.jsonl").write_text('{"id": 1, "text": "The ferry sank."}\n')
    shell = f"umask 022; exec {sys.executable} -m claims {' '.join(command)} --output out"
    done = subprocess.run(shell, shell=True, capture_output=True, text=True, env=environ, cwd=tmp_path, timeout=120)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out").stat().st_mode & 0o777 == mode

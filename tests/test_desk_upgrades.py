"""Files of earlier versions: told of before they are upgraded, kept as they were, upgraded whole; files of newer ones refused."""

import gzip
import json
import stat
import threading
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result
from sqlite_utils.utils import sqlite3

from claims.cli.main import cli
from claims.desk.upkeep import backups, redaction, upgrades
from claims.errors import NotFound, StoreFailed, StoreFull
from claims.store import backup_files, checks, migrations
from claims.store import upgrades as stored_upgrades
from claims.store.connect import open_store, rows

OLD = Path(__file__).parent / "data" / "upgrades"
VERSIONS = {"002": "002_sign_in", "010": "010_joins", "022": "022_line_changes"}


@pytest.fixture(params=VERSIONS)
def old(request: pytest.FixtureRequest, path: Path) -> Path:
    """A file that the code of an earlier version made (tests/data/upgrades/make_old_files.py)."""
    return unpacked(request.param, path)


def unpacked(version: str, path: Path) -> Path:
    path.write_bytes(gzip.decompress((OLD / f"until-{version}.db.gz").read_bytes()))
    path.chmod(0o600)
    return path


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def kept_copies(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}{stored_upgrades.KEPT}*"))


def check(path: Path, *options: str) -> Result:
    return CliRunner().invoke(cli, ["--db", str(path), "upgrade-check", *options])


def texts(path: Path) -> list[str]:
    with closing(sqlite3.connect(str(path))) as connection:
        return [row[0] for row in connection.execute("SELECT text FROM claim ORDER BY id")]


def test_an_old_file_is_upgraded_whole_and_kept_as_it_was(old: Path) -> None:
    before, history, named = texts(old), events(old), []
    with open_store(old, on_copy=named.append) as db:
        assert migrations.applied_steps(db)[-1] == migrations.known_steps()[-1] and not migrations.pending(db)
        assert checks.problems(db) == []
        assert [row["text"] for row in rows(db, "SELECT text FROM claim ORDER BY id")] == before and len(before) == 13
        assert [row["name"] for row in rows(db, "SELECT name FROM person ORDER BY id")] == ["Ada", "Ben"]
        assert rows(db, "SELECT quote FROM evidence")[0]["quote"] == "cost 61 million crowns"
    assert events(old)[: len(history)] == history
    (kept,) = kept_copies(old)
    assert named == [kept]
    assert texts(kept) == before and events(kept) == history and stat.S_IMODE(kept.stat().st_mode) == 0o600
    with closing(sqlite3.connect(str(kept))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        steps = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'claims' ORDER BY rowid").fetchall()
        assert steps[-1][0] in VERSIONS.values()
    open_store(old).close()
    assert len(kept_copies(old)) == 1, "opening it again upgrades nothing"


def events(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(str(path))) as connection:
        return connection.execute("SELECT id, action, hash FROM event ORDER BY id").fetchall()


def test_every_step_is_told_by_words_of_its_own() -> None:
    assert set(stored_upgrades.BRINGS) <= set(migrations.known_steps()), "no step is told of that is not there"
    assert len(set(stored_upgrades.BRINGS.values())) == len(stored_upgrades.BRINGS)


def test_the_copy_can_be_gone_back_to(old: Path) -> None:
    open_store(old).close()
    (kept,) = kept_copies(old)
    as_kept = digest(kept)
    backups.restore(kept, old, user="Ada", at=datetime.now(UTC))
    assert digest(kept) == as_kept
    with open_store(old) as db:
        assert checks.problems(db) == []
    assert len(kept_copies(old)) == 1, "trying the copy out leaves no copy of the copy"


def test_the_check_tells_every_step_and_changes_nothing(old: Path) -> None:
    before = digest(old)
    said = check(old)
    assert said.exit_code == 0, said.output
    assert digest(old) == before and kept_copies(old) == []
    answer = json.loads(check(old, "--json").stdout)
    assert answer["newest_step"] in VERSIONS.values()
    assert [step["name"] for step in answer["steps"]] == [name for name in migrations.known_steps() if name not in applied_in(old)], (
        "what it tells is what is done"
    )
    assert all(step["name"] in said.stdout and step["brings"] in said.stdout and step["brings"] for step in answer["steps"])
    assert answer["ok"] and answer["needed_bytes"] > answer["bytes"] and answer["seconds"] >= 1 and answer["trial"] is None
    assert digest(old) == before


def applied_in(path: Path) -> list[str]:
    with closing(backup_files.open_readonly(path)) as db:
        return migrations.applied_steps(db)


def test_a_trial_upgrades_a_copy_and_leaves_nothing(old: Path) -> None:
    before = digest(old)
    answer = json.loads(check(old, "--try", "--json").stdout)
    assert answer["trial"]["problems"] == [] and 0 < answer["trial"]["seconds"] < 60
    assert digest(old) == before
    left = {file.name for file in old.parent.iterdir()} - {old.name, f"{old.name}-wal", f"{old.name}-shm"}
    assert left == set()
    assert "Tried on a copy" in check(old, "--try").stdout


def test_a_trial_that_finds_damage_says_to_stay(path: Path) -> None:
    old = unpacked("010", path)
    with closing(sqlite3.connect(str(old))) as connection:
        connection.execute("DROP TRIGGER article_text_never_changes")
        connection.execute("UPDATE article SET text = 'Another text.'")
        connection.commit()
    said = check(old, "--try")
    assert said.exit_code == 1 and "problem: " in said.stdout and "stay with the old version" in said.stdout


def test_a_file_that_is_up_to_date_needs_nothing(path: Path) -> None:
    open_store(path).close()
    said = check(path, "--try")
    assert said.exit_code == 0 and "Nothing is to be done" in said.stdout
    assert json.loads(check(path, "--json").stdout)["steps"] == []


def test_a_file_of_a_newer_version_is_refused_in_words(path: Path) -> None:
    with open_store(path) as db:
        db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('claims', '999_future', 'now')")
    before = digest(path)
    said = check(path)
    assert said.exit_code == 1
    assert "A newer version of the program made it (999_future)" in said.stdout and "install that version" in said.stdout
    answer = check(path, "--json")
    assert answer.exit_code == 1 and json.loads(answer.stdout)["unknown_steps"] == ["999_future"]
    with pytest.raises(StoreFailed, match="999_future"):
        open_store(path)
    assert digest(path) == before and kept_copies(path) == []


def test_another_programs_file_and_no_file_are_refused(path: Path) -> None:
    with pytest.raises(NotFound, match="there is no file"):
        upgrades.plan_for(path)
    assert not path.exists(), "asking makes no file"
    with closing(sqlite3.connect(str(path))) as connection:
        connection.execute("CREATE TABLE mine (x)")
    with pytest.raises(StoreFailed, match="another program's database"):
        upgrades.plan_for(path)


def test_too_little_room_is_told_before_and_refused_without_a_change(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = texts(old)
    monkeypatch.setattr(stored_upgrades.shutil, "disk_usage", lambda folder: SimpleNamespace(free=100_000))
    said = check(old)
    assert said.exit_code == 1 and "too little" in said.stdout
    with pytest.raises(StoreFull, match="first keeps a copy of it"):
        open_store(old)
    assert kept_copies(old) == [] and texts(old) == before and applied_in(old)[-1] in VERSIONS.values()


def test_a_step_that_fails_leaves_the_file_and_no_copy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = unpacked("010", path)
    before = texts(old)

    def broken(db: object) -> None:
        raise sqlite3.OperationalError("in the middle")

    monkeypatch.setattr(migrations.STEPS._migrations[-1], "fn", broken)
    with pytest.raises(StoreFailed):
        open_store(old)
    assert texts(old) == before and applied_in(old)[-1] == "010_joins" and kept_copies(old) == []


def test_half_a_copy_of_a_killed_process_goes_with_the_next_upgrade(path: Path) -> None:
    old = unpacked("022", path)
    half = old.with_name(f"{old.name}{stored_upgrades.KEPT}2026-03-14T093000.part")
    half.write_bytes(b"half")
    open_store(old).close()
    assert not half.exists() and len(kept_copies(old)) == 1


def test_two_that_open_an_old_file_at_once_upgrade_it_once(path: Path) -> None:
    old, failed = unpacked("002", path), []

    def open_it() -> None:
        try:
            open_store(old).close()
        except StoreFailed as error:
            failed.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == [] and len(kept_copies(old)) == 1
    with open_store(old) as db:
        assert checks.problems(db) == []


def test_a_new_file_has_nothing_to_keep(path: Path) -> None:
    open_store(path).close()
    assert kept_copies(path) == []


def test_words_that_are_redacted_are_looked_for_in_kept_copies_too(old: Path) -> None:
    with open_store(old) as db:
        assert redaction.copies_that_hold(db, "Ada Brook") == kept_copies(old)
        assert redaction.copies_that_hold(db, "Zanzibar") == []


def test_the_command_says_where_the_copy_is(path: Path) -> None:
    old = unpacked("022", path)
    done = CliRunner().invoke(cli, ["--db", str(old), "user", "list", "--json"])
    assert done.exit_code == 0 and f"is kept as {kept_copies(old)[0]}" in done.stderr
    assert json.loads(done.stdout), "a pipe stays clean"

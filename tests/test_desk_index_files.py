"""The index in files beside the database: shared by processes, thrown away without loss, never believed when it does not fit."""

import gc
import io
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from subprocess import PIPE

import pytest
from sqlite_utils import Database

from claims.desk.checking import verdicts
from claims.desk.exchange import imports, later_embeddings
from claims.desk.index import index_files
from claims.desk.index.matcher import Matcher
from claims.desk.upkeep import backups, redaction
from claims.errors import StoreFailed
from claims.matching.queries import Query
from claims.matching.search import snapshot
from claims.matching.search.index import Index
from claims.model import KnownClaim, Person
from claims.store import claims
from claims.store.connect import open_store, write

TOWNS = "Belmar Corvale Pellgrave Ostmark Quarrow Varnic Lindholm Tarnmouth Grendal Hollin".split()
ASKED = [Query("Ferry fares from Corvale went up by 12 crowns."), Query("Ostmark has too few libraries in its schools.")]


@pytest.fixture
def filled(db: Database, ada: Person, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Database:
    """Forty claims, of which twenty are enough for files."""
    monkeypatch.setattr(index_files, "WORTH", 20)
    facts = [
        "Ferry fares from {} rose by 12 crowns.",
        "{} has 3 schools without a library.",
        "The mill of {} burnt down.",
        "{} sold its bus.",
    ]
    lines = [json.dumps({"id": f"{town} {place}", "text": fact.format(town)}) for town in TOWNS for place, fact in enumerate(facts)]
    imports.import_claims(db, io.BytesIO("\n".join(lines).encode()), "jsonl", by=ada, clock=lambda: at)
    matcher = Matcher()
    later_embeddings.embed(db, matcher, later_embeddings.missing_embeddings(db, matcher))
    return db


@pytest.fixture
def folder(path: Path) -> Path:
    return path.with_name("claims.db.index")


def answers(db: Database, matcher: Matcher | None = None) -> list[list[tuple[int, float]]]:
    found = (Matcher() if matcher is None else matcher).match(db, ASKED)
    return [[(hit.claim_id, round(hit.comparison.score, 4)) for hit in hits] for hits in found]


def from_the_store(db: Database, monkeypatch: pytest.MonkeyPatch) -> list[list[tuple[int, float]]]:
    """What an index gives that read everything from SQLite."""
    with monkeypatch.context() as without:
        without.setattr(index_files, "WORTH", 1_000_000)
        return answers(db)


def made(folder: Path) -> float:
    return (folder / "now" / "plan.json").stat().st_mtime_ns


def test_an_index_from_files_answers_as_one_from_the_store(filled: Database, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = from_the_store(filled, monkeypatch)
    assert not folder.exists()
    first, second = Matcher(), Matcher()
    assert answers(filled, first) == wanted
    when = made(folder)
    assert answers(filled, second) == wanted
    assert made(folder) == when, "the second process made them again"
    assert len(first) == len(second) == 40


def test_what_changes_later_stays_with_each_process(
    filled: Database, path: Path, folder: Path, ada: Person, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = Matcher(), Matcher()
    answers(filled, one), answers(filled, other)
    when = made(folder)
    with open_store(path) as elsewhere, write(elsewhere):
        new = claims.add_claim(elsewhere, "Ferry fares from Corvale rose by 12 crowns again.", by=ada, at=at)
        claims.join(elsewhere, claims.get_claim(elsewhere, 6), claims.get_claim(elsewhere, 5), by=ada, at=at)
        verdicts.drop(elsewhere, new - 1, by=ada, at=at, note="nobody asked") if claims.get_claim(elsewhere, new - 1).state else None
    wanted = from_the_store(filled, monkeypatch)
    assert new in {number for number, _ in wanted[0]} and 6 not in {number for number, _ in wanted[1]}
    assert [[number for number, _ in found] for found in (*answers(filled, one), *answers(filled, other), *answers(filled))] == [
        [number for number, _ in found] for found in 3 * wanted
    ]
    assert made(folder) == when


def test_files_far_behind_the_store_are_made_again(filled: Database, folder: Path, ada: Person, at: datetime) -> None:
    matcher = Matcher()
    answers(filled, matcher)
    when = made(folder)
    with write(filled):
        for number in range(30):
            claims.add_claim(filled, f"Boat {number} sank off Grendal.", by=ada, at=at)
    assert len(answers(filled, matcher)[0]) == 5 and len(matcher) == 70
    assert made(folder) > when


def damage_rows(folder: Path) -> None:
    file = folder / "now" / "english" / "rows.npy"
    content = bytearray(file.read_bytes())
    content[-200:] = bytes(200)
    file.write_bytes(content)


def cut_claims(folder: Path) -> None:
    os.truncate(folder / "now" / "claims", 100)


def no_plan(folder: Path) -> None:
    (folder / "now" / "plan.json").write_text("{}")


def half_a_plan(folder: Path) -> None:
    (folder / "now" / "plan.json").write_text('{"layout": 1, "line": [1')


def other_model(folder: Path) -> None:
    change_plan(folder, model="another")


def other_life(folder: Path) -> None:
    change_plan(folder, life=7)


def other_store(folder: Path) -> None:
    change_plan(folder, line=[1, "f" * 64])


def later_store(folder: Path) -> None:
    change_plan(folder, seen=10**9)


def no_words(folder: Path) -> None:
    shutil.rmtree(folder / "now" / "words")


def change_plan(folder: Path, **changes: object) -> None:
    file = folder / "now" / "plan.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | changes))


@pytest.mark.parametrize(
    "harm",
    [damage_rows, cut_claims, no_plan, half_a_plan, other_model, other_life, other_store, later_store, no_words],
    ids=lambda one: one.__name__,
)
def test_files_that_are_damaged_or_of_another_store_are_made_again(filled: Database, folder: Path, harm: object) -> None:
    wanted = answers(filled)
    whole = json.loads((folder / "now" / "plan.json").read_text())
    harm(folder)  # type: ignore[operator]
    assert answers(filled) == wanted
    assert json.loads((folder / "now" / "plan.json").read_text()) == whole | {
        "files": json.loads((folder / "now" / "plan.json").read_text())["files"]
    }
    assert (folder / "now" / "words").is_dir()


def test_without_a_place_for_files_a_process_keeps_its_own(filled: Database, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder.write_text("in the way")
    matcher = Matcher()
    assert answers(filled, matcher)[0][0][0] == 5
    assert "keeps an index of its own" in caplog.text
    caplog.clear()
    with write(filled):
        filled.execute("UPDATE claim SET claimed_at = '2026-01-01' WHERE id = 5")
    answers(filled, matcher)
    assert not caplog.text, "it was tried again at the next change"


def test_a_folder_that_others_may_write_to_is_not_believed(filled: Database, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    answers(filled)
    folder.chmod(0o777)
    assert answers(filled)[0][0][0] == 5
    assert "somebody else may write there" in caplog.text


def test_nobody_else_may_read_the_files(filled: Database, folder: Path) -> None:
    answers(filled)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file() and path.name != "lock"}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {path.name: mode for path, mode in modes.items() if mode & 0o077} == {}


def test_a_redaction_leaves_no_word_in_the_files(filled: Database, folder: Path, ada: Person, at: datetime) -> None:
    matcher = Matcher()
    answers(filled, matcher)
    assert b"Pellgrave" in (folder / "now" / "claims").read_bytes()
    redaction.redact(filled, "Pellgrave", "a court order", by=ada, at=at)
    assert not (folder / "now").exists()
    answers(filled, matcher)
    assert not [path for path in folder.rglob("*") if path.is_file() and b"ellgrave" in path.read_bytes()]


LEAVES_A_COPY = """
import os, signal, sys
from pathlib import Path
from claims.desk.index import index_files
from claims.desk.index.matcher import Matcher
from claims.store.connect import open_store

index_files.WORTH = 20
matcher, db = Matcher(), open_store(Path(sys.argv[1]))
matcher.refresh(db)
print(len(matcher), flush=True)
if sys.argv[2] == "die":
    os.kill(os.getpid(), signal.SIGKILL)
sys.stdin.read()
"""


def copies(folder: Path) -> set[Path]:
    return set(folder.glob("words-*"))


@pytest.fixture
def left(filled: Database, path: Path, folder: Path) -> Path:
    """The copy of the words that a killed process left."""
    killed = subprocess.run([sys.executable, "-c", LEAVES_A_COPY, path, "die"], capture_output=True, text=True, check=False)
    assert (killed.returncode, killed.stdout) == (-signal.SIGKILL, "40\n"), killed.stderr
    (words,) = copies(folder)
    assert any(words.iterdir())
    return words


def test_what_a_killed_process_left_is_removed_by_the_next_and_no_copy_outlives_its_index(
    filled: Database, path: Path, folder: Path, left: Path
) -> None:
    with subprocess.Popen([sys.executable, "-c", LEAVES_A_COPY, path, "wait"], stdin=PIPE, stdout=PIPE, text=True) as other:
        assert other.stdout and other.stdout.readline() == "40\n"
        (theirs,) = copies(folder)
        assert theirs != left
        matcher = Matcher()
        answers(filled, matcher)
        assert theirs in copies(folder) and len(copies(folder)) == 2, "the copy of a process that runs is its own"
        other.communicate("")
    (ours,) = copies(folder)
    assert ours != theirs
    del matcher
    gc.collect()
    assert copies(folder) == set()


def test_a_redaction_reaches_what_a_killed_process_left(filled: Database, folder: Path, left: Path, ada: Person, at: datetime) -> None:
    assert left.is_dir()
    redaction.redact(filled, "Pellgrave", "a court order", by=ada, at=at)
    assert not left.exists()


def test_a_restored_store_is_not_mixed_up_with_the_files_of_the_replaced_one(
    filled: Database, path: Path, folder: Path, ada: Person, at: datetime, tmp_path: Path
) -> None:
    backups.back_up(filled, tmp_path / "copy.db", at=at)
    with write(filled):
        new = claims.add_claim(filled, "Ferry fares from Corvale rose by 12 crowns, the port says.", by=ada, at=at)
    matcher = Matcher()
    assert new in dict(answers(filled, matcher)[0])
    backups.restore(tmp_path / "copy.db", path, user="Ada", at=at + timedelta(hours=1))
    for one in (matcher, Matcher()):
        assert new not in dict(answers(filled, one)[0])


def test_uncommitted_claims_never_reach_the_files(filled: Database, folder: Path, ada: Person, at: datetime) -> None:
    with pytest.raises(ZeroDivisionError), write(filled):
        claims.add_claim(filled, "Ferry fares from Corvale rose by 12 crowns, unsaid.", by=ada, at=at)
        assert len(Matcher().match(filled, ASKED)[0]) == 5
        raise ZeroDivisionError
    assert b"unsaid" not in (folder / "now" / "claims").read_bytes()


@pytest.fixture
def ties() -> Iterator[list[KnownClaim]]:
    """Claims that no BM25 can tell apart."""
    yield [KnownClaim(number, f"The mill of {TOWNS[number % 10]} burnt down in the war.") for number in range(300)]


def test_equals_come_by_number_however_the_index_was_put_together(ties: list[KnownClaim]) -> None:
    found = []
    for step in (300, 7, 64):
        index = Index()
        for first in range(0, 300, step):
            index.put(ties[first : first + step], [None] * len(ties[first : first + step]))
        found.append(index.find_by_words(["mill", "burnt"], 30))
    assert found == [list(range(30))] * 3


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to another user")
def test_a_redaction_empties_nothing_behind_a_lock_that_another_user_planted(
    filled: Database, folder: Path, tmp_path: Path, ada: Person, at: datetime
) -> None:
    precious = tmp_path / "precious"
    precious.write_text("kept")
    folder.mkdir()
    (folder / "lock").symlink_to(precious)
    os.chown(folder, 65534, 65534)
    folder.chmod(0o755)
    with pytest.raises(StoreFailed, match="claims.db.index"):
        redaction.redact(filled, "Belmar", "court", by=ada, at=at)
    assert precious.read_text() == "kept"


def test_a_redaction_removes_nothing_behind_a_folder_that_is_a_link(
    filled: Database, folder: Path, tmp_path: Path, ada: Person, at: datetime
) -> None:
    (tmp_path / "elsewhere" / "now").mkdir(parents=True)
    folder.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreFailed):
        redaction.redact(filled, "Belmar", "court", by=ada, at=at)
    assert (tmp_path / "elsewhere" / "now").exists()


def test_files_that_could_not_be_finished_do_not_stay_on_a_full_disk(
    filled: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = snapshot.write_rows

    def full(path: Path, rows: snapshot.Rows) -> None:
        whole(path, rows)
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(snapshot, "write_rows", full)
    answers(filled)
    assert [file.name for file in folder.rglob("*") if file.is_file()] == ["lock"]


def test_without_room_for_a_copy_of_the_words_good_files_stay(filled: Database, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = answers(filled)
    before = made(folder)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(index_files.shutil, "copytree", full)
    assert answers(filled) == expected
    assert made(folder) == before

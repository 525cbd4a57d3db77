"""kill -9 in the middle of everything: what was acknowledged is there, nothing is half there, the history proves itself."""

import json
import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from claims.desk.upkeep import checkup
from claims.model import Person, Role
from claims.store import people
from claims.store.connect import open_store, rows
from stage import a_claim, a_match, a_source
from test_store_migrations import STEPS, open_at
from tests import battery_writers

pytestmark = pytest.mark.long
CYCLES = {"add": 25, "decide": 25, "link": 25, "import": 15, "migrate": 25, "back_up": 15}
"""130 in all."""

FORK = multiprocessing.get_context("forkserver")
FORK.set_forkserver_preload(["tests.battery_writers", "tests.battery_warm"])


def killed(work: Callable[[Path, Connection], None], path: Path, after: float, *, wait: bool = True) -> list[Any]:
    """What the work acknowledged before it was killed, ``after`` so many seconds since its first word (or its start)."""
    hears, says = FORK.Pipe(duplex=False)
    process = FORK.Process(target=work, args=(path, says))
    process.start()
    says.close()
    heard: list[Any] = []
    try:
        if wait:
            heard.append(hears.recv())
        time.sleep(after)
        assert process.pid is not None
        with suppress(ProcessLookupError):  # done before we came
            os.kill(process.pid, signal.SIGKILL)
        while True:
            heard.append(hears.recv())
    except EOFError:
        pass
    process.join()
    hears.close()
    return heard


def sound(path: Path) -> None:
    """The file is whole: pages, keys, chain, quotes."""
    db = open_store(path)
    assert checkup.verify(db, path.parent / "none").problems == ()
    db.close()


@pytest.fixture
def full(path: Path, at: datetime) -> Path:
    """A store with claims, pairs that wait, and a source."""
    db = open_store(path)
    ada: Person = people.add_person(db, "Ada", Role.ADMIN, by=None, at=at)
    numbers = [a_claim(db, f"The ferry carried {number} people.", by=ada, at=at) for number in range(60)]
    for one in numbers:
        for other in numbers[:one]:
            if one != other:
                a_match(db, one, other, at=at)
    a_source(db, by=ada, at=at)
    db.close()
    return path


def dice(kind: str) -> random.Random:
    return random.Random(f"kill {kind}")


def test_articles_that_were_acknowledged_are_there_whole(full: Path) -> None:
    heard: list[int] = []
    drawn = dice("add")
    for _ in range(CYCLES["add"]):
        heard += killed(battery_writers.add, full, drawn.uniform(0, 0.06))
        sound(full)
    db = open_store(full)
    stored = [row["id"] for row in rows(db, "SELECT id FROM article")]
    assert set(heard) <= set(stored) and len(heard) == len(set(heard)) >= CYCLES["add"]
    assert rows(db, "SELECT count(*) FROM article WHERE (SELECT count(*) FROM sentence WHERE article_id = article.id) < 2")[0][0] == 0
    assert rows(db, "SELECT count(*) FROM event WHERE action = 'add_article'")[0][0] == len(stored)
    db.close()


def test_decisions_that_were_acknowledged_are_there(full: Path) -> None:
    drawn = dice("decide")
    heard = []
    for _ in range(CYCLES["decide"]):
        heard += killed(battery_writers.decide, full, drawn.uniform(0, 0.03))
        sound(full)
    db = open_store(full)
    decided = {row["id"] for row in rows(db, "SELECT id FROM match WHERE status = 'rejected'")}
    assert set(heard) <= decided and len(heard) == len(set(heard)) >= CYCLES["decide"]
    assert rows(db, "SELECT count(*) FROM event WHERE action = 'decide_match'")[0][0] == len(decided)
    db.close()


def test_links_that_were_acknowledged_are_there(full: Path) -> None:
    drawn = dice("link")
    heard = []
    for _ in range(CYCLES["link"]):
        heard += killed(battery_writers.link, full, drawn.uniform(0, 0.03))
        sound(full)
    db = open_store(full)
    stored = {row["id"] for row in rows(db, "SELECT id FROM evidence")}
    assert set(heard) <= stored and len(heard) == len(set(heard)) >= CYCLES["link"]
    assert rows(db, "SELECT count(*) FROM event WHERE action = 'link_source'")[0][0] == len(stored)
    db.close()


def test_an_import_that_was_killed_goes_on_to_the_same_end(full: Path) -> None:
    lines = [json.dumps({"id": f"r{number}", "text": f"The bridge is {number} metres long.", "rating": "False"}) for number in range(2_000)]
    (full.parent / "import.jsonl").write_text("\n".join(lines))
    drawn = dice("import")
    for _ in range(CYCLES["import"]):
        killed(battery_writers.import_, full, drawn.uniform(0, 0.4), wait=False)
        sound(full)
    assert killed(battery_writers.import_, full, 0) == [2_000]
    db = open_store(full)
    assert rows(db, "SELECT count(*) FROM claim WHERE origin = 'imported'")[0][0] == 2_000
    db.close()
    sound(full)


def test_a_migration_that_was_killed_leaves_the_old_file_or_the_new_one(tmp_path: Path, at: datetime) -> None:
    drawn = dice("migrate")
    finished = 0
    for number in range(CYCLES["migrate"]):
        path = tmp_path / f"{number}.db"
        old = open_at(path, before=STEPS[1])
        ada = people.add_person(old, "Ada", Role.ADMIN, by=None, at=at)
        a_claim(old, "The bridge opened in 1931.", by=ada, at=at)
        old.close()
        finished += 1 in killed(battery_writers.migrate, path, drawn.uniform(0, 0.03))
        sound(path)
        db = open_store(path)
        assert rows(db, "SELECT text FROM claim")[0]["text"] == "The bridge opened in 1931."
        db.close()
    assert finished < CYCLES["migrate"], "some were killed in the middle"


def test_a_backup_that_was_killed_leaves_no_half_copy(full: Path) -> None:
    drawn = dice("back_up")
    heard = []
    for _ in range(CYCLES["back_up"]):
        heard += killed(battery_writers.back_up, full, drawn.uniform(0, 0.05))
        sound(full)
    copies = list(full.parent.glob("copy-*.db"))
    assert {str(copy) for copy in copies} >= set(heard) and len(heard) >= CYCLES["back_up"]
    for copy in copies:
        sound(copy)

"""The cast and the stage that every test shares: a real SQLite file, four people, one clock."""

import gc
import os
import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

# Before numpy is loaded, here and in what tests start: its threads wait for one another by spinning, a tenth of the tests' time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest
from hypothesis import HealthCheck, settings
from sqlite_utils import Database

from claims.desk.people import passwords
from claims.matching.score.cross_encoder import CrossEncoder
from claims.model import Person, Role
from claims.sourcing.library.passage_encoder import PassageEncoder
from claims.store import people
from tests.prepared import new_store

# Examples are drawn slowly where two workers share two cores; that is the machine's fault, not the test's.
settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("shared"), max_examples=500)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "shared")

# A tenth of a second for every password that a test sets or checks proves nothing.
REAL_COST, passwords.COST = passwords.COST, "scrypt:256:8:1"
# Many tests add the same texts: a model answers about a pair, or a passage, once a process.
REAL_ANSWER = CrossEncoder._answer
CrossEncoder._answer = cache(REAL_ANSWER)
REAL_VECTOR = PassageEncoder._vector
PassageEncoder._vector = cache(REAL_VECTOR)

MEMORY = Path("/dev/shm")
"""A folder in memory, where there is one: nothing waits for a disk, and a write costs half as much."""

BACKGROUND = ("json", "article")
"""The names of the threads that import a file and add an article."""

ROOM = 3 * 2**30
"""Bytes that must be free there. A passed test's files are removed at once, so a run needs far less."""


def pytest_configure() -> None:
    """Keep the tests' files in memory if there is room for them."""
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.fixture
def real_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed as they are outside the tests."""
    monkeypatch.setattr(passwords, "COST", REAL_COST)


@pytest.fixture
def real_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The models of pairs and of passages answer each time that they are asked."""
    monkeypatch.setattr(CrossEncoder, "_answer", REAL_ANSWER)
    monkeypatch.setattr(PassageEncoder, "_vector", REAL_VECTOR)


@pytest.fixture
def at() -> datetime:
    """When everything in a test happens, unless it says otherwise."""
    return datetime(2026, 3, 14, 9, 30, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """The database file of the test. The desk's work in the background ends before its folder is removed."""
    yield tmp_path / "claims.db"
    for thread in threading.enumerate():
        if thread.name in BACKGROUND:
            thread.join(10)


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    """The open store on that file."""
    opened = new_store(path)
    yield opened
    opened.close()


@pytest.fixture
def ada(db: Database, at: datetime) -> Person:
    """The admin."""
    return people.add_person(db, "Ada", Role.ADMIN, by=None, at=at)


@pytest.fixture
def ben(db: Database, at: datetime, ada: Person) -> Person:
    """A checker."""
    return people.add_person(db, "Ben", Role.CHECKER, by=ada, at=at)


@pytest.fixture
def cleo(db: Database, at: datetime, ada: Person) -> Person:
    """Another checker."""
    return people.add_person(db, "Cleo", Role.CHECKER, by=ada, at=at)


@pytest.fixture
def edith(db: Database, at: datetime, ada: Person) -> Person:
    """The editor."""
    return people.add_person(db, "Edith", Role.EDITOR, by=ada, at=at)


@pytest.fixture
def vic(db: Database, at: datetime, ada: Person) -> Person:
    """A viewer, who may look and nothing else."""
    return people.add_person(db, "Vic", Role.VIEWER, by=ada, at=at)


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over all that is loaded by now: walking over it took a fifth of the tests' time."""
    gc.collect()
    gc.freeze()

"""Matching at scale: the same bytes from one process, several, and a Dask cluster; stopped, killed and gone on with."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest
from sqlite_utils import Database

from claims.desk.batch import batch_lines, bulk, workers
from claims.desk.exchange import imports, later_embeddings
from claims.desk.index import lookup
from claims.desk.index.matcher import Matcher
from claims.desk.shapes.matches import MatchShape
from claims.errors import ClaimsError, Refused, Unreadable
from claims.matching.search import snapshot
from claims.model import KnownClaim, Person

ROOT = Path(__file__).parent.parent
TOWNS = "Belmar Corvale Pellgrave Ostmark Quarrow Varnic Lindholm Tarnmouth".split()
FACTS = [
    "The council of {} approved a budget of {} million crowns.",
    "Crime in {} fell by {} per cent last year.",
    "The harbour bridge of {} closes for {} days in March.",
    "{} has {} schools without a library.",
    "Ferry fares from {} rose by {} crowns.",
]
ASKED = [
    "Councillors in {} passed a budget of {}m crowns.",
    "{} saw {}% less crime in the past year.",
    "A ferry from {} costs {} crowns more.",
]

Start = Callable[[], subprocess.Popen[bytes]]


@pytest.fixture
def filled(db: Database, ada: Person, at: datetime) -> Database:
    """A store of forty claims, their embeddings stored."""
    rows = [
        json.dumps({"id": f"c-{town}-{place}", "text": fact.format(town, 3 + 7 * place), "rating": "False", "publisher": "Desk"})
        for town in TOWNS
        for place, fact in enumerate(FACTS)
    ]
    imports.import_claims(db, io.BytesIO("\n".join(rows).encode()), "jsonl", by=ada, clock=lambda: at)
    matcher = Matcher()
    later_embeddings.embed(db, matcher, later_embeddings.missing_embeddings(db, matcher))
    return db


@pytest.fixture
def batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sixty lines that are cut into parts of four, a blank one among them."""
    monkeypatch.setattr(batch_lines, "TOGETHER", 4)
    rows = [{"id": number, "text": ASKED[number % 3].format(TOWNS[number % 8], number)} for number in range(60)]
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows[:30]) + "\n\n" + "\n".join(json.dumps(row) for row in rows[30:]) + "\n")
    return file


ALONE = partial(workers.alone, model=None)


def matched(
    db: Database, batch: Path, target: Path, crew: bulk.CrewMaker = ALONE, on_lines: Callable[[int], None] = lambda n: None
) -> bytes:
    with batch.open("rb") as source:
        bulk.match_lines(db, None, source, target, name=batch.name, limit=3, crew=crew, on_lines=on_lines)
    assert not target.with_name(target.name + ".part").exists()
    return target.read_bytes()


def test_every_line_gets_the_answer_that_it_gets_alone_in_its_order(filled: Database, batch: Path, tmp_path: Path) -> None:
    found = [json.loads(line) for line in matched(filled, batch, tmp_path / "out.jsonl").splitlines()]
    asked = [json.loads(line) for line in batch.read_text().splitlines() if line]
    assert [one["id"] for one in found] == [one["id"] for one in asked]
    alone = lookup.look_up(filled, Matcher(), [one["text"] for one in asked], limit=3)
    for one, several in zip(found, alone, strict=True):
        wanted = MatchShape.of_all(several)
        assert [match["claim_id"] for match in one["matches"]] == [each["claim_id"] for each in wanted]
        for each, want in zip(one["matches"], wanted, strict=True):
            assert each == want | {"score": pytest.approx(want["score"], abs=0.002)}
            assert each["verdict"] == "False" and each["external_id"].startswith("c-")


class Stop(Exception):
    """What a test raises in the middle of the work."""


def after(parts: int, do: Callable[[], None]) -> Callable[[int], None]:
    """A listener that does something after so many parts, once."""
    heard = iter(range(10_000))

    def listen(count: int) -> None:
        if count and next(heard) == parts:
            do()

    return listen


def stop() -> None:
    raise Stop


def test_a_stopped_run_goes_on_where_it_was_with_the_store_as_it_was(
    filled: Database, batch: Path, tmp_path: Path, ada: Person, at: datetime
) -> None:
    whole = matched(filled, batch, tmp_path / "whole.jsonl")
    target = tmp_path / "out.jsonl"
    with pytest.raises(Stop):
        matched(filled, batch, target, on_lines=after(5, stop))
    assert not target.exists()
    # A half-written answer, as a kill leaves it, and a claim that came later.
    kept = tmp_path / "out.jsonl.part" / "answers.jsonl"
    done = kept.read_bytes()
    assert whole.startswith(done) and 0 < len(done) < len(whole)
    kept.write_bytes(done + b'{"id": 4')
    imports.import_claims(
        filled, io.BytesIO(b'{"id": "late", "text": "Crime in Belmar fell by 1 per cent."}'), "jsonl", by=ada, clock=lambda: at
    )
    heard: list[int] = []
    assert matched(filled, batch, target, on_lines=heard.append) == whole
    assert heard[0] == 24 and sum(heard) == 61


def test_other_lines_another_limit_or_a_finished_output_are_refused(filled: Database, batch: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    with pytest.raises(Stop):
        matched(filled, batch, target, on_lines=after(5, stop))
    with batch.open("rb") as source, pytest.raises(Refused, match="--limit 3"):
        bulk.match_lines(filled, None, source, target, name="in", limit=4, crew=ALONE)
    batch.write_text(batch.read_text().replace("Belmar", "Belmur", 1))
    with pytest.raises(Refused, match="first 24 lines are not those"):
        matched(filled, batch, target)
    target.write_text("mine")
    with pytest.raises(Refused, match="is there already"):
        matched(filled, batch, target)
    assert target.read_text() == "mine"


def test_two_runs_on_one_output_are_not_let_in_together(filled: Database, batch: Path, tmp_path: Path) -> None:
    def again() -> None:
        with pytest.raises(Refused, match="another run"):
            matched(filled, batch, tmp_path / "out.jsonl")

    matched(filled, batch, tmp_path / "out.jsonl", on_lines=after(2, again))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": 1}', "line 40 is no JSON object"),
        ("[" * 5000, "line 40 is no JSON object"),
        ('{"id": 1, "text": " "}', "line 40: the text of 1 is empty"),
        (json.dumps({"id": "x", "text": "a" * 100_001}), "line 40: the text of 'x' is longer"),
        ('{"id": true, "text": "a"}', "line 40 is no JSON object"),
        ("\udcff", "line 40 is no JSON object"),
    ],
)
def test_a_bad_line_is_named_before_any_work(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "in.jsonl"
    file.write_bytes(b'{"id": 1, "text": "a"}\n' * 39 + line.encode("utf-8", "surrogateescape"))
    with pytest.raises((Unreadable, Refused), match=said):
        batch_lines.count_lines(file)


def test_after_a_bad_line_is_mended_the_work_goes_on(filled: Database, batch: Path, tmp_path: Path) -> None:
    good = batch.read_bytes()
    whole = matched(filled, batch, tmp_path / "whole.jsonl")
    batch.write_bytes(good.replace(b'{"id": 38,', b'{"ID": 38,'))
    with pytest.raises(Unreadable, match="line 40 is no JSON object"):
        matched(filled, batch, tmp_path / "out.jsonl")
    batch.write_bytes(good)
    heard: list[int] = []
    assert matched(filled, batch, tmp_path / "out.jsonl", on_lines=heard.append) == whole
    assert heard[0] > 30


def test_an_empty_file_gives_an_empty_file(filled: Database, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b"")
    assert matched(filled, tmp_path / "in.jsonl", tmp_path / "out.jsonl") == b""


@pytest.mark.long
def test_two_processes_give_the_same_bytes_though_one_is_killed(filled: Database, batch: Path, tmp_path: Path) -> None:
    whole = matched(filled, batch, tmp_path / "whole.jsonl")
    killed: list[int] = []
    environ = dict(os.environ)

    def kill() -> None:
        from multiprocessing import active_children

        victim = active_children()[0]
        victim.kill()
        killed.append(victim.pid or 0)

    two = partial(workers.processes, model=None, count=2)
    assert matched(filled, batch, tmp_path / "out.jsonl", two, after(3, kill)) == whole
    assert killed
    assert dict(os.environ) == environ


def die(*task: object) -> bytes:
    """What a worker does that runs out of memory."""
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def test_a_part_that_kills_its_workers_is_named(filled: Database, batch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "answer_part", die)
    with pytest.raises(ClaimsError, match="lines 1 to 4"):
        matched(filled, batch, tmp_path / "out.jsonl", partial(workers.processes, model=None, count=1))


def test_without_a_model_the_snapshot_has_words_alone(filled: Database, batch: Path, tmp_path: Path) -> None:
    model = tmp_path / "no model here"
    with batch.open("rb") as source:
        bulk.match_lines(filled, model, source, tmp_path / "out", name="in", limit=1, crew=partial(workers.alone, model=model))
    assert len((tmp_path / "out").read_bytes().splitlines()) == 60


def test_a_snapshot_finds_what_the_index_finds_and_knows_its_claims(tmp_path: Path) -> None:
    claims = [KnownClaim(3, "Crime fell.", "A title", ("a quote",), date(2026, 3, 1)), KnownClaim(7, "Fares rose.")]
    assert snapshot.write(tmp_path, [(claims, [None, None], [None, None])]) == 2
    index = snapshot.read(tmp_path)
    assert [index[3], index[7]] == claims and len(index) == 2 and 7 in index and 4 not in index
    assert index.find_by_words(["fare"], 5) == [7]
    with pytest.raises(KeyError):
        index[4]


@pytest.mark.long
def test_a_killed_command_goes_on_to_the_same_bytes(filled: Database, path: Path, tmp_path: Path) -> None:
    # Most lines resemble nothing and cost nothing. The first part has no others, so that it is done seconds before the last.
    file, part = tmp_path / "in.jsonl", batch_lines.TOGETHER
    is_dear = [number >= part and number % 8 == 0 for number in range(3 * part)]
    rows = [
        {"id": number, "text": ASKED[number % 3].format(TOWNS[number % 7], number) if dear else f"Zwumph qorl {number}."}
        for number, dear in enumerate(is_dear)
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    # By words alone, which is faster.
    environ = os.environ | {"PYTHONPATH": str(ROOT), "CLAIMS_DB": str(path), "CLAIMS_USER": "Ada", "CLAIMS_MODEL": str(tmp_path)}

    def command(target: Path, *more: str) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", "claims", "match", "--batch", str(file), "--output", str(target), *more]
        return subprocess.Popen(words, env=environ, stderr=subprocess.PIPE)

    def said(running: subprocess.Popen[bytes]) -> bytes:
        with ended(running):
            words = running.communicate(timeout=300)[1]
        assert running.returncode == 0, words
        return words

    said(command(tmp_path / "whole"))
    record = tmp_path / "out.part" / "done.json"
    with ended(command(tmp_path / "out", "--workers", "2")):
        until(record.exists)
    assert not (tmp_path / "out").exists()
    assert b"%s lines" % f"{len(rows):,}".encode() in said(command(tmp_path / "out"))
    assert (tmp_path / "out").read_bytes() == (tmp_path / "whole").read_bytes()


@contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Kill the process at the end of the block, if it still runs then."""
    try:
        yield
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[tuple[str, Start]]:
    """A real scheduler on a free port, and what starts a real worker of it; all are ended with the test."""
    started: list[subprocess.Popen[bytes]] = []
    log = (tmp_path / "dask.log").open("ab")

    def start(*words: str) -> subprocess.Popen[bytes]:
        environ = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        one = subprocess.Popen([sys.executable, "-m", *words], env=environ, stdout=log, stderr=log, cwd=tmp_path)
        started.append(one)
        return one

    where = tmp_path / "scheduler.json"
    start("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(where))
    until(lambda: where.exists() and b"address" in where.read_bytes())
    address = json.loads(where.read_text())["address"]

    def worker() -> subprocess.Popen[bytes]:
        return start("distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard")

    yield address, worker
    for one in reversed(started):
        one.kill()
        one.wait()
    log.close()


@pytest.mark.long
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
@pytest.mark.parametrize("ship", [False, True], ids=["folder seen by all", "snapshot sent in pieces"])
def test_a_dask_cluster_gives_the_same_bytes_though_a_worker_is_killed(
    filled: Database, batch: Path, tmp_path: Path, dask: tuple[str, Start], ship: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from claims.desk.batch import dask_workers

    monkeypatch.setattr(dask_workers, "PIECE", 5_000)  # many pieces of a small snapshot
    whole = matched(filled, batch, tmp_path / "whole.jsonl")
    address, worker = dask
    first, _second = worker(), worker()

    def kill() -> None:
        first.kill()
        first.wait()
        worker()

    crew = partial(dask_workers.workers, model=None, scheduler=address, ship=ship)
    assert matched(filled, batch, tmp_path / "out.jsonl", crew, after(2, kill)) == whole


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_a_scheduler_that_does_not_answer_is_said_in_one_line(
    filled: Database, batch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from claims.desk.batch import dask_workers

    monkeypatch.setattr(dask_workers, "WAIT", 1)
    with pytest.raises(ClaimsError, match="no Dask scheduler answers"):
        matched(filled, batch, tmp_path / "out.jsonl", partial(dask_workers.workers, model=None, scheduler="tcp://127.0.0.1:1"))

"""Sentences a second in bulk: one process on one thread, two processes, and a Dask cluster of two workers, in one run, to the same bytes.

    nice .venv/bin/python -m tests.benchmarks.bulk_speed [--claims 200000] [--lines 2560] [--folder FOLDER]

The store is made as in ``matching_speed`` (texts of recombined words; most vectors are real ones moved by noise). One line in five asks for a stored
claim in other words; the others are statements of the project's own sets, which the store does not hold. Each answer tells how the pairs relate. The
rate counts from the first answered part to the last, since starting takes seconds and bulk runs take hours; "of the processor" counts the time
that this process worked, which programs beside it stretch less. Prints a Markdown table.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from claims.desk.batch import batch_lines, dask_workers, workers
from claims.matching.score import pair_model
from claims.matching.search import encoder as encoders
from claims.matching.search import snapshot
from claims.model import KnownClaim
from tests.benchmarks.matching_speed import REAL, changed, sentence, spread
from tests.labelled import DATA, rows

ROOT = Path(__file__).parents[2]
ANSWERED = 0.2  # share of lines whose claim the store holds
STRANGERS = ("items", "natural", "frozen", "frozen-2")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, default=200_000)
    options.add_argument("--lines", type=int, default=2_560)
    options.add_argument("--folder", type=Path)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as made:
        folder = Path(made)
        source = write(folder, asked.claims, asked.lines)
        ways = {"one process, one thread": workers.alone, "two processes": partial(workers.processes, count=2)}
        rates = {name: rate(folder, source, crew) for name, crew in ways.items()}
        with dask(folder) as scheduler:
            rates["Dask, two workers over TCP"] = rate(folder, source, partial(dask_workers.workers, scheduler=scheduler))
        assert len({answers for _, _, answers in rates.values()}) == 1, "the answers differ"
    first, worked, _ = rates["one process, one thread"]
    print(f"{asked.claims:,} claims, {asked.lines:,} lines, the same bytes from all\n")
    print("| run by | sentences a second | times the first |\n|---|---|---|")
    for name, (value, _, _) in rates.items():
        print(f"| {name} | {value:.1f} | {value / first:.2f} |")
    print(f"\nOne thread, of the processor: {worked:.1f} a second")


def write(folder: Path, count: int, asked: int) -> Path:
    chance = random.Random(1)
    texts = sorted({sentence(chance) for _ in range(int(count * 1.15))})[:count]
    chance.shuffle(texts)
    encoder = encoders.load()
    assert encoder is not None
    vectors = spread(encoder.encode(texts[: min(REAL, count)]), count)
    (folder / "snapshot").mkdir()
    parts = (range(first, min(first + 10_000, count)) for first in range(0, count, 10_000))
    snapshot.write(
        folder / "snapshot",
        (([KnownClaim(n, texts[n]) for n in part], [vectors[n : n + 1] for n in part], [None] * len(part)) for part in parts),
    )
    snapshot.write_rows(folder / "snapshot" / "shown", [])
    judge = pair_model.load(threads=1)
    plan = {"name": folder.name, "model": encoder.name, "pair_model": judge.name if judge else None}
    (folder / "snapshot" / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    source = folder / "in.jsonl"
    lines = (json.dumps({"id": number, "text": text}) for number, text in enumerate(mixed(texts, asked, chance)))
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return source


def mixed(texts: Sequence[str], count: int, chance: random.Random) -> Iterator[str]:
    """Lines in chance order: stored claims in other words, and statements that the store does not hold, none of them twice."""
    items = [item for name in STRANGERS for item in rows(DATA / "relations" / f"{name}.jsonl")]
    bases = sorted({text for item in items for text in (item["base"], *item["same"])})
    strangers = iter(chance.sample(bases, len(bases)))
    for _ in range(count):
        yield changed(chance.choice(texts), chance) if chance.random() < ANSWERED else next(strangers)


def rate(folder: Path, source: Path, crew) -> tuple[float, float, bytes]:  # type: ignore[no-untyped-def]
    """Sentences a second by the clock and of this process's own work, and what was answered."""
    moments: list[tuple[float, float, int]] = []
    answers: list[bytes] = []
    with source.open("rb") as file, crew(folder / "snapshot", 5, model=None) as work:
        for part, found in work(batch_lines.parts(file, "in", batch_lines.Start())):
            moments.append((time.perf_counter(), time.process_time(), len(part.lines)))
            answers.append(found)
    count = sum(lines for _, _, lines in moments[1:])
    return count / (moments[-1][0] - moments[0][0]), count / (moments[-1][1] - moments[0][1]), b"".join(answers)


@contextmanager
def dask(folder: Path) -> Iterator[str]:
    environ = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    started: list[subprocess.Popen[bytes]] = []

    def start(*words: str) -> None:
        quiet = subprocess.DEVNULL
        started.append(subprocess.Popen([sys.executable, "-m", *words], env=environ, stdout=quiet, stderr=quiet, cwd=folder))

    where = folder / "scheduler.json"
    start("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(where))
    while not where.exists() or b"address" not in where.read_bytes():
        time.sleep(0.1)
    address = json.loads(where.read_text())["address"]
    for _ in range(2):
        start("distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard")
    cluster_of_two = time.monotonic() + 60
    from distributed import Client

    with Client(address) as client:
        client.wait_for_workers(2, timeout=max(1, cluster_of_two - time.monotonic()))
    yield address
    for one in reversed(started):
        one.kill()
        one.wait()


if __name__ == "__main__":
    main()

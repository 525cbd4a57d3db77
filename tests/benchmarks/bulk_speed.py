"""Sentences a second in bulk: one process on one thread, two processes, and a Dask cluster of two workers, in one run, to the same bytes.

    nice .venv/bin/python -m tests.benchmarks.bulk_speed [--claims 200000] [--lines 2560] [--folder FOLDER]

The store is made as in ``matching_speed`` (texts of recombined words; most vectors are real ones moved by noise). The rate counts from the first
answered part to the last, since starting takes seconds and bulk runs take hours. Prints a Markdown table.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from claims.desk import cluster, crews, lines
from claims.matching import encoder as encoders
from claims.matching import snapshot
from claims.model import KnownClaim
from tests.benchmarks.matching_speed import REAL, changed, sentence, spread

ROOT = Path(__file__).parents[2]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, default=200_000)
    options.add_argument("--lines", type=int, default=2_560)
    options.add_argument("--folder", type=Path)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as made:
        folder = Path(made)
        source = write(folder, asked.claims, asked.lines)
        ways = {"one process, one thread": crews.alone, "two processes": partial(crews.processes, count=2)}
        rates = {name: rate(folder, source, crew) for name, crew in ways.items()}
        with dask(folder) as scheduler:
            rates["Dask, two workers over TCP"] = rate(folder, source, partial(cluster.workers, scheduler=scheduler))
        assert len({found for _, found in rates.values()}) == 1, "the answers differ"
    first = rates["one process, one thread"][0]
    print(f"{asked.claims:,} claims, {asked.lines:,} lines, the same bytes from all\n")
    print("| run by | sentences a second | times the first |\n|---|---|---|")
    for name, (value, _) in rates.items():
        print(f"| {name} | {value:.1f} | {value / first:.2f} |")


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
    (folder / "snapshot" / "plan.json").write_text(json.dumps({"name": folder.name, "model": encoder.name}), encoding="utf-8")
    source = folder / "in.jsonl"
    rows = (json.dumps({"id": number, "text": changed(text, chance)}) for number, text in enumerate(chance.choices(texts, k=asked)))
    source.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return source


def rate(folder: Path, source: Path, crew) -> tuple[float, bytes]:  # type: ignore[no-untyped-def]
    """Sentences a second, and what was answered."""
    moments: list[tuple[float, int]] = []
    answers: list[bytes] = []
    with source.open("rb") as file, crew(folder / "snapshot", 5, model=None) as work:
        for part, found in work(lines.parts(file, "in", lines.Start())):
            moments.append((time.perf_counter(), len(part.lines)))
            answers.append(found)
    return sum(count for _, count in moments[1:]) / (moments[-1][0] - moments[0][0]), b"".join(answers)


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

"""A store of a million claims: import, vectors, start, questions, following, search and a batch, with time and memory of each.

    nice .venv/bin/python -m tests.benchmarks.large_store FOLDER [--claims 1000000] [--embedded 1000]

FOLDER takes about 4 GB. Embedding a million texts takes most of an hour on two cores, so that ``--embedded`` claims are embedded and timed, and the
vectors of the others are mixtures: a real one of those, moved by random noise of its own length (cosine with its origin about 0.7).
Texts are made by recombining words. Each line gives seconds, and the largest resident memory of the process so far.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import numpy as np

from claims.desk.batch import bulk, workers
from claims.desk.exchange import imports, later_embeddings
from claims.desk.index.claim_vectors import text_key
from claims.desk.index.lookup import look_up
from claims.desk.index.matcher import Matcher
from claims.desk.people import people
from claims.store import match_inputs, search
from claims.store.connect import open_store
from tests.benchmarks.matching_speed import NOISE, changed, sentence

QUESTIONS = 40
BATCH = 512
IN_A_PROCESS = """
import json, random, sys
from pathlib import Path
from tests.benchmarks import large_store
large_store.ask(Path(sys.argv[1]))
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--claims", type=int, default=1_000_000)
    options.add_argument("--embedded", type=int, default=1_000)
    asked = options.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    rows, path = asked.folder / "claims.jsonl", asked.folder / "claims.db"
    texts = write_texts(rows, asked.claims)
    at = datetime.now(UTC)
    with open_store(path) as db:
        me = people.at_the_command_line(db, "Iris", at=at)
        with told(f"import {asked.claims:,} claims"), rows.open("rb") as file:
            imports.import_claims(db, file, "jsonl", by=me, clock=lambda: at)
        matcher = Matcher()
        some = match_inputs.changed_claims(db, 0)[: asked.embedded]
        with told(f"embed {len(some):,} of them"):
            later_embeddings.embed(db, matcher, some)
        with told("fill in the other vectors"):
            fill(path, matcher, some)
    print(f"file: {path.stat().st_size / 1e9:.1f} GB", flush=True)
    # In processes of their own, whose memory holds nothing of what was made here.
    subprocess.run([sys.executable, "-c", IN_A_PROCESS, str(asked.folder)], check=True)
    batch(asked.folder, texts)


def write_texts(path: Path, count: int) -> list[str]:
    chance = random.Random(1)
    found: dict[str, None] = {}
    while len(found) < count:
        found.setdefault(sentence(chance))
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(found):
            file.write(json.dumps({"id": f"c-{number}", "text": text, "rating": "False", "publisher": "Desk"}) + "\n")
    return list(found)


def fill(path: Path, matcher: Matcher, embedded: list[int]) -> None:
    chance = np.random.default_rng(1)
    encoder = matcher.encoder
    assert encoder is not None
    with open_store(path) as db:
        stored = match_inputs.vectors_of(db, encoder.name, embedded)
        real = np.array([np.frombuffer(one, dtype=np.float16) for several in stored.values() for one in several.values()], dtype=np.float32)
        others = match_inputs.changed_claims(db, 0)
        for first in range(0, len(others), 10_000):
            claims = [change.known for change in match_inputs.claims_now(db, others[first : first + 10_000]) if change.known]
            moved = real[chance.integers(0, len(real), len(claims))]
            moved = moved + chance.standard_normal(moved.shape).astype(np.float32) * (NOISE / np.sqrt(moved.shape[1]))
            moved /= np.linalg.norm(moved, axis=1, keepdims=True)
            # The real ones are there already and stay.
            match_inputs.add_vectors(
                db,
                encoder.name,
                [(claim.id, text_key(claim.text), row.astype(np.float16).tobytes()) for claim, row in zip(claims, moved, strict=True)],
            )


def ask(folder: Path) -> None:
    """Start an index on the store and ask it; in a process of its own."""
    texts = [json.loads(line)["text"] for line, _ in zip((folder / "claims.jsonl").open(encoding="utf-8"), range(50_000), strict=False)]
    chance = random.Random(2)
    questions = [changed(text, chance) for text in chance.choices(texts, k=QUESTIONS)]
    matcher = Matcher()
    with open_store(folder / "claims.db") as db:
        with told("start the live index and make its files"):
            look_up(db, matcher, questions[:1])
        with told("start another one from the files"):
            look_up(db, Matcher(), questions[:1])
        work = time.process_time()
        took = [seconds(partial(look_up, db, matcher, [question])) for question in questions]
        worked = (time.process_time() - work) / len(questions)
        print(
            f"one question: median {np.median(took) * 1000:.0f} ms, p95 {np.percentile(took, 95) * 1000:.0f} ms, of the processor {worked * 1000:.0f} ms"
        )
        at = datetime.now(UTC)
        with open_store(folder / "claims.db") as other:
            me = people.at_the_command_line(other, "Iris", at=at)
            line = json.dumps({"id": f"late-{at.isoformat()}", "text": "The otters of Quarrow came back to the mill pond."}).encode()
            imports.import_claims(other, _lines(line), "jsonl", by=me, clock=lambda: at)
        with told("follow another connection's new claim and find it"):
            found = look_up(db, matcher, ["Otters are back at Quarrow's mill pond."])[0]
        assert "otters" in found[0].known.claim.text
        took = [seconds(partial(search.search, db, " ".join(text.split()[:5]))) for text in questions[:10]]
        print(f"word search of the desk: median {np.median(took) * 1000:.0f} ms", flush=True)


def batch(folder: Path, texts: list[str]) -> None:
    chance = random.Random(3)
    file = folder / "in.jsonl"
    lines = [json.dumps({"id": number, "text": changed(text, chance)}) for number, text in enumerate(chance.choices(texts, k=BATCH))]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for target in (folder / "out.jsonl", folder / "out2.jsonl"):
        target.unlink(missing_ok=True)
    with open_store(folder / "claims.db") as db:
        for name, crew in (
            ("one process", partial(workers.alone, model=None)),
            ("two processes", partial(workers.processes, model=None, count=2)),
        ):
            target = folder / ("out.jsonl" if name == "one process" else "out2.jsonl")
            with told(f"a batch of {BATCH}, {name}, snapshot included"), file.open("rb") as source:
                bulk.match_lines(db, None, source, target, name="in", limit=5, crew=crew)
    assert (folder / "out.jsonl").read_bytes() == (folder / "out2.jsonl").read_bytes()


def _lines(line: bytes):  # type: ignore[no-untyped-def]
    import io

    return io.BytesIO(line)


def seconds(do) -> float:  # type: ignore[no-untyped-def]
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


@contextmanager
def told(what: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{what}: {time.perf_counter() - began:.1f} s, memory at most {peak:.2f} GB", flush=True)


if __name__ == "__main__":
    main()

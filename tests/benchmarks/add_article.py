"""How long adding a 30-sentence article to a store of 10,000 claims takes, from a cold start, as at the command line.

    PYTHONPATH=. .venv/bin/python tests/benchmarks/add_article.py [--claims 10000] [--runs 5]

The store is filled with invented claims and with random unit vectors in the place of embeddings, so that filling it is
quick; reading, spotting, encoding and matching the article are the real thing. Goal: under 2 s on 2 cores.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from claims.desk.index.claim_vectors import text_key
from claims.desk.index.matcher import Matcher
from claims.model import Role
from claims.store import match_inputs, people
from claims.store.connect import open_store
from claims.store.reviews import NewReview, put_reviews

SUBJECTS = [
    "The harbour board",
    "The county",
    "The ferry company",
    "The school office",
    "The health service",
    "A survey",
    "The mayor",
    "The port",
]
VERBS = ["spent", "counted", "lost", "built", "closed", "recorded", "planned", "sold", "opened", "cut"]
THINGS = ["bridges", "classrooms", "late trains", "landings", "hospital beds", "crowns", "lorries", "kilometres of road", "jobs", "houses"]
PLACES = [
    "in Tarnmouth",
    "on the east bank",
    "in Ostrel",
    "near Low Fenn",
    "across Vellmark",
    "at the old pier",
    "in the valley",
    "on the coast",
]


def sentence(chance: random.Random) -> str:
    """An invented claim."""
    year = chance.randint(1990, 2026)
    return f"{chance.choice(SUBJECTS)} {chance.choice(VERBS)} {chance.randint(2, 9999)} {chance.choice(THINGS)} {chance.choice(PLACES)} in {year}."


def fill(path: Path, count: int, chance: random.Random) -> None:
    """Put ``count`` invented claims into a new store, each with a vector."""
    at = datetime.now(UTC)
    encoder = Matcher().encoder
    numbers = np.random.default_rng(7)
    with open_store(path) as db:
        ada = people.add_person(db, "Ada", Role.ADMIN, by=None, at=at)
        for start in range(0, count, 1000):
            put_reviews(db, [NewReview(f"c-{start + n}", sentence(chance)) for n in range(1000)], by=ada, at=at)
        if encoder is None:
            return
        live = [change.known for change in match_inputs.claims_now(db, match_inputs.changed_claims(db, 0)) if change.known]
        vectors = numbers.standard_normal((len(live), encoder.encode(["size"]).shape[1])).astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        match_inputs.add_vectors(
            db,
            encoder.name,
            [(claim.id, text_key(claim.text), row.astype(np.float16).tobytes()) for claim, row in zip(live, vectors, strict=True)],
        )


def main() -> None:
    """Fill a store, add articles to it one by one by the command, and print the times."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--claims", type=int, default=10_000)
    asked.add_argument("--runs", type=int, default=5)
    options = asked.parse_args()
    chance = random.Random(11)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.db"
        fill(path, options.claims, chance)
        times = []
        for _ in range(options.runs):
            article = "Harbour news\n\n" + " ".join(sentence(chance) for _ in range(29)) + "\n"
            began = time.perf_counter()
            done = subprocess.run(
                [sys.executable, "-m", "claims", "--db", str(path), "add", "-", "--json"],
                input=article.encode(), capture_output=True, check=True, env=os.environ | {"PYTHONPATH": "."},
            )  # fmt: skip
            times.append(time.perf_counter() - began)
        answer = json.loads(done.stdout)
        matches = sum(len(claim["matches"]) for claim in answer["claims"])
        print(f"{answer['sentences']} sentences, {len(answer['claims'])} claims, {matches} matches, into {options.claims:,} claims")
        print(f"median {statistics.median(times):.2f} s, slowest {max(times):.2f} s of {options.runs} runs (goal: under 2 s)")


if __name__ == "__main__":
    main()

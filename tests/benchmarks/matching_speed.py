"""How matching grows with the store, with and without the relations of what is shown, beside rapidfuzz, bm25s and tantivy alone; and the recall of the short vectors.

    python -m tests.benchmarks.matching_speed [--sizes 10000 50000 200000] [--queries 100]

Questions are sentences, and posts: a sentence between two that the store does not hold, with a hashtag, a link and a signature.

With ``OMP_NUM_THREADS=1`` the processor's milliseconds are those of one core, and compare even where other programs run beside it.

Texts are made by recombining words. Embedding 200,000 texts takes a quarter of an hour on two cores, so that most vectors are real ones with
random noise added (cosine with their origin about 0.7), drawn around the embeddings of the first thousands of texts.
"""

import argparse
import random
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from claims.matching.queries import Query
from claims.matching.ranking import match
from claims.matching.score import pair_model
from claims.matching.search import encoder as encoders
from claims.matching.search.index import Index
from claims.matching.search.terms import terms
from claims.model import KnownClaim

REAL = 4_000
NOISE = 1.0  # length of the noise added to a unit vector
PARTS = {
    "who": "the council of {town}|a ministry report|the mayor of {town}|{count} residents of {town}|the {trade} union|a court in {town}|the state auditor",
    "did": "approved|rejected|announced|cancelled|opened|inspected|sold|repaired|fined|published|moved|surveyed",
    "what": "{count} {thing} near the {place}|the new {place}|a plan for {count} {thing}|{money} for the {place}|rules on {thing}|the sale of the {place}",
    "when": "in {year}|last {month}|after {count} complaints|for the first time since {year}|in spite of the {trade} strike|by a vote of {count} to {few}",
}
WORDS = {
    "town": [
        a + b
        for a in "Cor Bel Nor Tes Quar Ost Lind Pell Var Hal Mar Sten Ru Gal Wes".split()
        for b in "vale mar haven saly row mark holm grave nic den".split()
    ],
    "trade": "teachers drivers nurses farmers miners pilots bakers fishermen printers dockers plumbers".split(),
    "thing": "homes buses trees licences permits bridges schools tractors beds tickets ferries pumps lamps vaccines turbines dogs boats".split(),
    "place": "harbour library stadium hospital reservoir airport museum landfill tunnel market prison park mill quarry observatory school canal".split(),
    "month": "January February March April May June July August September October November December".split(),
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=[10_000, 50_000, 200_000])
    options.add_argument("--queries", type=int, default=100)
    asked = options.parse_args()
    encoder = encoders.load()
    assert encoder is not None
    chance = random.Random(1)
    texts = sorted({sentence(chance) for _ in range(int(max(asked.sizes) * 1.15))})[: max(asked.sizes)]
    chance.shuffle(texts)
    vectors = spread(encoder.encode(texts[:REAL]), len(texts))
    queries = [changed(text, chance) for text in chance.choices(texts[:REAL], k=asked.queries)]
    posts = [post(text, chance) for text in queries]
    batch = [changed(text, chance) for text in chance.choices(texts, k=1_000)]
    print(f"{'claims':>8} {'method':<34} {'build s':>8} {'median ms':>10} {'p95 ms':>8} {'processor ms':>13}")
    for size in asked.sizes:
        measure(texts[:size], vectors[:size], {"sentences": queries, "posts": posts}, batch, encoder)


def measure(
    texts: list[str], vectors: NDArray[np.float32], asked: dict[str, list[str]], batch: list[str], encoder: encoders.Encoder
) -> None:
    queries, judge = asked["sentences"], pair_model.load()
    assert judge is not None, "the pair model must be there to be timed"
    began = time.perf_counter()
    index = Index()
    for first in range(0, len(texts), 10_000):
        claims = [KnownClaim(number, texts[number]) for number in range(first, min(first + 10_000, len(texts)))]
        index.put(claims, [vectors[claim.id : claim.id + 1] for claim in claims])
    built = time.perf_counter() - began
    for kind, several in asked.items():
        for how, model in (("without relations", None), ("with relations", judge)):
            timings = timed(lambda text, model=model: match([Query(text)], index, encoder=encoder, pair_model=model), several)  # type: ignore[misc]
            show(len(texts), f"ours, {kind} {how}", built, timings)
        over_all = timed(lambda text: process.extract(text, texts, scorer=fuzz.token_set_ratio, limit=5), several[:10])
        show(len(texts), f"rapidfuzz over all, {kind}", 0.0, over_all)
    print(f"{'':>8} resident memory without the benchmark's own vectors: {memory() - vectors.base.nbytes / 2**20:.0f} MB")
    began = time.perf_counter()
    match([Query(text) for text in batch], index, encoder=encoder)
    print(f"{'':>8} a batch of {len(batch):,}: {(time.perf_counter() - began) / len(batch) * 1000:.1f} ms a query")
    rows = encoder.encode(queries)
    show(
        len(texts),
        "ours, nearest vectors alone",
        0.0,
        timed(lambda place: index.find_by_meaning(rows[place : place + 1], 50), range(len(queries))),
    )
    print(f"{'':>8} recall@10 against all vectors in full: {recall(index, vectors, rows):.3f}")
    show(len(texts), "tantivy alone", 0.0, timed(lambda text: index.find_by_words(sorted(set(terms(text))), 50), queries))
    began = time.perf_counter()
    retriever = bm25s.BM25()
    retriever.index(bm25s.tokenize(texts, show_progress=False), show_progress=False)
    built = time.perf_counter() - began
    show(
        len(texts),
        "bm25s",
        built,
        timed(lambda text: retriever.retrieve(bm25s.tokenize(text, show_progress=False), k=50, show_progress=False), queries),
    )


def sentence(chance: random.Random) -> str:
    given = {name: chance.choice(words) for name, words in WORDS.items()}
    numbers = {
        "count": chance.randint(2, 900),
        "few": chance.randint(1, 9),
        "money": f"${chance.randint(1, 99)} million",
        "year": chance.randint(1950, 2026),
    }
    parts = [chance.choice(PARTS[name].split("|")) for name in ("who", "did", "what", "when")]
    return " ".join(parts).format(**given, **numbers).capitalize() + "."


def post(text: str, chance: random.Random) -> str:
    """A post that says a sentence among others."""
    before, after = sentence(chance), sentence(chance)
    return f"{before} {text} {after} #{chance.choice(WORDS['town'])} https://example.org/{chance.randint(1, 999)} — Ana Brandt (@anabrandt) May 8, 2026"


def changed(text: str, chance: random.Random) -> str:
    words = text.rstrip(".").split()
    return " ".join(word for word in words if chance.random() < 0.85) + "."


def spread(real: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    chance = np.random.default_rng(1)
    rows = np.empty((count, real.shape[1]), dtype=np.float32)
    rows[: len(real)] = real[:count]
    for first in range(len(real), count, 10_000):
        some = real[chance.integers(0, len(real), min(10_000, count - first))]
        noise = chance.standard_normal(some.shape).astype(np.float32)
        moved = some + noise * (NOISE / np.sqrt(some.shape[1]))
        rows[first : first + len(some)] = moved / np.linalg.norm(moved, axis=1, keepdims=True)
    return rows


def recall(index: Index, vectors: NDArray[np.float32], asked: NDArray[np.float32]) -> float:
    exact = np.argsort(-(asked @ vectors.T), axis=1)[:, :10]
    found = index.find_by_meaning(asked, 10)
    return float(np.mean([len(set(one.tolist()) & set(other)) / 10 for one, other in zip(exact, found, strict=True)]))


def timed(ask: Callable[[object], object], several: Sequence[object]) -> tuple[list[float], list[float]]:
    """The milliseconds of each by the clock, and of the processor, which other programs stretch less."""
    ask(several[0])
    took, worked = [], []
    for one in several:
        began, work = time.perf_counter(), time.process_time()
        ask(one)
        took.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - work) * 1000)
    return took, worked


def show(size: int, name: str, built: float, times: tuple[list[float], list[float]]) -> None:
    took, worked = times
    print(
        f"{size:>8,} {name:<34} {built:>8.1f} {np.median(took):>10.1f} {np.percentile(took, 95):>8.1f} {np.median(worked):>13.1f}",
        flush=True,
    )


def memory() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20


if __name__ == "__main__":
    main()

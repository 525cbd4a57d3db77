"""How well and how fast a claim is found, ours beside rapidfuzz, bm25s and tantivy alone, on one claim-retrieval set in one run.

    PYTHONPATH=. .venv/bin/python tests/benchmarks/matching_peers.py CLAIMS.jsonl QUERIES.jsonl QRELS.tsv

The files are those of ``bench matching``. Prints a Markdown table; every method sees a claim's text and title, and the same queries.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import bm25s
import numpy as np
from rapidfuzz import fuzz, process

from claims.desk.batch import benchmark
from claims.matching.evaluation import average_precision, indexed
from claims.matching.queries import Query
from claims.matching.ranking import match
from claims.matching.search import encoder as encoders
from claims.matching.search.index import texts_of
from claims.matching.search.terms import distinct, terms

DEEPEST = 50


def main() -> None:
    """Read the set, let each method rank, and print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    for name in ("claims", "queries", "qrels"):
        asked.add_argument(name, type=Path)
    files = asked.parse_args()
    known, numbers = benchmark.read_claims(files.claims)
    queries = benchmark.read_queries(files.queries)
    right = benchmark.read_answers(files.qrels, numbers)
    encoder = encoders.load()
    index, by_words = indexed(known, encoder), indexed(known, None)
    texts = {claim.id: " ".join(texts_of(claim)) for claim in known}
    ids = list(texts)
    retriever = bm25s.BM25()
    retriever.index(bm25s.tokenize(list(texts.values()), stopwords="en", show_progress=False), show_progress=False)

    def with_bm25s(text: str) -> list[int]:
        words = bm25s.tokenize(text, stopwords="en", show_progress=False)
        return [ids[int(place)] for place in retriever.retrieve(words, k=DEEPEST, show_progress=False)[0][0]]

    methods: dict[str, Callable[[str], list[int]]] = {
        "ours": lambda text: [hit.claim_id for hit in match([Query(text)], index, limit=DEEPEST, encoder=encoder)[0]],
        "ours, words alone (no model)": lambda text: [hit.claim_id for hit in match([Query(text)], by_words, limit=DEEPEST)[0]],
        "tantivy, BM25 with stems": lambda text: index.find_by_words(distinct(terms(text)), DEEPEST),
        "bm25s": with_bm25s,
        "rapidfuzz token_set_ratio over all claims": lambda text: [
            number for _, _, number in process.extract(text, texts, scorer=fuzz.token_set_ratio, limit=DEEPEST)
        ],
    }
    print(f"{len(known):,} claims, {sum(name in right for name in queries):,} queries\n")
    print("| method | MAP@5 | hit@1 | hit@10 | hit@50 | median ms | p95 ms |\n|---|---|---|---|---|---|---|")
    for name, find in methods.items():
        print(row(name, find, queries, right))


def row(name: str, find: Callable[[str], list[int]], queries: dict[str, str], right: dict[str, set[int]]) -> str:
    """One line of the table."""
    took, found = [], []
    for query, text in queries.items():
        if query not in right:
            continue
        began = time.perf_counter()
        ranked = find(text)
        took.append((time.perf_counter() - began) * 1000)
        found.append(([number in right[query] for number in ranked], len(right[query])))
    precision = np.mean([average_precision(hits, total, 5) for hits, total in found])
    reached = [np.mean([any(hits[:depth]) for hits, _ in found]) for depth in (1, 10, 50)]
    figures = " | ".join(f"{value:.3f}" for value in (precision, *reached))
    return f"| {name} | {figures} | {np.median(took):.1f} | {np.percentile(took, 95):.1f} |"


if __name__ == "__main__":
    main()

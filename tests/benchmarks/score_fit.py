"""Fit the score of a pair, for stores that hold no answer to most questions, and say how open sets come out.

    python -m tests.benchmarks.score_fit FOLDER [--write] [--vectors CACHE.npz]

FOLDER holds claims.jsonl, {train,dev}.queries.jsonl and {train,dev}.qrels.tsv. Scales come from train and from near copies of the
project's own sets, and are written into claims/matching/score/relations.toml; the figures are those of dev with the scales in force. The set
holds some claims twice, with other quotation marks: a claim in the same words as a right one is right, too, and is taken out with it.
"""

import argparse
import itertools
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import utils

from claims.matching import ranking
from claims.matching.evaluation import average_precision, indexed
from claims.matching.queries import Query
from claims.matching.score import features, pair_model, relating
from claims.matching.search.index import Index
from claims.model import Hit, KnownClaim, Relation
from tests import labelled
from tests.benchmarks.matching_fit import Keeping

SHOWN = 5
ANSWERED = 0.2  # share of questions whose answer is stored, as a newsroom that reads whole articles finds it
BESIDE = 0.4  # weight of a near copy of our own sets, beside 1 for a wrong candidate of a real question
COPIES = 1_200  # near copies, drawn by chance
RIDGE = 1.0  # on standardised features
# Long posts made these two weigh against a pair, so that texts of the very same words scored less than a free rewording.
LEFT_OUT = ("crosses", "partial", "token_sort")
LIKENESS = [name for name in features.LIKENESS if name not in LEFT_OUT]
WORDS = [name for name in LIKENESS if not name.startswith("cosine")]
SIGNS = ["forward", "backward", "excluded", "rule"]
SCALES = {"pair_and_meaning": LIKENESS + SIGNS, "pair_and_words": WORDS + SIGNS, "meaning": [*LIKENESS, "rule"], "words": [*WORDS, "rule"]}


@dataclass(frozen=True)
class Question:
    """A text, the claims that are right, and what is found with these in the store and without."""

    right: set[int]
    answered: list[Hit]
    unanswered: list[Hit]


@dataclass(frozen=True)
class Row:
    features: dict[str, float]
    is_same: bool
    weight: float


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--write", action="store_true")
    options.add_argument("--vectors", type=Path)
    given = options.parse_args()
    keeping, model = Keeping(given.vectors), pair_model.load()
    assert model is not None, "the pair model must be there to fit scores on what it says"
    claims, numbers = read_claims(given.folder / "claims.jsonl")
    index = indexed(claims, keeping)  # type: ignore[arg-type]
    keeping.save()
    if given.write:
        train = [*rows_of(asked(given.folder, "train", index, numbers, keeping, model)), *near_copies(keeping, model)]
        write({name: fitted(train, columns) for name, columns in SCALES.items()})
        relating.limits.cache_clear()
    figures(asked(given.folder, "dev", index, numbers, keeping, model))
    keeping.save()


def read_claims(path: Path) -> tuple[list[KnownClaim], dict[str, int]]:
    lines = [json.loads(line) for line in path.open(encoding="utf-8")]
    claims = [KnownClaim(number, line["text"], line.get("title") or None) for number, line in enumerate(lines, start=1)]
    return claims, {line["id"]: number for number, line in enumerate(lines, start=1)}


def asked(folder: Path, split: str, index: Index, numbers: dict[str, int], keeping: Keeping, model: pair_model.PairModel) -> list[Question]:
    twins = twins_of([index[number] for number in numbers.values()])
    answers: dict[str, set[int]] = {}
    for line in (folder / f"{split}.qrels.tsv").open(encoding="utf-8"):
        query, _, claim, _ = line.split("\t")
        answers.setdefault(query, set()).update(twins[numbers[claim]])
    lines = [json.loads(line) for line in (folder / f"{split}.queries.jsonl").open(encoding="utf-8")]
    found = []
    for without in (False, True):
        queries = [Query(line["text"], exclude=frozenset(answers[line["id"]] if without else ())) for line in lines]
        found.append(ranking.match(queries, index, limit=SHOWN, encoder=keeping, pair_model=model))  # type: ignore[arg-type]
    return [Question(answers[line["id"]], *hits) for line, *hits in zip(lines, *found, strict=True)]


def twins_of(claims: Sequence[KnownClaim]) -> dict[int, set[int]]:
    """For each claim those in the same words, itself among them; case and punctuation do not count."""
    by_words: dict[str, set[int]] = {}
    for claim in claims:
        by_words.setdefault(words_of(claim), set()).add(claim.id)
    return {claim.id: by_words[words_of(claim)] for claim in claims}


def words_of(claim: KnownClaim) -> str:
    return " ".join(utils.default_process(claim.text).split())


def rows_of(questions: Sequence[Question]) -> Iterator[Row]:
    for question in questions:
        for share, hits in ((ANSWERED, question.answered), (1 - ANSWERED, question.unanswered)):
            for hit in hits:
                yield Row(hit.comparison.features, hit.claim_id in question.right, share)


def near_copies(keeping: Keeping, model: pair_model.PairModel) -> Iterator[Row]:
    """Pairs of our own sets: right where theirs follows from ours, as the right claim of a post mostly does."""
    several = [(pair.ours, pair.theirs, pair.same) for name in ("08", "09") for pair in labelled.differences(name)]
    several += [(pair.ours, pair.theirs, pair.relation in ("same", "more")) for pair in labelled.relations("natural")]
    chosen = random.Random(2026).sample(several, min(COPIES, len(several)))
    known = [KnownClaim(number, theirs) for number, (_, theirs, _) in enumerate(chosen, start=1)]
    together = [(Query(ours), claim) for (ours, _, _), claim in zip(chosen, known, strict=True)]
    compared = ranking.compare(together, Index(), ranking.Encoders(keeping), pair_model=model)  # type: ignore[arg-type]
    for comparison, (_, _, is_same) in zip(compared, chosen, strict=True):
        yield Row(comparison.features, is_same, BESIDE)


def fitted(rows: Sequence[Row], columns: Sequence[str]) -> NDArray[np.float64]:
    """Intercept and weights of a ridge-penalised logistic regression, by Newton's method."""
    table = np.array([[row.features.get(name, 0.0) for name in columns] for row in rows])
    right, share = np.array([row.is_same for row in rows], dtype=float), np.array([row.weight for row in rows])
    mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    table = np.hstack([np.ones((len(rows), 1)), (table - mean) / spread])
    penalty, weights = np.diag([0.0] + [RIDGE] * len(columns)), np.zeros(table.shape[1])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (share * (right - chance)) - penalty @ weights
        weights += np.linalg.solve((table.T * (share * chance * (1 - chance))) @ table + penalty, slope)
    return np.array([weights[0] - (weights[1:] * mean / spread).sum(), *(weights[1:] / spread)])


def write(scales: dict[str, NDArray[np.float64]]) -> None:
    text = relating.TABLE.read_text(encoding="utf-8")
    for name, weights in scales.items():
        lines = [f"{column} = {weight:.4f}" for column, weight in zip(SCALES[name], weights[1:], strict=True)]
        section = "\n".join([f"[scales.{name}]", f"intercept = {weights[0]:.4f}", "", f"[scales.{name}.weights]", *lines])
        text = re.sub(rf"\[scales\.{name}\]\n.*?(?=\n\n\[scales\.(?!{name}\.)|\n\n#|\Z)", section, text, flags=re.DOTALL)
    relating.TABLE.write_text(text.rstrip() + "\n", encoding="utf-8")


def figures(questions: Sequence[Question]) -> None:
    """What right pairs are told, and what is said to questions whose answer was taken out of the store."""
    precision = np.mean(
        [
            average_precision([hit.claim_id in question.right for hit in question.answered], len(question.right), SHOWN)
            for question in questions
        ]
    )
    right = [hit.comparison for question in questions for hit in question.answered if hit.claim_id in question.right]
    told = Counter(str(one.closer or one.relation) for one in right)
    print(f"MAP@5 {precision:.4f}; right pairs told " + ", ".join(f"{name} {count / len(right):.3f}" for name, count in told.most_common()))
    suggested = [[hit.comparison for hit in question.unanswered if ranking.suggested(hit.comparison)] for question in questions]
    same = np.mean([any(hit.comparison.relation is Relation.SAME for hit in question.unanswered) for question in questions])
    kept = np.mean(
        [any(ranking.suggested(hit.comparison) and hit.claim_id in question.right for hit in question.answered) for question in questions]
    )
    print(
        f"no claim stored: told same {same:.4f}, suggested {np.mean([bool(one) for one in suggested]):.3f}; its claim stored: suggested {kept:.3f}"
    )
    print("suggested wrongly as " + str(Counter(str(one.closer or one.relation) for several in suggested for one in several)))
    rows = list(rows_of(questions))
    print("score      pairs  mean score  the same claim")
    error, whole = 0.0, sum(row.weight for row in rows)
    for low, high in itertools.pairwise((0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 1.01)):
        here = [(row, score) for row in rows if low <= (score := _score(row)) < high]
        total = sum(row.weight for row, _ in here) or 1.0
        mean = sum(row.weight * score for row, score in here) / total
        share = sum(row.weight for row, _ in here if row.is_same) / total
        error += total / whole * abs(mean - share) if here else 0.0
        print(f"from {low:.2f} {len(here):6} {mean:11.3f} {share:15.3f}")
    print(f"calibration error {error:.4f}")


def _score(row: Row) -> float:
    return relating.limits().scales["pair_and_meaning" if "forward" in row.features else "meaning"].score(row.features)


if __name__ == "__main__":
    main()

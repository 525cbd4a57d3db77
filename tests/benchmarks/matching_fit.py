"""Fit the ranking's weights on a claim-retrieval set, judge them by cross-validation, and write claims/matching/score/weights.toml.

    python -m tests.benchmarks.matching_fit FOLDER [--write] [--ablation] [--vectors CACHE.npz]

FOLDER holds claims.jsonl, {train,dev}.queries.jsonl and {train,dev}.qrels.tsv. Weights come from train alone.
"""

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.matching import candidates, queries, ranking
from claims.matching.evaluation import DEEPEST, average_precision, calibration_error, reliability
from claims.matching.query_passages import passages
from claims.matching.score import features
from claims.matching.score.features import Common
from claims.matching.score.scoring import WEIGHTS
from claims.matching.search import encoder as encoders
from claims.matching.search.index import Index, texts_of
from claims.model import KnownClaim

FEATURES = {
    "meaning": (
        "cosine_text cosine_title cosine_part cosine lead_meaning rank_meaning lead_both covered covered_best of_text telling rarest names numbers bm25"
        " lead_words rank_words lead_telling partial token_set"
    ).split(),
    "words": "covered covered_best of_text telling rarest names numbers bm25 lead_words rank_words lead_telling partial token_set".split(),
}
FOLDS = 5
SIDE = 0.3  # weight of a pair from the made-up stores below, beside 1 for a real one; chosen by cross-validation of MAP@5 and ECE
RIDGE = 1.0  # on standardised features

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """One query: its candidates' rows, which are right, and the same in made-up stores that lack the answer or are small."""

    rows: Matrix
    right: NDArray[np.bool_]
    total: int
    group: int  # queries with the same answer stay in one fold
    side_rows: Matrix
    side_right: NDArray[np.bool_]


class Keeping:
    """An encoder that remembers, so that the second run takes a minute less."""

    def __init__(self, path: Path | None) -> None:
        self.inner = encoders.load()
        assert self.inner is not None, "the embedding model must be installed to fit weights for it"
        self.name, self.dim = self.inner.name, self.inner.dim
        self.path, self.known = path, {}
        if path and path.exists():
            stored = np.load(path)
            self.known = dict(zip(stored["texts"].tolist(), stored["rows"], strict=True))

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        for text in texts:
            if text not in self.known:
                self.known[text] = self.inner.encode([text])[0]
        return np.array([self.known[text] for text in texts], dtype=np.float32).reshape(len(texts), self.dim)

    def save(self) -> None:
        if self.path:
            np.savez(self.path, texts=np.array(list(self.known)), rows=np.array(list(self.known.values())))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--write", action="store_true")
    options.add_argument("--ablation", action="store_true")
    options.add_argument("--vectors", type=Path)
    asked = options.parse_args()
    keeping = Keeping(asked.vectors)
    tables = []
    for kind, names in FEATURES.items():
        train, dev = read(asked.folder, keeping if kind == "meaning" else None, names)
        weights = fit(train)
        print(f"{kind}: dev, fitted on train: {figures(dev, [rank(weights, case) for case in dev])}")
        print(f"{kind}: {FOLDS}-fold cross-validation over both: {judged(train + dev, print_table=True)}")
        if asked.ablation:
            ablate(train + dev, names)
        tables.append(described(kind, names, weights))
    keeping.save()
    if asked.write:
        # Those across languages are fitted by languages_fit.py.
        languages = WEIGHTS.read_text(encoding="utf-8").partition("[languages]\n")
        WEIGHTS.write_text(HEAD + "\n".join([*tables, "".join(languages[1:])]), encoding="utf-8")


def read(folder: Path, keeping: Keeping | None, names: list[str]) -> tuple[list[Case], list[Case]]:
    lines = [json.loads(line) for line in (folder / "claims.jsonl").open(encoding="utf-8")]
    claims = [KnownClaim(number, line["text"], line.get("title") or None) for number, line in enumerate(lines)]
    numbers = {line["id"]: number for number, line in enumerate(lines)}
    index = Index()
    index.put(claims, [keeping.encode(texts_of(claim)) if keeping else None for claim in claims])
    chance = random.Random(2020)
    return tuple(list(cases(folder, split, index, numbers, keeping, names, chance)) for split in ("train", "dev"))  # type: ignore[return-value]


def cases(
    folder: Path, split: str, index: Index, numbers: dict[str, int], keeping: Keeping | None, names: list[str], chance: random.Random
):  # type: ignore[no-untyped-def]
    answers: dict[str, set[int]] = {}
    for line in (folder / f"{split}.qrels.tsv").open(encoding="utf-8"):
        query, _, claim, _ = line.split("\t")
        answers.setdefault(query, set()).add(numbers[claim])
    for line in (folder / f"{split}.queries.jsonl").open(encoding="utf-8"):
        one = json.loads(line)
        query, right = queries.Query(one["text"]), answers[one["id"]]
        found = gather(query, index, DEEPEST, ranking.Encoders(keeping))  # type: ignore[arg-type]
        yield case(query, index, keeping, found, right, names, chance)


def gather(query: queries.Query, index: Index, limit: int, models: ranking.Encoders) -> list[candidates.Candidate]:
    """The claims of an index that are looked at closely for a query, ``limit`` by words and ``limit`` by meaning."""
    text = ranking.prepared(query, passages(query.text), index, models)
    return candidates._candidates(query, text, [index], [candidates._near([text], index, limit)[0]], limit)


def case(query, index, keeping, found, right, names, chance) -> Case:  # type: ignore[no-untyped-def]
    text = ranking.prepared(query, passages(query.text), index, ranking.Encoders(keeping))
    made = {number: candidates.candidate(text, index, number, index).common for number in {*right, *chance.sample(range(len(index)), 30)}}
    answers = [made[number] for number in right]
    strangers = [one for number, one in made.items() if number not in right][: chance.choice([1, 3, 8, 20, 30])]
    wrong = [one.common for one in found if one.claim.id not in right]
    thinned = [one for one in wrong if chance.random() < 0.3]
    # Stores that hold no answer, and small ones with and without: what stands first is not always right.
    stores = [(wrong, 0), (answers + strangers, len(answers)), (strangers, 0), (answers + thinned, len(answers))]
    return Case(
        matrix([one.common for one in found], names),
        np.array([one.claim.id in right for one in found]),
        len(right),
        min(right),
        np.vstack([matrix(store, names) for store, _ in stores]),
        np.concatenate([np.arange(len(store)) < answered for store, answered in stores]),
    )


def matrix(several: list[Common], names: list[str]) -> Matrix:
    rows = features.with_rivals(several)
    return np.array([[row[name] for name in names] for row in rows]).reshape(len(rows), len(names))


def fit(several: Sequence[Case], columns: list[int] | None = None) -> Matrix:
    """Intercept and weights of a ridge-penalised logistic regression, by Newton's method."""
    rows = np.vstack([part for one in several for part in (one.rows, one.side_rows)])
    right = np.concatenate([part for one in several for part in (one.right, one.side_right)]).astype(float)
    share = np.concatenate([part for one in several for part in (np.ones(len(one.rows)), np.full(len(one.side_rows), SIDE))])
    kept = columns if columns is not None else list(range(rows.shape[1]))
    mean, spread = rows[:, kept].mean(axis=0), rows[:, kept].std(axis=0) + 1e-9
    table = np.hstack([np.ones((len(rows), 1)), (rows[:, kept] - mean) / spread])
    penalty = np.diag([0.0] + [RIDGE] * len(kept))
    weights = np.zeros(table.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (share * (right - chance)) - penalty @ weights
        curve = (table * (share * chance * (1 - chance))[:, None]).T @ table + penalty
        weights += np.linalg.solve(curve, slope)
    whole = np.zeros(rows.shape[1] + 1)
    whole[[0, *(place + 1 for place in kept)]] = [weights[0] - (weights[1:] * mean / spread).sum(), *(weights[1:] / spread)]
    return whole


def rank(weights: Matrix, one: Case) -> Matrix:
    return 1 / (1 + np.exp(-np.clip(weights[0] + one.rows @ weights[1:], -30, 30)))


def judged(several: list[Case], columns: list[int] | None = None, *, print_table: bool = False) -> str:
    groups = sorted({one.group for one in several})
    random.Random(5).shuffle(groups)
    fold = {group: place % FOLDS for place, group in enumerate(groups)}
    scores: dict[int, Matrix] = {}
    for held in range(FOLDS):
        weights = fit([one for one in several if fold[one.group] != held], columns)
        scores |= {place: rank(weights, one) for place, one in enumerate(several) if fold[one.group] == held}
    return figures(several, [scores[place] for place in range(len(several))], print_table=print_table)


def figures(several: Sequence[Case], scores: Sequence[Matrix], *, print_table: bool = False) -> str:
    ordered = [np.argsort(-one, kind="stable") for one in scores]
    precision = np.mean([average_precision(one.right[order], one.total, 5) for one, order in zip(several, ordered, strict=True)])
    hits = {depth: np.mean([one.right[order[:depth]].any() for one, order in zip(several, ordered, strict=True)]) for depth in (1, 10, 50)}
    top = [(score[place], one.right[place]) for one, score, order in zip(several, scores, ordered, strict=True) for place in order[:10]]
    table = reliability([float(score) for score, _ in top], [bool(right) for _, right in top])
    if print_table:
        for row in table:
            print(f"    scored {row['from']:.1f}+: {row['pairs']:5.0f} pairs, mean score {row['score']:.3f}, right {row['right']:.3f}")
    shown = ", ".join(f"hit@{depth} {value:.3f}" for depth, value in hits.items())
    return f"MAP@5 {precision:.4f}, {shown}, ECE {calibration_error(table):.4f}"


def ablate(several: list[Case], names: list[str]) -> None:
    families = {
        "rapidfuzz": ("partial", "token_set"),
        "names and numbers": ("names", "numbers"),
        "shared rare words": (
            "covered",
            "covered_best",
            "of_text",
            "telling",
            "rarest",
            "bm25",
            "lead_words",
            "rank_words",
            "lead_telling",
            "lead_both",
            "rank_both",
        ),
        "standing among the candidates": (
            "rank_words",
            "rank_meaning",
            "rank_both",
            "lead_words",
            "lead_meaning",
            "lead_text",
            "lead_both",
            "lead_telling",
        ),
        "titles (meaning)": ("cosine_title",),
        "best sentence": ("cosine_part", "cosine"),
        "meaning": (
            "cosine_text",
            "cosine_title",
            "cosine_part",
            "cosine",
            "lead_meaning",
            "rank_meaning",
            "lead_text",
            "lead_both",
            "rank_both",
        ),
    }
    for family, members in families.items():
        columns = [place for place, name in enumerate(names) if name not in members]
        if 0 < len(columns) < len(names):
            print(f"    without {family}: {judged(several, columns)}")


def described(kind: str, names: list[str], weights: Matrix) -> str:
    lines = [f"[{kind}]", f"intercept = {weights[0]:.4f}", "", f"[{kind}.weights]"]
    return "\n".join([*lines, *(f"{name} = {weight:.4f}" for name, weight in zip(names, weights[1:], strict=True))]) + "\n"


HEAD = """# Weights of the ranking: logistic regression on the features of claims/matching/score/features.py.
# Written by tests/benchmarks/matching_fit.py from the train split of CheckThat! 2020 task 2; docs/matching.md tells how good they are.
# A weight is what one whole unit of its feature adds to the log-odds that a candidate is the claim asked for.

"""

if __name__ == "__main__":
    main()

"""Measures matching on a set of claims, queries and right answers; uses no store."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from claims.desk.batch.text_lines import text_lines
from claims.errors import Unreadable
from claims.exchange.claim_tables import read_jsonl
from claims.exchange.rows import ImportedClaim, RowError
from claims.matching import evaluation
from claims.matching.queries import Query
from claims.matching.score import pair_model
from claims.matching.search import multilingual
from claims.matching.search.encoder import Encoder
from claims.model import KnownClaim
from claims.reading import languages


def matching(
    claims: Path, queries: Path, qrels: Path, encoder: Encoder | None, *, on_claims: Callable[[int], None] | None = None
) -> dict[str, Any]:
    """The contract's figures for ``bench matching``, with the reliability table and the calibration error.

    ``on_claims`` gets the number of claims indexed since its last call. Raise Unreadable, naming the file, for an invalid set.
    """
    known, numbers = read_claims(claims)
    questions = read_queries(queries)
    answers = read_answers(qrels, numbers)
    # The multilingual model takes over a second to load and 2 ms a claim, so use it only if needed.
    abroad = not all(claim.is_english for claim in known) or any(Query(text).spoken != "en" for text in questions.values())
    across = multilingual.load() if abroad else None
    if not any(answers.get(name) for name in questions):
        raise Unreadable(f"{qrels}: no query of {queries} has a right answer among the claims of {claims}.")
    index = evaluation.indexed(known, encoder, across, on_step=on_claims)
    return dict(evaluation.evaluate(index, questions, answers, encoder, across, pair_model.load()))


def read_claims(path: Path) -> tuple[list[KnownClaim], dict[str, int]]:
    """The claims of a JSON-lines file, and the number given to each external id. Raise Unreadable for a bad row."""
    known: list[KnownClaim] = []
    numbers: dict[str, int] = {}
    with path.open("rb") as file:
        for row in read_jsonl(file):
            if isinstance(row, RowError):
                raise Unreadable(f"{path}: row {row.row}: {row.reason}")
            if not isinstance(row, ImportedClaim):
                continue
            numbers[row.external_id] = len(known) + 1
            language = languages.of_line(row.text, row.language)
            known.append(KnownClaim(len(known) + 1, row.text, row.title, language=language))
    return known, numbers


def read_queries(path: Path) -> dict[str, str]:
    """The texts of a JSON-lines file of queries, by id."""
    with path.open("rb") as file:
        return {str(query_id): text for query_id, text in text_lines(file, str(path))}


def read_answers(path: Path, numbers: dict[str, int]) -> dict[str, set[int]]:
    """The numbers of the right claims for each query, from a qrels file. Raise Unreadable for a bad line."""
    answers: dict[str, set[int]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        cells = line.split("\t")
        if len(cells) != 4:
            if line.strip():
                raise Unreadable(f"{path}: line {number} is not query_id, 0, claim_id, 1 with tabs between.")
            continue
        query, _, claim, right = cells
        if right.strip() != "0" and claim in numbers:
            answers.setdefault(query, set()).add(numbers[claim])
    return answers

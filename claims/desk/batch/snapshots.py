"""A snapshot of the store in a folder that worker processes read (claims, words, vectors, verdicts), and answering from it."""

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlite_utils import Database

from claims.desk.batch.text_lines import TextLine
from claims.desk.index.claim_vectors import changes_since
from claims.desk.index.lookup import known_claims
from claims.desk.shapes.matches import MatchShape
from claims.errors import ClaimsError
from claims.matching.queries import Query
from claims.matching.ranking import match
from claims.matching.score import pair_model
from claims.matching.search import encoder as encoders
from claims.matching.search import multilingual, snapshot
from claims.model import Comparison, Hit
from claims.store import match_inputs
from claims.store.connect import read


def write_snapshot(db: Database, model: Path | None, folder: Path) -> None:
    """Write what matching needs from the store into ``folder``, which appears only once it is complete."""
    fresh = folder.with_name(folder.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    encoder = encoders.load(model, threads=1)
    load_multilingual = multilingual.load if model is None else lambda: None
    shown: list[tuple[int, Sequence[Any]]] = []

    def parts() -> Iterator[snapshot.Part]:
        for _, live, embedded in changes_since(db, 0, encoder, load_multilingual):
            as_shown = known_claims(db, [claim.id for claim in live])
            # Most claims have no rating and no external id, so store only those that have one.
            rows = [
                (number, [known.review.external_id if known.review else None, known.rating]) for number, known in sorted(as_shown.items())
            ]
            shown.extend((number, row) for number, row in rows if any(row))
            yield live, [vectors.english for vectors in embedded], [vectors.multilingual for vectors in embedded]

    with read(db):
        snapshot.write(fresh, parts(), expected=match_inputs.how_many_changed(db, 0))
    snapshot.write_rows(fresh / "shown", shown)
    plan = {"name": uuid4().hex, "model": encoder.name if encoder else None, "pair_model": _pair_model_name(pair_model.load(threads=1))}
    (fresh / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    os.replace(fresh, folder)


def plan_of(folder: Path) -> dict[str, Any]:
    """The snapshot's own ``name``, the ``model`` of its vectors (None: it has only words), and the ``pair_model`` that judges."""
    plan: dict[str, Any] = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    return plan


def _pair_model_name(model: pair_model.PairModel | None) -> str | None:
    return model.name if model else None


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A hit with what the snapshot knows of its claim; nothing of it is stored."""

    claim_id: int
    text: str
    external_id: str | None
    verdict: str | None
    comparison: Comparison
    match: None = None


class Answerer:
    """Answers lines from a snapshot, in one thread."""

    def __init__(self, folder: Path, model: Path | None) -> None:
        """Raise ClaimsError if the model of the snapshot's vectors is not available here."""
        plan = plan_of(folder)
        self._encoder = encoders.load(model, threads=1) if plan["model"] else None
        here = self._encoder.name if self._encoder else None
        if here != plan["model"]:
            raise ClaimsError(
                f"the snapshot was made with the model {plan['model']}, and this worker has {here or 'none'}: set CLAIMS_MODEL alike."
            )
        self._pair_model = pair_model.load(threads=1) if plan["pair_model"] else None
        if _pair_model_name(self._pair_model) != plan["pair_model"]:
            raise ClaimsError("the snapshot was made with another pair model than this worker has: install the same version on both.")
        self._index = snapshot.read(folder)
        self._own_model = model is None
        self._shown = snapshot.StoredRows(folder / "shown")

    def answer(self, lines: Sequence[TextLine], limit: int) -> bytes:
        """One JSON line per input line, in order."""
        queries = [Query(text) for _, text in lines]
        needed = self._index.speaks_other_languages or (self._index.is_multilingual and any(query.spoken != "en" for query in queries))
        across = multilingual.load() if needed and self._own_model else None
        hits_of_lines = match(queries, self._index, limit=limit, encoder=self._encoder, multilingual=across, pair_model=self._pair_model)
        rows = [
            {"id": name, "matches": [self._shown_as(hit) for hit in hits]} for (name, _), hits in zip(lines, hits_of_lines, strict=True)
        ]
        # A JSON string can hold a lone surrogate, a UTF-8 file cannot.
        return b"".join(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n" for row in rows)

    def _shown_as(self, hit: Hit) -> dict[str, Any]:
        external_id, verdict = self._shown.find(hit.claim_id) or (None, None)
        return MatchShape.of(ShownHit(hit.claim_id, self._index[hit.claim_id].text, external_id, verdict, hit.comparison))


@lru_cache(maxsize=1)
def answerer(folder: Path, model: Path | None) -> Answerer:
    """This process's answerer, opened once for all parts done here."""
    return Answerer(folder, model)

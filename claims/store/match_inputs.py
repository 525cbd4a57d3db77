"""The data for the live index: claims as matching sees them, what changed, and stored embeddings."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.model import KnownClaim
from claims.store.connect import rows, write


@dataclass(frozen=True, slots=True)
class Change:
    """A claim that changed for matching: its current content, or None when it should no longer be found."""

    claim_id: int
    known: KnownClaim | None


def last_change(db: Database) -> int:
    """The counter that every change to a claim, an appearance, a join or a vector increases."""
    return int(rows(db, "SELECT coalesce(max(change), 0) FROM claim_change")[0][0])


def changed_claims(db: Database, seen_change: int) -> list[int]:
    """Numbers of the claims that changed after ``seen_change``, in order; a change to a joined claim is also one to its root."""
    return [row["id"] for row in rows(db, _TOUCHED, {"seen": seen_change})]


def how_many_changed(db: Database, seen_change: int) -> int:
    """How many claims changed after ``seen_change``."""
    return int(rows(db, "SELECT count(*) FROM claim_change WHERE change > :seen", {"seen": seen_change})[0][0])


def claims_now(db: Database, claim_ids: Sequence[int]) -> list[Change]:
    """These claims as they are now, in number order; ``language`` as somebody declared it."""
    parameters = {"ids": json.dumps(list(claim_ids))}
    claim_rows = rows(db, _CLAIMS, parameters)
    quotes: dict[int, list[str]] = {}
    for row in rows(db, _WORDINGS, parameters):
        quotes.setdefault(row["root_id"], []).append(row["quote"])
    return [Change(row["id"], None if row["gone"] else _known(row, quotes.get(row["id"], []))) for row in claim_rows]


def claims_as_known(db: Database, claim_ids: Iterable[int]) -> dict[int, KnownClaim]:
    """Claims as matching sees them, by number, including those that should no longer be found."""
    claim_rows = rows(db, _CLAIMS, {"ids": json.dumps(list(claim_ids))})
    return {row["id"]: _known(row, []) for row in claim_rows}


_TOUCHED = (
    "SELECT claim_id AS id FROM claim_change WHERE change > :seen UNION"
    " SELECT root_id FROM claim_change JOIN joined_claim USING (claim_id) WHERE change > :seen ORDER BY id"
)
_ASKED = "WITH asked (id) AS (SELECT value FROM json_each(:ids))"
_CLAIMS = (
    _ASKED + " SELECT claim.id, claim.text, claim.language, claim.claimed_at, review.title, review.reviewed_at,"
    " (claim.joined_into IS NOT NULL OR claim.state IS 'dropped' OR claim.id IN (SELECT claim_id FROM set_aside)) AS gone,"
    " (SELECT article.published_at FROM appearance JOIN sentence ON sentence.id = appearance.sentence_id"
    "  JOIN article ON article.id = sentence.article_id"
    "  WHERE appearance.claim_id = claim.id ORDER BY appearance.id LIMIT 1) AS published_at"
    " FROM asked JOIN claim ON claim.id = asked.id LEFT JOIN review ON review.claim_id = claim.id ORDER BY claim.id"
)
# A joined claim's wordings are found under its root.
_WORDINGS = (
    _ASKED + ", wording (root_id, quote) AS ("
    " SELECT claim_id, quote FROM appearance WHERE claim_id IN asked"
    " UNION SELECT root_id, quote FROM joined_claim JOIN appearance USING (claim_id) WHERE root_id IN asked"
    " UNION SELECT root_id, text FROM joined_claim JOIN claim ON claim.id = claim_id WHERE root_id IN asked)"
    " SELECT root_id, quote FROM wording ORDER BY root_id, quote"
)


def vectors_of(db: Database, model: str, claim_ids: Sequence[int]) -> dict[int, dict[bytes, bytes]]:
    """Stored embeddings of these claims, by root claim and by SHA-256 of the text."""
    vectors: dict[int, dict[bytes, bytes]] = {}
    for row in _vectors(db, "vector.text_sha256, vector.vector", model, claim_ids):
        vectors.setdefault(row["root_id"], {})[row["text_sha256"]] = row["vector"]
    return vectors


def vector_keys(db: Database, model: str, claim_ids: Sequence[int]) -> dict[int, set[bytes]]:
    """Which texts of these claims have a stored embedding: SHA-256 by root claim."""
    keys: dict[int, set[bytes]] = {}
    for row in _vectors(db, "vector.text_sha256", model, claim_ids):
        keys.setdefault(row["root_id"], set()).add(row["text_sha256"])
    return keys


def any_multilingual(db: Database) -> bool:
    """Whether any claim has a multilingual embedding; if so, every claim gets one."""
    return bool(rows(db, "SELECT EXISTS (SELECT 1 FROM vector WHERE model = 'use-multilingual-v3-6bit')")[0][0])


def _vectors(db: Database, columns: str, model: str, claim_ids: Sequence[int]) -> sqlite3.Cursor:
    # A joined claim's wordings were embedded under its own number before it was joined.
    sql = (
        f"{_ASKED} SELECT coalesce(joined_claim.root_id, vector.claim_id) AS root_id, {columns}"
        " FROM vector LEFT JOIN joined_claim ON joined_claim.claim_id = vector.claim_id WHERE model = :model"
        " AND vector.claim_id IN (SELECT id FROM asked UNION SELECT claim_id FROM joined_claim WHERE root_id IN asked)"
    )
    return db.execute(sql, {"model": model, "ids": json.dumps(list(claim_ids))})


def add_vectors(db: Database, model: str, vectors: Iterable[tuple[int, bytes, bytes]]) -> None:
    """Store embeddings as (claim, SHA-256 of the text, bytes); those already there stay."""
    with write(db):
        # Not "INSERT OR IGNORE": it would also apply inside the trigger, and a claim's existing change counter would not change.
        db.conn.executemany(
            "INSERT INTO vector (claim_id, model, text_sha256, vector) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [(claim_id, model, text, vector) for claim_id, text, vector in vectors],
        )


def _known(row: sqlite3.Row, quotes: list[str]) -> KnownClaim:
    said_on = row["claimed_at"] or row["published_at"] or row["reviewed_at"]
    return KnownClaim(row["id"], row["text"], row["title"], tuple(quotes), day_of(said_on), row["language"])


def day_of(stored: str | None) -> date | None:
    """The day of a stored ISO 8601 date or time; None when there is none or it cannot be parsed."""
    try:
        return date.fromisoformat((stored or "")[:10])
    except ValueError:
        return None

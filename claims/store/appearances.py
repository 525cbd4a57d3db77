"""Where claims appear in articles, word for word, who says them there, and how each article treats them."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.errors import NotFound, StaleEdit
from claims.model import Appearance, Person, Polarity
from claims.store import history
from claims.store.connect import first_row, insert, moment, rows, write
from claims.wording import phrase


def add_appearance(
    db: Database,
    claim_id: int,
    sentence_id: int,
    *,
    start: int,
    end: int,
    quote: str,
    prefix: str,
    suffix: str,
    speaker: str | None,
    polarity: Polarity = Polarity.ASSERTED,
    candidates: Sequence[str] = (),
) -> int:
    """Store where a claim appears in an article, word for word; return the appearance's number. The claim or the article has the event."""
    with write(db):
        return insert(
            db,
            "INSERT INTO appearance (claim_id, sentence_id, start_offset, end_offset, quote, prefix, suffix, speaker, polarity, candidates)"
            " VALUES (:claim_id, :sentence_id, :start, :end, :quote, :prefix, :suffix, :speaker, :polarity, :candidates)",
            {
                "claim_id": claim_id,
                "sentence_id": sentence_id,
                "start": start,
                "end": end,
                "quote": quote,
                "prefix": prefix,
                "suffix": suffix,
                "speaker": speaker,
                "polarity": polarity,
                "candidates": json.dumps(list(candidates), ensure_ascii=False),
            },
        )


def remove_appearances(db: Database, numbers: Iterable[int]) -> None:
    """Take appearances away that the program had carried over to a new version. The article or the sentence has the event."""
    with write(db):
        db.execute("DELETE FROM appearance WHERE id IN (SELECT value FROM json_each(:ids))", {"ids": json.dumps(list(numbers))})


def edit_appearance(db: Database, appearance: Appearance, column: str, value: str | None, *, by: Person, at: datetime) -> None:
    """Set who says a claim in an article ("speaker"), or how the article treats it ("polarity").

    Raise StaleEdit if it changed since it was read.
    """
    was = getattr(appearance, column)
    with write(db):
        changed = db.execute(
            f"UPDATE appearance SET {column} = :value WHERE id = :id AND {column} IS :was",
            {"value": value, "id": appearance.id, "was": was},
        )
        if changed.rowcount == 0:
            raise StaleEdit("claim", appearance.claim_id)
        before, after = {column: was, "article": appearance.article_id}, {column: value, "article": appearance.article_id}
        history.record(
            db, by=by, at=at, action=f"edit_{column}", subject="claim", subject_id=appearance.claim_id, before=before, after=after
        )


def edit_candidates(db: Database, appearance: Appearance, candidates: Sequence[str], *, by: Person, at: datetime) -> None:
    """Set who may have said a claim in an article that names nobody; empty when there is nobody to ask about.

    Raise StaleEdit if it changed since it was read.
    """
    was, value = (json.dumps(list(names), ensure_ascii=False) for names in (appearance.candidates, candidates))
    with write(db):
        changed = db.execute(
            "UPDATE appearance SET candidates = :value WHERE id = :id AND candidates = :was",
            {"value": value, "id": appearance.id, "was": was},
        )
        if changed.rowcount == 0:
            raise StaleEdit("claim", appearance.claim_id)
        before = {"candidates": list(appearance.candidates), "article": appearance.article_id}
        after = {"candidates": list(candidates), "article": appearance.article_id}
        history.record(
            db, by=by, at=at, action="edit_candidates", subject="claim", subject_id=appearance.claim_id, before=before, after=after
        )


_APPEARANCES = (
    "SELECT appearance.*, sentence.article_id,"
    " sentence.article_id IN (SELECT id FROM article WHERE withdrawn_at IS NOT NULL) AS withdrawn"
    " FROM appearance JOIN sentence ON sentence.id = appearance.sentence_id"
)


def appearances_of(db: Database, claim_ids: Iterable[int]) -> list[Appearance]:
    """The appearances of these claims, without those of claims joined into them, article by article in text order."""
    sql = _APPEARANCES + " WHERE claim_id IN (SELECT value FROM json_each(:ids)) ORDER BY article_id, start_offset"
    return [_appearance(row) for row in rows(db, sql, {"ids": json.dumps(list(claim_ids))})]


def get_appearance(db: Database, number: int) -> Appearance:
    """The appearance with that number; raise NotFound."""
    row = first_row(db, _APPEARANCES + " WHERE appearance.id = :id", {"id": number})
    if not row:
        raise NotFound(phrase("there is no appearance {number}.", number=number))
    return _appearance(row)


def appearances_in(db: Database, article_id: int) -> list[Appearance]:
    """All appearances in an article, in text order."""
    sql = _APPEARANCES + " WHERE sentence.article_id = :id ORDER BY start_offset, appearance.id"
    return [_appearance(row) for row in rows(db, sql, {"id": article_id})]


def appeared_at(db: Database, claim_ids: Iterable[int]) -> dict[int, datetime]:
    """For each claim, when the newest article in force that contains it was added; claims without such an article are left out."""
    appearance_rows = rows(
        db,
        "SELECT claim_id, max(article.added_at) AS at FROM appearance JOIN sentence ON sentence.id = appearance.sentence_id"
        " JOIN article ON article.id = sentence.article_id"
        " WHERE claim_id IN (SELECT value FROM json_each(:ids)) AND article.withdrawn_at IS NULL GROUP BY claim_id",
        {"ids": json.dumps(list(claim_ids))},
    )
    return {row["claim_id"]: moment(row["at"]) for row in appearance_rows}


def _appearance(row: sqlite3.Row) -> Appearance:
    return Appearance(
        id=row["id"],
        claim_id=row["claim_id"],
        sentence_id=row["sentence_id"],
        article_id=row["article_id"],
        start=row["start_offset"],
        end=row["end_offset"],
        quote=row["quote"],
        prefix=row["prefix"],
        suffix=row["suffix"],
        speaker=row["speaker"],
        withdrawn=bool(row["withdrawn"]),
        polarity=Polarity(row["polarity"]),
        candidates=() if row["candidates"] == "[]" else tuple(json.loads(row["candidates"])),
    )

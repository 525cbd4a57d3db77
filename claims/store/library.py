"""The texts of sources and articles for the search for passages, and people's decisions on its suggestions.

Sources and articles share one numbering: a source has its own number, an article the negative of its own.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims import wording
from claims.errors import NotFound, Refused
from claims.model import Person
from claims.store import history
from claims.store.confidential import HIDDEN
from claims.store.connect import insert, rows, stamp, write


@dataclass(frozen=True, slots=True)
class StoredText:
    """A text of the library and its number there."""

    number: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class RefusedPassage:
    """A passage that somebody refused for a claim, so it is not suggested again."""

    id: int
    claim_id: int
    text: int  # its number in the library
    start: int
    end: int


def newest(db: Database) -> tuple[int, int]:
    """The highest numbers of a source and of an article, including hidden and withdrawn ones."""
    row = rows(db, "SELECT (SELECT coalesce(max(id), 0) FROM main.source), (SELECT coalesce(max(id), 0) FROM main.article)")[0]
    return int(row[0]), int(row[1])


def title_corrections(db: Database, after: int) -> tuple[int, list[int]]:
    """The number of the newest correction of a title in the history, at least ``after``, and the texts whose titles changed since."""
    event_rows = rows(
        db,
        "SELECT id, subject, subject_id FROM main.event WHERE action IN ('edit_article', 'edit_source') AND id > :after"
        " AND json_type(content, '$.after.title') IS NOT NULL ORDER BY id",
        {"after": after},
    )
    numbers = [row["subject_id"] if row["subject"] == "source" else -row["subject_id"] for row in event_rows]
    return max((row["id"] for row in event_rows), default=after), list(dict.fromkeys(numbers))


def texts_numbered(db: Database, numbers: Sequence[int]) -> list[StoredText]:
    """The texts with these numbers, without those that are missing."""
    text_rows = rows(
        db,
        "SELECT id AS number, title, text FROM source WHERE text IS NOT NULL AND id IN (SELECT value FROM json_each(:numbers))"
        " UNION ALL SELECT -id, title, text FROM article WHERE -id IN (SELECT value FROM json_each(:numbers))",
        {"numbers": json.dumps(list(numbers))},
    )
    return [StoredText(row["number"], row["title"], row["text"]) for row in text_rows]


def texts_after(db: Database, source_id: int, article_id: int, limit: int) -> list[StoredText]:
    """Up to ``limit`` texts: the next sources with a text after ``source_id``, then the next articles after ``article_id``."""
    text_rows = rows(
        db,
        "SELECT * FROM (SELECT id AS number, title, text FROM source WHERE id > :source AND text IS NOT NULL ORDER BY id LIMIT :limit)"
        " UNION ALL SELECT * FROM (SELECT -id, title, text FROM article WHERE id > :article ORDER BY id LIMIT :limit) LIMIT :limit",
        {"source": source_id, "article": article_id, "limit": limit},
    )
    return [StoredText(row["number"], row["title"], row["text"]) for row in text_rows]


def words_of(db: Database, text: int, start: int, end: int) -> str | None:
    """The part of a text between two offsets; None when the text is withdrawn, hidden from this reader or missing."""
    if text > 0:
        sql = f"SELECT substr(text, :first, :length) AS words FROM source WHERE id = :id AND withdrawn_at IS NULL AND confidential <> {HIDDEN}"
    else:
        sql = "SELECT substr(text, :first, :length) AS words FROM article WHERE id = :id AND withdrawn_at IS NULL"
    word_rows = rows(db, sql, {"id": abs(text), "first": start + 1, "length": end - start})
    return str(word_rows[0]["words"]) if word_rows and word_rows[0]["words"] else None


def title_of(db: Database, text: int) -> str:
    """The title of a text; empty when it is missing or hidden from this reader."""
    title_rows = rows(db, f"SELECT title FROM {'source' if text > 0 else 'article'} WHERE id = :id", {"id": abs(text)})
    return str(title_rows[0]["title"]) if title_rows else ""


def titled_words(db: Database, spans: Sequence[tuple[int, int, int]]) -> list[str]:
    """For each (text, start, end), the text's title and the words there, in the form that is embedded; empty when the text is missing."""
    titles = {
        text: rows(db, f"SELECT title FROM {'source' if text > 0 else 'article'} WHERE id = :id", {"id": abs(text)})
        for text in {text for text, _, _ in spans}
    }
    texts = {
        text: str(rows(db, f"SELECT coalesce(text, '') FROM {'source' if text > 0 else 'article'} WHERE id = :id", {"id": abs(text)})[0][0])
        if title
        else ""
        for text, title in titles.items()
    }
    return [f"{titles[text][0]['title']}. {texts[text][start:end]}" if titles[text] else "" for text, start, end in spans]


def articles_carrying(db: Database, claim_ids: Iterable[int]) -> set[int]:
    """The articles in which these claims appear."""
    article_rows = rows(
        db,
        "SELECT DISTINCT article_id FROM appearance JOIN sentence ON sentence.id = appearance.sentence_id"
        " WHERE claim_id IN (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps(list(claim_ids))},
    )
    return {row["article_id"] for row in article_rows}


def refused_passages(db: Database, claim_ids: Iterable[int]) -> list[RefusedPassage]:
    """The passages that people refused for these claims, without refusals that were taken back."""
    refusal_rows = rows(
        db,
        "SELECT * FROM refused_passage WHERE claim_id IN (SELECT value FROM json_each(:ids)) AND taken_back_at IS NULL ORDER BY id",
        {"ids": json.dumps(list(claim_ids))},
    )
    return [_refused(row) for row in refusal_rows]


def get_refused(db: Database, number: int) -> RefusedPassage:
    """The refusal with that number; raise NotFound."""
    refusal_rows = rows(db, "SELECT * FROM refused_passage WHERE id = :id", {"id": number})
    if not refusal_rows:
        raise NotFound(wording.phrase("there is no refused passage {number}.", number=number))
    return _refused(refusal_rows[0])


def refuse_passage(db: Database, claim_id: int, text: int, start: int, end: int, *, by: Person, at: datetime) -> int:
    """Store that a passage does not help with a claim, and the event; return the number of the refusal."""
    source, article = (text, None) if text > 0 else (None, -text)
    with write(db):
        number = insert(
            db,
            "INSERT INTO refused_passage (claim_id, source_id, article_id, start_offset, end_offset, by_id, at)"
            " VALUES (:claim, :source, :article, :start, :end, :by, :at)",
            {"claim": claim_id, "source": source, "article": article, "start": start, "end": end, "by": by.id, "at": stamp(at)},
        )
        after = {"refused_passage_id": number, "source_id": source, "article_id": article, "start": start, "end": end}
        history.record(db, by=by, at=at, action="refuse_passage", subject="claim", subject_id=claim_id, after=after)
    return number


def take_back_refusal(db: Database, refused: RefusedPassage, *, by: Person, at: datetime) -> None:
    """Let a refused passage be suggested again. Raise Refused when the refusal was already taken back."""
    with write(db):
        changed = db.execute(
            "UPDATE refused_passage SET taken_back_at = :at WHERE id = :id AND taken_back_at IS NULL", {"at": stamp(at), "id": refused.id}
        )
        if changed.rowcount == 0:
            raise Refused("this passage is offered again already.")
        after = {"refused_passage_id": refused.id, **_subject_of(refused.text)}
        history.record(db, by=by, at=at, action="offer_passage_again", subject="claim", subject_id=refused.claim_id, after=after)


def note_waiting(db: Database, claim_id: int, spans: Sequence[tuple[int, int, int]]) -> None:
    """Note which passages wait for a person's decision on a claim; replaces those noted before that this reader may see."""
    with write(db):
        # A reader who may not see confidential sources found none of their passages: those still wait for readers who may.
        db.execute(
            "DELETE FROM main.waiting_passage WHERE claim_id = :id"
            f" AND (source_id IS NULL OR source_id IN (SELECT id FROM source WHERE confidential <> {HIDDEN}))",
            {"id": claim_id},
        )
        for text, start, end in spans:
            db.execute(
                "INSERT INTO main.waiting_passage VALUES (:claim, :source_id, :article_id, :start, :end)",
                {"claim": claim_id, **_subject_of(text), "start": start, "end": end},
            )


def claims_waiting_for(db: Database, source_id: int) -> list[tuple[int, str]]:
    """Number and wording of the claims for which passages of a source wait for a person's decision."""
    claim_rows = rows(
        db,
        "SELECT DISTINCT claim.id, claim.text FROM waiting_passage JOIN claim ON claim.id = waiting_passage.claim_id"
        " WHERE waiting_passage.source_id = :id AND claim.joined_into IS NULL ORDER BY claim.id",
        {"id": source_id},
    )
    return [(row["id"], row["text"]) for row in claim_rows]


def drop_waiting(db: Database, claim_ids: Iterable[int], text: int, start: int, end: int) -> None:
    """Remove the waiting passages of a text between these offsets."""
    with write(db):
        db.execute(
            "DELETE FROM main.waiting_passage WHERE claim_id IN (SELECT value FROM json_each(:ids)) AND source_id IS :source_id"
            " AND article_id IS :article_id AND start_offset < :end AND end_offset > :start",
            {"ids": json.dumps(list(claim_ids)), **_subject_of(text), "start": start, "end": end},
        )


def _subject_of(text: int) -> dict[str, int | None]:
    return {"source_id": text if text > 0 else None, "article_id": -text if text < 0 else None}


def _refused(row: sqlite3.Row) -> RefusedPassage:
    number = row["source_id"] or -row["article_id"]
    return RefusedPassage(row["id"], row["claim_id"], number, row["start_offset"], row["end_offset"])

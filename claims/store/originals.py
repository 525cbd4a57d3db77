"""The files and pages that articles were read from, compressed, as sources keep theirs."""

import zlib
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlite_utils import Database

from claims.model import Article, Document, Person
from claims.store import history
from claims.store.connect import first_row, rows, write


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes that an article was read from. ``ending`` is the usual one of their kind: "docx"."""

    content: bytes
    ending: str


def keep_original(db: Database, article_id: int, document: Document) -> None:
    """Store the bytes of an article, unless some are stored already. The article has the event."""
    if document.original is None:
        return
    with write(db):
        db.execute(
            "INSERT OR IGNORE INTO article_original (article_id, ending, sha256, content) VALUES (:id, :ending, :sha256, :content)",
            {
                "id": article_id,
                "ending": document.ending,
                "sha256": sha256(document.original).hexdigest(),
                "content": zlib.compress(document.original),
            },
        )


def replace_original(db: Database, article: Article, document: Document, *, by: Person, at: datetime) -> None:
    """Keep another file of the same text, with comments that the one before did not have. The history names the bytes of both."""
    if document.original is None:
        return
    with write(db):
        before = first_row(db, "SELECT sha256 FROM article_original WHERE article_id = :id", {"id": article.id})
        db.execute("DELETE FROM article_original WHERE article_id = ?", [article.id])
        keep_original(db, article.id, document)
        now = {"sha256": sha256(document.original).hexdigest()}
        was = {"sha256": before["sha256"]} if before else {}
        history.record(db, by=by, at=at, action="replace_original", subject="article", subject_id=article.id, before=was, after=now)


def find_original(db: Database, article_id: int) -> Original | None:
    """The file of an article; None where none is kept, or a redaction emptied it."""
    row = first_row(db, "SELECT content, ending FROM article_original WHERE article_id = :id", {"id": article_id})
    content = zlib.decompress(row["content"]) if row else b""
    return Original(content, row["ending"]) if row and content else None


def find_ending(db: Database, article_id: int) -> str | None:
    """The usual ending of an article's file ("docx"); None where none is kept."""
    row = first_row(db, "SELECT ending FROM article_original WHERE article_id = :id", {"id": article_id})
    return str(row["ending"]) if row else None


def articles_with_original(db: Database) -> list[int]:
    """The articles whose bytes are kept."""
    return [row["article_id"] for row in rows(db, "SELECT article_id FROM article_original ORDER BY article_id")]

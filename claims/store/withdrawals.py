"""Withdraws a wrong article, so that it no longer counts, and restores it. Nothing is deleted."""

from datetime import datetime

from sqlite_utils import Database

from claims.model import Article, Person, Withdrawal
from claims.store import history
from claims.store.connect import first_row, moment, rows, stamp, write
from claims.store.guarded_edits import set_withdrawn


def withdraw_article(db: Database, article: Article, note: str, *, by: Person, at: datetime) -> None:
    """Withdraw an article, so that it no longer counts, nor do claims that appear nowhere else. Raise StaleEdit if it changed since it was read."""
    with write(db):
        set_withdrawn(db, "article", article, stamp(at))
        history.record(db, by=by, at=at, action="withdraw_article", subject="article", subject_id=article.id, after={"note": note})


def restore_article(db: Database, article: Article, *, by: Person, at: datetime) -> None:
    """Restore a withdrawn article, so that it and its claims count again. Raise StaleEdit if it changed since it was read."""
    with write(db):
        set_withdrawn(db, "article", article, None)
        history.record(db, by=by, at=at, action="restore_article", subject="article", subject_id=article.id)


def find_withdrawal(db: Database, article_id: int) -> Withdrawal | None:
    """Who withdrew an article, when and why; None while it is in force."""
    row = first_row(
        db,
        "SELECT event.at, person.name, event.content ->> '$.after.note' AS note FROM event JOIN person ON person.id = event.by_id"
        " JOIN article ON article.id = event.subject_id WHERE event.subject = 'article' AND event.subject_id = :id"
        " AND event.action = 'withdraw_article' AND article.withdrawn_at IS NOT NULL ORDER BY event.id DESC LIMIT 1",
        {"id": article_id},
    )
    return Withdrawal(row["name"], moment(row["at"]), row["note"]) if row else None


def standing_nowhere_else(db: Database, article_id: int) -> list[int]:
    """The root claims that appear in this article and in no other article in force."""
    claim_rows = rows(
        db,
        "WITH place (root_id, article_id) AS (SELECT coalesce(joined_claim.root_id, appearance.claim_id), sentence.article_id"
        " FROM appearance JOIN sentence ON sentence.id = appearance.sentence_id"
        " LEFT JOIN joined_claim ON joined_claim.claim_id = appearance.claim_id)"
        " SELECT DISTINCT root_id FROM place WHERE article_id = :id AND root_id NOT IN (SELECT root_id FROM place"
        " WHERE article_id <> :id AND article_id NOT IN (SELECT id FROM article WHERE withdrawn_at IS NOT NULL)) ORDER BY root_id",
        {"id": article_id},
    )
    return [row["root_id"] for row in claim_rows]


def withdrawn_articles(db: Database, *, limit: int = 100) -> list[tuple[int, str]]:
    """Number and title of the withdrawn articles, last withdrawn first."""
    article_rows = rows(
        db, "SELECT id, title FROM article WHERE withdrawn_at IS NOT NULL ORDER BY withdrawn_at DESC LIMIT :limit", {"limit": limit}
    )
    return [(row["id"], row["title"]) for row in article_rows]

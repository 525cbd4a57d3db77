"""The state of the work on all articles: what is open in each, and when verdicts were approved."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from claims.store.connect import moment, rows, stamp


@dataclass(frozen=True, slots=True)
class OpenArticle:
    """An article in force, in its newest version, with something left to do. Counts the newsroom's own root claims."""

    id: int
    title: str
    publisher: str | None
    added_at: datetime
    unmarked: int  # sentences
    open: int  # claims that nobody has taken
    in_review: int


def open_articles(db: Database, *, limit: int) -> list[OpenArticle]:
    """Articles with unmarked sentences or unchecked claims, oldest first. A claim that is only proposed counts through its unmarked sentence."""
    article_rows = rows(
        db,
        """
        WITH work (article_id, unmarked) AS (
            SELECT article_id, sum(mark = 'unmarked') FROM sentence GROUP BY article_id
        ), standing (article_id, claim_id, state) AS (
            SELECT DISTINCT sentence.article_id, claim.id, claim.state FROM appearance
            JOIN sentence ON sentence.id = appearance.sentence_id
            LEFT JOIN joined_claim ON joined_claim.claim_id = appearance.claim_id
            JOIN claim ON claim.id = coalesce(joined_claim.root_id, appearance.claim_id)
            WHERE sentence.mark <> 'not_claim' AND claim.state IN ('open', 'in_review')
            AND claim.id IN (SELECT claim_id FROM taken_up_root)
        ), waiting (article_id, open, in_review) AS (
            SELECT article_id, sum(state = 'open'), sum(state = 'in_review') FROM standing GROUP BY article_id
        )
        SELECT article.id, title, publisher, added_at, unmarked, coalesce(open, 0) AS open, coalesce(in_review, 0) AS in_review
        FROM article JOIN work ON work.article_id = article.id LEFT JOIN waiting ON waiting.article_id = article.id
        WHERE withdrawn_at IS NULL AND article.id NOT IN (SELECT id FROM superseded_article)
        AND (unmarked > 0 OR coalesce(open, 0) + coalesce(in_review, 0) > 0)
        ORDER BY added_at, article.id LIMIT :limit
        """,
        {"limit": limit},
    )
    return [
        OpenArticle(row["id"], row["title"], row["publisher"], moment(row["added_at"]), row["unmarked"], row["open"], row["in_review"])
        for row in article_rows
    ]


def approved_since(db: Database, since: datetime) -> list[datetime]:
    """The approval time of each verdict approved since then, oldest first, without verdicts on claims that are set aside."""
    sql = (
        "SELECT read_at FROM second_reading JOIN verdict ON verdict.id = verdict_id"
        " LEFT JOIN joined_claim ON joined_claim.claim_id = verdict.claim_id"
        " WHERE outcome = 'approved' AND read_at >= :since"
        " AND coalesce(joined_claim.root_id, verdict.claim_id) NOT IN (SELECT claim_id FROM set_aside) ORDER BY read_at"
    )
    return [moment(row["read_at"]) for row in rows(db, sql, {"since": stamp(since)})]

"""The lists of articles and of sources: filtered, in any order, a page at a time, and counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.model import SourceKind
from claims.store.confidential import HIDDEN
from claims.store.connect import rows, stamp

ARTICLE_ORDERS = {
    "title": "article.title COLLATE NOCASE",
    "marked": "marked * 1.0 / max(sentences, 1)",
    "claims": "claims",
    "due": "article.due_at",
    "published": "substr(article.published_at, 1, 10)",
    "added": "article.id",
}
SOURCE_ORDERS = {
    "title": "source.title COLLATE NOCASE",
    "kind": "source.kind",
    "publisher": "source.publisher COLLATE NOCASE",
    "published": "substr(source.published_at, 1, 10)",
    "claims": "claims",
    "added": "source.id",
}
"""What the lists can be sorted by. Rows without such a value come last in both directions."""


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Which articles to show; a field that is not set filters nothing. ``work``: "mark" or "check" is left to do, or everything is "done"."""

    text: str | None = None
    work: str | None = None
    due_before: datetime | None = None
    undated: bool = False


@dataclass(frozen=True, slots=True)
class SourceFilter:
    """Which sources to show; a field that is not set filters nothing."""

    text: str | None = None
    kind: SourceKind | None = None
    kept: bool | None = None  # whether its bytes or an archived address are kept
    used: bool | None = None  # whether evidence in force uses it


WORK = {"mark": "marked < sentences", "check": "checked < claims", "done": "marked = sentences AND checked = claims"}

_ARTICLES = """
WITH line (article_id, sentences, marked) AS MATERIALIZED (
    SELECT article_id, count(*), sum(mark <> 'unmarked') FROM sentence GROUP BY article_id
), inside (article_id, root_id) AS MATERIALIZED (
    SELECT DISTINCT sentence.article_id, coalesce(joined_claim.root_id, appearance.claim_id) FROM appearance
    JOIN sentence ON sentence.id = appearance.sentence_id LEFT JOIN joined_claim ON joined_claim.claim_id = appearance.claim_id
    WHERE sentence.mark <> 'not_claim'
), work (article_id, claims, checked) AS MATERIALIZED (
    SELECT article_id, count(*), sum(claim.state IN ('checked', 'published')) FROM inside JOIN claim ON claim.id = root_id
    WHERE claim.state <> 'dropped' AND root_id IN (SELECT claim_id FROM taken_up_root) GROUP BY article_id
), listed AS (
    SELECT article.id, article.title, article.publisher, article.byline, article.due_at, article.published_at,
        coalesce(sentences, 0) AS sentences, coalesce(marked, 0) AS marked, coalesce(claims, 0) AS claims, coalesce(checked, 0) AS checked
    FROM article LEFT JOIN line ON line.article_id = article.id LEFT JOIN work ON work.article_id = article.id
    WHERE withdrawn_at IS NULL AND article.id NOT IN (SELECT id FROM superseded_article)
)
SELECT id, count(*) OVER () AS in_all FROM listed AS article
"""

_SOURCES = f"""
WITH used (source_id, claims) AS MATERIALIZED (
    SELECT source_id, count(DISTINCT coalesce(joined_claim.root_id, evidence.claim_id)) FROM evidence
    LEFT JOIN joined_claim ON joined_claim.claim_id = evidence.claim_id
    WHERE withdrawn_at IS NULL AND coalesce(joined_claim.root_id, evidence.claim_id) NOT IN (SELECT claim_id FROM set_aside)
    GROUP BY source_id
), listed AS (
    SELECT id, title, kind, publisher, published_at, url, archived_url IS NOT NULL OR original IS NOT NULL AS kept,
        coalesce(claims, 0) AS claims FROM source LEFT JOIN used ON used.source_id = source.id
    WHERE withdrawn_at IS NULL AND confidential <> {HIDDEN}
)
SELECT id, claims, count(*) OVER () AS in_all FROM listed AS source
"""


def articles(
    db: Database, article_filter: ArticleFilter, *, order: str, descending: bool, limit: int, offset: int
) -> tuple[list[int], int]:
    """The numbers of one page of the articles in force, each in its newest version, and how many there are on all pages."""
    terms = _holding(article_filter.text, "title", "publisher", "byline")
    if article_filter.work:
        terms[WORK[article_filter.work]] = {}
    if article_filter.due_before is not None:
        terms["due_at < :due_before"] = {"due_before": stamp(article_filter.due_before)}
    if article_filter.undated:
        terms["due_at IS NULL"] = {}
    article_rows, in_all = _page(db, _ARTICLES, terms, ARTICLE_ORDERS[order], descending=descending, limit=limit, offset=offset)
    return [row["id"] for row in article_rows], in_all


def sources(
    db: Database, source_filter: SourceFilter, *, order: str, descending: bool, limit: int, offset: int
) -> tuple[dict[int, int], int]:
    """One page of the sources in force, by number, with how many claims each is evidence for; and how many there are on all pages."""
    terms = _holding(source_filter.text, "title", "publisher", "url")
    if source_filter.kind is not None:
        terms["kind = :kind"] = {"kind": source_filter.kind}
    if source_filter.kept is not None:
        terms["kept = :kept"] = {"kept": int(source_filter.kept)}
    if source_filter.used is not None:
        terms["(claims > 0) = :used"] = {"used": int(source_filter.used)}
    source_rows, in_all = _page(db, _SOURCES, terms, SOURCE_ORDERS[order], descending=descending, limit=limit, offset=offset)
    return {row["id"]: row["claims"] for row in source_rows}, in_all


Terms = dict[str, Mapping[str, object]]


def _holding(text: str | None, *columns: str) -> Terms:
    if text is None:
        return {}
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return {"(" + " OR ".join(f"{column} LIKE :text ESCAPE '\\'" for column in columns) + ")": {"text": f"%{escaped}%"}}


def _page(
    db: Database, listed: str, terms: Terms, order: str, *, descending: bool, limit: int, offset: int
) -> tuple[list[sqlite3.Row], int]:
    where = f" WHERE {' AND '.join(terms)}" if terms else ""
    way = "DESC" if descending else "ASC"
    parameters = {name: value for given in terms.values() for name, value in given.items()}
    sql = f"{listed}{where} ORDER BY {order} IS NULL, {order} {way}, id {way} LIMIT :limit OFFSET :offset"
    page_rows = rows(db, sql, {**parameters, "limit": limit, "offset": offset})
    return page_rows, page_rows[0]["in_all"] if page_rows else 0

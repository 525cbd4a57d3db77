"""The names of an article's confidential sources, to keep them out of what leaves the newsroom. Hidden ones are among them."""

import json

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.store import articles
from claims.store.confidential import HIDDEN
from claims.store.connect import rows

# The tables are named with their schema, so that a connection that hides confidential sources still knows what to look for.
_LINKED = (
    "FROM main.evidence AS link JOIN main.source AS kept ON kept.id = link.source_id JOIN source AS shown ON shown.id = kept.id"
    " WHERE kept.confidential = 1 AND shown.confidential >= :least AND link.claim_id IN (WITH RECURSIVE linked (id) AS ("
    "SELECT claim_id FROM main.appearance JOIN main.sentence ON sentence.id = appearance.sentence_id"
    " WHERE sentence.article_id IN (SELECT value FROM json_each(:articles))"
    " UNION SELECT CASE joined_claim.claim_id WHEN linked.id THEN joined_claim.root_id ELSE joined_claim.claim_id END FROM linked"
    " JOIN joined_claim ON linked.id IN (joined_claim.claim_id, joined_claim.root_id)) SELECT id FROM linked)"
)


def secret_names(db: Database, article_id: int, *, hidden_only: bool = False) -> tuple[list[str], list[str]]:
    """The titles and the addresses of the confidential sources that any version of an article has or had a link to.

    With ``hidden_only``, only of those that this connection hides from its reader.
    """
    linked = _linked(db, "kept.title, kept.url, kept.archived_url", article_id, HIDDEN if hidden_only else 1)
    titles = [row["title"] for row in linked]
    return titles, [address for row in linked for address in (row["url"], row["archived_url"]) if address]


def secret_citations(db: Database, article_id: int) -> list[list[str | None]]:
    """Title, publisher, day and locator of each link to such a source: what our footnotes say of it."""
    linked = _linked(db, "kept.title, kept.publisher, kept.published_at, link.locator", article_id, 1)
    return [[row["title"], row["publisher"], row["published_at"], row["locator"]] for row in linked]


def _linked(db: Database, columns: str, article_id: int, least: int) -> list[sqlite3.Row]:
    versions = sorted(articles.version_numbers(db, article_id))
    return rows(db, f"SELECT DISTINCT {columns} {_LINKED}", {"articles": json.dumps(versions), "least": least})

"""Full-text search over claims, articles and sources."""

import re
from dataclasses import dataclass

from sqlite_utils import Database

from claims.store.connect import rows

MAX_WORDS = 32
"""Words of a query that are looked up; more would only cost time."""

START, END = "\ufdd0", "\ufdd1"
"""Stand around the found words in a snippet: noncharacters, which Unicode keeps out of exchanged text."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found. ``snippet`` marks the found words with START and END."""

    kind: str
    id: int
    text: str
    snippet: str


def search(db: Database, query: str, *, limit: int = 50) -> list[Found]:
    """The best matches of all three kinds, those that hold every word first; nothing for a query without words.

    A joined claim is found under the claim that speaks for it; withdrawn articles and sources are not found.
    """
    words = re.findall(r"\w+", query)[:MAX_WORDS]
    if not words:
        return []
    every = rows(db, _SEARCH, {"query": _expression(words, " AND "), "limit": limit})
    some = rows(db, _SEARCH, {"query": _expression(words, " OR "), "limit": limit}) if len(every) < limit and len(words) > 1 else []
    found: dict[tuple[str, int], Found] = {}
    for row in [*every, *some]:
        found.setdefault((row["kind"], row["id"]), Found(row["kind"], row["id"], row["text"], row["snippet"]))
    return list(found.values())[:limit]


def _expression(words: list[str], glue: str) -> str:
    # FTS5 raises on quotes, operators and NUL in a query, so it is built of quoted words alone.
    return glue.join(f'"{word}"' for word in words)


_SEARCH = f"""
WITH hit (kind, id, text, snippet, rank) AS (
    SELECT 'claim', coalesce(joined_claim.root_id, claim_search.rowid), claim.text,
        snippet(claim_search, 0, '{START}', '{END}', '…', 24), claim_search.rank
    FROM claim_search LEFT JOIN joined_claim ON joined_claim.claim_id = claim_search.rowid
    JOIN claim ON claim.id = coalesce(joined_claim.root_id, claim_search.rowid)
    WHERE claim_search MATCH :query
    UNION ALL
    SELECT 'article', article.id, article.title, snippet(article_search, -1, '{START}', '{END}', '…', 24), article_search.rank
    FROM article_search JOIN article ON article.id = article_search.rowid
    WHERE article_search MATCH :query AND article.withdrawn_at IS NULL
    UNION ALL
    SELECT 'source', source.id, source.title, snippet(source_search, -1, '{START}', '{END}', '…', 24), source_search.rank
    FROM source_search JOIN source ON source.id = source_search.rowid
    WHERE source_search MATCH :query AND source.withdrawn_at IS NULL
)
SELECT * FROM hit ORDER BY rank LIMIT :limit
"""

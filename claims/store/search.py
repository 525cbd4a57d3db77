"""Full-text search over claims, articles and sources, by their words and by what is told of them."""

import re
from dataclasses import dataclass

from sqlite_utils import Database

from claims.store.connect import rows

MAX_WORDS = 32
"""Words of a query that are looked up; more would only cost time."""

START, END = "\ufdd0", "\ufdd1"
"""Stand around the found words in a snippet: noncharacters, which Unicode keeps out of exchanged text."""

KINDS = ("claim", "article", "source")


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found. ``snippet`` marks the found words with START and END."""

    kind: str
    id: int
    text: str
    snippet: str


def search(db: Database, query: str, *, limit: int = 50, kind: str | None = None) -> list[Found]:
    """The best matches of all kinds or of one, those that hold every word first; nothing for a query without words.

    Claims are found by wording, claimant, tag, rating and the publisher who checked them; articles and sources by title,
    text, publisher and byline. A joined claim is found under the claim that speaks for it; what is withdrawn, or set aside
    with a withdrawn article, is not found.
    """
    words = re.findall(r"\w+", query)[:MAX_WORDS]
    if not words:
        return []
    every = rows(db, _SEARCH, {"query": _expression(words, " AND "), "kind": kind, "limit": limit})
    some = []
    if len(every) < limit and len(words) > 1:
        # Those found by their wording and by what is told of them come before those found by one of the two.
        some = rows(db, _SEARCH, {"query": _expression(words, " OR "), "kind": kind, "limit": limit})
        some.sort(key=lambda row: -row["ways"])
    found: dict[tuple[str, int], Found] = {}
    for row in [*every, *some]:
        found.setdefault((row["kind"], row["id"]), Found(row["kind"], row["id"], row["text"], row["snippet"]))
    return list(found.values())[:limit]


def _expression(words: list[str], glue: str) -> str:
    # FTS5 raises on quotes, operators and NUL in a query, so it is built of quoted words alone.
    return glue.join(f'"{word}"' for word in words)


_CLAIMS = """
    SELECT 'claim' AS kind, coalesce(joined_claim.root_id, {table}.rowid) AS id, {snippet} AS snippet, {table}.rank AS rank
    FROM {table} LEFT JOIN joined_claim ON joined_claim.claim_id = {table}.rowid
    WHERE {table} MATCH :query AND coalesce(:kind, 'claim') = 'claim'"""
_DOCUMENTS = """
    SELECT '{kind}', {kind}.id, snippet({kind}_search, -1, '{start}', '{end}', '…', 24), {kind}_search.rank
    FROM {kind}_search JOIN {kind} ON {kind}.id = {kind}_search.rowid
    WHERE {kind}_search MATCH :query AND {kind}.withdrawn_at IS NULL AND coalesce(:kind, '{kind}') = '{kind}'
    UNION ALL
    SELECT '{kind}', {kind}.id, {told}, -0.5 FROM {kind}_told_search JOIN {kind} ON {kind}.id = {kind}_told_search.rowid
    WHERE {kind}_told_search MATCH :query AND {kind}.withdrawn_at IS NULL AND coalesce(:kind, '{kind}') = '{kind}'"""

# With one min() in a group, SQLite takes the other columns from the row that has it: the snippet of the best hit.
_SEARCH = f"""
WITH hit (kind, id, snippet, rank) AS (
    {_CLAIMS.format(table="claim_search", snippet=f"snippet(claim_search, 0, '{START}', '{END}', '…', 40)")}
    UNION ALL
    {_CLAIMS.format(table="claim_told_search", snippet=f"snippet(claim_told_search, -1, '{START}', '{END}', '…', 24)")}
    UNION ALL
    {_DOCUMENTS.format(kind="article", start=START, end=END, told=f"snippet(article_told_search, -1, '{START}', '{END}', '…', 24)")}
    UNION ALL
    {_DOCUMENTS.format(kind="source", start=START, end=END, told=f"snippet(source_told_search, -1, '{START}', '{END}', '…', 24)")}
), best AS (
    SELECT kind, id, snippet, min(rank) AS rank, count(*) AS ways FROM hit
    WHERE kind <> 'claim' OR id NOT IN (SELECT claim_id FROM set_aside) GROUP BY kind, id ORDER BY min(rank) LIMIT :limit
)
SELECT best.kind, best.id, coalesce(claim.text, article.title, source.title) AS text, best.snippet, best.ways FROM best
LEFT JOIN claim ON best.kind = 'claim' AND claim.id = best.id
LEFT JOIN article ON best.kind = 'article' AND article.id = best.id
LEFT JOIN source ON best.kind = 'source' AND source.id = best.id
ORDER BY best.rank, best.kind, best.id
"""

"""Full-text search over claims, articles and sources, by their text and by their details, such as claimant or publisher."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from claims import letters
from claims.store import claims, snippets
from claims.store.connect import read, rows
from claims.store.snippets import END, START

MAX_WORDS = 32
"""Most words of a query that are looked up; more would only cost time."""

RANKED = 20_000
"""Most hits of one index that are ranked; of more, the newest. FTS5 takes 2 µs for each, and "the" may be in a million claims."""

SCANNED = 5_000_000
"""Most characters that are searched for one answer's snippets; of the remaining texts only the opening is shown."""

__all__ = ["END", "START"]

KINDS = ("claim", "article", "source")


_Spellings = tuple[str, ...]
"""The spellings of one word of a query in an index, the typed one first."""


@dataclass(frozen=True, slots=True)
class Found:
    """One search result. ``snippet`` marks the words of the query with START and END."""

    kind: str
    id: int
    text: str
    snippet: str


@dataclass(frozen=True, slots=True)
class _Index:
    """An FTS5 table. Snippets are cut from the first of ``columns`` that has the words, and have ``width`` characters at most."""

    kind: str
    table: str
    columns: tuple[str, ...]
    width: int
    rank: str = "rank"


@dataclass(frozen=True, slots=True)
class _Hit:
    """A row of an index. ``id`` is the number it is shown under, ``row`` the row with the words. A smaller rank is better."""

    rank: float
    id: int
    row: int
    index: _Index
    spelled: tuple[_Spellings, ...]


_INDEXES = (
    _Index("claim", "claim_search", ("text",), 280),
    _Index("claim", "claim_told_search", ("claimant", "publisher", "rating", "tags"), 160),
    # BM25 of a short title or publisher cannot be compared with that of a text: they come after good texts and before poor ones.
    _Index("article", "article_search", ("text", "title"), 180),
    _Index("article", "article_told_search", ("publisher", "byline"), 180, "-0.5"),
    _Index("source", "source_search", ("text", "title"), 180),
    _Index("source", "source_told_search", ("publisher",), 180, "-0.5"),
)

_PUBLIC = _Index("public", "public_search", (), 0)


def search_public(db: Database, query: str, *, limit: int) -> list[int]:
    """The claims that visitors may find by these words, best first; searches only published pages and imported reviews."""
    words = _words(query)
    if not words:
        return []
    with read(db):
        return [hit.id for hit in _found(db, [_PUBLIC], words, limit)]


def search(db: Database, query: str, *, limit: int = 50, kind: str | None = None) -> list[Found]:
    """The best results of all kinds or of one kind, those with every word first; empty for a query without words.

    Claims are found by wording, claimant, tag, rating and the publisher who checked them; articles and sources by title,
    text, publisher and byline. A joined claim is found under its root claim. What is withdrawn, or set aside with a withdrawn
    article, is not found. If more than RANKED rows have the words, only the newest are ranked.
    """
    words = _words(query)
    if not words:
        return []
    with read(db):
        return _shown(db, _found(db, [index for index in _INDEXES if kind in (None, index.kind)], words, limit))


def _words(query: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"\w+", query)))[:MAX_WORDS]


def _found(db: Database, indexes: Sequence[_Index], words: Sequence[str], limit: int) -> list[_Hit]:
    spelled = {index: _spelled(db, index, words) for index in indexes}
    best = _best([hit for index in indexes for hit in _hits(db, index, spelled[index], _all(spelled[index]), limit)])
    if len(best) < limit and len(words) > 1:
        some = [hit for index in indexes for hit in _hits(db, index, spelled[index], _telling_of(db, index, spelled[index]), limit)]
        ways: dict[tuple[str, int], int] = {}
        for hit in some:
            ways[hit.index.kind, hit.id] = ways.get((hit.index.kind, hit.id), 0) + 1
        # Results found both by wording and by details come before those found by only one of the two.
        ranked = sorted(_best(some), key=lambda hit: -ways[hit.index.kind, hit.id])
        shown = {(hit.index.kind, hit.id) for hit in best}
        best += [hit for hit in ranked if (hit.index.kind, hit.id) not in shown]
    return best[:limit]


def _spelled(db: Database, index: _Index, words: Sequence[str]) -> tuple[_Spellings, ...]:
    """The spellings to search for in the index. Disguises, up to a hundred a word, are added only if the index contains any of them."""
    typed = tuple(tuple(dict.fromkeys((word, letters.plain_letters(word)))) for word in words)
    disguised = tuple(letters.disguises(word) for word in words)
    if not any(disguised) or not _how_many(db, index, tuple(form for forms in disguised for form in forms), most=1):
        return typed
    return tuple(plain + disguises for plain, disguises in zip(typed, disguised, strict=True))


def _all(spelled: Iterable[_Spellings]) -> str:
    return " AND ".join(f"({_as_written(forms)})" for forms in spelled)


def _any(spelled: Iterable[_Spellings]) -> str:
    return " OR ".join(map(_as_written, spelled))


def _as_written(forms: _Spellings) -> str:
    # FTS5 raises on quotes, operators and NUL in a query, so the query consists of quoted words only.
    return " OR ".join(f'"{form}"' for form in forms)


def _telling_of(db: Database, index: _Index, spelled: Sequence[_Spellings]) -> str:
    """A query for any of the words; if some of them are rare, for at least one of those. A text that shares only "the" is not worth ranking."""
    counted = sorted((count, forms) for forms in spelled if (count := _how_many(db, index, forms)))
    rare, together = [], 0
    for count, forms in counted:
        together += count
        if together <= RANKED:
            rare.append(forms)
    every = _any(spelled)
    return every if len(rare) in (0, len(counted)) else f"({_any(rare)}) AND ({every})"


def _how_many(db: Database, index: _Index, forms: _Spellings, *, most: int = RANKED + 1) -> int:
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {index.table} WHERE {index.table} MATCH :word LIMIT :most)"
    return int(rows(db, sql, {"word": _as_written(forms), "most": most})[0][0])


def _hits(db: Database, index: _Index, spelled: tuple[_Spellings, ...], expression: str, limit: int) -> list[_Hit]:
    """At least ``limit`` of the best hits that may be shown, if there are that many."""
    room = 4 * limit
    while True:
        index_rows = rows(
            db,
            f"SELECT id, rank FROM (SELECT rowid AS id, {index.rank} AS rank FROM {index.table} WHERE {index.table} MATCH :expression"
            " ORDER BY rowid DESC LIMIT :ranked) ORDER BY rank, id LIMIT :room",
            {"expression": expression, "ranked": RANKED, "room": room},
        )
        shown = _shown_as(db, index.kind, [row["id"] for row in index_rows])
        hits = [_Hit(row["rank"], shown[row["id"]], row["id"], index, spelled) for row in index_rows if row["id"] in shown]
        if len({hit.id for hit in hits}) >= limit or len(index_rows) < room:
            return hits
        # Many of the hits are joined into one claim or withdrawn.
        room *= 4


def _shown_as(db: Database, kind: str, numbers: list[int]) -> dict[int, int]:
    """The number that each row is shown under, without rows that are not shown."""
    if kind == "public":
        return {number: number for number in numbers}
    if kind == "claim":
        roots = claims.roots_of(db, numbers)
        aside = claims.set_aside(db, roots.values())
        return {number: root for number, root in roots.items() if root not in aside}
    sql = f"SELECT id FROM {kind} WHERE id IN (SELECT value FROM json_each(:ids)) AND withdrawn_at IS NULL"
    return {row["id"]: row["id"] for row in rows(db, sql, {"ids": json.dumps(numbers)})}


def _best(hits: Iterable[_Hit]) -> list[_Hit]:
    """The best hit for each claim, article or source, best first."""
    best: dict[tuple[str, int], _Hit] = {}
    for hit in sorted(hits, key=lambda hit: (hit.rank, hit.index.kind, hit.id)):
        best.setdefault((hit.index.kind, hit.id), hit)
    return list(best.values())


def _shown(db: Database, hits: Sequence[_Hit]) -> list[Found]:
    spelled = {forms for hit in hits for forms in hit.spelled}
    begins, left = snippets.beginnings(sorted({form for forms in spelled for form in forms})), SCANNED
    openings: list[str] = []
    pieces: list[tuple[int, str]] = []
    for position, hit in enumerate(hits):
        values = _values(db, hit)
        openings.append(snippets.opening(next((text for text in values if text), ""), hit.index.width))
        for text in values:
            pieces += [(position, piece) for piece in snippets.windows(text[: max(0, left)], begins, hit.index.width)]
            left -= len(text)
    marked = snippets.marked(_any(sorted(spelled)), [piece for _, piece in pieces])
    best: dict[int, str] = {}
    for number, (position, _) in enumerate(pieces):
        if number in marked:
            best.setdefault(position, marked[number])
    texts = {kind: _texts(db, kind, [hit.id for hit in hits if hit.index.kind == kind]) for kind in KINDS}
    return [
        Found(hit.index.kind, hit.id, texts[hit.index.kind][hit.id], best.get(position, openings[position]))
        for position, hit in enumerate(hits)
    ]


def _values(db: Database, hit: _Hit) -> list[str]:
    columns = ", ".join(hit.index.columns)
    return [text or "" for text in rows(db, f"SELECT {columns} FROM {hit.index.table} WHERE rowid = :row", {"row": hit.row})[0]]


def _texts(db: Database, kind: str, numbers: list[int]) -> dict[int, str]:
    column = "text" if kind == "claim" else "title"
    sql = f"SELECT id, {column} AS text FROM {kind} WHERE id IN (SELECT value FROM json_each(:ids))"
    return {row["id"]: row["text"] for row in rows(db, sql, {"ids": json.dumps(numbers)})}

"""Finds parts of redacted words in the rows that the program derived from a text: a speaker's name, a title or quote cut in
the middle, the words before and after a quote, the reasons for a match. A search for the whole words does not find such parts.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.store.blocking import BLOCK, Words, blocked_strings
from claims.store.connect import rows

Cells = dict[str, str | None]
"""The new values of a row, by column."""


@dataclass(slots=True)
class Derived:
    """The new values of rows that were derived from a text with the words, by table and number."""

    cells: dict[str, dict[int, Cells]] = field(default_factory=dict)

    def put(self, table: str, number: int, before: Cells, after: Cells) -> None:
        """Note the values that change in a row."""
        changed = {column: value for column, value in after.items() if value != before[column]}
        if changed:
            self.cells.setdefault(table, {}).setdefault(number, {}).update(changed)

    def numbers(self) -> Iterator[tuple[str, set[int]]]:
        """The numbers of the rows that change, by table."""
        return ((table, set(cells_by_number)) for table, cells_by_number in self.cells.items())

    def store(self, db: Database) -> None:
        """Write the new values to the rows. The triggers that protect texts from changes must be off."""
        for table, cells_by_number in self.cells.items():
            for number, cells in cells_by_number.items():
                puts = ", ".join(f"{column} = :{column}" for column in cells)
                db.execute(f"UPDATE {table} SET {puts} WHERE id = :id", {**cells, "id": number})


def derived_from(db: Database, words: Words, articles: Iterable[int], sources: Iterable[int]) -> Derived:
    """The changes to the rows derived from these articles and sources, besides the words themselves."""
    made = Derived()
    for number in articles:
        _of_article(db, words, number, made)
    for number in sources:
        _of_source(db, words, number, made)
    return made


def forget_in_matches(db: Database, claim_ids: Iterable[int]) -> None:
    """Clear the explanations of the matches of these claims. Undecided matches are compared again when the store is next opened."""
    db.execute(
        "UPDATE match SET why = '[]', differences = '[]', questions = '[]', added = '[]', features = '{}',"
        " judged = CASE status WHEN 'suggested' THEN 0 ELSE judged END"
        " WHERE claim_id IN (SELECT value FROM json_each(:ids)) OR known_id IN (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps(sorted(claim_ids))},
    )


def with_roots(db: Database, claim_ids: Iterable[int]) -> set[int]:
    """These claims and their root claims: matches of a root claim also use the wordings of the claims joined into it."""
    numbers = set(claim_ids)
    sql = "SELECT root_id FROM joined_claim WHERE claim_id IN (SELECT value FROM json_each(:ids))"
    return numbers | {row[0] for row in rows(db, sql, {"ids": json.dumps(sorted(numbers))})}


def forget_in_rechecks(db: Database, source_ids: Iterable[int]) -> None:
    """Block the wordings that rechecks of these sources found instead of their quotes."""
    parameters = {"ids": json.dumps(sorted(source_ids))}
    sql = (
        "SELECT recheck_id, evidence_id, found FROM recheck_quote WHERE found IS NOT NULL AND evidence_id IN"
        " (SELECT id FROM main.evidence WHERE source_id IN (SELECT value FROM json_each(:ids)))"
    )
    for row in rows(db, sql, parameters):
        db.execute(
            "UPDATE recheck_quote SET found = ? WHERE recheck_id = ? AND evidence_id = ?",
            [re.sub(r"\S", BLOCK, row["found"]), row["recheck_id"], row["evidence_id"]],
        )


def _of_article(db: Database, words: Words, number: int, made: Derived) -> None:
    article = rows(db, "SELECT id, title, text FROM article WHERE id = :id", {"id": number})[0]
    text = article["text"]
    if not words.stand_in(text):
        return
    left = words.blocked(text)
    appearances = rows(
        db,
        "SELECT appearance.*, claim.claimant FROM appearance JOIN claim ON claim.id = claim_id"
        " JOIN sentence ON sentence.id = sentence_id WHERE article_id = :id",
        {"id": number},
    )
    changed_texts = _cut_again(appearances, "appearance", text, left, made)
    if text.startswith(article["title"]):
        changed_texts[article["title"]] = left[: len(article["title"])]
    changed_texts |= {part: words.blocked_part(part) for part in words.parts(_names(appearances), left)}
    _tell(db, words, changed_texts, {appearance["claim_id"] for appearance in appearances}, number, made)


def _of_source(db: Database, words: Words, number: int, made: Derived) -> None:
    text = rows(db, "SELECT text FROM main.source WHERE id = :id", {"id": number})[0]["text"] or ""
    if not words.stand_in(text):
        return
    links = rows(db, "SELECT * FROM main.evidence WHERE source_id = :id AND start_offset IS NOT NULL", {"id": number})
    changed_texts = _cut_again(links, "evidence", text, words.blocked(text), made)
    _tell(db, words, changed_texts, {link["claim_id"] for link in links}, None, made)


def _tell(db: Database, words: Words, changed_texts: dict[str, str], claim_ids: set[int], article_id: int | None, made: Derived) -> None:
    """Replace the changed texts wherever the store mentions these claims and this article."""
    changed_texts = {before: after for before, after in changed_texts.items() if before != after}
    parameters = {"id": article_id, "claims": json.dumps(sorted(claim_ids))}
    for table, columns, which in _TOLD if changed_texts else ():
        for row in rows(db, f"SELECT id, {', '.join(columns)} FROM main.{table} WHERE {which}", parameters):
            before: Cells = made.cells.get(table, {}).get(row["id"], {})
            before = {column: before.get(column, row[column]) for column in columns}
            after: Cells = {column: _without(value, words, changed_texts) for column, value in before.items()}
            # A value that contains only the whole words is blocked with all other texts.
            if after != {column: _without(value, words, {}) for column, value in before.items()}:
                made.put(table, row["id"], before, after)


_OF_CLAIMS = "IN (SELECT value FROM json_each(:claims))"
_TOLD = (
    ("article", ("title",), "id = :id"),
    ("claim", ("text", "claimant"), f"id {_OF_CLAIMS}"),
    ("appearance", ("speaker", "candidates"), f"claim_id {_OF_CLAIMS}"),
    ("publication", ("text", "claimant", "appearances", "evidence"), f"claim_id {_OF_CLAIMS} AND kind = 'shown'"),
    ("event", ("content",), f"subject = 'claim' AND subject_id {_OF_CLAIMS} OR subject = 'article' AND subject_id = :id"),
)
"""Where the program repeats what it read in an article or a source."""


def _names(appearances: Iterable[sqlite3.Row]) -> set[str]:
    named = {name for appearance in appearances for name in (appearance["speaker"], appearance["claimant"]) if name}
    return named | {name for appearance in appearances for name in json.loads(appearance["candidates"] or "[]")}


def _cut_again(quoted_rows: Iterable[sqlite3.Row], table: str, text: str, left: str, made: Derived) -> dict[str, str]:
    """Cut each quote and the words around it out of ``left``, the redacted text; return the new wording of each quote."""
    quotes: dict[str, str] = {}
    for quoted in quoted_rows:
        start, end, quote = int(quoted["start_offset"] or 0), int(quoted["end_offset"] or 0), quoted["quote"] or ""
        before: Cells = {"prefix": quoted["prefix"], "suffix": quoted["suffix"], "quote": quote}
        after: Cells = {
            "prefix": left[max(0, start - len(quoted["prefix"] or "")) : start],
            "suffix": left[end : end + len(quoted["suffix"] or "")],
            "quote": left[start:end] if text[start:end] == quote else quote,
        }
        made.put(table, int(quoted["id"] or 0), before, after)
        quotes[quote] = after["quote"] or ""
    return quotes


def _without(value: str | None, words: Words, changed_texts: dict[str, str]) -> str | None:
    def changed(text: str) -> str:
        for before, after in changed_texts.items():
            text = text.replace(before, after)
        return words.blocked(text)

    if not value:
        return value
    return blocked_strings(value, changed) if value.startswith(("{", "[")) else changed(value)

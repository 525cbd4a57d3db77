"""Taking words out of every stored text. Their places stay: each letter becomes a block, and the history keeps its hashes."""

import json
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.errors import Refused
from claims.model import Person
from claims.store import history
from claims.store.connect import rows, write

BLOCK = "█"

NO_PROSE = {
    "person",
    "setting",
    "rating",
    "session",
    "sign_in_link",
    "sign_in_failure",
    "signing_key",
    "token",
    "vector",
    "watched_host",
    "alert_address",
}
"""Tables without texts of articles, claims or sources. All others are searched, those of later steps too."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that holds prose, or JSON with prose in it. ``key`` is the column that tells whose row it is."""

    table: str
    name: str
    is_json: bool
    key: str


def prose_columns(db: Database) -> list[Column]:
    """Every column that can hold words that people wrote: all texts but keys, times, hashes and fixed words."""
    found = []
    for table in rows(db, "SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name"):
        name, sql = table["name"], table["sql"] or ""
        if name in NO_PROSE or name.startswith(("sqlite_", "_sqlite_")) or "_search" in name:
            continue
        keys = {row["from"] for row in rows(db, f"PRAGMA foreign_key_list({name})")}
        columns = rows(db, f"PRAGMA table_info({name})")
        for column in columns:
            word = column["name"]
            fixed = re.search(rf"CHECK \(\(?{word} IN \(|length\({word}\) = 64", sql) or word == "at" or word.endswith(("_at", "sha256"))
            if (
                column["type"] == "TEXT"
                and word not in keys
                and not fixed
                and (name, word) not in {("event", "action"), ("event", "subject")}
            ):
                found.append(Column(name, word, f"json_valid({word})" in sql, columns[0]["name"]))
    return found


def places_of(db: Database, pattern: "re.Pattern[str]") -> dict[str, list[int]]:
    """Which rows hold the words: by table, the numbers of the rows, or of the things that rows without a number belong to."""
    db.conn.create_function("holds", 1, lambda text: text is not None and pattern.search(_plain(text)) is not None)
    found: dict[str, set[int]] = {}
    for column in prose_columns(db):
        numbers = rows(db, f"SELECT {column.key} FROM {column.table} WHERE holds({column.name})")
        if numbers:
            found.setdefault(column.table, set()).update(row[0] for row in numbers)
    return {table: sorted(numbers) for table, numbers in sorted(found.items())}


def redact(db: Database, pattern: "re.Pattern[str]", reason: str, *, by: Person, at: datetime) -> dict[str, list[int]]:
    """Take the words out of every stored text and record who did it and why; give the rows, by table.

    The history's line of a redaction names the SHA-256 of each changed line and text as it is now, so that ``verify`` tells a
    redaction from a forgery. Files that a changed source was read from are emptied: words cannot be taken out of a PDF.
    """
    if pattern.search(reason):
        raise Refused("the reason holds the very words: it stays in the history, so say it without them.")
    with write(db), _unlocked(db):
        places = places_of(db, pattern)
        db.conn.create_function("blocked", 1, lambda text: text and pattern.sub(_blocks, text))
        db.conn.create_function("blocked_json", 1, lambda text: text and _blocked_json(text, pattern))
        for column in prose_columns(db):
            call = "blocked_json" if column.is_json else "blocked"
            db.execute(f"UPDATE {column.table} SET {column.name} = {call}({column.name}) WHERE holds({column.name})")
        for number in places.get("source", []):
            emptied = {"id": number, "nothing": zlib.compress(b"")}
            db.execute("UPDATE source SET original = :nothing WHERE id = :id AND original IS NOT NULL", emptied)
        for number in places.get("claim", []):
            db.execute("DELETE FROM vector WHERE claim_id = :id", {"id": number})
        _forget_in_search(db)
        after = {"reason": reason, "places": places, "now": _hashes_now(db, places)}
        history.record(db, by=by, at=at, action="redact", subject="person", subject_id=by.id, after=after)
    return places


def pattern_of(words: str) -> "re.Pattern[str]":
    """What finds the words in any case and with any white space between them. Raise Refused for fewer than three letters."""
    parts = words.split()
    if sum(len(part) for part in parts) < 3:
        raise Refused("the words are too short: give at least three letters, or much more would go than you mean.")
    return re.compile(r"\s+".join(re.escape(part) for part in parts), re.IGNORECASE)


def tidy_up(db: Database) -> None:
    """Rewrite the file, so that what was taken out is in no free page and no log either. Not inside a transaction."""
    try:
        db.conn.execute("VACUUM")
        db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.OperationalError as error:
        raise Refused("the words are taken out, but the file could not be rewritten: stop the desk, then run the same again.") from error


@contextmanager
def _unlocked(db: Database) -> Iterator[None]:
    # The guards that keep texts as they are step aside for this one transaction, and come back word for word.
    guards = rows(db, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%BEFORE UPDATE%'")
    db.execute("PRAGMA secure_delete = ON")
    for guard in guards:
        db.execute(f"DROP TRIGGER {guard['name']}")
    yield
    for guard in guards:
        db.execute(guard["sql"])


def _hashes_now(db: Database, places: dict[str, list[int]]) -> dict[str, str]:
    now = {}
    for table, column in (("event", "content"), ("article", "text"), ("source", "text")):
        for number in places.get(table, []):
            text = rows(db, f"SELECT {column} FROM {table} WHERE id = :id", {"id": number})[0][0]
            now[f"{table} {number}"] = history.digest(text or "")
    return now


def _forget_in_search(db: Database) -> None:
    for table in rows(db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%USING fts5%'"):
        db.execute(f"INSERT INTO {table['name']} ({table['name']}) VALUES ('rebuild')")


def _plain(text: str) -> str:
    # JSON spells some letters otherwise: the words are looked for as people read them.
    if text.startswith(("{", "[")):
        try:
            return "\n".join(_strings(json.loads(text)))
        except ValueError:
            return text
    return text


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _blocked_json(text: str, pattern: "re.Pattern[str]") -> str:
    return history.canonical(_walked(json.loads(text), lambda one: pattern.sub(_blocks, one)))


def _walked(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _walked(one, change) for name, one in value.items()}
    if isinstance(value, list):
        return [_walked(one, change) for one in value]
    return value


def _blocks(found: "re.Match[str]") -> str:
    return re.sub(r"\S", BLOCK, found[0])

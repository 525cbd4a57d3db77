"""Removes words from every stored text. Offsets stay valid, because each letter becomes a block, and the history's chain stays intact."""

import json
import re
import time
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.errors import Refused
from claims.model import Person
from claims.store import derived_words, history, seals
from claims.store.blocking import Words
from claims.store.connect import rows, write

WAIT_SECONDS = 30.0
"""How long a redaction waits for programs that still read the old state of the file."""

NO_PROSE = {
    "session", "sign_in_link", "half_sign_in", "second_factor", "recovery_code", "identity", "signing_key", "token", "vector", "alert_address", "seal", "sealing", "unfinished_redaction", "line_change",
    *(PASSING := ("sign_in_failure", "watched_host")),
}  # fmt: skip
"""Tables without texts that people wrote; those in PASSING are emptied. All other tables are searched, also those of later steps."""

FIXED_COLUMNS = {("event", "action"), ("event", "subject"), ("rating", "name"), ("setting", "name"), ("person", "password_hash")}

GONE = "0" * 64
"""Replaces a hash that somebody could use to test guesses of the words."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column with prose, or with JSON that contains prose. ``key`` is the column that identifies the row, or what the row belongs to."""

    table: str
    name: str
    is_json: bool
    key: str


def prose_columns(db: Database) -> list[Column]:
    """Every column that can contain words that people wrote: all text columns except keys, times, hashes and fixed words."""
    columns_of_prose = []
    for table in rows(db, "SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name"):
        name, sql = table["name"], table["sql"] or ""
        if name in NO_PROSE or name.startswith(("sqlite_", "_sqlite_")) or "_search" in name:
            continue
        keys = {row["from"] for row in rows(db, f"PRAGMA foreign_key_list({name})")}
        columns = rows(db, f"PRAGMA table_info({name})")
        is_numbered = columns[0]["type"] == "INTEGER" or "WITHOUT ROWID" in sql
        key = next((column["name"] for column in columns if column["type"] == "INTEGER"), "rowid") if is_numbered else "rowid"
        for column in columns:
            word = column["name"]
            fixed = re.search(rf"CHECK \(\(?{word} IN \(|length\({word}\) = 64", sql) or word == "at" or word.endswith(("_at", "sha256"))
            if column["type"] == "TEXT" and word not in keys and not fixed and (name, word) not in FIXED_COLUMNS:
                columns_of_prose.append(Column(name, word, f"json_valid({word})" in sql, key))
    return columns_of_prose


def places_of(db: Database, words: Words, original_holds: Callable[[bytes], bool]) -> dict[str, list[int]]:
    """Which rows contain the words: by table, the numbers of the rows, or of what rows without a number belong to.

    ``original_holds`` says whether the bytes that an article or a source was read from, or the file of a tip, contain them.
    """
    db.conn.create_function("holds", 1, lambda text: text is not None and words.stand_in(text))
    numbers_by_table: dict[str, set[int]] = {}
    for column in prose_columns(db):
        numbers = rows(db, f"SELECT {column.key} FROM {column.table} WHERE holds({column.name})")
        if numbers:
            numbers_by_table.setdefault(column.table, set()).update(row[0] for row in numbers)
    for row in db.execute("SELECT id, original FROM source WHERE original IS NOT NULL"):
        if original_holds(zlib.decompress(row["original"])):
            numbers_by_table.setdefault("source", set()).add(row["id"])
    for row in db.execute("SELECT id, media FROM tip WHERE media IS NOT NULL"):
        if original_holds(row["media"]):
            numbers_by_table.setdefault("tip", set()).add(row["id"])
    for row in db.execute("SELECT article_id, content FROM article_original"):
        if original_holds(zlib.decompress(row["content"])):
            numbers_by_table.setdefault("article_original", set()).add(row["article_id"])
    for table, derived in _derived(db, words, numbers_by_table).numbers():
        numbers_by_table.setdefault(table, set()).update(derived)
    return {table: sorted(numbers) for table, numbers in sorted(numbers_by_table.items())}


def _derived(db: Database, words: Words, places: Mapping[str, Collection[int]]) -> derived_words.Derived:
    return derived_words.derived_from(db, words, sorted(places.get("article", ())), sorted(places.get("source", ())))


def redact(
    db: Database, words: Words, reason: str, original_holds: Callable[[bytes], bool], *, by: Person, at: datetime
) -> dict[str, list[int]]:
    """Remove the words from every stored text and record who did it and why; return the numbers of the changed rows, by table.

    The redaction's own line in the history names the new SHA-256 of each changed line, so that ``verify`` can tell a
    redaction from a forgery. Files that a changed source was read from, and those of a changed tip, are emptied, because words cannot be
    removed from a PDF.
    """
    if words.stand_in(reason):
        raise Refused("the reason holds the very words: it stays in the history, so say it without them.")
    with write(db), _unlocked(db):
        places = places_of(db, words, original_holds)
        if not places:
            return {}
        derived = _derived(db, words, places)
        db.conn.create_function("blocked", 1, lambda text: text and words.blocked(text))
        db.conn.create_function("blocked_json", 1, lambda text: text and words.blocked_json(text))
        for column in prose_columns(db):
            call = "blocked_json" if column.is_json else "blocked"
            db.execute(f"UPDATE {column.table} SET {column.name} = {call}({column.name}) WHERE holds({column.name})")
        derived.store(db)
        derived_words.forget_in_matches(db, derived_words.with_roots(db, _claims_in(db, places)))
        derived_words.forget_in_rechecks(db, places.get("source", []))
        named = _forget_hashes(db, places)
        for table in PASSING:
            db.execute(f"DELETE FROM {table}")
        _forget_in_search(db)
        now = {f"event {number}": _digest_of_line(db, number) for number in {*places.get("event", []), *named}}
        now |= {f"sealing {number}": root for number, root in seals.rename_keys(db, words.stand_in, words.blocked_json).items()}
        after = {"reason": reason, "places": places, "now": now}
        line = history.record(db, by=by, at=at, action="redact", subject="person", subject_id=by.id, after=after)
        db.execute("INSERT INTO unfinished_redaction (line) VALUES (?)", [line])
    return places


def is_unfinished(db: Database) -> bool:
    """Whether words were removed from the rows while the file may still contain them."""
    return bool(rows(db, "SELECT 1 FROM unfinished_redaction"))


def rewrite_file(db: Database) -> None:
    """Rewrite the file without free pages. Raise Refused when another program uses it. Must not run inside a transaction."""
    try:
        db.conn.execute("VACUUM")
    except sqlite3.OperationalError as error:
        raise Refused(_still_there(db)) from error


def empty_log(db: Database) -> None:
    """Copy the log into the file and truncate it once nobody reads the old state. Raise Refused, naming the programs that still do."""
    end = time.monotonic() + WAIT_SECONDS
    while db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        if time.monotonic() >= end:
            raise Refused(_still_there(db))
        time.sleep(0.1)


def finish(db: Database) -> None:
    """Note that no file contains the words any more."""
    with write(db):
        db.execute("DELETE FROM unfinished_redaction")


def _still_there(db: Database) -> str:
    file = Path(str(rows(db, "PRAGMA database_list")[0]["file"]))
    who = ", ".join(_users_of(file)) or "the desk, and whatever else has the database open"
    return (
        f"the words are out of every text, but {file.name} and its log still hold them, because another program reads the file as it was."
        f" End {who}; then run the same again, and it will finish."
    )


def _users_of(file: Path) -> list[str]:
    # Linux says which processes have a file open; on other systems no process is named.
    users = []
    for process in sorted(Path("/proc").glob("[0-9]*"), key=lambda path: int(path.name)):
        try:
            if (
                any(link.resolve() == file.resolve() for link in (process / "fd").iterdir())
                and process.name != Path("/proc/self").resolve().name
            ):
                name = (process / "comm").read_text(encoding="utf-8", errors="replace").strip()
                users.append(f"process {process.name} ({name})")
        except OSError:
            continue  # the process has ended or belongs to another user
    return users


@contextmanager
def _unlocked(db: Database) -> Iterator[None]:
    # The triggers that protect texts are dropped for this one transaction, and then restored word for word.
    guards = rows(db, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%BEFORE UPDATE%'")
    db.execute("PRAGMA secure_delete = ON")
    for guard in guards:
        db.execute(f"DROP TRIGGER {guard['name']}")
    yield
    for guard in guards:
        db.execute(guard["sql"])


def _forget_hashes(db: Database, places: dict[str, list[int]]) -> set[int]:
    """Recompute the hashes of changed texts and remove the old ones, because a hash lets somebody test a guess.

    Return the lines of the history that named such a hash and so were changed too.
    """
    hashes = _forget_hashes_of_texts(db, places)  # first: it returns the hashes of sources' files, too
    hashes |= _forget_files(db, places)
    db.execute("DELETE FROM vector WHERE claim_id IN (SELECT value FROM json_each(?))", [json.dumps(_claims_in(db, places))])
    for number in places.get("feed_item", []):
        db.execute("UPDATE feed_item SET text_sha256 = NULL WHERE id = ?", [number])
    for number in places.get("source", []):
        db.execute("UPDATE recheck SET sha256 = ? WHERE source_id = ? AND sha256 IS NOT NULL", [GONE, number])
    # A sign-off based on a report with these words is no longer valid anyway.
    db.execute(
        "UPDATE sign_off SET basis = :gone WHERE article_id IN (SELECT value FROM json_each(:articles)) OR article_id IN (SELECT article_id"
        " FROM sentence JOIN appearance ON appearance.sentence_id = sentence.id WHERE claim_id IN (SELECT value FROM json_each(:claims)))",
        {"gone": GONE, "articles": json.dumps(places.get("article", [])), "claims": json.dumps(places.get("claim", []))},
    )
    return {line for old_hash in hashes for line in _forget_where_named(db, old_hash)}


def _forget_hashes_of_texts(db: Database, places: dict[str, list[int]]) -> set[str]:
    """Give changed articles and sources the hash of their text as it is now; return the hashes that they had."""
    before: set[str] = set()
    for table, hashes in (("article", "sha256, NULL"), ("source", "sha256, original_sha256")):
        for number in places.get(table, []):
            text, *known = rows(db, f"SELECT text, {hashes} FROM {table} WHERE id = :id", {"id": number})[0]
            before |= {known_hash for known_hash in known if known_hash}
            if text is not None:
                db.execute(f"UPDATE {table} SET sha256 = ? WHERE id = ?", [history.digest(text), number])
    return before


def _forget_files(db: Database, places: dict[str, list[int]]) -> set[str]:
    """Empty the files that changed articles, sources and tips were made from; return the hashes of those of articles and tips."""
    before: set[str] = set()
    empty = {"nothing": zlib.compress(b""), "hash": sha256(b"").hexdigest()}
    for number in {*places.get("article", []), *places.get("article_original", [])}:
        before |= {row["sha256"] for row in rows(db, "SELECT sha256 FROM article_original WHERE article_id = :id", {"id": number})}
        db.execute("DELETE FROM article_bytes WHERE article_id = ?", [number])
        db.execute("UPDATE article_original SET content = :nothing, sha256 = :hash WHERE article_id = :id", {**empty, "id": number})
    for number in places.get("source", []):
        db.execute(
            "UPDATE source SET original = :nothing, original_sha256 = :hash WHERE id = :id AND original IS NOT NULL",
            {**empty, "id": number},
        )
    for number in places.get("tip", []):
        before |= {row[0] for row in rows(db, "SELECT media_sha256 FROM tip WHERE id = :id AND media IS NOT NULL", {"id": number})}
        db.execute(
            "UPDATE tip SET media = x'', media_sha256 = :hash WHERE id = :id AND media IS NOT NULL", {"hash": empty["hash"], "id": number}
        )
    return before


def _forget_where_named(db: Database, old_hash: str) -> list[int]:
    """Remove a hash from feeds and from the history; return the lines of the history that named it."""
    db.execute("UPDATE feed_item SET text_sha256 = NULL WHERE text_sha256 = ?", [old_hash])
    lines = [row["id"] for row in rows(db, "SELECT id FROM event WHERE instr(content, :old)", {"old": old_hash})]
    for line in lines:
        db.execute("UPDATE event SET content = json_remove(replace(content, ?, ?), '$.salt') WHERE id = ?", [old_hash, GONE, line])
    return lines


def _claims_in(db: Database, places: dict[str, list[int]]) -> list[int]:
    # Embeddings are stored with the hash of their text: a current or earlier wording, or a quote.
    claim_rows = rows(
        db,
        "SELECT claim_id FROM appearance WHERE id IN (SELECT value FROM json_each(:appearances))"
        " UNION SELECT subject_id FROM event WHERE subject = 'claim' AND id IN (SELECT value FROM json_each(:events))",
        {"appearances": json.dumps(places.get("appearance", [])), "events": json.dumps(places.get("event", []))},
    )
    # The title of an imported review is a wording too; its row has the claim's number.
    return [*places.get("claim", []), *places.get("review", []), *(row[0] for row in claim_rows)]


def _digest_of_line(db: Database, number: int) -> str:
    return history.digest(rows(db, "SELECT content FROM event WHERE id = :id", {"id": number})[0]["content"])


def _forget_in_search(db: Database) -> None:
    for table in rows(db, "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%USING fts5%'"):
        # Some of these tables store the words themselves, the others read them from the main tables.
        for column in rows(db, f"PRAGMA table_info({table['name']})") if "content =" not in table["sql"] else ():
            db.execute(f"UPDATE {table['name']} SET {column['name']} = blocked({column['name']}) WHERE holds({column['name']})")
        db.execute(f"INSERT INTO {table['name']} ({table['name']}) VALUES ('rebuild')")

"""Seals: a salted hash of every row that people edit, so that ``verify`` can name each row that another program changed.

While this program writes, temporary triggers in its connection note which rows change. At the end of the transaction each
of these rows gets a seal, and all the seals together one ``sealing``: a link of a chain that also names the newest line of the
history. Another program's change makes no seal, so the row no longer matches its newest seal.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlite_utils import Database

SEALED: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            "alert", "alert_address", "appearance", "article", "chosen_reader", "claim", "claim_tag", "draft", "evidence", "identity", "line_change", "line_note", "link_check", "match", "mention", "note",
            "person", "person_language", "proposed_source", "publication", "rating", "recheck", "recheck_quote", "recovery_code", "refused_passage", "review", "saved_view", "second_reading", "sentence", "setting",
            "sign_off", "sign_off_taken_back", "signing_key", "source", "source_taken_off", "tip", "token", "verdict", "verdict_evidence",
        ),
        frozenset(),
    ),
    "expert_note": frozenset(),
    # What each opening of the page changes.
    "expert_link": frozenset({"opened", "last_opened_at"}),
    # What each sign-in changes.
    "second_factor": frozenset({"last_step", "wrong"}),
    # ``verify`` compares the content with its sha256, which is sealed.
    "article_original": frozenset({"content"}),
    # The day of the last message.
    "contact": frozenset({"sent_on"}),
    # The notes of the runs over the feeds change every few minutes.
    "feed": frozenset({"etag", "last_modified", "checked_at", "failures", "reason", "next_at", "lease", "lease_until", "title"}),
}  # fmt: skip
"""Every table that people edit, with the columns that its seals leave out. A new table must be named here or in ``UNSEALED``."""

UNSEALED = frozenset(
    {
        "event", "sealing", "seal",  # have a chain of their own
        "unfinished_redaction",  # exists for minutes
        "claim_change", "vector", "trial", "article_bytes", "waiting_passage",  # computed, can be rebuilt or dropped
        "session", "sign_in_link", "sign_in_failure", "half_sign_in",  # expire within hours
        "feed_item", "watched_host",  # notes of the runs that follow feeds
        "notice", "notice_mark",  # notes of the runs that tell people
    }
)  # fmt: skip
"""The tables without seals: their content is protected elsewhere or is not people's work."""

START = "0" * 64
"""The hash that the first sealing has as its predecessor's."""

Key = int | str
"""The primary key of a row: a number or a name; several columns as a JSON list."""


@dataclass(frozen=True, slots=True)
class Table:
    """How the rows of a table are sealed."""

    name: str
    columns: tuple[tuple[str, str], ...]  # name and type of those that are sealed
    key: tuple[str, ...]

    def row(self, alias: str) -> str:
        """The SQL expression for a row as text: the same for the same content, on every machine and version of SQLite."""
        spelled = {"REAL": "CAST({0} * 1000000000 AS INTEGER)", "BLOB": "hex({0})"}
        return f"json_array({', '.join(spelled.get(kind, '{0}').format(f'{alias}.{name}') for name, kind in self.columns)})"

    def row_key(self, alias: str) -> str:
        """The SQL expression for a row's key."""
        names = [f"{alias}.{name}" for name in self.key]
        return names[0] if len(names) == 1 else f"json_array({', '.join(names)})"

    def is_row(self, alias: str, key: str) -> str:
        """The SQL condition that a row has the key ``key``."""
        if len(self.key) == 1:
            return f"{alias}.{self.key[0]} = {key}"
        return " AND ".join(f"{alias}.{name} = {key} ->> {position}" for position, name in enumerate(self.key))


@dataclass(frozen=True, slots=True)
class Changed:
    """A row to seal. ``row`` is its current text, None when it was deleted; ``altered`` means that it did not match its seal before."""

    table: str
    key: Key
    row: str | None
    altered: bool


def watch(db: Database) -> None:
    """Start to note which sealed rows this connection changes. Call it before the transaction, because it takes some milliseconds."""
    version = db.conn.execute("PRAGMA schema_version").fetchone()[0]
    watched = db.conn.execute("SELECT sql FROM sqlite_temp_schema WHERE name = 'changed_row'").fetchone()
    if watched and watched[0].endswith(f"/* {version} */)"):
        return
    unwatch(db)
    if not is_sealing(db):
        return
    db.conn.execute(f"CREATE TEMP TABLE changed_row (table_name TEXT, row_key, before TEXT /* {version} */)")
    for statement in _triggers(_tables(db)):
        db.conn.execute(statement)


def begin(db: Database) -> None:
    """Forget what this connection changed outside transactions; only changes inside a transaction are sealed."""
    if _is_watched(db):
        db.conn.execute("DELETE FROM temp.changed_row")


def unwatch(db: Database) -> None:
    """Stop noting changes; needed before a change of the schema."""
    for kind, name in db.conn.execute("SELECT type, name FROM sqlite_temp_schema WHERE name LIKE 'changed_row%'").fetchall():
        db.conn.execute(f"DROP {kind} IF EXISTS temp.{name}")


def is_sealing(db: Database) -> bool:
    """Whether the file has seals; older versions made none."""
    return bool(db.conn.execute("SELECT 1 FROM sqlite_schema WHERE name = 'seal'").fetchone())


def seal_changes(db: Database) -> None:
    """Seal what this transaction changed, just before it is committed."""
    if not _is_watched(db):
        return
    names = [row[0] for row in db.conn.execute("SELECT DISTINCT table_name FROM temp.changed_row")]
    changes = [change for table in _tables(db, names) for change in _changes(db, table)]
    line = db.conn.execute("SELECT coalesce(max(id), 0) > (SELECT coalesce(max(line), 0) FROM sealing) FROM main.event").fetchone()[0]
    if changes or line:
        _seal(db, changes)
    if names:
        # A connection may be idle for long, and must not keep the old content of the rows.
        db.conn.execute("DELETE FROM temp.changed_row")


def seal_all(db: Database, *, altered: frozenset[tuple[str, Key]]) -> None:
    """Seal every row that does not match its seal, for example after a change of the schema; ``altered`` names those that did not match before."""
    _seal(db, [Changed(name, key, row, (name, key) in altered) for name, key, row, _ in misfitting_rows(db)])


def altered_rows(db: Database) -> frozenset[tuple[str, Key]]:
    """The rows that do not match their seals, by table and key; empty for a file without seals."""
    return frozenset((name, key) for name, key, _, _ in misfitting_rows(db)) if is_sealing(db) else frozenset()


def rename_keys(db: Database, holds: Callable[[str], bool], changed: Callable[[str], str]) -> dict[int, str]:
    """Redact the keys of rows (a tag is part of its row's key), inside a redaction; return the new roots by sealing."""
    touched = set()
    for number, key in db.conn.execute("SELECT sealing_id, row_key FROM seal WHERE typeof(row_key) = 'text'").fetchall():
        if key.startswith("[") and holds(key):
            db.conn.execute("UPDATE seal SET row_key = ? WHERE sealing_id = ? AND row_key = ?", [changed(key), number, key])
            touched.add(number)
    for number, key in db.conn.execute("SELECT rowid, row_key FROM temp.changed_row WHERE typeof(row_key) = 'text'").fetchall():
        if key.startswith("[") and holds(key):
            db.conn.execute("UPDATE temp.changed_row SET row_key = ? WHERE rowid = ?", [changed(key), number])
    sql = "SELECT table_name, row_key, hash, altered FROM seal WHERE sealing_id = ?"
    return {number: root_of(tuple(row) for row in db.conn.execute(sql, [number])) for number in sorted(touched)}


def proven_since(db: Database) -> str | None:
    """When the first seals were written, ISO 8601; earlier changes cannot be detected. None when there are no seals."""
    first = db.conn.execute("SELECT at FROM sealing ORDER BY id LIMIT 1").fetchone() if is_sealing(db) else None
    return str(first[0]) if first else None


def head(db: Database) -> str | None:
    """The hash of the newest sealing, which covers the history and all rows; None when there is none."""
    last = db.conn.execute("SELECT hash FROM sealing ORDER BY id DESC LIMIT 1").fetchone() if is_sealing(db) else None
    return str(last[0]) if last else None


def holds(db: Database, hashed: str) -> bool:
    """Whether a sealing has that hash."""
    return is_sealing(db) and bool(db.conn.execute("SELECT 1 FROM sealing WHERE hash = ?", [hashed]).fetchone())


def _is_watched(db: Database) -> bool:
    return bool(db.conn.execute("SELECT 1 FROM sqlite_temp_schema WHERE name = 'changed_row'").fetchone())


_TABLES: dict[tuple[str, str], Table] = {}
"""A cache of the sealed tables, by name and the SQL that made them: querying the columns of thirty tables takes longer than most writes."""

_MOST_TABLES = 500


def _tables(db: Database, names: Iterable[str] = SEALED) -> list[Table]:
    sql = "SELECT name, sql FROM main.sqlite_schema WHERE type = 'table' AND name IN (SELECT value FROM json_each(?)) ORDER BY rowid"
    schema = [(name, made) for name, made in db.conn.execute(sql, [json.dumps(list(names))]).fetchall()]
    if len(_TABLES) > _MOST_TABLES:
        _TABLES.clear()
    for table in schema:
        if table not in _TABLES:
            _TABLES[table] = _table(db, table[0])
    return [_TABLES[table] for table in schema]


def _table(db: Database, name: str) -> Table:
    every = db.conn.execute("SELECT name, type, pk FROM pragma_table_info(?, 'main')", [name]).fetchall()
    kept = tuple((column, kind) for column, kind, _ in every if column not in SEALED[name])
    return Table(name, kept, tuple(column for column, _, position in sorted(every, key=lambda column: int(column[2])) if position))


def _triggers(tables: Iterable[Table]) -> list[str]:
    # The old row is noted too: only a row that matched its seal may be sealed again without being reported.
    made = []
    for table in tables:
        name = table.name
        for event, when, alias, before in (
            ("INSERT", "AFTER", "NEW", "NULL"), ("UPDATE", "BEFORE", "OLD", table.row("OLD")), ("DELETE", "BEFORE", "OLD", table.row("OLD")),
        ):  # fmt: skip
            noted = f"INSERT INTO changed_row VALUES ('{name}', {table.row_key(alias)}, {before})"
            made.append(f"CREATE TEMP TRIGGER changed_row_{name}_{event} {when} {event} ON main.{name} BEGIN {noted}; END")
    return made


def _changes(db: Database, table: Table) -> Iterator[Changed]:
    changes = db.conn.execute(
        # The first note of a row has its content before the transaction.
        "WITH change AS (SELECT row_key, before, min(rowid) FROM temp.changed_row WHERE table_name = :table GROUP BY row_key)"
        f" SELECT change.row_key, change.before, (SELECT {table.row('t')} FROM main.{table.name} AS t"
        f" WHERE {table.is_row('t', 'change.row_key')}), last.salt, last.hash FROM change"
        " LEFT JOIN seal AS last ON last.table_name = :table AND last.row_key = change.row_key AND last.sealing_id ="
        " (SELECT max(sealing_id) FROM seal WHERE table_name = :table AND row_key = change.row_key)",
        {"table": table.name},
    )
    for key, before, now, salt, hashed in changes.fetchall():
        altered = not _fits(before, salt, hashed)
        if now != before or altered:
            yield Changed(table.name, key, now, altered)


def misfitting_rows(db: Database) -> Iterator[tuple[str, Key, str | None, str]]:
    """Every sealed row that does not match its newest seal: table, key, the row now, and what is wrong, as text."""
    for table in _tables(db):
        newest = f"(SELECT row_key, max(sealing_id), salt, hash FROM seal WHERE table_name = '{table.name}' GROUP BY row_key)"
        sql = (
            f"SELECT {table.row_key('t')}, {table.row('t')}, newest.salt, newest.hash FROM {table.name} AS t"
            f" LEFT JOIN {newest} AS newest ON newest.row_key = {table.row_key('t')}"
        )
        for key, row, salt, hashed in db.conn.execute(sql):
            if not _fits(row, salt, hashed):
                yield table.name, key, row, "was changed by another program" if hashed else "was added by another program"
        gone = (
            f"SELECT row_key FROM {newest} AS newest WHERE hash IS NOT NULL"
            f" AND NOT EXISTS (SELECT 1 FROM {table.name} AS t WHERE {table.is_row('t', 'newest.row_key')})"
        )
        for (key,) in db.conn.execute(gone):
            yield table.name, key, None, "was taken away by another program"


def _fits(row: str | None, salt: bytes | None, hashed: bytes | None) -> bool:
    if row is None or hashed is None:
        return row is None and hashed is None
    return salt is not None and sha256(salt + row.encode()).digest() == hashed


def _seal(db: Database, changes: Iterable[Changed]) -> None:
    line = db.conn.execute("SELECT id, hash FROM main.event ORDER BY id DESC LIMIT 1").fetchone() or (0, START)
    previous = db.conn.execute("SELECT id, hash FROM sealing ORDER BY id DESC LIMIT 1").fetchone() or (0, START)
    number = previous[0] + 1
    seals = []
    for change in changes:
        salt = os.urandom(16) if change.row is not None else None
        hashed = sha256(salt + change.row.encode()).digest() if salt is not None and change.row is not None else None
        seals.append((change.table, change.key, number, salt, hashed, int(change.altered)))
    root = root_of((table, key, hashed, altered) for table, key, _, _, hashed, altered in seals)
    made = {"at": datetime.now(UTC).isoformat(timespec="milliseconds"), "line": line[0], "line_hash": line[1], "root": root}
    db.conn.execute(
        "INSERT INTO sealing (id, at, line, line_hash, root, previous_hash, hash)"
        " VALUES (:id, :at, :line, :line_hash, :root, :previous_hash, :hash)",
        {**made, "id": number, "previous_hash": previous[1], "hash": chained(number, made, previous[1])},
    )
    db.conn.executemany("INSERT INTO seal (table_name, row_key, sealing_id, salt, hash, altered) VALUES (?, ?, ?, ?, ?, ?)", seals)
    db.conn.executemany(
        "UPDATE seal SET salt = NULL WHERE table_name = ? AND row_key = ? AND sealing_id < ? AND salt IS NOT NULL",
        [sealed[:3] for sealed in seals],
    )


def root_of(seals: Iterable[tuple[str, Key, bytes | None, int]]) -> str:
    lines = sorted(f"{table}\t{key}\t{hashed.hex() if hashed else ''}\t{altered}\n" for table, key, hashed, altered in seals)
    return sha256("".join(lines).encode()).hexdigest()


def chained(number: int, made: dict[str, Any], previous: str) -> str:
    content = [number, made["at"], made["line"], made["line_hash"], made["root"], previous]
    return sha256(json.dumps(content).encode()).hexdigest()

"""Checks the file: SQLite's own checks, the history's chain, and quotes against their texts."""

import zlib
from hashlib import sha256
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.errors import StoreFailed
from claims.store import blueprint, history, seal_checks
from claims.store.connect import rows, write

FIXED = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
"""SQLite releases, by branch, with the fix for the WAL-reset corruption that began in 3.7.0 (sqlite.org/wal.html)."""


def problems(db: Database) -> list[str]:
    """Everything that is wrong in the file, one line each; empty when the file is in order."""
    return [
        *_integrity(db),
        *_foreign_keys(db),
        *history.broken_links(db),
        *seal_checks.problems(db, history.redacted_hashes(db)),
        *_unfinished(db),
        *_moved_quotes(db),
        *_changed_texts(db),
        *_changed_files(db),
        *_changed_originals(db),
        *_joined_in_loops(db),
        *map(str, blueprint.deviations(db)),
    ]


TRIAL_BYTES = 200_000
"""How much must fit on the disk to call it writable again: more than one click stores."""


def can_write(db: Database) -> bool:
    """Whether there is room on the disk: writes TRIAL_BYTES and removes them again."""
    try:
        with write(db):
            db.execute("INSERT OR REPLACE INTO trial (id, filler) VALUES (1, zeroblob(:size))", {"size": TRIAL_BYTES})
        with write(db):
            db.execute("DELETE FROM trial")
    except StoreFailed:
        return False
    return True


def safe_version(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    """Whether this SQLite has the fix for the WAL-reset corruption."""
    return version >= FIXED[0] or any(version[:2] == fixed[:2] and version >= fixed for fixed in FIXED)


def file_of(db: Database) -> Path | None:
    """The file of an open store; None for one in memory."""
    name = str(rows(db, "PRAGMA database_list")[0]["file"])
    return Path(name) if name else None


def version() -> str:
    """SQLite's version, such as 3.53.4."""
    return sqlite3.sqlite_version


def _integrity(db: Database) -> list[str]:
    reports = [row[0] for row in rows(db, "PRAGMA integrity_check(20)")]
    return [] if reports == ["ok"] else [f"integrity: {line}" for line in reports]


def _foreign_keys(db: Database) -> list[str]:
    return [f"foreign key: row {row[1]} of {row[0]} points to a missing {row[2]}" for row in rows(db, "PRAGMA foreign_key_check")]


def _moved_quotes(db: Database) -> list[str]:
    moved = rows(
        db,
        "SELECT appearance.id, article.id AS article_id FROM appearance JOIN sentence ON sentence.id = appearance.sentence_id"
        " JOIN article ON article.id = sentence.article_id WHERE appearance.quote <>"
        " substr(article.text, appearance.start_offset + 1, appearance.end_offset - appearance.start_offset)",
    )
    return [f"quote: appearance {row['id']} does not stand where it says in article {row['article_id']}" for row in moved]


def _changed_texts(db: Database) -> list[str]:
    changed = []
    redacted = history.redacted_hashes(db)
    for table in ("article", "source"):
        for row in db.execute(f"SELECT id, text, sha256 FROM {table} WHERE text IS NOT NULL"):
            if history.digest(row["text"]) not in (row["sha256"], redacted.get(f"{table} {row['id']}")):
                changed.append(f"text: {table} {row['id']} is not the text that was stored")
    return changed


def _changed_files(db: Database) -> list[str]:
    # A store of an older version does not have this table; the check of the schema reports that.
    if not rows(db, "SELECT 1 FROM sqlite_schema WHERE name = 'tip'"):
        return []
    files = db.execute("SELECT id, media, media_sha256 FROM tip WHERE media IS NOT NULL")
    return [
        f"file: the file of tip {row['id']} is not the one that was stored"
        for row in files
        if sha256(row["media"]).hexdigest() != row["media_sha256"]
    ]


def _changed_originals(db: Database) -> list[str]:
    """The files that articles and sources were read from, each against the hash of its bytes."""
    changed = []
    # A store of an older version does not have this table; the check of the schema reports that.
    is_old = not rows(db, "SELECT 1 FROM sqlite_schema WHERE name = 'article_original'")
    for what, sql in (
        *([] if is_old else [("article", "SELECT article_id AS id, content, sha256 FROM article_original")]),
        ("source", "SELECT id, original AS content, original_sha256 AS sha256 FROM source WHERE original IS NOT NULL"),
    ):
        for row in db.execute(sql):
            try:
                is_same = sha256(zlib.decompress(row["content"])).hexdigest() == row["sha256"]
            except zlib.error:
                is_same = False
            if not is_same:
                changed.append(f"file: what is kept of {what} {row['id']} is not the file that was stored")
    return changed


def _unfinished(db: Database) -> list[str]:
    # A store of an older version does not have this table; the check of the schema reports that.
    table = rows(db, "SELECT 1 FROM sqlite_schema WHERE name = 'unfinished_redaction'")
    lines = rows(db, "SELECT line FROM unfinished_redaction") if table else []
    return [f"redaction: line {row['line']} of the history is not finished: run the same `redact` again" for row in lines]


def _joined_in_loops(db: Database) -> list[str]:
    # Claims that are joined in a loop have no root claim.
    looping = rows(
        db, "SELECT id FROM claim WHERE joined_into IS NOT NULL AND id NOT IN (SELECT claim_id FROM joined_claim) ORDER BY id LIMIT 20"
    )
    return [f"join: claim {row['id']} is joined in a loop" for row in looping]

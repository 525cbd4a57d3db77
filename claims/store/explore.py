"""A copy to explore with Datasette or any SQLite tool: readable names, keys, full-text search, views; no secrets.

It has its own schema (explore.sql) and is filled column by column: a column added to the store is not copied until it is
named here. Passwords, tokens, sessions, the signing key, the history and confidential sources are not copied.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.store.connect import rows
from claims.store.private_files import make_private
from claims.store.scripts import statements_of

FILLED = (
    ("people", "SELECT id, name, role FROM desk.person"),
    ("ratings", "SELECT name, label, meaning, position FROM desk.rating"),
    (
        "articles",
        "SELECT id, title, publisher, byline, published_at, url, language, text, due_at, added_by, added_at, replaces_id, withdrawn_at"
        " FROM desk.article ORDER BY id",
    ),
    (
        "claims",
        "SELECT id, text, claimant, claimant_role, claimed_at, claimed_in, medium, state, origin, proposed,"
        " (SELECT verdict.rating FROM desk.verdict JOIN desk.second_reading ON verdict_id = verdict.id"
        "  WHERE verdict.claim_id = claim.id AND outcome = 'approved' ORDER BY verdict.id DESC LIMIT 1),"
        " language, assignee_id, due_at, joined_into,"
        " coalesce((SELECT root_id FROM joined WHERE joined.claim_id = claim.id), id), created_by, created_at FROM desk.claim ORDER BY id",
    ),
    (
        "tips",
        "SELECT id, claim_id, medium, platform, seen_on, media_type, media_sha256, added_by, added_at FROM desk.tip",
    ),
    ("tags", "SELECT claim_id, tag FROM desk.claim_tag"),
    (
        "imported_reviews",
        "SELECT claim_id, external_id, title, publisher, rating_words, rating, reviewed_at, url FROM desk.review",
    ),
    (
        "matches",
        "SELECT id, claim_id, known_id, score, relation, closer, differences, questions, added, why, status, reasons, note, decided_by, decided_at"
        " FROM desk.match",
    ),
    (
        "sources",
        "SELECT id, title, kind, publisher, published_at, url, archived_url, text,"
        " (SELECT origin.id FROM desk.source AS origin WHERE origin.id = source.derived_from AND origin.confidential = 0),"
        " added_by, added_at, withdrawn_at FROM desk.source WHERE confidential = 0 ORDER BY id",
    ),
    (
        "evidence",
        "SELECT id, claim_id, source_id, stance, quote, locator, used_as, note, checked_by, checked_at, withdrawn_at FROM desk.evidence"
        " WHERE source_id IN (SELECT id FROM desk.source WHERE confidential = 0)",
    ),
    (
        "verdicts",
        "SELECT verdict.id, claim_id, rating, explanation, submitted_by, submitted_at, outcome, read_by, read_at, note"
        " FROM desk.verdict LEFT JOIN desk.second_reading ON verdict_id = verdict.id",
    ),
)
"""Each table of the copy and the SELECT that fills it, in the order of its columns."""

SEARCHED = (("claims", ["text"]), ("articles", ["title", "text"]), ("sources", ["title", "text"]), ("evidence", ["quote"]))


@dataclass(frozen=True, slots=True)
class FoundProblem:
    """A sourcing problem as the copy stores it."""

    claim_id: int
    kind: str
    weight: str
    detail: str


def make_copy(db: Database, path: Path, problems: Iterable[FoundProblem]) -> None:
    """Write the copy to a new file, from one snapshot of the store."""
    desk = rows(db, "PRAGMA database_list")[0]["file"]
    make_private(path)
    connection = sqlite3.connect(f"{path.absolute().as_uri()}", uri=True, isolation_level=None)
    try:
        copy = Database(connection, execute_plugins=False)
        for statement in statements_of(resources.files("claims.store").joinpath("explore.sql").read_text(encoding="utf-8")):
            connection.execute(statement)
        connection.execute("ATTACH ? AS desk", [f"{Path(desk).as_uri()}?mode=ro"])
        # Computed once, because the view walks every chain of joins.
        connection.execute("CREATE TEMP TABLE joined AS SELECT claim_id, root_id FROM desk.joined_claim")
        connection.execute("CREATE INDEX temp.joined_from ON joined (claim_id)")
        connection.execute("BEGIN")
        for table, selected in FILLED:
            connection.execute(f"INSERT INTO {table} {selected}")
        _fill_lines(connection)
        connection.executemany(
            "INSERT INTO problems (claim, kind, weight, detail) VALUES (?, ?, ?, ?)",
            ((problem.claim_id, problem.kind, problem.weight, problem.detail) for problem in problems),
        )
        connection.execute("COMMIT")
        connection.execute("DETACH desk")
        _make_findable(copy)
    finally:
        connection.close()


def _fill_lines(connection: sqlite3.Connection) -> None:
    # Sliced in Python: SQL's substr() would walk the text from its start for each sentence.
    for number, text in connection.execute("SELECT id, text FROM articles").fetchall():
        lines = connection.execute(
            "SELECT id, position, start_offset, end_offset, mark, score FROM desk.sentence WHERE article_id = ?", [number]
        ).fetchall()
        connection.executemany(
            "INSERT INTO sentences (id, article, line, text, mark, checkable) VALUES (?, ?, ?, ?, ?, ?)",
            [(line[0], number, line[1], text[line[2] : line[3]], line[4], line[5]) for line in lines],
        )
    connection.execute(
        "INSERT INTO appearances SELECT appearance.id, claim_id, article_id, sentence_id, quote, speaker"
        " FROM desk.appearance JOIN desk.sentence ON sentence.id = sentence_id"
    )


def _make_findable(copy: Database) -> None:
    for table, columns in SEARCHED:
        copy.table(table).enable_fts(columns, tokenize="porter unicode61 remove_diacritics 2")
    copy.index_foreign_keys()
    copy.execute("ANALYZE")

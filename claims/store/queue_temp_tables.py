"""Temporary tables that several counts of the queue share, computed once.

The views claim_deadline, set_aside and waiting_match give the right answer, but each use computes a view again, and SQLite joins
the result without an index. So their rows are copied into temporary tables for the duration of one read transaction. It is rolled
back at its end, which removes the tables, so they can never be older than what is read with them.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlite_utils import Database

from claims.store.connect import read, rows

_TABLES = {
    "deadline": ("claim_id INTEGER PRIMARY KEY, due_at TEXT NOT NULL", "SELECT claim_id, due_at FROM claim_deadline"),
    "aside": ("claim_id INTEGER PRIMARY KEY", "SELECT claim_id FROM set_aside"),
    "waiting": (
        "id INTEGER PRIMARY KEY, claim_id INTEGER NOT NULL, known_id INTEGER NOT NULL, relation TEXT NOT NULL",
        "SELECT id, claim_id, known_id, relation FROM waiting_match",
    ),
    "kin": ("claim_id INTEGER PRIMARY KEY, root_id INTEGER NOT NULL", "SELECT claim_id, root_id FROM joined_claim"),
    "taken_up": ("claim_id INTEGER PRIMARY KEY", "SELECT claim_id FROM taken_up_root"),
}


@contextmanager
def queue_temp_tables(db: Database) -> Iterator[None]:
    """Run the block on one snapshot of the store with these tables; a nested block uses those of the outer block."""
    with read(db):
        if not rows(db, "SELECT 1 FROM sqlite_temp_schema WHERE name = 'deadline'"):
            for name, (columns, content) in _TABLES.items():
                db.execute(f"CREATE TEMP TABLE {name} ({columns})")
                db.execute(f"INSERT INTO temp.{name} {content}")
            db.execute("CREATE INDEX temp.waiting_known ON waiting (known_id)")
            db.execute("CREATE INDEX temp.waiting_claim ON waiting (claim_id)")
            db.execute("CREATE INDEX temp.kin_root ON kin (root_id)")
        yield

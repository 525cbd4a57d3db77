"""What several counts of the queue share, worked out once for them all.

The views claim_deadline, set_aside and waiting_match are the truth, but each use of one works it out anew, and SQLite joins
what it worked out without an index. So they are laid out in temporary tables for as long as one reading lasts: the reading's
transaction is rolled back at its end, and the tables go with it. They can never be older than what is read beside them.
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
}


@contextmanager
def queue_temp_tables(db: Database) -> Iterator[None]:
    """Run the block on one unchanging view of the store with these tables in it; nested, with those of the outer block."""
    with read(db):
        if not rows(db, "SELECT 1 FROM sqlite_temp_schema WHERE name = 'deadline'"):
            for name, (columns, content) in _TABLES.items():
                db.execute(f"CREATE TEMP TABLE {name} ({columns})")
                db.execute(f"INSERT INTO temp.{name} {content}")
            db.execute("CREATE INDEX temp.waiting_known ON waiting (known_id)")
            db.execute("CREATE INDEX temp.waiting_claim ON waiting (claim_id)")
            db.execute("CREATE INDEX temp.kin_root ON kin (root_id)")
        yield

"""Which life of the file this is: it changes when texts change underneath everything else, by a restore or a redaction."""

import secrets

from sqlite_utils import Database

from claims.store.connect import rows


def current(db: Database) -> int:
    """The number of this life; 0 in the first."""
    return int(rows(db, "PRAGMA user_version")[0][0])


def renew(db: Database) -> None:
    """Begin another life, inside the caller's transaction: whoever keeps something of the file in memory reads it again."""
    db.execute(f"PRAGMA user_version = {secrets.randbelow(2**31 - 1) + 1}")

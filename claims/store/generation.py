"""The generation of the file. It changes when a restore or a redaction changes texts that other processes may keep in memory."""

import secrets

from sqlite_utils import Database

from claims.store.connect import rows


def current(db: Database) -> int:
    """The number of the current generation, from 0."""
    return int(rows(db, "PRAGMA user_version")[0][0])


def renew(db: Database) -> None:
    """Begin a new generation, inside the caller's transaction, so that processes reload what they keep in memory."""
    db.execute(f"PRAGMA user_version = {secrets.randbelow(2**31 - 1) + 1}")

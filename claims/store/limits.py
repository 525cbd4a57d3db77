"""Requests counted by who asks and in which minute; rows of earlier minutes go as new ones come."""

from datetime import datetime

from sqlite_utils import Database

from claims.store.connect import rows, stamp, write


def count(db: Database, who: str, *, most: int, at: datetime) -> bool:
    """Count one request of this minute; False, and nothing is written, when there were ``most`` already."""
    asked = {"who": who, "minute": stamp(at)[:16], "most": most}
    found = rows(db, "SELECT requests FROM request_count WHERE who = :who AND minute = :minute", asked)
    if found and found[0]["requests"] >= most:
        return False
    with write(db):
        if not found:
            db.execute("DELETE FROM request_count WHERE minute < :minute", asked)
        counted = db.execute(
            "INSERT INTO request_count (who, minute, requests) VALUES (:who, :minute, 1)"
            " ON CONFLICT (who, minute) DO UPDATE SET requests = requests + 1 WHERE requests < :most",
            asked,
        )
        return counted.rowcount > 0

"""How often somebody may ask: counted in the store, so that all processes of the server count together."""

from datetime import datetime

from sqlite_utils import Database

from claims.errors import TooMany
from claims.store import limits


def count_request(db: Database, who: str, *, most: int, at: datetime) -> None:
    """Count one request of ``who`` in this minute. Raise TooMany after ``most``; a refused request costs no write."""
    if not limits.count(db, who, most=most, at=at):
        wait = 60 - at.second
        raise TooMany(f"that were more than {most} requests in a minute: wait {wait} seconds, then go on.", retry_after=wait)

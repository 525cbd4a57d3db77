"""Words that must not be kept: a court order, a name. An admin takes them out of every stored text, for good."""

from datetime import datetime

from sqlite_utils import Database

from claims.desk import index_files, people
from claims.desk.entry import needed
from claims.errors import NotFound, StoreFailed
from claims.model import Person
from claims.store import generation, redaction
from claims.store.connect import read, write

Places = dict[str, list[int]]
"""By kind ("claim", "article", "event" …), the numbers of what holds the words."""


def find(db: Database, words: str, *, by: Person) -> Places:
    """Where the words stand, in any case and with any white space between them; nothing is changed."""
    people.check(by, "redact")
    pattern = redaction.pattern_of(words)
    with read(db):
        return redaction.places_of(db, pattern)


def redact(db: Database, words: str, reason: str, *, by: Person, at: datetime) -> Places:
    """Take the words out of every stored text: each letter becomes a block. There is no way back; older backups still hold them.

    Raise NotFound when nothing holds them, Refused for words that are too short, or a reason that is missing or names them.
    """
    people.check(by, "redact")
    reason = needed(reason, "the reason", limit=1_000)
    pattern = redaction.pattern_of(words)
    with write(db):
        places = redaction.redact(db, pattern, reason, by=by, at=at)
        if not places:
            raise NotFound("nothing that is stored holds these words: check how they are spelt.")
        # What is kept in memory is read again.
        generation.renew(db)
    redaction.tidy_up(db)
    try:
        index_files.forget(db)
    except OSError as error:
        raise StoreFailed(f"the words are gone from the store, but {error.filename} still holds them: remove it by hand.") from error
    return places

"""Saving a source's page in the Wayback Machine, for newsrooms that gave their own keys."""

from datetime import datetime

from sqlite_utils import Database

from claims.desk.people import people
from claims.desk.sources import corrections
from claims.errors import Refused
from claims.model import Person, Source
from claims.reading.addresses import looks_public
from claims.reading.wayback import Wayback, save_page
from claims.store import sources
from claims.wording import phrase


def may_be_archived(source: Source) -> bool:
    """Whether a source's page may be sent to a public archive: it is on the public web, and the source is in force and not confidential."""
    return bool(source.url and looks_public(source.url) and not source.confidential and not source.withdrawn)


def archive(db: Database, source_id: int, keys: str | None, address: str, *, within: float, by: Person, at: datetime) -> Source:
    """Have a source's page saved in the Wayback Machine and note the copy's address, as a correction that can be undone; return the source.

    Raise Refused without keys, for a confidential source and for one without a public address; TryLater and Unreadable as
    ``save_page`` does.
    """
    people.require_permission(by, "correct_details")
    source = sources.get_source(db, source_id)
    if keys is None:
        raise Refused("saving pages in the Wayback Machine is off: set CLAIMS_WAYBACK_KEYS to your keys from archive.org/account/s3.php.")
    if source.confidential:
        raise Refused(phrase("source {source_id} is confidential: its address is given to nobody.", source_id=source_id))
    if not may_be_archived(source):
        raise Refused(phrase("source {source_id} has no address on the public web that could be saved.", source_id=source_id))
    # Before the store is locked: saving takes from seconds to minutes.
    copy = save_page(Wayback(keys, address), source.url or "", within=within)
    corrections.correct_source(db, source_id, {"archived_url": copy}, by=by, at=at)
    return sources.get_source(db, source_id)

"""Checking a source's page again: has it changed, and are our quotes still in it?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlite_utils import Database

from claims import wording
from claims.desk.articles import fetching
from claims.desk.people import people
from claims.errors import ClaimsError, Refused
from claims.model import Evidence, Person, Recheck, Requoted, Source
from claims.reading import anchors
from claims.store import evidence, rechecks, sources
from claims.store.connect import write
from claims.store.history import digest


class CheckedQuote(NamedTuple):
    """A link, and what became of its quote."""

    link: Evidence
    requoted: Requoted


@dataclass(frozen=True, slots=True)
class Rechecked:
    """The result of checking a source again, and the links whose quotes were looked for."""

    source: Source
    recheck: Recheck
    links: tuple[Evidence, ...]

    @property
    def quotes(self) -> list[CheckedQuote]:
        """Each link whose quote was looked for, with what became of the quote."""
        links = {link.id: link for link in self.links}
        return [CheckedQuote(links[requoted.evidence_id], requoted) for requoted in self.recheck.quotes]


def recheck(db: Database, source_id: int, *, allowed_hosts: Collection[str], limit: int, by: Person, at: datetime) -> Rechecked:
    """Fetch a source's page through the safe fetcher, compare its text, look for every quote in force, and store the result.

    A page that cannot be fetched is stored as a failure and proves nothing. Raise Refused for a source without an address.
    """
    people.require_permission(by, "recheck")
    source = sources.get_source(db, source_id)
    if source.withdrawn:
        raise Refused(wording.phrase("source {source_id} was withdrawn, so it is not searched.", source_id=source_id))
    if source.url is None:
        raise Refused(
            wording.phrase("source {source_id} has no address to check again. It was added as a file or by hand.", source_id=source_id)
        )
    # Fetched before the store is locked: a slow page must not keep others from writing.
    try:
        text, failure = fetching.fetch(source.url, allowed_hosts=allowed_hosts, limit=limit).text, None
    except ClaimsError as error:
        text, failure = None, " ".join(str(error).split())
    return store_seen(db, source, text, failure, by=by, at=at)


def store_seen(db: Database, source: Source, text: str | None, failure: str | None, *, by: Person, at: datetime) -> Rechecked:
    """Store what a source's page says now, or why it could not be read."""
    with write(db):
        links = [link for link in evidence.claims_using(db, source.id) if link.quote]
        quotes = [_requoted(link, text) for link in links] if text is not None else []
        changed = text is not None and source.text is not None and _words(text) != _words(source.text)
        sha256 = digest(text) if text is not None else None
        rechecks.add_recheck(db, source, sha256=sha256, changed=changed, quotes=quotes, failure=failure, by=by, at=at)
        newest = rechecks.newest_rechecks(db, [source.id], failed=True)[0]
    return Rechecked(source, newest, tuple(links))


def last_looks(db: Database, source_id: int) -> list[Recheck]:
    """The newest recheck that read a source's page, then the newest that failed since; empty if there was none."""
    looks = [*rechecks.newest_rechecks(db, [source_id]), *rechecks.newest_rechecks(db, [source_id], failed=True)]
    return list(dict.fromkeys(looks))


def _requoted(link: Evidence, text: str) -> Requoted:
    quote_found = anchors.find(text, link.quote or "", link.prefix, link.suffix, link.start)
    return Requoted(link.id, quote_found.status, quote_found.quote)


def _words(text: str) -> list[str]:
    # The same words in another layout are the same text.
    return text.split()

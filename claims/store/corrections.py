"""Corrections of what was typed or guessed about articles, sources and evidence links; the events hold the old and the new values."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.errors import Refused
from claims.model import Article, Event, Evidence, Person, Source
from claims.store import history
from claims.store.address_keys import address_key
from claims.store.connect import rows, stamp, write
from claims.store.guarded_edits import update_row

ACTIONS = ("edit_article", "edit_source", "edit_link")
"""The actions in the history that correct something."""

Changes = Mapping[str, str | int | None]
"""New values by column."""


def edit_article(db: Database, article: Article, changes: Changes, *, by: Person, at: datetime) -> None:
    """Correct columns of an article. Raise StaleEdit if it changed since it was read, Refused if another has this address and text."""
    before = {column: getattr(article, column) for column in changes}
    with write(db):
        try:
            update_row(db, "article", article, changes)
        except sqlite3.IntegrityError as error:
            raise Refused("another article with the same text already has this address. Check the address.", field="url") from error
        history.record(
            db, by=by, at=at, action="edit_article", subject="article", subject_id=article.id, before=before, after=dict(changes)
        )


def edit_source(db: Database, source: Source, changes: Changes, *, by: Person, at: datetime) -> None:
    """Correct columns of a source. Raise StaleEdit if it changed since it was read, Refused if another has this address and text."""
    before = {column: getattr(source, column) for column in changes}
    key = {"address_key": address_key(_text(changes["url"]))} if "url" in changes else {}
    with write(db):
        try:
            update_row(db, "source", source, {**changes, **key})
        except sqlite3.IntegrityError as error:
            raise Refused("another source with the same text already has this address. Check the address.", field="url") from error
        history.record(db, by=by, at=at, action="edit_source", subject="source", subject_id=source.id, before=before, after=dict(changes))


def edit_link(db: Database, link: Evidence, changes: Changes, around: Changes, *, by: Person, at: datetime) -> None:
    """Correct columns of an evidence link. ``around`` are the words around a new quote and where it ends.

    Raise StaleEdit if it changed since it was read, Refused if the same link with this quote exists.
    """
    before = {column: getattr(link, _ATTRIBUTES.get(column, column)) for column in changes}
    names: dict[str, object] = {"evidence_id": link.id, "source_id": link.source.id}
    weighs = {"corrected_at": stamp(at)} if changes.keys() & {"quote", "used_as"} else {}
    with write(db):
        try:
            update_row(db, "evidence", link, {**changes, **around, **weighs})
        except sqlite3.IntegrityError as error:
            raise Refused("this source is already linked to the claim with this quote. Check the quote.", field="quote") from error
        after = {**names, **changes}
        history.record(db, by=by, at=at, action="edit_link", subject="claim", subject_id=link.claim_id, before=before, after=after)


_ATTRIBUTES = {"start_offset": "start"}


def newest_correction(db: Database, action: str, subject: str, number: int, *, evidence_id: int | None = None) -> Event | None:
    """The last correction of a row, or None. Corrections of a link are among its claim's events, so they are told by ``evidence_id``."""
    events = [
        event
        for event in history.events_of(db, {subject: [number]})
        if event.action == action and event.after.get("evidence_id") == evidence_id
    ]
    return events[-1] if events else None


def any_since(db: Database, after: datetime, *, articles: Iterable[int], sources: Iterable[int], claims: Iterable[int]) -> bool:
    """Whether anything about these articles, sources or links of these claims was corrected after a moment."""
    subjects = [
        *(["article", number] for number in articles),
        *(["source", number] for number in sources),
        *(["claim", number] for number in claims),
    ]
    found_row = rows(
        db,
        "SELECT EXISTS (SELECT 1 FROM main.event WHERE (subject, subject_id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(:subjects))"
        " AND action IN (SELECT value FROM json_each(:actions)) AND at > :after) AS corrected",
        {"subjects": json.dumps(subjects), "actions": json.dumps(ACTIONS), "after": stamp(after)},
    )[0]
    return bool(found_row["corrected"])


def moved_sources(db: Database, after: datetime, source_ids: Iterable[int]) -> set[int]:
    """The sources among these whose address or archived copy was corrected after a moment."""
    event_rows = rows(
        db,
        "SELECT DISTINCT subject_id FROM main.event WHERE subject = 'source' AND subject_id IN (SELECT value FROM json_each(:ids))"
        " AND action = 'edit_source' AND at > :after"
        " AND coalesce(json_type(content, '$.after.url'), json_type(content, '$.after.archived_url')) IS NOT NULL",
        {"ids": json.dumps(list(source_ids)), "after": stamp(after)},
    )
    return {row["subject_id"] for row in event_rows}


def _text(value: str | int | None) -> str | None:
    return value if isinstance(value, str) else None

"""Notes on claims and whom they mention. A note is never edited; its author may withdraw it."""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims import wording
from claims.errors import NotFound, StaleEdit
from claims.model import Note, Person
from claims.store import history
from claims.store.connect import first_row, insert, moment, rows, stamp, write


def add_note(
    db: Database, claim_id: int, text: str, mentioned: Iterable[int], *, by: Person, at: datetime, about: str | None = None
) -> int:
    """Store a note and whom it mentions (numbers of people); return its number.

    A note that belongs to an action (``about``) has no event besides the action's; a plain note has its own.
    """
    with write(db):
        number = insert(
            db,
            "INSERT INTO note (claim_id, text, about, by_id, at) VALUES (:claim_id, :text, :about, :by, :at)",
            {"claim_id": claim_id, "text": text, "about": about, "by": by.id, "at": stamp(at)},
        )
        for person_id in sorted(set(mentioned) - {by.id}):
            db.execute("INSERT INTO mention (note_id, person_id) VALUES (:note, :person)", {"note": number, "person": person_id})
        if about is None:
            after = {"note_id": number, "note": text}
            history.record(db, by=by, at=at, action="add_note", subject="claim", subject_id=claim_id, after=after)
    return number


_NOTES = (
    "SELECT note.*, person.name AS by,"
    " (SELECT json_group_array(person.name) FROM mention JOIN person ON person.id = mention.person_id WHERE note_id = note.id) AS mentions"
    " FROM note JOIN person ON person.id = note.by_id"
)


def get_note(db: Database, number: int) -> Note:
    """The note with that number, withdrawn or not; raise NotFound."""
    row = first_row(db, _NOTES + " WHERE note.id = :id", {"id": number})
    if not row:
        raise NotFound(wording.phrase("there is no note {number}.", number=number))
    return _note(row)


def notes_of(db: Database, claim_ids: Iterable[int]) -> list[Note]:
    """All notes on these claims, including withdrawn ones, in the order they were written."""
    sql = _NOTES + " WHERE note.claim_id IN (SELECT value FROM json_each(:ids)) ORDER BY note.at, note.id"
    return [_note(row) for row in rows(db, sql, {"ids": json.dumps(list(claim_ids))})]


def withdraw_note(db: Database, note: Note, *, by: Person, at: datetime) -> None:
    """Withdraw a note. Raise StaleEdit when it is already withdrawn."""
    _set_withdrawn(db, note, stamp(at), "withdraw_note", by=by, at=at)


def restore_note(db: Database, note: Note, *, by: Person, at: datetime) -> None:
    """Restore a withdrawn note. Raise StaleEdit when it is not withdrawn."""
    _set_withdrawn(db, note, None, "restore_note", by=by, at=at)


def _set_withdrawn(db: Database, note: Note, value: str | None, action: str, *, by: Person, at: datetime) -> None:
    with write(db):
        changed = db.execute(
            "UPDATE note SET withdrawn_at = :value WHERE id = :id AND (withdrawn_at IS NULL) = :stands",
            {"value": value, "id": note.id, "stands": int(value is not None)},
        )
        if changed.rowcount == 0:
            raise StaleEdit("note", note.id)
        history.record(db, by=by, at=at, action=action, subject="claim", subject_id=note.claim_id, after={"note_id": note.id})


def unseen_on(db: Database, claim_ids: Iterable[int], person_id: int) -> set[int]:
    """The notes on these claims that mention a person who has not seen them."""
    mention_rows = rows(
        db,
        "SELECT note_id FROM mention JOIN note ON note.id = note_id WHERE person_id = :person AND seen_at IS NULL"
        " AND withdrawn_at IS NULL AND claim_id IN (SELECT value FROM json_each(:ids))",
        {"person": person_id, "ids": json.dumps(list(claim_ids))},
    )
    return {row["note_id"] for row in mention_rows}


def mark_seen(db: Database, note_ids: Iterable[int] | None, *, by: Person, at: datetime) -> int:
    """Store that a person saw the mentions of them in these notes, or in all; return how many were new. Adds no event to the history."""
    among = "" if note_ids is None else " AND note_id IN (SELECT value FROM json_each(:ids))"
    with write(db):
        changed = db.execute(
            "UPDATE mention SET seen_at = :at WHERE person_id = :person AND seen_at IS NULL" + among,
            {"at": stamp(at), "person": by.id, "ids": json.dumps(list(note_ids or ()))},
        )
        return int(changed.rowcount)


def _note(row: sqlite3.Row) -> Note:
    return Note(
        id=row["id"],
        claim_id=row["claim_id"],
        text=row["text"],
        about=row["about"],
        by=row["by"],
        at=moment(row["at"]),
        mentions=tuple(json.loads(row["mentions"])),
        withdrawn=row["withdrawn_at"] is not None,
    )

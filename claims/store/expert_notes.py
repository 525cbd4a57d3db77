"""Notes that experts leave on an article through a link of theirs."""

from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.errors import NotFound
from claims.model import Person
from claims.model.experts import ExpertLink, ExpertNote, ExpertNoteState
from claims.store import history
from claims.store.connect import first_row, insert, moment, rows, stamp, write
from claims.store.guarded_edits import update_row
from claims.wording import phrase


def add_note(db: Database, link: ExpertLink, line: int | None, author: str, words: str, *, by: Person, at: datetime) -> int:
    """Store a note and its event; return its number. ``by`` is who made the link, since the expert has no account."""
    with write(db):
        number = insert(
            db,
            "INSERT INTO main.expert_note (article_id, link_id, line, author, text, noted_at)"
            " VALUES (:article, :link, :line, :author, :text, :at)",
            {"article": link.article_id, "link": link.id, "line": line, "author": author, "text": words, "at": stamp(at)},
        )
        after = {"expert_note_id": number, "expert_link_id": link.id, "author": author, "line": line, "note": words}
        history.record(db, by=by, at=at, action="add_expert_note", subject="article", subject_id=link.article_id, after=after)
    return number


_NOTES = "SELECT expert_note.*, person.name AS decider FROM expert_note LEFT JOIN person ON person.id = decided_by"


def notes_of(db: Database, article_id: int) -> list[ExpertNote]:
    """Every note of experts on an article, the open ones first, then in the order in which they came."""
    return [_note(row) for row in rows(db, _NOTES + " WHERE article_id = :id ORDER BY state, expert_note.id", {"id": article_id})]


def count_open(db: Database, article_id: int) -> int:
    """How many notes of experts on an article nobody has settled."""
    return int(rows(db, "SELECT count(*) FROM expert_note WHERE article_id = :id AND state = 'open'", {"id": article_id})[0][0])


def get_note(db: Database, number: int) -> ExpertNote:
    """The note with that number; raise NotFound."""
    row = first_row(db, _NOTES + " WHERE expert_note.id = :id", {"id": number})
    if not row:
        raise NotFound(phrase("there is no expert note {number}.", number=number))
    return _note(row)


def move_note(db: Database, note: ExpertNote, to: ExpertNoteState, *, by: Person, at: datetime) -> None:
    """Settle a note, or open it again, with its event. Raise StaleEdit if it changed since it was read."""
    is_open = to is ExpertNoteState.OPEN
    with write(db):
        decided = {"decided_by": None if is_open else by.id, "decided_at": None if is_open else stamp(at)}
        update_row(db, "expert_note", note, {"state": to, **decided})
        action = "reopen_expert_note" if is_open else "settle_expert_note"
        after = {"expert_note_id": note.id, "author": note.author}
        history.record(db, by=by, at=at, action=action, subject="article", subject_id=note.article_id, after=after)


def _note(row: sqlite3.Row) -> ExpertNote:
    return ExpertNote(
        id=row["id"],
        article_id=row["article_id"],
        link_id=row["link_id"],
        line=row["line"],
        author=row["author"],
        text=row["text"],
        noted_at=moment(row["noted_at"]),
        state=ExpertNoteState(row["state"]),
        decided_by=row["decider"],
        decided_at=moment(row["decided_at"]) if row["decided_at"] else None,
        version=row["version"],
    )

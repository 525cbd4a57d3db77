"""Questions and remarks that stand beside an article's words in its own file."""

from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.errors import NotFound
from claims.model.beside import LineNote, NoteState, Remark
from claims.model.stored import Person
from claims.store import history
from claims.store.connect import first_row, insert, moment, rows, stamp, write
from claims.store.guarded_edits import update_row
from claims.wording import phrase


def add_remarks(db: Database, article_id: int, remarks: Sequence[Remark], *, by: Person, at: datetime) -> list[int]:
    """Store what people wrote beside an article's lines; return the numbers. The article has the event."""
    with write(db):
        return [
            insert(
                db,
                "INSERT INTO line_note (article_id, start_offset, end_offset, kind, text, author, noted_at, state, decided_by, decided_at)"
                " VALUES (:article, :start, :end, :kind, :text, :author, :noted_at, :state, :decided_by, :decided_at)",
                {
                    "article": article_id,
                    "start": remark.start,
                    "end": remark.end,
                    "kind": "question" if remark.is_question else "note",
                    "text": remark.text,
                    "author": remark.author,
                    "noted_at": remark.noted_at,
                    "state": _first_state(remark),
                    "decided_by": by.id if _first_state(remark) is NoteState.SETTLED else None,
                    "decided_at": stamp(at) if _first_state(remark) is NoteState.SETTLED else None,
                },
            )
            for remark in remarks
        ]


def _first_state(remark: Remark) -> NoteState:
    if not remark.is_question:
        return NoteState.NOTED
    return NoteState.SETTLED if remark.is_settled else NoteState.OPEN


_NOTES = "SELECT line_note.*, person.name AS decided_by_name FROM line_note LEFT JOIN person ON person.id = decided_by"


def notes_in(db: Database, article_id: int) -> list[LineNote]:
    """Every question and remark beside an article's lines, in the order of its text."""
    stored = rows(db, _NOTES + " WHERE article_id = :id ORDER BY start_offset, end_offset, line_note.id", {"id": article_id})
    return [_line_note(row) for row in stored]


def count_open(db: Database, article_id: int) -> int:
    """How many questions of an article's file nobody has settled."""
    return int(rows(db, "SELECT count(*) FROM line_note WHERE article_id = :id AND state = 'open'", {"id": article_id})[0][0])


def get_line_note(db: Database, number: int) -> LineNote:
    """The question or remark with that number; raise NotFound."""
    row = first_row(db, _NOTES + " WHERE line_note.id = :id", {"id": number})
    if not row:
        raise NotFound(phrase("there is no note {number} beside a line.", number=number))
    return _line_note(row)


def settle(db: Database, note: LineNote, state: NoteState, *, by: Person, at: datetime) -> None:
    """Settle a question, or open it again, with its event. Raise StaleEdit if it changed since it was read."""
    is_open = state is NoteState.OPEN
    with write(db):
        update_row(
            db, "line_note", note, {"state": state, "decided_by": None if is_open else by.id, "decided_at": None if is_open else stamp(at)}
        )
        action = "reopen_question" if is_open else "settle_question"
        before, after = {"state": note.state}, {"line_note_id": note.id, "state": state, "question": note.remark.text}
        history.record(db, by=by, at=at, action=action, subject="article", subject_id=note.article_id, before=before, after=after)


def carry_settled(db: Database, number: int, earlier: LineNote) -> None:
    """Give a question of a new version the answer of the same one in the version before. The article has the event."""
    with write(db):
        db.execute(
            "UPDATE line_note SET (state, decided_by, decided_at) = (SELECT state, decided_by, decided_at FROM line_note WHERE id = :earlier)"
            " WHERE id = :id",
            {"id": number, "earlier": earlier.id},
        )


def _line_note(row: sqlite3.Row) -> LineNote:
    state = NoteState(row["state"])
    return LineNote(
        id=row["id"],
        article_id=row["article_id"],
        remark=Remark(
            row["start_offset"],
            row["end_offset"],
            row["text"],
            row["kind"] == "question",
            row["author"],
            row["noted_at"],
            state is NoteState.SETTLED,
        ),
        state=state,
        decided_by=row["decided_by_name"],
        decided_at=moment(row["decided_at"]) if row["decided_at"] else None,
        version=row["version"],
    )

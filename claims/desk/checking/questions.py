"""Questions and remarks that stand beside an article's lines in its own file: a person settles each question."""

from datetime import datetime

from sqlite_utils import Database

from claims.desk.people import people
from claims.errors import Refused
from claims.model import Person
from claims.model.beside import LineNote, NoteState
from claims.store import articles, line_notes
from claims.store.connect import read, write
from claims.store.guarded_edits import refuse_stale
from claims.wording import phrase

_WHY_NOT = {
    NoteState.NOTED: phrase("this is a remark, not a question: nothing was changed."),
    NoteState.OPEN: phrase("this question is open already."),
    NoteState.SETTLED: phrase("this question is settled already."),
}
"""Why a note in this state is neither settled nor reopened."""


def list_notes(db: Database, article_id: int) -> list[LineNote]:
    """Every question and remark of an article's file, settled or not, in the order of the text; raise NotFound."""
    with read(db):
        return line_notes.notes_in(db, articles.get_article(db, article_id).id)


def settle(db: Database, number: int, *, by: Person, at: datetime, seen_version: int | None = None) -> LineNote:
    """Say that a question is answered. Raise Refused for a remark or a settled one, StaleEdit if ``seen_version`` is not its version."""
    return _move(db, number, NoteState.OPEN, NoteState.SETTLED, by=by, at=at, seen_version=seen_version)


def reopen(db: Database, number: int, *, by: Person, at: datetime, seen_version: int | None = None) -> LineNote:
    """Open a settled question again. Raise as ``settle`` does."""
    return _move(db, number, NoteState.SETTLED, NoteState.OPEN, by=by, at=at, seen_version=seen_version)


def _move(
    db: Database, number: int, before: NoteState, after: NoteState, *, by: Person, at: datetime, seen_version: int | None
) -> LineNote:
    people.require_permission(by, "note")
    with write(db):
        note = line_notes.get_line_note(db, number)
        refuse_stale("line_note", note, seen_version)
        if note.state is not before:
            raise Refused(_WHY_NOT[note.state])
        line_notes.settle(db, note, after, by=by, at=at)
        return line_notes.get_line_note(db, number)

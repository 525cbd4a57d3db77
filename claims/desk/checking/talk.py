"""Talking about a claim: notes, whom they mention, and who has seen that."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from claims.desk.people import people
from claims.desk.typed_fields import MAX_TEXT, required_text
from claims.errors import NotAllowed, Refused
from claims.model import Note, Person
from claims.store import claims, notes
from claims.store.connect import read, write


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said about a claim and all that is joined to it, oldest first. ``unseen`` are the notes that mention the reader anew."""

    notes: tuple[Note, ...]
    unseen: frozenset[int]

    @property
    def standing(self) -> int:
        """How many notes stand."""
        return sum(not note.withdrawn for note in self.notes)


def add_note(db: Database, claim_id: int, text: str, *, by: Person, at: datetime) -> int:
    """Write a note on a claim; give its number. ``@Name`` mentions a person, who finds the claim in their queue."""
    people.require_permission(by, "note")
    text = required_text(text, "note", limit=MAX_TEXT)
    with write(db):
        claim = claims.root_of(db, claim_id)
        return notes.add_note(db, claim.id, text, mentioned_in(text, people.list_people(db)), by=by, at=at)


def add_move_note(db: Database, claim_id: int, about: str, text: str | None, to: str | None = None, *, by: Person, at: datetime) -> None:
    """Put the note of a move ("return") into the talk, inside the move's own transaction. ``to`` is mentioned besides, by name."""
    if text is None:
        return
    everybody = people.list_people(db)
    mentioned = [*mentioned_in(text, everybody), *(person.id for person in everybody if person.name == to)]
    notes.add_note(db, claim_id, text, mentioned, by=by, at=at, about=about)


def withdraw_note(db: Database, note_id: int, *, by: Person, at: datetime) -> Note:
    """Take one's own note back; that it was there stays visible. Raise NotAllowed for another's, Refused for a note of a move."""
    with write(db):
        note = _own(db, note_id, by)
        if note.withdrawn:
            raise Refused("this note was withdrawn before.")
        notes.withdraw_note(db, note, by=by, at=at)
        return note


def restore_note(db: Database, note_id: int, *, by: Person, at: datetime) -> Note:
    """Let one's own withdrawn note stand again."""
    with write(db):
        note = _own(db, note_id, by)
        if not note.withdrawn:
            raise Refused("this note stands: there is nothing to bring back.")
        notes.restore_note(db, note, by=by, at=at)
        return note


def talk_of(db: Database, claim_id: int, *, reader: Person | None) -> Talk:
    """Everything said about a claim, read through its joins; raise NotFound."""
    with read(db):
        root = claims.root_of(db, claim_id).id
        family = claims.family_of(db, [root])[root]
        return Talk(tuple(notes.notes_of(db, family)), frozenset(notes.unseen_on(db, family, reader.id) if reader else ()))


def mark_seen(db: Database, note_ids: Iterable[int] | None, *, by: Person, at: datetime) -> int:
    """Say that these mentions of oneself, or all, were seen; give how many were new."""
    return notes.mark_seen(db, note_ids, by=by, at=at)


def mark_seen_on(db: Database, claim_ids: Sequence[int], *, by: Person, at: datetime) -> int:
    """Say that the mentions of oneself on these claims were seen; give how many were new. Raise NotFound for an unknown claim."""
    with write(db):
        roots = [claims.root_of(db, number).id for number in claim_ids]
        family = [number for numbers in claims.family_of(db, roots).values() for number in numbers]
        return notes.mark_seen(db, notes.unseen_on(db, family, by.id), by=by, at=at)


def mentioned_in(text: str, everybody: Sequence[Person]) -> list[int]:
    """The numbers of the people whom ``@Name`` in a text means; of two names that fit, the longer. An e-mail address is no mention."""
    person_ids = []
    for match in re.finditer(r"(?<![\w.@])@(?=\w)", text):
        rest = text[match.end() :].casefold()
        fitting = [person for person in everybody if not person.disabled and _begins_with(rest, person.name.casefold())]
        if fitting:
            person_ids.append(max(fitting, key=lambda person: len(person.name)).id)
    return list(dict.fromkeys(person_ids))


def _begins_with(text: str, name: str) -> bool:
    return text.startswith(name) and not text[len(name) : len(name) + 1].isalnum()


def _own(db: Database, note_id: int, by: Person) -> Note:
    people.require_permission(by, "note")
    note = notes.get_note(db, note_id)
    if note.by != by.name:
        raise NotAllowed(f"this note is {note.by}'s: nobody else may take it back.")
    if note.about is not None:
        raise Refused("this note belongs to a move of the claim and stands with it: write another note instead.")
    return note

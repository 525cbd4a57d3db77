"""Notes about a claim, the people they mention, and who has seen the mentions."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from claims import wording
from claims.desk.people import people
from claims.desk.typed_fields import MAX_TEXT, required_text
from claims.errors import NotAllowed, Refused
from claims.model import Note, Person
from claims.store import claims, notes
from claims.store import people as stored_people
from claims.store.connect import read, write


@dataclass(frozen=True, slots=True)
class Talk:
    """The notes on a claim and all claims joined to it, oldest first. ``unseen`` are new mentions of the reader."""

    notes: tuple[Note, ...]
    unseen: frozenset[int]

    @property
    def standing(self) -> int:
        """How many notes are not withdrawn."""
        return sum(not note.withdrawn for note in self.notes)


def add_note(db: Database, claim_id: int, text: str, *, by: Person, at: datetime) -> int:
    """Add a note to a claim; return its number. ``@Name`` mentions a person, who then finds the claim in their queue."""
    people.require_permission(by, "note")
    text = required_text(text, "note", limit=MAX_TEXT)
    with write(db):
        claim = claims.root_of(db, claim_id)
        return notes.add_note(db, claim.id, text, mentioned_in(text, stored_people.list_people(db)), by=by, at=at)


def add_move_note(db: Database, claim_id: int, about: str, text: str | None, to: str | None = None, *, by: Person, at: datetime) -> None:
    """Add the note of a move ("return") to the talk, inside the move's transaction. ``to`` names one more person to mention."""
    if text is None:
        return
    everybody = stored_people.list_people(db)
    mentioned = [*mentioned_in(text, everybody), *(person.id for person in everybody if person.name == to)]
    notes.add_note(db, claim_id, text, mentioned, by=by, at=at, about=about)


def withdraw_note(db: Database, note_id: int, *, by: Person, at: datetime) -> Note:
    """Withdraw one's own note; it stays visible that there was one. Raise NotAllowed for another's, Refused for a note of a move."""
    with write(db):
        note = _own(db, note_id, by)
        if note.withdrawn:
            raise Refused("this note is already withdrawn.")
        notes.withdraw_note(db, note, by=by, at=at)
        return note


def restore_note(db: Database, note_id: int, *, by: Person, at: datetime) -> Note:
    """Restore one's own withdrawn note."""
    with write(db):
        note = _own(db, note_id, by)
        if not note.withdrawn:
            raise Refused("this note is not withdrawn, so there is nothing to restore.")
        notes.restore_note(db, note, by=by, at=at)
        return note


def talk_of(db: Database, claim_id: int, *, reader: Person | None) -> Talk:
    """The notes on a claim and all claims joined to it; raise NotFound."""
    with read(db):
        root = claims.root_of(db, claim_id).id
        family = claims.family_of(db, [root])[root]
        return Talk(tuple(notes.notes_of(db, family)), frozenset(notes.unseen_on(db, family, reader.id) if reader else ()))


def mark_seen(db: Database, note_ids: Iterable[int] | None, *, by: Person, at: datetime) -> int:
    """Mark these mentions of oneself, or all if None, as seen; return how many were new."""
    return notes.mark_seen(db, note_ids, by=by, at=at)


def mark_seen_on(db: Database, claim_ids: Sequence[int], *, by: Person, at: datetime) -> int:
    """Mark the mentions of oneself on these claims as seen; return how many were new. Raise NotFound for an unknown claim."""
    with write(db):
        roots = [claims.root_of(db, number).id for number in claim_ids]
        family = [number for numbers in claims.family_of(db, roots).values() for number in numbers]
        return notes.mark_seen(db, notes.unseen_on(db, family, by.id), by=by, at=at)


def mentioned_in(text: str, everybody: Sequence[Person]) -> list[int]:
    """The numbers of the people mentioned as ``@Name``. If two names fit, the longer one counts. An e-mail address is not a mention."""
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
        raise NotAllowed(wording.phrase("this note is {by}'s: only they can withdraw it.", by=note.by))
    if note.about is not None:
        raise Refused("this note is part of a decision on the claim and cannot be withdrawn. Add another note instead.")
    return note

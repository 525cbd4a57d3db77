"""Work on many claims at once: all or none, and undone in one step."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from claims.desk.checking import verdicts
from claims.desk.checking.review import get_current
from claims.desk.people import people
from claims.desk.typed_fields import required_text
from claims.errors import NotAllowed, Refused
from claims.model import Claim, Event, Person, State
from claims.store import claims, history, tags
from claims.store import people as stored_people
from claims.store.connect import moment, write
from claims.wording import phrase

Chosen = Sequence[tuple[int, int | None]]
"""Claims as (number, version that was read)."""

MAX_TAG = 50
UNDONE = "undone"
"""The note in the history beside each step that undoes another."""


@dataclass(frozen=True, slots=True)
class Done:
    """What was done to many claims: the first and last history lines that it wrote, by which it can be undone."""

    claims: int
    first: int
    last: int


def assign_all(db: Database, chosen: Chosen, to: Person | None, *, by: Person, at: datetime) -> Done:
    """Assign many claims to somebody, or to nobody (None); all or none."""
    return _each(db, chosen, lambda number, seen_version: verdicts.assign(db, number, to, by=by, at=at, seen_version=seen_version))


def set_due_all(db: Database, chosen: Chosen, due_at: datetime | None, *, by: Person, at: datetime) -> Done:
    """Set the deadline of many claims; all or none."""
    return _each(db, chosen, lambda number, seen_version: verdicts.set_due(db, number, due_at, by=by, at=at, seen_version=seen_version))


def take_all(db: Database, chosen: Chosen, *, by: Person, at: datetime) -> Done:
    """Start checking many open claims; all or none. Raise Refused if one is not open."""
    return _each(db, chosen, lambda number, seen_version: verdicts.take(db, number, by=by, at=at, seen_version=seen_version))


def drop_all(db: Database, chosen: Chosen, note: str, *, by: Person, at: datetime) -> Done:
    """Drop many claims, with the reason; all or none."""
    note = required_text(note, "note")
    return _each(db, chosen, lambda number, seen_version: verdicts.drop(db, number, by=by, at=at, note=note, seen_version=seen_version))


def tag_all(db: Database, chosen: Chosen, word: str, *, by: Person, at: datetime) -> Done:
    """Add a tag to many claims; those that have it stay as they are. A tag already in use keeps its upper and lower case."""
    people.require_permission(by, "tag")
    with write(db):
        word = tags.known_spelling(db, tag_of(word))
        return _each(db, chosen, lambda number, _: tags.add_tag(db, get_current(db, number, None).id, word, by=by, at=at))


def untag_all(db: Database, chosen: Chosen, word: str, *, by: Person, at: datetime) -> Done:
    """Remove a tag from many claims; those without it stay as they are."""
    people.require_permission(by, "tag")

    def untag(number: int, _: int | None) -> None:
        root = get_current(db, number, None).id
        tags.remove_tag(db, claims.family_of(db, [root])[root], tags.known_spelling(db, tag_of(word)), by=by, at=at)

    return _each(db, chosen, untag)


def undo(db: Database, done: Done, *, by: Person, at: datetime) -> None:
    """Undo one's own work on many claims; all or none.

    Raise Refused if a claim changed since, NotAllowed if somebody else did it or if these history lines are not such work.
    """
    with write(db):
        events = history.events_between(db, done.first, done.last)
        if not events or any(event.by != by.name or event.subject != "claim" or event.action not in _BACK for event in events):
            raise NotAllowed("only the person who did this can undo it.")
        if len({event.at for event in events}) != 1:
            raise NotAllowed("these changes were not made together. Undo them one by one.")
        for event in reversed(events):
            people.require_permission(by, _NEEDS[event.action])
            _BACK[event.action](db, event, by, at)


def tag_of(typed: str) -> str:
    """A tag as it can be stored: one line of at most 50 characters, without commas. Raise Refused otherwise."""
    word = " ".join(required_text(typed, "tag", limit=MAX_TAG).split())
    if "," in word or not word.isprintable():
        raise Refused("the tag holds a comma or a character that cannot be shown: add one tag after the other.", field="tag")
    return word


def _each(db: Database, chosen: Chosen, action: Callable[[int, int | None], object]) -> Done:
    with write(db):
        with _lines(db) as lines:
            for number, seen_version in dict(chosen).items():
                action(number, seen_version)
        return Done(len(dict(chosen)), lines[0] + 1, lines[1])


@contextmanager
def _lines(db: Database) -> Iterator[list[int]]:
    # The write lock is held, so every history line from here to the end of the block was written by this block.
    lines = [history.last_line(db)]
    yield lines
    lines.append(history.last_line(db))


def _unchanged(db: Database, event: Event, field: str) -> Claim:
    claim = claims.get_claim(db, event.subject_id)
    value = {
        "state": claim.state,
        "assignee_id": claim.assignee_id,
        "due_at": claim.due_at and claim.due_at.isoformat(timespec="milliseconds"),
    }
    if value[field] != event.after.get(field):
        raise Refused(phrase("claim {id} was changed since, so nothing was undone. Check it, then change the others by hand.", id=claim.id))
    return claim


def _unassign(db: Database, event: Event, by: Person, at: datetime) -> None:
    before = event.before.get("assignee_id")
    to = stored_people.get_person(db, int(str(before))) if before else None
    claims.assign(db, _unchanged(db, event, "assignee_id"), to, by=by, at=at, note=UNDONE)


def _reset_due(db: Database, event: Event, by: Person, at: datetime) -> None:
    before = event.before.get("due_at")
    claims.set_due(db, _unchanged(db, event, "due_at"), moment(str(before)) if before else None, by=by, at=at, note=UNDONE)


def _move_back(db: Database, event: Event, by: Person, at: datetime) -> None:
    claim, before = _unchanged(db, event, "state"), State(str(event.before["state"]))
    if event.action == "drop" and before is State.IN_REVIEW:
        # A dropped claim is first restored as open, then moved to its earlier state.
        claims.move_claim(db, claim, State.OPEN, by=by, at=at, action="restore", note=UNDONE)
        claims.move_claim(db, claims.get_claim(db, claim.id), before, by=by, at=at, action="take", note=UNDONE)
        return
    claims.move_claim(db, claim, before, by=by, at=at, action="restore" if event.action == "drop" else "release", note=UNDONE)


def _untag(db: Database, event: Event, by: Person, at: datetime) -> None:
    tags.remove_tag(db, [event.subject_id], str(event.after["tag"]), by=by, at=at)


def _retag(db: Database, event: Event, by: Person, at: datetime) -> None:
    tags.add_tag(db, event.subject_id, str(event.before["tag"]), by=by, at=at)


_BACK: dict[str, Callable[[Database, Event, Person, datetime], None]] = {
    "assign": _unassign,
    "set_due": _reset_due,
    "take": _move_back,
    "drop": _move_back,
    "tag": _untag,
    "untag": _retag,
}
_NEEDS = {"assign": "assign", "set_due": "assign", "take": "rate", "drop": "drop", "tag": "tag", "untag": "tag"}

"""In which language each person reads the desk's own words."""

from datetime import datetime

from sqlite_utils import Database

from claims.model import Person
from claims.store import history
from claims.store.connect import first_row, write


def language_of(db: Database, person: Person) -> str | None:
    """The language that a person chose, such as "es"; None when they chose none."""
    row = first_row(db, "SELECT language FROM person_language WHERE person_id = :person", {"person": person.id})
    return row["language"] if row else None


def put_language(db: Database, person: Person, language: str | None, *, at: datetime) -> None:
    """Store a person's choice and its event; None forgets it."""
    with write(db):
        before = language_of(db, person)
        if language is None:
            db.execute("DELETE FROM person_language WHERE person_id = :person", {"person": person.id})
        else:
            db.execute(
                "INSERT INTO person_language (person_id, language) VALUES (:person, :language)"
                " ON CONFLICT (person_id) DO UPDATE SET language = :language",
                {"person": person.id, "language": language},
            )
        history.record(
            db,
            by=person,
            at=at,
            action="set_language",
            subject="person",
            subject_id=person.id,
            before={"language": before},
            after={"language": language},
        )

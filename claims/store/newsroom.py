"""The newsroom's settings and its scale of ratings."""

from collections.abc import Mapping
from datetime import datetime

from sqlite_utils import Database

from claims.errors import NotFound, Refused
from claims.model import Meaning, Person, Rating
from claims.store import history
from claims.store.connect import first_row, rows, write
from claims.wording import phrase

SUBJECT, NUMBER = "setting", 1
"""The subject of the settings' events in the history: a file has only one newsroom."""


def find_setting(db: Database, name: str) -> str | None:
    """A setting of the newsroom, or None when it was never set."""
    row = first_row(db, "SELECT value FROM setting WHERE name = :name", {"name": name})
    return row["value"] if row else None


def settings(db: Database) -> dict[str, str]:
    """Every setting that was ever set, by name."""
    return {row["name"]: row["value"] for row in rows(db, "SELECT name, value FROM setting")}


def put_setting(db: Database, name: str, value: str, *, by: Person, at: datetime) -> None:
    """Store a setting and its event."""
    with write(db):
        before = find_setting(db, name)
        db.execute(
            "INSERT INTO setting (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = :value",
            {"name": name, "value": value},
        )
        _record(db, "set_setting", by=by, at=at, before={name: before}, after={name: value})


def scale(db: Database) -> list[Rating]:
    """The newsroom's ratings, from true to unproven."""
    rating_rows = rows(db, "SELECT * FROM rating ORDER BY position")
    return [Rating(row["name"], row["label"], Meaning(row["meaning"]), row["position"]) for row in rating_rows]


def get_rating(db: Database, name: str) -> Rating:
    """One step of the scale; raise NotFound."""
    for rating in scale(db):
        if rating.name == name:
            return rating
    raise NotFound(phrase("there is no rating {name} on the scale.", name=repr(name)))


def ratings_in_use(db: Database) -> set[str]:
    """The ratings that a verdict, a draft or another publisher's review uses."""
    rating_rows = rows(db, "SELECT rating FROM verdict UNION SELECT rating FROM draft UNION SELECT rating FROM review")
    return {row["rating"] for row in rating_rows if row["rating"] is not None}


def add_rating(db: Database, name: str, label: str, meaning: Meaning, *, by: Person, at: datetime) -> None:
    """Add a step at the end of the scale. Raise Refused when its name or label is taken."""
    with write(db):
        _refuse_taken(db, name, label)
        db.execute(
            "INSERT INTO rating (name, label, meaning, position) SELECT :name, :label, :meaning, coalesce(max(position), 0) + 1 FROM rating",
            {"name": name, "label": label, "meaning": meaning},
        )
        _record(db, "add_rating", by=by, at=at, before={}, after={"rating": name, "label": label, "meaning": meaning})


def edit_rating(db: Database, rating: Rating, label: str, meaning: Meaning, *, by: Person, at: datetime) -> None:
    """Change the label or meaning of a step. Raise Refused when the label is taken."""
    with write(db):
        _refuse_taken(db, None, label, but=rating.name)
        db.execute("UPDATE rating SET label = ?, meaning = ? WHERE name = ?", [label, meaning, rating.name])
        before = {"rating": rating.name, "label": rating.label, "meaning": rating.meaning}
        _record(db, "edit_rating", by=by, at=at, before=before, after={"rating": rating.name, "label": label, "meaning": meaning})


def swap_ratings(db: Database, rating: Rating, neighbour: Rating, *, by: Person, at: datetime) -> None:
    """Swap the positions of two steps of the scale."""
    with write(db):
        # Positions are unique at every moment, so one of the two steps moves out of the way first.
        for position, name in ((-1, rating.name), (rating.position, neighbour.name), (neighbour.position, rating.name)):
            db.execute("UPDATE rating SET position = ? WHERE name = ?", [position, name])
        before, after = {"label": rating.label, "position": rating.position}, {"label": rating.label, "position": neighbour.position}
        _record(db, "move_rating", by=by, at=at, before=before, after=after)


def remove_rating(db: Database, rating: Rating, *, by: Person, at: datetime) -> None:
    """Remove a step that nothing uses from the scale."""
    with write(db):
        db.execute("DELETE FROM rating WHERE name = ?", [rating.name])
        _record(
            db, "remove_rating", by=by, at=at, before={"rating": rating.name, "label": rating.label, "meaning": rating.meaning}, after={}
        )


def _refuse_taken(db: Database, name: str | None, label: str, *, but: str | None = None) -> None:
    for rating in scale(db):
        if rating.name != but and (rating.name == name or rating.label.casefold() == label.casefold()):
            raise Refused(
                phrase(
                    "the label {label} is on the scale already, as {known}: choose another.",
                    label=repr(label),
                    known=repr(rating.label),
                ),
                field="label",
            )


def _record(db: Database, action: str, *, by: Person, at: datetime, before: Mapping[str, object], after: Mapping[str, object]) -> None:
    history.record(db, by=by, at=at, action=action, subject=SUBJECT, subject_id=NUMBER, before=before, after=after)

"""What happened to each line in a new version of an article."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from claims.model import FactKind, LineChange, LineStatus
from claims.store.connect import rows, write


@dataclass(frozen=True, slots=True)
class StoredChange:
    """A line of a new version and what it was before. ``before`` and ``after`` are positions of sentences in each version, from 1."""

    number: int
    status: LineStatus
    before: tuple[int, ...]
    after: tuple[int, ...]
    facts: tuple[FactKind, ...]  # the kinds of facts that changed; the words are in the two versions
    moved: bool


def add_changes(db: Database, article_id: int, changes: Sequence[LineChange]) -> None:
    """Store what happened to every line of the previous version. The article has the event."""
    with write(db):
        for number, change in enumerate(changes, start=1):
            db.execute(
                "INSERT INTO line_change (article_id, number, status, before, after, facts, moved)"
                " VALUES (:article_id, :number, :status, :before, :after, :facts, :moved)",
                {
                    "article_id": article_id,
                    "number": number,
                    "status": change.status,
                    "before": json.dumps([position + 1 for position in change.before]),
                    "after": json.dumps([position + 1 for position in change.after]),
                    "facts": json.dumps([fact.kind for fact in change.facts]),
                    "moved": int(change.moved),
                },
            )


def set_status(db: Database, article_id: int, number: int, status: LineStatus, facts: Sequence[FactKind]) -> None:
    """Store what a person says happened to a line. The sentence has the event."""
    with write(db):
        db.execute(
            "UPDATE line_change SET status = :status, facts = :facts WHERE article_id = :article_id AND number = :number",
            {"status": status, "facts": json.dumps(list(facts)), "article_id": article_id, "number": number},
        )


def remove_changes(db: Database, article_id: int) -> None:
    """Forget the comparison of an article that is no new version after all. The article has the event."""
    with write(db):
        db.execute("DELETE FROM line_change WHERE article_id = :id", {"id": article_id})


def line_changes_of(db: Database, article_id: int) -> list[StoredChange]:
    """What happened to each line, in the order of this version; empty for a first version and for one that an older release read."""
    return [
        StoredChange(
            row["number"],
            LineStatus(row["status"]),
            tuple(json.loads(row["before"])),
            tuple(json.loads(row["after"])),
            tuple(FactKind(kind) for kind in json.loads(row["facts"])),
            bool(row["moved"]),
        )
        for row in rows(db, "SELECT * FROM line_change WHERE article_id = :id ORDER BY number", {"id": article_id})
    ]

"""What the history keeps of adding an article: where it was fetched from, and what was told about reading its file."""

import json
from collections.abc import Iterable

from sqlite_utils import Database

from claims.store.connect import first_row, rows


def fetched_inside(db: Database, numbers: Iterable[int]) -> set[int]:
    """The articles among these that were fetched from a host of the newsroom's own network, whatever their address says."""
    event_rows = rows(
        db,
        "SELECT subject_id FROM event WHERE subject = 'article' AND subject_id IN (SELECT value FROM json_each(:ids))"
        " AND action = 'add_article' AND content ->> '$.after.inside'",
        {"ids": json.dumps(list(numbers))},
    )
    return {row["subject_id"] for row in event_rows}


def reading_notes(db: Database, number: int) -> list[str]:
    """What was told about reading an article's file when it was added, a sentence each."""
    event = first_row(
        db,
        "SELECT content ->> '$.after.reading_notes' AS notes FROM event WHERE subject = 'article' AND subject_id = :id AND action = 'add_article'",
        {"id": number},
    )
    return [str(note) for note in json.loads(event["notes"])] if event and event["notes"] else []

"""Tags that people give to claims. Those of a joined claim are read with its root claim."""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlite_utils import Database

from claims.model import Person
from claims.store import history
from claims.store.connect import first_row, rows, write


def known_spelling(db: Database, word: str) -> str:
    """The spelling of a tag that is already in use, ignoring case; else as it was typed."""
    row = first_row(db, "SELECT tag FROM claim_tag WHERE tag = :word COLLATE NOCASE ORDER BY tag = :word DESC LIMIT 1", {"word": word})
    return str(row["tag"]) if row else word


def add_tag(db: Database, claim_id: int, word: str, *, by: Person, at: datetime) -> bool:
    """Add a tag to a claim, with its event; return False, and store nothing, when the claim has it already."""
    with write(db):
        added = db.execute("INSERT OR IGNORE INTO claim_tag (claim_id, tag) VALUES (:id, :tag)", {"id": claim_id, "tag": word})
        if added.rowcount == 0:
            return False
        history.record(db, by=by, at=at, action="tag", subject="claim", subject_id=claim_id, after={"tag": word})
        return True


def remove_tag(db: Database, claim_ids: Iterable[int], word: str, *, by: Person, at: datetime) -> bool:
    """Remove a tag from whichever of these claims has it, with its event; return False when none has it."""
    with write(db):
        having = rows(
            db,
            "SELECT claim_id FROM claim_tag WHERE tag = :tag AND claim_id IN (SELECT value FROM json_each(:ids))",
            {"tag": word, "ids": json.dumps(list(claim_ids))},
        )
        for row in having:
            db.execute("DELETE FROM claim_tag WHERE claim_id = :id AND tag = :tag", {"id": row["claim_id"], "tag": word})
            history.record(db, by=by, at=at, action="untag", subject="claim", subject_id=row["claim_id"], before={"tag": word})
        return bool(having)


def tags_in_use(db: Database, *, limit: int = 200) -> list[str]:
    """The tags of the newsroom's own claims that are not set aside, most used first."""
    tag_rows = rows(
        db,
        "SELECT tag FROM claim_tag JOIN claim ON claim.id = claim_tag.claim_id"
        " LEFT JOIN joined_claim ON joined_claim.claim_id = claim.id WHERE claim.origin = 'own'"
        " AND coalesce(joined_claim.root_id, claim.id) NOT IN (SELECT claim_id FROM set_aside)"
        " GROUP BY tag ORDER BY count(*) DESC, tag LIMIT :limit",
        {"limit": limit},
    )
    return [row["tag"] for row in tag_rows]

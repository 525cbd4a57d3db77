"""What SQLite itself holds to, whatever program writes to the file."""

from datetime import datetime

import pytest
from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.desk.checking.moves import MOVES
from claims.model import Person, Rating, Stance, State
from claims.store import checks, claims, history, newsroom, publications, verdicts
from claims.store.connect import rows
from stage import a_claim, a_link, a_match, a_source, an_article


@pytest.fixture
def full(db: Database, ada: Person, at: datetime) -> Database:
    """A store with one row of nearly everything."""
    article = an_article(db, "The ferry sank in 1931.", "It rained.", by=ada, at=at)
    one = a_claim(db, "The ferry sank in 1931.", by=ada, at=at, sentence_id=1)
    other = a_claim(db, "The ferry went down in 1931.", by=ada, at=at)
    a_match(db, other, one, at=at)
    a_link(db, one, a_source(db, by=ada, at=at, text="It sank."), Stance.SUPPORTS, by=ada, at=at)
    claim = claims.get_claim(db, one)
    claims.move_claim(db, claim, State.IN_REVIEW, by=ada, at=at)
    verdicts.add_verdict(db, claims.get_claim(db, one), "true", "The log says so.", [1], by=ada, at=at)
    publications.take_off(db, other, by=ada, at=at)
    assert article == one == 1
    return db


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE event SET action = 'other' WHERE id = 1", "append-only"),
        ("DELETE FROM event WHERE id = 1", "append-only"),
        ("UPDATE verdict SET rating = 'false'", "never overwritten"),
        ("DELETE FROM verdict", "never overwritten"),
        ("DELETE FROM verdict_evidence", "never overwritten"),
        ("DELETE FROM claim WHERE id = 2", "never deleted"),
        ("UPDATE article SET text = 'other'", "never changes"),
        ("UPDATE source SET text = 'other'", "never changes"),
        ("UPDATE appearance SET quote = 'other'", "never changes"),
        ("UPDATE claim SET origin = 'imported', state = NULL", "never changes"),
        ("UPDATE claim SET state = 'published' WHERE id = 1", "cannot move"),
        ("UPDATE claim SET joined_into = id WHERE id = 1", "CHECK"),
        ("UPDATE claim SET joined_into = 99 WHERE id = 1", "FOREIGN KEY"),
        ("UPDATE sentence SET mark = 'perhaps'", "CHECK"),
        ("UPDATE sentence SET score = 1.5", "CHECK"),
        ("UPDATE match SET status = 'rejected'", "CHECK"),
        ("UPDATE match SET status = 'confirmed'", "CHECK"),
        ("INSERT INTO match (id, claim_id, known_id, score, relation, differences, why, features, status, reasons, note, decided_by, decided_at,"
         " joined_id, created_at, version) SELECT NULL, known_id, claim_id, score, relation, differences, why, features, status, reasons, note,"
         " decided_by, decided_at, joined_id, created_at, version FROM match", "UNIQUE"),
        ("UPDATE source SET url = 'javascript:alert(1)'", "CHECK"),
        ("UPDATE evidence SET stance = 'likes'", "CHECK"),
        ("UPDATE person SET role = 'king'", "CHECK"),
        ("DELETE FROM person WHERE id = 1", "FOREIGN KEY"),
        ("DELETE FROM article", "FOREIGN KEY"),
        ("DELETE FROM source", "FOREIGN KEY"),
        ("UPDATE publication SET text = 'other'", "never overwritten"),
        ("DELETE FROM publication", "never overwritten"),
        ("INSERT INTO publication (claim_id, kind, by_id, at) VALUES (1, 'shown', 1, 'now')", "CHECK"),
        ("INSERT INTO publication (claim_id, kind, by_id, at) VALUES (1, 'moved', 1, 'now')", "CHECK"),
        ("INSERT INTO verdict VALUES (9, 1, 'maybe', 'x', 1, 'now')", "FOREIGN KEY"),
    ],
)  # fmt: skip
def test_the_schema_refuses(full: Database, statement: str, said: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=said):
        full.execute(statement)
    assert checks.problems(full) == []


def test_the_moves_the_schema_allows_are_those_of_the_desk(db: Database, ada: Person, at: datetime) -> None:
    number = a_claim(db, "The ferry sank.", by=ada, at=at)
    wanted = {(before, after) for sources, after in MOVES.values() for before in sources if before is not after}
    allowed = {(before, after) for before in State for after in State if before is not after and _can_move(db, number, before, after)}
    assert allowed == wanted


def _can_move(db: Database, number: int, before: State, after: State) -> bool:
    _force_state(db, number, before)
    try:
        db.execute("UPDATE claim SET state = :state WHERE id = :id", {"state": after, "id": number})
    except sqlite3.IntegrityError:
        return False
    return True


def _force_state(db: Database, number: int, state: State) -> None:
    trigger = rows(db, "SELECT sql FROM sqlite_schema WHERE name = 'claim_moves'")[0]["sql"]
    db.execute("DROP TRIGGER claim_moves")
    db.execute("UPDATE claim SET state = :state WHERE id = :id", {"state": state, "id": number})
    db.execute(trigger)


def test_the_scale_runs_from_true_to_unproven(db: Database) -> None:
    scale = newsroom.scale(db)
    assert [one.name for one in scale] == ["true", "mostly_true", "missing_context", "mostly_false", "false", "unproven"]
    assert all(isinstance(one, Rating) for one in scale)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE event SET action = 'nothing happened' WHERE id = 2", "line 2 was changed"),
        ('UPDATE event SET content = \'{"before":{},"after":{}}\' WHERE id = 2', "line 2 was changed"),
        ("DELETE FROM event WHERE id = 2", "line 2 is missing"),
        ("UPDATE event SET id = 100 WHERE id = 2", "is missing"),
    ],
)
def test_a_tampered_history_is_found(full: Database, damage: str, said: str) -> None:
    full.execute("DROP TRIGGER event_append_only_update")
    full.execute("DROP TRIGGER event_append_only_delete")
    assert history.broken_links(full) == []
    full.execute(damage)
    assert said in " | ".join(history.broken_links(full))


def test_a_changed_text_and_a_moved_quote_are_found(full: Database) -> None:
    full.execute("DROP TRIGGER article_text_never_changes")
    full.execute("UPDATE article SET text = 'The ferry never sank.'")
    found = " | ".join(checks.problems(full))
    assert "appearance 1 does not stand" in found
    assert "article 1 is not the text" in found


def test_versions_of_sqlite_with_the_wal_fix_are_told_apart() -> None:
    assert checks.safe_version((3, 51, 3)) and checks.safe_version((3, 53, 4)) and checks.safe_version((3, 44, 6))
    assert not checks.safe_version((3, 51, 2)) and not checks.safe_version((3, 40, 1)) and not checks.safe_version((3, 45, 0))
    assert checks.safe_version(), "the pinned pysqlite3 brings a safe SQLite"


def test_joined_claims_are_found_without_a_walk_through_all_claims(full: Database) -> None:
    for view in ("joined_claim", "waiting_match", "set_aside", "claim_deadline"):
        plan = [row["detail"] for row in full.execute(f"EXPLAIN QUERY PLAN SELECT * FROM {view}")]
        assert [one for one in plan if one.split()[:2] == ["SCAN", "claim"]] == [], view

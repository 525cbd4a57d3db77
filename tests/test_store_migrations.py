"""The schema grows in steps; an old file with data in it comes along whole."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.desk.shown_words import shared_in_words
from claims.errors import StoreFailed
from claims.model import Role, Shared, SharedKind
from claims.store import checks, claims, matches, migrations, people, rechecks
from claims.store.connect import open_store, rows, write
from claims.store.scripts import statements_of
from tests.stage import older_claim

STEPS = [step.name for step in migrations.STEPS._migrations]


def open_at(path: Path, *, before: str) -> Database:
    """A store as an older version made it: without the steps from ``before`` on."""
    connection = sqlite3.connect(str(path))
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    db = Database(connection)
    with write(db):
        migrations.apply(db, stop_before=before)
    return db


@pytest.mark.parametrize("before", STEPS[1:])
def test_an_older_store_with_data_is_brought_up_to_date_and_keeps_everything(path: Path, at: datetime, before: str) -> None:
    old = open_at(path, before=before)
    ada = people.add_person(old, "Ada", Role.ADMIN, by=None, at=at)
    number = claims.add_claim(old, "The bridge opened in 1931.", by=ada, at=at)
    claims.edit_wording(old, older_claim(old, number), "The bridge was opened in 1931.", by=ada, at=at)
    history = [tuple(row) for row in rows(old, "SELECT * FROM event")]
    old.close()

    db = open_store(path)
    assert [step.name for step in migrations.STEPS.applied(db)] == STEPS
    assert claims.get_claim(db, number).text == "The bridge was opened in 1931."
    assert [tuple(row) for row in rows(db, "SELECT * FROM event")] == history
    assert checks.problems(db) == []
    db.close()


def test_a_step_that_fails_leaves_the_old_store_as_it_was(path: Path, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    old = open_at(path, before=STEPS[1])
    people.add_person(old, "Ada", Role.ADMIN, by=None, at=at)
    tables = set(old.table_names())
    old.close()

    def half(db: Database) -> None:
        db.execute("CREATE TABLE half (id INTEGER)")
        raise sqlite3.OperationalError("in the middle")

    monkeypatch.setattr(migrations.STEPS._migrations[1], "fn", half)
    with pytest.raises(StoreFailed):
        open_store(path)
    monkeypatch.undo()
    raw = sqlite3.connect(str(path))
    assert {row[0] for row in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")} >= tables
    assert raw.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").fetchone()[0] == 0
    raw.close()
    open_store(path).close()


def test_a_store_of_a_newer_version_is_refused(path: Path) -> None:
    db = open_store(path)
    db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('claims', '999_future', 'now')")
    db.close()
    with pytest.raises(StoreFailed, match="999_future.*install that version"):
        open_store(path)


def test_a_script_is_cut_where_a_statement_ends_and_nowhere_else() -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n    DELETE FROM b;\n\n\n    DELETE FROM c;\nEND;"
    script = f"-- A note; with a semicolon.\nCREATE TABLE a (x TEXT DEFAULT ';\n\n\n');\nCREATE TABLE b (x);\n{trigger}\nCREATE TABLE c (x)\n\n\nSELECT 1\n"
    assert list(statements_of(script)) == [
        "-- A note; with a semicolon.\nCREATE TABLE a (x TEXT DEFAULT ';\n\n\n');",
        "CREATE TABLE b (x);",
        trigger,
        "CREATE TABLE c (x)",
        "SELECT 1",
    ]


SENTENCES = [
    "both have the names Tarnmouth, O’Hara",
    "both have the number 12,000",
    "both have the words tram, line",
    "they say nearly the same",
    "they are about the same thing",
    "shared words: both have the word of it",
]


def test_why_two_claims_match_is_turned_from_sentences_into_data_without_loss(path: Path, at: datetime) -> None:
    old = open_at(path, before="040_shared_reasons")
    ada = people.add_person(old, "Ada", Role.ADMIN, by=None, at=at)
    first, second, third = (claims.add_claim(old, f"The tram has {count} lines.", by=ada, at=at) for count in (12, 13, 14))
    add = "INSERT INTO match (claim_id, known_id, score, relation, differences, why, features, created_at, judged) VALUES (?, ?, 0.5, 'similar', '[]', ?, '{}', ?, 1)"
    with write(old):
        old.execute(add, [second, first, json.dumps(SENTENCES, ensure_ascii=False), at.isoformat()])
        old.execute(add, [third, first, "[]", at.isoformat()])
    old.close()

    db = open_store(path)
    told, silent = matches.matches_of(db, [first])
    assert told.comparison.why == (
        Shared(SharedKind.NAMES, ("Tarnmouth", "O’Hara")),
        Shared(SharedKind.NUMBERS, ("12,000",)),
        Shared(SharedKind.WORDS, ("tram", "line")),
        Shared(SharedKind.MEANING),
        Shared(SharedKind.SUBJECT),
        Shared(SharedKind.TOLD, (SENTENCES[-1],)),
    )
    words = shared_in_words(told.comparison.why)
    assert words[:3] == SENTENCES[:3] and words[-1] == SENTENCES[-1]
    assert silent.comparison.why == ()
    assert checks.problems(db) == []
    db.close()


def test_rechecks_of_an_older_store_are_told_with_the_address_and_the_quote_that_they_looked_for(path: Path, at: datetime) -> None:
    old = open_at(path, before="044_corrections")
    ada = people.add_person(old, "Ada", Role.ADMIN, by=None, at=at)
    claim = claims.add_claim(old, "The tram has 12 lines.", by=ada, at=at)
    with write(old):
        old.execute(
            "INSERT INTO source (id, title, kind, url, added_by, added_at) VALUES (1, 'Map', 'report', 'https://map.example.org/', ?, ?)",
            [ada.id, at.isoformat()],
        )
        old.execute(
            "INSERT INTO evidence (id, claim_id, source_id, stance, quote, used_as, checked_by, checked_at)"
            " VALUES (1, ?, 1, 'supports', '12 lines', 'primary', ?, ?)",
            [claim, ada.id, at.isoformat()],
        )
        old.execute(
            "INSERT INTO recheck (id, source_id, at, by_id, sha256, changed) VALUES (1, 1, ?, ?, ?, 1)", [at.isoformat(), ada.id, "0" * 64]
        )
        old.execute("INSERT INTO recheck_quote (recheck_id, evidence_id, whereabouts) VALUES (1, 1, 'gone')")
    old.close()

    db = open_store(path)
    (look,) = rechecks.newest_rechecks(db, [1])
    assert look.changed and [(quote.evidence_id, quote.whereabouts.value) for quote in look.quotes] == [(1, "gone")]
    with pytest.raises(sqlite3.IntegrityError, match="never overwritten"):
        db.execute("UPDATE recheck_quote SET quote = 'x'")
    assert checks.problems(db) == []
    db.close()

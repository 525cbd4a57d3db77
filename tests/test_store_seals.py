"""Rows against their seals: whatever another program changes in the file is found and named."""

import random
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations
from sqlite_utils.utils import sqlite3

from claims.desk import newsroom
from claims.desk.articles import signoffs
from claims.desk.checking import review, talk, verdicts
from claims.desk.exchange import imports
from claims.desk.people import people
from claims.desk.upkeep import checkup
from claims.errors import NotAllowed, Refused
from claims.model import Document, LineChange, LineStatus, Person, Stance
from claims.model.beside import NamedIn, NamedSource, Remark
from claims.store import (
    claims,
    history,
    library,
    line_changes,
    line_notes,
    migrations,
    originals,
    proposed_sources,
    seal_checks,
    seals,
    tokens,
)
from claims.store import newsroom as stored_newsroom
from claims.store.connect import open_store, rows, write
from stage import a_claim, a_link, a_match, a_source, an_article

SCHEMA = Path(migrations.__file__).parent / "schema"


@pytest.fixture
def full(db: Database, ada: Person, ben: Person, cleo: Person, edith: Person, at: datetime) -> Database:
    """A store in which people have done nearly everything."""
    fill(db, ada, ben, cleo, edith, at)
    return db


def fill(db: Database, ada: Person, ben: Person, cleo: Person, edith: Person, at: datetime) -> None:
    an_article(db, "The ferry sank in 1931.", "It rained for a week.", by=ada, at=at, url="https://news.example.org/ferry")
    first = a_claim(db, "The ferry sank in 1931.", by=ada, at=at, sentence_id=1, proposed=False)
    second = a_claim(db, "The ferry went down in 1931.", by=ada, at=at, sentence_id=2, proposed=False)
    a_match(db, second, first, at=at)
    source = a_source(db, by=ada, at=at, text="It sank in 1931.", url="https://harbour.example.org/log")
    a_link(db, first, source, Stance.SUPPORTS, by=ada, at=at)
    a_link(db, second, source, Stance.CONTEXT, by=ada, at=at)
    review.edit_claim(db, second, "The ferry went under in 1931.", None, by=ben, at=at)
    verdicts.take(db, first, by=ben, at=at)
    verdicts.save_draft(db, first, "true", "So far it looks true.", by=ben, at=at)
    verdicts.submit(db, first, "true", "The log says so.", by=ben, at=at)
    verdicts.approve(db, first, by=cleo, at=at, note="Fine.")
    verdicts.publish(db, first, by=edith, at=at)
    verdicts.save_draft(db, second, "false", "It does not look true.", by=ben, at=at)
    talk.add_note(db, second, "@Cleo, have a look at the second log.", by=ben, at=at)
    newsroom.set_threshold(db, "origins", 3, by=ada, at=at)
    newsroom.add_rating(db, "Half true", stored_newsroom.scale(db)[2].meaning, by=ada, at=at)
    signoffs.sign_off(db, 1, "It is only a draft.", by=edith, at=at)
    tokens.add_token(db, "a" * 64, ben, by=ada, at=at)
    line_changes.add_changes(db, 1, [LineChange(LineStatus.CHANGED, (0,), (0,)), LineChange(LineStatus.UNCHANGED, (1,), (1,))])
    library.refuse_passage(db, second, source, 0, 9, by=ben, at=at)
    footnote = NamedSource(0, 9, NamedIn.FOOTNOTE, "1", "Harbour log", None, "p. 3", "Harbour log, p. 3", None, None)
    proposed_sources.add_proposed(db, 1, [footnote, replace(footnote, title="Wire report")])
    line_notes.add_remarks(db, 1, [Remark(0, 9, "Which ferry?", True, "Ana", None)], by=ben, at=at)
    originals.keep_original(db, 1, Document("The ferry sank in 1931.", "Ferry", original=b"The ferry sank in 1931.", ending="txt"))


def tamper(path: Path, *statements: str) -> None:
    """Change the file as another program would, past every guard, and put the guards back."""
    with sqlite3.connect(str(path)) as raw:
        guards = raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            raw.execute(statement)
        for _, sql in guards:
            raw.execute(sql)
        raw.commit()
    raw.close()


def test_what_this_program_does_is_proven_row_by_row(full: Database) -> None:
    assert checkup.verify(full).problems == ()
    for name in (
        "claim",
        "verdict",
        "second_reading",
        "publication",
        "draft",
        "evidence",
        "setting",
        "rating",
        "note",
        "sign_off",
        "token",
    ):
        assert rows(full, "SELECT count(*) FROM seal WHERE table_name = :name", {"name": name})[0][0] >= 1, name


def test_every_table_is_sealed_or_said_not_to_be(db: Database) -> None:
    tables = {name for name in db.table_names() if "_search" not in name and not name.startswith(("sqlite_", "_sqlite_"))}
    assert tables - set(seals.SEALED) - seals.UNSEALED == set(), "name a new table in seals.SEALED, or in UNSEALED with a reason"
    assert (set(seals.SEALED) | seals.UNSEALED) - tables == set()
    assert set(seals.SEALED).isdisjoint(seals.UNSEALED)


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE claim SET text = 'The ferry never sank.' WHERE id = 1", "claim 1 was changed"),
        ("UPDATE claim SET state = 'dropped' WHERE id = 2", "claim 2 was changed"),
        ("UPDATE verdict SET rating = 'false'", "verdict 1 was changed"),
        ("UPDATE second_reading SET read_by = 1", "second reading 1 was changed"),
        ("UPDATE evidence SET stance = 'contradicts' WHERE id = 1", "evidence 1 was changed"),
        ("UPDATE evidence SET quote = 'It sank.' WHERE id = 1", "evidence 1 was changed"),
        ("UPDATE source SET confidential = 1", "source 1 was changed"),
        ("UPDATE person SET role = 'admin' WHERE name = 'Ben'", "person 2 was changed"),
        ("UPDATE setting SET value = '1' WHERE name = 'threshold.origins'", "setting threshold.origins was changed"),
        ("INSERT INTO setting VALUES ('allow_self_approval', 'yes')", "setting allow_self_approval was added"),
        ("DELETE FROM verdict_evidence", "verdict evidence 1, 1 was taken away"),
        ("DELETE FROM draft", "draft 2 was taken away"),
        ("UPDATE publication SET explanation = 'Nobody knows.'", "publication 1 was changed"),
        ("UPDATE source SET original = x'00', original_sha256 = 'x'", "source 1 was changed"),
        ("UPDATE line_change SET status = 'unchanged' WHERE number = 1", "line change 1, 1 was changed"),
        ("DELETE FROM line_change WHERE number = 2", "line change 1, 2 was taken away"),
        ("UPDATE refused_passage SET end_offset = 8", "refused passage 1 was changed"),
        ("UPDATE sentence SET score = score + 0.000001 WHERE id = 2", "sentence 2 was changed"),
    ],
)
def test_a_row_that_another_program_changed_is_named(full: Database, path: Path, statement: str, named: str) -> None:
    tamper(path, statement)
    assert f"row: {named} by another program" in checkup.verify(full).problems


def random_edit(rng: random.Random, db: Database) -> tuple[str, str]:
    """An edit of a sealed table that another program might make, and how its row is named."""
    while True:
        table = rng.choice([one for one in seals._tables(db) if rows(db, f"SELECT 1 FROM {one.name} LIMIT 1")])
        row = rng.choice(rows(db, f"SELECT *, {table.row_key('t')} AS the_key FROM {table.name} AS t"))
        where = " AND ".join(f"{name} = {_literal(row[name])}" for name in table.key)
        named = seal_checks.described(table.name, row["the_key"])
        kind = rng.choice(["update", "update", "update", "delete", "insert"])
        if kind == "delete":
            return f"DELETE FROM {table.name} WHERE {where}", named
        if kind == "insert":
            if table.key != ("id",):
                continue
            columns = [name for name in dict(row) if name not in ("id", "the_key")]
            values = ", ".join(_unlike(rng, row[name]) if name in _unique(db, table.name) else _literal(row[name]) for name in columns)
            return f"INSERT INTO {table.name} (id, {', '.join(columns)}) VALUES (9999, {values})", seal_checks.described(table.name, 9999)
        name, _ = rng.choice([column for column in table.columns if column[0] not in table.key] or [("", "")])
        if name:
            return f"UPDATE {table.name} SET {name} = {_unlike(rng, row[name])} WHERE {where}", named


def _unique(db: Database, table: str) -> set[str]:
    return {column for index in db.table(table).indexes if index.unique for column in index.columns if column} | {
        column.name for column in db.table(table).columns if column.name.endswith(("_id", "url", "sha256"))
    }


def _literal(value: object) -> str:
    if isinstance(value, bytes):
        return f"x'{value.hex()}'"
    return "NULL" if value is None else str(value) if isinstance(value, int | float) else "'" + str(value).replace("'", "''") + "'"


def _unlike(rng: random.Random, value: object) -> str:
    match value:
        case bool() | int():
            return str(value + rng.randint(1, 9))
        case float():
            return str(value / 2 + 0.1)
        case bytes():
            return f"x'{value.hex()}00'"
        case str():
            place = rng.randrange(len(value) + 1)
            return _literal(value[:place] + rng.choice("abcé ’") + value[place + 1 :] + "x")
        case _:
            return "7"


@pytest.mark.parametrize("seed", range(4))
def test_fifty_random_edits_of_any_table_are_each_found_and_named(full: Database, seed: int) -> None:
    rng = random.Random(seed)
    copy = Database(sqlite3.connect(":memory:"))
    full.conn.backup(copy.conn)
    copy.conn.row_factory = sqlite3.Row
    for (name,) in copy.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        copy.execute(f"DROP TRIGGER {name}")
    copy.execute("PRAGMA ignore_check_constraints = ON")
    tried = 0
    while tried < 50:
        statement, named = random_edit(rng, full)
        copy.conn.execute("BEGIN")
        try:
            copy.conn.execute(statement)
        except sqlite3.Error:
            copy.conn.rollback()
            continue  # what SQLite itself refuses (a type, a second row of one key) no program can do
        tried += 1
        found = seal_checks.problems(copy)
        copy.conn.rollback()
        assert any(line.startswith(f"row: {named} was ") for line in found), (statement, named, found)
    copy.close()


def test_work_on_a_row_that_another_program_changed_does_not_hide_it(full: Database, path: Path, ben: Person, at: datetime) -> None:
    tamper(path, "UPDATE claim SET text = 'The ferry never sank.' WHERE id = 2", "INSERT INTO claim_tag VALUES (2, 'sneaked')")
    review.edit_claim(full, 2, "The ferry sank in the spring of 1931.", None, by=ben, at=at)
    with write(full):
        full.execute("DELETE FROM claim_tag")
    found = " | ".join(checkup.verify(full).problems)
    assert "claim 2 had been changed by another program before" in found and "claim tag 2, sneaked had been changed" in found


def test_a_row_that_was_taken_away_cannot_come_back_under_its_number(full: Database, path: Path, ben: Person, at: datetime) -> None:
    tamper(path, "DELETE FROM note")
    talk.add_note(full, 1, "Another note, with the same number.", by=ben, at=at)
    assert any("note 1 had been changed by another program" in line for line in checkup.verify(full).problems)


def test_what_this_connection_changes_outside_a_transaction_of_the_store_is_found(full: Database, ada: Person, at: datetime) -> None:
    full.execute("UPDATE claim SET text = 'By hand.' WHERE id = 2")
    newsroom.set_threshold(full, "origins", 4, by=ada, at=at)
    assert "row: claim 2 was changed by another program" in checkup.verify(full).problems


def test_rows_can_be_accepted_as_they_are_with_a_reason_that_stays(
    full: Database, path: Path, ada: Person, ben: Person, at: datetime
) -> None:
    tamper(path, "UPDATE claim SET text = 'Mended by hand.' WHERE id = 2", "UPDATE person SET disabled = 1 WHERE name = 'Vic'")
    review.edit_claim(full, 2, "Mended again.", None, by=ben, at=at)
    with pytest.raises(NotAllowed):
        checkup.accept_rows(full, "I did it.", by=ben, at=at)
    with pytest.raises(Refused):
        checkup.accept_rows(full, " ", by=ada, at=at)
    assert len(checkup.accept_rows(full, "A slip of the import was put right with sqlite3.", by=ada, at=at)) == 1
    assert checkup.verify(full).ok
    line = history.events_of(full, {"person": [ada.id]})[-1]
    assert line.action == "accept_rows" and "claim 2" in str(line.after["rows"])
    tamper(path, "UPDATE claim SET text = 'And again.' WHERE id = 2")
    assert not checkup.verify(full).ok


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE seal SET hash = randomblob(32) WHERE table_name = 'claim' AND row_key = 1",
        "UPDATE seal SET altered = 1 WHERE table_name = 'claim' AND row_key = 1",
        "DELETE FROM seal WHERE table_name = 'claim' AND row_key = 1",
        "UPDATE seal SET salt = randomblob(16) WHERE table_name = 'claim' AND row_key = 1",
        "UPDATE sealing SET at = '2020-01-01T00:00:00.000+00:00' WHERE id = 2",
        "UPDATE sealing SET root = hash WHERE id = 2",
        "DELETE FROM sealing WHERE id = 2",
        "DELETE FROM sealing WHERE id = (SELECT max(id) FROM sealing)",
        "UPDATE event SET at = '2020-01-01T00:00:00.000+00:00' WHERE id = 3",
        "DELETE FROM event WHERE id = (SELECT max(id) FROM event)",
    ],
)
def test_tampered_seals_are_found(full: Database, path: Path, statement: str) -> None:
    tamper(path, statement)
    assert not checkup.verify(full).ok


def test_an_edit_with_its_seal_written_anew_is_told_by_a_head_kept_elsewhere(full: Database, path: Path, ada: Person, at: datetime) -> None:
    head = checkup.verify(full).head
    newsroom.set_threshold(full, "origins", 5, by=ada, at=at)
    assert checkup.verify(full, heads=[head]).ok
    tail = rows(full, "SELECT id, line FROM sealing WHERE hash = :head", {"head": head})[0]
    tamper(
        path,
        f"DELETE FROM seal WHERE sealing_id >= {tail['id']}", f"DELETE FROM sealing WHERE id >= {tail['id']}",
        f"DELETE FROM event WHERE id >= {tail['line']}",
    )  # fmt: skip
    assert any("cut off" in line for line in checkup.verify(full, heads=[head]).problems)


def test_only_the_newest_seal_of_a_row_keeps_its_salt(full: Database) -> None:
    older = rows(full, "SELECT count(*) FROM seal WHERE salt IS NOT NULL GROUP BY table_name, row_key HAVING count(*) > 1")
    assert older == [] and rows(full, "SELECT count(*) FROM seal WHERE salt IS NULL")[0][0] > 0


def test_equal_rows_and_equal_lines_have_unlike_hashes(db: Database, ada: Person, at: datetime) -> None:
    for _ in range(2):
        newsroom.add_rating(db, "Half true", stored_newsroom.scale(db)[2].meaning, by=ada, at=at)
        newsroom.remove_rating(db, "half_true", by=ada, at=at)
    lines = rows(db, "SELECT content_sha256 FROM event WHERE action = 'add_rating'")
    sealed = rows(db, "SELECT hash FROM seal WHERE table_name = 'rating' AND row_key = 'half_true' AND hash IS NOT NULL")
    assert len({row[0] for row in lines}) == len({bytes(row[0]) for row in sealed}) == 2


def test_an_old_store_gets_its_seals_and_says_since_when(path: Path, at: datetime) -> None:
    from test_store_migrations import open_at

    old = open_at(path, before="015_seals")
    claims.add_claim(old, "The bridge opened in 1931.", by=people.at_the_command_line(old, "Ada", at=at), at=at)
    old.close()
    db = open_store(path)
    found = checkup.verify(db)
    assert found.ok and found.proven_since is not None and found.proven_since[:4] >= "2026"
    db.close()
    tamper(path, "UPDATE claim SET text = 'The bridge fell.'")
    db = open_store(path)
    assert "row: claim 1 was changed by another program" in checkup.verify(db).problems
    db.close()


def test_a_later_step_does_not_make_good_what_another_program_changed(full: Database, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full.close()
    tamper(path, "UPDATE claim SET text = 'By hand.' WHERE id = 2")

    def more(db: Database) -> None:
        db.execute("ALTER TABLE claim ADD COLUMN mood TEXT")

    later = [*migrations.STEPS._migrations, Migrations._Migration("999_mood", more)]
    monkeypatch.setattr(migrations.STEPS, "_migrations", later)
    db = open_store(path)
    (line,) = seal_checks.problems(db)
    assert "claim 2 had been changed by another program" in line
    db.close()


def test_an_import_is_sealed_with_one_hash_over_all_its_rows(db: Database, ada: Person, at: datetime, tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(f'{{"id": "r{number}", "text": "The ferry carried {number} cars."}}\n' for number in range(300)))
    before = rows(db, "SELECT count(*) FROM sealing")[0][0]
    with file.open("rb") as opened:
        imports.import_claims(db, opened, "jsonl", by=ada, clock=lambda: at)
    assert rows(db, "SELECT count(*) FROM sealing")[0][0] == before + 1
    assert rows(db, "SELECT count(*) FROM seal WHERE table_name IN ('claim', 'review')")[0][0] == 600
    assert checkup.verify(db).ok


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        ("DROP TRIGGER verdict_append_only_update", "the trigger verdict_append_only_update is missing"),
        ("DROP VIEW waiting_match", "the view waiting_match is missing"),
        ("DROP INDEX claim_joined", "the index claim_joined is missing"),
        ("DROP TABLE trial", "the table trial is missing"),
        ("DROP TABLE claim_search", "the table claim_search is missing"),
        ("ALTER TABLE alert DROP COLUMN known_repeats", "the table alert is without its column known_repeats"),
        (
            "CREATE TRIGGER sly AFTER UPDATE ON claim BEGIN UPDATE verdict SET rating = 'true'; END",
            "the trigger sly is not of this program",
        ),
    ],
)
def test_a_schema_that_lacks_something_is_named_and_mended(
    full: Database, path: Path, ada: Person, ben: Person, at: datetime, damage: str, named: str
) -> None:
    damage_schema(path, damage)
    found = checkup.verify(full).problems
    assert any(named in line and "`verify --mend` puts it right" in line for line in found), found
    with pytest.raises(NotAllowed):
        checkup.mend(full, by=ben, at=at)
    assert named in " | ".join(checkup.mend(full, by=ada, at=at))
    assert checkup.verify(full).problems == ()
    assert checkup.mend(full, by=ada, at=at) == []


def damage_schema(path: Path, script: str) -> None:
    raw = sqlite3.connect(str(path))
    raw.executescript(script)
    raw.close()


def test_an_altered_guard_is_named_and_mended(full: Database, ada: Person, at: datetime) -> None:
    full.execute("DROP TRIGGER claim_never_deleted")
    full.execute("CREATE TRIGGER claim_never_deleted BEFORE DELETE ON claim BEGIN SELECT 1; END")
    assert any("claim_never_deleted is not as this version makes it" in line for line in checkup.verify(full).problems)
    checkup.mend(full, by=ada, at=at)
    with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
        full.execute("DELETE FROM claim WHERE id = 2")


def test_what_only_a_backup_can_mend_is_said_and_changes_nothing(full: Database, path: Path, ada: Person, at: datetime) -> None:
    damage_schema(path, "DROP VIEW waiting_match; ALTER TABLE token DROP COLUMN revoked_at")
    assert any("token is without its column revoked_at: go back to a backup" in line for line in checkup.verify(full).problems)
    with pytest.raises(Refused, match="nothing was changed"):
        checkup.mend(full, by=ada, at=at)
    assert any("waiting_match is missing" in line for line in checkup.verify(full).problems)

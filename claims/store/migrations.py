"""The schema, as append-only steps: a released step is never edited, only followed by another.

Every file ``schema/NNN_name.sql`` is a step; a new one runs after all others when a database is opened.
Each step runs in its own savepoint. Rules that SQLite itself can enforce (keys, checks, append-only rows, legal
moves of a claim) are part of the schema, so that no program that opens the file can break them by accident.
"""

import json
from collections.abc import Callable
from importlib import resources
from importlib.resources.abc import Traversable

from sqlite_utils import Database, Migrations

from claims.errors import StoreFailed
from claims.store import seals
from claims.store.address_keys import address_key
from claims.store.reason_sentences import shared_in
from claims.store.scripts import statements_of

APPLICATION_ID = 0x436C6D54
"""Identifies a claim tracker's file in its header ("ClmT"), so that another program's database is refused, not migrated."""

STEPS = Migrations("claims")

_RELEASED = (
    "001_foundation",
    "002_sign_in",
    "003_sourcing",
    "004_talk",
    "005_trust",
    "006_api",
    "007_watch",
    "008_desk",
    "009_alerts",
    "010_joins",
    "011_publications",
    "012_public_search",
    "012b_public_search_told",
    "013_limits",
    "018_languages",
    "015_seals",
    "017_relations",
    "016_redactions",
    "019_polarity",
    "023_article_bytes",
    "021_refused_passages",
    "022_line_changes",
    "034_taken_up",
    "030_sign_ins",
)
"""The first steps in the order in which they were released, which is not that of their numbers."""


def _fill_address_keys(db: Database) -> None:
    for row in db.execute("SELECT id, url FROM source WHERE url IS NOT NULL").fetchall():
        db.execute("UPDATE source SET address_key = ? WHERE id = ?", [address_key(row["url"]), row["id"]])


def _turn_reasons_into_data(db: Database) -> None:
    for number, sentences in db.execute("SELECT id, why FROM match WHERE why <> '[]'").fetchall():
        shared = [shared_in(sentence) for sentence in json.loads(sentences)]
        db.execute("UPDATE match SET why = ? WHERE id = ?", [json.dumps(shared, ensure_ascii=False), number])


_THEN = {"003_sourcing": _fill_address_keys, "040_shared_reasons": _turn_reasons_into_data}
"""What a step does to stored rows, after its SQL, that SQL cannot say."""


def _files() -> dict[str, Traversable]:
    """The SQL of each step, by the step's name."""
    files = resources.files("claims.store").joinpath("schema").iterdir()
    return {file.name.removesuffix(".sql"): file for file in files if file.name.endswith(".sql")}


def _step(name: str, file: Traversable) -> Callable[[Database], None]:
    def run(db: Database) -> None:
        # Statement by statement: executescript() would commit the step's transaction.
        for statement in statements_of(file.read_text(encoding="utf-8")):
            db.execute(statement)
        if name in _THEN:
            _THEN[name](db)

    return run


def _register() -> None:
    files = _files()
    for name in (*_RELEASED, *sorted(files.keys() - set(_RELEASED))):
        STEPS(name=name)(_step(name, files[name]))


_register()


def every_statement() -> str:
    """The SQL of all steps, in the order of their numbers."""
    return "\n".join(file.read_text(encoding="utf-8") for _, file in sorted(_files().items()))


def refuse_foreign_program(db: Database) -> None:
    """Raise StoreFailed when the file is another program's database."""
    tables = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    marked = db.execute("PRAGMA application_id").fetchone()[0]
    if tables and marked != APPLICATION_ID:
        raise StoreFailed("this file is another program's database. Name another file with --db.")


def refuse_foreign(db: Database) -> None:
    """Raise StoreFailed when the file is another program's database or a newer version's."""
    refuse_foreign_program(db)
    known = known_steps()
    newer = [name for name in applied_steps(db) if name not in known]
    if newer:
        raise StoreFailed(f"this database was made by a newer version of the program ({newer[-1]}): install that version.")


def pending(db: Database) -> bool:
    """Whether the file lacks a step; takes one query when it does not."""
    applied = applied_steps(db)
    return any(step.name not in applied for step in STEPS._migrations)


def known_steps() -> list[str]:
    """Every step that this program knows, in the order in which they run."""
    return [step.name for step in STEPS._migrations]


def applied_steps(db: Database) -> list[str]:
    """The steps that the file has, in order. Used at each opening, because STEPS.applied needs six queries for the same."""
    if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", [STEPS.migrations_table]).fetchone():
        return []
    sql = f"SELECT name FROM {STEPS.migrations_table} WHERE migration_set = ? ORDER BY rowid"
    return [row[0] for row in db.execute(sql, [STEPS.name]).fetchall()]


def apply(db: Database, *, stop_before: str | None = None) -> None:
    """Bring the schema up to date; safe when two programs open an old file at once (the caller holds the write lock)."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    seals.unwatch(db)
    altered = seals.altered_rows(db)
    STEPS.apply(db, stop_before=stop_before)
    if seals.is_sealing(db):
        # A step may change rows and columns, but must not hide what another program changed before.
        seals.seal_all(db, altered=altered)

"""Whether the schema of a file is the one that this version makes, and putting back what is missing of it.

Guards (triggers), views and indexes can be dropped by anybody with the file, and files made while a step was still being written
lack some of them. The pattern is a new store in memory.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.store import migrations

KINDS = ("table", "index", "view", "trigger")
"""What a schema is made of, in the order in which it can be put back."""

Schema = dict[tuple[str, str], str]
"""The SQL of everything in a schema by its kind and name."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """Something of the schema that is not as it should be: ``what`` is missing, altered or unknown."""

    kind: str
    name: str
    what: str
    can_be_mended: bool

    def __str__(self) -> str:
        """In words, with what to do."""
        way = "`verify --mend` puts it right" if self.can_be_mended else "go back to a backup that `verify` finds whole"
        return f"schema: the {self.kind} {self.name} is {self.what}: {way}"


def deviations(db: Database) -> list[Deviation]:
    """What the schema lacks, has otherwise, or has besides (triggers and views only: a table of your own harms nothing)."""
    ours, made = _pattern(), _schema(db)
    found = []
    for kind, name in sorted(ours, key=_order):
        if (kind, name) not in made:
            found.append(Deviation(kind, name, "missing", True))
        elif _plain(ours[kind, name]) != _plain(made[kind, name]):
            what, lacking = "not as this version makes it", _lacking_columns(db, name) if kind == "table" else []
            if lacking:
                what = f"without its column {', '.join(lacking)}"
            found.append(Deviation(kind, name, what, kind != "table" or set(lacking) <= set(_added_columns(name))))
    unknown = [(kind, name) for kind, name in made if kind in ("trigger", "view") and (kind, name) not in ours]
    return found + [Deviation(kind, name, "not of this program", True) for kind, name in sorted(unknown, key=_order)]


def mend(db: Database) -> list[Deviation]:
    """Put back what is missing or altered, inside the caller's transaction; give what could not be mended."""
    wrong, ours = deviations(db), _pattern()
    for one in reversed(wrong):
        if one.kind != "table" and one.what != "missing":
            db.execute(f"DROP {one.kind} {one.name}")
    for one in wrong:
        if one.kind == "table" and one.what != "missing" and one.can_be_mended:
            for column in _lacking_columns(db, one.name):
                db.execute(f"ALTER TABLE {one.name} ADD COLUMN {_added_columns(one.name)[column]}")
        elif (one.kind, one.name) in ours and (one.what == "missing" or one.kind != "table") and not _exists(db, one):
            db.execute(ours[one.kind, one.name])
    return deviations(db)


def _exists(db: Database, wanted: Deviation) -> bool:
    # A table for full-text search makes tables of its own.
    return bool(db.execute("SELECT 1 FROM sqlite_schema WHERE type = ? AND name = ?", [wanted.kind, wanted.name]).fetchone())


def _schema(db: Database) -> Schema:
    found = db.conn.execute("SELECT type, name, sql FROM main.sqlite_schema WHERE sql IS NOT NULL").fetchall()
    return {(row[0], row[1]): row[2] for row in found if not row[1].startswith("sqlite_")}


@lru_cache
def _pattern() -> Schema:
    connection = sqlite3.connect(":memory:")
    try:
        db = Database(connection, execute_plugins=False)
        migrations.apply(db)
        return _schema(db)
    finally:
        connection.close()


def _order(thing: tuple[str, str]) -> tuple[int, bool, str]:
    kind, name = thing
    # Full-text tables first: the tables that hold their words come with them.
    return KINDS.index(kind), not name.endswith("_search"), name


def _plain(sql: str) -> str:
    # Comments and line ends make no difference.
    return re.sub(r"\s+", " ", re.sub(r"--[^\n]*", "", sql)).strip()


def _lacking_columns(db: Database, table: str) -> list[str]:
    pattern = sqlite3.connect(":memory:")
    try:
        pattern.execute(_pattern()["table", table])
        wanted = [row[1] for row in pattern.execute(f"PRAGMA table_info({table})")]
    finally:
        pattern.close()
    there = {row[1] for row in db.conn.execute(f"PRAGMA table_info({table})")}
    return [name for name in wanted if name not in there]


def _added_columns(table: str) -> dict[str, str]:
    """The columns that a step added to a table, as it spelled them: those can be added again."""
    found = re.findall(rf"^ALTER TABLE {table} ADD COLUMN ((\w+) .*)$", migrations.every_statement(), re.MULTILINE)
    return {name: spelled for spelled, name in found}

"""Checks whether a file has the schema that this version makes, and restores what is missing.

Anybody with the file can drop its guards (triggers), views and indexes, and files made while a step was still being written
lack some of them. The schema is compared with that of a new store in memory.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.store import migrations

KINDS = ("table", "index", "view", "trigger")
"""The parts of a schema, in the order in which they can be restored."""

Schema = dict[tuple[str, str], str]
"""The SQL of each part of a schema, by kind and name."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """A part of the schema that is wrong; ``what`` is missing, altered or unknown."""

    kind: str
    name: str
    what: str
    can_be_mended: bool

    def __str__(self) -> str:
        """The deviation as text, with what to do about it."""
        way = "`verify --mend` puts it right" if self.can_be_mended else "go back to a backup that `verify` finds whole"
        return f"schema: the {self.kind} {self.name} is {self.what}: {way}"


def deviations(db: Database) -> list[Deviation]:
    """The missing, altered and unknown parts of the schema. Only triggers and views count as unknown: an extra table does no harm."""
    ours, made = _pattern(), _schema(db)
    deviations_found = []
    for kind, name in sorted(ours, key=_order):
        if (kind, name) not in made:
            deviations_found.append(Deviation(kind, name, "missing", True))
        elif _plain(ours[kind, name]) != _plain(made[kind, name]):
            what, lacking = "not as this version makes it", _lacking_columns(db, name) if kind == "table" else []
            if lacking:
                what = f"without its column {', '.join(lacking)}"
            deviations_found.append(Deviation(kind, name, what, kind != "table" or set(lacking) <= set(_added_columns(name))))
    unknown = [(kind, name) for kind, name in made if kind in ("trigger", "view") and (kind, name) not in ours]
    return deviations_found + [Deviation(kind, name, "not of this program", True) for kind, name in sorted(unknown, key=_order)]


def mend(db: Database) -> list[Deviation]:
    """Restore what is missing or altered, inside the caller's transaction; return what could not be restored."""
    wrong, ours = deviations(db), _pattern()
    for deviation in reversed(wrong):
        if deviation.kind != "table" and deviation.what != "missing":
            db.execute(f"DROP {deviation.kind} {deviation.name}")
    for deviation in wrong:
        if deviation.kind == "table" and deviation.what != "missing" and deviation.can_be_mended:
            for column in _lacking_columns(db, deviation.name):
                db.execute(f"ALTER TABLE {deviation.name} ADD COLUMN {_added_columns(deviation.name)[column]}")
        elif (
            (deviation.kind, deviation.name) in ours
            and (deviation.what == "missing" or deviation.kind != "table")
            and not _exists(db, deviation)
        ):
            db.execute(ours[deviation.kind, deviation.name])
    return deviations(db)


def _exists(db: Database, deviation: Deviation) -> bool:
    # A table for full-text search creates further tables.
    return bool(db.execute("SELECT 1 FROM sqlite_schema WHERE type = ? AND name = ?", [deviation.kind, deviation.name]).fetchone())


def _schema(db: Database) -> Schema:
    entries = db.conn.execute("SELECT type, name, sql FROM main.sqlite_schema WHERE sql IS NOT NULL").fetchall()
    return {(row[0], row[1]): row[2] for row in entries if not row[1].startswith("sqlite_")}


@lru_cache
def _pattern() -> Schema:
    connection = sqlite3.connect(":memory:")
    try:
        db = Database(connection, execute_plugins=False)
        migrations.apply(db)
        return _schema(db)
    finally:
        connection.close()


def _order(entry: tuple[str, str]) -> tuple[int, bool, str]:
    kind, name = entry
    # Full-text tables first: creating them also creates the tables that hold their words.
    return KINDS.index(kind), not name.endswith("_search"), name


def _plain(sql: str) -> str:
    # Comments and line ends make no difference.
    return re.sub(r"\s+", " ", re.sub(r"--[^\n]*", "", sql)).strip()


def _lacking_columns(db: Database, table: str) -> list[str]:
    pattern = sqlite3.connect(":memory:")
    try:
        pattern.execute(_pattern()["table", table])
        columns = [row[1] for row in pattern.execute(f"PRAGMA table_info({table})")]
    finally:
        pattern.close()
    present = {row[1] for row in db.conn.execute(f"PRAGMA table_info({table})")}
    return [name for name in columns if name not in present]


def _added_columns(table: str) -> dict[str, str]:
    """The definitions of the columns that steps added to a table; these can be added again."""
    spellings = re.findall(rf"^ALTER TABLE {table} ADD COLUMN ((\w+) .*)$", migrations.every_statement(), re.MULTILINE)
    return {name: spelled for spelled, name in spellings}

"""Checks the seals: which rows and seals are not as this program left them."""

import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from types import MappingProxyType

from sqlite_utils import Database

from claims.store.seals import START, Key, chained, is_sealing, misfitting_rows, root_of


def misfits(db: Database) -> list[str]:
    """The rows that do not match their seals, as text."""
    return [f"{described(name, key)} {what}" for name, key, _, what in misfitting_rows(db)]


def problems(db: Database, redacted: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """What is wrong with rows and seals, as text; empty when every sealed row is as this program left it.

    ``redacted`` has the roots of sealings as redactions left them, by name ("sealing 12").
    """
    if not is_sealing(db):
        return []  # the check of the schema reports that
    return [*_broken_links(db, redacted), *(f"row: {row}" for row in altered_rows_in_words(db))]


def altered_rows_in_words(db: Database) -> list[str]:
    """The rows that another program changed, as text: those that do not match their seals, and those that did not when they were sealed again."""
    return [*misfits(db), *_altered(db)] if is_sealing(db) else []


def described(name: str, key: Key) -> str:
    """The name of a row: "claim 17", "claim tag 17, floods"."""
    parts = json.loads(key) if isinstance(key, str) and key.startswith("[") else [key]
    return f"{name.replace('_', ' ')} {', '.join(map(str, parts))}"


def _broken_links(db: Database, redacted: Mapping[str, str]) -> Iterator[str]:
    seals = db.conn.execute("SELECT sealing_id, table_name, row_key, hash, altered FROM seal ORDER BY sealing_id")
    roots = {number: root_of(tuple(row)[1:] for row in group) for number, group in groupby(seals, key=lambda row: int(row[0]))}
    previous, number, nothing, line = START, 0, root_of(()), 0
    sql = "SELECT sealing.*, event.hash AS true_hash FROM sealing LEFT JOIN event ON event.id = sealing.line ORDER BY sealing.id"
    for row in db.conn.execute(sql):
        number += 1
        line = row["line"]
        if row["id"] != number or row["previous_hash"] != previous:
            yield f"seals: sealing {row['id']} does not follow the one before it"
        root = roots.pop(row["id"], nothing)
        is_whole = root in (row["root"], redacted.get(f"sealing {row['id']}")) and row["line_hash"] == (
            row["true_hash"] if row["line"] else START
        )
        if not is_whole or row["hash"] != chained(row["id"], dict(row), row["previous_hash"]):
            yield f"seals: sealing {row['id']} was changed after it was written"
        previous, number = row["hash"], row["id"]
    yield from (f"seals: sealing {number} is missing" for number in roots)
    newest = db.conn.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()[0]
    if newest > line:
        yield f"seals: the history goes on after line {line} without a seal: another program wrote to it, or seals were taken away"


def _altered(db: Database) -> Iterator[str]:
    altered_seals = db.conn.execute(
        "SELECT table_name, row_key, sealing.at, line FROM seal JOIN sealing ON sealing.id = sealing_id WHERE altered = 1"
        " AND line >= (SELECT coalesce(max(id), 0) FROM event WHERE action = 'accept_rows') ORDER BY sealing_id"
    )
    for name, key, at, line in altered_seals:
        yield f"{described(name, key)} had been changed by another program before {at[:16].replace('T', ' ')} UTC (line {line} of the history)"

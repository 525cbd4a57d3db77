"""Edits that never overwrite somebody else's change: the functions that compare versions and write edited rows."""

from collections.abc import Mapping
from typing import Protocol

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.errors import Refused, StaleEdit
from claims.wording import phrase

_CALLED = {"evidence": "evidence link"}
"""What error messages call the rows of a table, where it is not the table's name."""


class Versioned(Protocol):
    """A row as it was read; every edit increases its version."""

    @property
    def id(self) -> int: ...

    @property
    def version(self) -> int: ...


def refuse_stale(table: str, row: Versioned, seen_version: int | None) -> None:
    """Raise StaleEdit when the row was changed since ``seen_version``, the version that a person saw; None: they saw none, so nothing is checked."""
    if seen_version is not None and row.version != seen_version:
        raise StaleEdit(called(table), row.id)


def update_row(db: Database, table: str, row: Versioned, changes: Mapping[str, object], *, only_if: str = "1") -> None:
    """Change columns of a row and increase its version, inside the caller's transaction.

    Raise StaleEdit when the row was changed since it was read, or when ``only_if`` (SQL on its columns) does not hold.
    """
    columns = ", ".join(f"{column} = :{column}" for column in changes)
    changed = db.execute(
        f"UPDATE main.{table} SET {columns}, version = version + 1 WHERE id = :row_id AND version = :row_version AND ({only_if})",
        {**changes, "row_id": row.id, "row_version": row.version},
    )
    if changed.rowcount == 0:
        raise StaleEdit(called(table), row.id)


def set_withdrawn(db: Database, table: str, row: Versioned, withdrawn_at: str | None) -> None:
    """Withdraw a row at a time, or restore it with None, inside the caller's transaction.

    Raise StaleEdit when the row was changed, withdrawn or restored since it was read, Refused when the same was added again meanwhile.
    """
    before = "withdrawn_at IS NULL" if withdrawn_at else "withdrawn_at IS NOT NULL"
    try:
        update_row(db, table, row, {"withdrawn_at": withdrawn_at}, only_if=before)
    except sqlite3.IntegrityError as error:
        thing = "link" if table == "evidence" else table
        raise Refused(phrase("the same {thing} was added again meanwhile: there is nothing to restore.", thing=thing)) from error


def called(table: str) -> str:
    """What error messages call the rows of a table."""
    return _CALLED.get(table, table)

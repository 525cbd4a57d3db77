"""Splits files of SQL into statements."""

import re
from collections.abc import Iterator

from sqlite_utils.utils import sqlite3


def statements_of(script: str) -> Iterator[str]:
    """The statements of a script, in order, each with the comments before it.

    A statement ends with a semicolon or, in the older steps, with two empty lines. Both can also occur in a string, a comment or a
    trigger, so SQLite itself decides whether the statement is complete there.
    """
    statement = ""
    for part in re.split(r"(;|\n\n\n|\Z)", script):
        statement += part
        is_end = part in (";", "\n\n\n", "")
        if is_end and statement.strip() and sqlite3.complete_statement(statement if part == ";" else statement + ";"):
            yield statement.strip()
            statement = ""

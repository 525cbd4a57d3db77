"""Files of SQL, statement by statement."""

import re
from collections.abc import Iterator

from sqlite_utils.utils import sqlite3


def statements_of(script: str) -> Iterator[str]:
    """The statements of a script, in order, each with the comments before it.

    One ends with a semicolon, or, as in the older steps, with two empty lines. SQLite itself says whether it is whole there: both can also
    stand in a text, in a comment or inside a trigger.
    """
    statement = ""
    for part in re.split(r"(;|\n\n\n|\Z)", script):
        statement += part
        is_end = part in (";", "\n\n\n", "")
        if is_end and statement.strip() and sqlite3.complete_statement(statement if part == ";" else statement + ";"):
            yield statement.strip()
            statement = ""

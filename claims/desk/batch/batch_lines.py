"""The lines of a bulk run: read one by one, checked, and cut into parts that are processed together."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from claims.desk.batch.text_lines import TextLine, text_line
from claims.desk.index.lookup import MAX_QUERY
from claims.errors import Refused

TOGETHER = 256
"""Lines in a part: what a worker does at a time, and the most work per worker that an interruption loses."""


@dataclass(frozen=True, slots=True)
class Start:
    """How much of the input was read before: the number of lines and bytes, and their SHA-256."""

    lines: int = 0  # blank ones included
    bytes_read: int = 0
    sha256: str = hashlib.sha256().hexdigest()


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines of the input, the number of the first one in the file (from 1), and how much is read at their end."""

    first: int
    lines: tuple[TextLine, ...]
    read: Start


def count_lines(path: Path) -> int:
    """Check every line of a file and return their number. Raise Unreadable or Refused, naming a line that cannot be matched."""
    with path.open("rb") as file:
        number = 0
        for number, line in enumerate(file, start=1):
            query_of(line, str(path), number)
        return number


def query_of(line: bytes, name: str, number: int) -> TextLine | None:
    """The id and text of a line to match; None for a blank line. Raise Unreadable or Refused, naming file and line."""
    query = text_line(line, name, number)
    if query is None:
        return None
    query_id, text = query
    if not text.strip():
        raise Refused(f"{name}: line {number}: the text of {query_id!r} is empty.")
    if len(text) > MAX_QUERY:
        raise Refused(f"{name}: line {number}: the text of {query_id!r} is longer than {MAX_QUERY:,} characters.")
    return query


def parts(source: IO[bytes], name: str, after: Start) -> Iterator[Part]:
    """The lines after those already done, in parts. Raise Refused if the lines already done are not the same as in this input."""
    digest, read = hashlib.sha256(), 0
    while read < after.bytes_read:
        block = source.read(min(1 << 20, after.bytes_read - read))
        if not block:
            break
        digest.update(block)
        read += len(block)
    if read != after.bytes_read or digest.hexdigest() != after.sha256:
        raise Refused(
            f"{name}: the first {after.lines:,} lines are not those that were matched before. Give the same file, or another --output."
        )
    number, first = after.lines, after.lines + 1
    lines: list[TextLine] = []
    for number, line in enumerate(source, start=first):
        digest.update(line)
        read += len(line)
        query = query_of(line, name, number)
        if query:
            lines.append(query)
        if len(lines) == TOGETHER:
            yield Part(first, tuple(lines), Start(number, read, digest.hexdigest()))
            first, lines = number + 1, []
    if lines or number >= first:
        yield Part(first, tuple(lines), Start(number, read, digest.hexdigest()))

"""The note that a program which saved a page wrote at its start: its address, and when."""

import re
from datetime import datetime

from claims.reading.files.days import day_opening

_HEAD = 5_000  # code points
_SINGLE_FILE = re.compile(r"<!--\s{0,20}Page saved with SingleFile\s(.{0,3000}?)-->", re.DOTALL)
_ADDRESS = re.compile(r"url:\s*(https?://\S{1,2000})")
_SAVED = re.compile(r"saved date:\s*(?:\w{3} )?(\w{3} \d{1,2} \d{4})")
_SAVED_FROM = re.compile(
    r"<!-- saved from url=\(\d{1,6}\)(https?://\S{1,2000}) -->"
)  # Internet Explorer's mark, which Chrome and Edge write


def original(page: str) -> tuple[str | None, str | None]:
    """The address and the day of saving (ISO 8601) in the comment of SingleFile or of a browser; None without such a comment."""
    head = page[:_HEAD]
    if comment := _SINGLE_FILE.search(head):
        address, saved = _ADDRESS.search(comment[1]), _SAVED.search(comment[1])
        return address[1] if address else None, _day(saved[1]) if saved else None
    marked = _SAVED_FROM.search(head)
    return (marked[1], None) if marked else (None, None)


def _day(text: str) -> str | None:
    try:
        return datetime.strptime(text, "%b %d %Y").date().isoformat()  # noqa: DTZ007  # a day has no zone
    except ValueError:
        return day_opening(text)

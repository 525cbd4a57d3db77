"""A plain text as an article: its lines joined where they were only wrapped, and what its first lines say of it."""

from claims.model import Beside
from claims.reading.files import chats
from claims.reading.files.days import iso_day
from claims.reading.files.details import Details, clean
from claims.reading.furniture import byline_in
from claims.reading.line_breaks import tidy, unwrap

_LONGEST_TITLE = 200  # code points


def read(source: str) -> tuple[str, Details, Beside]:
    """The text with its wrapped lines joined, its headline, byline and day, and what was left out of a chat."""
    tidied = tidy(source)
    if chats.is_chat(tidied):
        return chats.read(tidied)
    text = unwrap(tidied)
    return text, first_lines(text), Beside()


def first_lines(text: str) -> Details:
    """What the first lines of a plain text say of it: a headline, "By …", a date alone on its line."""
    title = byline = day = None
    lines = [clean(line) for line in text[:2000].split("\n")[:8]]
    # A headline stands apart: the first of several lines in a row is one of them, a claim or a turn of a transcript.
    stands_apart = len(lines) < 2 or not lines[1] or byline_in(lines[1]) is not None or iso_day(lines[1]) is not None
    for number, line in enumerate(lines):
        if names := byline_in(line):
            byline = byline or names
        elif day is None and (line_day := iso_day(line)):
            day = line_day
        elif number == 0 and stands_apart and line and len(line) <= _LONGEST_TITLE and (line[-1] not in ".,;:" or len(line) < 60):
            title = line
    return Details(title=title, byline=byline, published_at=day)

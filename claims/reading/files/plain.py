"""A plain text as an article: wrapped lines are joined, and its first lines give its details."""

import re

from claims.model import Beside
from claims.reading.files import chats
from claims.reading.files.days import day_after_name, day_in_byline, day_opening
from claims.reading.files.details import Details, clean
from claims.reading.furniture import byline_in, is_furniture, is_way_here
from claims.reading.line_breaks import soft_breaks, tidy, unwrap

_LONGEST_TITLE = 200  # code points
_HEAD = 4_000  # code points that are looked at
_LONGEST_DAY = 60  # code points of a line that is only a day
_OPENING = 8  # lines in which a headline, a byline and a day are looked for
_A_SENTENCE = re.compile(r"[a-z]{2}[.!?]$")


def read(source: str) -> tuple[str, Details, Beside]:
    """The text with its wrapped lines joined, its headline, byline and day, and what was left out or guessed."""
    tidied = tidy(source)
    if chats.is_chat(tidied):
        return chats.read(tidied)
    text = unwrap(tidied)
    number = len(soft_breaks(tidied))
    joined = (
        (
            f"The lines are as long as a page is wide: {number:,} line {'break was' if number == 1 else 'breaks were'} read as {'a space' if number == 1 else 'spaces'}.",
        )
        if number
        else ()
    )
    return text, first_lines(text), Beside(joined)


def first_lines(text: str) -> Details:
    """The details in the first lines of a plain text: a headline, "By …", a date alone on its line.

    What a page has around its article ("Skip to content", "Home > Politics") and came along when it was copied is no headline.
    """
    title = byline = day = None
    lines = [line for line in map(clean, text[:_HEAD].split("\n")) if not _is_around(line)]
    while lines and not lines[0]:
        del lines[0]
    lines = lines[:_OPENING]
    # A headline stands alone: the first of several consecutive lines is text, a claim or a turn of a transcript.
    stands_apart = len(lines) < 2 or not lines[1] or byline_in(lines[1]) is not None or _day_alone(lines[1]) is not None
    for number, line in enumerate(lines):
        if names := byline_in(line):
            byline, day = byline or names, day or day_in_byline(line)
        elif day is None and (line_day := _day_alone(line)):
            day = line_day
        elif number == 0 and stands_apart and line and len(line) <= _LONGEST_TITLE and (line[-1] not in ".,;:" or len(line) < 60):
            title = line
    return Details(title=title, byline=byline, published_at=day)


def _is_around(line: str) -> bool:
    """Whether a line belongs to the page around an article and gives neither its author nor its date."""
    return bool(line) and (is_furniture(line) or is_way_here(line)) and not (byline_in(line) or _day_alone(line))


def _day_alone(line: str) -> str | None:
    """The day in a line that says nothing else but, at most, the name of a paper or a place; a sentence that begins with a day is about something else."""
    if len(line) > _LONGEST_DAY or _A_SENTENCE.search(line):
        return None
    return day_opening(line) or day_after_name(line)

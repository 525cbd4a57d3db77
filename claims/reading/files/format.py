"""What a format is: how a file of it is told, and what reads it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from claims.model import Beside
from claims.reading.files.details import Details
from claims.reading.files.file_signs import Incoming


class Reading(NamedTuple):
    """What a reader gives: the text, what the file says of it, and what stands beside the text."""

    text: str
    details: Details
    beside: Beside


Reader = Callable[[Incoming], Reading]
Locator = Callable[[Incoming, str, int], str | None]
"""Of a file, a quote from its text and the quote's offset: the place of the quote in the file, in words."""

USUAL_RANK = 50


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. ``name`` follows "It is"; ``label`` is how lists name a format that is read.

    ``is_like`` is its sign in the bytes; a format without one is told by its media types and endings alone. A format without a ``reader`` is
    refused with ``instead``, which says what to do. ``locate`` finds a quote's place in a file that has pages, times or cells.
    ``source_reader`` reads what may back claims and is no article.

    ``is_text`` formats are told after the others, once the charset is known. Of each, those of lower ``rank`` are tried, and listed, first:
    JSON comes after the transcripts that are written in it. ``has_words`` is False for a picture that is text in its bytes alone.
    """

    name: str
    endings: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    is_like: Callable[[Incoming], bool] | None = None
    reader: Reader | None = None
    label: str = ""
    locate: Locator | None = None
    source_reader: Reader | None = None
    instead: str = "paste the article's text, or add it as a web page, PDF or Word file"
    is_text: bool = False
    rank: int = USUAL_RANK
    has_words: bool = True


def by_first_lines(text: str, shown: Details, properties: Details, beside: Beside) -> Reading:
    """The reading of a written document: its first lines go before its properties, and a guess from those is told."""
    from claims.reading.files import plain

    details = shown.otherwise(plain.first_lines(text.removeprefix("- ")))
    if properties.byline and not details.byline:
        guess = f"The byline is a guess: no line names an author, but the file's properties name {properties.byline}."
        beside = replace(beside, warnings=(*beside.warnings, guess))
    return Reading(text, details.otherwise(properties), beside)

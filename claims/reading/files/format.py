"""What a format is: how its files are recognised, and what reads them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from claims.model import Beside
from claims.reading.files.details import Details
from claims.reading.files.file_signs import Incoming


class Reading(NamedTuple):
    """What a reader returns: the text, the file's details about it, and what the file contains besides."""

    text: str
    details: Details
    beside: Beside


Reader = Callable[[Incoming], Reading]
Locator = Callable[[Incoming, str, int], str | None]
"""From a file, a quote of its text and the quote's offset: where the quote is in the file, in words."""

USUAL_RANK = 50


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. ``name`` follows "It is"; ``label`` is how lists name a format that is read.

    ``is_like`` tests the bytes; a format without it is recognised by its media types and endings alone. A format without a ``reader`` is
    refused with ``instead``, which says what to do. ``locate`` finds a quote's place in a file that has pages, times or cells.
    ``source_reader`` reads files that can be sources but not articles.

    ``is_text`` formats are tested after the others, once the charset is known. Within each group, those of lower ``rank`` are tried, and listed, first:
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
    """The reading of a written document: its first lines count before its properties, and a guess from those is a warning."""
    from claims.reading.files import plain

    details = shown.otherwise(plain.first_lines(text.removeprefix("- ")))
    if properties.byline and not details.byline:
        guess = f"The byline is a guess: no line names an author, but the file's properties name {properties.byline}."
        beside = replace(beside, warnings=(*beside.warnings, guess))
    return Reading(text, details.otherwise(properties), beside)

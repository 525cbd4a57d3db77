"""One reader a format, all of one shape. The library of a format loads only when a file of it comes."""

from dataclasses import replace
from typing import NamedTuple

from claims.model import Beside
from claims.reading.file_signs import Incoming
from claims.reading.metadata import Said


class Reading(NamedTuple):
    """What a reader gives: the text, what the file says of it, and what stands beside the text."""

    text: str
    said: Said
    beside: Beside


def plain_text(incoming: Incoming) -> Reading:
    from claims.reading import plain

    return Reading(*plain.read(incoming.text), Beside())


def markdown(incoming: Incoming) -> Reading:
    from claims.reading import markdown

    return Reading(*markdown.read(incoming.text), Beside())


def web_page(incoming: Incoming) -> Reading:
    from claims.reading import webpage

    return Reading(*webpage.read(incoming.text, incoming.url), Beside())


def pdf(incoming: Incoming) -> Reading:
    from claims.reading import pdf

    return Reading(*pdf.read(incoming.content))


def word(incoming: Incoming) -> Reading:
    """What the file's first lines say goes before what its properties say, and a guess from those is told."""
    from claims.reading import docx, plain

    text, shown, properties, beside = docx.read(incoming.content)
    said = shown.otherwise(plain.first_lines(text.removeprefix("- ")))
    if properties.byline and not said.byline:
        guess = f"The byline is a guess: no line names an author, but the file's properties name {properties.byline}."
        beside = replace(beside, warnings=(*beside.warnings, guess))
    return Reading(text, said.otherwise(properties), beside)

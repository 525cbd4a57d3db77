"""One reader a format, all of one shape. The library of a format loads only when a file of it comes."""

from dataclasses import replace
from typing import NamedTuple

from claims.model import Beside
from claims.reading.files.details import Details
from claims.reading.files.file_signs import Incoming


class Reading(NamedTuple):
    """What a reader gives: the text, what the file says of it, and what stands beside the text."""

    text: str
    details: Details
    beside: Beside


def plain_text(incoming: Incoming) -> Reading:
    from claims.reading.files import plain

    return Reading(*plain.read(incoming.text))


def markdown(incoming: Incoming) -> Reading:
    from claims.reading.files import markdown

    return Reading(*markdown.read(incoming.text))


def web_page(incoming: Incoming) -> Reading:
    """A page; a program that saved it may have written at its head where it was and when."""
    from claims.reading.files import saved

    address, day = saved.original(incoming.text)
    return _page(incoming.text, incoming.url or address, day)


def pdf(incoming: Incoming) -> Reading:
    from claims.reading.files import pdf

    return Reading(*pdf.read(incoming.content))


def word(incoming: Incoming) -> Reading:
    from claims.reading.files import docx

    return _by_first_lines(*docx.read(incoming.content))


def open_document(incoming: Incoming) -> Reading:
    from claims.reading.files import opendocument

    return _by_first_lines(*opendocument.read(incoming.content))


def rich_text(incoming: Incoming) -> Reading:
    from claims.reading.files import rtf

    return _by_first_lines(*rtf.read(incoming.content))


def _by_first_lines(text: str, shown: Details, properties: Details, beside: Beside) -> Reading:
    """What the first lines of a written document say goes before what its properties say, and a guess from those is told."""
    from claims.reading.files import plain

    details = shown.otherwise(plain.first_lines(text.removeprefix("- ")))
    if properties.byline and not details.byline:
        guess = f"The byline is a guess: no line names an author, but the file's properties name {properties.byline}."
        beside = replace(beside, warnings=(*beside.warnings, guess))
    return Reading(text, details.otherwise(properties), beside)


def page_of(incoming: Incoming, quote: str, start: int) -> str | None:
    """The page of a PDF on which a quote begins: "page 3"."""
    from claims.reading.files import pdf

    page = pdf.page_of(incoming.content, quote)
    return f"page {page}" if page else None


def time_of(incoming: Incoming, quote: str, start: int) -> str | None:
    """When a quote begins in subtitles or a transcript: "at 00:12:31"."""
    from claims.reading.files import captions

    is_captions = incoming.head[:1] not in ("{", "[")
    _, _, beside = captions.read(incoming.text) if is_captions else captions.read_whisper(incoming.text)
    time = captions.time_of(beside, start)
    return f"at {time}" if time else None


def captions(incoming: Incoming) -> Reading:
    from claims.reading.files import captions

    return Reading(*captions.read(incoming.text))


def whisper(incoming: Incoming) -> Reading:
    from claims.reading.files import captions

    return Reading(*captions.read_whisper(incoming.text))


def mail(incoming: Incoming) -> Reading:
    from claims.reading.files import mail

    return Reading(*mail.read(incoming.content))


def saved_page(incoming: Incoming) -> Reading:
    """The page that a browser saved with its pictures in one file."""
    from claims.reading.files import mail

    page, address, saved = mail.saved_page(incoming.content)
    return _page(page, address or incoming.url, saved)


def _page(page: str, address: str | None, saved: str | None) -> Reading:
    """A page at the address that it had; the day it was saved is told, and is no day of publication."""
    from claims.reading.files import posts, webpage
    from claims.reading.files.html.notices import NeedsScript

    if post := posts.read(page, address):
        return Reading(*post)
    try:
        text, details, beside = webpage.read(page, address)
    except NeedsScript:
        if summary := posts.read_summary(page, address):
            return Reading(*summary)
        raise
    if saved:
        beside = replace(beside, warnings=(*beside.warnings, f"The page was saved on {saved}: it may have changed since."))
    return Reading(text, details if details.url else replace(details, url=address), beside)

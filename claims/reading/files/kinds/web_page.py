"""Web pages, and pages that a browser or a program saved."""

from dataclasses import replace

from claims.reading.files.file_signs import Incoming, is_mhtml, is_page
from claims.reading.files.format import Format, Reading
from claims.wording import phrase


def read(incoming: Incoming) -> Reading:
    """A page; a program that saved it may have written at its head where it was and when."""
    from claims.reading.files import saved

    address, day = saved.original(incoming.text)
    return _page(incoming.text, incoming.url or address, day)


def read_mhtml(incoming: Incoming) -> Reading:
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


FORMATS = (
    Format(
        "a saved web page (MHTML)",
        (".mhtml", ".mht"),
        ("multipart/related", "application/x-mimearchive"),
        is_mhtml,
        read_mhtml,
        phrase("saved page (.mhtml)"),
        rank=14,
    ),
    Format(
        "a web page",
        (".html", ".htm", ".xhtml"),
        ("text/html", "application/xhtml+xml"),
        is_page,
        read,
        phrase("web page"),
        is_text=True,
        rank=20,
    ),
)

"""One article from any file that a newsroom gets: its text, and what it says about itself."""

from dataclasses import replace
from hashlib import sha256
from pathlib import PurePath
from urllib.parse import urlsplit

from claims import wording
from claims.errors import ClaimsError, TooLarge, Unreadable
from claims.model import Document
from claims.reading import languages
from claims.reading.files import formats
from claims.reading.files.details import clean
from claims.reading.files.file_signs import Incoming

DAY_NOT_FOUND = wording.phrase("The day of publication was not found.")
LARGEST = 5_000_000  # bytes
PASTED = "pasted.txt"
"""The name of a text that somebody pasted: it says how to read it, and is no title."""

_LONGEST_BEGINNING = 80  # characters


def read(
    content: bytes,
    *,
    name: str | None,
    url: str | None = None,
    content_type: str | None = None,
    limit: int = LARGEST,
    is_source: bool = False,
) -> Document:
    """The article in these bytes, in any format of ``formats.FORMATS``, told apart by the bytes first, then by type and name.

    The same bytes give the same text. ``url`` is where they came from; a page's own canonical address goes before it. ``is_source``
    keeps a text of any kind, a table of figures say, as it stands. Raise TooLarge over ``limit`` bytes, and Unreadable, saying what is
    wrong, for anything that holds no article.
    """
    if len(content) > limit:
        raise TooLarge(
            wording.phrase(
                "It has {size} bytes; an article may have at most {limit} (CLAIMS_MAX_ARTICLE_BYTES).",
                size=format(len(content), ","),
                limit=format(limit, ","),
            )
        )
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise Unreadable("It is empty: there is no article to read.")
    incoming = Incoming(content, name, url, content_type, is_source)
    text, details, beside = formats.read(incoming)
    if not any(sign.isalpha() for sign in text):
        raise Unreadable("It holds no words: there is no article to read.")
    if details.published_at is None and not is_source and DAY_NOT_FOUND not in beside.warnings:
        beside = replace(beside, warnings=(*beside.warnings, DAY_NOT_FOUND))
    address = details.url or url
    return Document(
        text=text,
        title=details.title or _stem(name) or _beginning(text),
        publisher=details.publisher or _site(address),
        byline=details.byline,
        published_at=details.published_at,
        url=address,
        language=languages.detect(text, details.language),
        beside=beside,
        bytes_sha256=sha256(content).hexdigest(),
        original=content,
        ending=formats.own_ending(incoming),
    )


def with_day(document: Document, published_at: str) -> Document:
    """The document with a day of publication that somebody typed, and without the warning that none was found."""
    warnings = tuple(warning for warning in document.beside.warnings if warning != DAY_NOT_FOUND)
    return replace(document, published_at=published_at, beside=replace(document.beside, warnings=warnings))


def place_of(content: bytes, quote: str, start: int, *, name: str | None = None) -> str | None:
    """Where a quote stands in the file that a text was read from, as its reader finds it: "page 3", "at 00:12:31"; None where the format
    has no such places or none has it. ``start`` is the quote's offset in the text.
    """
    incoming = Incoming(content, name, is_source=True)
    try:
        locate = formats.format_of(incoming).locate
        return locate(incoming, quote, start) if locate else None
    except ClaimsError:
        return None  # it was readable when it was added; without this, the paragraph number still says where the quote is


def _site(address: str | None) -> str | None:
    """The host of an address without ``www``: the publisher, if the page does not name one."""
    host = urlsplit(address).hostname if address else None
    return host.removeprefix("www.") if host else None


def _stem(name: str | None) -> str | None:
    stem = clean(PurePath(name).stem.replace("_", " ").replace("-", " ")) if name and name not in ("-", PASTED) else ""
    return stem or None


def _beginning(text: str) -> str:
    """The first words of a text without a title, cut after a whole word."""
    line = text.split("\n")[0]
    return line if len(line) <= _LONGEST_BEGINNING else f"{line[:_LONGEST_BEGINNING].rsplit(' ', 1)[0]} …"

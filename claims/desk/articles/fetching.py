"""Turns bytes from outside into an article or a source, before anything is stored."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from claims.desk.articles import pictures
from claims.desk.typed_fields import required_text
from claims.errors import Wordless
from claims.model import Document, SourceKind
from claims.reading import documents
from claims.reading.files import formats
from claims.store.sources import NewSource
from claims.wording import phrase

if TYPE_CHECKING:
    from claims.reading.fetch import Fetched

FROM_INSIDE = phrase("came from the newsroom's own network, so it is confidential: not on public pages or in exports.")
"""What a person is told of a source after its name, when its page made it confidential."""

PASTED = documents.PASTED
"""The name under which a pasted text is read; it is no title."""

READ_KINDS = formats.read_kinds()
"""The kinds of files that can be read, in words, for help texts and hints."""
READ_ENDINGS = formats.read_endings()
"""The endings of the files that can be read, for a file chooser."""


def read_upload(content: bytes, name: str | None, *, limit: int) -> Document:
    """The article in an uploaded file or a pasted text. Raise Unreadable or TooLarge with the cause."""
    return documents.read(content, name=name, limit=limit)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was fetched, and the article read from it. ``ending`` is the file ending for its kind."""

    document: Document
    content: bytes
    ending: str


def fetch(url: str, *, allowed_hosts: Collection[str], limit: int) -> Document:
    """The article at a public web address, or on one of ``allowed_hosts`` in the newsroom's own network.

    Raise Unreadable or TooLarge, naming the host and the cause.
    """
    return fetch_page(url, allowed_hosts=allowed_hosts, limit=limit).document


def fetch_page(url: str, *, allowed_hosts: Collection[str], limit: int) -> Page:
    """Like ``fetch``, and also the original bytes."""
    # Imported here: most runs fetch nothing.
    from claims.reading.fetch import fetch as get

    return _read_page(get(url, allowed_hosts=allowed_hosts, limit=limit), limit)


def _read_page(page: "Fetched", limit: int) -> Page:
    document = documents.read(page.content, name=None, url=page.url, content_type=page.content_type, limit=limit)
    document = replace(document, is_inside=page.is_inside)
    media = (page.content_type or "").split(";")[0].strip().lower()
    return Page(document, page.content, "pdf" if page.content.startswith(b"%PDF-") else formats.ending_of(media))


def read_source(content: bytes | None, name: str | None, given: Mapping[str, object], *, limit: int) -> NewSource:
    """A source from a file, if there is one, and from what a person typed; what they typed wins.

    ``given`` has the fields of NewSource that the person filled in. Raise Refused without any title, Unreadable for a bad file.
    """
    if content is not None and pictures.is_picture(content):
        return pictures.wordless_source(content, name, given, limit=limit)
    try:
        document = documents.read(content, name=name, limit=limit, is_source=True) if content is not None else None
    except Wordless:
        assert content is not None
        return pictures.wordless_source(content, name, given, limit=limit)
    return _source(document, content, name.rsplit(".", 1)[-1].lower() if name and "." in name else None, given)


def fetch_source(url: str, given: Mapping[str, object], *, allowed_hosts: Collection[str], limit: int) -> NewSource:
    """The page, file or picture at an address as a source, with what a person typed; what they typed wins.

    What comes from the newsroom's own network is confidential. Raise Unreadable, TooLarge, and Refused for a picture without a description.
    """
    from claims.reading.fetch import ARTICLE_TYPES
    from claims.reading.fetch import fetch as get

    page = get(url, allowed_hosts=allowed_hosts, limit=limit, accept=ARTICLE_TYPES | frozenset(pictures.ENDINGS))
    given = {**given, "url": given.get("url") or page.url, "confidential": bool(given.get("confidential")) or page.is_inside}
    if pictures.is_picture(page.content):
        return pictures.wordless_source(page.content, urlsplit(page.url).path, given, limit=limit)
    try:
        return fetched_source(_read_page(page, limit), given)
    except Wordless:
        return pictures.wordless_source(page.content, urlsplit(page.url).path, given, limit=limit)


def fetched_source(page: Page, given: Mapping[str, object]) -> NewSource:
    """A source from a fetched page and from what a person typed; what they typed wins.

    A page of the newsroom's own network is confidential, whatever they typed: nobody outside could read it.
    """
    confidential = bool(given.get("confidential")) or page.document.is_inside
    return _source(page.document, page.content, page.ending, {**given, "confidential": confidential})


def _source(document: Document | None, content: bytes | None, ending: str | None, given: Mapping[str, object]) -> NewSource:
    def text_field(field: str, read: str | None) -> str | None:
        value = given.get(field)
        return value if isinstance(value, str) and value.strip() else read

    derived_from = given.get("derived_from")
    return NewSource(
        title=required_text(text_field("title", document.title if document else None), "title"),
        kind=SourceKind(str(given.get("kind") or SourceKind.OTHER)),
        url=text_field("url", document.url if document else None),
        publisher=text_field("publisher", document.publisher if document else None),
        published_at=text_field("published", document.published_at if document else None),
        text=document.text if document else None,
        original=content,
        original_type=ending,
        archived_url=text_field("archived_url", None),
        derived_from=derived_from if isinstance(derived_from, int) else None,
        confidential=bool(given.get("confidential")),
        description=text_field("description", None),
    )

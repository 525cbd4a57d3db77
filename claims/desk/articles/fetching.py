"""Bytes from outside, made into an article or a source before anything is stored."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from claims.desk.typed_fields import required_text
from claims.model import Document, SourceKind
from claims.reading import documents
from claims.reading.files import formats
from claims.store.sources import NewSource

READ_KINDS = formats.read_kinds()
"""The kinds of files that are read, in words, for help and hints."""
READ_ENDINGS = formats.read_endings()
"""The endings of the files that are read, for a file chooser."""


def read_upload(content: bytes, name: str | None, *, limit: int) -> Document:
    """The article in an uploaded file or a pasted text. Raise Unreadable or TooLarge, saying what is wrong."""
    return documents.read(content, name=name, limit=limit)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was fetched, and the article that was read from it. ``ending`` is that of a file of its kind."""

    document: Document
    content: bytes
    ending: str


def fetch(url: str, *, allowed_hosts: Collection[str], limit: int) -> Document:
    """The article at a public web address, or on a host of the newsroom's own that is allowed by name.

    Raise Unreadable or TooLarge, naming the host and the cause.
    """
    return fetch_page(url, allowed_hosts=allowed_hosts, limit=limit).document


def fetch_page(url: str, *, allowed_hosts: Collection[str], limit: int) -> Page:
    """As ``fetch``, with the bytes as they came."""
    # Imported here: most runs fetch nothing.
    from claims.reading.fetch import fetch as get

    page = get(url, allowed_hosts=allowed_hosts, limit=limit)
    document = documents.read(page.content, name=None, url=page.url, content_type=page.content_type, limit=limit)
    document = replace(document, is_inside=page.is_inside)
    media = (page.content_type or "").split(";")[0].strip().lower()
    return Page(document, page.content, "pdf" if page.content.startswith(b"%PDF-") else formats.ending_of(media))


def read_source(content: bytes | None, name: str | None, given: Mapping[str, object], *, limit: int) -> NewSource:
    """A source from a file, when there is one, and what a person says of it; what they say goes first.

    ``given`` has the fields of NewSource that they filled in. Raise Refused without any title, Unreadable for a bad file.
    """
    document = documents.read(content, name=name, limit=limit, is_source=True) if content is not None else None
    return _source(document, content, name.rsplit(".", 1)[-1].lower() if name and "." in name else None, given)


def fetched_source(page: Page, given: Mapping[str, object]) -> NewSource:
    """A source from a page that was fetched, and what a person says of it; what they say goes first."""
    return _source(page.document, page.content, page.ending, given)


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
    )

"""Sources without a text of their own: pictures, and scanned documents. Their bytes are kept, and somebody says what they show."""

from collections.abc import Mapping
from pathlib import PurePath

from claims.desk.tips.files import kind_of
from claims.desk.typed_fields import MAX_TEXT, optional_text, required_text
from claims.errors import Refused, TooLarge
from claims.model import SourceKind
from claims.store.sources import NewSource
from claims.wording import phrase

ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "image/gif": "gif"}
"""The kinds of pictures that are kept, told by their first bytes, with the endings of their files. Every browser shows them."""

NEEDS_WORDS = {
    True: phrase("this is a picture, which has no text to search or quote: describe what it shows, and it is kept as it is."),
    False: phrase("this is a scan, pictures of pages without text to search or quote: describe what it shows, and it is kept as it is."),
}
"""What is asked of whoever adds a picture (True) or a scan."""


def is_picture(content: bytes) -> bool:
    """Whether these bytes are a picture of a kind that is kept."""
    return kind_of(content[:64]) in ENDINGS


def wordless_source(content: bytes, name: str | None, given: Mapping[str, object], *, limit: int) -> NewSource:
    """A picture or a scanned PDF as a source, with the description that somebody typed.

    Without a typed title its file's name is the title. Raise Refused without a description, TooLarge past ``limit`` bytes.
    """
    picture = is_picture(content)
    if len(content) > limit:
        raise TooLarge(
            phrase(
                "It has {size} bytes; a source may have at most {limit} (CLAIMS_MAX_ARTICLE_BYTES).",
                size=f"{len(content):,}",
                limit=f"{limit:,}",
            ),
            field="file",
        )
    described = optional_text(_typed(given, "description"), "description", limit=MAX_TEXT)
    if described is None:
        raise Refused(NEEDS_WORDS[picture], field="description")
    derived_from = given.get("derived_from")
    return NewSource(
        title=required_text(_typed(given, "title") or (PurePath(name).stem if name else None), "title"),
        kind=SourceKind(str(given.get("kind") or SourceKind.OTHER)),
        url=_typed(given, "url"),
        publisher=_typed(given, "publisher"),
        published_at=_typed(given, "published"),
        original=content,
        original_type=ENDINGS[kind_of(content[:64])] if picture else "pdf",
        archived_url=_typed(given, "archived_url"),
        derived_from=derived_from if isinstance(derived_from, int) else None,
        confidential=bool(given.get("confidential")),
        description=described,
    )


def _typed(given: Mapping[str, object], field: str) -> str | None:
    value = given.get(field)
    return value if isinstance(value, str) and value.strip() else None

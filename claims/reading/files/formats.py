"""The table of formats: how each is recognised, what reads it, and what to do with formats that are not read.

The bytes count before the name: a page that is called ``.txt`` is read as a page. ``add --help``, the upload page, the
fetcher and the error messages read this table, so that none of them promises what another refuses.
"""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from claims.errors import Unreadable
from claims.reading.files import kinds
from claims.reading.files.file_signs import Incoming
from claims.reading.files.format import Format, Reading
from claims.reading.files.kinds import plain_text
from claims.reading.files.kinds.plain_text import PLAIN
from claims.wording import joined, phrase


def _listed() -> Iterator[Format]:
    """The formats of every module in the folder ``kinds``."""
    for module in iter_modules(kinds.__path__):
        yield from import_module(f"{kinds.__name__}.{module.name}").FORMATS


FORMATS = tuple(sorted(_listed(), key=lambda kind: (kind.is_text, kind.rank)))
BINARY = tuple(kind for kind in FORMATS if not kind.is_text)
TEXTS = tuple(kind for kind in FORMATS if kind.is_text)


def format_of(incoming: Incoming) -> Format:
    """The format of a file, by its bytes, then by its media type and the ending of its name; plain text if nothing else fits.

    Raise Unreadable for a file whose bytes are not what its name says, or whose text fits no charset it could be in.
    """
    if (kind := _by_sign(BINARY, incoming)) is not None:
        return kind
    _refuse_misnamed(incoming)
    return _by_sign(TEXTS, incoming) or _by_name(TEXTS, incoming) or PLAIN


def own_ending(incoming: Incoming) -> str:
    """The usual ending, without its dot, of what a file is by its bytes: "docx", "html"; "txt" for anything that has none."""
    endings = format_of(incoming).endings
    return endings[0].removeprefix(".") if endings else "txt"


def read(incoming: Incoming) -> Reading:
    """The text in a file of any format of the table. Raise Unreadable for a format that is not read, saying what to do instead."""
    kind = format_of(incoming)
    if kind.reader is not None:
        return kind.reader(incoming)
    if incoming.is_source and kind.source_reader is not None:
        return kind.source_reader(incoming)
    if incoming.is_source and kind.is_text and kind.has_words:
        return plain_text.read(incoming)
    raise Unreadable(phrase("It is {name}, which is not read here: {instead}.", name=kind.name, instead=kind.instead))


def _by_sign(kinds: tuple[Format, ...], incoming: Incoming) -> Format | None:
    return next((kind for kind in kinds if kind.is_like is not None and kind.is_like(incoming)), None)


def _by_name(kinds: tuple[Format, ...], incoming: Incoming) -> Format | None:
    return next((kind for kind in kinds if incoming.ending in kind.endings or incoming.media in kind.media), None)


def _refuse_misnamed(incoming: Incoming) -> None:
    """Raise Unreadable if the name or the type means a binary format, or an unknown one, and the bytes do not fit it."""
    if _by_name(TEXTS, incoming):
        return
    wide = f"{incoming.media.split('/')[0]}/*"
    if any(incoming.ending in kind.endings or incoming.media in kind.media or wide in kind.media for kind in BINARY):
        called = incoming.ending.removeprefix(".").upper() or incoming.media[:60]
        raise Unreadable(
            phrase("It is called {called} but does not begin like one: the file is damaged or of another kind.", called=called)
        )
    is_text = not incoming.media or incoming.media.startswith("text/") or incoming.media == "application/octet-stream"
    if not is_text:
        raise Unreadable(
            phrase(
                "Its type is {media}, which is not read here: add the article as {read_kinds}.",
                media=incoming.media[:60],
                read_kinds=read_kinds(),
            )
        )


def read_kinds() -> str:
    """The formats that are read, in words: "PDF, Word (.docx), … or text"."""
    labels = [kind.label for kind in FORMATS if kind.label]
    return phrase("{kinds} or {last}", kinds=joined(labels[:-1], ", "), last=labels[-1])


def read_endings() -> tuple[str, ...]:
    """The endings of the files that are read, for a file chooser."""
    return (*(ending for kind in FORMATS if kind.reader for ending in kind.endings), ".json")


READ_MEDIA = frozenset(media for kind in FORMATS if kind.reader for media in kind.media)
"""The media types in which the fetcher accepts an article."""


def ending_of(media: str) -> str:
    """The ending, without its dot, of a file of a media type: "pdf" for "application/pdf"; "html" for types that mean no format."""
    return next((kind.endings[0].removeprefix(".") for kind in FORMATS if kind.endings and media in kind.media), "html")

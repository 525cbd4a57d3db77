"""ZIP packages that hold a document: their directory is checked before unpacking, and unpacking is held to it."""

import io
import zipfile
from collections.abc import Collection

from claims.errors import BROKEN_ZIP, TooLarge, Unreadable
from claims.wording import phrase

_LARGEST_WORDS = 12_000_000  # bytes of XML, unpacked; a hundred times an article's
_LARGEST = 40_000_000  # bytes of all parts unpacked, pictures too
_MOST_PARTS = 2000
_PIECE = 65_536  # bytes
_ENCRYPTED = 0x1
_STRICT = b"http://purl.oclc.org/ooxml/"
_USUAL = b"http://schemas.openxmlformats.org/"
_VOCABULARIES = (
    *(
        (_STRICT + room + b"/" + name, _USUAL + room + b"/2006/" + name)
        for room, names in (
            (
                b"officeDocument",
                (b"relationships", b"math", b"extendedProperties", b"customProperties", b"docPropsVTypes", b"bibliography", b"customXml"),
            ),
            (b"wordprocessingml", (b"main",)),
            (b"drawingml", (b"main", b"picture", b"chart", b"diagram", b"wordprocessingDrawing", b"lockedCanvas")),
        )
        for name in names
    ),
)
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # ISO/IEC 29500-2, annex B allows no other; nor does OpenDocument 1.3


def check(content: bytes, kind: str, maker: str, needed: Collection[str]) -> None:
    """Raise Unreadable for a package that is damaged, encrypted or lacks a part (a name, or a folder with its stroke), TooLarge for one
    that unpacks to more than 12 MB of words or 40 MB in all. ``kind`` and ``maker`` name it and its program in the messages.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            entries = parts.infolist()
    except BROKEN_ZIP:
        raise Unreadable(phrase("The {kind} is damaged or cut short: save or download it again.", kind=kind)) from None
    names = [entry.filename for entry in entries]
    if not all(any(name == part or (part.endswith("/") and name.startswith(part)) for name in names) for part in needed):
        raise Unreadable(phrase("It is a ZIP file but no {kind}: unpack it and add the article in it.", kind=kind))
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Unreadable(phrase("The {kind} is encrypted: save it without a password and add it again.", kind=kind))
    if any(entry.compress_type not in _PACKED for entry in entries):
        raise Unreadable(
            phrase(
                "The {kind} is packed in a way that its programs do not know, or damaged: save it again from {maker}.",
                kind=kind,
                maker=maker,
            )
        )
    words = sum(entry.file_size for entry in entries if entry.filename.lower().endswith((".xml", ".rels")))
    everything = sum(entry.file_size for entry in entries)
    if words > _LARGEST_WORDS or everything > _LARGEST or len(entries) > _MOST_PARTS:
        raise TooLarge(
            phrase(
                "The {kind} unpacks to {everything} bytes in {entries} parts; an article may unpack to at most {largest_words} bytes of text and {largest} in all: paste its text instead.",
                kind=kind,
                everything=format(everything, ","),
                entries=format(len(entries), ","),
                largest_words=format(_LARGEST_WORDS, ","),
                largest=format(_LARGEST, ","),
            )
        )
    _check_sizes(content, kind, maker, entries)


def refuse_macros(content: bytes) -> None:
    """Raise Unreadable for a Word file that may hold macros (.docm, .dotm), by the types that it declares for its parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if b"macroEnabled" in package.read("[Content_Types].xml") or any(
            name.lower().endswith("vbaproject.bin") for name in package.namelist()
        ):
            raise Unreadable(
                "It is a Word file with macros (.docm), which is not read here: save it as .docx, without macros, and add that."
            )


def transitional(content: bytes) -> bytes:
    """A Word file of the Strict variant (ISO/IEC 29500-1) with the names that all programs know (29500-4); any other as it is.

    The variants differ in the addresses that name their vocabularies, and in parts that hold no words.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if not any(name.endswith(".rels") and _STRICT in package.read(name) for name in package.namelist()):
            return content
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            for name in package.namelist():
                part = package.read(name)
                made.writestr(name, _named_transitional(part) if name.endswith((".xml", ".rels")) else part)
    return out.getvalue()


def _named_transitional(part: bytes) -> bytes:
    for strict, usual in _VOCABULARIES:
        part = part.replace(strict, usual)
    return part


def _check_sizes(content: bytes, kind: str, maker: str, entries: list[zipfile.ZipInfo]) -> None:
    """Unpack every part piece by piece, so that a part that is larger than declared is noticed before it fills the memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            for entry in entries:
                with parts.open(entry) as part:
                    while part.read(_PIECE):
                        pass
    except BROKEN_ZIP as error:
        raise Unreadable(
            phrase(
                "The {kind} is damaged ({reason}): save it again from {maker}.",
                kind=kind,
                reason=" ".join(str(error).split())[:80],
                maker=maker,
            )
        ) from None

"""The text of a Word file (DOCX): python-docx opens the package, ``word/`` walks what is in it."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from claims.errors import TooLarge, Unreadable
from claims.model import Beside, FileComment
from claims.reading.lines import tidy
from claims.reading.metadata import Said, clean
from claims.reading.word.names import W, w
from claims.reading.word.styles import Styles
from claims.reading.word.telling import warnings
from claims.reading.word.walk import Block, Walk

if TYPE_CHECKING:
    from docx.document import Document

_LARGEST_WORDS = 12_000_000  # bytes of XML unpacked; a hundred times an article's
_LARGEST = 40_000_000  # bytes of all parts unpacked, pictures too
_MOST_PARTS = 2000
_PIECE = 65_536  # bytes
_OPENING = 5  # paragraphs in which a headline may stand
_ENCRYPTED = 0x1
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # ISO/IEC 29500-2, annex B allows no other


def read(content: bytes) -> tuple[str, Said, Said, Beside]:
    """Paragraphs, lists and tables in their order (a table one row a line), notes and text boxes after the paragraph they belong to.

    Tracked changes are read as if all were accepted; struck-out and hidden text is left out. Of the two things said, the first is what
    the article shows (a paragraph in a title's style), the second what the file's properties say. The days of a file are not among
    them: when it was made says nothing about publication, and a template's day is older than the article.
    Raise Unreadable for a file that is damaged, encrypted or no Word file, TooLarge for one that unpacks to more than 12 MB
    of words or 40 MB in all; both are read from the file's directory before anything is unpacked, and held to while it is.
    """
    import docx

    _check_parts(content)
    try:
        document = docx.Document(io.BytesIO(content))
        walk = _walk(document)
        text = tidy("".join(_lines(walk.blocks)))
        comments = tuple(_comments(document, walk.stretches.quotes))
        title, author = clean(document.core_properties.title), clean(document.core_properties.author)
    except RecursionError:
        raise Unreadable("The DOCX is nested deeper than any article: paste its text instead.") from None
    except Exception as error:  # python-docx lets through KeyError, ValueError, lxml's and zipfile's errors alike
        reason = " ".join(str(error).split())[:80]
        raise Unreadable(f"The DOCX is damaged ({reason or type(error).__name__}): save it again from Word or LibreOffice.") from error
    if not any(sign.isalpha() for sign in text):
        raise Unreadable("The DOCX holds no words: there is no article to read.")
    first = clean(walk.blocks[0].text.removeprefix("- "))
    headline = next((clean(block.text) for block in walk.blocks[:_OPENING] if block.style in ("title", "heading 1")), None)
    byline = None if author.lower() in ("", "python-docx", "user", "author", "microsoft office user") else author
    walk.counts["comment"] = len(comments)
    beside = Beside(warnings(walk.counts), tuple(walk.stretches.links), comments)
    return text, Said(title=headline), Said(title=title or first, byline=byline), beside


def _check_parts(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            entries = parts.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        raise Unreadable("The DOCX is damaged or cut short: save or download it again.") from None
    if not any(entry.filename == "[Content_Types].xml" for entry in entries) or not any(
        entry.filename.startswith("word/") for entry in entries
    ):
        raise Unreadable("It is a ZIP file but no Word document: unpack it and add the article in it.")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Unreadable("The DOCX is encrypted: save it without a password and add it again.")
    if any(entry.compress_type not in _PACKED for entry in entries):
        raise Unreadable("The DOCX is packed in a way that Word does not know, or damaged: save it again from Word or LibreOffice.")
    words = sum(entry.file_size for entry in entries if entry.filename.lower().endswith((".xml", ".rels")))
    everything = sum(entry.file_size for entry in entries)
    if words > _LARGEST_WORDS or everything > _LARGEST or len(entries) > _MOST_PARTS:
        raise TooLarge(
            f"The DOCX unpacks to {everything:,} bytes in {len(entries):,} parts; an article may unpack to at most "
            f"{_LARGEST_WORDS:,} bytes of text and {_LARGEST:,} in all: paste its text instead."
        )
    _check_sizes(content, entries)


def _check_sizes(content: bytes, entries: list[zipfile.ZipInfo]) -> None:
    """Unpack every part piece by piece, so that one which holds more than it declares shows before it is all in memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            for entry in entries:
                with parts.open(entry) as part:
                    while part.read(_PIECE):
                        pass
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise Unreadable(f"The DOCX is damaged ({' '.join(str(error).split())[:80]}): save it again from Word or LibreOffice.") from None


def _walk(document: "Document") -> Walk:
    from docx.oxml import parse_xml

    parts: dict[str, Any] = {"document": document.part}
    roots: dict[str, Any] = {}
    kinds = {"footnotes": "footnote", "endnotes": "endnote", "styles": "styles", "header": "header", "footer": "footer"}
    counted = 0
    for relation in document.part.rels.values():
        kind = kinds.get(relation.reltype.rsplit("/", 1)[-1])
        if kind is None or relation.is_external:
            continue
        root = parse_xml(relation.target_part.blob)
        if kind in ("header", "footer"):
            counted += any((words.text or "").strip() for words in root.iter(f"{W}t"))
        else:
            parts.setdefault(kind, relation.target_part)
            roots.setdefault(kind, root)
    notes: dict[tuple[str, str], Any] = {
        (kind, note.get(f"{W}id") or ""): note
        for kind in ("footnote", "endnote")
        if kind in roots
        for note in roots[kind].iterchildren(W + kind)
        if note.get(f"{W}type", "normal") == "normal"
    }
    walk = Walk(Styles(roots.get("styles")), notes, {kind: _addresses(part) for kind, part in parts.items()})
    walk.walk(document.element.body)
    walk.counts["page header or footer"] = counted
    return walk


def _addresses(part: Any) -> dict[str, str]:
    """The web addresses that a part's links lead to, by the id of the relation."""
    return {
        number: relation.target_ref
        for number, relation in part.rels.items()
        if relation.is_external and relation.target_ref.lower().startswith(("http://", "https://"))
    }


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    group = 0
    for block in blocks:
        yield ("\n" if block.group and block.group == group else "\n\n") + block.text
        group = block.group


def _comments(document: "Document", quotes: dict[str, str]) -> Iterator[FileComment]:
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype.rsplit("/", 1)[-1] != "comments" or relation.is_external:
            continue
        for comment in parse_xml(relation.target_part.blob).iterchildren(f"{W}comment"):
            paragraphs = ("".join(words.text or "" for words in one.iter(*w("t"))) for one in comment.iter(f"{W}p"))
            yield FileComment(
                author=clean(comment.get(f"{W}author")),
                at=comment.get(f"{W}date"),
                text=tidy("\n".join(paragraphs)),
                quote=quotes.get(comment.get(f"{W}id") or "", ""),
            )

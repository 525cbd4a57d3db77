"""The text of a Word file (DOCX), by python-docx."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.errors import TooLarge, Unreadable
from claims.reading.lines import tidy
from claims.reading.metadata import Said, clean

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Row

_LARGEST_WORDS = 12_000_000  # bytes of XML unpacked; a hundred times an article's
_LARGEST = 40_000_000  # bytes of all parts unpacked, pictures too
_MOST_PARTS = 2000
_PIECE = 65_536  # bytes
_ENCRYPTED = 0x1
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # ISO/IEC 29500-2, annex B allows no other


def read(content: bytes) -> tuple[str, Said]:
    """Paragraphs, lists and tables in their order (a table one row a line); title, author and date as the file's properties give them.

    Raise Unreadable for a file that is damaged, encrypted or no Word file, TooLarge for one that unpacks to more than 12 MB
    of words or 40 MB in all; both are read from the file's directory before anything is unpacked, and held to while it is.
    """
    import docx

    _check_parts(content)
    try:
        document = docx.Document(io.BytesIO(content))
        text = tidy("".join(_blocks(document)))
        about = document.core_properties
        written = about.created
        title, author = clean(about.title), clean(about.author)
    except RecursionError:
        raise Unreadable("The DOCX is nested deeper than any article: paste its text instead.") from None
    except Exception as error:  # python-docx lets through KeyError, ValueError, lxml's and zipfile's errors alike
        reason = " ".join(str(error).split())[:80]
        raise Unreadable(f"The DOCX is damaged ({reason or type(error).__name__}): save it again from Word or LibreOffice.") from error
    if not any(sign.isalpha() for sign in text):
        raise Unreadable("The DOCX holds no words: there is no article to read.")
    first = clean(text.split("\n")[0])
    byline = None if author.lower() in ("", "python-docx", "user", "author", "microsoft office user") else author
    return text, Said(title=title or first, byline=byline, published_at=written.date().isoformat() if written else None)


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


def _blocks(document: "Document") -> Iterator[str]:
    from docx.table import Table

    in_list = False
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield "\n\n" + "\n".join(" | ".join(_cells(row)) for row in block.rows)
            in_list = False
            continue
        words = "\n".join(" ".join(line.split()) for line in block.text.split("\n")).strip()
        if not words:
            continue
        properties = block._p.pPr  # the style's name would be looked up in all styles, paragraph by paragraph
        item = "list" in (block._p.style or "").lower() or (properties is not None and properties.numPr is not None)
        yield ("\n" if item and in_list else "\n\n") + ("- " if item else "") + words
        in_list = item


def _cells(row: "_Row") -> Iterator[str]:
    """The words of a row's cells, each cell once: ``row.cells`` gives it for every column that it says it spans, a million if it likes."""
    from docx.table import _Cell

    for cell in row._tr.tc_lst:
        if cell.vMerge != "continue" and (words := " ".join(_Cell(cell, row.table).text.split())):
            yield words

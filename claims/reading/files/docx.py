"""The text of a Word file (DOCX): python-docx opens the package, ``word/`` walks what is in it."""

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from claims import wording
from claims.errors import ClaimsError, Unreadable
from claims.model import Beside
from claims.reading.files import packages
from claims.reading.files.details import Details, clean
from claims.reading.files.gathered_lines import Lines
from claims.reading.files.word import standing
from claims.reading.files.word.blocks import Block
from claims.reading.files.word.elements import W
from claims.reading.files.word.styles import Styles
from claims.reading.files.word.walk import Walk

if TYPE_CHECKING:
    from docx.document import Document

_OPENING = 5  # paragraphs in which a headline may stand


class Walked(NamedTuple):
    """A Word file as it was opened, the walk through it, and its text."""

    document: "Document"
    walk: Walk
    text: str


def read(content: bytes) -> tuple[str, Details, Details, Beside]:
    """Paragraphs, lists and tables in their order (a table one row a line), notes and text boxes after the paragraph they belong to.

    Tracked changes are read as if all were accepted; struck-out and hidden text is left out. Of the two things said, the first is what
    the article shows (a paragraph in a title's style), the second what the file's properties say. The days of a file are not among
    them: the day it was made is not the day of publication, and a template's day is older than the article.
    Raise Unreadable for a file that is damaged, encrypted or not a Word file, TooLarge for one that unpacks to more than 12 MB
    of words or 40 MB in all; both are checked in the file's directory before unpacking, and again while unpacking.
    """
    try:
        document, walk, text = _walked(content)
        beside = standing.beside(document, walk, text)
        title, author = clean(document.core_properties.title), clean(document.core_properties.author)
    except ClaimsError:
        raise
    except RecursionError:
        raise Unreadable("The DOCX is nested deeper than any article: paste its text instead.") from None
    except Exception as error:  # python-docx raises KeyError, ValueError, and lxml's and zipfile's errors
        reason = " ".join(str(error).split())[:80]
        raise Unreadable(
            wording.phrase("The DOCX is damaged ({reason}): save it again from Word or LibreOffice.", reason=reason or type(error).__name__)
        ) from error
    if not any(sign.isalpha() for sign in text):
        raise Unreadable("The DOCX holds no words: there is no article to read.")
    first = clean(walk.blocks[0].text.removeprefix("- "))
    headline = next((clean(block.text) for block in walk.blocks[:_OPENING] if block.style in ("title", "heading 1")), None)
    byline = None if author.lower() in ("", "python-docx", "user", "author", "microsoft office user") else author
    return text, Details(title=headline), Details(title=title or first, byline=byline), beside


def walked(content: bytes) -> Walked:
    """A Word file, the walk through its words, and the text they make. Raise Unreadable as ``read`` does."""
    try:
        return _walked(content)
    except ClaimsError:
        raise
    except Exception as error:  # as in ``read``
        raise Unreadable(
            wording.phrase(
                "The DOCX is damaged ({reason}): save it again from Word or LibreOffice.", reason=" ".join(str(error).split())[:80]
            )
        ) from error


def _walked(content: bytes) -> Walked:
    import docx

    packages.check(content, "DOCX", "Word or LibreOffice", ("[Content_Types].xml", "word/"))
    packages.refuse_macros(content)
    document = docx.Document(io.BytesIO(packages.transitional(content)))
    walk = _walk(document)
    return Walked(document, walk, _text(walk.blocks))


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


def _text(blocks: Iterable[Block]) -> str:
    lines = Lines()
    for block in blocks:
        lines.add(block.text, block.group or None)
    return lines.text

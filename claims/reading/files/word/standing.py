"""The links, comments and notes of a Word file, each with its place in the text."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from claims.model import Beside, FileComment, FileNote, Link
from claims.reading.alignment import Alignment
from claims.reading.files.details import clean
from claims.reading.files.word.elements import W14, W15, W, w
from claims.reading.files.word.stretches import MOST, words_of
from claims.reading.files.word.warnings import warnings
from claims.reading.line_breaks import tidy

if TYPE_CHECKING:
    from docx.document import Document

    from claims.reading.files.word.walk import Walk


def beside(document: "Document", walk: "Walk", text: str) -> Beside:
    """All of them, and warnings about what was left out or could not be placed."""
    words = walk.stretches.words
    alignment = Alignment(words, text)
    links = [
        Link(words_of(words, link.start, link.end or 0), link.name, *alignment.span(link.start, link.end or 0))
        for link in walk.stretches.links
    ]
    links = [link for link in links if link.text]
    notes = tuple(
        FileNote(
            mark.kind,
            mark.number,
            " ".join(words[mark.start : mark.end].split()),
            alignment.span(mark.at, mark.at)[0],
            tuple(link for link in links if _is_within(link, alignment.span(mark.start, mark.end))),
        )
        for mark in walk.stretches.notes
    )
    comments = tuple(_comments(document, walk, words, alignment))
    return Beside(warnings(walk.counts), tuple(links), comments, notes)


def _is_within(link: Link, span: tuple[int, int]) -> bool:
    return link.start is not None and link.end is not None and span[0] <= link.start and link.end <= span[1]


def _comments(document: "Document", walk: "Walk", words: str, alignment: Alignment) -> Iterator[FileComment]:
    """The first 1,000 comments, each with the words it stands on. ``walk.counts`` learns how many there are and what is wrong with them."""
    elements = list(_elements(document, "comments", f"{W}comment"))
    walk.counts["comment"] = len(elements)
    walk.counts["comment that is too many"] = max(0, len(elements) - MOST)
    threads = {element.get(f"{W15}paraId"): element for element in _elements(document, "commentsExtended", f"{W15}commentEx")}
    ids = {paragraph.get(f"{W14}paraId"): element.get(f"{W}id") or "" for element in elements for paragraph in element.iter(f"{W}p")}
    times = Counter(element.get(f"{W}id") or "" for element in elements)
    walk.counts["comment with another's id"] = sum(count - 1 for count in times.values())
    met: set[str] = set()
    for element in elements[:MOST]:
        number = element.get(f"{W}id") or ""
        stretch = walk.stretches.comments.get(number) if number not in met else None
        met.add(number)
        paragraphs = list(element.iter(f"{W}p"))
        thread = threads.get(paragraphs[-1].get(f"{W14}paraId")) if paragraphs else None
        span: tuple[int | None, int | None] = (None, None)
        if stretch is not None:
            walk.counts["comment without an end"] += stretch.end is None
            end = stretch.start if stretch.end is None else stretch.end
            span = alignment.span(stretch.start, end)
        yield FileComment(
            author=clean(element.get(f"{W}author")),
            at=element.get(f"{W}date"),
            text=tidy("\n".join("".join(part.text or "" for part in paragraph.iter(*w("t"))) for paragraph in paragraphs)),
            quote=words_of(words, stretch.start, stretch.end) if stretch is not None and stretch.end is not None else "",
            start=span[0],
            end=span[1],
            id=number,
            answers=ids.get(thread.get(f"{W15}paraIdParent")) if thread is not None and thread.get(f"{W15}paraIdParent") else None,
            is_done=thread is not None and thread.get(f"{W15}done") in ("1", "true", "on"),
        )


def _elements(document: "Document", kind: str, tag: str) -> Iterator[Any]:
    """The elements of a part that the document names, in order; empty without such a part."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype.rsplit("/", 1)[-1] == kind and not relation.is_external:
            yield from parse_xml(relation.target_part.blob).iterchildren(tag)

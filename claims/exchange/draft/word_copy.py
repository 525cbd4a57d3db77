"""A Word file with comments added on the words of its claims. Its text stays as it is, and so do the comments that came in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from claims.errors import BROKEN_ZIP, Unreadable
from claims.exchange.draft import comments_part, footnotes_part
from claims.exchange.draft.marks import Mark, marked
from claims.exchange.draft.package_parts import Parts
from claims.model.annotated import Annotation, Stretch
from claims.wording import phrase

_MARK_IDS = re.compile(rb"<(?:[\w.-]{1,40}:)?comment(?:RangeStart|RangeEnd|Reference)\b[^<>]{0,400}?:id=[\"']([0-9]{1,9})[\"']")
STRICT = b"http://purl.oclc.org/ooxml/"


@dataclass(frozen=True, slots=True)
class Placed:
    """An annotation and where its words stand in the file; ``comment_id`` is of the comment of ours that is in the file already."""

    annotation: Annotation
    stretch: Stretch | None
    comment_id: str | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """The bytes of the copy, and the claims on whose words no comment could be put: the copy does not speak of them."""

    content: bytes
    left_out: tuple[int, ...] = ()


def annotated(
    content: bytes, placed: Sequence[Placed], *, author: str, at: datetime, gone: Mapping[str, str], with_footnotes: bool = False
) -> Copy:
    """The file with a comment on each claim's words. A comment of ours that is in it already is written anew where it stands.

    ``gone`` has comments of ours, by id, whose claim is no longer in the article, and what they say now. Raise Unreadable for a file
    whose parts cannot be added to byte for byte: in another charset than UTF-8, of the Strict variant, or damaged.
    """
    try:
        return _annotated(content, placed, author, at, gone, with_footnotes=with_footnotes)
    except (etree.XMLSyntaxError, KeyError, *BROKEN_ZIP) as error:
        raise Unreadable(phrase("a part of it is damaged ({reason}).", reason=" ".join(str(error).split())[:80])) from error


def _annotated(
    content: bytes, placed: Sequence[Placed], author: str, at: datetime, gone: Mapping[str, str], *, with_footnotes: bool
) -> Copy:
    parts = Parts(content)
    xml = parts.read(parts.document)
    if STRICT in xml[:4_000]:
        raise Unreadable("it is of the Strict variant of Word’s format.")
    taken = {int(number) for number in _MARK_IDS.findall(xml)}
    comments = comments_part.Comments(parts, author=author, at=at, taken=taken)
    notes = footnotes_part.Footnotes(parts) if with_footnotes else None
    marks: dict[int, tuple[Mark, int]] = {}  # by the comment's id, with its claim
    footnotes_alone: list[Mark] = []
    homeless: list[Annotation] = []
    for item in placed:
        annotation = item.annotation
        is_there = item.comment_id is not None and comments.rewrite(item.comment_id, annotation.paragraphs)
        if item.stretch is None:
            homeless += [] if is_there else [annotation]
            continue
        footnotes = tuple(notes.add(line) for line in annotation.footnotes if line not in notes) if notes is not None else ()
        if is_there:
            footnotes_alone += [Mark(item.stretch, None, footnotes)] if footnotes else []
            continue
        number = comments.add(annotation.paragraphs)
        marks[number] = Mark(item.stretch, number, footnotes), annotation.claim_id
    for comment_id, words in gone.items():
        comments.rewrite(comment_id, (words,))
    made, left = marked(xml, [*(mark for mark, _ in marks.values()), *footnotes_alone])
    parts.put(parts.document, made)
    unused = [mark.comment for mark in left if mark.comment is not None]
    comments.store(unused)
    if notes is not None:
        notes.store()
    return Copy(parts.written(), (*(annotation.claim_id for annotation in homeless), *(marks[number][1] for number in unused)))

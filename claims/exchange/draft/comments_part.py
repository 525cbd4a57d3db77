"""The part of a Word file that holds its comments: ours are added to it or written anew, all others stay."""

import re
from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from lxml import etree

from claims.exchange.draft.package_parts import Parts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INITIALS = 4


class Comments:
    """The comments of a package, by a new author at a moment, which is written in UTC. ``taken`` are ids that marks in the text have."""

    def __init__(self, parts: Parts, *, author: str, at: datetime, taken: Collection[int] = ()) -> None:
        self._parts, self._author = parts, author
        self._at = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._name = parts.beside_document("comments")
        self._root = parts.tree(self._name) if self._name else etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
        numbers = [int(comment.get(f"{W}id", "")) for comment in self._root if (comment.get(f"{W}id") or "").isdecimal()]
        self._next = max([*numbers, *taken], default=-1) + 1

    def add(self, paragraphs: Sequence[str]) -> int:
        """Add a comment; return its id."""
        number, self._next = self._next, self._next + 1
        comment = etree.SubElement(self._root, f"{W}comment")
        initials = "".join(word[0] for word in self._author.split())[:_INITIALS].upper()
        for name, value in (("id", str(number)), ("author", self._author), ("date", self._at), ("initials", initials)):
            comment.set(W + name, value)
        for position, words in enumerate(paragraphs):
            comment.append(paragraph(words, marks_comment=position == 0))
        return number

    def rewrite(self, number: str, paragraphs: Sequence[str]) -> bool:
        """Let a comment say something else; return False where there is none of this id. Replies hang on its last paragraph, which stays."""
        comment = next((comment for comment in self._root if comment.get(f"{W}id") == number), None)
        old = list(comment.iterchildren(f"{W}p")) if comment is not None else []
        if comment is None or not old:
            return False
        last = old[-1]
        for gone in old[:-1]:
            comment.remove(gone)
        *first, final = [paragraph(words, marks_comment=position == 0) for position, words in enumerate(paragraphs)]
        for new in first:
            last.addprevious(new)
        for child in list(last):
            last.remove(child)
        last.extend(list(final))
        comment.set(f"{W}date", self._at)
        return True

    def store(self, unused: Collection[int]) -> None:
        """Put the part into the package, without the comments that no mark names."""
        for comment in list(self._root):
            if (comment.get(f"{W}id") or "") in {str(number) for number in unused}:
                self._root.remove(comment)
        if not len(self._root):
            return
        name = self._name or self._parts.add_beside_document("comments", "comments.xml", _TYPE)
        self._parts.put_tree(name, self._root)


def paragraph(words: str, *, marks_comment: bool = False) -> etree._Element:
    """A paragraph of plain words; signs that XML cannot hold are left out."""
    made = etree.Element(f"{W}p", nsmap={"w": W[1:-1]})
    if marks_comment:
        etree.SubElement(etree.SubElement(made, f"{W}r"), f"{W}annotationRef")
    text = etree.SubElement(etree.SubElement(made, f"{W}r"), f"{W}t")
    text.text = _NOT_XML.sub("", " ".join(words.split()))
    text.set(_XML_SPACE, "preserve")
    return made

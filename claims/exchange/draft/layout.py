"""Where each element of an XML part begins and ends in its bytes, so that something can be put in and every byte there stays."""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from claims.errors import Unreadable
from claims.wording import phrase

_DECLARED = ("utf-8", "us-ascii", "ascii")
_TAG = re.compile(rb"<[^\"'>]*(?:(?:\"[^\"]*\"|'[^']*')[^\"'>]*)*>")


@dataclass(slots=True)
class Element:
    """An element by its raw name ("w:t"), its parent's number, and the offsets of its tags: ``start`` of its first byte, ``inside`` after
    the start tag, ``closing`` where the end tag begins, ``end`` after it. An empty element has all but ``start`` at its end.
    """

    name: str
    parent: int
    start: int
    inside: int = 0
    closing: int = 0
    end: int = 0
    children: list[int] = field(default_factory=list)

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """The prefix with its colon, "" without one."""
        return self.name[: len(self.name) - len(self.local)]


def layout(xml: bytes) -> list[Element]:
    """The elements of a part in their order. Raise Unreadable for a part that declares entities or is in no UTF-8."""
    elements: list[Element] = []
    open_ones: list[int] = []
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        parent = open_ones[-1] if open_ones else -1
        if parent >= 0:
            elements[parent].children.append(len(elements))
        open_ones.append(len(elements))
        elements.append(Element(name, parent, at, _end_of_tag(xml, at)))

    def end(name: str) -> None:
        element = elements[open_ones.pop()]
        if xml[element.inside - 2 : element.inside] == b"/>":
            element.closing = element.end = element.inside
        else:
            element.closing = parser.CurrentByteIndex
            element.end = xml.index(b">", element.closing) + 1

    def declared(version: str, encoding: str | None, standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _DECLARED:
            raise Unreadable(phrase("a part of it is in {encoding}, not in UTF-8.", encoding=encoding[:20]))

    def refuse(*ignored: object) -> None:
        raise Unreadable("a part of it declares entities of its own.")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.XmlDeclHandler, parser.StartDoctypeDeclHandler = declared, refuse
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise Unreadable(phrase("a part of it is damaged ({error}).", error=error)) from error
    return elements


def _end_of_tag(xml: bytes, at: int) -> int:
    """The offset after the start tag that begins at ``at``; a ``>`` in the value of an attribute does not end it."""
    tag = _TAG.match(xml, at)
    if tag is None:
        raise Unreadable("a part of it is cut short.")
    return tag.end()


def letter_offsets(xml: bytes, element: Element) -> list[int] | None:
    """The offset of each letter of an element's own text, and last the one after them; None where that cannot be told (CDATA, children)."""
    raw = xml[element.inside : element.closing]
    if b"<" in raw:
        return None
    offsets = []
    at = 0
    while at < len(raw):
        offsets.append(element.inside + at)
        if raw[at] == ord("&"):
            at = raw.index(b";", at) + 1
        elif raw[at : at + 2] == b"\r\n":
            at += 2
        else:
            at += 1 if raw[at] < 0x80 else 2 if raw[at] < 0xE0 else 3 if raw[at] < 0xF0 else 4
    return [*offsets, element.closing]

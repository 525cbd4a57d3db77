"""The part of a Word file that holds its footnotes, to which sources may be added."""

from lxml import etree

from claims.exchange.draft.comments_part import W, paragraph
from claims.exchange.draft.package_parts import Parts

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


class Footnotes:
    """The footnotes of a package. A part that is new begins with the two separators that every such part has."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._name = parts.beside_document("footnotes")
        self._root = parts.tree(self._name) if self._name else _empty()
        numbers = [int(note.get(f"{W}id", "")) for note in self._root if (note.get(f"{W}id") or "").lstrip("-").isdecimal()]
        self._next = max(numbers, default=0) + 1
        self._has_new = False
        self._there = {_plain("".join(note.itertext(f"{W}t"))) for note in self._root}

    def __contains__(self, words: str) -> bool:
        """Whether the file came with this footnote."""
        return _plain(words) in self._there

    def add(self, words: str) -> int:
        """Add a footnote; return its id."""
        number, self._next, self._has_new = self._next, self._next + 1, True
        note = etree.SubElement(self._root, f"{W}footnote")
        note.set(f"{W}id", str(number))
        line = paragraph(f" {words}")
        run = etree.Element(f"{W}r")
        look = etree.SubElement(etree.SubElement(run, f"{W}rPr"), f"{W}vertAlign")
        look.set(f"{W}val", "superscript")
        etree.SubElement(run, f"{W}footnoteRef")
        line.insert(0, run)
        line[1][0].text = f" {line[1][0].text}"
        note.append(line)
        return number

    def store(self) -> None:
        """Put the part into the package, if a footnote was added."""
        if self._has_new:
            name = self._name or self._parts.add_beside_document("footnotes", "footnotes.xml", _TYPE)
            self._parts.put_tree(name, self._root)


def _plain(words: str) -> str:
    return " ".join(words.split()).rstrip(".")


def _empty() -> etree._Element:
    root = etree.Element(f"{W}footnotes", nsmap={"w": W[1:-1]})
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        note = etree.SubElement(root, f"{W}footnote")
        note.set(f"{W}type", kind)
        note.set(f"{W}id", str(number))
        etree.SubElement(etree.SubElement(etree.SubElement(note, f"{W}p"), f"{W}r"), W + kind)
    return root

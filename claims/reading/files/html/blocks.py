"""A page cut into blocks: paragraphs, headings, list items, rows, captions, each with its words and its place in the tree."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from claims.model import Link
from claims.reading.alignment import Alignment
from claims.reading.files.html.elements import BLOCKS, CAPTIONS, EMBEDDED, HEADINGS, WITHOUT_WORDS, words_of
from claims.reading.files.html.inline import Line
from claims.reading.line_breaks import tidy

_LAID_OUT = 400  # code points; a longer table cell is the article's column in an old page's layout
_LISTS = ("ul", "ol", "menu", "dir")
_LABELS = ("span", "em", "small", "i", "cite", "font")  # inline elements that sites use for captions and credits
_LONGEST_TERM = 60  # code points of a term in a list of terms, as "Population" is one


@dataclass(slots=True)
class Block:
    """A line or paragraph of the page. ``element`` is the innermost block element around it, ``pieces`` are its words and whether they are in a link."""

    kind: str  # the element that makes it: p, h1 … h6, li, row, dt, pre; "time" for nothing but a time
    text: str
    element: HtmlElement
    group: HtmlElement | None = None  # the list or table that it belongs to
    goes_on: bool = False  # a further paragraph of the list item before it
    links: list[Link] = field(default_factory=list)
    pieces: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def linked(self) -> float:
        """The share of its letters that are in links, 0..1."""
        inside = sum(len(words.strip()) for words, is_link in self.pieces if is_link)
        return inside / max(1, sum(len(words.strip()) for words, _ in self.pieces))


class Cutter:
    """Cuts a tree into blocks, in the order of the page."""

    def __init__(self, base: str | None) -> None:
        self.blocks: list[Block] = []
        self.counts: Counter[str] = Counter()
        self._base = base
        self._wrapping: set[HtmlElement] = set()  # inline elements that contain block elements

    def cut(self, tree: HtmlElement) -> list[Block]:
        """All blocks of the tree."""
        for element in tree.iter(*BLOCKS):
            around = element.getparent()
            while around is not None and around.tag not in BLOCKS and around not in self._wrapping:
                self._wrapping.add(around)
                around = around.getparent()
        for element in tree.iter(*_LABELS):
            if words_of(element) & CAPTIONS and not any(at.tag == "p" for at in element.iterancestors()):
                self._wrapping.update(at for at in [element, *element.iterancestors()] if at.tag not in BLOCKS)
        self._element(tree, None)
        return self.blocks

    def _element(self, element: HtmlElement, group: HtmlElement | None) -> None:
        if element.tag == "table" and not _is_layout(element):
            self._table(element)
        elif element.tag == "dl":
            self._terms(element)
        else:
            self._inside(element, element if group is None and element.tag in _LISTS else group)

    def _inside(self, element: HtmlElement, group: HtmlElement | None) -> None:
        line = Line(self._base, self.counts)
        line.add_text(element.text, is_kept=element.tag == "pre")
        times: list[str] = []
        count = len(self.blocks)
        for child in self._parts(element):
            if child.tag in BLOCKS or child in self._wrapping:
                self._end(line, element, group, times)
                line, times = Line(self._base, self.counts), []
                self._element(child, group)
            else:
                if child.tag == "time":
                    times.append("".join(child.itertext()))
                line.add(child, is_kept=element.tag == "pre")
            line.add_text(child.tail, is_kept=element.tag == "pre")
        self._end(line, element, group, times)
        if element.tag == "li":
            for block in self.blocks[count + 1 :]:
                block.goes_on = (
                    block.goes_on or next(at for at in [block.element, *block.element.iterancestors()] if at.tag == "li") is element
                )

    def _parts(self, element: HtmlElement) -> Iterator[HtmlElement]:
        for child in element if element.tag != "tr" else _columns(element):
            if isinstance(child.tag, str):
                if child.tag in EMBEDDED:
                    self.counts["embedded page, video or sound"] += 1
                if child.tag not in WITHOUT_WORDS or child.tail:
                    yield child

    def _end(self, line: Line, element: HtmlElement, group: HtmlElement | None, times: list[str]) -> None:
        for text, links, pieces in line.finish():
            text = tidy(text)
            if text:
                is_time = bool(times) and " ".join(text.split()) == " ".join(" ".join(times).split())
                kind = "time" if is_time else _kind(element, group)
                self.blocks.append(Block(kind, text, element, group, links=links, pieces=pieces))

    def _table(self, table: HtmlElement) -> None:
        for caption in table.iterchildren("caption"):
            self._inside(caption, None)
        for row in table.iter("tr"):
            cells = [self._cell(cell) for cell in row.iterchildren("td", "th")]
            text = " | ".join(words for words, _, _ in cells if words)
            if text:
                links = [link for _, cell_links, _ in cells for link in cell_links]
                self.blocks.append(
                    Block("row", text, row, table, links=links, pieces=[piece for _, _, cell_pieces in cells for piece in cell_pieces])
                )

    def _cell(self, cell: HtmlElement) -> tuple[str, list[Link], list[tuple[str, bool]]]:
        inner = Cutter(self._base)
        inner.counts = self.counts
        inner._wrapping = self._wrapping
        inner._inside(cell, None)
        text = " ".join(" ".join(block.text.split()) for block in inner.blocks)
        return text, [link for block in inner.blocks for link in block.links], [piece for block in inner.blocks for piece in block.pieces]

    def _terms(self, terms: HtmlElement) -> None:
        """A definition list: a short term and its definition are one line ("Population: 40,312")."""
        count = len(self.blocks)
        for child in terms:
            if isinstance(child.tag, str) and child.tag not in WITHOUT_WORDS:
                self._inside(child, terms)
        for term, explanation in zip(self.blocks[count:], self.blocks[count + 1 :], strict=False):
            if term.kind == "dt" and explanation.kind == "dd" and len(term.text) <= _LONGEST_TERM:
                explanation.text = f"{term.text.rstrip(' :')}: {explanation.text}"
                explanation.links = term.links + explanation.links
                term.text = ""
        self.blocks[count:] = [block for block in self.blocks[count:] if block.text]


def placed_links(block: Block) -> Iterator[tuple[Link, tuple[int, int] | None]]:
    """The links of a block, each with the offsets of its words in the block's text, None if they cannot be determined."""
    alignment = Alignment("".join(words for words, _ in block.pieces), block.text)
    linked: list[tuple[int, str]] = []
    at = 0
    for words, is_link in block.pieces:
        if is_link and words.strip():
            linked.append((at, words))
        at += len(words)
    for link in block.links:
        letters = "".join(link.text.split())
        start = linked[0][0] if linked else 0
        end, gathered = start, ""
        while linked and len(gathered) < len(letters):
            at, words = linked.pop(0)
            gathered += "".join(words.split())
            end = at + len(words)
        first, last = alignment.span(start, end)
        yield link, (first, last) if gathered == letters == "".join(block.text[first:last].split()) else None


def _kind(element: HtmlElement, group: HtmlElement | None) -> str:
    around: HtmlElement | None = element
    while around is not None and around is not group:
        if around.tag in HEADINGS or around.tag in ("li", "dt", "dd", "pre"):
            return str(around.tag)
        around = around.getparent()
    return "p"


def _columns(row: HtmlElement) -> list[HtmlElement]:
    """The cells of a row in a layout table: if one holds the article, the short ones beside it are menus."""
    cells = list(row)
    article = [cell for cell in cells if _is_long(cell)]
    return article or cells


def _is_long(cell: HtmlElement) -> bool:
    return len("".join(cell.itertext())) > _LAID_OUT


def _is_layout(table: HtmlElement) -> bool:
    """Whether a table is an old page's layout: one cell holds the article or another table. A table of figures has short cells."""
    return any(_is_long(cell) or cell.find(".//table") is not None for cell in table.iter("td"))

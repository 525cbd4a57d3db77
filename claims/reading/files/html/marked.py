"""Which blocks of a page trafilatura considers its article.

trafilatura chooses the article well and writes it badly: it loses inline elements and joins others. So it gets a copy of the page
that holds nothing but blocks of plain text and links, each with a mark at its start, and only the marks are read from its answer.
"""

import logging
import re
from collections.abc import Sequence

from lxml import etree, html
from lxml.html import HtmlElement

from claims.reading.files.html.blocks import Block

_FIRST_MARK = 0x2800  # Braille: printable, so that it is kept, and no word, so that it does not affect the language
_MARK = re.compile("([\u2800-\u28ff])([\u2800-\u28ff])\u28ff")
_NOT_PLAIN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff\u2800-\u28ff]"
)  # characters that XML does not allow, and the signs of the marks
_NAMED = ("class", "id", "role", "itemprop")
_BLOCK_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "pre", "dt", "dd"))


def kept_by_trafilatura(tree: HtmlElement, blocks: Sequence[Block]) -> set[int]:
    """The numbers of the blocks that trafilatura keeps; empty if it finds no article."""
    import trafilatura  # takes half a second: only when there is a page to read

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs every page it cannot read; we raise
    copy = _copied(tree, blocks)
    document = trafilatura.bare_extraction(copy, include_comments=False, include_tables=True)
    body = getattr(document, "body", None)
    text = "".join(body.itertext()) if body is not None else ""
    if not _MARK.search(text):
        body, text, _ = trafilatura.baseline(copy)
    numbers = ((ord(mark[1]) - _FIRST_MARK) * 255 + ord(mark[2]) - _FIRST_MARK for mark in _MARK.finditer(text))
    return {number for number in numbers if number < len(blocks)}


def _copied(tree: HtmlElement, blocks: Sequence[Block]) -> HtmlElement:
    """The page's elements that hold blocks, with nothing in them but the blocks."""
    page = html.Element("html", lang=tree.get("lang") or "")
    body = etree.SubElement(page, "body")
    copies: dict[HtmlElement, HtmlElement] = {tree: page}
    for original_body in tree.iter("body"):
        copies[original_body] = body
    for number, block in enumerate(blocks):
        around = _copy_of(block.element, copies, body)
        holder = (
            around if block.element.tag in _BLOCK_TAGS and not len(around) and not around.text else etree.SubElement(around, _tag(block))
        )
        _fill(holder, number, block)
    return page


def _copy_of(element: HtmlElement, copies: dict[HtmlElement, HtmlElement], body: HtmlElement) -> HtmlElement:
    chain = []
    at: HtmlElement | None = element
    while at is not None and at not in copies:
        chain.append(at)
        at = at.getparent()
    copy = copies[at] if at is not None and copies[at].tag != "html" else body
    for original in reversed(chain):
        if original.tag == "p":
            tag = "div" if copy.tag != "p" else "span"
        else:
            tag = original.tag if isinstance(original.tag, str) and original.tag.isalnum() else "div"
        copy = etree.SubElement(copy, tag, {name: value for name in _NAMED if (value := original.get(name))})
        copies[original] = copy
    return copy


def _tag(block: Block) -> str:
    return "td" if block.kind == "row" else "p"


def _fill(holder: HtmlElement, number: int, block: Block) -> None:
    mark = chr(_FIRST_MARK + number // 255) + chr(_FIRST_MARK + number % 255) + "\u28ff"
    holder.text = mark
    last = None
    for words, is_link in block.pieces:
        words = _NOT_PLAIN.sub("", words)
        if is_link:
            last = etree.SubElement(holder, "a", href="https://x.example/")
            last.text = words
        elif last is None:
            holder.text += words
        else:
            last.tail = (last.tail or "") + words

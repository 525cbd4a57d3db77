"""The chosen blocks of a page written as text: paragraphs separated by a blank line, list items and rows one a line, quotations with their source."""

import re
from collections.abc import Callable, Sequence

from lxml.html import HtmlElement

from claims.reading.files.html.blocks import Block
from claims.reading.files.html.choosing import Chosen
from claims.reading.line_breaks import tidy

_MARKS = "“\"«„‘'"
# "Ferries in 1971. Photo: Nina Drake", "(Foto: dpa)", "The pier © Herald"
_CREDIT = re.compile(
    r"(?:\s?[(\[|/–-])?\s?(?:(?:(?:file |archive )?(?:photos?|photographs?|pictures?|images?)|fotos?|bild(?:er)?|credits?|quelle|source|crédits?)\s*(?::|by\b|courtesy\b|/)|©|\(c\)).{0,120}$",
    re.IGNORECASE,
)
_ENDS = ".!?…"


def write(chosen: Chosen, cleaned: Callable[[str], str]) -> list[str]:
    """The paragraphs of an article. ``cleaned`` returns the words of a block that belong to the article, perhaps none.

    A block that a colon introduces is written whole.
    """
    paragraphs = _paragraphs(chosen.blocks, cleaned)
    for box in chosen.boxes:
        paragraphs += _paragraphs(box, cleaned)
    captions = [
        f"Caption: {words}" for block in chosen.captions if (words := _CREDIT.sub("", " ".join(cleaned(block.text).split())).strip())
    ]
    return paragraphs + ["\n".join(captions)] * bool(captions)


def _paragraphs(blocks: Sequence[Block], cleaned: Callable[[str], str]) -> list[str]:
    paragraphs: list[str] = []
    before: object = None
    number = 0
    while number < len(blocks):
        block = blocks[number]
        quote = _quotation(block.element)
        if quote is not None and (inside := _inside(blocks, number, quote)) and any(_is_source(inner, quote) for inner in inside):
            paragraphs.append(_quoted(inside, quote))
            number += len(inside)
            before = None
            continue
        number += 1
        is_introduced = bool(paragraphs) and paragraphs[-1].endswith(":")
        if words := cleaned(block.text) or (tidy(block.text) if is_introduced else ""):
            words = ("- " if block.kind == "li" and not block.goes_on else "") + words
            if block.group is not None and before is block.group:
                paragraphs[-1] += "\n" + words
            else:
                paragraphs.append(words)
            before = block.group
    return paragraphs


def _quotation(element: HtmlElement) -> HtmlElement | None:
    """The quotation with its source: the blockquote, or the figure around it."""
    quote = None
    for at in [element, *element.iterancestors()]:
        if at.tag == "blockquote" or (at.tag == "figure" and at.find(".//blockquote") is not None):
            quote = at
    return quote


def _inside(blocks: Sequence[Block], start: int, quote: HtmlElement) -> list[Block]:
    inside: list[Block] = []
    for block in blocks[start:]:
        if quote is not block.element and quote not in block.element.iterancestors():
            break
        inside.append(block)
    return inside


def _is_source(block: Block, quote: HtmlElement) -> bool:
    """Whether a block in a quotation names its speaker: a footer, a caption, only a cite, a line after a dash."""
    for at in [block.element, *block.element.iterancestors()]:
        if at.tag in ("footer", "figcaption", "cite"):
            return True
        if at is quote:
            break
    cite = block.element.find(".//cite")
    words = "".join(cite.itertext()).strip() if cite is not None else ""
    return bool(words) and block.text.strip("—–- ") == " ".join(words.split()).strip("—–- ")


def _quoted(blocks: Sequence[Block], quote: HtmlElement) -> str:
    """A quotation and, on a line after it, its source. It gets quotation marks, which the page shows by its style."""
    paragraphs = [block.text for block in blocks if not _is_source(block, quote)]
    sources = [block.text.lstrip("—–- ") for block in blocks if _is_source(block, quote)]
    if paragraphs and paragraphs[0][0] not in _MARKS:
        # One line if its paragraphs are whole sentences, because speakers are not recognised for a quotation over several lines.
        between = " " if all(paragraph[-1] in _ENDS for paragraph in paragraphs) else "\n"
        paragraphs = [f"“{between.join(paragraphs)}”"]
    return "\n".join([*paragraphs, *(f"— {source}" for source in sources)])

"""Where a quote is, in words that let a reader find it: "paragraph 3"."""

import re

from claims.wording import joined, phrase

_BETWEEN = re.compile(r"\n[^\S\n]*\n\s*")  # at least one empty line
_ENDS = re.compile(r"[.!?:;…。！？][\"'”’»)\]]{0,3}\s*$")
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_LONG = 12  # words; a longer block without a full stop is not a heading


def paragraph(text: str, at: int) -> str:
    """The paragraph that contains an offset, counted from 1 without headings, bylines and dates; "heading" for one of those.

    In a text without empty lines each line counts as a paragraph.
    """
    gaps = list(_BETWEEN.finditer(text)) or list(re.finditer(r"\n", text))
    starts = [0, *(gap.end() for gap in gaps)]
    ends = [*(gap.start() for gap in gaps), len(text)]
    number = 0
    for start, end in zip(starts, ends, strict=True):
        counts = _is_prose(text[start:end])
        number += counts
        if at < end or end == len(text):
            return f"paragraph {number}" if counts else "heading"
    return "heading"


def _is_prose(block: str) -> bool:
    return bool(_ENDS.search(block)) or len(block.split()) > _LONG


def in_words(locator: str) -> str:
    """A stored locator as a text that a client can translate; what a person typed in words of their own stays as it is."""
    return joined([_part_in_words(part) for part in locator.split(", ")], ", ")


def _part_in_words(part: str) -> str:
    # Locators are stored in English, as the program and most people write them; each kind is a whole text, for its own word order.
    kind, _, value = part.partition(" ")
    if kind == "paragraph" and value.isdigit():
        return phrase("paragraph {number}", number=value)
    if kind == "page" and value.isdigit():
        return phrase("page {number}", number=value)
    if kind == "minute" and value:
        return phrase("minute {time}", time=value)
    if kind == "at" and _TIME.fullmatch(value):
        return phrase("at {time}", time=value)
    if kind == "sheet" and value:
        return phrase("sheet {name}", name=value)
    if kind == "cells" and value:
        return phrase("cells {cells}", cells=value)
    return phrase("heading") if part == "heading" else part

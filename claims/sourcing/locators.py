"""Where a quote is, in words that let a reader find it: "paragraph 3"."""

import re

_BETWEEN = re.compile(r"\n[^\S\n]*\n\s*")  # at least one empty line
_ENDS = re.compile(r"[.!?:;…。！？][\"'”’»)\]]{0,3}\s*$")
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

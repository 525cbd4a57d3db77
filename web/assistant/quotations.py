"""Quotations as an assistant gets them: only words that stand exactly so in a stored text, with their place and address."""

import re
from typing import Any

from web.assistant.door import Text

_MARKED = re.compile(r"[\[\]]")


def quotation(text: Text | None, words: str | None, start: int | None = None) -> dict[str, Any] | None:
    """``words`` as a quotation of a stored text, at ``start`` or, without that, where they stand first; None if they stand nowhere so.

    ``start`` and ``end`` count code points in the stored text, end exclusive.
    """
    if text is None or not words:
        return None
    offset = start if start is not None else text.words.find(words)
    if offset < 0 or text.words[offset : offset + len(words)] != words:
        return None
    return {
        "quote": words,
        "start": offset,
        "end": offset + len(words),
        "kind": text.kind,
        "id": text.id,
        "title": text.title,
        "address": text.address,
        "page": text.page,
    }


def of_snippet(text: Text | None, snippet: str) -> dict[str, Any] | None:
    """The words of a search result's snippet, which has marks around what was searched for and dots where it was cut, as a quotation.

    The longest piece that stands in the stored text counts. A snippet has a space where the text may have a line's end; the quotation has it as it stands.
    """
    if text is None:
        return None
    pieces = [piece.split() for piece in _MARKED.sub("", snippet).split("…")]
    matches = [re.search(r"\s+".join(map(re.escape, words)), text.words) for words in pieces if words]
    quotations = [quotation(text, match[0], match.start()) for match in matches if match]
    return max((made for made in quotations if made), key=lambda made: len(made["quote"]), default=None)

"""The sentences by which releases before step 040 stored why two claims match. Only that step reads them."""

import re

from claims.model import SharedKind

_BOTH_HAVE = re.compile(r"both have the (name|number|word)s? (.+)", re.DOTALL)
_MEANINGS = {"they say nearly the same": SharedKind.MEANING, "they are about the same thing": SharedKind.SUBJECT}


def shared_in(sentence: str) -> dict[str, object]:
    """The same reason as data. A sentence that is none of those the program wrote stays whole, as TOLD."""
    if match := _BOTH_HAVE.fullmatch(sentence):
        # No word of a reason has a space in it, and no number either: "12,000" stays one.
        return {"kind": SharedKind(f"{match[1]}s"), "words": match[2].split(", ")}
    if sentence in _MEANINGS:
        return {"kind": _MEANINGS[sentence], "words": []}
    return {"kind": SharedKind.TOLD, "words": [sentence]}

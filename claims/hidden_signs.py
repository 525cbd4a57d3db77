"""Signs that nobody sees but that change what is seen: they can turn words round, or hide in a name that is compared.

What is stored keeps them, for a quotation must be as it was; where people read, a mark stands in their place.
"""

import re
import unicodedata
from functools import lru_cache

# Bidi_Control of https://www.unicode.org/Public/UCD/latest/ucd/PropList.txt
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_PICTURES = range(0x1F000, 0x1FB00)  # new ones come every year, before our tables know them
_TEXT_OF_HTML = re.compile(r"(<!--.*?-->|<(textarea|script|style)\b.*?</\2\s*>|<[^>]*>)", re.DOTALL | re.IGNORECASE)


@lru_cache(maxsize=10_000)
def is_hidden(sign: str) -> bool:
    """Whether this is a control of the direction, a C1 control, or a code point that Unicode has not given out."""
    if sign < "\x80":
        return False
    return sign <= "\x9f" or sign in _DIRECTION or (unicodedata.category(sign) == "Cn" and ord(sign) not in _PICTURES)


def mark(text: str) -> str:
    """The text with ⟨U+202E⟩ for each hidden sign."""
    return text.translate(_marks_for(text))


def mark_in_html(page: str) -> str:
    """The page with ⟨U+202E⟩ for each hidden sign in what a reader sees; form fields, attributes and scripts keep theirs."""
    marks = _marks_for(page)
    if not marks:
        return page
    pieces, at = [], 0
    for tag in _TEXT_OF_HTML.finditer(page):
        pieces += [page[at : tag.start()].translate(marks), tag[0]]
        at = tag.end()
    return "".join([*pieces, page[at:].translate(marks)])


def _marks_for(text: str) -> dict[int, str]:
    return {} if text.isascii() else {ord(sign): f"⟨U+{ord(sign):04X}⟩" for sign in set(text) if is_hidden(sign)}

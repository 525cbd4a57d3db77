"""Invisible characters that change what a reader sees: they can reverse the order of words, or hide in a name that is compared.

Stored text keeps them, because a quotation must stay exact. Wherever people read the text, a visible mark replaces them.
"""

import re
import unicodedata
from functools import lru_cache

# Bidi_Control of https://www.unicode.org/Public/UCD/latest/ucd/PropList.txt
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_PICTURES = range(0x1F000, 0x1FB00)  # Unicode adds some every year, before Python's tables know them
_TEXT_OF_HTML = re.compile(r"(<!--.*?-->|<(textarea|script|style)\b.*?</\2\s*>|<[^>]*>)", re.DOTALL | re.IGNORECASE)


@lru_cache(maxsize=10_000)
def is_hidden(sign: str) -> bool:
    """Whether this character controls text direction, is a C1 control, or is a code point that Unicode has not assigned."""
    if sign < "\x80":
        return False
    return sign <= "\x9f" or sign in _DIRECTION or (unicodedata.category(sign) == "Cn" and ord(sign) not in _PICTURES)


def mark(text: str) -> str:
    """The text with each hidden character replaced by its code point, such as ⟨U+202E⟩."""
    return text.translate(_marks_for(text))


def mark_in_html(page: str) -> str:
    """The page with the hidden characters in its visible text replaced as in ``mark``; form fields, attributes and scripts keep theirs."""
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

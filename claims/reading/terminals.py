"""The characters at which a sentence may end or begin, as patterns."""

import re

CLOSERS = "\"'”’»›)\\]}*_」』）】》"
OPENERS = "\"'“‘«‹„‚([{*_¿¡「『（【《"
CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
EMOJI = "\u2600-\u27bf\u2b00-\u2bff\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\ufe0f\u200d\u20e3"
_NOTES = r"\[(?:[0-9]{1,4}(?:[,–-] ?[0-9]{1,4}){0,9}|[a-z]|note [0-9]{1,3}|citation needed)\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]|(?<=[a-z]{2}\.)[0-9]{1,2}(?=\s+[A-Z“]|$)"
# What follows the mark and belongs to the same sentence: closing quotation marks (French ones after a space; a straight one before a
# letter opens the next sentence), reference marks, emoji before a space.
_AFTER = rf"(?:(?![\"'][^\W\d_¹²³⁴⁵⁶⁷⁸⁹⁰])[{CLOSERS}]|[ \u00a0\u202f][»›](?=[\s.,;]|$)|(?<=[.!?…])[«“](?=\s|$)|{_NOTES})*(?:[ \u00a0]?[{EMOJI}]+[»”]?(?=\s|$))?"
# A Greek question ends with a semicolon, a Chinese one may end with a half-width mark.
TERMINAL = re.compile(
    rf"(?P<mark>\.(?:[ \u00a0]\.){{1,5}}|[.!?…‼⁇⁈⁉]+|[。！？｡।॥؟۔։።፧။៕]+|(?<=[\u0370-\u03ff\u1f00-\u1fff])[;\u037e](?=\s))(?P<after>{_AFTER})"
)
_FACES = "\U0001f600-\U0001f64f\U0001f910-\U0001f97a"
_POINTERS = "✅❌✔✗☑➡👉▶🔹🔸🔴🟢🟡🔵📌📍⚠"  # emoji that come before what they point at
# Inside a line, between two statements: a bullet, a pointing emoji, the space after any other emoji, "1/3" at the end of a post.
BREAKS = re.compile(
    rf"(?<=\s)[•‣◦▪■●♦►▶➤✓✔·](?=\s)|[{_POINTERS}](?=[\s\ufe0f])|(?<=[{EMOJI}])(?<![{_POINTERS}])\s+(?![{EMOJI}\s])|(?<=[{_FACES}])(?=[{CJK}])|(?<!,)\s(?=[1-9][0-9]?/[1-9][0-9]?$)"
)
FULL_WIDTH = frozenset("。！？｡।॥؟۔։።፧။៕")
NEXT = re.compile(rf"[{OPENERS}–—-]*\s*[{OPENERS}]*(\w*)")

"""Cuts an English sentence into the tokens that the grammar model expects: words, numbers and punctuation, "didn't" as "did", "n't"."""

import re
from collections.abc import Iterable

_CLITIC = r"['’](?:s|re|ve|ll|d|m)\b"
_WORD = rf"[^\W_]+(?:(?!{_CLITIC})['’&.](?!\s)[^\W_]+|-(?=[0-9])[^\W_]+)*"


def pattern(abbreviations: Iterable[str]) -> re.Pattern[str]:
    """A pattern that matches the tokens of a text one after the other; words of ``abbreviations`` keep their full stop."""
    short = "|".join(re.escape(word) for word in sorted(abbreviations, key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.])(?:{short})(?!\w)|(?:(?<![^\W_])[A-Z]\.)+(?=\s|[,;:]|$)(?<=[A-Z]\.[A-Z]\.)|(?<![^\W_])[A-Z]\.(?=\s[A-Z])"
        r"|https?://\S+|www\.\S+|[@#]\w+|\.\.+|--+"
        r"|[0-9]+(?:[.,:/][0-9]+)*(?:st|nd|rd|th|s)?(?![^\W_])|[0-9]+(?:[.,][0-9]+)*(?=(?:km|m|kg|g|cm|mm|ft|mph|kph|GB|MB|am|pm|p|k)\b)"
        rf"|(?i:can)(?=not\b)|[^\W_]+(?=(?i:n['’]t)\b)|(?i:n['’]t)\b|(?i:{_CLITIC})|{_WORD}|\S",
    )

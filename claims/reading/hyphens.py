"""Whether a hyphen at a line's end belongs to the word ("long-term") or only to the line ("govern-ment")."""

import re
from collections.abc import Collection
from functools import cache

_BEFORE = re.compile(r"(?:^|[^\w'’-])([\w'’-]*?)([^\W\d_]+)-$")
_AFTER = re.compile(r"([^\W\d_]+)((?:-[^\W\d_]+)*)")


def ends_in_hyphen(line: str) -> bool:
    """Whether a line ends in a letter or digit and a hyphen, so that its last word may go on in the next line."""
    return re.search(r"\w-$", line) is not None


def joined(line: str, following: str, own_words: Collection[str]) -> str:
    """Two lines as one text where the first ends in a hyphen; no space comes between them.

    The hyphen goes where the word is known without it: the text itself writes it so (``own_words``, in small letters), it stands in
    a list of English words, or one of its halves is no word ("Janu"). It stays before a figure or a capital ("COVID-19",
    "Avel-Bor"), after a figure, and where the text writes the word with it.
    """
    before, after = _BEFORE.search(line), _AFTER.match(following)
    if before is None or after is None or not after[1].islower() or before[1].endswith("-"):
        return line + following
    first, second = before[2].lower(), after[1]
    if f"{first}-{second}" in own_words and first + second not in own_words:
        return line + following
    is_known = first + second in own_words or _is_word(first + second)
    is_broken = not (_is_word(first) or first in own_words) or not (_is_word(second) or second in own_words)
    return line[:-1] + following if is_known or is_broken else line + following


def words_of(text: str) -> frozenset[str]:
    """The words of a text in small letters, with those that hold a hyphen whole; what a line's end breaks is none."""
    return frozenset(word.lower() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*(?![\w-])", text))


def _is_word(word: str) -> bool:
    return word in _english()


@cache
def _english() -> frozenset[str]:
    """Frequent words of English and names, as the library of the password check has them. Each stands in only one of its lists."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    return frozenset(word for words in FREQUENCY_LISTS.values() for word in words if word.isalpha())

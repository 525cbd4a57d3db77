"""Whether a hyphen at a line's end belongs to the word ("long-term") or only to the line ("govern-ment")."""

import re
from collections.abc import Collection
from functools import cache

_LONGEST_WORD = 80  # code points
_AFTER = re.compile(r"([^\W\d_]+)((?:-[^\W\d_]+)*)")


def ends_in_hyphen(line: str) -> bool:
    """Whether a line ends in a letter or digit and a hyphen, so that its last word may continue in the next line."""
    return re.search(r"\w-$", line) is not None


def joined(line: str, following: str, own_words: Collection[str]) -> str:
    """Two lines as one text where the first ends in a hyphen; no space comes between them.

    The hyphen goes where the word is known without it: the text itself writes it so (``own_words``, in small letters), it stands in
    a list of English words, or one of its halves is no word ("Janu"). It stays before a figure or a capital ("COVID-19",
    "Avel-Bor"), after a figure, and where the text writes the word with it.
    """
    before, half = _last_word(line)
    after = _AFTER.match(following)
    if not half or after is None or not after[1].islower() or before.endswith("-"):
        return line + following
    first, second = half.lower(), after[1]
    if f"{first}-{second}" in own_words and first + second not in own_words:
        return line + following
    is_known = first + second in own_words or is_word(first + second)
    is_broken = not (is_word(first) or first in own_words) or not (is_word(second) or second in own_words)
    return line[:-1] + following if is_known or is_broken else line + following


def _last_word(line: str) -> tuple[str, str]:
    """The letters before the hyphen at a line's end, and what stands before them in the same word ("long-" of "long-distance-")."""
    word = re.split(r"[^\w'’-]", line[-_LONGEST_WORD:])[-1].removesuffix("-")
    letters = len(word)
    while letters and word[letters - 1].isalpha():
        letters -= 1
    return word[:letters], word[letters:]


def words_of(text: str) -> frozenset[str]:
    """The words of a text in lower case, hyphenated words whole; words broken at a line's end are left out."""
    return frozenset(word.lower() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*(?![\w-])", text))


def is_word(word: str) -> bool:
    return word in _english()


@cache
def _english() -> frozenset[str]:
    """Frequent English words and names, from the lists of the password check's library. Each is in only one of its lists."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    return frozenset(word for words in FREQUENCY_LISTS.values() for word in words if word.isalpha())

"""Characters that look like plain letters and may stand in a text instead of the letters that a person types."""

import unicodedata
from functools import lru_cache
from itertools import combinations

# Letters of other scripts that look the same as a Latin letter (from Unicode's confusables.txt, only letters in current use).
LOOKS = dict(
    zip(
        "аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅԌ" + "οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "օ",
        "aeopcyxijshdqwABEKMHOPCTYXIJSG" + "oABEZHIKMNOPTYX" + "o",
        strict=True,
    )
)

LIGATURES = {"ﬃ": "ffi", "ﬄ": "ffl", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬅ": "st", "ﬆ": "st"}
"""Longest first: "ffi" is one ligature, not "ff" and "i"."""

_MOST_SWAPPED = 8  # positions in a word that are swapped one by one and in pairs
_MOST_KINDS = 6

_CYRILLIC = {plain: look for look, plain in LOOKS.items() if "\u0400" <= look <= "\u052f"}

# The first capital and small letter of the styled alphabets in use: bold, italic, bold italic, sans, sans bold, sans italic, sans bold italic, monospace.
_STYLES = ((0x1D400, 0x1D41A), (0x1D434, 0x1D44E), (0x1D468, 0x1D482), (0x1D5A0, 0x1D5BA), (0x1D5D4, 0x1D5EE), (0x1D608, 0x1D622),
           (0x1D63C, 0x1D656), (0x1D670, 0x1D68A), (0xFF21, 0xFF41))  # fmt: skip


def plain_letters(word: str) -> str:
    """The word in plain letters and digits: ligatures, bold, full-width and other styled forms are replaced, and look-alikes in a Latin word."""
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFKC", word)
    looks = [LOOKS.get(sign, sign) for sign in plain]
    return "".join(looks) if all(sign < "\u0250" for sign in looks) else plain


@lru_cache(maxsize=1_000)
def disguises(word: str) -> tuple[str, ...]:
    """The other spellings of a word that a text may use: with ligatures, in styled letters, with look-alikes. Leaves out ``word`` and its plain form.

    Look-alikes cover words in which one or two letters at any position are replaced, and words in which every occurrence of some letters is
    replaced, for each combination of letters (in a word with more than six different replaceable letters: of one, two or all of them).
    """
    plain = plain_letters(word)
    forms = [_with_ligatures(plain)]
    if plain.isascii() and plain.isalnum() and len(plain) <= 40:
        forms += [_styled(form, *style) for style in _STYLES for form in (plain.lower(), plain.capitalize(), plain.upper())]
        forms += _with_look_alikes(plain.lower())
    return tuple(form for form in dict.fromkeys(forms) if form not in (word, plain))


def _with_look_alikes(word: str) -> list[str]:
    offsets = [offset for offset, sign in enumerate(word) if sign in _CYRILLIC][:_MOST_SWAPPED]
    kinds = list(dict.fromkeys(sign for sign in word if sign in _CYRILLIC))
    sizes = range(1, len(kinds) + 1) if len(kinds) <= _MOST_KINDS else (1, 2, len(kinds))
    spots = [chosen for size in (1, 2) for chosen in combinations(offsets, size)]
    swaps = [str.maketrans({sign: _CYRILLIC[sign] for sign in chosen}) for size in sizes for chosen in combinations(kinds, size)]
    return [
        *("".join(_CYRILLIC[sign] if offset in chosen else sign for offset, sign in enumerate(word)) for chosen in spots),
        *(word.translate(swap) for swap in swaps),
    ]


def _with_ligatures(word: str) -> str:
    for sign, letters in LIGATURES.items():
        if sign not in "ﬅﬆ":  # rarely used today, while "st" is in many words
            word = word.replace(letters, sign)
    return word


def _styled(word: str, capital: int, small: int) -> str:
    def styled(sign: str) -> str:
        if "a" <= sign <= "z":
            return "ℎ" if small == 0x1D44E and sign == "h" else chr(small + ord(sign) - 97)
        if "A" <= sign <= "Z":
            return chr(capital + ord(sign) - 65)
        return chr(0xFF10 + ord(sign) - 48) if capital == 0xFF21 else sign

    return "".join(map(styled, word))

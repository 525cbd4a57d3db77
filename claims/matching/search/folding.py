"""Look-alike letters replaced by the letters they stand for: 𝗺𝗮𝘀𝗸𝘀, ｍａｓｋｓ and a "mаsks" with a Cyrillic "а" become masks.

Only for searching and comparing: stored and shown text stays as written. One letter becomes one letter, so offsets in the folded text
are the same as in the original.
"""

import re
import unicodedata

from claims.letters import LOOKS

_FORMS = ("<font>", "<wide>", "<narrow>", "<circle>")  # compatibility forms of a letter; not <super>, because m² is not m2
_WORD = re.compile(r"[^\W\d_]+")
_LATIN_END = "\u0250"


class _Forms(dict[int, int]):
    """The replacement for each code point, computed on first use."""

    def __missing__(self, point: int) -> int:
        sign = chr(point)
        plain = unicodedata.decimal(sign, None)
        if plain is not None:
            folded = str(plain)
        elif unicodedata.decomposition(sign).startswith(_FORMS):
            folded = unicodedata.normalize("NFKC", sign)
        else:
            folded = sign
        self[point] = ord(folded) if len(folded) == 1 else point
        return self[point]


_forms = _Forms()


def fold(text: str) -> str:
    """The text, equally long, with bold, full-width, circled and look-alike letters made plain, and the digits of every script as 0 to 9.

    Look-alikes are folded where most letters are Latin, in words that have nothing but Latin letters and look-alikes: "Россия" stays.
    """
    if text.isascii():
        return text
    plain = text.translate(_forms)
    if not any(sign in LOOKS for sign in plain):
        return plain
    letters = [sign for sign in plain if sign.isalpha()]
    if sum(sign < _LATIN_END for sign in letters) * 2 < len(letters):
        return plain
    return _WORD.sub(_unmasked, plain)


def _unmasked(word: re.Match[str]) -> str:
    if all(sign < _LATIN_END or sign in LOOKS for sign in word[0]):
        return "".join(LOOKS.get(sign, sign) for sign in word[0])
    return word[0]

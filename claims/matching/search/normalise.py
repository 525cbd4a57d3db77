"""A text's wording without differences that never matter: case, quotes, contractions, ``10`` or ``ten``, ``$1m`` or ``$1,000,000``."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.figures.quantities import Bound, Quantity, find
from claims.matching.search.folding import fold

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})
_UNUSUAL = re.compile(
    # Looked for only where a run of digits begins: from each of its digits, a long run would take the square of its length.
    r"(?:(?<!\d)(?:\d{1,3}(?:[ \u00a0\u2009\u202f’']\d{3})+|\d*[½¼¾⅓⅔⅛⅜⅝⅞]|\d{1,2}(?:,\d{2})+,\d{3}|\d+,\d{1,2}(?!\d))"
    r"|(?<![\d.,])[\d.,]+(?=\s(?:lakh|crore)))"
    r"(?:\s(?:thousand|million|billion|trillion|lakhs?|crores?)\b)?"
)
_WORD = re.compile(r"(?:[^\W\d_]\.){2,8}|[^\W_]+(?:['’ʼ][^\W_]+)*|[^\w\s]")
_CONTRACTED = re.compile(r"(?P<word>\w{1,50}?)(?P<short>n't|'re|'ve|'ll|'m|'d)")
_FULL = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": "would"}
_IRREGULAR = {"can't": ("can", "not"), "cannot": ("can", "not"), "won't": ("will", "not"), "shan't": ("shall", "not"), "it's": ("it", "is")}
_ALIKE = {
    "per cent": "percent",
    "u.s.": "unitedstates",
    "u.s.a.": "unitedstates",
    "usa": "unitedstates",
    "u.k.": "unitedkingdom",
    "u.n.": "unitednations",
    "e.u.": "europeanunion",
    "dept": "department",
    "govt": "government",
    "gov't": "government",
    "assn": "association",
    "univ": "university",
    "intl": "international",
    "natl": "national",
    "corp": "corporation",
    "approx": "approximately",
}
_CAPITAL_ONLY = {"US": "unitedstates", "UK": "unitedkingdom", "UN": "unitednations", "EU": "europeanunion"}
_TOGETHER = {
    ("united", "states"): "unitedstates",
    ("united", "kingdom"): "unitedkingdom",
    ("united", "nations"): "unitednations",
    ("european", "union"): "europeanunion",
    ("per", "cent"): "percent",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a quantity of a text: equal wordings have the same ``form``; ``text[start:end]`` is the original."""

    form: str
    start: int
    end: int


def tokens(text: str, quantities: Sequence[Quantity] | None = None) -> list[Token]:
    """The words and quantities of a text in order, without punctuation. Spans do not overlap, except that parts of a contraction share one.

    Pass ``quantities`` if the text's quantities are already known.
    """
    text = fold(text)
    parts: list[Token] = []
    position = 0
    for quantity in find(text) if quantities is None else quantities:
        parts += _words(text, position, quantity.start)
        parts.append(Token(_amount(quantity), quantity.start, quantity.end))
        position = quantity.end
    return _joined(parts + _words(text, position, len(text)))


def key(text: str) -> str:
    """A string that is equal for two texts exactly when their wording is the same."""
    return " ".join(token.form for token in tokens(text)) or " ".join(text.split())


def with_plain_figures(text: str) -> str:
    """The text with figures as English news writes them: 61 000 000 as 61 million, 3½ million as 3.5 million, 5 lakh as 500,000."""
    whole, position, parts = fold(text), 0, []
    for quantity in find(whole):
        number = _UNUSUAL.search(quantity.text)
        if number and quantity.low == quantity.high:
            start = quantity.start + number.start()
            parts += [whole[position:start], _plainly(quantity.low)]
            position = quantity.start + number.end()
    return "".join([*parts, whole[position:]])


def _plainly(size: float) -> str:
    for name, scale in (("billion", 1e9), ("million", 1e6)):
        if size >= scale:
            return f"{size / scale:.10g} {name}"
    return f"{size:,.10g}"


def _amount(quantity: Quantity) -> str:
    size = f"{quantity.low:.12g}" if quantity.low == quantity.high else f"{quantity.low:.12g}-{quantity.high:.12g}"
    bound = "" if quantity.bound is Bound.EXACT else f"{quantity.bound}:"
    return f"#{bound}{size}{quantity.unit and '_' + quantity.unit}"


def _words(text: str, start: int, end: int) -> list[Token]:
    words = []
    for match in _WORD.finditer(text, start, end):
        words += [Token(form, match.start(), match.end()) for form in _forms(match[0])]
    return words


@lru_cache(maxsize=50_000)
def _forms(word: str) -> tuple[str, ...]:
    name, owned = (word[:-2], "'s") if word.endswith(("'s", "’s")) else (word, "")
    if name in _CAPITAL_ONLY:
        return (_CAPITAL_ONLY[name] + owned,)
    plain = "".join(unicodedata.normalize("NFKC", word).casefold().translate(_APOSTROPHES).split())
    if len(plain) == 1 and unicodedata.category(plain).startswith("P"):
        return ("%",) if plain == "%" else ()
    if plain in _IRREGULAR:
        return _IRREGULAR[plain]
    short = _CONTRACTED.fullmatch(plain)
    if short:
        return (short["word"], _FULL[short["short"]])
    if "." in plain and plain not in _ALIKE:
        plain = plain.replace(".", "")
    return (_ALIKE.get(plain, plain),) if plain.strip() else ()


def _joined(parts: list[Token]) -> list[Token]:
    joined: list[Token] = []
    for token in parts:
        plain = token.form.removesuffix("'s")
        whole = _TOGETHER.get((joined[-1].form, plain)) if joined else None
        if whole:
            joined[-1] = Token(whole + token.form[len(plain) :], joined[-1].start, token.end)
        else:
            joined.append(token)
    return joined

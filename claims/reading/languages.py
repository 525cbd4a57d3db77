"""Which language a text is written in."""

import re
from functools import cache, lru_cache
from typing import Any

_ENOUGH = 2000  # code points; more does not change the answer on news
_SHORT = 200  # letters; below this the guess is less reliable than the page's declaration
_LATIN_END = "\u0250"
_SHORTEST = 20  # letters; below this it is a matter of luck
_ENGLISH = frozenset(("the", "and", "that", "with", "said", "have", "from", "were", "which", "this", "their", "they", "been", "would"))
_PLAINLY_ENGLISH = 0.08  # share of words; English news has 0.10 to 0.16, other languages in these letters at most 0.02
_SURE_FROM = 40  # words; fewer are left to the model

_OF_LINES = "ar bg cs da de el en es fa fi fr he hi hu id it ja ko nl no pl pt ro ru sv th tr uk ur vi zh".split()
"""The languages considered for a single line: fewer candidates mean fewer errors (of 4,000 English claims 7 instead of 23 were taken for another)."""

_COMMONEST = frozenset(
    "the and of to was were is are with from that for by on at his her their has have had been said after who not will be this they it"
    " which would about than how when where because what an as if".split()
)
_LIKELY = 0.5  # of 4,000 English claims 1 gets this or more for another language, of 300 in ten languages all get it for their own
_CERTAIN = 0.9  # from here on the words decide, whatever was declared
_ENGLISH_SHARE = 0.2  # share of commonest English words from which a line is English
_WORDS = re.compile(r"[^\W\d_]+")


ISO_639_1 = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi"
    " fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw"
    " ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn"
    " ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo"
    " xh yi yo za zh zu".split()
)
"""The two-letter codes of languages (ISO 639-1, https://www.loc.gov/standards/iso639-2/php/code_list.php)."""


def detect(text: str, declared: str | None = None) -> str | None:
    """The ISO 639-1 code of the language most of the text is in; None for a text too short to tell.

    Plain English is told by its commonest words; everything else by py3langid. A page's own declaration counts for short
    texts only: templates often declare English whatever the page's language.
    """
    sample = text[:_ENOUGH]
    letters = sum(sign.isalpha() for sign in sample)
    latin = sum(sign.isalpha() for sign in sample if sign < _LATIN_END)
    if letters < (_SHORT if declared and latin > letters / 2 else _SHORTEST):
        return declared
    words = re.findall(r"\w+", sample.lower())
    if len(words) >= _SURE_FROM and sum(word in _ENGLISH for word in words) >= _PLAINLY_ENGLISH * len(words):
        return "en"
    import py3langid  # loads numpy and a model, half a second: only for texts that need it

    code, _ = py3langid.classify(sample)
    return str(code) if len(code) == 2 else declared


def code(declared: str | None) -> str | None:
    """The ISO 639-1 code that a declared language begins with: "pt-BR" is "pt". None for anything else."""
    match = re.match(r"([A-Za-z]{2})(?:[-_]|$)", (declared or "").strip())
    return match[1].lower() if match else None


@lru_cache(maxsize=20_000)
def of_line(text: str, declared: str | None = None) -> str:
    """The ISO 639-1 code of the language of one line, a claim or a question; English where nothing tells.

    Words that tell plainly count more than what was ``declared``, and that more than a guess.
    """
    sample = text[:_ENOUGH]
    words = _WORDS.findall(sample.lower())
    if len(words) >= 4 and sample.replace("’", "'").isascii() and sum(word in _COMMONEST for word in words) >= _ENGLISH_SHARE * len(words):
        return "en"
    declared_code = code(declared)
    if sum(map(len, words)) < _SHORTEST and all(sign < _LATIN_END for word in words for sign in word):
        return declared_code or "en"
    identified, chance = _identifier().classify(sample)
    if chance >= _CERTAIN or (declared_code is None and chance >= _LIKELY):
        return str(identified)
    return declared_code or "en"


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # loads numpy and a model, most of a second

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_OF_LINES)
    return identifier

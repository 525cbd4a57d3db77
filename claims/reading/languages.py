"""Which language a text is written in."""

import re

_ENOUGH = 2000  # code points; more does not change the answer on news
_SHORT = 200  # letters; below this the guess is worth less than what a page declares
_LATIN_END = "\u0250"
_SHORTEST = 20  # letters; below this it is a toss
_ENGLISH = frozenset(("the", "and", "that", "with", "said", "have", "from", "were", "which", "this", "their", "they", "been", "would"))
_PLAINLY_ENGLISH = 0.08  # share of words; English news has 0.10 to 0.16, no other language that is written with these letters over 0.02
_SURE_FROM = 40  # words; fewer are left to the model


def detect(text: str, declared: str | None = None) -> str | None:
    """The ISO 639-1 code of the language most of the text is in; None for a text too short to tell.

    Plain English is told by its commonest words; everything else by py3langid. A page's own declaration counts for short
    texts only: templates often declare English whatever they hold.
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

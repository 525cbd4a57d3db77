"""Which language a text is written in."""

_ENOUGH = 2000  # code points; more does not change the answer on news
_SHORT = 200  # letters; below this the guess is worth less than what a page declares
_SHORTEST = 20  # letters; below this it is a toss


def detect(text: str, declared: str | None = None) -> str | None:
    """The ISO 639-1 code of the language most of the text is in, by py3langid; None for a text too short to tell.

    A page's own declaration counts for short texts only: templates often declare English whatever they hold.
    """
    sample = text[:_ENOUGH]
    letters = sum(sign.isalpha() for sign in sample)
    if letters < (_SHORT if declared else _SHORTEST):
        return declared
    import py3langid  # loads numpy and a model, half a second: only for whoever asks

    code, _ = py3langid.classify(sample)
    return str(code) if len(code) == 2 else declared

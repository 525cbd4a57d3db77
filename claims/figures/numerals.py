"""Numbers written in words: ``two hundred and five``, ``a dozen``, ``twenty-first``."""

ONES = {
    name: value
    for value, name in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    name: value for value, name in zip(range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True)
}
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "lakhs": 1e5,
    "lakh": 1e5,
    "crores": 1e7,
    "crore": 1e7,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12}
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875}
PARTS = {
    "half": 0.5,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "quarter": 0.25,
    "quarters": 0.25,
    "fifth": 0.2,
    "fifths": 0.2,
    "tenth": 0.1,
    "tenths": 0.1,
}
ORDINALS = {
    name: value
    for value, name in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth"
        " seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
FOLDS = {"doubled": 2.0, "double": 2.0, "twice": 2.0, "tripled": 3.0, "triple": 3.0, "trebled": 3.0, "quadrupled": 4.0, "halved": 0.5}

WORDS = frozenset({*ONES, *TENS, *SCALES, "dozen", "dozens"})


def value_of(words: list[str]) -> float | None:
    """The number that these words spell; None when they are not a number ("thousand two million", "and")."""
    total, current, has_number = 0.0, 0.0, False
    for word in words:
        if word in ONES or word in TENS:
            value = ONES.get(word, TENS.get(word, 0))
            if has_number and ((current % 100 > 19 and value > 9) or 0 < current % 100 < 20):
                return None
            current, has_number = current + value, True
        elif word == "hundred":
            current, has_number = (current or 1.0) * 100, True
        elif word == "dozen":
            current, has_number = (current or 1.0) * 12, True
        elif word in SCALES:
            total, current, has_number = total + (current or 1.0) * SCALES[word], 0.0, True
        elif word not in ("and", "a"):
            return None
    return total + current if has_number else None

"""Other publishers' rating words on our scale. Words that are not in the table stay words: nothing is guessed."""

import re

_WORDS = {
    "true": ("true", "correct", "accurate", "verified", "confirmed", "fact", "right", "legit", "correct attribution"),
    "mostly_true": ("mostly true", "mostly correct", "mostly accurate", "largely true", "partly true", "partially true", "half true"),
    "missing_context": (
        "missing context", "lacks context", "needs context", "out of context", "misleading", "mixture", "mixed", "exaggerated", "spin",
        "cherry picked", "cherry picks", "distorts the facts", "outdated", "miscaptioned", "decontextualised", "decontextualized",
    ),
    "mostly_false": (
        "mostly false", "largely false", "partly false", "partially false", "mostly inaccurate",
        "mostly incorrect", "barely true",
    ),
    "false": (
        "false", "incorrect", "inaccurate", "wrong", "fake", "fake news", "fabricated", "hoax", "pants on fire", "not true", "untrue",
        "bogus",
        "altered", "altered photo", "altered video", "manipulated", "doctored", "debunked", "scam", "no", "four pinocchios", "fiction",
        "incorrect attribution", "misattributed",
    ),
    "unproven": (
        "unproven", "unverified", "no evidence", "unsupported", "unsubstantiated", "not proven", "cannot be verified",
        "research in progress",
        "undetermined", "in dispute", "disputed", "legend",
    ),
}  # fmt: skip
_BY_WORD = {word: rating for rating, words in _WORDS.items() for word in words}


def on_our_scale(words: str) -> str | None:
    """The step of our scale (``true`` … ``unproven``) that a publisher's rating words name, or None when the table has none.

    Case, punctuation and a word such as "rating:" before it do not matter: "Pants on Fire!" is ``false``.
    """
    plain = " ".join(re.findall(r"\w+", words[:200].casefold())).removeprefix("rating ").removeprefix("verdict ")
    return _BY_WORD.get(plain)

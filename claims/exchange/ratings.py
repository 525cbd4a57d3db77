"""Other publishers' ratings on our scale. Words that are not in the table stay words: nothing is guessed."""

import math
import re

_WORDS = {
    "true": (
        "true", "correct", "accurate", "verified", "confirmed", "fact", "right", "legit", "correct attribution", "geppetto checkmark",
        "verdadero", "cierto", "verdadeiro", "vrai", "wahr", "richtig", "vero", "waar", "sant", "prawda",
    ),
    "mostly_true": (
        "mostly true", "mostly correct", "mostly accurate", "largely true", "largely correct", "partly true", "partially true",
        "one pinocchio", "plutôt vrai", "größtenteils richtig", "mayormente cierto",
    ),
    "missing_context": (
        "missing context", "lacks context", "needs context", "out of context", "misleading", "mixture", "mixed", "exaggerated", "spin",
        "half true", "half truth", "cherry picked", "cherry picks", "distorts the facts", "outdated", "miscaptioned", "decontextualised",
        "decontextualized", "two pinocchios", "trompeur", "engañoso", "enganoso", "irreführend", "fuorviante", "misleidend",
        "fehlender kontext", "fuera de contexto", "sin contexto", "fora de contexto", "sem contexto", "hors contexte", "contexte manquant",
    ),
    "mostly_false": (
        "mostly false", "largely false", "partly false", "partially false", "mostly inaccurate", "mostly incorrect", "barely true",
        "three pinocchios", "plutôt faux", "größtenteils falsch", "parcialmente falso", "partiellement faux", "teilweise falsch",
    ),
    "false": (
        "false", "incorrect", "inaccurate", "wrong", "fake", "fake news", "fabricated", "hoax", "pants on fire", "not true", "untrue",
        "bogus", "altered", "altered photo", "altered video", "manipulated", "doctored", "debunked", "scam", "no", "four pinocchios",
        "fiction", "incorrect attribution", "misattributed", "falso", "faux", "falsch", "onwaar", "fałsz", "bulo", "fals", "falskt",
    ),
    "unproven": (
        "unproven", "unverified", "no evidence", "unsupported", "unsubstantiated", "not proven", "cannot be verified",
        "research in progress", "undetermined", "in dispute", "disputed", "legend", "sin pruebas", "sem provas", "unbelegt", "non prouvé",
    ),
}  # fmt: skip
_BY_WORD = {word: rating for rating, words in _WORDS.items() for word in words}

_STEPS = ((0.05, "false"), (0.4, "mostly_false"), (0.6, None), (0.95, "mostly_true"), (math.inf, "true"))
"""Up to which share of a scale a bare number is which step; the middle says nothing certain."""

VALUES = {"true": 5, "mostly_true": 4, "missing_context": 3, "mostly_false": 2, "false": 1}
"""The numbers our own steps go out with, best 5 and worst 1, as Google asks of ClaimReview; "unproven" has none."""

BEST, WORST = 5, 1


def on_our_scale(words: str | None) -> str | None:
    """The step of our scale (``true`` … ``unproven``) that a publisher's rating words name, or None when the table has none.

    Case, punctuation and a word such as "rating:" before it do not matter: "Pants on Fire!" is ``false``; of several sentences the
    first counts, unless a "but" follows. "2 on a scale from 1 to 5" (``scale_words``) is the step at that share of the scale, or None in its middle.
    """
    if not words:
        return None
    if scale := _SCALE.fullmatch(words):
        share = share_of(*scale.groups())
        return None if share is None else next(step for limit, step in _STEPS if share <= limit)
    first, _, rest = words[:400].partition(". ")
    if re.search(r"\bbut\b", rest.casefold()):
        return None
    plain = " ".join(re.findall(r"\w+", first.casefold())).removeprefix("rating ").removeprefix("verdict ")
    return _BY_WORD.get(plain)


_SCALE = re.compile(r"(-?[\d.]{1,20}) on a scale from (-?[\d.]{1,20}) to (-?[\d.]{1,20})")


def scale_words(value: object, worst: object, best: object) -> str | None:
    """A number and its scale as the words of a rating that has none; None without a usable scale."""
    if share_of(value, worst, best) is None:
        return None
    return " ".join(f"{_number(value):g} on a scale from {_number(worst):g} to {_number(best):g}".split())


def share_of(value: object, worst: object, best: object) -> float | None:
    """Where a number lies between the worst (0) and the best (1) of its scale, clipped; None without a usable scale.

    (value - worst) / (best - worst). Feeds write -1 for best and worst when there is no scale.
    """
    at, low, high = _number(value), _number(worst), _number(best)
    if at is None or low is None or high is None or low == high:
        return None
    return min(1.0, max(0.0, (at - low) / (high - low)))


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(str(value)[:40])
    except ValueError:
        return None
    return found if math.isfinite(found) else None

"""Other publishers' ratings on our scale. Words that are not in the table stay words: nothing is guessed."""

import math
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

_STEPS = ((0.05, "false"), (0.4, "mostly_false"), (0.6, None), (0.95, "mostly_true"), (math.inf, "true"))
"""The step for a bare number, by upper limits of its share of the scale; the middle is too uncertain."""

VALUES = {"true": 5, "mostly_true": 4, "missing_context": 3, "mostly_false": 2, "false": 1}
"""The published numbers of our own steps, best 5 and worst 1, as Google requires of ClaimReview; "unproven" has none."""

BEST, WORST = 5, 1


STEPS = ("true", "mostly_true", "missing_context", "mostly_false", "false", "unproven")


@dataclass(frozen=True, slots=True)
class Words:
    """Rating words in folded form, each with its step; None for those that stay words."""

    general: dict[str, str | None]
    by_publisher: dict[str, dict[str, str | None]]
    """By folded name and by host."""


def on_our_scale(words: str | None, *, publisher: str | None = None, url: str | None = None) -> str | None:
    """The step of our scale (``true`` … ``unproven``) that a publisher's rating words name, or None when the table has none.

    The publisher's own scale counts first; the publisher is identified by name or by the host of ``url``. Case, punctuation, accents
    and words such as "rating:" or "this is" do not matter. Of several clauses ("False: the video is old") the first counts, unless a
    later one names another step or takes it back with a "but". "2 on a scale from 1 to 5" (``scale_words``) is the step at that share of
    the scale, or None in its middle.
    """
    if not words:
        return None
    if scale := _SCALE.fullmatch(words):
        share = share_of(*scale.groups())
        return None if share is None else next(step for limit, step in _STEPS if share <= limit)
    table = rating_words()
    own = table.by_publisher.get(_host(url)) or table.by_publisher.get(_folded(publisher or "")) or {}
    whole = _folded(words[:400])
    if (step := _step(whole, own, table.general)) is not _UNKNOWN:
        return step
    if _TAKEN_BACK.search(words[:400]):
        return None
    clauses = [clause for part in _CLAUSES.split(words[:400]) if (clause := _folded(part)) and clause not in _LABELS]
    steps = [_step(clause, own, table.general) for clause in clauses]
    if not steps or steps[0] is _UNKNOWN or (len(clauses) > 1 and clauses[0] in _NO_OPENING):
        return None
    return steps[0] if all(step in (steps[0], _UNKNOWN) for step in steps) else None


_UNKNOWN = "unknown"
_CLAUSES = re.compile(r"[:;.!?|\n()\[\]]+|\s[-–—]+\s|[–—]|,\s|，|。|：|！|、")
_TAKEN_BACK = re.compile(r"\b(?:but|pero|mas|mais|aber|ma|maar|ale|men|но|але|however|mostly|partly|largely|partially)\b", re.IGNORECASE)
_LABELS = frozenset(
    ("rating", "our rating", "verdict", "our verdict", "conclusion", "fact check", "ruling", "our ruling", "claim", "bewertung", "urteil",
     "faktencheck", "veredicto", "veredito", "calificacion", "verdict final", "conclusao", "cek fakta", "#")
)  # fmt: skip
"""Words before a rating that say nothing about it."""

_NO_OPENING = frozenset(("fact", "no", "yes", "right", "real", "fato", "fakta", "spin", "legend", "fiction", "recall", "ni", "certo", "fe"))
"""Ratings when they stand alone; before other words they can begin any sentence."""

_FRAMES = re.compile(
    r"^(?:rating|verdict|this is|this claim is|the claim is|claim is|it is|it s|that is|that s|esto es|es|isto e|das ist|c est|e|ini|klaim)\s+"
)


def _step(folded: str, own: Mapping[str, str | None], general: Mapping[str, str | None]) -> str | None:
    """The step of folded words, None where they are known to have no certain step, or _UNKNOWN."""
    for words in (folded, _FRAMES.sub("", folded)):
        for table in (own, general):
            if words in table:
                return table[words]
    return _UNKNOWN


@cache
def rating_words() -> Words:
    """The table of rating words (rating_words.toml).

    Words that have different steps in different languages stay words. So do words on which publishers' scales differ, for other
    publishers' reviews, unless the language tables have them.
    """
    given = tomllib.loads(resources.files("claims.exchange").joinpath("rating_words.toml").read_text(encoding="utf-8"))
    languages, publishers = [_scale(table) for table in given["language"]], [_scale(table) for table in given["publisher"]]
    named = {
        key: scale for table, scale in zip(given["publisher"], publishers, strict=True) for key in (_folded(table["name"]), *table["sites"])
    }
    return Words(_agreed(publishers) | _agreed(languages), named)


def _scale(given: Mapping[str, Any]) -> dict[str, str | None]:
    words: dict[str, str | None] = {_folded(word): None for word in given.get("unmapped", ())}
    return words | {_folded(word): step for step in STEPS for word in given.get(step, ())}


def _agreed(scales: Iterable[Mapping[str, str | None]]) -> dict[str, str | None]:
    """Words with the step that all scales agree on; None where they differ. A scale that leaves a word unmapped is ignored for it."""
    steps: dict[str, set[str]] = {}
    for scale in scales:
        for word, step in scale.items():
            steps.setdefault(word, set()).update([step] if step else [])
    return {word: next(iter(named)) if len(named) == 1 else None for word, named in steps.items()}


@lru_cache(maxsize=4096)
def _folded(words: str) -> str:
    """Letters and digits in lower case, without accents, words separated by one space; vowel signs of Indian and other scripts stay."""
    plain = unicodedata.normalize("NFKD", words).casefold().replace("\u200c", "").replace("ı", "i").replace("ł", "l").replace("ø", "o")
    kept = (sign for sign in plain if not "\u0300" <= sign <= "\u036f" and not "\u064b" <= sign <= "\u0652")
    return " ".join("".join(sign if sign.isalnum() or unicodedata.category(sign)[0] == "M" else " " for sign in kept).split())


def _host(url: str | None) -> str:
    try:
        host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    known = rating_words().by_publisher
    return next((host[at:] for at in (0, *(index + 1 for index, sign in enumerate(host) if sign == ".")) if host[at:] in known), "")


_SCALE = re.compile(r"(-?[\d.]{1,20}) on a scale from (-?[\d.]{1,20}) to (-?[\d.]{1,20})")


def scale_words(value: object, worst: object, best: object) -> str | None:
    """A number and its scale as words, for a rating without words; None without a usable scale."""
    if share_of(value, worst, best) is None:
        return None
    return " ".join(f"{_number(value):g} on a scale from {_number(worst):g} to {_number(best):g}".split())


def share_of(value: object, worst: object, best: object) -> float | None:
    """The position of a number between the worst (0) and the best (1) of its scale, clipped; None without a usable scale.

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
        number = float(str(value)[:40])
    except ValueError:
        return None
    return number if math.isfinite(number) else None

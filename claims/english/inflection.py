"""Forms of English words: ``won`` comes from ``win``, ``women`` from ``woman``, and the past of ``flooding`` is ``flooded``."""

import tomllib
from collections.abc import Set
from functools import lru_cache
from pathlib import Path

_TABLES = tomllib.loads(Path(__file__).with_name("inflection.toml").read_text(encoding="utf-8"))
_OTHER_WORDS = frozenset(_TABLES["other_words"].split())
_VERBS: list[list[str]]
_NOUNS: list[list[str]]
_VERBS, _NOUNS = ([row.split() for row in _TABLES[table].replace("\n", " ").split(";")] for table in ("verbs", "nouns"))
_BASE = {form: word for word, *forms in reversed([*_VERBS, *_NOUNS]) for form in forms if form not in _OTHER_WORDS}
_PARTICIPLES = frozenset(row[2] for row in _VERBS if len(row) > 2) - {"has", "were"}
_IRREGULAR_VERBS = frozenset(form for row in _VERBS for form in row) - _OTHER_WORDS
# Regular endings, with what the base has in their place.
_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("ying", "ie"),
    ("es", "e"),
    ("ed", "e"),
    ("ing", "e"),
    ("es", ""),
    ("ed", ""),
    ("ing", ""),
    ("s", ""),
)


def _gerund(verb: str) -> str:
    """The -ing form of an irregular verb; the last consonant is doubled after a single vowel ("cutting", not "meeting")."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith("ee") and verb != "be":
        return verb[:-1] + "ing"
    vowels = "aeiou"
    doubles = len(verb) > 2 and verb[-1] not in vowels + "wxy" and verb[-2] in vowels and verb[-3] not in vowels
    return verb + (verb[-1] if doubles and not verb.endswith("en") else "") + "ing"


_PAST_OF_GERUND = {_gerund(verb): (forms or [verb])[0] for verb, *forms in _VERBS}


@lru_cache(maxsize=20_000)
def base(form: str) -> str:
    """The base form of an irregular word, ``beat`` for ``beaten``; any other word unchanged."""
    return _BASE.get(form, form)


def base_among(form: str, words: Set[str]) -> str | None:
    """The one of ``words`` that a form in lower case belongs to, regular or not: "reckon" for "reckoned"; None if there is none."""
    if form in words:
        return form
    if base(form) in words:
        return base(form)
    for ending, end in _ENDINGS:
        if form.endswith(ending):
            stem = form.removesuffix(ending)
            if stem + end in words:
                return stem + end
            if not end and stem[-1:] == stem[-2:-1] and stem[:-1] in words:  # "quipped"
                return stem[:-1]
    return None


def may_be_past(form: str) -> bool:
    """Whether a word can be a past tense, a participle, or the base of an irregular verb: ``sued``, ``beaten``, ``sell``."""
    return form.endswith("ed") or form in _IRREGULAR_VERBS


def is_only_participle(form: str) -> bool:
    """Whether an irregular form is a participle and never the past tense: ``hidden``, not ``hid`` nor ``cut``."""
    return form in _PARTICIPLES


def past_of(gerund: str) -> str:
    """The past tense of a verb given as its -ing form, in lower case: ``killed`` for ``killing``, ``left`` for ``leaving``."""
    stem = gerund.removesuffix("ing")
    if gerund in _PAST_OF_GERUND:
        return _PAST_OF_GERUND[gerund]
    if stem.endswith("y") and stem[-2:-1] not in ("a", "e", "o", "u", ""):
        return stem[:-1] + "ied"
    return stem + ("d" if stem.endswith("e") else "ed")

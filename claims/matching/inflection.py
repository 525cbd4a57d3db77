"""The base form of irregular English words: ``won`` is ``win``, ``women`` is ``woman``."""

import tomllib
from functools import lru_cache
from pathlib import Path

_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
_OTHER_WORDS = frozenset(_WORDS["other_words"].split())


def _bases(table: str) -> dict[str, str]:
    rows = [row.split() for row in table.replace("\n", " ").split(";")]
    return {form: word for word, *forms in reversed(rows) for form in forms if form not in _OTHER_WORDS}


_BASE = _bases(_WORDS["verbs"]) | _bases(_WORDS["nouns"])
_IRREGULAR_VERBS = frozenset(_WORDS["verbs"].replace(";", " ").split()) - _OTHER_WORDS


@lru_cache(maxsize=20_000)
def base(form: str) -> str:
    """The base form of an irregular one, ``beaten`` of ``beat``; any other word as it is."""
    return _BASE.get(form, form)


def may_be_past(form: str) -> bool:
    """Whether a word can be a verb in the past or a participle, or the base of an irregular one: ``sued``, ``beaten``, ``sell``."""
    return form.endswith("ed") or form in _IRREGULAR_VERBS

"""A language that puts every text of the catalogue in brackets: what a page shows outside of them is stored data, or a text that nobody wrapped."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser

from babel.support import NullTranslations
from sqlite_utils import Database

OPEN, CLOSE = "⟦", "⟧"
_VALUE = re.compile(r"%\(\w+\)s|\{\w+\}")
_SHOWN_ATTRIBUTES = frozenset({"aria-label", "title", "placeholder", "alt", "data-saving", "data-label"})
_NOT_SHOWN = frozenset({"script", "style", "kbd", "code"})
_WRITTEN = frozenset(
    (
        "alert",
        "article",
        "claim",
        "evidence",
        "feed",
        "note",
        "person",
        "rating",
        "review",
        "saved_view",
        "sentence",
        "source",
        "tip",
        "verdict",
    )
)
"""The tables with texts that people wrote."""

_CODE = re.compile(r"[a-z_]+|[\[{].*|\d{4}-.*|[0-9a-f]{32,}", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2,}")


class PseudoTranslations(NullTranslations):
    """Every text in brackets; what fills it stands outside of them, so that an English word among the values shows up."""

    def gettext(self, message: str) -> str:
        """The text in brackets."""
        return OPEN + _VALUE.sub(lambda value: CLOSE + value[0] + OPEN, message) + CLOSE

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The singular or plural in brackets."""
        return self.gettext(msgid1 if n == 1 else msgid2)

    ugettext = gettext
    ungettext = ngettext


class _Shown(HTMLParser):
    """Collects what a page shows or reads out."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the attributes that people see or hear."""
        self._hidden += tag in _NOT_SHOWN
        self.texts += [value or "" for name, value in attrs if name in _SHOWN_ATTRIBUTES]

    def handle_endtag(self, tag: str) -> None:
        """Leave what is not shown."""
        self._hidden -= tag in _NOT_SHOWN

    def handle_data(self, data: str) -> None:
        """Take the text."""
        if not self._hidden:
            self.texts.append(data)


def stored_words(db: Database) -> set[str]:
    """Every word of every text that people wrote into the file, in lower case; not the program's own codes, such as "in_review"."""
    words: set[str] = set()
    for table in _WRITTEN & set(db.table_names()):
        for row in db[table].rows:
            for value in row.values():
                if isinstance(value, str) and not _CODE.fullmatch(value):
                    words.update(word.lower() for word in _WORD.findall(value))
    return words


def unwrapped(page: str, stored: Iterable[str]) -> set[str]:
    """What a page shows outside the brackets that has a word which is not stored; each with the words around it."""
    known = set(stored)
    shown = _Shown()
    shown.feed(page)
    loose = set()
    for text in shown.texts:
        outside, depth = "", 0
        for sign in text:
            depth += (sign == OPEN) - (sign == CLOSE)
            outside += sign if depth <= 0 and sign not in OPEN + CLOSE else " "
        if any(word.lower() not in known for word in _WORD.findall(outside)):
            loose.add(" ".join(outside.split()))
    return loose

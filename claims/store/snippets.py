"""The words around the first hits in a text. FTS5's own snippet() takes quadratic time in the number of hits: 20 s for 40,000."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from threading import Lock

from sqlite_utils.utils import sqlite3

START, END = "\ufdd0", "\ufdd1"
"""Mark the found words in a snippet. They are noncharacters, which Unicode does not allow in exchanged text."""

BEFORE = 70
"""Most characters shown before the first hit."""

TRIED = 3
"""How many places in a text are tried: at the first, a word may only begin like one of the query's."""

_LOCK = Lock()
_TOKENIZER = "porter unicode61 remove_diacritics 2"


def windows(text: str, begins: "re.Pattern[str] | None", width: int) -> list[str]:
    """The first pieces of the text around words that ``begins`` matches, up to TRIED, of ``width`` characters; empty without such a word."""
    if begins is None:
        return []
    pieces: list[str] = []
    end = -1
    for hit in begins.finditer(text):
        if hit.start() < end:
            continue
        end = max(0, hit.start() - BEFORE) + width
        pieces.append(_piece(text, max(0, hit.start() - BEFORE), width))
        if len(pieces) == TRIED:
            break
    return pieces


def opening(text: str, width: int) -> str:
    """The beginning of a text in which no word was found."""
    return _piece(text, 0, width)


def beginnings(words: Sequence[str]) -> "re.Pattern[str] | None":
    """A pattern for words that may be another form of one of these: they begin like the stem, except for the letter that inflection changes."""
    stems = _stems(words)
    roots = {stem[:-1] if len(stem) > 3 and stem[-1] in "ei" else stem for stem in stems}
    if not roots:
        return None
    either = "|".join("".join(_letter(letter) for letter in root) for root in sorted(roots, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})\w*", re.IGNORECASE)


def marked(expression: str, pieces: Sequence[str]) -> dict[int, str]:
    """The pieces that match an FTS5 expression, by index from 0, with START and END around the words."""
    if not pieces:
        return {}
    with _laid_out(pieces) as scratch:
        sql = f"SELECT rowid, highlight(piece, 0, '{START}', '{END}') FROM piece WHERE piece MATCH ?"
        return dict(scratch.execute(sql, [expression]).fetchall())


def _stems(words: Sequence[str]) -> list[str]:
    with _laid_out(words) as scratch:
        return [row[0] for row in scratch.execute("SELECT term FROM term").fetchall()]


@contextmanager
def _laid_out(texts: Sequence[str]) -> Iterator[sqlite3.Connection]:
    """A small database in memory with these texts, by index from 0, and the same tokenizer as in the store."""
    with _LOCK:
        scratch = _scratch()
        scratch.executemany("INSERT INTO piece (rowid, text) VALUES (?, ?)", list(enumerate(texts)))
        try:
            yield scratch
        finally:
            # Always rolled back, so that no text is kept.
            scratch.rollback()


@cache
def _scratch() -> sqlite3.Connection:
    scratch = sqlite3.connect(":memory:", check_same_thread=False)
    scratch.execute(f"CREATE VIRTUAL TABLE piece USING fts5 (text, tokenize = '{_TOKENIZER}')")
    scratch.execute("CREATE VIRTUAL TABLE term USING fts5vocab (piece, 'row')")
    scratch.commit()
    return scratch


def _piece(text: str, start: int, width: int) -> str:
    end = start + width
    if start > 0:
        # Start at the beginning of a word if one is near.
        space = text.find(" ", start, start + BEFORE // 2)
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", start + width // 2, end)
        end = space if space >= 0 else end
    piece = " ".join(text[start:end].split())
    return ("…" if start > 0 else "") + piece + ("…" if end < len(text) else "")


def _letter(letter: str) -> str:
    return _with_marks().get(letter, re.escape(letter))


@cache
def _with_marks() -> dict[str, str]:
    """For each Latin letter, a pattern that also matches its accented forms, which FTS5 treats as the same letter."""
    letters: dict[str, list[str]] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if base.isascii() and base.isalpha():
            letters.setdefault(base, [base]).append(chr(code))
    return {base: f"[{''.join(same)}]" for base, same in letters.items()}

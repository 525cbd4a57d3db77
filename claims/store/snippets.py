"""The words around the first hits in a text. FTS5's own snippet() takes the square of how often a word stands there: 20 s for 40,000 times."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from sqlite_utils import Database

from claims.store.connect import rows

START, END = "\ufdd0", "\ufdd1"
"""Stand around the found words in a snippet: noncharacters, which Unicode keeps out of exchanged text."""

BEFORE = 70
"""Letters shown before the first hit, at most."""

TRIED = 3
"""Places of a text that are looked at: where a word only begins like one of the query's, the next may have it."""

_TOKENIZER = "porter unicode61 remove_diacritics 2"


def windows(text: str, begins: "re.Pattern[str] | None", width: int) -> list[str]:
    """Up to TRIED pieces of ``width`` letters around words that begin as wanted, the first ones of the text; none without such a word."""
    if begins is None:
        return []
    found: list[str] = []
    end = -1
    for hit in begins.finditer(text):
        if hit.start() < end:
            continue
        end = max(0, hit.start() - BEFORE) + width
        found.append(_piece(text, max(0, hit.start() - BEFORE), width))
        if len(found) == TRIED:
            break
    return found


def opening(text: str, width: int) -> str:
    """The first letters of a text in which no word was found."""
    return _piece(text, 0, width)


def beginnings(db: Database, words: Sequence[str]) -> "re.Pattern[str] | None":
    """What finds words that can be another form of one of these: they begin as the stem does, but for the letter that forms change."""
    stems = _stems(db, words)
    roots = {stem[:-1] if len(stem) > 3 and stem[-1] in "ei" else stem for stem in stems}
    if not roots:
        return None
    either = "|".join("".join(_letter(letter) for letter in root) for root in sorted(roots, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})\w*", re.IGNORECASE)


def marked(db: Database, expression: str, pieces: Sequence[str]) -> dict[int, str]:
    """Those of the pieces that an FTS5 expression finds, by their place from 0, with START and END around the words.

    Like ``beginnings`` inside a reading transaction: what is laid out for it goes when that ends.
    """
    _table(db)
    db.execute("DELETE FROM temp.snippet_text")
    db.conn.executemany("INSERT INTO temp.snippet_text (rowid, text) VALUES (?, ?)", list(enumerate(pieces)))
    sql = f"SELECT rowid AS id, highlight(snippet_text, 0, '{START}', '{END}') AS text FROM temp.snippet_text WHERE snippet_text MATCH :expression"
    return {row["id"]: row["text"] for row in rows(db, sql, {"expression": expression})}


def _stems(db: Database, words: Sequence[str]) -> list[str]:
    _table(db)
    db.execute("DELETE FROM temp.snippet_text")
    db.conn.executemany("INSERT INTO temp.snippet_text (text) VALUES (?)", [(word,) for word in words])
    return [row["term"] for row in rows(db, "SELECT DISTINCT term FROM temp.snippet_term")]


def _table(db: Database) -> None:
    if not rows(db, "SELECT 1 FROM sqlite_temp_schema WHERE name = 'snippet_text'"):
        db.execute(f"CREATE VIRTUAL TABLE temp.snippet_text USING fts5 (text, tokenize = '{_TOKENIZER}')")
        db.execute("CREATE VIRTUAL TABLE temp.snippet_term USING fts5vocab (snippet_text, 'row')")


def _piece(text: str, start: int, width: int) -> str:
    end = start + width
    if start > 0:
        # From the beginning of a word on, where one begins soon.
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
    """Each Latin letter with those that differ from it by a mark alone, as FTS5 takes them for the same."""
    found: dict[str, list[str]] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if base.isascii() and base.isalpha():
            found.setdefault(base, [base]).append(chr(code))
    return {base: f"[{''.join(several)}]" for base, several in found.items()}

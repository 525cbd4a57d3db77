"""A text cut into sentences, with exact offsets. nupunkt knows unusual abbreviations; the rules of news prose are here."""

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from claims.model import Span
from claims.reading.abbreviations import ANYWHERE, BEFORE_NUMBERS, MONTHS, OPENERS, TITLES
from claims.reading.lines import soft_breaks

if TYPE_CHECKING:
    from nupunkt import PunktSentenceTokenizer

_CLOSERS = "\"'”’»›)\\]}*_"
_OPENERS = "\"'“‘«‹„‚([{*_¿¡"
_TERMINAL = re.compile(rf"(?:[.!?…‼⁇⁈⁉]+|[。！？｡।॥؟۔։።፧။៕])[{_CLOSERS}]*")
_FULL_WIDTH = frozenset("。！？｡।॥؟۔։።፧။៕")
_NEXT = re.compile(rf"[{_OPENERS}–—-]*\s*[{_OPENERS}]*(\w*)")
_WORD_BEFORE = re.compile(r"[\w.&’'-]{0,40}$")
_ACRONYM = re.compile(r"(?:\w\.)+\w$")
_ASKED = re.compile(
    r"\s+(?:[A-Z][\w.’'-]*\s+){0,4}(?:had\s+|has\s+|then\s+|also\s+)?(?:said|says|asked|asks|wondered|shouted|cried|added|wrote|replied|demanded|exclaimed|told|quipped|yelled|tweeted|continued|responded|inquired)\b"
)
_ITEM_NUMBER = re.compile(r"\s{0,8}\(?(?:[0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,5})$")
_LOOK_BACK = 40  # code points; no abbreviation is longer


def split(text: str) -> list[Span]:
    """The sentences of a text in order, without the space around them; a heading, a list item, a table row is one of its own.

    ``text[span.start:span.end] == span.text`` for any Unicode text, and every sign but space is in exactly one sentence.
    Takes time in proportion to the length.
    """
    soft = frozenset(soft_breaks(text))
    found: list[Span] = []
    start = 0
    for newline in [*(match.start() for match in re.finditer("\n", text) if match.start() not in soft), len(text)]:
        found += _block(text, start, newline)
        start = newline + 1
    return found


def _block(text: str, start: int, end: int) -> list[Span]:
    """The sentences between two line ends."""
    block = text[start:end]
    spans: list[Span] = []
    known: list[int] | None = None
    at = 0
    for terminal in _TERMINAL.finditer(block):
        if known is None:
            known = [stop for _, stop in _tokenizer().span_tokenize(block)] if terminal.end() < len(block) else []
        if _ends(block, terminal, known):
            spans += _trimmed(text, start + at, start + terminal.end())
            at = terminal.end()
    return spans + _trimmed(text, start + at, end)


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    piece = text[start:end]
    words = piece.strip()
    if not words:
        return []
    begin = start + len(piece) - len(piece.lstrip())
    return [Span(begin, begin + len(words), words)]


def _ends(block: str, terminal: re.Match[str], known: list[int]) -> bool:
    """Whether the sentence ends with this terminal."""
    end = terminal.end()
    if end >= len(block):
        return True
    marks = terminal[0]
    if marks[0] in _FULL_WIDTH:
        return True
    if not block[end].isspace():
        return False
    following = _NEXT.match(block, end + 1)
    word = following[1] if following else ""
    if word[:1].islower():
        return False
    if marks[0] in "!?":
        return _ASKED.match(block, end) is None
    if marks.startswith(("..", "…")):
        return True
    return _dot_ends(block, terminal, word, known)


def _dot_ends(block: str, terminal: re.Match[str], word: str, known: list[int]) -> bool:
    """Whether a single dot, before a word that does not begin in lower case, ends the sentence."""
    before = _WORD_BEFORE.search(block, max(0, terminal.start() - _LOOK_BACK), terminal.start())
    last = before[0] if before else ""
    bare = last.lower().strip("'’-")
    opens = word.lower() in OPENERS
    if len(terminal[0]) > 1:
        return True  # a closed quotation or bracket after the dot
    if terminal.start() <= 12 and _ITEM_NUMBER.fullmatch(block[: terminal.start()]):
        return False
    if bare in TITLES or bare in ("e.g", "i.e"):
        return False
    if bare in BEFORE_NUMBERS or bare in MONTHS:
        return not word[:1].isdigit() and (bare in ("no", "sun", "sat", "mar") or opens)
    if bare in ("a.m", "p.m"):
        return bare.upper() != last and not word[:1].isdigit() and word.lower()[:3] not in MONTHS
    if _ACRONYM.search(last) or (len(last) == 1 and last.isupper()) or bare in ANYWHERE:
        return opens
    return _known(known, terminal)


def _known(known: list[int], terminal: re.Match[str]) -> bool:
    at = bisect_left(known, terminal.end())
    return at < len(known) and known[at] == terminal.end()


@cache
def _tokenizer() -> "PunktSentenceTokenizer":
    from nupunkt import load_default_model  # a second of loading: only for whoever splits

    return load_default_model()

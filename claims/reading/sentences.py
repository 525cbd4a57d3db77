"""A text cut into sentences, with exact offsets, by the rules of news prose."""

import re

from claims.model import Span
from claims.reading.abbreviations import ANYWHERE, BEFORE_NUMBERS, MONTHS, OPENERS, TITLES
from claims.reading.lines import soft_breaks
from claims.reading.vocabulary import words

_CLOSERS = "\"'”’»›)\\]}*_"
_OPENERS = "\"'“‘«‹„‚([{*_¿¡"
# A Greek question ends with a semicolon.
_TERMINAL = re.compile(rf"(?:[.!?…‼⁇⁈⁉]+|[。！？｡।॥؟۔։።፧။៕]|(?<=[\u0370-\u03ff\u1f00-\u1fff])[;\u037e](?=\s))[{_CLOSERS}]*")
_FULL_WIDTH = frozenset("。！？｡।॥؟۔։።፧။៕")
_NEXT = re.compile(rf"[{_OPENERS}–—-]*\s*[{_OPENERS}]*(\w*)")
_WORD_BEFORE = re.compile(r"[\w.&’'-]{0,40}$")
_ACRONYM = re.compile(r"(?:\w\.)+\w$")
_ASKED = re.compile(
    r"\s+(?:[A-Z][\w.’'-]*\s+){0,4}(?:had\s+|has\s+|then\s+|also\s+)?(?:said|says|asked|asks|wondered|shouted|cried|added|wrote"
    r"|replied|demanded|exclaimed|told|quipped|yelled|tweeted|continued|responded|inquired)\b"
)
_CREDIT = re.compile(r"\s*[(\[](?:Photo|Picture|Image|Video|File|Illustration|Courtesy)[^()\[\]\n]{0,100}[)\]]\.?\s*$")
_ITEM_NUMBER = re.compile(r"\s{0,8}\(?(?:[0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,5})$")
# "am 3. März", "der 2. Weltkrieg": a German ordinal.
_BEFORE_ORDINAL = re.compile(r"(?:^|\s)(?:am|der|die|das|den|dem|des|im|vom|zum|zur|beim|bis|seit|ab) [0-9]{1,3}$", re.IGNORECASE)
_MONTH_NEXT = re.compile(r"\s(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b")
_LETTER_NEXT = re.compile(r"\s[^\W\d_]\.")  # "z. B.", "u. a."
_AFTER_HOURS = words(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday EST EDT CST CDT MST MDT PST PDT GMT UTC BST CET CEST AST ADT Eastern
    Central Pacific
    """
)
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
    at = 0
    for terminal in _TERMINAL.finditer(block):
        if _ends(block, terminal):
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


def _ends(block: str, terminal: re.Match[str]) -> bool:
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
    if marks[0] in "!?;\u037e":
        return marks[-1] not in _CLOSERS or _ASKED.match(block, end) is None
    if marks.startswith(("..", "…")):
        return True
    return _dot_ends(block, terminal, following)


def _dot_ends(block: str, terminal: re.Match[str], following: re.Match[str] | None) -> bool:
    """Whether a single dot, before a word that does not begin in lower case, ends the sentence."""
    before = _WORD_BEFORE.search(block, max(0, terminal.start() - _LOOK_BACK), terminal.start())
    last = before[0] if before else ""
    bare = last.lower().strip("'’-")
    word = following[1] if following else ""
    opens = word.lower() in OPENERS and following is not None and following[0].lstrip()[:1] not in "-–—"
    if len(terminal[0]) > 1:
        return True  # a closed quotation or bracket after the dot
    if _CREDIT.match(block, terminal.end()):
        return False
    if terminal.start() <= 12 and _ITEM_NUMBER.fullmatch(block[: terminal.start()]):
        return False
    if len(last) == 1 and last.islower() and _LETTER_NEXT.match(block, terminal.end()):
        return False
    if last.isdigit() and _is_ordinal(block, terminal):
        return False
    if bare in TITLES or bare in ("e.g", "i.e"):
        return False
    if len(last) > 2 and last.isalpha() and last.isupper():
        return True  # "EST" is a time, not "est."
    if bare in BEFORE_NUMBERS or bare in MONTHS:
        return not word[:1].isdigit() and (bare in ("no", "sun", "sat", "mar") or opens)
    if bare in ("a.m", "p.m"):
        return not word[:1].isdigit() and word not in _AFTER_HOURS
    if _ACRONYM.search(last) or (len(last) == 1 and last.isupper()) or bare in ANYWHERE:
        return opens
    return True


def _is_ordinal(block: str, terminal: re.Match[str]) -> bool:
    return (
        _MONTH_NEXT.match(block, terminal.end()) is not None
        or _BEFORE_ORDINAL.search(block, max(0, terminal.start() - _LOOK_BACK), terminal.start()) is not None
    )

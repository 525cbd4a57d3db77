"""The lines of a text: one kind of newline, and which line breaks are only the width of a page."""

import re
from itertools import pairwise

from claims.reading.hyphens import ends_in_hyphen, joined, words_of

_LONGEST_WORD = 80  # code points before a line's end in which its last word stands
_NEWLINES = re.compile("\r\n|[\r\x85\u2028\u2029]")
_PAGE_BREAKS = re.compile("[\x0b\x0c]+")
# Never visible: control characters (some break XML), and hints where a word may be broken, which would make it another word.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u2060\ufeff]")
_LINE_END_SPACE = re.compile(r"(?<![ \t])[ \t]+$", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{3,}")
_STARTS_ITEM = re.compile(r"[ \t]{0,8}(?:[-*+•‣◦·–—>#|]|\(?[0-9]{1,3}[.)]|\(?[a-zA-Z][.)])[ \t]")
_LABEL = re.compile(r"[ \t]{0,8}[A-Z][\w.’'-]*(?: [\w.’'-]+){0,4}:\s")
_WIDEST_PAGE = 130  # a line longer than this was not wrapped to fit a page
_NARROWEST_PAGE = 45  # nor was a block of lines all shorter than this

_HALVES = re.compile(r"[\ud800-\udfff]")


def tidy(text: str) -> str:
    """The same text with ``\\n`` for every newline, no trailing spaces, nothing invisible, at most one blank line in a row.

    Half a surrogate pair, as JSON and PDF may have it, can be neither stored nor shown: it becomes U+FFFD.
    """
    text = _HALVES.sub("\ufffd", text)
    text = _NEWLINES.sub("\n", text)
    text = _PAGE_BREAKS.sub("\n\n", text)
    text = _INVISIBLE.sub("", text)
    text = _LINE_END_SPACE.sub("", text)
    return _BLANK_LINES.sub("\n\n", text).strip()


def starts_item(line: str) -> bool:
    """Whether a line begins with a bullet, a number or a letter as list items do."""
    return _STARTS_ITEM.match(line) is not None


def soft_breaks(text: str) -> list[int]:
    """Offsets of the newlines inside paragraphs that only keep lines within a page's width.

    A break is soft when the next line's first word would not have fitted on the line before it, or goes on in lower case.
    A blank line, or a line that starts a list item, is never after a soft break.
    """
    breaks: list[int] = []
    at = 0
    for block in text.split("\n\n"):
        lines = block.split("\n")
        width = max(map(len, lines))
        if len(lines) > 1 and _NARROWEST_PAGE <= width <= _WIDEST_PAGE and not _is_a_line_each(lines):
            end = at
            for line, following in pairwise(lines):
                end += len(line)
                if _continues(line, following, width):
                    breaks.append(end)
                end += 1
        at += len(block) + 2
    return breaks


def _is_a_line_each(lines: list[str]) -> bool:
    """Whether a block is a list: none of at least three lines goes on in lower case, or two begin with a label ("Roth:", "Jobs:")."""
    if len(lines) > 2 and not any(line.lstrip()[:1].islower() for line in lines[1:]):
        return True
    return sum(_LABEL.match(line) is not None for line in lines) > 1


def unwrap(text: str) -> str:
    """The same text with every soft break turned into one space; a word that a hyphen breaks at a line's end is whole again."""
    soft = soft_breaks(text)
    if not soft:
        return text
    own_words = words_of(text)
    lines = [text[a:b] for a, b in zip([0, *(n + 1 for n in soft)], [*soft, len(text)], strict=True)]
    pieces = lines[:1]
    for line in lines[1:]:
        last = pieces[-1][-_LONGEST_WORD:]
        if not ends_in_hyphen(last):
            pieces += [" ", line]
            continue
        if len(joined(last, line, own_words)) < len(last) + len(line):
            pieces[-1] = pieces[-1][:-1]  # without the hyphen
        pieces.append(line)
    return "".join(pieces)


def _continues(line: str, following: str, width: int) -> bool:
    if starts_item(following):
        return False
    words = following.split(maxsplit=1)
    if not words:
        return False
    goes_on = len(line) >= _NARROWEST_PAGE and words[0][:1].islower() and (line[-1].isalnum() or ends_in_hyphen(line))
    return goes_on or len(line) + 1 + len(words[0]) > width

"""The lines of a text: unifies newlines, and finds the line breaks that only wrap at a page's width."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from claims.reading.hyphens import ends_in_hyphen, joined, words_of
from claims.reading.terminals import EMOJI

_LONGEST_WORD = 80  # code points before a line's end in which its last word is looked for
_NEWLINES = re.compile("\r\n|[\r\x85\u2028\u2029]")
_PAGE_BREAKS = re.compile("[\x0b\x0c]+")
# Never visible: control characters (some break XML), and soft hyphens and the like, which would make a word a different one.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u2060\ufeff]")
_LINE_END_SPACE = re.compile(r"(?<![ \t])[ \t]+$", re.MULTILINE)
_CONNECTING = frozenset(
    "a an the of to in on at for with by from into than as and or but nor that which who whose is are was were be been has have had will would may".split()
)
_BLANK_LINES = re.compile(r"\n{3,}")
_STARTS_ITEM = re.compile(r"[ \t]{0,8}(?:[-*+•‣◦·–—>#|]|\(?[0-9]{1,3}[.)]|\(?[a-zA-Z][.)])[ \t]")
_LABEL = re.compile(r"[ \t]{0,8}[A-Z][\w.’'-]*(?: [\w.’'-]+){0,4}:\s")
_ENDS_SENTENCE = re.compile(r"[.!?…:;。！？।؟][\"'”’»)\]]*$")
_ENDS_POST_LINE = re.compile(rf"(?:[!?…]|\.\.|[{EMOJI}])$")
_RUNS_ON = re.compile(r"[.!?…][\"'”’»)\]]? +[^\W\d_][^.!?…:]{8,}$")  # a sentence that begins within a line and does not end there
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")  # scripts without spaces
_TELLING = 3  # lines; a longer block has its own width if the whole text has none
_FEW = 4  # words
_MANY_LINES = 40
_NEARLY_ALL = 0.9
_A_QUARTER = 0.25
_NEARLY_FULL = 0.85
_WIDEST_PAGE = 130  # a line longer than this was not wrapped to fit a page
_NARROWEST_PAGE = 45  # nor was a block of lines all shorter than this

_HALVES = re.compile(r"[\ud800-\udfff]")


def tidy(text: str) -> str:
    """The same text with ``\\n`` for every newline, no trailing spaces, nothing invisible, at most one blank line in a row.

    Half a surrogate pair, which JSON and PDF may contain, can be neither stored nor shown: it becomes U+FFFD.
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
    """Offsets of the newlines inside paragraphs that only wrap lines at a page's width.

    A text counts as wrapped where nearly all of its lines that go on in another are about equally long with that one's first word, and a quarter of
    them break inside a sentence. A break is soft there when the line is full, or when it ends with a word and the next goes on in lower case.
    An item or a turn goes on in the next line if that is indented and the phrase is not over, at any width. A blank line, or a line that starts a list item or a speaker's turn, is never after a soft break.
    """
    blocks = list(_blocks(text))
    # If a block begins in lower case, all of its sentences may, so a line in lower case means nothing.
    prose = [lines for _, lines in blocks if not _is_a_line_each(lines) and not lines[0][:1].islower()]
    width = _wrapped_at(prose)
    breaks: list[int] = []
    for offset, lines in blocks:
        breaks += _hanging(offset, lines)
        block_width = width or (_wrapped_at([lines]) if len(lines) > _TELLING and lines in prose else None)
        if block_width is None or _is_a_line_each(lines):
            continue
        end = offset
        for line, following in pairwise(lines):
            end += len(line)
            if not _starts_anew(line, following) and (_is_full(line, following, block_width) or _goes_on(line, following)):
                breaks.append(end)
            end += 1
    return sorted(set(breaks))


def _hanging(offset: int, lines: list[str]) -> Iterator[int]:
    """The breaks after which an item or a turn goes on in an indented line: "Q.  You wrote it at", "    4 a.m.?"."""
    end, is_item = offset, False
    for line, following in pairwise(lines):
        end += len(line)
        is_item = starts_item(line) or (is_item and line[:1] in " \t")
        is_indented = following[:1] in " \t" and following.strip() != "" and not starts_item(following) and not _LABEL.match(following)
        if is_item and is_indented and breaks_phrase(line, following.lstrip()):
            yield end
        end += 1


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """The blocks of more than one line between blank lines, with their offsets."""
    offset = 0
    for block in text.split("\n\n"):
        if "\n" in block:
            yield offset, block.split("\n")
        offset += len(block) + 2


def _is_a_line_each(lines: list[str]) -> bool:
    """Whether a block is a list: of at least three lines none goes on in lower case or ends inside a sentence that began in it, or two
    begin with a label ("Roth:", "Jobs:")."""
    if len(lines) > 2 and not any(_is_small(line) for line in lines[1:]) and not any(map(_RUNS_ON.search, lines)):
        return True
    return sum(_LABEL.match(line) is not None for line in lines) > 1


def _wrapped_at(blocks: Sequence[list[str]]) -> int | None:
    """The width at which the lines of these blocks are wrapped, in code points; None if they are not wrapped."""
    breaks = [pair for lines in blocks for pair in pairwise(lines) if not _starts_anew(*pair)]
    lengths = sorted(len(line) for lines in blocks for line in lines)
    if not breaks:
        return None
    width = lengths[-1 - len(lengths) // _MANY_LINES]  # one line in forty may be longer, such as an address that cannot be broken
    if len(breaks) == 1 and not _is_joined_by_words(*breaks[0]):
        return None  # nobody can tell from a single line whether it is as long as a page is wide
    inside = [pair for pair in breaks if _breaks_sentence(*pair)]
    full = [pair for pair in breaks if _is_full(*pair, width)]
    nearly_full = [pair for pair in inside if _is_full(*pair, width)]
    is_wrapped = (
        _NARROWEST_PAGE <= width <= _WIDEST_PAGE
        and len(full) >= _NEARLY_ALL * sum(_is_full(*pair, width) or _breaks_sentence(*pair) for pair in breaks)
        and len(nearly_full) >= _A_QUARTER * len(full)
    )
    return width if is_wrapped and nearly_full else None


def _starts_anew(line: str, following: str) -> bool:
    """Whether a line begins something new: an item, a turn of a transcript, an indented paragraph."""
    if not following.strip() or starts_item(following):
        return True
    if line.endswith(",") and len(line.split()) <= _FEW and len(line) < _NARROWEST_PAGE:
        return True  # "Dear all,"
    if _is_small(following) and _ENDS_POST_LINE.search(line):
        return True  # a post written without capitals; a wrapped sentence would begin with one
    is_turn = _LABEL.match(following) is not None and _ENDS_SENTENCE.search(line) is not None
    return is_turn or (following[:1] in " \t" and line[:1] not in " \t")


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether a line, together with the next one's first word, is about as long as the page is wide; in scripts without spaces, with its first letter."""
    word = following.split(maxsplit=1)[0]
    return len(line) + 1 + (1 if _UNSPACED.match(word) else len(word)) > _NEARLY_FULL * width


def _goes_on(line: str, following: str) -> bool:
    return len(line) >= _NARROWEST_PAGE and _is_small(following) and (line[-1].isalnum() or ends_in_hyphen(line))


def _breaks_sentence(line: str, following: str) -> bool:
    """Whether a line ends inside a sentence: the next goes on in lower case, or a sentence begins in the line and does not end there."""
    tells = _is_small(following) or line[-1:] in (",", "-", "–") or _RUNS_ON.search(line) is not None
    return tells and _ENDS_SENTENCE.search(line) is None


def breaks_phrase(line: str, following: str) -> bool:
    """Whether a phrase goes on from a line into the next: that begins in lower case, or the line ends with "of", "the" or a comma."""
    return _ENDS_SENTENCE.search(line) is None and (_is_small(following) or _is_joined_by_words(line, following))


def _is_joined_by_words(line: str, following: str) -> bool:
    """Whether a line ends, or the next begins, with something that usually ends or begins no sentence: "of", "which", a comma."""
    if not line.strip() or not following.strip():
        return False
    last, first = line.split()[-1], following.split(maxsplit=1)[0]
    return last.lower() in _CONNECTING or first in _CONNECTING or last[-1] in ",-–"


def _is_small(line: str) -> bool:
    sign = line.lstrip("\"'“‘«„( ")[:1]
    return sign.isalpha() and not sign.isupper() and not sign.istitle()


def unwrap(text: str) -> str:
    """The same text with every soft break turned into one space; a word that is hyphenated at a line's end is joined again."""
    soft = soft_breaks(text)
    if not soft:
        return text
    own_words = words_of(text)
    lines = [text[a:b] for a, b in zip([0, *(n + 1 for n in soft)], [*soft, len(text)], strict=True)]
    pieces = lines[:1]
    for line in lines[1:]:
        last = pieces[-1][-_LONGEST_WORD:]
        if not ends_in_hyphen(last):
            pieces += [" ", line.lstrip(" \t")]
            continue
        if len(joined(last, line, own_words)) < len(last) + len(line):
            pieces[-1] = pieces[-1][:-1]  # without the hyphen
        pieces.append(line)
    return "".join(pieces)

"""The text of an RTF file (Microsoft's RTF specification 1.9.1), read group by group.

We do not use striprtf: it keeps deleted, struck-out and hidden text, and puts notes into the middle of a sentence.
"""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from claims.errors import TooLarge, Unreadable
from claims.model import Beside, FileComment, Link
from claims.reading.files.details import Details, clean
from claims.reading.files.gathered_lines import ITEM, Lines
from claims.reading.files.rtf_words import CODEPAGES, ESCAPED, GATHERED, NOT_SHOWN, PARAGRAPH_ENDS, ROW_ENDS, SIGNS, TOKEN, WALKED, State
from claims.reading.files.word import raised, warnings
from claims.reading.line_breaks import tidy
from claims.wording import phrase

_DEEPEST = 1_000  # nested groups; Word writes about ten
_MOST_LINKS = 1_000
_MOST_TOKENS = 500_000  # a long article has 20,000
_NEAR = 60  # letters and pieces before a raised sign that decide what it means
_ADDRESS = re.compile(r'HYPERLINK\s+(?:\\l\s+)?"?(https?://[^"\s]{1,2000})"?', re.IGNORECASE)


@dataclass(slots=True)
class _Gathered:
    """The words of a destination outside the text: a note, a comment, the address of a link."""

    destination: str
    depth: int
    pieces: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    counts: Counter[str] = field(default_factory=Counter)
    links: list[Link] = field(default_factory=list)
    comments: list[FileComment] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)
    pieces: list[str] = field(default_factory=list)  # of the paragraph that is being read
    lines: Lines = field(default_factory=Lines)
    _after: list[str] = field(default_factory=list)  # notes and text boxes that follow the paragraph
    _stack: list[State] = field(default_factory=list)
    _state: State = field(default_factory=State)
    _gathering: list[_Gathered] = field(default_factory=list)
    _bytes: bytes = b""
    _raised: str = ""
    _skip: int = 0
    _fonts: dict[int, str] = field(default_factory=dict)
    _font: int = 0
    _author: str = ""
    _fields: list[tuple[int, int, str]] = field(default_factory=list)  # depth of the field, where its result begins, its address
    _last: tuple[str, ...] = ()

    def read(self, content: bytes) -> None:
        at = tokens = 0
        while token := TOKEN.match(content, at):
            at, tokens = token.end(), tokens + 1
            if tokens > _MOST_TOKENS:
                raise TooLarge(
                    phrase(
                        "The RTF has more than {most_tokens} commands and pieces of text: save it as .docx and add that.",
                        most_tokens=format(_MOST_TOKENS, ","),
                    )
                )
            word, number, code, escaped, brace, plain = token.groups()
            if code:
                self._put_byte(bytes([int(code, 16)]))
            elif plain:
                self._put_bytes(plain)
            else:
                self._flush_bytes()
                if word:
                    at += self._control(word.decode("ascii"), int(number) if number else None)
                elif escaped:
                    self._escape(escaped.decode("latin-1"))
                elif brace == b"{":
                    self._open()
                elif brace:
                    self._close()
        self._flush_bytes()
        self._end_line()

    def _open(self) -> None:
        if len(self._stack) >= _DEEPEST:
            raise RecursionError
        self._stack.append(self._state)
        self._state = replace(self._state, destination="")
        self._skip = 0

    def _close(self) -> None:
        self._skip = 0
        while self._gathering and self._gathering[-1].depth >= len(self._stack):
            self._gathered(self._gathering.pop())
        if self._fields and self._fields[-1][0] >= len(self._stack):
            _, start, address = self._fields.pop()
            if len(self.links) < _MOST_LINKS and (words := clean("".join(self.pieces[start:]))):
                self.links.append(Link(words, address))
        if self._stack:
            self._state = self._stack.pop()

    def _escape(self, sign: str) -> None:
        if sign == "*":
            self._state = replace(self._state, destination="*")
        elif sign in "\r\n":
            self._end_line()
        else:
            self._put(ESCAPED.get(sign, ""))

    def _control(self, word: str, number: int | None) -> int:
        """Apply a control word; return how many bytes after it are not text."""
        if word == "bin":
            return max(0, number or 0)
        if word == "u" and number is not None:
            self._put(chr(number % 65536))
            self._skip = self._state.skips
        elif self._state.destination == "*" and word not in WALKED:
            self._state = replace(self._state, is_out=True, destination=word)
        elif word in NOT_SHOWN:
            self.counts["page header or footer"] += word.startswith(("header", "footer"))
            self._state = replace(self._state, is_out=True, destination=word)
            self.counts["picture"] += word == "pict" and not any(state.is_out for state in self._stack[-1:])
        elif word in GATHERED:
            self._flush_raised("")
            self._state = replace(self._state, destination=word, is_out=False, is_raised=False)
            self._gathering.append(_Gathered(word, len(self._stack)))
        elif word in PARAGRAPH_ENDS or word in ROW_ENDS:
            self._end_line(is_row=word in ROW_ENDS)
        elif word in SIGNS:
            self._put(SIGNS[word])
        else:
            self._state = self._state.after(word, number)
            self._set_font(word, number)
        return 0

    def _set_font(self, word: str, number: int | None) -> None:
        if word == "f" and number is not None:
            self._font = number
            self._state = replace(self._state, codepage=self._fonts.get(number, self._state.codepage))
        elif word == "fcharset" and number in CODEPAGES and number != 0:
            self._fonts[self._font] = CODEPAGES[number]

    def _put_byte(self, byte: bytes) -> None:
        if self._skip:
            self._skip -= 1
        else:
            self._bytes += byte

    def _put_bytes(self, content: bytes) -> None:
        skipped = min(self._skip, len(content))
        self._skip -= skipped
        self._bytes += content[skipped:]
        self._flush_bytes()

    def _flush_bytes(self) -> None:
        if self._bytes:
            content, self._bytes = self._bytes, b""
            self._put(content.decode(self._state.codepage, "replace"))

    def _put(self, text: str) -> None:
        state = self._state
        if state.is_out or not text:
            return
        now = (state.left_out, "insertion" if state.is_inserted else "")
        if now != self._last and text.strip():
            self.counts.update(kind for kind, before in zip(now, self._last or ("", ""), strict=True) if kind and kind != before)
            self._last = now
        if state.left_out:
            return
        if self._gathering:
            self._gathering[-1].pieces.append(text)
        elif state.is_raised and text.strip():
            self._raised += text
        else:
            self._flush_raised(text)
            self.pieces.append(text)

    def _flush_raised(self, following: str) -> None:
        if self._raised:
            before = "".join(self.pieces[-_NEAR:])[-_NEAR:]
            spelt = raised.spell(self._raised, before, following)
            self.counts["raised note mark"] += not spelt
            self.pieces.append(spelt)
            self._raised = ""

    def _end_line(self, *, is_row: bool = False) -> None:
        """End a paragraph, an item of a list or a row of a table; its notes and text boxes follow."""
        if self._state.is_out:
            return
        if self._gathering:
            self._gathering[-1].pieces.append("\n\n")
            return
        self._flush_raised("")
        line = _without_empty_cells(re.sub(" {2,}", " ", tidy("".join(self.pieces))))
        self.pieces = []
        self.lines.add(line, "row" if is_row and " | " in line else ITEM if line.startswith("- ") else None)
        if not line and not is_row:
            self.lines.end_group()
        for words in self._after:
            self.lines.add(words)
        self._after = []

    def _gathered(self, part: _Gathered) -> None:
        words = tidy("".join(part.pieces))
        if part.destination in ("footnote", "shptxt") and words:
            self.counts["footnote" if part.destination == "footnote" else "text box"] += 1
            self._after.append(words)
        elif part.destination in ("listtext", "pntext"):
            self.pieces.append(f"{words} " if words[:1].isalnum() else "- " if words else "")
        elif part.destination == "atnauthor":
            self._author = clean(words)
        elif part.destination == "annotation" and words:
            self.comments.append(FileComment(self._author, None, words, ""))
        elif part.destination == "fldinst" and (address := _ADDRESS.search("".join(part.pieces)[:5000])):
            self._fields.append((part.depth - 1, len(self.pieces), address[1]))
        elif part.destination in ("title", "author"):
            self.about.setdefault(part.destination, clean(words))


def read(content: bytes) -> tuple[str, Details, Details, Beside]:
    """Paragraphs, lists and tables in their order, notes and text boxes after the paragraph they belong to.

    Tracked changes are read as if all were accepted; struck-out and hidden text is left out. Of the two things said, the first is what
    the article shows, the second what the file's properties say. Raise Unreadable for a file that is damaged or has no words.
    """
    reader = _Reader()
    try:
        reader.read(content)
    except RecursionError:
        raise Unreadable("The RTF is nested deeper than any article: paste its text instead.") from None
    text = reader.lines.text
    if not any(sign.isalpha() for sign in text):
        raise Unreadable("The RTF holds no words: there is no article to read.")
    if "\ufffd" in text:
        raise Unreadable("The RTF is damaged, or in a charset that it does not name: save it as .docx and add that.")
    reader.counts["comment"] = len(reader.comments)
    author = reader.about.get("author")
    properties = Details(title=reader.about.get("title") or clean(text.split("\n")[0]), byline=author or None)
    beside = Beside(warnings.warnings(reader.counts), tuple(reader.links), tuple(reader.comments))
    return text, Details(), properties, beside


def _without_empty_cells(line: str) -> str:
    """A row without the bars of its last, empty cells."""
    return line.rstrip(" \n\t|") if line.rstrip().endswith("|") else line

"""The bytes of a table as lines of UTF-8, whichever program saved it."""

import codecs
import io
from collections.abc import Iterator
from typing import IO, Protocol

from claims.errors import Refused, Unreadable
from claims.exchange.rows import MAX_ROW, Wrong
from claims.wording import phrase

UTF8 = "utf-8-sig"

START = 65_536
"""Bytes read to find out how lines end."""

OWN_BYTES = "latin-1"
"""Maps every byte to the character of the same number and back, so lines keep their original bytes."""


class Lines(Protocol):
    """A source of lines: a file, or one that is converted to UTF-8 while it is read."""

    def readline(self, size: int, /) -> bytes:
        """The next line with its end, or a part of at most ``size``; empty at the end of the file."""


def open_as_utf8(file: IO[bytes], encoding: str | None = None) -> Lines:
    """The file, from its start, as lines that end in a line feed, a carriage return or both; another ``encoding`` is converted to UTF-8.

    UTF-16 is recognised by its byte-order mark, or by zero bytes next to letters. A stream that cannot be rewound is returned as it is,
    unless ``encoding`` is given.
    """
    if not is_rewindable(file):
        return _Rewritten(file, encoding) if encoding else file
    file.seek(0)
    start = file.read(START)
    file.seek(0)
    if encoding:
        return _Rewritten(file, encoding)
    if utf16 := _utf16_of(start):
        return _Rewritten(file, utf16)
    return _Rewritten(file, OWN_BYTES) if b"\r" in start[:-1] and b"\n" not in start else file


def checked_encoding(name: str) -> str:
    """Python's name for a text encoding. Raise Refused for an unknown one."""
    try:
        "".encode(name)  # unlike codecs.lookup, this refuses codecs that are not for text, such as hex
    except (LookupError, ValueError):
        raise Refused(
            phrase("no encoding is called {name}: say for example utf-8, windows-1251, shift_jis or mac-roman.", name=repr(name[:40])),
            field="encoding",
        ) from None
    codec = codecs.lookup(name).name
    return UTF8 if codec == "utf-8" else codec


def _utf16_of(start: bytes) -> str | None:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    even, odd = start[::2].count(0), start[1::2].count(0)
    # A table's commas, digits and line ends alone make up a tenth of its characters; UTF-8 text has no zero bytes.
    if len(start) < 8 or max(even, odd) * 20 < len(start) or min(even, odd) * 4 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def is_rewindable(file: IO[bytes]) -> bool:
    """Whether the file can be read twice."""
    return hasattr(file, "seekable") and file.seekable()


def encoding_of(file: IO[bytes]) -> str:
    """``UTF8``, or ``cp1252`` when some line is not UTF-8 and none has a UTF-8 character beyond ASCII. Reads the file once.

    Windows-1252 text is hardly ever valid UTF-8 by chance: an accented letter would have to be followed by a sign such as "¼".
    """
    if not is_rewindable(file):
        return UTF8
    lines, broken = open_as_utf8(file), False
    if isinstance(lines, _Rewritten) and lines.is_decoded:
        return UTF8
    while line := lines.readline(MAX_ROW):
        if line.isascii() or len(line) == MAX_ROW:
            continue
        try:
            line.decode()
        except UnicodeDecodeError:
            broken = True
        else:
            return UTF8
    return "cp1252" if broken else UTF8


def numbered_lines(lines: Lines) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None for a line over MAX_ROW, whose rest is skipped in pieces. Raise Unreadable if the file is not a table."""
    number = 0
    while line := lines.readline(MAX_ROW + 1):
        number += 1
        if number == 1:
            _refuse_other_files(line)
        too_long = len(line) > MAX_ROW
        while too_long and line and not line.endswith(b"\n"):
            line = lines.readline(MAX_ROW)
        yield number, None if too_long else line


def decoded(line: bytes | None, encoding: str = UTF8) -> str:
    """The line as text. Raise Wrong when it is too long or in another encoding."""
    if line is None:
        raise Wrong(f"the line is longer than {MAX_ROW:,} bytes.")
    try:
        return line.decode(encoding)
    except UnicodeDecodeError as error:
        raise Wrong(
            f"the line is not {_NAMES[encoding]} (byte {error.start + 1}): save the file as UTF-8, or say --encoding NAME."
        ) from None


_NAMES = {UTF8: "UTF-8", "cp1252": "windows-1252"}


def _refuse_other_files(start: bytes) -> None:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("the file is UTF-16, which cannot be read from a pipe: say --encoding utf-16, or save it as UTF-8.")
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Unreadable("the file is a workbook or an archive: say --format xlsx for a workbook, and export another one as CSV first.")
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise Unreadable("the file is a web page, not a table of claims: look at what was downloaded.")


class _Borrowed(io.RawIOBase):
    """A file that stays open when its reader is closed."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]  # typeshed's type is wider than what is passed here
        part = self._file.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)


class _Rewritten:
    """Lines of a file in another encoding, or with lone carriage returns at their ends."""

    def __init__(self, file: IO[bytes], encoding: str) -> None:
        buffered = io.BufferedReader(_Borrowed(file), START)
        self._text = io.TextIOWrapper(buffered, encoding, errors="replace", newline="")
        self.is_decoded = encoding != OWN_BYTES

    def readline(self, size: int, /) -> bytes:
        """The next line, in UTF-8 or as its original bytes."""
        line = self._text.readline(size)
        # What the encoding cannot decode becomes invalid UTF-8, so that the row is refused.
        return line.encode().replace(b"\xef\xbf\xbd", b"\xff") if self.is_decoded else line.encode(OWN_BYTES)

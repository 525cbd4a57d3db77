"""The picture that other sites show beside a link to a published page: the claim, its rating and the newsroom's name, as a PNG.

PDFium draws it, which the program has for reading PDFs, with a font that lies beside this file. The font has the Latin, Greek and Cyrillic
letters. A text with any other character, or one that is written from right to left, is left out whole: half a claim or empty boxes would
say something that nobody published.
"""

import ctypes
import re
import struct
import unicodedata
import zlib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from claims.model import Meaning

WIDTH, HEIGHT = 1200, 630
"""Pixels: the size that the sites which show such pictures ask for (1.91 to 1)."""

_EDGE = 72
_SIZES = (60, 52, 46, 40)
"""Sizes of the claim's letters in pixels, the largest that fits first."""
_ROOM = 312  # pixels, from the top of the claim to its bottom
_SPACING = 1.3  # lines
_LONGEST = 400  # characters; more never fit
_LONGEST_WORD = 20  # characters in a line of the largest letters

Colour = tuple[int, int, int]
_INK, _MUTED, _PAPER = (23, 27, 31), (82, 90, 96), (255, 255, 255)
_OF_MEANING: dict[Meaning, Colour] = {Meaning.TRUE: (23, 99, 63), Meaning.FALSE: (150, 43, 43), Meaning.NEITHER: (81, 67, 138)}
"""The colours of the pages, light (tokens.css)."""

_DRAWABLE = re.compile(
    "[ -~\u00a0-\u024f\u1e00-\u1ef9\u0370-\u03ff\u0400-\u04ff\u2010-\u2027\u2030-\u203a\u20a0-\u20b5\u2212\u2116\u2122]*"
)
_PDFIUM = Lock()
"""PDFium is not made for threads."""


@lru_cache(maxsize=256)
def share_picture(claim: str, rating: str, meaning: Meaning, newsroom: str, *, is_verbatim: bool) -> bytes:
    """The PNG; texts that the font cannot show are left out. Takes about 50 ms the first time.

    Only a claim in the words of its article (``is_verbatim``) has quotation marks.
    """
    with _PDFIUM:
        return _draw(_shown(claim), "“”" if is_verbatim else "", _shown(rating), _shown(newsroom), _OF_MEANING[meaning])


def can_show(text: str) -> bool:
    """Whether the font has every character of a text."""
    composed = unicodedata.normalize("NFC", text)
    return bool(_DRAWABLE.fullmatch(composed)) and not any(unicodedata.category(letter) == "Cn" for letter in composed)


def _shown(text: str) -> str:
    words = " ".join(text.split())
    return unicodedata.normalize("NFC", words) if can_show(words) else ""


def _draw(claim: str, marks: str, rating: str, newsroom: str, colour: Colour) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    try:
        page = document.new_page(WIDTH, HEIGHT)
        canvas = _Canvas(document, page)
        canvas.box(0, 0, WIDTH, HEIGHT, _PAPER)
        canvas.box(0, 0, 24, HEIGHT, colour)
        canvas.line(canvas.cut(newsroom, 32, WIDTH - 2 * _EDGE), 32, _EDGE, HEIGHT - 96, _MUTED)
        size, lines = _fitting(canvas, marks[:1] + claim, marks[1:]) if claim else (0, [])
        for number, line in enumerate(lines):
            canvas.line(line, size, _EDGE, HEIGHT - 160 - size - round(number * size * _SPACING), _INK)
        if rating:
            label = canvas.cut(rating, 48, WIDTH - 2 * _EDGE - 56)
            canvas.box(_EDGE, 48, canvas.width(label, 48) + 56, 88, colour)
            canvas.line(label, 48, _EDGE + 28, 75, _PAPER)
        page.gen_content()
        return _png(page.render(scale=1))
    finally:
        document.close()


def _fitting(canvas: "_Canvas", claim: str, closing: str) -> tuple[int, list[str]]:
    """The largest size at which a claim fits with its ``closing`` mark, and its lines; the smallest with a cut claim if none does."""
    size, lines = _SIZES[0], list[str]()
    for size in _SIZES:
        most = int(_ROOM / (size * _SPACING))
        lines = canvas.lines(claim[:_LONGEST] + closing, size, WIDTH - 2 * _EDGE)
        if len(lines) <= most and len(claim) <= _LONGEST:
            return size, lines
    # A mark for the rest, whatever the last line that fits would still hold.
    shown = lines[:most]
    last = canvas.cut(f"{shown[-1]} {'W' * _LONGEST_WORD}", size, WIDTH - 3 * _EDGE)
    return size, [*shown[:-1], last + closing]


class _Canvas:
    """A page to write on. Places are pixels from the left and the bottom."""

    def __init__(self, document: Any, page: Any) -> None:
        from pypdfium2 import raw

        self._raw, self._document, self._page = raw, document, page
        data = _font()
        self._font = raw.FPDFText_LoadFont(document, data, len(data), raw.FPDF_FONT_TRUETYPE, True)

    def box(self, left: float, bottom: float, width: float, height: float, colour: Colour) -> None:
        shape = self._raw.FPDFPageObj_CreateNewRect(left, bottom, width, height)
        self._raw.FPDFPath_SetDrawMode(shape, self._raw.FPDF_FILLMODE_WINDING, False)
        self._put(shape, colour)

    def line(self, text: str, size: int, left: float, bottom: float, colour: Colour) -> None:
        if text:
            shape = self._text(text, size)
            self._raw.FPDFPageObj_Transform(shape, 1, 0, 0, 1, left, bottom)
            self._put(shape, colour)

    def width(self, text: str, size: int) -> float:
        shape, edges = self._text(text, size), [ctypes.c_float() for _ in range(4)]
        self._raw.FPDFPageObj_GetBounds(shape, *map(ctypes.byref, edges))
        self._raw.FPDFPageObj_Destroy(shape)
        return edges[2].value

    def lines(self, text: str, size: int, room: float) -> list[str]:
        """A text in lines that are no wider than ``room``, broken between words, very long words anywhere."""
        lines = [""]
        for word in _pieces(text):
            longer = f"{lines[-1]} {word}".strip()
            if self.width(longer, size) <= room or not lines[-1]:
                lines[-1] = longer
            else:
                lines.append(word)
        return [line for line in lines if line]

    def cut(self, text: str, size: int, room: float) -> str:
        """A text in one line, its last words left out if it is wider than ``room``."""
        text = text[:_LONGEST]
        if self.width(text, size) <= room:
            return text
        words = text.removesuffix(" …").split(" ")
        while len(words) > 1 and self.width(" ".join(words) + " …", size) > room:
            words.pop()
        kept = " ".join(words)
        while self.width(kept + " …", size) > room:
            kept = kept[:-1]
        return kept.rstrip(" ,;:") + " …"

    def _text(self, text: str, size: int) -> Any:
        shape = self._raw.FPDFPageObj_CreateTextObj(self._document, self._font, size)
        coded = (text + "\0").encode("utf-16-le")
        self._raw.FPDFText_SetText(shape, (ctypes.c_ushort * (len(coded) // 2)).from_buffer_copy(coded))
        return shape

    def _put(self, shape: Any, colour: Colour) -> None:
        self._raw.FPDFPageObj_SetFillColor(shape, *colour, 255)
        self._raw.FPDFPage_InsertObject(self._page, shape)


def _pieces(text: str) -> Iterable[str]:
    for word in text.split():
        yield from (word[at : at + _LONGEST_WORD] for at in range(0, len(word), _LONGEST_WORD))


@cache
def _font() -> Any:
    data = (Path(__file__).parent / "fonts" / "DejaVuSans-Bold.ttf").read_bytes()
    return (ctypes.c_uint8 * len(data)).from_buffer_copy(data)


def _png(bitmap: Any) -> bytes:
    """A bitmap as PNG (https://www.w3.org/TR/png-3/): eight bits for each of red, green and blue."""
    rows = bitmap.to_numpy()[:, :, ::-1]
    pixels = b"".join(b"\0" + row.tobytes() for row in rows)  # 0: a row as it is
    header = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(pixels, 9)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

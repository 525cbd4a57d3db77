"""Reads a PDF from standard input with PDFium and prints its words with their positions, one JSON line a page.

It runs as a program of its own (``pdf.py`` starts it): PDFium is C++, so a hostile file may crash it, fill the memory or never end,
and then only this process ends. It imports nothing else of this program, so that it starts in a tenth of a second.
"""

import ctypes
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

MEMORY = 1_500_000_000  # bytes of address space; a page of text takes 100 MB
SECONDS = 6  # of processor time
_MOST_CHARACTERS = 60_000  # on a page; the densest newspaper page has 30,000
_MOST_OBJECTS = 20_000  # on a page
_SPACE = 0.18  # times the size of the letters: a gap between two words
_HYPHENS = (2, 0xFFFE)  # PDFium's signs for a hyphen at a line's end


class Sign(NamedTuple):
    """A letter as it is drawn: places and size in points, and how often the page must be turned by 90 degrees for it to stand upright."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    turn: int


def main() -> None:
    _limit()
    import pypdfium2.raw as pdfium

    content = sys.stdin.buffer.read()
    most_pages = int(sys.argv[1])
    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2))
    document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)  # no password: files that need none open
    if not document:
        _say({"error": "password" if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD else "damaged"})
        return
    pages = pdfium.FPDF_GetPageCount(document)
    _say({"pages": pages, "title": _about(pdfium, document, "Title"), "author": _about(pdfium, document, "Author")})
    for number in range(min(pages, most_pages)):
        page = pdfium.FPDF_LoadPage(document, number)
        _say(_page(pdfium, page) if page else {"width": 0, "height": 0, "words": [], "pictures": 0, "turned": 0, "lost": True})
        if page:
            pdfium.FPDF_ClosePage(page)


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not a Unix: the time limit of the parent is left
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _say(fact: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(fact) + "\n")


def _about(pdfium: Any, document: Any, name: str) -> str:
    room = ctypes.create_string_buffer(2000)
    length = pdfium.FPDF_GetMetaText(document, name.encode(), room, len(room))
    return room.raw[: max(0, min(length, len(room)) - 2)].decode("utf-16-le", "replace")


def _page(pdfium: Any, page: Any) -> dict[str, Any]:
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    text = pdfium.FPDFText_LoadPage(page)
    signs = list(_signs(pdfium, text))
    pdfium.FPDFText_ClosePage(text)
    turns = Counter(sign.turn for sign in signs)
    turn = turns.most_common(1)[0][0] if turns else 0
    words = _words(sign for sign in signs if sign.turn == turn)
    if turn % 2 and width < height:
        width, height = height, width
    return {
        "width": width,
        "height": height,
        "words": words,
        "pictures": _pictures(pdfium, page) / max(1.0, width * height),
        "turned": sum(sign.turn != turn and sign.text != " " for sign in signs),
        "lost": False,
    }


def _signs(pdfium: Any, text: Any) -> Iterator[Sign]:
    """Each drawn character; a space takes the rotation of the character before it, because its own position does not matter."""
    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    turn = 0
    for at in range(min(pdfium.FPDFText_CountChars(text), _MOST_CHARACTERS)):
        code = pdfium.FPDFText_GetUnicode(text, at)
        is_hyphen = code in _HYPHENS or pdfium.FPDFText_IsHyphen(text, at) == 1
        sign = "-" if is_hyphen else chr(code) if 0 < code < 0x110000 else ""
        if sign.isspace():
            yield Sign(" ", 0.0, 0.0, 0.0, 0.0, turn)
        elif sign and (is_hyphen or pdfium.FPDFText_IsGenerated(text, at) != 1):
            pdfium.FPDFText_GetLooseCharBox(text, at, box)
            pdfium.FPDFText_GetCharOrigin(text, at, x, y)
            pdfium.FPDFText_GetMatrix(text, at, matrix)
            size = pdfium.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d)
            turn = -round(pdfium.FPDFText_GetCharAngle(text, at) / (math.pi / 2)) % 4
            yield _upright(sign, box, x.value, y.value, size, turn)


def _upright(sign: str, box: Any, x: float, y: float, size: float, turn: int) -> Sign:
    """The character with its position as if the page were turned so that it is upright."""
    if turn == 0:
        return Sign(sign, box.left, box.right, y, size, turn)
    if turn == 1:
        return Sign(sign, box.bottom, box.top, -x, size, turn)
    if turn == 2:
        return Sign(sign, -box.right, -box.left, -y, size, turn)
    return Sign(sign, -box.top, -box.bottom, x, size, turn)


def _words(signs: Iterable[Sign]) -> list[list[Any]]:
    """Characters joined to words in the order in which they were drawn: [text, left, right, baseline, size, whether a space was drawn before]."""
    words: list[list[Any]] = []
    after_space = False
    for sign in signs:
        if sign.text == " ":
            after_space = True
            continue
        if words and not after_space and _is_next(words[-1], sign):
            words[-1][0] += sign.text
            words[-1][2] = max(words[-1][2], sign.right)
        else:
            words.append([sign.text, sign.left, sign.right, sign.baseline, sign.size, after_space])
        after_space = False
    return [[_paired(text), *(round(coordinate, 2) for coordinate in places), space] for text, *places, space in words]


def _is_next(word: list[Any], sign: Sign) -> bool:
    near = max(sign.size, 1.0)
    is_level = abs(word[3] - sign.baseline) < 0.08 * near and abs(word[4] - sign.size) < 0.15 * near
    return bool(is_level and -0.5 * near < sign.left - word[2] < _SPACE * near)


def _paired(text: str) -> str:
    """Join the halves of a surrogate pair, which PDFium gives one by one."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _pictures(pdfium: Any, page: Any) -> float:
    """The area of the largest picture of a page, in square points."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    largest = 0.0
    for at in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        thing = pdfium.FPDFPage_GetObject(page, at)
        if pdfium.FPDFPageObj_GetType(thing) in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
            is_picture = pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_IMAGE or _holds_picture(pdfium, thing)
            if is_picture:
                largest = max(largest, (right.value - left.value) * (top.value - bottom.value))
    return largest


def _holds_picture(pdfium: Any, form: Any) -> bool:
    inside = range(min(pdfium.FPDFFormObj_CountObjects(form), 100))
    return any(pdfium.FPDFPageObj_GetType(pdfium.FPDFFormObj_GetObject(form, at)) == pdfium.FPDF_PAGEOBJ_IMAGE for at in inside)


if __name__ == "__main__":
    main()

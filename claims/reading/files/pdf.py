"""The text of a PDF: PDFium, in a process of its own, gives words and their positions, and ``printed/`` puts them in order."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from claims import wording
from claims.errors import TooLarge, Unreadable, Wordless
from claims.model import Beside
from claims.reading import hyphens
from claims.reading.files.details import Details, clean
from claims.reading.files.plain import first_lines
from claims.reading.files.printed import columns, margins
from claims.reading.files.printed.line_pieces import Piece, Word, pieces_of, text_of
from claims.reading.files.printed.paragraphs import Text
from claims.reading.line_breaks import tidy

_MOST_PAGES = 400
_PATIENCE = 20.0  # seconds; the process may take 6 of processor time (printed/child.py), and the machine may be busy
_MOST_WORDS = 600_000
_LARGEST_ANSWER = 80_000_000  # bytes of JSON
_TELLING = 60  # letters of a quote by which its page is found: the rest may be on the next one
_FEW_LETTERS = 100  # words on a page; if it also has a large picture, the page was scanned and these words are a stamp
_PICTURE = 0.08  # of a page's area
_HEADLINE = 1.15  # times the size of the text
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "Ĳ": "IJ", "ĳ": "ij"})
_SYMBOLS = re.compile(r"\A[\ue000-\uf8ff]\Z")  # alone in a word: a sign of a symbol font, which programs take for the bullets of lists
_NO_TITLE = re.compile(
    r"\(?(?:untitled|anonymous|unspecified|microsoft (?:word|powerpoint)\b.*|print(?:ing)?|document\d*|.*\.(?:docx?|pdf|indd|qxd|rtf|html?|pptx?))\)?",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"\(?(?:|anonymous|unspecified|unknown|user|admin|administrator|author|microsoft office user|owner)\)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Page:
    pieces: list[Piece]
    height: float
    pictures: float  # the area of the largest picture, as a share of the page
    turned: int  # letters at an angle to the others
    is_lost: bool

    @property
    def letters(self) -> int:
        return sum(len(word.text) for piece in self.pieces for word in piece.words)


def read(content: bytes) -> tuple[str, Details, Beside]:
    """The text of all pages: columns one after the other, a table one row a line, notes at the end; without heads, feet and page numbers.

    The title is the headline on the first page, else the file's. The day a file was made is not its day of publication. Raise Unreadable for
    a PDF that wants a password, is damaged or only pictures, TooLarge for one with more than 400 pages or that takes too long to read.
    """
    pages, about = _opened(content)
    pictures = [number for number, page in enumerate(pages, 1) if page.letters < _FEW_LETTERS and page.pictures > _PICTURE]
    if len(pictures) == len(pages) or not any(page.letters for page in pages):
        stamp = " beside a few words, a stamp's perhaps" if any(page.letters for page in pages) else ""
        raise Wordless(
            wording.phrase(
                "The PDF holds no text, only pictures of pages (a scan){stamp}: add a version with text, or run text recognition (OCR) on it first.",
                stamp=stamp,
            )
        )
    sheets = [margins.Sheet(margins.rows_of(page.pieces), page.height) for page in pages]
    kept, left_out = margins.without_margins(sheets)
    text = Text(_body_size(kept), hyphens.words_of(" ".join(row.text for sheet in sheets for row in sheet.rows)))
    marks: list[str] = []
    in_columns = 0
    for pieces in kept:
        parts = columns.in_order(pieces)
        in_columns += len(parts) > 1
        for part in parts:
            text.add_column(part)
        for piece in pieces:
            text_of(piece, marks)
    whole = tidy("\n\n".join([*text.paragraphs, *text.notes]).translate(_LIGATURES))
    if not any(sign.isalpha() for sign in whole):
        raise Unreadable("The PDF holds no words: there is no article to read.")
    details, guesses = _details(whole, kept, text.body_size, about)
    warnings = _warnings(pages, pictures, left_out=left_out, notes=len(text.notes), rows=text.rows, marks=len(marks), in_columns=in_columns)
    return whole, details, Beside((*warnings, *guesses))


def page_of(content: bytes, quote: str) -> int | None:
    """The page, from 1, on which a quote from ``read``'s text begins, counted from the first page of the file; None if no page has it.

    Spaces, line ends and hyphens are not compared. Raise as ``read`` does.
    """
    beginning = _bare(quote)[:_TELLING]
    return next((number for number, words in enumerate(_bare_pages(content), start=1) if beginning and beginning in words), None)


@lru_cache(maxsize=2)  # several quotes of one file are looked for one after the other
def _bare_pages(content: bytes) -> tuple[str, ...]:
    bare = []
    for page in _opened(content)[0]:
        text = Text(_body_size([page.pieces]), frozenset())
        for part in columns.in_order(page.pieces):
            text.add_column(part)
        bare.append(_bare(" ".join([*text.paragraphs, *text.notes]).translate(_LIGATURES)))
    return tuple(bare)


def _bare(text: str) -> str:
    return re.sub(r"[\s|-]+", "", text)


def _opened(content: bytes) -> tuple[list[_Page], Mapping[str, Any]]:
    facts = _facts(content)
    about = next(facts)
    if about.get("error") == "password":
        raise Unreadable("The PDF is encrypted and wants a password: save it without one and add it again.")
    if "error" in about or not about["pages"]:
        raise _damaged()
    if about["pages"] > _MOST_PAGES:
        raise TooLarge(
            wording.phrase(
                "The PDF has {count} pages; an article may have at most {limit}: add the pages that matter.",
                count=format(about["pages"], ","),
                limit=_MOST_PAGES,
            )
        )
    pages: list[_Page] = []
    words = 0
    for fact in facts:
        words += len(fact["words"])
        if words > _MOST_WORDS:
            raise TooLarge(
                wording.phrase("The PDF has more than {most_words} words: add the pages that matter.", most_words=format(_MOST_WORDS, ","))
            )
        pieces = pieces_of(Word(_SYMBOLS.sub("•", text), *places) for text, *places in fact["words"])
        pages.append(_Page(pieces, fact["height"], fact["pictures"], fact["turned"], fact["lost"]))
    if len(pages) < about["pages"] or all(page.is_lost for page in pages):
        raise _damaged()
    return pages, about


def _facts(content: bytes) -> Iterator[dict[str, Any]]:
    """The output of printed/child.py: first about the whole file, then about each page."""
    command = [sys.executable, "-I", str(Path(__file__).parent / "printed" / "child.py"), str(_MOST_PAGES)]
    try:
        ran = subprocess.run(command, input=content, capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603  # our own program
    except subprocess.TimeoutExpired:
        raise _too_slow() from None
    if ran.returncode < 0 and -ran.returncode in (9, 24):  # SIGKILL and SIGXCPU: the limit of processor time
        raise _too_slow()
    if ran.returncode or not ran.stdout:
        raise (
            TooLarge("The PDF needs more memory than an article does: add the pages that matter, or paste the text.")
            if b"MemoryError" in ran.stderr
            else _damaged()
        )
    if len(ran.stdout) > _LARGEST_ANSWER:
        raise TooLarge("The PDF holds more words than an article does: add the pages that matter, or paste the text.")
    return (json.loads(line) for line in ran.stdout.splitlines())


def _damaged() -> Unreadable:
    return Unreadable("The PDF is damaged or cut short: export or download it again.")


def _too_slow() -> TooLarge:
    return TooLarge("The PDF takes too long to read: add the pages that matter, or paste the text.")


def _body_size(pages: list[list[Piece]]) -> float:
    """The size of most letters, in points."""
    sizes: Counter[float] = Counter()
    for piece in (piece for pieces in pages for piece in pieces):
        for word in piece.words:
            sizes[round(word.size * 2) / 2] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _details(text: str, pages: list[list[Piece]], body: float, about: Mapping[str, Any]) -> tuple[Details, tuple[str, ...]]:
    shown = first_lines(text)
    named = clean(about["title"])
    named = "" if _NO_TITLE.fullmatch(named) else named
    headline = _headline(pages[0] if pages else [], body)
    in_text = bool(named) and re.search(rf"(?<!\w){re.escape(named.lower())}(?!\w)", " ".join(text[:2000].split()).lower()) is not None
    title = named if in_text else headline or named or shown.title or _first_sentence(text)
    author = clean(about["author"])
    details = Details(title=title).otherwise(shown)
    if details.byline or _NO_AUTHOR.fullmatch(author):
        return details, ()
    guess = f"The byline is a guess: no line names an author, but the file's properties name {author}."
    return details.otherwise(Details(byline=author)), (guess,)


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s", clean(text.split("\n")[0]), maxsplit=1)[0]


def _headline(pieces: list[Piece], body: float) -> str | None:
    """The largest letters of the first page, if they are larger than the text and in the page's upper half."""
    largest = max((piece.size for piece in pieces), default=0.0)
    if largest < _HEADLINE * body:
        return None
    lines = [piece for piece in pieces if piece.size > 0.95 * largest]
    return clean(" ".join(map(text_of, lines[:4])).translate(_LIGATURES)) if len(lines) <= 4 else None


def _warnings(
    pages: list[_Page], pictures: list[int], *, left_out: int, notes: int, rows: int, marks: int, in_columns: int
) -> Iterator[str]:
    if pictures:
        yield f"{_pages(pictures)} {'is a picture' if len(pictures) == 1 else 'are pictures'} (a scan), without text that could be read."
    if lost := [number for number, page in enumerate(pages, 1) if page.is_lost]:
        yield f"{_pages(lost)} could not be read: the file is damaged there."
    if turned := sum(page.turned > 0 for page in pages):
        yield f"Words at an angle to the text were left out on {turned} {'page' if turned == 1 else 'pages'}."
    if in_columns:
        yield f"{in_columns} {'page was' if in_columns == 1 else 'pages were'} read column by column."
    if notes:
        yield f"{notes} {'footnote was' if notes == 1 else 'footnotes were'} put at the end."
    if marks:
        yield f"{marks} raised note {'mark was' if marks == 1 else 'marks were'} left out."
    if rows:
        yield f"{rows} table {'row was' if rows == 1 else 'rows were'} read a line each: check the cells against the page."
    if left_out:
        yield f"{left_out} {'line' if left_out == 1 else 'lines'} at the head or foot of pages {'was' if left_out == 1 else 'were'} left out (running titles, page numbers)."


def _pages(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:10])) + (" and more" if len(numbers) > 10 else "")
    return f"Page {shown}" if len(numbers) == 1 else f"Pages {shown}"

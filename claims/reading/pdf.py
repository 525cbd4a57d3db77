"""The text of a PDF, by pypdf."""

import io
import logging
import re
import time
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.errors import TooLarge, Unreadable
from claims.reading.lines import starts_item, tidy
from claims.reading.metadata import Said, clean

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_MOST_PAGES = 400
_LARGEST_PAGE = 1_500_000  # bytes of drawing instructions; a page of dense text has 50,000
_LARGEST_STREAM = 16_000_000  # bytes that one packed stream may unpack to
_PATIENCE = 3.0  # seconds for all pages; an article takes a tenth of one
_TELLING = 60  # letters of a quote that tell its page: the rest may stand on the next one
_HYPHENATED = re.compile(r"(?<=[a-zß-ÿ])-\n(?=[a-zß-ÿ])")
_PAGE_NUMBER = re.compile(r"\W{0,4}(?:page\s)?\s?[0-9]{1,4}(?:\s?(?:/|of)\s?[0-9]{1,4})?\W{0,4}", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?:…。！？][\"'”’»)\]]{0,3}$")


def read(content: bytes) -> tuple[str, Said]:
    """The text of all pages, without running heads and page numbers, lines joined to paragraphs; title and author as the file gives them.

    Raise Unreadable for a PDF that is encrypted, damaged or only pictures, and TooLarge for one with more than 400 pages
    or whose pages take more than 3 seconds to read.
    """
    pages, said = _opened(content)
    text = tidy(_HYPHENATED.sub("", _joined(_without_running_heads(pages))))
    if not any(sign.isalpha() for sign in text):
        raise Unreadable("The PDF holds no text, only pictures: add a version with text, or run text recognition (OCR) on it first.")
    return text, said if said.title else Said(title=clean(text.split("\n")[0]), byline=said.byline)


def page_of(content: bytes, quote: str) -> int | None:
    """The page, from 1, on which a quote from ``read``'s text begins, counted as a reader of the file counts; None when none has it.

    Spaces, line ends and hyphens are not compared. Raise as ``read`` does.
    """
    pages, _ = _opened(content)
    wanted = _bare(quote)[:_TELLING]
    return next((number for number, lines in enumerate(pages, start=1) if wanted and wanted in _bare(" ".join(lines))), None)


def _bare(text: str) -> str:
    return re.sub(r"[\s-]+", "", text)


def _opened(content: bytes) -> tuple[list[list[str]], Said]:
    import pypdf
    from pypdf import errors

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs what it mends; what it cannot mend is raised here
    try:
        with pypdf.apply_configuration(zlib_maximum_output_length=_LARGEST_STREAM, lzw_maximum_output_length=_LARGEST_STREAM):
            return _read(content)
    except (Unreadable, TooLarge):
        raise
    except errors.LimitReachedError:
        raise TooLarge(
            f"A part of the PDF unpacks to more than {_LARGEST_STREAM:,} bytes: add the pages that matter, or paste the text."
        ) from None
    except RecursionError:
        raise Unreadable("The PDF is damaged (its parts contain each other): export it again.") from None
    except Exception as error:  # a damaged file makes pypdf fail in every way there is, KeyError and TypeError included
        reason = " ".join(str(error).split())[:80]
        raise Unreadable(f"The PDF is damaged or cut short ({reason or type(error).__name__}): export or download it again.") from error


def _read(content: bytes) -> tuple[list[list[str]], Said]:
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted:
        raise Unreadable("The PDF is encrypted: save it without a password and add it again.")
    return [_lines(text) for text in _texts(reader)], _said(reader)


def _texts(reader: "PdfReader") -> Iterator[str]:
    if len(reader.pages) == 0:
        raise Unreadable("The PDF is damaged or cut short (it has no pages): export or download it again.")
    if len(reader.pages) > _MOST_PAGES:
        raise TooLarge(f"The PDF has {len(reader.pages)} pages; an article may have at most {_MOST_PAGES}: add the pages that matter.")
    until = time.monotonic() + _PATIENCE
    for page in reader.pages:
        _refuse_huge(page)
        yield page.extract_text()
        if time.monotonic() > until:
            raise TooLarge(f"The PDF takes more than {_PATIENCE:.0f} seconds to read: add the pages that matter, or paste the text.")


def _refuse_huge(page: "PageObject") -> None:
    contents = page.get_contents()
    if contents is not None and len(contents.get_data()) > _LARGEST_PAGE:
        raise TooLarge(f"A page of the PDF unpacks to more than {_LARGEST_PAGE:,} bytes: add the pages that matter, or paste the text.")


def _said(reader: "PdfReader") -> Said:
    about = reader.metadata
    if about is None:
        return Said()
    written = about.creation_date
    return Said(
        title=clean(about.title) or None, byline=clean(about.author) or None, published_at=written.date().isoformat() if written else None
    )


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in tidy(text).split("\n")]


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """The pages without page numbers, and without lines that head or end at least half of three or more pages."""
    edges = Counter(_masked(line) for page in pages for line in {*page[:2], *page[-2:]})
    repeated = {line for line, times in edges.items() if times >= 3 and 2 * times >= len(pages)}

    def kept(at: int, line: str, last: int) -> bool:
        at_edge = at < 2 or at > last - 2
        return not at_edge or not (_PAGE_NUMBER.fullmatch(line) or _masked(line) in repeated)

    return [[line for at, line in enumerate(page) if kept(at, line, len(page) - 1)] for page in pages]


def _masked(line: str) -> str:
    return re.sub(r"[0-9]+", "0", line)


def _joined(pages: list[list[str]]) -> str:
    """Lines joined to paragraphs: a line ends one when it ends a sentence short of the page's width, or is far shorter."""
    pieces: list[str] = []
    for page in pages:
        width = max(map(len, page), default=0)
        for at, line in enumerate(page):
            following = page[at + 1] if at + 1 < len(page) else None
            pieces += [line, _gap(line, following, width)]
    return "".join(pieces)


def _gap(line: str, following: str | None, width: int) -> str:
    ends = _ENDS_SENTENCE.search(line) is not None
    if following is None:
        return "\n\n" if ends else "\n" if line.endswith("-") else " "
    if not line or not following:
        return "\n\n"
    if starts_item(following):
        return "\n"
    if line.endswith("-"):
        return "\n"
    short = len(line) < (0.88 if ends else 0.6) * width
    return "\n\n" if short else " "

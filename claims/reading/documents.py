"""One article from any file a newsroom gets. What is kept is the article: its text, and what it says about itself."""

import re
from dataclasses import replace
from pathlib import PurePath
from urllib.parse import urlsplit

from claims.errors import TooLarge, Unreadable
from claims.model import Beside, Document
from claims.reading import languages
from claims.reading.decoding import decode
from claims.reading.furniture import byline_in
from claims.reading.lines import tidy, unwrap
from claims.reading.metadata import Said, clean, iso_day

LARGEST = 5_000_000  # bytes
_LONGEST_TITLE = 200  # code points
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_LOOKS_LIKE_PAGE = re.compile(
    r"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?<(?:!doctype html|html|head|body|article|div|p|h1|main|section|meta)\b", re.IGNORECASE
)
_DRAWING = re.compile(r"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?(?:<!(?!doctype html)[^>]{0,500}>\s{0,200}){0,3}<svg\b", re.IGNORECASE)
_OTHER_FORMATS = (
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc)"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3", "a database"),
)


def read(content: bytes, *, name: str | None, url: str | None = None, content_type: str | None = None, limit: int = LARGEST) -> Document:
    """The article in these bytes: HTML, PDF, DOCX, Markdown or plain text, told apart by the bytes first, then by type and name.

    The same bytes give the same text. ``url`` is where they came from; a page's own canonical address goes before it.
    Raise TooLarge over ``limit`` bytes, and Unreadable, saying what is wrong, for anything that holds no article.
    """
    if len(content) > limit:
        raise TooLarge(f"It has {len(content):,} bytes; an article may have at most {limit:,} (CLAIMS_MAX_ARTICLE_BYTES).")
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise Unreadable("It is empty: there is no article to read.")
    text, said, beside = _text_of(content, name, url, content_type)
    if not any(sign.isalpha() for sign in text):
        raise Unreadable("It holds no words: there is no article to read.")
    address = said.url or url
    return Document(
        text=text,
        title=said.title or _stem(name) or text[:80].split("\n")[0],
        publisher=said.publisher or _site(address),
        byline=said.byline,
        published_at=said.published_at,
        url=address,
        language=languages.detect(text, said.language),
        beside=beside,
    )


def _text_of(content: bytes, name: str | None, url: str | None, content_type: str | None) -> tuple[str, Said, Beside]:
    ending = PurePath(name).suffix.lower() if name else ""
    media = (content_type or "").split(";")[0].strip().lower()
    if b"%PDF-" in content[:1024]:
        from claims.reading import pdf  # the format's library loads only for that format

        return *pdf.read(content), Beside()
    if content.startswith(b"PK\x03\x04"):
        return _word_file(content)
    _refuse_others(content, ending, media)
    is_page = media in _PAGE_TYPES or ending in (".html", ".htm", ".xhtml")
    text = decode(content, content_type=content_type, page=is_page or content.lstrip()[:1] == b"<")
    if _DRAWING.match(text):
        raise _of_another_format("a picture")
    if is_page or _LOOKS_LIKE_PAGE.match(text):
        from claims.reading import webpage

        return *webpage.read(text, url), Beside()
    if ending in (".md", ".markdown") or media == "text/markdown":
        from claims.reading import markdown

        return *markdown.read(text), Beside()
    text = unwrap(tidy(text))
    return text, first_lines(text), Beside()


def _word_file(content: bytes) -> tuple[str, Said, Beside]:
    from claims.reading import docx

    text, shown, properties, beside = docx.read(content)
    said = shown.otherwise(first_lines(text.removeprefix("- ")))
    if properties.byline and not said.byline:
        guess = f"The byline is a guess: no line names an author, but the file's properties name {properties.byline}."
        beside = replace(beside, warnings=(*beside.warnings, guess))
    return text, said.otherwise(properties), beside


def _refuse_others(content: bytes, ending: str, media: str) -> None:
    for beginning, what in _OTHER_FORMATS:
        if content.startswith(beginning):
            raise _of_another_format(what)
    for kind, type_ in (("pdf", "application/pdf"), ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")):
        if ending == f".{kind}" or media == type_:
            raise Unreadable(f"It is called {kind.upper()} but does not begin like one: the file is damaged or of another kind.")
    if media and not media.startswith("text/") and media not in (*_PAGE_TYPES, "application/octet-stream"):
        raise Unreadable(f"Its type is {media}: add the article as text, Markdown, HTML, PDF or DOCX.")


def _of_another_format(what: str) -> Unreadable:
    return Unreadable(f"It is {what}, which cannot be read here: add the article as text, Markdown, HTML, PDF or DOCX.")


def first_lines(text: str) -> Said:
    """What the first lines of a plain text say of it: a headline, "By …", a date alone on its line."""
    title = byline = day = None
    for number, line in enumerate(text[:2000].split("\n")[:8]):
        line = clean(line)
        if names := byline_in(line):
            byline = byline or names
        elif day is None and (found := iso_day(line)):
            day = found
        elif number == 0 and line and len(line) <= _LONGEST_TITLE and (line[-1] not in ".,;:" or len(line) < 60):
            title = line
    return Said(title=title, byline=byline, published_at=day)


def _site(address: str | None) -> str | None:
    """The host of an address without ``www``: who published it, when the page does not say."""
    host = urlsplit(address).hostname if address else None
    return host.removeprefix("www.") if host else None


def _stem(name: str | None) -> str | None:
    stem = clean(PurePath(name).stem.replace("_", " ").replace("-", " ")) if name and name != "-" else ""
    return stem or None

"""The table of formats: how each is told, what reads it, and what to do with the ones that are not read.

The bytes tell a format before its name does: a page that is called ``.txt`` is read as a page. ``add --help``, the upload page, the
fetcher and the error messages read this table, so that none of them promises what another one refuses.
"""

from collections.abc import Callable
from dataclasses import dataclass

from claims.errors import Unreadable
from claims.reading.files import file_signs, pasted_signs, readers
from claims.reading.files.file_signs import Incoming

Reader = Callable[[Incoming], readers.Reading]
Locator = Callable[[Incoming, str, int], str | None]
"""Of a file, a quote from its text and the quote's offset: the place of the quote in the file, in words."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. ``name`` follows "It is"; ``label`` is how lists name a format that is read.

    ``is_like`` is its sign in the bytes; a format without one is told by its media types and endings alone. A format without a ``reader`` is
    refused with ``instead``, which says what to do. ``locate`` finds a quote's place in a file that has pages or times.
    """

    name: str
    endings: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    is_like: Callable[[Incoming], bool] | None = None
    reader: Reader | None = None
    label: str = ""
    locate: Locator | None = None
    instead: str = "paste the article's text, or add it as a web page, PDF or Word file"


_TYPE_IN = "type its words into a text file, or run text recognition (OCR) on it and add what comes out"
_TRANSCRIBE = "add its transcript or subtitles (.srt, .vtt, or Whisper's .json)"
_IMPORT = "bring claims in a table in with `claims import FILE`; of an article, paste the text"
_SAVE_AS_WORD = "save it as .docx or .pdf and add that"
_TABLE = "save the table as .csv and bring its claims in with `claims import FILE`; of an article, paste the text"
_UNPACK = "unpack it and add the article in it"
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_OASIS = "application/vnd.oasis.opendocument."

PLAIN = Format("plain text", (".txt", ".text"), ("text/plain",), reader=readers.plain_text, label="text")

_S = file_signs
BINARY = (
    Format("a PDF", (".pdf",), ("application/pdf",), _S.is_pdf, readers.pdf, "PDF", readers.page_of),
    Format("a Word file", (".docx", ".docm", ".dotx"), (f"{_OPEN_XML}wordprocessingml.document",), _S.has_part("word/"), readers.word, "Word (.docx)"),
    Format("an OpenDocument text (ODT)", (".odt", ".ott"), (f"{_OASIS}text",), _S.is_open_document("text"), readers.open_document, "OpenDocument (.odt)"),
    Format("a workbook (XLSX)", (".xlsx", ".xlsm"), (f"{_OPEN_XML}spreadsheetml.sheet",), _S.has_part("xl/"), instead=_IMPORT),
    Format("a spreadsheet (ODS)", (".ods",), (f"{_OASIS}spreadsheet",), _S.is_open_document("spreadsheet"), instead=_TABLE),
    Format("a presentation (PowerPoint)", (".pptx", ".ppsx"), (f"{_OPEN_XML}presentationml.presentation",), _S.has_part("ppt/"), instead="save it as PDF and add that"),
    Format("a presentation (ODP)", (".odp",), (f"{_OASIS}presentation",), _S.is_open_document("presentation"), instead="save it as PDF and add that"),
    Format("an e-book (EPUB)", (".epub",), ("application/epub+zip",), _S.is_epub, instead="copy the pages that matter into a text file and add that"),
    Format("an Apple file (Pages, Numbers or Keynote)", (".pages", ".numbers", ".key"), (), _S.is_apple_work, instead="export it as Word or PDF and add that"),
    Format("a file for a password (Word, Excel or PowerPoint)", (), (), _S.holds_stream("EncryptedPackage"), instead="save it without a password and add it again"),
    Format("an old Word file (.doc)", (".doc", ".dot"), ("application/msword",), _S.holds_stream("WordDocument"), instead=_SAVE_AS_WORD),
    Format("an old workbook (.xls)", (".xls",), ("application/vnd.ms-excel",), _S.holds_stream("Workbook"), instead=_TABLE),
    Format("an old presentation (.ppt)", (".ppt", ".pps"), ("application/vnd.ms-powerpoint",), _S.holds_stream("PowerPoint Document"), instead="save it as PDF and add that"),
    Format("a mail as Outlook keeps it (.msg)", (".msg",), ("application/vnd.ms-outlook",), _S.holds_stream("__substg1.0_"), instead="save it as .eml, or paste its text"),
    Format("an old Office file (.doc, .xls or .ppt)", (), (), _S.begins(b"\xd0\xcf\x11\xe0"), instead=_SAVE_AS_WORD),
    Format("a picture", (".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic", ".heif", ".avif", ".tif", ".tiff", ".bmp", ".psd"), ("image/*",), _S.is_picture, instead=_TYPE_IN),
    Format("a sound recording", (".mp3", ".m4a", ".wav", ".ogg", ".oga", ".opus", ".flac", ".aac", ".wma", ".amr"), ("audio/*",), _S.is_sound, instead=_TRANSCRIBE),
    Format("a video", (".mp4", ".mov", ".m4v", ".webm", ".mkv", ".avi", ".mpg", ".mpeg", ".wmv", ".3gp"), ("video/*",), _S.is_video, instead=_TRANSCRIBE),
    Format("a web archive of Safari", (".webarchive",), (), _S.begins(b"bplist00"), instead="save the page as a page source or PDF and add that"),
    Format("a database", (".sqlite", ".sqlite3", ".db"), (), _S.begins(b"SQLite format 3"), instead="export its claims as CSV and bring them in with `claims import FILE`"),
    Format("a packed file", (".zip", ".gz", ".tgz", ".7z", ".rar", ".bz2", ".xz", ".tar"), ("application/zip", "application/gzip"), _S.is_packed, instead=_UNPACK),
    Format("a program", (".exe", ".dll"), (), _S.is_program, instead="add the article itself"),
    Format("an RTF file", (".rtf",), ("application/rtf", "text/rtf"), _S.begins(b"{\\rtf"), readers.rich_text, "RTF"),
    Format("a saved web page (MHTML)", (".mhtml", ".mht"), ("multipart/related", "application/x-mimearchive"), _S.is_mhtml, readers.saved_page, "saved page (.mhtml)"),
    Format("a mailbox of many mails (MBOX)", (".mbox",), ("application/mbox",), _S.is_mailbox, instead="save the mail that matters as .eml and add that"),
    Format("a mail", (".eml",), ("message/rfc822",), _S.is_mail, readers.mail, "mail (.eml)"),
)  # fmt: skip
"""Formats of bytes, told by their first ones or by the names of their parts."""

TEXTS = (
    Format("subtitles (WebVTT)", (".vtt",), ("text/vtt",), _S.matches("WEBVTT"), readers.captions, "subtitles (.srt, .vtt)", readers.time_of),
    Format("subtitles (SubRip)", (".srt",), ("application/x-subrip",), _S.is_subrip, readers.captions, locate=readers.time_of),
    Format("subtitles (ASS)", (".ass", ".ssa"), (), _S.matches(r"\[Script Info\]"), instead="save them as .srt and add that"),
    Format("a picture (SVG)", (".svg",), ("image/svg+xml",), _S.is_drawing, instead=_TYPE_IN),
    Format("a web page", (".html", ".htm", ".xhtml"), ("text/html", "application/xhtml+xml"), _S.is_page, readers.web_page, "web page"),
    Format("a feed (RSS or Atom)", (".rss", ".atom"), ("application/rss+xml", "application/atom+xml", "application/rdf+xml"), _S.has_root("rss", "feed", "RDF"), instead="follow it with `claims watch add URL`, or add the page of the article"),
    Format("an agency's XML (NITF or NewsML)", (), (), _S.has_root("nitf", "NewsML", "newsItem", "newsMessage", "packageItem"), instead="export the article as text, HTML or Word from the agency's programme and add that"),
    Format("subtitles as XML (TTML)", (".ttml", ".dfxp"), ("application/ttml+xml",), _S.has_root("tt", "transcript", "timedtext"), instead="save them as .srt or .vtt and add that"),
    Format("XML", (".xml",), ("text/xml", "application/xml"), _S.is_xml, instead="paste the article's text, or add its web page"),
    Format("a transcript (Whisper's JSON)", (), (), _S.is_whisper, readers.whisper, "Whisper's .json", readers.time_of),
    Format("JSON", (".json", ".jsonl", ".ndjson", ".geojson", ".ipynb"), ("application/json", "application/ld+json", "application/x-ndjson"), _S.is_json, instead="bring claims in with `claims import FILE`; of an article, paste the text"),
    Format("a TeX file", (".tex", ".ltx"), ("application/x-tex", "text/x-tex"), _S.is_tex, instead="make a PDF of it and add that"),
    Format("a list of references (BibTeX)", (".bib",), (), _S.matches(r"@[A-Za-z]{3,20}\{[^\s,{}]{1,200},"), instead="add the article itself"),
    Format("a calendar (iCalendar)", (".ics",), ("text/calendar",), _S.matches("BEGIN:VCALENDAR"), instead="paste the text of the entry that matters"),
    Format("an address card (vCard)", (".vcf",), ("text/vcard",), _S.matches("BEGIN:VCARD"), instead="paste the text that matters"),
    Format("PostScript", (".ps", ".eps"), ("application/postscript",), _S.matches("%!PS"), instead="make a PDF of it and add that"),
    Format("a table (CSV)", (".csv", ".tsv"), ("text/csv", "text/tab-separated-values"), pasted_signs.is_table, instead=_IMPORT),
    Format("a programme's settings (YAML or TOML)", (".yaml", ".yml", ".toml", ".ini"), (), instead="paste the article's text"),
    Format("Markdown", (".md", ".markdown"), ("text/markdown",), pasted_signs.is_markdown, readers.markdown, label="Markdown"),
    PLAIN,
)  # fmt: skip
"""Formats of text, told by how it begins once its charset is known, else by media type and ending."""

FORMATS = BINARY + TEXTS


def format_of(incoming: Incoming) -> Format:
    """The format of a file, by its bytes, then by its media type and the ending of its name; plain text where nothing tells.

    Raise Unreadable for a file that is called what its bytes are not, or that is text in no charset it could be in.
    """
    if (kind := _by_sign(BINARY, incoming)) is not None:
        return kind
    _refuse_misnamed(incoming)
    return _by_sign(TEXTS, incoming) or _by_name(TEXTS, incoming) or PLAIN


def own_ending(incoming: Incoming) -> str:
    """The usual ending, without its dot, of what a file is by its bytes: "docx", "html"; "txt" for anything that has none."""
    endings = format_of(incoming).endings
    return endings[0].removeprefix(".") if endings else "txt"


def read(incoming: Incoming) -> readers.Reading:
    """The text in a file of any format of the table. Raise Unreadable for a format that is not read, saying what to do instead."""
    kind = format_of(incoming)
    if kind.reader is not None:
        return kind.reader(incoming)
    if incoming.is_source and kind in TEXTS and kind.instead is not _TYPE_IN:  # a drawing is text in its bytes alone
        return readers.plain_text(incoming)
    raise Unreadable(f"It is {kind.name}, which is not read here: {kind.instead}.")


def _by_sign(kinds: tuple[Format, ...], incoming: Incoming) -> Format | None:
    return next((kind for kind in kinds if kind.is_like is not None and kind.is_like(incoming)), None)


def _by_name(kinds: tuple[Format, ...], incoming: Incoming) -> Format | None:
    return next((kind for kind in kinds if incoming.ending in kind.endings or incoming.media in kind.media), None)


def _refuse_misnamed(incoming: Incoming) -> None:
    """Raise Unreadable where the name or the type tells of a format of bytes, or of one that nobody knows, and the bytes do not."""
    if _by_name(TEXTS, incoming):
        return
    wide = f"{incoming.media.split('/')[0]}/*"
    if any(incoming.ending in kind.endings or incoming.media in kind.media or wide in kind.media for kind in BINARY):
        called = incoming.ending.removeprefix(".").upper() or incoming.media[:60]
        raise Unreadable(f"It is called {called} but does not begin like one: the file is damaged or of another kind.")
    is_text = not incoming.media or incoming.media.startswith("text/") or incoming.media == "application/octet-stream"
    if not is_text:
        raise Unreadable(f"Its type is {incoming.media[:60]}, which is not read here: add the article as {read_kinds()}.")


def read_kinds() -> str:
    """The formats that are read, in words: "PDF, Word (.docx), … or text"."""
    labels = [kind.label for kind in FORMATS if kind.label]
    return f"{', '.join(labels[:-1])} or {labels[-1]}"


def read_endings() -> tuple[str, ...]:
    """The endings of the files that are read, for a file chooser."""
    return (*(ending for kind in FORMATS if kind.reader for ending in kind.endings), ".json")


READ_MEDIA = frozenset(media for kind in FORMATS if kind.reader for media in kind.media)
"""The media types that the fetcher takes an article in."""


def ending_of(media: str) -> str:
    """The ending, without its dot, of a file of a media type: "pdf" for "application/pdf"; a page where the type tells nothing."""
    return next((kind.endings[0].removeprefix(".") for kind in FORMATS if kind.endings and media in kind.media), "html")

"""Signs of a file's format, whatever it is called: its first bytes, the names of its parts, how its text begins."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from claims.errors import BROKEN_ZIP
from claims.reading.files.decoding import decode

Sign = Callable[["Incoming"], bool]

_MOST_PARTS = 20_000
_CUT = 100_000  # bytes
_PART_NAME = re.compile(rb"PK\x03\x04.{26}([\w\[][\w./\[\] -]{1,100})", re.DOTALL)
_HEAD = 20_000  # code points of a text that are looked at for its format
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_PAGE_ENDINGS = (".html", ".htm", ".xhtml")
_PAGE = re.compile(
    r"<(?:!doctype html|html|head|body|article|main|section|header|figure|div|p|h[1-6]|ul|ol|table|blockquote|meta|title|span|strong|em"
    r"|b|i|a|img|br|center|font|pre|iframe|script|style|link)\b",
    re.IGNORECASE,
)
_BEFORE_ROOT = (("<!--", "-->"), ("<?", "?>"), ("<!", ">"))
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,60})(?=[\s/>])")
_ELEMENT = re.compile(r"<([A-Za-z][\w.:-]{0,100})(?:\s[^<>]{0,5000})?/?>")
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,60}):[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,200}")
_SUBRIP = re.compile(r"\s{0,20}(?:\d{1,6}[ \t]*\n)?[ \t]*\d{1,3}:\d\d:\d\d[,.]\d{1,3}[ \t]*-->[ \t]*\d{1,3}:\d\d:\d\d[,.]\d{1,3}")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"8BPS", b"\x00\x00\x01\x00")
_PICTURE_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis")
_SOUND_BRANDS = (b"M4A ", b"M4B ", b"M4P ")
_SOUNDS = (b"ID3", b"OggS", b"fLaC", b"#!AMR", b"FORM", b"MThd")
_VIDEOS = (b"\x1aE\xdf\xa3", b"FLV\x01", b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", b"\x00\x00\x01\xba", b"\x00\x00\x01\xb3")
_PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
_PROGRAMS = (b"MZ\x90", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")


@dataclass(frozen=True)
class Incoming:
    """A file or page as it arrived: its bytes, its name and its declared type. The bytes count before the name.

    ``is_source`` says that it backs claims and is no article: then a text of any kind is kept as it is.
    """

    content: bytes
    name: str | None = None
    url: str | None = None
    content_type: str | None = None
    is_source: bool = False

    @property
    def ending(self) -> str:
        """The ending of the name with its dot, in lower case; "" if it has none."""
        return PurePath(self.name).suffix.lower() if self.name else ""

    @property
    def media(self) -> str:
        """The media type without its parameters, in lower case; "" if there is none."""
        return (self.content_type or "").split(";")[0].strip().lower()

    @cached_property
    def text(self) -> str:
        """The bytes as text. Raise Unreadable if they fit no charset that they could be in."""
        page = self.media in _PAGE_TYPES or self.ending in _PAGE_ENDINGS or self.content.lstrip()[:1] == b"<"
        return decode(self.content, content_type=self.content_type, page=page)

    @cached_property
    def head(self) -> str:
        """The first 20,000 code points of the text, with one kind of newline and without a byte-order mark."""
        return self.text[:_HEAD].replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff \t\n")

    @cached_property
    def markup(self) -> str:
        """The head of the text from its first element or HTML doctype on, without anything that XML allows before it."""
        rest = self.head
        while True:
            rest = rest.lstrip()
            ends = next((end for begin, end in _BEFORE_ROOT if rest[: len(begin)].lower() == begin), None)
            if ends is None or rest[:14].lower() == "<!doctype html":
                return rest
            _, closing, rest = rest.partition(ends)
            if not closing:
                return ""

    @cached_property
    def parts(self) -> frozenset[str]:
        """The names of a ZIP file's entries; of a damaged one, those near its beginning; empty for other files."""
        if not self.content.startswith(b"PK\x03\x04"):
            return frozenset()
        try:
            with zipfile.ZipFile(io.BytesIO(self.content)) as package:
                return frozenset(package.namelist()[:_MOST_PARTS])
        except BROKEN_ZIP:
            # The file is cut short: its directory at the end is lost, but each part has its name before it.
            return frozenset(name.decode("utf-8", "replace") for name in _PART_NAME.findall(self.content[:_CUT]))

    @cached_property
    def kind_in_package(self) -> str:
        """The content of "mimetype", the first part of an OpenDocument or EPUB package; "" for any other file."""
        if "mimetype" not in self.parts:
            return ""
        try:
            with zipfile.ZipFile(io.BytesIO(self.content)) as package, package.open("mimetype") as part:
                return part.read(100).decode("ascii", "replace").strip()
        except BROKEN_ZIP:
            return ""


def begins(*beginnings: bytes) -> Sign:
    """Return a test: do a file's first bytes equal one of these?"""
    return lambda incoming: incoming.content.startswith(beginnings)


def matches(pattern: str) -> Sign:
    """Return a test: does a text begin with this pattern, after white space?"""
    rule = re.compile(pattern)
    return lambda incoming: rule.match(incoming.head) is not None


def has_part(folder: str) -> Sign:
    """Return a test for a ZIP package with a part in this folder."""
    return lambda incoming: any(part.startswith(folder) for part in incoming.parts)


def is_open_document(kind: str) -> Sign:
    """Return a test for an OpenDocument package of this kind, or a template for one (OASIS OpenDocument 1.3, part 2, 3.3)."""
    media = f"application/vnd.oasis.opendocument.{kind}"
    return lambda incoming: incoming.kind_in_package in (media, f"{media}-template", f"{media}-master")


def holds_stream(name: str) -> Sign:
    """Return a test for an OLE 2 file of old Office with a stream of this name, in UTF-16 in its directory ([MS-CFB], 2.6.1)."""
    stream = name.encode("utf-16-le")
    return lambda incoming: incoming.content.startswith(b"\xd0\xcf\x11\xe0") and stream in incoming.content


def has_root(*names: str) -> Sign:
    """Return a test for XML whose root element has one of these names, in any namespace."""
    known = {name.lower() for name in names}
    return lambda incoming: (root := _ROOT.match(incoming.markup)) is not None and root[1].lower() in known


def is_pdf(incoming: Incoming) -> bool:
    return b"%PDF-" in incoming.content[:1024]


def is_epub(incoming: Incoming) -> bool:
    return incoming.kind_in_package == "application/epub+zip" or (
        "META-INF/container.xml" in incoming.parts and any(part.lower().endswith(".opf") for part in incoming.parts)
    )


def is_apple_work(incoming: Incoming) -> bool:
    return any(part == "Index.zip" or part.endswith(".iwa") or part in ("index.xml.gz", "index.apxl") for part in incoming.parts)


def is_picture(incoming: Incoming) -> bool:
    head = incoming.content[:16]
    is_webp = head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    is_bitmap = head.startswith(b"BM") and head[6:10] == bytes(4)
    return is_webp or is_bitmap or head.startswith(_PICTURES) or (head[4:8] == b"ftyp" and head[8:12] in _PICTURE_BRANDS)


def is_sound(incoming: Incoming) -> bool:
    head = incoming.content[:16]
    if head.startswith(_SOUNDS) or (head.startswith(b"RIFF") and head[8:12] == b"WAVE"):
        return True
    is_frame = head[:1] == b"\xff" and head[1:2] in (b"\xfb", b"\xfa", b"\xf3", b"\xf2", b"\xf1", b"\xf9")  # MPEG audio layer 3, ADTS
    return is_frame or (head[4:8] == b"ftyp" and head[8:12] in _SOUND_BRANDS)


def is_video(incoming: Incoming) -> bool:
    head = incoming.content[:16]
    is_avi = head.startswith(b"RIFF") and head[8:12] == b"AVI "
    return is_avi or head.startswith(_VIDEOS) or head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide")


def is_packed(incoming: Incoming) -> bool:
    return incoming.content.startswith(_PACKED) or incoming.content[257:262] == b"ustar"


def is_program(incoming: Incoming) -> bool:
    return incoming.content.startswith(_PROGRAMS)


def is_page(incoming: Incoming) -> bool:
    return incoming.media in _PAGE_TYPES or incoming.ending in _PAGE_ENDINGS or _PAGE.match(incoming.markup) is not None


def is_xml(incoming: Incoming) -> bool:
    element = _ELEMENT.match(incoming.markup)
    return incoming.head.startswith("<?xml") or (element is not None and f"</{element[1]}>" in incoming.text[-2000:])


def is_drawing(incoming: Incoming) -> bool:
    return re.match(r"<svg\b", incoming.markup, re.IGNORECASE) is not None


def is_mhtml(incoming: Incoming) -> bool:
    """A page saved with its pictures: headers that say multipart/related and where the page was (RFC 2557)."""
    headers = _headers(incoming)
    is_related = "multipart/related" in headers.get("content-type", "").lower()
    return is_related and (
        "snapshot-content-location" in headers or "saved by" in headers.get("from", "").lower() or incoming.ending in (".mhtml", ".mht")
    )


def is_mail(incoming: Incoming) -> bool:
    """Headers of a mail (RFC 5322): a sender, and besides that something only a mail has, or a mail's file name."""
    headers = _headers(incoming)
    return "from" in headers and (
        bool(headers.keys() & {"mime-version", "message-id", "received", "return-path"}) or incoming.ending == ".eml"
    )


def is_mailbox(incoming: Incoming) -> bool:
    return re.match(rb"From \S{1,200} +\w{3} \w{3} +\d{1,2} \d\d:\d\d", incoming.content) is not None


def is_subrip(incoming: Incoming) -> bool:
    return _SUBRIP.match(incoming.head) is not None


def is_json(incoming: Incoming) -> bool:
    """JSON, or JSON lines: the whole or its first line parses, and is not a bare word or number."""
    return incoming.head[:1] in ("{", "[") and _json(incoming) is not None


def is_whisper(incoming: Incoming) -> bool:
    """The output of Whisper and similar programs: ``segments``, each with a start, an end and its words."""
    if incoming.head[:1] not in ("{", "["):
        return False
    transcript = _json(incoming)
    segments = (
        transcript.get("segments") or transcript.get("transcription") or transcript.get("chunks")
        if isinstance(transcript, dict)
        else transcript
    )
    first = segments[0] if isinstance(segments, list) and segments else None
    return (
        isinstance(first, dict)
        and isinstance(first.get("text"), str)
        and bool(first.keys() & {"start", "timestamps", "timestamp", "offsets"})
    )


def is_tex(incoming: Incoming) -> bool:
    return (
        incoming.ending in (".tex", ".ltx")
        or re.search(r"^[ \t]*\\(?:documentclass|documentstyle|begin\{document\})", incoming.head, re.MULTILINE) is not None
    )


def _json(incoming: Incoming) -> object:
    line = incoming.head.split("\n", 1)[0]
    for text in (incoming.text.lstrip("\ufeff"), line if line.startswith("{") else ""):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            continue
    return None


def _headers(incoming: Incoming) -> dict[str, str]:
    """The header lines at the start of a file, by name in lower case; empty if it does not begin with headers. Their charset does not matter."""
    head = incoming.content[:_HEAD].decode("latin-1").replace("\r\n", "\n").lstrip("\n")
    headers: dict[str, str] = {}
    at = 0
    while header := _HEADER.match(head, at):
        headers.setdefault(header[1].lower(), header[0].split(":", 1)[1].strip())
        at = header.end()
    return headers

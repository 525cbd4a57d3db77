"""A mail as an article, and a web page that a browser saved as one file (MHTML): both are MIME, read by the standard library."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr, parsedate_to_datetime

from claims import wording
from claims.errors import TooLarge, Unreadable
from claims.model import Beside
from claims.reading.files import plain
from claims.reading.files.decoding import decode
from claims.reading.files.details import Details, clean
from claims.reading.files.markup_text import text_of_markup

_MOST_PARTS = 500
_MOST_ENCODED = 2_000  # words of headers in another charset
_LARGEST_HEAD = 100_000  # bytes
_ENDLESS = re.compile(rb"^content-[a-z-]{1,30}:(?:[^\n]{5000}|[^\n]{0,5000}(?:\n[ \t][^\n]{0,5000}){50})", re.IGNORECASE | re.MULTILINE)
_DEEPEST = 20  # messages within messages
_SHOWN = 10  # attachments that are named
_QUOTED = re.compile(r"^(?:>[ \t]?)+", re.MULTILINE)
_SIGNATURE = re.compile(r"(?:\A|\n)-- ?\n(?=.{0,2000}\Z)", re.DOTALL)


def read(source: bytes) -> tuple[str, Details, Beside]:
    """The text of a mail: its plain part, else its HTML; the subject is the title, the sender the byline, the day it was sent the day.

    Quoted words of an earlier mail stay where they are; a signature and attachments are left out, with a warning. Raise Unreadable for
    an encrypted mail and one without words.
    """
    mail = _parsed(source)
    if mail.get_content_type() in ("multipart/encrypted", "application/pkcs7-mime"):
        raise Unreadable("The mail is encrypted: open it in your mail program and paste its text.")
    bodies = [part for part in _leaves(mail) if not _is_attached(part)]
    attached = [_name(part) for part in _leaves(mail) if _is_attached(part)]
    text, warnings = _text(bodies)
    if not any(sign.isalpha() for sign in text):
        if not attached:
            raise Unreadable("The mail holds no words: there is nothing to read.")
        if len(attached) == 1:
            raise Unreadable("The mail holds no words beside its attachment: add that.")
        raise Unreadable(
            wording.phrase("The mail holds no words beside its {count} attachments: add the one that matters.", count=len(attached))
        )
    if attached:
        names = ", ".join(attached[:_SHOWN]) + (" and more" if len(attached) > _SHOWN else "")
        warnings.append(f"{len(attached)} {'attachment was' if len(attached) == 1 else 'attachments were'} not read: {names}.")
    name, address = parseaddr(_header(mail, "From"))
    byline = clean(name) or clean(address) or None
    details = Details(title=clean(_header(mail, "Subject")) or None, byline=byline, published_at=_sent(mail))
    return text, details, Beside(tuple(warnings))


def saved_page(source: bytes) -> tuple[str, str | None, str | None]:
    """The page in a saved web archive (RFC 2557), its address, and the day it was saved. Raise Unreadable if there is none."""
    archive = _parsed(source)
    pages = [part for part in _leaves(archive) if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    root = archive.get_param("start")
    page = next((part for part in pages if root and part["Content-ID"] == root), pages[0] if pages else None)
    if page is None:
        raise Unreadable("The saved web page (MHTML) holds no page: save it again, or paste its text.")
    address = _header(archive, "Snapshot-Content-Location") or _header(page, "Content-Location")
    saved = _sent(archive)
    return _decoded(page), address if re.match(r"https?://", address) else None, saved


def _parsed(source: bytes) -> EmailMessage:
    head = re.split(rb"\r?\n\r?\n", source[: 2 * _LARGEST_HEAD], maxsplit=1)[0]
    if (
        source.count(b"\n--") > 4 * _MOST_PARTS
        or source.count(b"=?") > _MOST_ENCODED
        or len(head) > _LARGEST_HEAD
        or _ENDLESS.search(source)
    ):
        raise TooLarge("The mail has more headers or parts than any mail: paste its text instead.")
    try:
        mail = message_from_bytes(source, policy=policy.default)
        parts = sum(1 for _ in _leaves(mail))
    except RecursionError:
        raise Unreadable("The mail is nested deeper than any mail: paste its text instead.") from None
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):  # what the parser raises for broken headers
        raise Unreadable("The mail is damaged: save it again from your mail program, or paste its text.") from None
    if parts > _MOST_PARTS:
        raise TooLarge(
            wording.phrase(
                "The mail has {count} parts; at most {limit} are read: paste its text instead.",
                count=format(parts, ","),
                limit=_MOST_PARTS,
            )
        )
    return mail


def _leaves(mail: MIMEPart, depth: int = 0) -> Iterator[MIMEPart]:
    """The parts with content, in order; a mail within the mail is one part."""
    if depth > _DEEPEST:
        raise RecursionError
    if mail.get_content_maintype() == "multipart" and mail.is_multipart():
        for part in mail.iter_parts():
            yield from _leaves(part, depth + 1)
    else:
        yield mail


def _is_attached(part: MIMEPart) -> bool:
    kind = part.get_content_type()
    return kind not in ("text/plain", "text/html") or part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _name(part: MIMEPart) -> str:
    return clean(part.get_filename()) or part.get_content_type()


def _text(bodies: list[MIMEPart]) -> tuple[str, list[str]]:
    plain_parts = [text for part in bodies if part.get_content_type() == "text/plain" and (text := _unflowed(part)).strip()]
    if not plain_parts:
        pages = [text_of_markup(_decoded(part)) for part in bodies if part.get_content_type() == "text/html"]
        return "\n\n".join(page for page in pages if page), []
    text, warnings = "\n\n".join(plain_parts), []
    if signature := _SIGNATURE.search(text):
        text = text[: signature.start()]
        warnings.append("The signature under the mail was left out.")
    if quoted := sum(1 for _ in _QUOTED.finditer(text)):
        text = re.sub(r"(?m)^(?![>])(.*)\n(?=>)", r"\1\n\n", text)
        text = _QUOTED.sub("", text)
        warnings.append(f"{quoted} {'line quotes' if quoted == 1 else 'lines quote'} an earlier mail: check who says what.")
    return plain.read(text)[0], warnings


def _unflowed(part: MIMEPart) -> str:
    """The text of a part; with "format=flowed", lines that end in a space go on in the next one (RFC 3676)."""
    text = _decoded(part).replace("\r\n", "\n")
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    glue = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
    return re.sub(r"(?<!^--) +\n(?!>)", glue, text, flags=re.MULTILINE)


def _decoded(part: MIMEPart) -> str:
    """The text of a part by its own charset, strictly."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    return decode(content, content_type=_header(part, "Content-Type"), page=part.get_content_subtype() != "plain")


def _header(mail: MIMEPart, name: str) -> str:
    try:
        return str(mail.get(name, "")).strip()
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):  # a header that its own parser cannot read
        return ""


def _sent(mail: MIMEPart) -> str | None:
    """The day in the sender's own zone, ISO 8601."""
    try:
        return parsedate_to_datetime(_header(mail, "Date")).date().isoformat()
    except (ValueError, TypeError, OverflowError):
        return None

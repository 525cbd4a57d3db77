"""Bytes to text by the charset they declare, strictly: a wrong letter in a quotation is worse than a refusal."""

import codecs
import re

from claims.errors import Unreadable
from claims.wording import phrase

_MARKS = (  # longest first: UTF-32's mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_IN_TYPE = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_IN_PAGE = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE
)
_PAGE_HEAD = 4096  # HTML wants the declaration in the first 1,024 bytes; pages are sloppier
# Pages that say latin-1 use windows-1252: https://encoding.spec.whatwg.org/#names-and-labels
_WEB_NAMES = {
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
}


def decode(content: bytes, *, content_type: str | None = None, page: bool = False) -> str:
    """The text of these bytes; for a page (HTML) its own declaration counts too. Without any declaration they must be UTF-8.

    Raise Unreadable, naming the charset and the first wrong byte, when the bytes are not what they say they are,
    and when they hold NUL bytes, as programs and pictures do.
    """
    for mark, charset in _MARKS:
        if content.startswith(mark):
            return _checked(_strict(content, charset, "its byte-order mark says"))
    declared = _declared(content, content_type, page)
    if any(codecs.lookup(name).name == "utf-8" for name in declared) or not declared:
        says = "it declares" if declared else "it declares no charset, so it is read as"
        return _checked(_strict(content, "utf-8", says))
    charset = declared[0]
    _refuse_utf8(content, charset)
    return _checked(_strict(content, charset, "it declares"))


def _declared(content: bytes, content_type: str | None, page: bool) -> list[str]:
    """The charsets named by the server and by the page, in that order; unknown names are refused."""
    names: list[str] = []
    if content_type and (sent := _IN_TYPE.search(content_type)):
        names.append(sent[1])
    if page and (own := _IN_PAGE.search(content[:_PAGE_HEAD])):
        names.append(own[1].decode("ascii"))
    return [_known(name.lower()) for name in names]


def _known(name: str) -> str:
    name = _WEB_NAMES.get(name, name)
    try:
        info = codecs.lookup(name)
    except LookupError:
        info = None
    if info is None or not info._is_text_encoding:
        raise Unreadable(
            phrase("It declares the charset {name}, which does not exist: save it as UTF-8 and add it again.", name=repr(name))
        )
    return name


def _strict(content: bytes, charset: str, says: str) -> str:
    try:
        return content.decode(charset, errors="strict")
    except UnicodeDecodeError as error:
        wrong = f"byte 0x{content[error.start]:02x} at place {error.start}" if error.start < len(content) else "its end"
        raise Unreadable(
            phrase(
                "Wrong charset: {says} {charset}, but {wrong} is not {charset}. Save it as UTF-8 and add it again.",
                says=says,
                charset=charset,
                wrong=wrong,
            )
        ) from None
    except UnicodeError:
        raise Unreadable(
            phrase("Wrong charset: {says} {charset}, but it is not. Save it as UTF-8 and add it again.", says=says, charset=charset)
        ) from None


def _refuse_utf8(content: bytes, charset: str) -> None:
    """Refuse bytes that declare an older charset but are UTF-8: read as declared, every accent would become two characters."""
    if content.isascii() or charset.startswith(("utf", "gb18030")):
        return
    try:
        content.decode("utf-8", errors="strict")
    except UnicodeDecodeError:
        return
    raise Unreadable(
        phrase("Wrong charset: it declares {charset}, but its bytes are UTF-8. Correct the declaration and add it again.", charset=charset)
    )


def _checked(text: str) -> str:
    if "\x00" in text:
        raise Unreadable("It holds NUL bytes, so it is not text: add the article as a web page, PDF or Word file, or paste its text.")
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise Unreadable("It holds half characters (lone surrogates), so it is not text: save it as UTF-8 and add it again.")
    return text

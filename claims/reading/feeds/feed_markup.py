"""The bytes of a feed as text and as XML: leniently decoded, repaired and trimmed before feedparser sees it."""

import codecs
import re
from html.entities import html5
from typing import Any

from claims.errors import TooLarge, Unreadable
from claims.wording import phrase

_MOST_ELEMENTS = 60_000  # feedparser takes about 50 microseconds for each
_MOST_ATTRIBUTES = 50
_AMPERSAND = re.compile(r"&(?:(#?[A-Za-z0-9]{1,31});)?")
_XML_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_SENT = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LONGEST_TEXT = 200_000  # characters


def decoded(content: bytes, content_type: str | None) -> str:
    """Decode leniently: quotes come from the article's page, not from the feed."""
    marked = [charset for mark, charset in _MARKS if content.startswith(mark)]
    if not marked and not content.isascii():
        try:
            return content.decode("utf-8")  # hardly ever by chance, whatever charset the feed declares
        except UnicodeDecodeError:
            pass
    names = marked + [match[1] for match in [_SENT.search(content_type or "")] if match]
    names += [match[1].decode("ascii") for match in [_DECLARED.search(content[:1_000])] if match]
    for name in names:
        if not marked and b"\x00" not in content[:1_000] and re.match(r"(?:utf|ucs)[-_]?(?:16|32|2|4)", name, re.IGNORECASE):
            continue  # in these charsets, every other byte of a tag is zero
        try:
            return content.decode(name, errors="replace")
        except (LookupError, UnicodeError):
            continue
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("windows-1252", errors="replace")


def tree_of(text: str) -> Any:
    """The root of the XML, parsed as far as possible; None if there is none. Raise Unreadable for entity declarations."""
    from lxml import etree

    prolog = text[: first_tag.start()] if (first_tag := re.search(r"<[A-Za-z]", text)) else text
    if "<!entity" in prolog.lower():
        raise Unreadable("The feed declares entities, which no feed needs and attacks use: it is not read.")
    body = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff\x00 \t\r\n"), count=1)
    body = _mended(body)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8")
    try:
        return etree.fromstring(body.encode("utf-8", errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _mended(text: str) -> str:
    """Replace HTML's named characters, of which XML knows five, and bare ampersands, so that XML parses; CDATA stays as it is."""
    pieces, at = [], 0
    while (start := text.find("<![CDATA[", at)) >= 0 and (end := text.find("]]>", start)) >= 0:
        pieces += [_AMPERSAND.sub(_letter, text[at:start]), text[start : end + 3]]
        at = end + 3
    return "".join([*pieces, _AMPERSAND.sub(_letter, text[at:])])


def _letter(entity: re.Match[str]) -> str:
    name = entity[1]
    if name is None:
        return "&amp;"
    return entity[0] if name in _XML_OWN or name[0] == "#" else html5.get(f"{name};", f"&amp;{name};")


def local_name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def trim(root: Any) -> None:
    """Cut or refuse what only an attack contains and what would take feedparser minutes."""
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        raise TooLarge(
            phrase("The feed has more than {most_elements} elements, which no feed needs.", most_elements=format(_MOST_ELEMENTS, ","))
        )
    for element in root.iter("*"):
        if len(element.attrib) > _MOST_ATTRIBUTES:
            element.attrib.clear()
        if element.text and len(element.text) > LONGEST_TEXT:
            element.text = element.text[:LONGEST_TEXT]
        if element.tail and len(element.tail) > LONGEST_TEXT:
            element.tail = None

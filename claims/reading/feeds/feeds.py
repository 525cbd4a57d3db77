"""RSS, Atom, JSON Feed and news sitemaps: bytes to the items of a feed. Pure, and safe with what hostile feeds send.

libxml2 reads the XML first, with its own limits on depth and without expanding anything; what it makes of it is well-formed
and goes to feedparser, which knows the dialects. feedparser alone takes 4.7 s for 0.9 MB of nested elements, and is never
handed an address or a path: it would open them.
"""

import codecs
import re
from dataclasses import dataclass, replace
from hashlib import sha256
from html import unescape
from html.entities import html5
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from claims.errors import TooLarge, Unreadable
from claims.markup_limits import refuse_costly
from claims.reading.feeds.feed_dates import instant
from claims.reading.feeds.other_feeds import Entry, json_entries, sitemap_entries

LARGEST = 5_000_000  # bytes, unpacked; the largest feeds that newsrooms follow have 1 to 2 MB
MOST_ITEMS = 2_000
TELLING = 120
"""Characters of an item's text from which on equal texts are the same item: "Weather" above two lines is not."""

_MOST_ELEMENTS = 60_000  # feedparser takes about 50 microseconds for each
_MOST_ATTRIBUTES = 50
_LONGEST_TEXT = 200_000  # characters
_ROOTS = frozenset(("rss", "feed", "rdf"))
_FEED_TYPES = frozenset(("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"))
# Parameters that only count clicks; what is left names the page.
_CLICKS = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|yclid|at_\w+|ns_\w+)", re.IGNORECASE)
_FRONT_PAGE = re.compile(r"https?://[^/?#\s]+/?", re.IGNORECASE)
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


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed. ``guid`` is the feed's own name for it; ``text`` the plain text that the feed carries, maybe empty."""

    guid: str | None
    url: str | None
    title: str
    text: str
    published_at: str | None  # ISO 8601 instant, UTC

    @property
    def link(self) -> str | None:
        """The address without what only counts clicks."""
        return same_page(self.url) if self.url else None

    @property
    def text_sha256(self) -> str | None:
        """What equal texts have in common; None when the text is too short to tell, unless nothing else names the item."""
        tells = len(self.text) >= TELLING or not (self.guid or self.url)
        return sha256(f"{self.title}\n{self.text}".casefold().encode()).hexdigest() if tells else None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was read; items in its own order, newest first as a rule."""

    title: str | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A feed that a web page names as its own."""

    title: str
    url: str


class WebPage(Unreadable):
    """The address is a web page and no feed; ``offers`` are the feeds that it names (``<link rel="alternate">``)."""

    def __init__(self, offers: tuple[Offer, ...]) -> None:
        named = ", ".join(offer.url for offer in offers)
        super().__init__(
            f"This is a web page, not a feed. It names {'this feed' if len(offers) == 1 else 'these feeds'}: {named}"
            if offers
            else "This is a web page, not a feed, and it names none: look on the site for a link called RSS or Atom."
        )
        self.offers = offers


def read(content: bytes, *, url: str, content_type: str | None = None, limit: int = LARGEST) -> Feed:
    """The items of a feed; ``url`` is where it came from, for relative links.

    Broken XML is read as far as it goes. A guid that several items share, or that is the front page, names none of them. Raise TooLarge over ``limit`` bytes, WebPage for HTML, and Unreadable for what is no
    feed or declares entities, as no honest feed does.
    """
    if len(content) > limit:
        raise TooLarge(f"The feed has more than {limit:,} bytes, which no feed needs.")
    text = _decoded(content, content_type)
    refuse_costly(unescape(text))  # the items hold pages of their own, escaped
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return _listed(*json_entries(text.lstrip("\ufeff"), MOST_ITEMS), url)
    root = _tree(text)
    name = _local(root) if root is not None else ""
    if name == "urlset":
        _trim(root)
        return _listed(*sitemap_entries(root, MOST_ITEMS), url)
    if name == "sitemapindex":
        raise Unreadable("This is a list of sitemaps: give the address of the news sitemap that it names.")
    if name not in _ROOTS:
        if name == "html" or re.search(r"<(?:!doctype\s+html|html|head|body)\b", text[:5_000], re.IGNORECASE):
            raise WebPage(_offers(text, url))
        raise Unreadable("This is no RSS or Atom feed, JSON Feed or news sitemap: check the address.")
    return _parsed(root, url)


def same_page(url: str) -> str:
    """An address by which two links to one page are recognised: no fragment, no parameters that count clicks, host in lower case."""
    try:
        parts = urlsplit(url)
        query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _CLICKS.fullmatch(pair[0])]
    except ValueError:
        return url
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", urlencode(query), ""))


def _decoded(content: bytes, content_type: str | None) -> str:
    """Bytes to text, leniently: what is quoted comes from the article's page, not from here."""
    marked = [charset for mark, charset in _MARKS if content.startswith(mark)]
    if not marked and not content.isascii():
        try:
            return content.decode("utf-8")  # hardly ever by chance, whatever the feed says of itself
        except UnicodeDecodeError:
            pass
    names = marked + [match[1] for match in [_SENT.search(content_type or "")] if match]
    names += [match[1].decode("ascii") for match in [_DECLARED.search(content[:1_000])] if match]
    for name in names:
        if not marked and b"\x00" not in content[:1_000] and re.match(r"(?:utf|ucs)[-_]?(?:16|32|2|4)", name, re.IGNORECASE):
            continue  # in these every other byte of a tag is zero
        try:
            return content.decode(name, errors="replace")
        except (LookupError, UnicodeError):
            continue
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("windows-1252", errors="replace")


def _tree(text: str) -> Any:
    """The root of the XML, read as far as it goes; None when there is none. Raise Unreadable for entity declarations."""
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
    """HTML's named letters, of which XML knows five, and bare ampersands, made what XML wants; CDATA stays as it is."""
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


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _parsed(root: Any, url: str) -> Feed:
    import feedparser  # loads only where feeds are read
    from lxml import etree

    _trim(root)
    clean = etree.tostring(root, encoding="utf-8")  # the root alone: no DOCTYPE comes along
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    parsed = feedparser.parse(BytesIO(clean), response_headers=headers)
    items = [_item(entry, url) for entry in parsed.entries[:MOST_ITEMS]]
    return Feed(_plain(parsed.feed.get("title"))[:500] or None, _told_apart(items))


def _listed(title: str, entries: list[Entry], url: str) -> Feed:
    """The feed of what is neither RSS nor Atom."""
    items = []
    for entry in entries:
        text = _plain(entry.body[:_LONGEST_TEXT])
        name = _plain(entry.title[:_LONGEST_TEXT])[:500] or text[:80] or "Untitled"
        items.append(Item(entry.guid.strip()[:2_000] or None, _address(entry.url, url), name, text, instant(entry.date, None)))
    return Feed(_plain(title)[:500] or None, _told_apart(items))


def _told_apart(items: list[Item]) -> tuple[Item, ...]:
    """The items, without guids that tell none from another: shared by several of other addresses or titles, or the front page's address."""
    bearers: dict[str, set[tuple[str | None, str]]] = {}
    for item in items:
        if item.guid:
            bearers.setdefault(item.guid, set()).add((item.link, item.title))
    return tuple(
        replace(item, guid=None) if item.guid and (len(bearers[item.guid]) > 1 or _FRONT_PAGE.fullmatch(item.guid)) else item
        for item in items
    )


def _trim(root: Any) -> None:
    """Cut or refuse what only an attack has: feedparser needs minutes for it."""
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        raise TooLarge(f"The feed has more than {_MOST_ELEMENTS:,} elements, which no feed needs.")
    items = list(root.iter("{*}item", "{*}entry"))
    for item in items[MOST_ITEMS:]:
        item.getparent().remove(item)
    for element in root.iter("*"):
        if len(element.attrib) > _MOST_ATTRIBUTES:
            element.attrib.clear()
        if element.text and len(element.text) > _LONGEST_TEXT:
            element.text = element.text[:_LONGEST_TEXT]
        if element.tail and len(element.tail) > _LONGEST_TEXT:
            element.tail = None


def _item(entry: Any, base: str) -> Item:
    bodies = [str(content.get("value") or "") for content in entry.get("content") or []] + [str(entry.get("summary") or "")]
    text = _plain(max(bodies, key=len))
    guid = str(entry.get("id") or "").strip()[:2_000] or None
    title = _plain(entry.get("title"))[:500] or text[:80] or "Untitled"
    # Not by entry.get(), which gives the one for the other.
    dates = [(words, dict.get(entry, f"{name}_parsed")) for name in ("published", "updated") if (words := dict.get(entry, name))]
    return Item(
        guid,
        _address(entry.get("link"), base),
        title,
        text,
        next((moment for words, parsed in dates if (moment := instant(words, parsed))), None),
    )


def _address(link: object, base: str) -> str | None:
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        whole = urljoin(base, link.strip())
        parts = urlsplit(whole)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and len(whole) <= 2_000
    except ValueError:
        return None
    return whole if good and whole.isprintable() and " " not in whole else None


def _plain(markup: object) -> str:
    """The words of a title or summary, without mark-up, in one line."""
    from lxml import etree, html

    if not isinstance(markup, str) or not markup.strip():
        return ""
    if "<" not in markup and "&" not in markup:
        return " ".join(markup.split())
    try:
        # A <div> around it: libxml2 wants one root. Blocks are parted by spaces, or words would run together.
        tree = html.fromstring(f"<div>{markup}</div>", parser=html.HTMLParser(encoding="utf-8", huge_tree=False))
        words = " ".join(str(piece) for piece in tree.itertext())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        words = re.sub(r"<[^>]*>", " ", markup)
    return re.sub(r" ([,.;:!?])", r"\1", " ".join(words.split()))


def _offers(text: str, url: str) -> tuple[Offer, ...]:
    from lxml import etree, html

    try:
        page = html.fromstring(text.encode("utf-8", errors="replace"), parser=html.HTMLParser(encoding="utf-8", huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ()
    base = next((str(element.get("href")) for element in page.iter("base") if element.get("href")), url)
    offers: dict[str, Offer] = {}
    for link in page.iter("link"):
        kind = str(link.get("type") or "").split(";")[0].strip().lower()
        if "alternate" in str(link.get("rel") or "").lower().split() and kind in _FEED_TYPES:
            address = _address(link.get("href"), urljoin(url, base))
            if address:
                offers.setdefault(address, Offer(" ".join(str(link.get("title") or address).split())[:200], address))
    return tuple(offers.values())[:10]

"""RSS, Atom, JSON Feed and news sitemaps: bytes to the items of a feed. Pure, and safe with hostile feeds.

libxml2 reads the XML first, with its own limits on depth and without expanding anything; what it makes of it is well-formed
and goes to feedparser, which knows the dialects. feedparser alone takes 4.7 s for 0.9 MB of nested elements, and is never
handed an address or a path: it would open them.
"""

import re
from dataclasses import dataclass, replace
from hashlib import sha256
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from claims import wording
from claims.errors import TooLarge, Unreadable
from claims.markup_limits import refuse_costly
from claims.reading.feeds.feed_dates import instant
from claims.reading.feeds.feed_markup import LONGEST_TEXT, decoded, local_name, tree_of, trim
from claims.reading.feeds.other_feeds import Entry, json_entries, sitemap_entries

LARGEST = 5_000_000  # bytes, unpacked; the largest feeds that newsrooms follow have 1 to 2 MB
TELLING = 120
"""From this many characters on, items with equal texts are the same item; "Weather" above two lines is too short."""

_ROOTS = frozenset(("rss", "feed", "rdf"))
_FEED_TYPES = frozenset(("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"))
# Parameters that only count clicks; the rest names the page.
_CLICKS = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|yclid|at_\w+|ns_\w+)", re.IGNORECASE)
_FRONT_PAGE = re.compile(r"https?://[^/?#\s]+/?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed. ``guid`` is the feed's own name for it; ``text`` is the plain text in the feed, which may be empty."""

    guid: str | None
    url: str | None
    title: str
    text: str
    published_at: str | None  # ISO 8601 instant, UTC

    @property
    def link(self) -> str | None:
        """The address without parameters that only count clicks."""
        return same_page(self.url) if self.url else None

    @property
    def text_sha256(self) -> str | None:
        """A key that equal texts share; None if the text is too short, unless nothing else names the item."""
        tells = len(self.text) >= TELLING or not (self.guid or self.url)
        return sha256(f"{self.title}\n{self.text}".casefold().encode()).hexdigest() if tells else None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was read; items in its own order, usually newest first."""

    title: str | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A feed that a web page names as its own."""

    title: str
    url: str


class WebPage(Unreadable):
    """The address is a web page, not a feed; ``offers`` are the feeds that it names (``<link rel="alternate">``)."""

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

    Broken XML is parsed as far as possible, but no item is left out: a feed that is larger than any feed needs is refused as a whole. A guid that
    several items share, or that is the front page, names none of them. Raise TooLarge over ``limit`` bytes, 60,000 elements or 20,000
    items, WebPage for HTML, and Unreadable for anything that is not a feed or declares entities, which no honest feed does.
    """
    if len(content) > limit:
        raise TooLarge(wording.phrase("The feed has more than {limit} bytes, which no feed needs.", limit=format(limit, ",")))
    text = decoded(content, content_type)
    refuse_costly(unescape(text))  # the items hold pages of their own, escaped
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return _listed(*json_entries(text.lstrip("\ufeff")), url)
    root = tree_of(text)
    name = local_name(root) if root is not None else ""
    if name == "urlset":
        trim(root)
        return _listed(*sitemap_entries(root), url)
    if name == "sitemapindex":
        raise Unreadable("This is a list of sitemaps: give the address of the news sitemap that it names.")
    if name not in _ROOTS:
        if name == "html" or re.search(r"<(?:!doctype\s+html|html|head|body)\b", text[:5_000], re.IGNORECASE):
            raise WebPage(_offers(text, url))
        raise Unreadable("This is no RSS or Atom feed, JSON Feed or news sitemap: check the address.")
    return _parsed(root, url)


def same_page(url: str) -> str:
    """A normalised address, by which two links to one page are recognised: no fragment, no click counters, host in lower case."""
    try:
        parts = urlsplit(url)
        query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _CLICKS.fullmatch(pair[0])]
    except ValueError:
        return url
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", urlencode(query), ""))


def _parsed(root: Any, url: str) -> Feed:
    import feedparser  # loads only where feeds are read
    from lxml import etree

    trim(root)
    clean = etree.tostring(root, encoding="utf-8")  # the root alone: no DOCTYPE comes along
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    parsed = feedparser.parse(BytesIO(clean), response_headers=headers)
    items = [_item(entry, url) for entry in parsed.entries]
    return Feed(_plain(parsed.feed.get("title"))[:500] or None, _told_apart(items))


def _listed(title: str, entries: list[Entry], url: str) -> Feed:
    """The feed of what is neither RSS nor Atom."""
    items = []
    for entry in entries:
        text = _plain(entry.body[:LONGEST_TEXT])
        name = _plain(entry.title[:LONGEST_TEXT])[:500] or text[:80] or "Untitled"
        items.append(Item(entry.guid.strip()[:2_000] or None, _address(entry.url, url), name, text, instant(entry.date, None)))
    return Feed(_plain(title)[:500] or None, _told_apart(items))


def _told_apart(items: list[Item]) -> tuple[Item, ...]:
    """The items, without guids that do not distinguish them: shared by items with other addresses or titles, or the front page's address."""
    bearers: dict[str, set[tuple[str | None, str]]] = {}
    for item in items:
        if item.guid:
            bearers.setdefault(item.guid, set()).add((item.link, item.title))
    return tuple(
        replace(item, guid=None) if item.guid and (len(bearers[item.guid]) > 1 or _FRONT_PAGE.fullmatch(item.guid)) else item
        for item in items
    )


def _item(entry: Any, base: str) -> Item:
    bodies = [str(content.get("value") or "") for content in entry.get("content") or []] + [str(entry.get("summary") or "")]
    text = _plain(max(bodies, key=len))
    guid = str(entry.get("id") or "").strip()[:2_000] or None
    title = _plain(entry.get("title"))[:500] or text[:80] or "Untitled"
    # Not by entry.get(), which returns one in place of the other.
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
        # Wrapped in a <div>, because libxml2 needs one root. Blocks are separated by spaces, or words would run together.
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

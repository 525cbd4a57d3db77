"""Published checks as an Atom feed (RFC 4287), for feed readers."""

import re
from collections.abc import Iterable
from datetime import datetime

from lxml import etree

from claims.exchange.markup import PublishedCheck

NAMESPACE = "http://www.w3.org/2005/Atom"

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow."""


def atom_feed(checks: Iterable[PublishedCheck], *, name: str, address: str, home: str, updated: datetime) -> bytes:
    """The feed as one document, one entry per check in the given order. ``address`` is the feed's own address, ``home`` the site's.

    An entry's title begins with the rating, which is also its category.
    """
    feed = etree.Element(f"{{{NAMESPACE}}}feed", nsmap={None: NAMESPACE})
    add_child(feed, "id", address)
    add_child(feed, "title", f"Fact checks by {name}")
    add_child(feed, "updated", updated.isoformat())
    add_child(feed, "link", rel="self", type="application/atom+xml", href=address)
    add_child(feed, "link", rel="alternate", type="text/html", href=home)
    add_child(add_child(feed, "author"), "name", name)
    for check in checks:
        _entry(feed, check, updated)
    content: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8")
    return content


def _entry(feed: etree._Element, check: PublishedCheck, otherwise: datetime) -> None:
    entry, url = add_child(feed, "entry"), check.url or ""
    at = (check.published_at or otherwise).isoformat()
    add_child(entry, "id", url)
    add_child(entry, "title", f"{check.rating_words}: {check.text}")
    add_child(entry, "link", rel="alternate", type="text/html", href=url)
    add_child(entry, "published", at)
    add_child(entry, "updated", at)
    add_child(entry, "category", term=check.rating or "", label=check.rating_words or "")
    for tag in check.tags:
        add_child(entry, "category", term=tag)
    add_child(entry, "summary", check.explanation, type="text")


def add_child(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    """A new Atom element in ``parent``, without the characters that XML does not allow."""
    cleaned = {key: _NO_XML.sub(" ", value) for key, value in attributes.items()}
    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", cleaned)
    child.text = _NO_XML.sub(" ", text) if text is not None else None
    return child

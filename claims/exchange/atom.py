"""Published checks as an Atom feed (RFC 4287), for feed readers."""

import re
from collections.abc import Iterable
from datetime import datetime

from lxml import etree

from claims.exchange.markup import PublishedCheck

NAMESPACE = "http://www.w3.org/2005/Atom"

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""


def atom_feed(checks: Iterable[PublishedCheck], *, name: str, address: str, home: str, updated: datetime) -> bytes:
    """The feed as one document, an entry a check in the order given. ``address`` is the feed's own, ``home`` the site's.

    The rating stands first in an entry's title, and is its category.
    """
    feed = etree.Element(f"{{{NAMESPACE}}}feed", nsmap={None: NAMESPACE})
    _add(feed, "id", address)
    _add(feed, "title", f"Fact checks by {name}")
    _add(feed, "updated", updated.isoformat())
    _add(feed, "link", rel="self", type="application/atom+xml", href=address)
    _add(feed, "link", rel="alternate", type="text/html", href=home)
    _add(_add(feed, "author"), "name", name)
    for check in checks:
        _entry(feed, check, updated)
    content: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8")
    return content


def _entry(feed: etree._Element, check: PublishedCheck, otherwise: datetime) -> None:
    entry, url = _add(feed, "entry"), check.url or ""
    at = (check.published_at or otherwise).isoformat()
    _add(entry, "id", url)
    _add(entry, "title", f"{check.rating_words}: {check.text}")
    _add(entry, "link", rel="alternate", type="text/html", href=url)
    _add(entry, "published", at)
    _add(entry, "updated", at)
    _add(entry, "category", term=check.rating or "", label=check.rating_words or "")
    for tag in check.tags:
        _add(entry, "category", term=tag)
    _add(entry, "summary", check.explanation, type="text")


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    held = {key: _NO_XML.sub(" ", value) for key, value in attributes.items()}
    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", held)
    child.text = _NO_XML.sub(" ", text) if text is not None else None
    return child

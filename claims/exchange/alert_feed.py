"""The desk's alerts as an Atom feed (RFC 4287), for the feed readers of its staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from claims.exchange.atom import NAMESPACE, add_child


@dataclass(frozen=True, slots=True)
class Entry:
    """One alert; ``id`` is unique and never changes, ``lines`` are its plain text."""

    id: str
    title: str
    link: str
    updated: datetime
    lines: Sequence[str]


def feed(*, id: str, title: str, link: str, updated: datetime, entries: Sequence[Entry]) -> bytes:
    """The feed as one document, with the entries in the given order."""
    root = etree.Element(f"{{{NAMESPACE}}}feed", nsmap={None: NAMESPACE})
    _common(root, id, title, link, updated)
    add_child(add_child(root, "author"), "name", "Claim tracker")
    for entry in entries:
        element = add_child(root, "entry")
        _common(element, entry.id, entry.title, entry.link, entry.updated)
        add_child(element, "content", "\n".join(entry.lines), type="text")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))


def _common(parent: etree._Element, id: str, title: str, link: str, updated: datetime) -> None:
    add_child(parent, "id", id)
    add_child(parent, "title", title)
    add_child(parent, "link", href=link)
    add_child(parent, "updated", updated.isoformat(timespec="seconds"))

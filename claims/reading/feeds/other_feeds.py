"""News lists that are neither RSS nor Atom: JSON Feed (https://www.jsonfeed.org/version/1.1/) and news sitemaps
(https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap)."""

import json
from dataclasses import dataclass
from typing import Any

from claims import wording
from claims.errors import TooLarge, Unreadable

_MOST_ITEMS = 20_000  # the largest feeds list some hundreds; a news sitemap may have 1,000
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as the list gives it: texts unchanged, possibly with mark-up, possibly empty."""

    guid: str
    url: str
    title: str
    body: str
    date: str


def json_entries(text: str) -> tuple[str, list[Entry]]:
    """The title and the items of a JSON Feed. Raise Unreadable for other JSON, TooLarge over 20,000 items."""
    try:
        feed = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        raise Unreadable("This is broken JSON, no feed: check the address.") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or "jsonfeed.org/version/" not in str(feed.get("version")):
        raise Unreadable("This is JSON, no RSS or Atom feed, and no JSON Feed (it names no version of jsonfeed.org): check the address.")
    if len(items) > _MOST_ITEMS:
        raise TooLarge(
            wording.phrase(
                "The feed has {items} items; no feed needs more than {most_items}.",
                items=format(len(items), ","),
                most_items=format(_MOST_ITEMS, ","),
            )
        )
    return _words(feed.get("title")), [_json_entry(item) for item in items if isinstance(item, dict)]


def _json_entry(item: dict[str, Any]) -> Entry:
    bodies = [_words(item.get(name)) for name in ("content_html", "content_text", "summary")]
    return Entry(
        guid=_words(item.get("id")),
        url=_words(item.get("url")) or _words(item.get("external_url")),
        title=_words(item.get("title")),
        body=next((body for body in bodies if body), ""),
        date=_words(item.get("date_published")) or _words(item.get("date_modified")),
    )


def _words(value: Any) -> str:
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def sitemap_entries(root: Any) -> tuple[str, list[Entry]]:
    """The publication's name and the articles of a news sitemap. Raise Unreadable for a sitemap without news."""
    entries = []
    for entry in root.iterchildren("{*}url"):
        news = entry.find(f"{_NEWS}news")
        if news is None:
            continue
        url, title, date = entry.findtext("{*}loc"), news.findtext(f"{_NEWS}title"), news.findtext(f"{_NEWS}publication_date")
        entries.append(Entry("", (url or "").strip(), (title or "").strip(), "", (date or "").strip()))
    if not entries:
        raise Unreadable("This is a sitemap without news: look for the site's news sitemap, or for a link called RSS or Atom.")
    return (root.findtext(f".//{_NEWS}name") or "").strip(), entries

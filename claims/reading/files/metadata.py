"""What a page's head says about its article: JSON-LD, meta tags, ``<title>``."""

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from claims.reading.files.bylines import person_name
from claims.reading.files.days import day_opening, numeric_day
from claims.reading.files.details import LONGEST, Details, clean

_DEEPEST = 12  # levels of JSON-LD that are read
_MOST_NODES = 2000
_MOST_VALUES = 50  # authors, names or types of one thing that are read; a byline has room for about twenty authors
_ARTICLE_TYPES = re.compile(
    r"(?:News|Reportage|Report|Analysis|Opinion|Review|Background|LiveBlog|AskPublicNews|TechArticle|Scholarly)*(?:Article|Posting)|Report|WebPage"
)
_PARTS = re.compile(r"\s[|–—•»-]\s")
_SECTION = re.compile(
    r"(?:(?:the |local |breaking |world )?(?:news|opinion|sports?|politics|business|world|home|local|features?|editorial|analysis|video|live|comment|culture|health|science|technology|travel|archive|page [0-9]+|[0-9: /.-]+))",
    re.IGNORECASE,
)
_LONGEST_SITE = 5  # words
_HEADLINE = 3  # words; fewer may be the site's name


def from_page(page: HtmlElement, url: str | None = None) -> Details:
    """The details in the page's JSON-LD, then those in its meta tags; the visible headline counts before both."""
    data, tags = from_json_ld(page), from_tags(page, url)
    named = data.title or page.xpath("boolean(//meta[contains(@property, 'title') or contains(@name, 'title')])")
    titles = [title for title in (data.title, tags.title) if title]
    return Details(title=_headline(page, titles, only_titled=not named)).otherwise(data).otherwise(tags).otherwise(Details(url=data.page))


def from_tags(page: HtmlElement, url: str | None = None) -> Details:
    """The details in meta tags (Open Graph, Dublin Core, plain), ``<link rel=canonical>``, ``<title>`` and ``<html lang>``."""
    every: dict[str, list[str]] = {}
    for tag in page.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        if name and tag.get("content"):
            every.setdefault(name, []).append(tag.get("content", ""))
    tags = {name: values[0] for name, values in every.items()}
    country = (page.get("lang") or tags.get("og:locale") or "").lower().replace("_", "-")
    dates = (
        "article:published_time",
        "datepublished",
        "dc.date.issued",
        "dc.date",
        "date",
        "pubdate",
        "parsely-pub-date",
        "sailthru.date",
        "og:published_time",
    )
    return Details(
        title=_first(tags, "og:title", "twitter:title", "dc.title", "headline")
        or next((clean(tag.text) for tag in page.iter("title")), None),
        byline=_authors(every),
        publisher=_house(_first(tags, "og:site_name", "publisher", "dc.publisher", "application-name")),
        published_at=next(
            (day for name in dates if (day := day_opening(tags.get(name, "")) or numeric_day(tags.get(name, ""), country))), None
        ),
        url=_address(_canonical(page) or tags.get("og:url"), url),
        language=_language(page.get("lang") or tags.get("og:locale") or tags.get("language")),
    )


def from_json_ld(page: HtmlElement) -> Details:
    """The details of the first article in the page's JSON-LD; a broken or hostile block counts as absent."""
    nodes = [node for script in page.iter("script") if "ld+json" in (script.get("type") or "") for node in _nodes(script.text)]
    # Of several nodes with one @id the first counts.
    known = {identity: node for node in reversed(nodes) if isinstance(identity := node.get("@id"), str) and "name" in node}
    for article in sorted((node for node in nodes if _is_article(node)), key=lambda node: "WebPage" in _types(node)):
        byline = ", ".join(dict.fromkeys(name for who in _several(article.get("author")) if (name := person_name(_called(who, known)))))
        return Details(
            title=_line(article.get("headline")) or _line(article.get("name")),
            byline=byline[:LONGEST] or None,
            publisher=next((name for who in _several(article.get("publisher")) if (name := _house(_called(who, known)))), None),
            published_at=day_opening(_line(article.get("datePublished")) or ""),
            url=_address(article.get("url"), None),
            page=_address(_identity(article.get("mainEntityOfPage")), None),
            language=_language(_line(article.get("inLanguage"))),
        )
    return Details()


def site_in_title(page: HtmlElement, headline: str) -> str | None:
    """The site's name that ``<title>`` has after the headline ("Mine to close | The Avel Post"); a section of the site does not count."""
    whole = next((clean(tag.text) for tag in page.iter("title")), "")
    end = next((separator for separator in _PARTS.finditer(whole) if headline and whole[: separator.start()].endswith(headline)), None)
    name = _PARTS.split(whole[end.end() :])[0] if end else ""
    return name if 0 < len(name.split()) <= _LONGEST_SITE and name[:1].isalnum() and not _SECTION.fullmatch(name) else None


def _nodes(text: str | None) -> Iterator[Mapping[str, object]]:
    try:
        waiting: deque[tuple[object, int]] = deque([(json.loads(text or "", strict=False), 0)])
    except (ValueError, RecursionError):
        return
    read = 0
    while waiting and read < _MOST_NODES:
        node, depth = waiting.popleft()
        read += 1
        if isinstance(node, dict):
            yield node
            waiting += [(value, depth + 1) for value in node.values() if isinstance(value, dict | list) and depth < _DEEPEST]
        elif isinstance(node, list):
            waiting += [(value, depth + 1) for value in node[:_MOST_NODES] if depth < _DEEPEST]


def _types(node: Mapping[str, object]) -> list[str]:
    return [kind for kind in _several(node.get("@type")) if isinstance(kind, str)]


def _is_article(node: Mapping[str, object]) -> bool:
    return any(_ARTICLE_TYPES.fullmatch(kind) for kind in _types(node)) and bool(node.get("headline") or node.get("datePublished"))


def _identity(page: object) -> object:
    address = (page.get("@id") or page.get("url")) if isinstance(page, dict) else page
    return address.split("#")[0] if isinstance(address, str) else None


def _line(value: object) -> str | None:
    """The text, or the first of several."""
    return next((line for item in _several(value) if (line := clean(item))), None)


def _several(value: object) -> list[object]:
    """The value, or the first fifty of a list of them."""
    return value[:_MOST_VALUES] if isinstance(value, list) else [] if value is None else [value]


def _called(who: object, known: Mapping[str, Mapping[str, object]]) -> str | None:
    """The name of a person or organisation given as text, as a node, or as a reference to a node known by its ``@id``."""
    if isinstance(who, dict) and "name" not in who and isinstance(where := who.get("@id"), str):
        who = known.get(where, who)
    return _line(who.get("name") if isinstance(who, dict) else who)


def _house(text: str | None) -> str | None:
    """A publisher's name without the sections and slogans that sites put after it ("The Times | News | Sport")."""
    return re.split(r" (?:[|»•]|[-–—](?= )) ?", text)[0].strip() or None if text else None


def _first(tags: Mapping[str, str], *names: str) -> str | None:
    return next((value for name in names if (value := clean(tags.get(name)))), None)


def _authors(every: Mapping[str, list[str]]) -> str | None:
    """All names in the first kind of author tag that has any; a page has one tag for each author."""
    for tag in ("author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author"):
        if names := list(dict.fromkeys(name for value in every.get(tag, [])[:_MOST_VALUES] if (name := person_name(value)))):
            return ", ".join(names)[:LONGEST]
    return None


def _headline(page: HtmlElement, titles: list[str], *, only_titled: bool) -> str | None:
    """The ``<h1>`` that is part of one of the titles: sites add their own name to a title, and give search engines another wording.

    If only ``<title>`` names the article, which may be "Home", the page's single long ``<h1>`` is used.
    """
    shown = [clean(tag.text_content()) for tag in page.iter("h1")]
    if only_titled and len(shown) == 1 and len(shown[0].split()) >= _HEADLINE:
        return shown[0]
    return next((line for line in shown if len(line.split()) > 1 and any(line.lower() in title.lower() for title in titles)), None)


def _canonical(page: HtmlElement) -> str | None:
    return next(
        (link.get("href") for link in page.iter("link") if (link.get("rel") or "").lower() == "canonical" and link.get("href")), None
    )


def _address(address: object, base: str | None) -> str | None:
    """An absolute http or https address, or None."""
    if not isinstance(address, str) or not (address := address.strip()):
        return None
    try:
        whole = urljoin(base or "", address)
        parts = urlsplit(whole)
    except ValueError:
        return None
    return (
        whole
        if parts.scheme in ("http", "https") and parts.hostname and len(whole) <= 2000 and not re.search(r"[\s\ud800-\udfff]", whole)
        else None
    )


def _language(code: object) -> str | None:
    match = re.match(r"([a-z]{2})(?![a-z])", code.strip().lower()) if isinstance(code, str) else None
    return match[1] if match else None

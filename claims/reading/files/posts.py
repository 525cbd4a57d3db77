"""Posts on sites whose pages are all script: the words, author and day in the page's own metadata."""

import re
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from claims.errors import ClaimsError
from claims.markup_limits import refuse_costly
from claims.model import Beside
from claims.reading.files import metadata
from claims.reading.files.days import day_opening
from claims.reading.files.details import Details, clean
from claims.reading.line_breaks import tidy

_SITES = {
    "X": ("x.com", "twitter.com"),
    "YouTube": ("youtube.com", "youtu.be"),
    "TikTok": ("tiktok.com",),
    "Facebook": ("facebook.com", "fb.com", "fb.watch"),
    "Instagram": ("instagram.com",),
    "Threads": ("threads.net", "threads.com"),
    "Telegram": ("t.me", "telegram.me"),
}
_NAMES = {"x (formerly twitter)": "X", "twitter": "X", **{name.lower(): name for name in _SITES}}
_SHOWN = 400  # letters that a page shows without script; a page with more is read normally
_AUTHOR = re.compile(r"(.{2,100}?)(?: \(@[^()]{1,60}\))? on (?:X|Twitter|TikTok|Instagram|Threads|Facebook)\b(?::.*)?", re.DOTALL)
_INSTAGRAM = re.compile(r"[\d.,KMkm]+ likes?, [\d.,KMkm]+ comments? - ([\w.]{1,60}) on ([A-Z][a-z]+ \d{1,2}, \d{4}): (.*)", re.DOTALL)
_FEWEST_WORDS = 8  # letters of a summary; a shorter one is a slogan
_AROUND = '“”"„‟ \n'
_GENERIC = re.compile(
    r"(?:log in|sign up|see posts|enjoy the videos|from breaking news|create an account|you can view and join)\b", re.IGNORECASE
)


def read(page: str, url: str | None) -> tuple[str, Details, Beside] | None:
    """The post on a page of one of these sites that shows no words without script; None for every other page."""
    tree = _parsed(page)
    if tree is None or (tags := _tags(tree)) is None:
        return None
    site = _site(tags, url)
    if site is None or _shown(tree) > _SHOWN:
        return None
    words, title = _description(tags), clean(tags.get("og:title"))
    author, day = _author(tree, tags, title), _day(tags)
    if signed := _INSTAGRAM.fullmatch(words):
        author, day, words = author or signed[1], day or day_opening(signed[2]), signed[3]
    words = words.strip(_AROUND) if words[:1] in '“"„' else words
    if not any(sign.isalpha() for sign in words) or _GENERIC.match(words):
        return None
    warning = f"The page of {site} shows its words only by script: they are read from what the page tells about itself, which may be cut."
    if words.endswith(("…", "...")):
        warning = f"The post is cut: the page of {site} tells only its beginning without script. Paste the whole text."
    details = Details(
        title=title if title and site == "YouTube" else clean(words.split("\n")[0]),
        byline=author,
        publisher=site,
        published_at=day,
        url=tags.get("og:url") or url,
    )
    return words, details, Beside((warning,))


def read_summary(page: str, url: str | None) -> tuple[str, Details, Beside] | None:
    """The summary in the metadata of any other page that shows nothing without script; None for a front page or without a summary."""
    tree = _parsed(page)
    if tree is None or (tags := _tags(tree)) is None:
        return None
    address = tags.get("og:url") or url
    words = _description(tags)
    if len(words.split()) < _FEWEST_WORDS or _GENERIC.match(words) or (address is not None and urlsplit(address).path in ("", "/")):
        return None
    warning = (
        "The page shows its article only by script. What was read is the summary that it gives of itself, not the article:"
        " save it from a browser after it has loaded, or paste the text."
    )
    return words, metadata.from_page(tree, url), Beside((warning,))


def _description(tags: dict[str, str]) -> str:
    return tidy(tags.get("og:description") or tags.get("twitter:description") or tags.get("description") or "")


def _parsed(page: str) -> HtmlElement | None:
    try:
        refuse_costly(page)
        return document_fromstring(page.encode("utf-8"), parser=HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True))
    except (etree.LxmlError, ValueError, ClaimsError):
        return None  # it is refused as a page, with the reason


def _tags(tree: HtmlElement) -> dict[str, str] | None:
    tags: dict[str, str] = {}
    for tag in tree.iter("meta", "link"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        if name and tag.get("content"):
            tags.setdefault(name, tag.get("content", ""))
    address = tags.get("og:url", "")
    if not address.startswith(("http://", "https://")):
        tags.pop("og:url", None)
    return tags or None


def _site(tags: dict[str, str], url: str | None) -> str | None:
    """The site, by its address or by the name in the page."""
    for address in (url, tags.get("og:url")):
        try:
            host = (urlsplit(address or "").hostname or "").lower()
        except ValueError:
            continue
        site = next((name for name, hosts in _SITES.items() if any(host == own or host.endswith(f".{own}") for own in hosts)), None)
        if site or (address == url and host):
            return site
    return _NAMES.get(clean(tags.get("og:site_name")).lower())


def _shown(tree: HtmlElement) -> int:
    texts = tree.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::template or ancestor::noscript)]")
    return len(" ".join(" ".join(texts).split()))


def _author(tree: HtmlElement, tags: dict[str, str], title: str) -> str | None:
    named = _AUTHOR.fullmatch(title)
    channel = next((clean(link.get("content")) for link in tree.iter("link") if link.get("itemprop") == "name"), "")
    return (named[1].strip() if named else "") or channel or clean(tags.get("author") or tags.get("article:author")) or None


def _day(tags: dict[str, str]) -> str | None:
    names = ("article:published_time", "og:published_time", "datepublished", "uploaddate", "date")
    return next((day for name in names if (day := day_opening(tags.get(name, "")))), None)

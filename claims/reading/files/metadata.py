"""What a page or a file says about the article in it: title, byline, publisher, date, address, language."""

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from html import unescape
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from claims.reading.line_breaks import tidy

_LONGEST = 300  # code points in a title, a name, a publisher
_DEEPEST = 12  # levels of JSON-LD that are looked into
_MOST_NODES = 2000
_MOST_VALUES = 50  # authors, names or types of one thing that are read: of as many authors a byline holds about twenty
_ARTICLE_TYPES = re.compile(
    r"(?:News|Reportage|Report|Analysis|Opinion|Review|Background|LiveBlog|AskPublicNews|TechArticle|Scholarly)*(?:Article|Posting)|Report|WebPage"
)
_NOT_NAMES = re.compile(
    r"https?:|www\.|@|^(?:admin|administrator|editor|editors|staff|editorial staff|newsroom|article by|author|by|guest|unknown|none|null)$",
    re.IGNORECASE,
)
_NAMING = ("class", "id", "itemprop", "rel", "data-testid")
_AUTHORS = re.compile(r"(?<![a-z])(?:byline|author|authored)(?![a-z])", re.IGNORECASE)
_NAME_WORD = r"[A-Z][\w.'’-]*"
_BY = re.compile(
    r"(?:(?:[Aa]rticle|[Ss]tory|[Ww]ritten|[Ww]ords|[Rr]eport(?:ing|ed)?) )?(?:[Bb]y|BY):? +|(?:[Vv]on|[Pp]ar|[Pp]or|[Dd]oor) +(?=[A-Z])"
)
_A_NAME = re.compile(
    rf"({_NAME_WORD}(?: (?:(?:de|del|la|van|der|von|bin|al) )*(?!Published|Updated|Posted|[A-Z][a-z]+day\b){_NAME_WORD}){{1,4}})"
)
_BETWEEN_NAMES = re.compile(r" *(?:, *and|,? and|&|,|;|\||/|\bund\b|\bet\b|\by\b) +(?=[A-Z])|,? and +(?=[A-Z])")
_AFTER_NAMES = re.compile(r"[|,•·@–-]|[A-Z][a-z]+day\b|[0-9]|(?:Published|Updated|Posted|in|for|at)\b")
_DATES = re.compile(
    r"(?<![a-z])(?:date|dateline|datetime|published|publish|pubdate|posted|postdate|timestamp|time-?stamp|byline|meta|entry-date|header)(?![a-z])",
    re.IGNORECASE,
)
_LONGEST_DAY = 80  # code points of the words that a day stands in
_NUMERIC_DAY = re.compile(r"(?<![0-9./])([0-3]?[0-9])[./-]([0-3]?[0-9])[./-]([12][0-9]{3})(?![0-9])")
_DAY_FIRST = frozenset("gb ie au nz in za ke ng gh jm tt bb sg my hk".split())
_PARTS = re.compile(r"\s[|–—•»-]\s")
_SECTION = re.compile(
    r"(?:(?:the |local |breaking |world )?(?:news|opinion|sports?|politics|business|world|home|local|features?|editorial|analysis|video|live|comment|culture|health|science|technology|travel|archive|page [0-9]+|[0-9: /.-]+))",
    re.IGNORECASE,
)
_LONGEST_SITE = 5  # words
_HEADLINE = 3  # words; fewer may be the site's name
_LONGEST_BYLINE = 160  # code points; more is a box about the author, or a list
_MONTHS = {
    name: number for number, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_WRITTEN_DAY = re.compile(
    r"(?:(?:posted|published|updated|date|last updated|on|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?[:,]? +){0,3}"
    r"(?:([A-Z][a-z]{2,8})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([12][0-9]{3})|([0-9]{1,2})(?:st|nd|rd"
    r"|th)?\.? ([A-Z][a-z]{2,8})\.?,? ([12][0-9]{3}))",
    re.IGNORECASE,
)
_ISO_DAY = re.compile(r"([12][0-9]{3})-([01][0-9])-([0-3][0-9])(?![0-9])")


@dataclass(frozen=True, slots=True)
class Details:
    """What an article says of itself; every part may be missing."""

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published_at: str | None = None
    url: str | None = None
    language: str | None = None
    page: str | None = None  # the address of the page that the article is the main thing on: where nothing else gives ``url``

    def otherwise(self, fallback: "Details") -> "Details":
        """This, with what is missing here taken from the other."""
        return Details(**{part.name: getattr(self, part.name) or getattr(fallback, part.name) for part in fields(Details)})


def clean(text: object) -> str:
    """One line without extra space and HTML's escapes, cut at 300 code points; anything but a string is empty."""
    return " ".join(tidy(unescape(text[: 4 * _LONGEST])).split())[:_LONGEST] if isinstance(text, str) else ""


def iso_day(line: str) -> str | None:
    """The day or instant that opens a line ("Posted: Thursday, April 21, 2022 …", "2022-04-21T10:00:00Z") in ISO 8601, else None."""
    line = clean(line)
    if match := _ISO_DAY.match(line):
        return _instant(line) or _day(match[1], match[2], match[3])
    if match := _WRITTEN_DAY.match(line):
        month, day, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
        number = _MONTHS.get(month[:3].lower())
        return _day(year, str(number), day) if number else None
    return None


def from_page(page: HtmlElement, url: str | None = None) -> Details:
    """What the page's JSON-LD says, then its meta tags; the headline as the page shows it goes before both."""
    data, tags = from_json_ld(page), from_tags(page, url)
    named = data.title or page.xpath("boolean(//meta[contains(@property, 'title') or contains(@name, 'title')])")
    titles = [title for title in (data.title, tags.title) if title]
    return Details(title=_headline(page, titles, only_titled=not named)).otherwise(data).otherwise(tags).otherwise(Details(url=data.page))


def from_tags(page: HtmlElement, url: str | None = None) -> Details:
    """What the meta tags (Open Graph, Dublin Core, plain), ``<link rel=canonical>``, ``<title>`` and ``<html lang>`` say."""
    tags: dict[str, str] = {}
    for tag in page.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        if name and tag.get("content"):
            tags.setdefault(name, tag.get("content", ""))
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
        byline=person_name(_first(tags, "author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author")),
        publisher=_house(_first(tags, "og:site_name", "publisher", "dc.publisher", "application-name")),
        published_at=next((day for name in dates if (day := iso_day(tags.get(name, "")))), None),
        url=_address(_canonical(page) or tags.get("og:url"), url),
        language=_language(page.get("lang") or tags.get("og:locale") or tags.get("language")),
    )


def from_json_ld(page: HtmlElement) -> Details:
    """What the first article described in the page's JSON-LD says; a broken or hostile block counts as absent."""
    nodes = [node for script in page.iter("script") if "ld+json" in (script.get("type") or "") for node in _nodes(script.text)]
    known = {
        identity: node for node in reversed(nodes) if isinstance(identity := node.get("@id"), str) and "name" in node
    }  # the first one counts
    for article in sorted((node for node in nodes if _is_article(node)), key=lambda node: "WebPage" in _types(node)):
        byline = ", ".join(dict.fromkeys(name for who in _several(article.get("author")) if (name := person_name(_called(who, known)))))
        return Details(
            title=_line(article.get("headline")) or _line(article.get("name")),
            byline=byline[:_LONGEST] or None,
            publisher=next((name for who in _several(article.get("publisher")) if (name := _house(_called(who, known)))), None),
            published_at=iso_day(_line(article.get("datePublished")) or ""),
            url=_address(article.get("url"), None),
            page=_address(_identity(article.get("mainEntityOfPage")), None),
            language=_language(_line(article.get("inLanguage"))),
        )
    return Details()


def site_in_title(page: HtmlElement, headline: str) -> str | None:
    """The site's name that ``<title>`` has after the headline ("Mine to close | The Avel Post"); a section of the site is none."""
    whole = next((clean(tag.text) for tag in page.iter("title")), "")
    end = next((separator for separator in _PARTS.finditer(whole) if headline and whole[: separator.start()].endswith(headline)), None)
    name = _PARTS.split(whole[end.end() :])[0] if end else ""
    return name if 0 < len(name.split()) <= _LONGEST_SITE and name[:1].isalnum() and not _SECTION.fullmatch(name) else None


def shown_byline(page: HtmlElement) -> str | None:
    """The names that the page shows below its headline in elements called author or byline; None for "Editorial staff" and the like."""
    below = False
    for element in page.iter():
        below = below or element.tag == "h1"
        if not below or not isinstance(element.tag, str) or not _AUTHORS.search(" ".join(map(element.get, _NAMING, ("",) * len(_NAMING)))):
            continue
        line = clean(" ".join(element.itertext()))
        if len(line) < _LONGEST_BYLINE and (_BY.match(line) or _names_in(line)):
            if names := _names_in(line):
                return ", ".join(names)[:_LONGEST]
            if _NOT_NAMES.search(_BY.sub("", line)):
                return None
    return None


def _names_in(line: str) -> list[str]:
    """The names that a byline begins with ("By ADA LIND, Ben Rask and Carl Roth in Avel"); none where something else does."""
    opening = _BY.match(line)
    names: list[str] = []
    at = opening.end() if opening else 0
    while (name := _A_NAME.match(line, at)) and (kept := person_name(name[1])):
        names.append(kept)
        at = name.end()
        if (between := _BETWEEN_NAMES.match(line, at)) is None:
            break
        at = between.end()
    rest = line[at:].strip(" .,|•·@–-")
    return names if opening or not rest or _AFTER_NAMES.match(rest) else []


def shown_day(page: HtmlElement) -> str | None:
    """The day in a ``<time>`` or another element that the page calls its date, above or below the headline, never within a sentence."""
    country = (page.get("lang") or "").lower()
    for element in page.iter():
        if not isinstance(element.tag, str) or not _is_called_date(element):
            continue
        words = clean(" ".join(element.itertext()))
        if len(words) < _LONGEST_DAY and (day := iso_day(element.get("datetime") or "") or iso_day(words) or numeric_day(words, country)):
            return day
    return None


def _is_called_date(element: HtmlElement) -> bool:
    if any("comment" in (at.get("class") or "") or at.tag in ("aside", "footer", "nav") for at in element.iterancestors()):
        return False
    if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
        return True
    named = " ".join((element.get("class") or "", element.get("id") or ""))
    if element.tag == "time" and not _is_in_sentence(element):
        near = " ".join([named, *((at.get("class") or "") + " " + str(at.tag) for at in list(element.iterancestors())[:3])])
        return _DATES.search(near) is not None
    return _DATES.search(named) is not None and not len(element.findall(".//p")) and "updated" not in named


def _is_in_sentence(element: HtmlElement) -> bool:
    """Whether words of a sentence stand around an element: a day that the article tells of is no day of publication."""
    around = element.getparent()
    return (
        around is not None
        and around.tag in ("p", "li", "td", "blockquote", "q", "em", "strong")
        and len(clean(around.text_content())) > _LONGEST_DAY
    )


def numeric_day(line: str, country: str) -> str | None:
    """The day in "03/04/2024" where only one reading is possible, or the page's own language and country tell which: "en-US" writes the month first."""
    match = _NUMERIC_DAY.search(line)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[2]), match[3]
    if "." in match[0] or first > 12:
        return _day(year, str(second), str(first))
    if second > 12 or country == "en-us":
        return _day(year, str(first), str(second))
    language, _, region = country.partition("-")
    if first == second or (language and language != "en") or region in _DAY_FIRST:
        return _day(year, str(second), str(first))
    return None


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


def person_name(text: str | None) -> str | None:
    """A person's name as a byline gives it, or None for addresses and placeholders."""
    text = re.sub(r"^by:? ", "", clean(text), flags=re.IGNORECASE)
    return None if not text or _NOT_NAMES.search(text) else text


def _house(text: str | None) -> str | None:
    """A publisher's name without the sections and slogans that sites put after it ("The Times | News | Sport")."""
    return re.split(r" (?:[|»•]|[-–—](?= )) ?", text)[0].strip() or None if text else None


def _first(tags: Mapping[str, str], *names: str) -> str | None:
    return next((value for name in names if (value := clean(tags.get(name)))), None)


def _headline(page: HtmlElement, titles: list[str], *, only_titled: bool) -> str | None:
    """The ``<h1>`` that one of the titles holds: sites add their own name to a title, and search engines get another wording.

    Where nothing but ``<title>`` names the article, which may be "Home", the page's one long ``<h1>`` does.
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


def _instant(text: str) -> str | None:
    try:
        return datetime.fromisoformat(text).isoformat() if "T" in text or " " in text else None
    except ValueError:
        return None


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None

"""The byline and the day that a page shows, if its metadata has none."""

import re

from lxml.html import HtmlElement

from claims.reading.files.bylines import BY, NOT_NAMES, names_in
from claims.reading.files.days import day_opening, numeric_day
from claims.reading.files.details import LONGEST, clean

_NAMING = ("class", "id", "itemprop", "rel", "data-testid")
_AUTHORS = re.compile(r"(?<![a-z])(?:byline|author|authored)(?![a-z])", re.IGNORECASE)
_DATES = re.compile(
    r"(?<![a-z])(?:date|dateline|datetime|published|publish|pubdate|posted|postdate|timestamp|time-?stamp|byline|meta|entry-date|header)(?![a-z])",
    re.IGNORECASE,
)
_LONGEST_DAY = 80  # code points of the text around a day
_LONGEST_BYLINE = 160  # code points; a longer element is a box about the author, or a list


def shown_byline(page: HtmlElement) -> str | None:
    """The names that the page shows below its headline in elements called author or byline; None for "Editorial staff" and the like."""
    below = False
    for element in page.iter():
        below = below or element.tag == "h1"
        if not below or not isinstance(element.tag, str) or not _AUTHORS.search(" ".join(map(element.get, _NAMING, ("",) * len(_NAMING)))):
            continue
        line = clean(" ".join(element.itertext()))
        if len(line) < _LONGEST_BYLINE and (BY.match(line) or names_in(line)):
            if names := names_in(line):
                return ", ".join(names)[:LONGEST]
            if NOT_NAMES.search(BY.sub("", line)):
                return None
    return None


def shown_day(page: HtmlElement) -> str | None:
    """The day in a ``<time>`` or another element that the page calls its date, above or below the headline, never inside a sentence."""
    country = (page.get("lang") or "").lower()
    for element in page.iter():
        if not isinstance(element.tag, str) or not _is_called_date(element):
            continue
        words = clean(" ".join(element.itertext()))
        if len(words) < _LONGEST_DAY and (
            day := day_opening(element.get("datetime") or "") or day_opening(words) or numeric_day(words, country)
        ):
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
    """Whether an element is inside a sentence: a day that the article mentions is not its day of publication."""
    around = element.getparent()
    return (
        around is not None
        and around.tag in ("p", "li", "td", "blockquote", "q", "em", "strong")
        and len(clean(around.text_content())) > _LONGEST_DAY
    )

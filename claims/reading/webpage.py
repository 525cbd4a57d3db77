"""The article in an HTML page, by trafilatura, without what stands around it."""

import logging
import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from claims.errors import TooLarge, Unreadable
from claims.markup_limits import refuse_costly
from claims.reading.furniture import byline_in, is_furniture
from claims.reading.lines import tidy
from claims.reading.metadata import Said, clean, from_page, iso_day, shown_byline, site_in_title

_DEEPEST = 250  # levels; libxml2 reads 256, real articles stay under 60
_MOST_ELEMENTS = 10_000  # news pages have 600 to 3,000; what finds the article takes time in proportion to their square
_SHORT = 900  # code points; a page with less article than this may be a notice instead
_LAID_OUT = 400  # code points; a table cell with more is the column of an old page's layout that holds the article
_TINY = 300  # code points; with less than this even a phrase from the page's margin tells that it is one
_WALL = re.compile(
    r"\b(?:(?:sign|log) ?in to (?:continue|read|view|access|your)|(?:please|you (?:must|need to)) (?:sign|log) ?in"
    r"|subscribe (?:now )?to (?:continue|read|keep)|subscribers? only|(?:members?|premium) only"
    r"|already a (?:subscriber|member)|create (?:a free|an) account|register to (?:continue|read)|forgot(?:ten)? (?:your )?password"
    r"|verify (?:that )?you are (?:a )?human|checking your browser|are you a robot)\b",
    re.IGNORECASE,
)
_MISSING = re.compile(
    r"\b(?:page (?:(?:you (?:requested|are looking for|were looking for)|that you .{1,40}) )?(?:was |is |could |can)?(?:not be|n[o']t"
    r"|not|no longer|cannot be) (?:found|exist|available)|404|error 404|not found|nothing (?:was )?found|(?:does"
    r"|doesn['’]t) (?:not )?exist|no longer (?:available|exists))\b",
    re.IGNORECASE,
)
# Sites name the words under a picture in many ways; a class on something long is the article's own.
_CLASS = "concat(' ', translate(normalize-space(@class), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ_', 'abcdefghijklmnopqrstuvwxyz-'), ' ')"
_CAPTIONS = (
    f"//figcaption | //*[contains({_CLASS}, 'caption') and string-length(normalize-space(.)) < 400]"
    f" | //*[(contains({_CLASS}, ' credit ') or contains({_CLASS}, '-credit ') or contains({_CLASS}, ' source '))"
    " and string-length(normalize-space(.)) < 100]"
)
_CAPITAL_NAME = re.compile(r"[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]*){1,3}")
_BLOCKS = frozenset(("p", "div", "head", "list", "table", "quote"))
_WITHIN_LINES = frozenset(("hi", "ref", "lb", "del"))
_SIGNED_OFF = re.compile(r"(?<=[.!?”\"]) \([A-Z]{2,4}\)\Z")  # the reporter's initials, or an agency's
_LONGEST_HEADLINE = 120  # code points, where nothing but its place tells that it is one
_SITE_AFTER = re.compile(r"\s[-–—|»:•]\s")
_BEFORE_DAY = re.compile(r"^By [^0-9]{3,80}?[,|•–-] *(?=(?:[A-Z][a-z]{2,8}\.? )?[0-9])")
_BYLINE_BEFORE = re.compile(r"By ([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3}): +")
_NEEDS_SCRIPT = re.compile(
    r"\b(?:enable|turn on|requires?|without|need) javascript\b|\bjavascript (?:is )?(?:disabled|required|turned off)\b", re.IGNORECASE
)


def read(page: str, url: str | None = None) -> tuple[str, Said]:
    """The article's text and what the page says of it; ``url`` completes a relative address. Raise Unreadable for a page without an article: a login wall, a 404, all script."""
    tree = _parsed(page)
    said, shown = from_page(tree, url), shown_byline(tree)  # before the page is taken apart
    body = _extracted(tree)
    found = [paragraph for block in _paragraphs(body) if (paragraph := tidy(block))]
    title = _without_site(clean(said.title), found) or _first_line(found)
    lines = [
        tidy("\n".join(line for line in one.split("\n") if not line or not (is_furniture(line) or clean(line) == title))) for one in found
    ]
    article, byline = _without_byline([paragraph for paragraph in lines if paragraph and not is_furniture(paragraph)])
    text = _SIGNED_OFF.sub("", tidy("\n\n".join(article)))
    _refuse_notices(text, title, tree)
    said = (
        Said(title=title)
        .otherwise(said)
        .otherwise(Said(byline=byline))
        .otherwise(_first_paragraphs(found))
        .otherwise(Said(byline=shown, publisher=site_in_title(tree, title)))
    )
    return text, said if said.published_at else said.otherwise(_by_htmldate(page))


def _parsed(page: str) -> HtmlElement:
    refuse_costly(page)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = document_fromstring(page.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise Unreadable("It is called HTML but holds no page: save the article again, or paste its text.") from None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise Unreadable(f"Its HTML is nested more than {_DEEPEST} levels deep, as no article is: paste the article's text instead.")
    if sum(1 for _ in zip(tree.iter(), range(_MOST_ELEMENTS + 1), strict=False)) > _MOST_ELEMENTS:
        raise TooLarge(f"The page has more than {_MOST_ELEMENTS:,} elements, as no article has: paste the article's text instead.")
    return tree


def _extracted(tree: HtmlElement) -> etree._Element:
    import trafilatura  # half a second: only when there is a page to read

    _unfold(tree)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs every page it cannot read; we raise
    found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True, prune_xpath=_CAPTIONS)
    body = getattr(found, "body", None)
    if body is None or not "".join(body.itertext()).strip():
        body, _, _ = trafilatura.baseline(tree)
    return body


def _unfold(tree: HtmlElement) -> None:
    """Turn the tables that old pages are laid out with into plain blocks; a table of figures has short cells and stays."""
    for table in list(tree.iter("table")):
        if any(map(_is_long, table.iter("td"))):
            for cell in [cell for row in table.iter("tr") if any(map(_is_long, row)) for cell in row if not _is_long(cell)]:
                cell.drop_tree()
            for element in table.iter("table", "tbody", "tr", "td"):
                element.tag = "div"


def _is_long(cell: HtmlElement) -> bool:
    return len("".join(cell.itertext())) > _LAID_OUT


def _paragraphs(body: etree._Element) -> Iterator[str]:
    """The visible text of trafilatura's tree, block by block: lists one item a line, tables one row a line."""
    between = (body.text or "").replace("\n", " ")  # words that stand in no block of their own, as on pages without paragraphs
    for child in body:
        if child.tag in _WITHIN_LINES:
            between += _with_breaks(child)
        else:
            yield _lines(between)
            yield from _block(child)
            between = ""
        between += (child.tail or "").replace("\n", " ")
    yield _lines(between)


def _block(block: etree._Element) -> Iterator[str]:
    if block.tag == "list":
        items = [_one_line(item) for item in block.iter("item")]
        yield "\n".join(f"- {item}" for item in items if item and not is_furniture(item))
    elif block.tag == "table":
        rows = [" | ".join(cell for cell in map(_one_line, row.iter("cell")) if cell) for row in block.iter("row")]
        yield "\n".join(row for row in rows if row)
    elif any(child.tag in _BLOCKS for child in block):  # a quotation of two paragraphs, a page of bare divisions
        yield from _paragraphs(block)
    else:
        yield _lines(_with_breaks(block))


def _lines(words: str) -> str:
    return "\n".join(" ".join(line.split()) for line in words.split("\n"))


def _one_line(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _with_breaks(block: etree._Element) -> str:
    pieces = ["\n" if block.tag == "lb" else (block.text or "").replace("\n", " ")]
    for child in block.iterdescendants():
        if child.tag == "lb":
            pieces.append("\n")
        pieces.append((child.text or "").replace("\n", " ") if child.tag != "lb" else "")
        pieces.append((child.tail or "").replace("\n", " "))
    return "".join(pieces)


def _refuse_notices(text: str, title: str, tree: HtmlElement) -> None:
    """Raise Unreadable when the little that was found is a notice and not an article."""
    if len(text) >= _SHORT:
        return
    seen = _visible(tree)
    if _MISSING.search(title) or (len(text) < _TINY and _MISSING.search(seen[:_SHORT])):
        raise Unreadable("The page says that the article was not found (404): check the address.")
    asks = _WALL.search(text) or (len(text) < _TINY and (_WALL.search(seen) or tree.xpath("//input[@type='password']")))
    if asks:
        raise Unreadable("The page is a login or subscription wall: sign in there yourself and add the saved page, or paste the text.")
    if not any(sign.isalpha() for sign in text):
        if _NEEDS_SCRIPT.search(seen) or tree.find(".//script") is not None:
            raise Unreadable(
                "The page is all script and holds no article text: save it from a browser after it has loaded, or paste the text."
            )
        raise Unreadable("The page holds no article text: paste the article's text instead.")
    if _NEEDS_SCRIPT.search(text) and len(text) < _TINY:
        raise Unreadable("The page shows its article only with JavaScript: save it from a browser after it has loaded, or paste the text.")


def _visible(tree: HtmlElement) -> str:
    """What a reader sees of the page, roughly: all text but scripts and styles."""
    texts = tree.xpath("//body//text()[not(parent::script or parent::style or parent::template)]")
    return " ".join(" ".join(texts).split())


def _by_htmldate(page: str) -> Said:
    """The day that htmldate finds in the page's markup; it is not asked to guess from the text."""
    from htmldate import find_date

    return Said(published_at=find_date(page, extensive_search=False, original_date=True))


def _without_site(title: str, paragraphs: list[str]) -> str:
    """The title without the site's name after it, where the article begins with the rest."""
    first = clean(paragraphs[0].split("\n")[0]) if paragraphs else ""
    return first if first and title.startswith(first) and _SITE_AFTER.match(title[len(first) :]) else title


def _first_line(paragraphs: list[str]) -> str:
    """The first line, where it is a headline by its looks."""
    first = clean(paragraphs[0].split("\n")[0]) if paragraphs else ""
    return first if len(first) <= _LONGEST_HEADLINE and first[-1:] not in ".,;:!" else ""


def _without_byline(paragraphs: list[str]) -> tuple[list[str], str | None]:
    """The paragraphs without a name in capitals or "By Ana Reyes:" at their very head, and that name."""
    first = paragraphs[0] if paragraphs else ""
    if _CAPITAL_NAME.fullmatch(first):
        return paragraphs[1:], first.title()
    if found := _BYLINE_BEFORE.match(first):
        return [first[found.end() :], *paragraphs[1:]], found[1]
    return paragraphs, None


def _first_paragraphs(paragraphs: list[str]) -> Said:
    """A byline or a date that stands as a line of its own at the head of the article."""
    lines = [line for paragraph in paragraphs[:4] for line in paragraph.split("\n")[:3]]
    return Said(
        byline=next((names for line in lines if (names := byline_in(line))), None),
        published_at=next((day for line in lines if len(line) < 80 and (day := iso_day(_BEFORE_DAY.sub("", line)))), None),
    )

"""The article in an HTML page: cut into blocks, of which the article's are chosen and written as text."""

import re
from collections import Counter
from dataclasses import replace

from claims.model import Beside, Link
from claims.reading.files.bylines import person_name
from claims.reading.files.days import day_in_byline, day_opening
from claims.reading.files.details import Details, clean
from claims.reading.files.html.blocks import Block, Cutter, placed_links
from claims.reading.files.html.choosing import Chosen, choose
from claims.reading.files.html.hidden import drop_hidden
from claims.reading.files.html.notices import cut_off, refuse_fronts, refuse_notices
from claims.reading.files.html.parsing import parse
from claims.reading.files.html.warnings import warnings
from claims.reading.files.html.writing import write
from claims.reading.files.metadata import from_page, site_in_title
from claims.reading.files.shown import shown_byline, shown_day
from claims.reading.furniture import byline_in, is_furniture
from claims.reading.line_breaks import tidy

_CAPITAL_NAME = re.compile(r"[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]*){1,3}")
_SIGNED_OFF = re.compile(r"(?<=[.!?”\"]) \([A-Z]{2,4}\)\Z")  # the reporter's initials, or an agency's
_LONGEST_HEADLINE = 120  # code points, if only its position suggests it
_SITE_AFTER = re.compile(r"\s[-–—|»:•]\s")
_BYLINE_BEFORE = re.compile(r"By ([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3}): +")
_MOST_LINKS = 1000
_AFTER = 6  # blocks after the article's last one in which a paywall is looked for


def read(page: str, url: str | None = None) -> tuple[str, Details, Beside]:
    """The article's text, its details and what is beside it; ``url`` completes relative addresses.

    Raise Unreadable for a page without an article: a login wall, a 404, all script, a section's front.
    """
    tree = parse(page)
    details, shown, day = from_page(tree, url), shown_byline(tree), shown_day(tree)  # before the page is cut up
    counts: Counter[str] = Counter()
    counts["hidden piece of text"] = drop_hidden(tree)
    cutter = Cutter(details.url or url)
    blocks = cutter.cut(tree)
    chosen = choose(tree, blocks)
    refuse_fronts(_stretch(blocks, chosen), chosen.blocks, tree)
    paragraphs = [paragraph for block in chosen.blocks if (paragraph := tidy(block.text))]
    title = _without_site(clean(details.title), paragraphs) or _first_line(paragraphs)
    article, byline = _without_byline(write(chosen, lambda words: _cleaned(words, title)))
    text = _SIGNED_OFF.sub("", tidy("\n\n".join(article)))
    refuse_notices(text, title, tree)
    cut = cut_off(text, tree, _from_the_end(blocks, chosen))
    details = (
        Details(title=title, byline=_with_more_names(details.byline, shown))
        .otherwise(details)
        .otherwise(Details(byline=byline))
        .otherwise(Details(byline=shown, published_at=day))
        .otherwise(_first_paragraphs(paragraphs))
        .otherwise(Details(publisher=site_in_title(tree, title)))
    )
    counts.update(cutter.counts)
    return text, details, Beside(warnings(counts, chosen, cut), _links(chosen, text))


def _stretch(blocks: list[Block], chosen: Chosen) -> list[Block]:
    """All blocks of the page from just above the article's first to its last."""
    numbers = {id(block): number for number, block in enumerate(blocks)}
    return blocks[max(0, numbers[id(chosen.blocks[0])] - 2) : numbers[id(chosen.blocks[-1])] + 1] if chosen.blocks else []


def _from_the_end(blocks: list[Block], chosen: Chosen) -> list[Block]:
    """The article's last two blocks and the few after them."""
    last = next((number for number in reversed(range(len(blocks))) if chosen.blocks and blocks[number] is chosen.blocks[-1]), -1)
    return [block for block in blocks[max(0, last - 1) : last + _AFTER] if block.element.tag != "nav"] if last >= 0 else []


def _cleaned(words: str, title: str) -> str:
    """The lines of a block that belong to the article; the headline becomes the title and is not part of the text."""
    lines = [line for line in tidy(words).split("\n") if line and not is_furniture(line) and clean(line) != title]
    text = "\n".join(lines)
    return "" if is_furniture(text) else text


def _links(chosen: Chosen, text: str) -> tuple[Link, ...]:
    """The links of the article, each with the offsets of its words, if its block is in the text unchanged."""
    links: list[Link] = []
    place = 0
    for block in [*chosen.blocks, *(block for box in chosen.boxes for block in box), *chosen.captions]:
        start = text.find(block.text, place)
        if start < 0:
            links += [link for link in block.links if link.text in text]
            continue
        place = start + len(block.text)
        links += [replace(link, start=start + span[0], end=start + span[1]) if span else link for link, span in placed_links(block)]
    return tuple(links[:_MOST_LINKS])


def _without_site(title: str, paragraphs: list[str]) -> str:
    """The title without the site's name, if the article begins with the rest."""
    first = clean(paragraphs[0].split("\n")[0]) if paragraphs else ""
    return first if first and title.startswith(first) and _SITE_AFTER.match(title[len(first) :]) else title


def _first_line(paragraphs: list[str]) -> str:
    """The first line, if it looks like a headline."""
    first = clean(paragraphs[0].split("\n")[0]) if paragraphs else ""
    return first if len(first) <= _LONGEST_HEADLINE and first[-1:] not in ".,;:!" else ""


def _without_byline(paragraphs: list[str]) -> tuple[list[str], str | None]:
    """The paragraphs without a name in capitals or "By Ana Reyes:" at the very start, and that name."""
    first = paragraphs[0] if paragraphs else ""
    if _CAPITAL_NAME.fullmatch(first):
        return paragraphs[1:], first.title()
    if line := _BYLINE_BEFORE.match(first):
        return [first[line.end() :], *paragraphs[1:]], line[1]
    return paragraphs, None


def _with_more_names(byline: str | None, shown: str | None) -> str | None:
    """The byline that the page shows, if it has more names than the one in its metadata, which may give the first only."""
    if not byline or not shown:
        return byline
    names, shown_names = (set(line.casefold().split(", ")) for line in (byline, shown))
    return shown if names < shown_names else byline


def _first_paragraphs(paragraphs: list[str]) -> Details:
    """Whether a line at the start of the article is only a byline or a date."""
    lines = [line for paragraph in paragraphs[:4] for line in paragraph.split("\n")[:3]]
    return Details(
        byline=next((names for line in lines if (names := person_name(byline_in(line)))), None),
        published_at=next(
            (day for line in lines if len(line) < 80 and (day := day_opening(line) or (day_in_byline(line) if byline_in(line) else None))),
            None,
        ),
    )

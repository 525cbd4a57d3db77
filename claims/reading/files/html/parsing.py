"""A page's bytes as a tree, within limits."""

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from claims.errors import TooLarge, Unreadable
from claims.markup_limits import refuse_costly
from claims.wording import phrase

_DEEPEST = 250  # levels; libxml2 reads 256, real articles stay under 60
_MOST_ELEMENTS = 10_000  # news pages have 600 to 3,000; finding the article takes time in proportion to the square


def parse(page: str) -> HtmlElement:
    """The page's tree. Raise Unreadable for anything that is not a page, TooLarge for one with more elements than any article has."""
    refuse_costly(page)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = document_fromstring(page.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise Unreadable("It is called HTML but holds no page: save the article again, or paste its text.") from None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise Unreadable(
            phrase(
                "Its HTML is nested more than {deepest} levels deep, as no article is: paste the article's text instead.", deepest=_DEEPEST
            )
        )
    if sum(1 for _ in zip(tree.iter(), range(_MOST_ELEMENTS + 1), strict=False)) > _MOST_ELEMENTS:
        raise TooLarge(
            phrase(
                "The page has more than {most_elements} elements, as no article has: paste the article's text instead.",
                most_elements=format(_MOST_ELEMENTS, ","),
            )
        )
    return tree

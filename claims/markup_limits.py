"""Markup that costs its reader the square of its length, told before any parser sees it.

libxml2 compares each attribute of an HTML element with all before it: 100,000 on one element took 150 seconds. A library that looked for dates took comments out
one by one: 500,000 took half a minute (both November 2026). News pages have some 30 attributes on an element and a few hundred comments.
"""

import re

from claims.errors import TooLarge

MOST_ATTRIBUTES = 1_000
"""On one element: a hundredth of a second."""

MOST_COMMENTS = 20_000
"""Comments, declarations and processing instructions of one page."""

_TAG = re.compile(r"<[a-zA-Z][^\s>/]*+")
_ATTRIBUTE = re.compile(r"""[\s/]*+[^\s/>][^\s=/>]*+(?:\s*+=\s*+(?:"[^"]*"|'[^']*'|[^\s>]*+)|)""")
_COMMENT = re.compile(r"<(?:[!?]|/[^a-zA-Z])")


def refuse_costly(page: str) -> None:
    """Raise TooLarge for HTML that no honest page is like. Takes time in proportion to the page: 10 ms for 200 kB."""
    if sum(1 for _ in _COMMENT.finditer(page)) > MOST_COMMENTS:
        raise TooLarge(f"The page has more than {MOST_COMMENTS:,} comments, as no article has: paste the article's text instead.")
    at = 0
    while tag := _TAG.search(page, at):
        at, attributes = tag.end(), 0
        while attribute := _ATTRIBUTE.match(page, at):
            at, attributes = attribute.end(), attributes + 1
            if attributes > MOST_ATTRIBUTES:
                raise TooLarge(
                    f"The page has an element with more than {MOST_ATTRIBUTES:,} attributes, as no article has: paste the article's text instead."
                )

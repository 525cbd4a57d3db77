"""Refuses markup that takes a parser quadratic time, before any parser reads it.

libxml2 compares each attribute of an HTML element with all earlier ones: 100,000 on one element took 150 seconds. A library that searched for
dates removed comments one by one: 500,000 took half a minute (both measured in November 2026). News pages have about 30 attributes on an
element and a few hundred comments.
"""

import re

from claims.errors import TooLarge
from claims.wording import phrase

MOST_ATTRIBUTES = 1_000
"""On one element; this many take a hundredth of a second."""

MOST_COMMENTS = 20_000
"""Comments, declarations and processing instructions on one page."""

_TAG = re.compile(r"<[a-zA-Z][^\s>/]*+")
_ATTRIBUTE = re.compile(r"""[\s/]*+[^\s/>][^\s=/>]*+(?:\s*+=\s*+(?:"[^"]*"|'[^']*'|[^\s>]*+)|)""")
_COMMENT = re.compile(r"<(?:[!?]|/[^a-zA-Z])")


def refuse_costly(page: str) -> None:
    """Raise TooLarge for HTML over these limits, which no normal page reaches. Takes linear time: 10 ms for 200 kB."""
    if sum(1 for _ in _COMMENT.finditer(page)) > MOST_COMMENTS:
        raise TooLarge(
            phrase(
                "The page has more than {most_comments} comments, as no article has: paste the article's text instead.",
                most_comments=format(MOST_COMMENTS, ","),
            )
        )
    at = 0
    while tag := _TAG.search(page, at):
        at, attributes = tag.end(), 0
        while attribute := _ATTRIBUTE.match(page, at):
            at, attributes = attribute.end(), attributes + 1
            if attributes > MOST_ATTRIBUTES:
                raise TooLarge(
                    phrase(
                        "The page has an element with more than {most_attributes} attributes, as no article has: paste the article's text instead.",
                        most_attributes=format(MOST_ATTRIBUTES, ","),
                    )
                )

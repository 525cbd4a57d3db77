"""What a page or a file says about the article in it, in one shape for all formats."""

from dataclasses import dataclass, fields
from html import unescape

from claims.reading.line_breaks import tidy

LONGEST = 300  # code points in a title, a name, a publisher


@dataclass(frozen=True, slots=True)
class Details:
    """What an article says about itself; every part may be missing."""

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published_at: str | None = None
    url: str | None = None
    language: str | None = None
    page: str | None = None  # the page whose main entity the article is; used if nothing else gives ``url``

    def otherwise(self, fallback: "Details") -> "Details":
        """These details, with missing ones taken from the other."""
        return Details(**{part.name: getattr(self, part.name) or getattr(fallback, part.name) for part in fields(Details)})


def clean(text: object) -> str:
    """One line without extra space and HTML's escapes, cut at 300 code points; anything but a string is empty."""
    return " ".join(tidy(unescape(text[: 4 * LONGEST])).split())[:LONGEST] if isinstance(text, str) else ""

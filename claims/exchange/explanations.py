"""The explanation of a verdict, which people write in a small part of Markdown: as HTML for pages, as plain text for everything else.

Paragraphs, line breaks, *emphasis*, **strong**, [links](https://…) to web addresses, lists and quotes. Everything else stays as it was typed:
headings, pictures, HTML, bare addresses and links to anything but http and https.
"""

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_RULES = ("emphasis", "balance_pairs", "fragments_join", "link", "list", "blockquote", "newline", "escape")
_DEEPEST = 20  # levels of lists, quotes and marks, as in CommonMark's own preset
_KEPT = 256  # explanations; a long one takes some milliseconds
REL = "nofollow noopener noreferrer ugc"
"""What links of an explanation say about themselves: the newsroom does not vouch for where they lead."""


@lru_cache(maxsize=_KEPT)
def as_html(explanation: str) -> str:
    """The explanation as safe HTML: every character of the text is escaped, and the only elements are those of the small part of Markdown."""
    parser = _parser()
    tokens = parser.parse(explanation)
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                child.attrs = {"href": child.attrs["href"], "rel": REL}
    return str(parser.renderer.render(tokens, parser.options, {}))


@lru_cache(maxsize=_KEPT)
def as_text(explanation: str) -> str:
    """The explanation without marks: paragraphs with a blank line between them, items on lines of their own, of a link only its words."""
    pieces: list[str] = []
    bullet, was_item = "", False
    for token in _parser().parse(explanation):
        if token.type == "list_item_open":
            bullet = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "inline":
            gap = "\n" if bullet and was_item else "\n\n" if pieces else ""
            pieces.append(gap + bullet + _words(token))
            was_item, bullet = bool(bullet), ""
    return "".join(pieces)


def _words(token: "Token") -> str:
    return "".join("\n" if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or ())


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    class Parser(MarkdownIt):
        def validateLink(self, url: str) -> bool:
            return _is_web_address(url)

    return Parser("zero", {"html": False, "breaks": True, "maxNesting": _DEEPEST}).enable(list(_RULES))


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False

"""The visible text of a Markdown file, by markdown-it-py (CommonMark, with tables and struck-out words)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from claims import wording
from claims.errors import TooLarge
from claims.model import Beside, Link
from claims.reading.alignment import Alignment
from claims.reading.files.days import day_opening
from claims.reading.files.details import Details, clean
from claims.reading.line_breaks import tidy

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---[ \t]*\n((?:[^\n]*\n){0,60}?)---[ \t]*(?:\n|\Z)")
_IMAGE = re.compile(r"!\[[^\]\n]{0,100}\]\([^)\s]{0,300}\)")  # removed before parsing: markdown-it is very slow on unclosed ones
_LONGEST = 300_000  # code points; ten times a long article
_LONGEST_ADDRESS = 2000  # characters
_MOST_LINKS = 1000  # a line
_DEEPEST = 20  # levels of lists and quotes, as in CommonMark's own preset


def read(source: str) -> tuple[str, Details, Beside]:
    """The text a reader would see: paragraphs separated by a blank line, list items and rows on lines of their own, no markup; and its links.

    Struck-out words are left out. Front matter or the first heading gives the title; the heading stays in the text.
    """
    from markdown_it import MarkdownIt

    if len(source) > _LONGEST:
        raise TooLarge(
            wording.phrase(
                "It has {count} characters of Markdown; an article may have at most {limit}: add it as plain text.",
                count=format(len(source), ","),
                limit=format(_LONGEST, ","),
            )
        )
    front, body = _front_matter(tidy(source))
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"]).disable("image")
    lines = _Lines()
    for token in parser.parse(_IMAGE.sub("", body)):
        lines.take(token)
    written = "".join(lines.pieces)
    text = tidy(written)
    left_out = f"{lines.struck:,} struck-out {'piece of text was' if lines.struck == 1 else 'pieces of text were'} left out."
    return (
        text,
        front.otherwise(Details(title=lines.title)),
        Beside((left_out,) * bool(lines.struck), links=_moved(lines.links, written, text)),
    )


class _Lines:
    """The lines of a document as its tokens come: their words with what stands before them, the links in them, the first heading."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.links: list[Link] = []
        self.title: str | None = None
        self.struck = 0  # struck-out pieces, which are left out
        self._length = 0
        self._bullet, self._depth, self._opens_list = "", 0, False
        self._is_heading = False
        self._before_row = self._before_cell = ""

    def take(self, token: "Token") -> None:
        self.struck += sum(child.type == "s_open" for child in token.children or ())
        match token.type:
            case "bullet_list_open" | "ordered_list_open" | "bullet_list_close" | "ordered_list_close":
                self._depth += token.nesting
                self._opens_list = token.nesting > 0 and self._depth == 1
            case "list_item_open":
                self._bullet = f"{token.info}{token.markup} " if token.info else "- "
            case "heading_open":
                self._is_heading = True
            case "table_open":
                self._before_row = "\n\n"
            case "tr_open":
                self._before_cell, self._before_row = self._before_row, "\n"
            case "th_close" | "td_close":
                self._before_cell = " | "
            case "table_close":
                self._before_cell = ""
            case _:
                words = _words(token)
                if words or (self._before_cell and token.type == "inline"):
                    self._add(token, words)

    def _add(self, token: "Token", words: str) -> None:
        gap = self._before_cell or ("\n" if self._bullet and not self._opens_list else "\n\n")
        self.pieces.append(gap + self._bullet + words)
        self._length += len(self.pieces[-1])
        self.links += _links(token, words, self._length - len(words))
        self.title = self.title or (clean(words) if self._is_heading else None)
        self._bullet, self._is_heading, self._opens_list = "", False, False


def _moved(links: Sequence[Link], before: str, after: str) -> tuple[Link, ...]:
    """Links with offsets in a text, at their places in the tidied one; without those whose words are gone."""
    if not links:
        return ()
    alignment = Alignment(before, after)
    spans = ((link, alignment.span(link.start or 0, link.end or 0)) for link in links)
    return tuple(replace(link, start=span[0], end=span[1]) for link, span in spans if span)


def _links(token: "Token", words: str, start: int) -> list[Link]:
    """The links to web addresses in a line, with the offsets of their words; the line's ``words`` begin at ``start``."""
    links: list[Link] = []
    address, opened = "", 0
    written = _written(token)
    before = "".join(piece for _, piece in written)
    at = start - (len(before) - len(before.lstrip()))
    for child, piece in written:
        if child.type == "link_open":
            address, opened = str(child.attrs.get("href", "")), at
        elif child.type == "link_close" and (linked := " ".join(words[max(0, opened - start) : at - start].split())):
            links.append(Link(linked, address, opened, at))
        at += len(piece)
    is_web = [link for link in links if link.url.lower().startswith(("http://", "https://")) and len(link.url) <= _LONGEST_ADDRESS]
    return is_web[:_MOST_LINKS]


def _words(token: "Token") -> str:
    if token.type in ("fence", "code_block"):
        return token.content.strip("\n")
    if token.type != "inline":
        return ""
    return "".join(piece for _, piece in _written(token)).strip()


def _written(token: "Token") -> list[tuple["Token", str]]:
    """The pieces of a line, each with its words; those that are struck out have none."""
    between = "\n" if token.content.startswith("|") else " "  # rows without a line of dashes are no table, but stay apart
    pieces: list[tuple[Token, str]] = []
    depth, ends_in_space = 0, False
    for child in token.children or ():
        depth += {"s_open": 1, "s_close": -1}.get(child.type, 0)
        words = "" if depth else {"softbreak": between, "hardbreak": "\n", "html_inline": ""}.get(child.type, child.content)
        words = words.removeprefix(" ") if ends_in_space else words
        ends_in_space = words.endswith(" ") if words else ends_in_space
        pieces.append((child, words))
    return pieces


def _front_matter(source: str) -> tuple[Details, str]:
    """The ``key: value`` lines between two ``---`` at the very start, and the rest."""
    match = _FRONT_MATTER.match(source)
    if not match:
        return Details(), source
    pairs = (line.partition(":")[::2] for line in match[1].split("\n"))
    values = {key.strip().lower(): clean(value.strip().strip("\"'")) for key, value in pairs}
    front = Details(
        title=values.get("title") or None,
        byline=values.get("author") or values.get("byline") or None,
        publisher=values.get("publisher") or None,
        published_at=day_opening(values.get("date", "") or values.get("published", "")),
        url=values.get("url") or None,
    )
    return front, source[match.end() :]

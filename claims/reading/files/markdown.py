"""The visible text of a Markdown file, by markdown-it-py (CommonMark)."""

import re
from typing import TYPE_CHECKING

from claims.errors import TooLarge
from claims.reading.files.days import day_opening
from claims.reading.files.details import Details, clean
from claims.reading.line_breaks import tidy

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---[ \t]*\n((?:[^\n]*\n){0,60}?)---[ \t]*(?:\n|\Z)")
_IMAGE = re.compile(r"!\[[^\]\n]{0,100}\]\([^)\s]{0,300}\)")  # taken out before parsing: unclosed ones take markdown-it very long
_LONGEST = 300_000  # code points; ten times a long article
_DEEPEST = 20  # levels of lists and quotes, as in CommonMark's own preset


def read(source: str) -> tuple[str, Details]:
    """The text a reader would see: paragraphs apart by a blank line, list items on lines of their own, no markup.

    Front matter and the first heading tell the title; the heading stays in the text.
    """
    from markdown_it import MarkdownIt

    if len(source) > _LONGEST:
        raise TooLarge(f"It has {len(source):,} characters of Markdown; an article may have at most {_LONGEST:,}: add it as plain text.")
    front, body = _front_matter(tidy(source))
    pieces: list[str] = []
    title: str | None = None
    bullet, inside_list, heading, opened = "", 0, False, False
    for token in MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).disable("image").parse(_IMAGE.sub("", body)):
        if token.type in ("bullet_list_open", "ordered_list_open", "bullet_list_close", "ordered_list_close"):
            inside_list += token.nesting
            opened = token.nesting > 0 and inside_list == 1
        elif token.type == "list_item_open":
            bullet = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "heading_open":
            heading = True
        elif words := _words(token):
            gap = "\n" if bullet and not opened else "\n\n"
            pieces.append(gap + bullet + words)
            title = title or (clean(words) if heading else None)
            bullet, heading, opened = "", False, False
    return tidy("".join(pieces)), front.otherwise(Details(title=title))


def _words(token: "Token") -> str:
    if token.type in ("fence", "code_block"):
        return token.content.strip("\n")
    if token.type != "inline":
        return ""
    between = "\n" if token.content.startswith("|") else " "  # the rows of a table stay apart
    by_type = {"softbreak": between, "hardbreak": "\n", "html_inline": ""}
    return "".join(by_type.get(child.type, child.content) for child in token.children or ()).strip()


def _front_matter(source: str) -> tuple[Details, str]:
    """What ``key: value`` lines between two ``---`` at the very start say, and the rest."""
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

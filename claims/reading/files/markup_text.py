"""The text of HTML that is not a web page, such as the body of a mail. Only what is not shown is left out."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from claims.reading.files.html.parsing import parse
from claims.reading.line_breaks import tidy

_BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figure figcaption footer form h1 h2 h3 h4 h5 h6 header hr li main nav"
    " ol p pre section table tbody thead tr ul".split()
)
_NOT_SHOWN = frozenset(("script", "style", "head", "title", "template", "noscript", "select", "textarea"))


def text_of_markup(markup: str) -> str:
    """The visible words: blocks separated by a blank line, items and rows one a line. Raise what ``parse`` raises."""
    lines = ("".join(_pieces(parse(markup)))).split("\n")
    return tidy("\n".join(" ".join(line.split()).strip("|").strip() for line in lines))


def _pieces(element: HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in _NOT_SHOWN or _is_hidden(element):
        return
    edge = "\n" if element.tag in ("li", "tr", "dd", "dt") else "\n\n" if element.tag in _BLOCKS else ""
    yield edge + ("- " if element.tag == "li" else "")
    if element.tag == "br":
        yield "\n"
    yield (element.text or "").replace("\n", " ")
    for child in element:
        yield from _pieces(child)
        yield (child.tail or "").replace("\n", " ")
    yield " | " if element.tag in ("td", "th") else "" if edge == "\n" else edge


def _is_hidden(element: HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style or element.get("hidden") is not None

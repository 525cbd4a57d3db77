"""schema.org items in a page's own markup, as microdata or RDFa, in the form of JSON-LD.

Formats: https://html.spec.whatwg.org/multipage/microdata.html and https://www.w3.org/TR/rdfa-lite/. (extruct reads both, but needs
7 MB of RDF libraries; the tests compare this reader with it.)
"""

import re
from typing import Any

_DEEPEST = 200
_MOST_VALUES = 200
_BLOCKS = frozenset(("p", "div", "br", "li", "td", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "blockquote"))


def items(page: Any, kind: str) -> list[dict[str, Any]]:
    """The items of a type, at any depth of a page that lxml parsed, in document order."""
    return [_item(page, element, 0) for element in page.iter("*") if kind in _types(element)]


def _types(element: Any) -> list[str]:
    return [_local(name) for name in (element.get("itemtype") or element.get("typeof") or "").split()]


def _local(name: str) -> str:
    """The last part of a name: "schema:claimReviewed" and "https://schema.org/claimReviewed" are the same property."""
    return re.split(r"[/#:]", name.strip())[-1]


def _is_item(element: Any) -> bool:
    return element.get("itemscope") is not None or element.get("typeof") is not None


def _item(page: Any, element: Any, depth: int) -> dict[str, Any]:
    types = _types(element)
    item: dict[str, Any] = {"@type": types[0] if len(types) == 1 else types}
    if address := element.get("itemid") or element.get("resource"):
        item["@id"] = address
    _collect(page, element, item, depth)
    for name in (element.get("itemref") or "").split()[:_MOST_VALUES]:
        for referred in page.iterfind(".//*[@id]"):
            if referred.get("id") == name and depth < _DEEPEST:
                _take(page, referred, item, depth + 1)
                break
    return item


def _collect(page: Any, parent: Any, item: dict[str, Any], depth: int) -> None:
    if depth < _DEEPEST:
        for element in parent.iterchildren("*"):
            _take(page, element, item, depth + 1)


def _take(page: Any, element: Any, item: dict[str, Any], depth: int) -> None:
    """Put the properties of an element and its descendants into ``item``."""
    names = (element.get("itemprop") or element.get("property") or "").split()
    if _is_item(element):
        # An item that is not the value of a property stands alone.
        value: Any = _item(page, element, depth) if names else None
    else:
        value = _value(element) if names else None
        _collect(page, element, item, depth)
    for name in map(_local, names):
        if value not in (None, ""):
            known = item.setdefault(name, value)
            if known is not value:
                item[name] = [*(known if isinstance(known, list) else [known]), value][:_MOST_VALUES]


def _value(element: Any) -> str:
    for name in ("content", "datetime", "href", "src", "data", "resource", "value"):
        if (attribute := element.get(name)) is not None:
            return str(attribute).strip()
    text = "".join(f" {words} " if tag in _BLOCKS else words for tag, words in _pieces(element))
    return " ".join(text.split())


def _pieces(element: Any) -> list[tuple[str, str]]:
    """The texts in an element, each with the tag that contains or precedes it."""
    return [(str(piece.getparent().tag), str(piece)) for piece in element.xpath(".//text()")]

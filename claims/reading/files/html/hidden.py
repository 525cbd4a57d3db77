"""Hidden elements: removed before anything is read, and counted."""

import re

from lxml.html import HtmlElement

_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CLASS = re.compile(
    r"(?<![\w-])(?:sr-only|visually-?hidden|screen-reader(?:-text|-only)?|u-hidden|is-hidden|hidden|d-none|mw-editsection)(?![\w-])"
)
_MOST = 0.5  # of a page's letters; a larger hidden part is shown by a script, and readers see it


def drop_hidden(tree: HtmlElement) -> int:
    """Remove hidden elements from the tree; return how many of them held words."""
    letters = len(_words(tree))
    count = 0
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in ("html", "body") or not _is_hidden(element) or element.getparent() is None:
            continue
        words = _words(element)
        if len(words) < _MOST * letters:
            count += any(sign.isalpha() for sign in words)
            element.drop_tree()
    return count


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    if element.tag == "dialog" and element.get("open") is None:
        return True
    return bool(_STYLE.search(element.get("style") or "") or _CLASS.search(element.get("class") or ""))


def _words(element: HtmlElement) -> str:
    return "".join(element.xpath(".//text()[not(parent::script or parent::style or parent::template or parent::noscript)]")).strip()

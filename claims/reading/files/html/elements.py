"""Block elements, inline elements, and sites' names for the parts of a page."""

import re

from lxml.html import HtmlElement

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hgroup hr html legend li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul".split()
)
"""Elements that begin a line of their own, https://html.spec.whatwg.org/#flow-content-3. All others, unknown ones too, are inline."""

WITHOUT_WORDS = frozenset(
    "script style template noscript head title meta link svg canvas img picture video audio iframe object embed map input select textarea"
    " datalist progress meter rp rt".split()
)
"""Elements whose content is not text of the page."""

EMBEDDED = frozenset(("video", "audio", "iframe", "object", "embed"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
CREDITS = frozenset("credit credits source".split())
CAPTIONS = frozenset("caption captions legend".split()) | CREDITS
"""Words in the names of captions."""
CONTROLS = frozenset(("button", "label", "output", "summary", "legend"))
STRUCK = frozenset(("del", "s", "strike"))

_WORD = re.compile(r"[a-z]+|[A-Z][a-z]*|[0-9]+")


def words_of(element: HtmlElement) -> frozenset[str]:
    """The words in an element's class, role and id, in lower case: "articleBody main" gives article, body and main.

    The id of a heading or a paragraph describes its words, not its use.
    """
    number = "" if element.tag in HEADINGS or element.tag in ("p", "li", "section", "article") else element.get("id") or ""
    named = " ".join((element.get("class") or "", element.get("role") or "", number))[:500]
    return frozenset(word.lower() for word in _WORD.findall(named)) if named.strip() else frozenset()

"""Pages that are not articles are refused with the reason; cut-off ones get a warning."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from claims.errors import Unreadable
from claims.reading.files.html.blocks import Block
from claims.reading.files.html.elements import HEADINGS, words_of
from claims.wording import phrase

_SHORT = 900  # code points; a page with a shorter article may be a notice instead
_CUT_SHORT = 1_500  # code points; a page that asks for money and shows less is refused, one that shows more gets a warning
_TINY = 300  # code points; in a shorter page, even a phrase from the margin is enough
_WALL = re.compile(
    r"\b(?:(?:sign|log) ?in to (?:continue|read|view|access|your)|(?:please|you (?:must|need to)) (?:sign|log) ?in"
    r"|subscribe (?:now )?to (?:continue|read|keep)|subscribers? only|(?:members?|premium) only"
    r"|already a (?:subscriber|member)|create (?:a free|an) account|register to (?:continue|read)|forgot(?:ten)? (?:your )?password"
    r"|verify (?:that )?you are (?:a )?human|checking your browser|are you a robot)\b",
    re.IGNORECASE,
)
_MISSING = re.compile(
    r"\b(?:page (?:(?:you (?:requested|are looking for|were looking for)|that you .{1,40}) )?(?:was |is |could |can)?(?:not be|n[o']t"
    r"|not|no longer|cannot be) (?:found|exist|available)|404|error 404|not found|nothing (?:was )?found|(?:does"
    r"|doesn['’]t) (?:not )?exist|no longer (?:available|exists))\b",
    re.IGNORECASE,
)
_NEEDS_SCRIPT = re.compile(
    r"\b(?:enable|turn on|requires?|without|need) javascript\b|\bjavascript (?:is )?(?:disabled|required|turned off)\b", re.IGNORECASE
)
_PAY = re.compile(
    r"\b(?:to (?:continue|keep|finish) reading|(?:continue|keep) reading (?:with|by|for)|to read (?:the (?:full|rest|whole)|this|on|more)\b.{0,40}\b(?:subscri|sign|log|regist|member)"
    r"|(?:this|the full) (?:article|story|content) is (?:only )?(?:for|available (?:only )?to|reserved for|exclusive to) (?:our )?(?:paying )?(?:subscribers|members|registered)"
    r"|(?:become|you must be) an? (?:member|subscriber)|already a (?:subscriber|member)|subscribe (?:now |today )?to (?:continue|read|unlock|keep|get (?:full|unlimited))"
    r"|(?:sign|log) ?in to (?:continue|read)|register (?:for free )?to (?:continue|read|keep)|unlock (?:this|the (?:full|whole)) (?:article|story)"
    r"|(?:subscribers?|members?|premium)[ -]only (?:article|story|content)|you(?:['’]ve| have) (?:reached|read|used) (?:your|all|the) .{0,30}(?:free )?articles?"
    r"|weiterlesen mit|jetzt weiterlesen|nur für abonnenten|réservé aux abonnés|pour lire la suite|para seguir leyendo|solo para suscriptores)",
    re.IGNORECASE,
)
_WALL_NAMES = frozenset("paywall regwall subscriberwall barrier piano tp paygate".split())
_LEFT_OPEN = re.compile(
    r"(?:\[\s?(?:…|\.\.\.)\s?\]|(?:…|\.\.\.)|(?:read|continue reading) (?:more|on|the (?:full|rest|whole)\b.{0,30})\W{0,3})$", re.IGNORECASE
)
_MOSTLY = 0.9  # share of a line's letters in links: a way to sign in, not a paywall
_FEWEST_TEASERS = 4
_TEASERS = 0.34  # of a page's chosen blocks, at least, are headings that lead elsewhere


class NeedsScript(Unreadable):
    """The page shows its words only with JavaScript."""


def refuse_notices(text: str, title: str, tree: HtmlElement) -> None:
    """Raise Unreadable if the little text found is a notice, not an article; NeedsScript if only a browser shows the article."""
    if len(text) >= _SHORT:
        return
    shown = visible(tree)
    if _MISSING.search(title) or (len(text) < _TINY and _MISSING.search(shown[:_SHORT])):
        raise Unreadable("The page says that the article was not found (404): check the address.")
    asks = _WALL.search(text) or (len(text) < _TINY and (_WALL.search(shown) or tree.xpath("//input[@type='password']")))
    if asks:
        raise Unreadable("The page is a login or subscription wall: sign in there yourself and add the saved page, or paste the text.")
    if not any(sign.isalpha() for sign in text):
        if _NEEDS_SCRIPT.search(shown) or tree.find(".//script") is not None:
            raise NeedsScript(
                "The page is all script and holds no article text: save it from a browser after it has loaded, or paste the text."
            )
        raise Unreadable("The page holds no article text: paste the article's text instead.")
    if _NEEDS_SCRIPT.search(text) and len(text) < _TINY:
        raise NeedsScript("The page shows its article only with JavaScript: save it from a browser after it has loaded, or paste the text.")


def cut_off(text: str, tree: HtmlElement, after: Sequence[Block]) -> str | None:
    """A warning if only the beginning of the article was read, else None. Raise Unreadable if it is very short.

    ``after`` are the blocks from the article's end on: a paywall is there, and a sign-in link at the page's top is not one.
    """
    walls = [element for element in tree.iter() if isinstance(element.tag, str) and words_of(element) & _WALL_NAMES]
    asks = any(_PAY.search(_words(wall)) for wall in walls if len(_words(wall)) < _CUT_SHORT) or any(
        block.linked < _MOSTLY and len(block.text) < _TINY and _PAY.search(block.text) for block in after
    )
    if asks and len(text) < _CUT_SHORT:
        raise Unreadable(
            "The page is cut off by a paywall and shows only the beginning of its article: sign in there yourself and add the saved page, or paste the text."
        )
    if asks:
        return "The page asks readers to subscribe or sign in: perhaps only the beginning of the article was read."
    if _LEFT_OPEN.search(text):
        return "The text ends in the middle (“…” or “Read more”): perhaps only the beginning of the article was read."
    return None


def refuse_fronts(stretch: Sequence[Block], chosen: Sequence[Block], tree: HtmlElement) -> None:
    """Raise Unreadable for a section's front page: headings that lead to articles, each with a line or two.

    ``stretch`` are all blocks of the page between the first and the last of those chosen as its article.
    """
    if tree.xpath("boolean(//meta[@property='og:type' and @content='article'])"):
        return
    teasers = [block for block in stretch if _leads_elsewhere(block)]
    if len(teasers) >= _FEWEST_TEASERS and len(teasers) >= _TEASERS * len(chosen):
        raise Unreadable(
            phrase(
                "The page is a list of {teasers} articles, the front page of a section or a search: open the article you want and add its address.",
                teasers=len(teasers),
            )
        )


def _leads_elsewhere(block: Block) -> bool:
    if block.kind not in HEADINGS or block.kind == "h1":
        return False
    around = next((at for at in block.element.iterancestors("a") if at.get("href")), None)
    address = around.get("href", "") if around is not None else ""
    inside = block.linked > 0.9
    return inside or (bool(address) and not address.startswith("#"))


def visible(tree: HtmlElement) -> str:
    """Roughly what a reader sees: all text except scripts and styles."""
    texts = tree.xpath("//body//text()[not(parent::script or parent::style or parent::template)]")
    return " ".join(" ".join(texts).split())


def _words(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())

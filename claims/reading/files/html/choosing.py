"""The blocks of a page that are its article: those that trafilatura keeps, and blocks between, above and below them that belong to it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from claims.reading.files.html.blocks import Block
from claims.reading.files.html.elements import CAPTIONS, CREDITS, HEADINGS, words_of
from claims.reading.files.html.marked import kept_by_trafilatura
from claims.reading.furniture import is_furniture

_AROUND = frozenset(
    "nav navbar navigation menu breadcrumb breadcrumbs share sharing social socials related recommend recommended recommendations newsletter subscribe"
    " subscription signup promo promotion ad ads advert advertisement sponsor sponsored comment comments respond reply cookie cookies consent gdpr sidebar widget"
    " widgets trending popular bio tags tag taxonomy outbrain taboola login pagination pager toolbar print modal popup banner credit credits copyright"
    " byline author authors meta metadata date dateline timestamp posted teaser teasers search footer actions tools rating ratings"
    " follow subscribe paywall regwall more donate donation button buttons disclaimer authorbox snippet linktipps".split()
)
"""Words in the names of elements around an article."""
_NEVER = frozenset(
    "nav navbar navigation menu breadcrumb breadcrumbs share sharing social related recommended recommendations newsletter signup promo ad ads advert"
    " advertisement sponsored comment comments respond cookie cookies consent sidebar widget widgets trending tags taxonomy outbrain taboola login"
    " pagination pager authorbox snippet linktipps".split()
)
"""Words in the names of elements that never belong to an article, although trafilatura may keep them."""
_BOXES = frozenset("factbox infobox fact facts box sidebox explainer glance timeline keyfacts".split())
_OPENINGS = frozenset(
    "standfirst dek deck subtitle subtitel subheadline subheading subhead lead lede intro introduction summary excerpt abstract teaser vorspann chapo"
    " key keypoints points highlights bullets takeaways description".split()
)
"""Words in the names of elements that open an article, above its first paragraph."""
_LONGEST_CAPTION = 400  # code points; a longer element belongs to the article whatever its class
_WITHIN = frozenset("p li ul ol blockquote figure h2 h3 h4 h5 h6 dl dt dd pre tr table tbody footer cite figcaption".split())
_LONGEST_CREDIT = 100
_FARTHEST = 5  # levels from a block up to an element that also holds a kept block
_LINKED = 0.6  # share of a block's letters in links; a block with more leads elsewhere
_MOST_STRANGE = 0.25  # of the kept letters
_FEWEST = 4  # words of a paragraph that is kept although trafilatura leaves it out


@dataclass(slots=True)
class Chosen:
    """The article's blocks in order, and those moved behind it."""

    blocks: list[Block] = field(default_factory=list)
    captions: list[Block] = field(default_factory=list)
    boxes: list[list[Block]] = field(default_factory=list)
    region: HtmlElement | None = None  # the innermost element that holds the article


def choose(tree: HtmlElement, blocks: Sequence[Block]) -> Chosen:
    """The article's blocks among those of a page; empty if there is no article."""
    kept = _without_strangers(blocks, kept_by_trafilatura(tree, blocks))
    paragraphs = [number for number in sorted(kept) if blocks[number].kind not in HEADINGS and not _is_caption(blocks[number])]
    if not paragraphs:
        return Chosen([blocks[number] for number in sorted(kept)])
    return _Choice(blocks, kept, paragraphs).chosen()


def _without_strangers(blocks: Sequence[Block], kept: set[int]) -> set[int]:
    """The kept blocks without those in a part of the page that is called a menu or the like.

    A name that much of the article has means nothing: some page builders call everything a widget.
    """
    names = {number: _names_around(blocks[number]) for number in kept}
    letters: Counter[str] = Counter()
    for number, words in names.items():
        letters.update(dict.fromkeys(words, len(blocks[number].text)))
    most = _MOST_STRANGE * sum(len(blocks[number].text) for number in kept)
    strange = {name for name, count in letters.items() if count < most}
    return {number for number in kept if not names[number] & strange}


def _names_around(block: Block) -> frozenset[str]:
    elements = _upwards(block.element)
    words = frozenset(word for element in elements for word in words_of(element) & _NEVER)
    return words | {"nav"} if any(element.tag == "nav" for element in elements) else words


class _Choice:
    def __init__(self, blocks: Sequence[Block], kept: set[int], paragraphs: list[int]) -> None:
        self.blocks, self.kept = blocks, kept
        self.first, self.last = paragraphs[0], paragraphs[-1]
        self.around: set[HtmlElement] = set()  # elements with a kept paragraph in them
        for number in paragraphs:
            self.around.update(_upwards(blocks[number].element))
        self.region = _common(blocks[number].element for number in paragraphs)
        self.parents = {_home(blocks[number].element) for number in paragraphs}
        if self.region is not None and self.region.tag in ("article", "main"):
            self.parents.add(self.region)

    def chosen(self) -> Chosen:
        result = Chosen(region=self.region)
        boxes: dict[HtmlElement, list[Block]] = {}
        for number, block in enumerate(self.blocks):
            box = self._box(block)
            if box is not None and self._is_near(number, box):
                boxes.setdefault(box, []).append(block)
            elif _is_caption(block):
                if (
                    len(block.text.split()) > _FEWEST
                    and not _is_credit(block)
                    and self.first - 2 <= number
                    and self._is_near(number, block.element)
                    and not self._is_foreign(block, besides=CAPTIONS)
                ):
                    result.captions.append(block)
            elif number in self.kept or self._belongs(number, block):
                result.blocks.append(block)
        result.boxes = [box for box in boxes.values() if _is_worth_reading(box)]
        while result.blocks and _leads_away(result.blocks[-1]):
            result.blocks.pop()
        return result

    def _belongs(self, number: int, block: Block) -> bool:
        quote = _quote(block.element)
        if quote is not None and quote is not block.element and quote.getparent() is not None and _home(quote) in self.parents:
            return True
        if self._is_foreign(block):
            return False
        if not self._is_introduced(number) and (block.linked > _LINKED or is_furniture(block.text)):
            return False
        if self.first < number < self.last:
            if block.kind in HEADINGS and not self._heads(number):
                return False
            return self._is_near(number, block.element)
        if number < self.first:
            return self._opens(number, block)
        return len(block.text.split()) >= _FEWEST and self._goes_on(block.element)

    def _is_introduced(self, number: int) -> bool:
        """Whether the article's paragraph before the block ends in a colon: "Write to:" and an address belong together."""
        return number - 1 in self.kept and self.blocks[number - 1].text.endswith(":")

    def _goes_on(self, element: HtmlElement) -> bool:
        """Whether an element is among the article's paragraphs, directly or in elements without a name."""
        at: HtmlElement | None = element
        while at is not None and at not in self.parents and (at.tag in _WITHIN or not words_of(at)):
            at = at.getparent()
        return at is not None and at in self.parents

    def _heads(self, number: int) -> bool:
        """Whether a heading is directly above a kept paragraph."""
        return any(at in self.kept for at in range(number + 1, number + 3))

    def _opens(self, number: int, block: Block) -> bool:
        """Whether a block before the first paragraph is below the headline and opens the article."""
        heads = [at for at in range(number) if self.blocks[at].kind == "h1"]
        if not heads or not self._shares(block, self.blocks[heads[-1]]):
            return False
        named = any(words_of(element) & _OPENINGS for element in _upwards(block.element) if element not in self.around)
        is_line = block.kind in HEADINGS or block.kind == "time" or len(block.text.split()) < _FEWEST
        if block.kind in HEADINGS | {"time"} and self.first - number <= 2 and block.kind != "h1":
            return self._is_near(number, block.element)
        return named or (not is_line and self._is_near(number, block.element))

    def _shares(self, block: Block, head: Block) -> bool:
        """Whether the block and the headline are in one element that holds only the article, or next to it."""
        ours = _upwards(block.element)
        return any(element in ours for element in _upwards(head.element)[:_FARTHEST])

    def _is_near(self, number: int, element: HtmlElement) -> bool:
        return any(at in self.around for at in _upwards(element)[:_FARTHEST])

    def _is_foreign(self, block: Block, besides: frozenset[str] = frozenset()) -> bool:
        """Whether an element around the block, without a kept paragraph in it, has a name that means something around articles."""
        for element in _upwards(block.element):
            if element in self.around:
                return False
            if element.tag in ("nav", "form") or (element.tag == "footer" and _quote(element) is None):
                return True
            if words_of(element) & _AROUND - besides - (
                _OPENINGS if words_of(element) & (_OPENINGS - {"teaser", "summary"}) else frozenset()
            ):
                return True
        return False

    def _box(self, block: Block) -> HtmlElement | None:
        """The fact box around a block: an aside, or an element with such a name, that holds no other paragraph of the article."""
        box = None
        for element in _upwards(block.element):
            if element is self.region or element.tag in ("body", "html", "article", "main"):
                break
            if element.tag == "aside" or words_of(element) & _BOXES:
                box = element
        if box is None or self._holds_most(box) or self._is_foreign(block):
            return None
        return box

    def _holds_most(self, element: HtmlElement) -> bool:
        inside = sum(element in _upwards(self.blocks[number].element) for number in self.kept)
        return inside * 2 > len(self.kept)


def _leads_away(block: Block) -> bool:
    """Whether the last block does not belong to the article: the heading of what follows, a link."""
    return block.kind in HEADINGS - {"h1"} or (block.linked > _LINKED and block.kind == "p")


def _upwards(element: HtmlElement) -> list[HtmlElement]:
    return [element, *element.iterancestors()]


def _home(element: HtmlElement) -> HtmlElement:
    """The element around a paragraph, a list or a quotation."""
    at = element
    while at.tag in _WITHIN and at.getparent() is not None:
        at = at.getparent()
    return at


def _common(elements: Iterable[HtmlElement]) -> HtmlElement | None:
    common: list[HtmlElement] | None = None
    for element in elements:
        chain = _upwards(element)[::-1]
        common = chain if common is None else [ours for ours, theirs in zip(common, chain, strict=False) if ours is theirs]
    return common[-1] if common else None


def _quote(element: HtmlElement) -> HtmlElement | None:
    """The quotation whose source a footer, a cite or a caption gives."""
    for at in _upwards(element):
        if at.tag == "blockquote":
            return at
        if at.tag == "figure":
            return next(at.iter("blockquote"), None)
    return None


def _is_caption(block: Block) -> bool:
    for element in _upwards(block.element)[:3]:
        if element.tag == "figcaption":
            return _quote(element) is None
        if words_of(element) & CAPTIONS and len("".join(element.itertext())) < (
            _LONGEST_CREDIT if words_of(element) & CREDITS else _LONGEST_CAPTION
        ):
            return True
    return False


def _is_credit(block: Block) -> bool:
    return any(words_of(element) & CREDITS for element in _upwards(block.element)[:2]) or is_furniture(block.text)


def _is_worth_reading(box: list[Block]) -> bool:
    linked = sum(block.linked * len(block.text) for block in box)
    return (
        linked < 0.4 * sum(len(block.text) for block in box)
        and any(len(block.text.split()) >= _FEWEST and not is_furniture(block.text) for block in box)
        and not is_furniture(box[0].text)
    )

"""Reads other publishers' ClaimReview: a single one, a list, a graph, embedded in a web page, or a DataFeed of any size.

https://schema.org/ClaimReview describes the format. Real feeds are dirty, and none of the known faults stops the reading: any field
may be missing, null, a list, an object with ``@value`` or ``name``, or nested under ``properties``.
"""

import html
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import IO, Any
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as pages

from claims.errors import TooLarge, Unreadable
from claims.exchange import loose_json, marked_up
from claims.exchange.answered import answered, is_answered
from claims.exchange.own_keys import OwnKeys, is_own
from claims.exchange.pieces import elements
from claims.exchange.ratings import scale_words
from claims.exchange.row_fields import Fields, claim_of
from claims.exchange.rows import MAX_ID, ImportedClaim, RowError, RowWarning, Wrong, checked, is_address, plain, shown
from claims.markup_limits import refuse_costly

MAX_PAGE = 20_000_000
"""Bytes of a web page."""

OURS = "claim-tracker"
"""The ``propertyID`` of the external id in our own feed; a review that has it is imported word for word."""

_DEEPEST = 12
_INSIDE = ("item", "@graph", "dataFeedElement", "mainEntity", "hasPart", "review")
_NESTED = ("itemReviewed", "reviewRating", "author", "properties")
_ADDRESS = re.compile(r"https?://[^\s,;|\"'<>]{1,2000}", re.IGNORECASE)
_MOST_ADDRESSES = 50
_PAGE_ENDS = re.compile(rb"</(?:html|body)\s{0,99}>", re.IGNORECASE)
_MOST_CLAIMS = 50
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|cite|code|del|em|font|i|ins|mark|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE
)
_BLOCK = re.compile(r"</?(?:blockquote|br|div|figure|h[1-6]|hr|img|li|ol|p|section|ul)(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE)


def read_claimreview(file: IO[bytes]) -> Iterator[ImportedClaim | RowError | RowWarning]:
    """Every ClaimReview of a JSON-LD document, a DataFeed, an answer of the Fact Check Tools API or a web page, good and bad, in order.

    ``row`` is the position of the element in the list or feed, or of the script or item in the page. A review is identified by its
    address and text; a review of several claims gives one row for each. Needs the memory of one element.
    """
    start = file.read(1024)
    file.seek(0)
    makers = _of_page(file) if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else _of_json(file)
    return checked(makers)


Maker = tuple[int, Callable[[], ImportedClaim]]


def is_review(element: Any) -> bool:
    """Whether an object is a ClaimReview or a claim of the Fact Check Tools API, rather than a row under our own keys."""
    return bool(_reviews(element)) or is_answered(element)


def makers_of(row: int, element: Any) -> list[Maker]:
    """Functions that make the claims of the reviews in a value; empty if it has none."""
    if is_answered(element):
        return [(row, make) for make in answered(row, element)]
    return [(row, make) for review in _reviews(element) for make in _claims(row, review)]


def _of_json(file: IO[bytes]) -> Iterator[Maker | RowWarning]:
    row = 0
    keys = OwnKeys()
    rest: dict[str, Any] = {}
    try:
        for row, element in elements(file, rest):
            makers = makers_of(row, element)
            if not makers and is_own(element):
                yield row, partial(keys.claim, row, element)
            elif element not in (None, {}) and not makers:
                yield row, partial(_refuse, Wrong("it holds no ClaimReview."))
            yield from makers
    except Wrong as fault:
        yield row + 1, partial(_refuse, fault)
    if rest.get("nextPageToken"):
        yield RowWarning(
            row, "nextPageToken", shown(rest["nextPageToken"]), "the answer goes on: ask for the next page and import it, too."
        )


def _of_page(file: IO[bytes]) -> Iterator[Maker]:
    content = file.read(MAX_PAGE + 1)
    if len(content) > MAX_PAGE:
        raise TooLarge(f"the page has more than {MAX_PAGE:,} bytes: save the ClaimReview alone.")
    # One character per byte: the pattern is ASCII, whatever the charset.
    refuse_costly(content.decode("latin-1"))
    try:
        # libxml2 drops what comes after </html>, where some publishers put their ClaimReview.
        page = pages.document_fromstring(_PAGE_ENDS.sub(b"", content))
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable("the file is a web page that cannot be read: look at what was downloaded.") from error
    number, count = 0, 0
    for number, script in enumerate(page.iter("script"), start=1):
        if (script.get("type") or "").partition(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            written = loose_json.values(script.text_content())
        except Wrong as fault:
            yield number, partial(_refuse, Wrong(f"script {number} of the page: {fault}"))
            count += 1
            continue
        for maker in (maker for value in written for maker in makers_of(number, value)):
            count += 1
            yield maker
    for item in [] if count else marked_up.items(page, "ClaimReview"):
        count += 1
        yield from ((count, make) for make in _claims(count, item))
    if not count:
        raise Unreadable("the file is a web page without a ClaimReview in it: look at what was downloaded.")


def _refuse(fault: Wrong) -> ImportedClaim:
    raise fault


def _reviews(value: Any, depth: int = 0) -> list[dict[str, Any]]:
    """The ClaimReviews in a document, at any depth."""
    if depth > _DEEPEST:
        return []
    if isinstance(value, list):
        return [review for element in value for review in _reviews(element, depth + 1)]
    if not isinstance(value, dict):
        return []
    types = value.get("@type")
    if any(str(name).endswith("ClaimReview") for name in (types if isinstance(types, list) else [types])):
        return [value]
    # Without a type it must be nested: a table row under such keys is flat.
    if "claimReviewed" in value and (depth or any(isinstance(value.get(name), dict | list) for name in _NESTED)):
        return [value]
    return [review for name in _INSIDE for review in _reviews(value.get(name), depth + 1)]


def _claims(row: int, review: dict[str, Any]) -> list[Callable[[], ImportedClaim]]:
    """Functions that make the claims of a review, one for each text that it reviews."""
    own_id = _own_id(review)
    read = partial(_text, exact=own_id is not None)
    texts, items = _get(review, "claimReviewed"), _get(review, "itemReviewed")
    listed = [words for value in texts[:_MOST_CLAIMS] if (words := read(value))] if isinstance(texts, list) else []
    if len(set(listed)) < 2:
        return [partial(_claim, row, review, _node(items), None)]
    paired = items if isinstance(items, list) and len(items) == len(texts) else [_node(items)] * len(listed)
    return [partial(_claim, row, review, item, text) for text, item in dict(zip(listed, paired, strict=False)).items()]


def _claim(row: int, review: dict[str, Any], item: Any, text: str | None) -> ImportedClaim:
    own_id = _own_id(review)
    exact = own_id is not None
    read = partial(_text, exact=exact)
    text = text or read(_get(review, "claimReviewed")) or read(_get(item, "text")) or read(_get(item, "name"))
    if text is None:
        raise Wrong("it has no claimReviewed.")
    values = {
        "id": own_id,
        "text": text,
        "title": read(_get(review, "name")) or read(_get(review, "headline")),
        "claimant": read(_get(item, "author")),
        "claimed_at": _text(_get(item, "datePublished")),
        "url": _one_address(_get(review, "url"), exact=exact) or _text(_get(review, "url")),
        "rating": _rating(_get(review, "reviewRating"), read),
        "publisher": _publisher(review, read),
        "reviewed_at": _text(_get(review, "datePublished")),
        "language": read(_get(review, "inLanguage")),
        "tags": _tags(_get(review, "keywords"), read),
    }
    return replace(claim_of(Fields(row, values, _OWN_NAMES)), appearances=_appearances(item, exact=exact))


_OWN_NAMES = {
    "title": "name", "claimant": "author", "claimed_at": "itemReviewed.datePublished", "rating": "reviewRating", "reviewed_at": "datePublished",
    "language": "inLanguage", "tags": "keywords",
}  # fmt: skip
"""What schema.org calls our fields, for warnings."""


def _get(node: Any, name: str) -> Any:
    """A member of an object, or of the object under its ``properties``."""
    if not isinstance(node, dict):
        return None
    if (value := node.get(name)) is not None:
        return value
    nested = node.get("properties")
    return nested.get(name) if isinstance(nested, dict) else None


def _node(value: Any) -> Any:
    """The value, or the first of a list of them."""
    return next((element for element in value if element), None) if isinstance(value, list) else value


def _text(value: Any, *, exact: bool = False, depth: int = 0) -> str | None:
    """The text of a value in any of its forms; the first that is not empty."""
    if isinstance(value, str):
        return (value.strip() if exact else _unmarked(value)) or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)[:40] if isinstance(value, int) or math.isfinite(value) else None
    if depth > _DEEPEST:
        return None
    if isinstance(value, dict):
        value = [_get(value, name) for name in ("@value", "name", "alternateName")]
    if isinstance(value, list):
        return next((words for element in value if (words := _text(element, exact=exact, depth=depth + 1))), None)
    return None


def _unmarked(words: str) -> str:
    """Text without the HTML tags that some publishers leave in it, and with entities replaced by their characters."""
    text = html.unescape(words)
    if "<" in text:
        text = html.unescape(_BLOCK.sub(" ", _INLINE.sub("", text)))
    return " ".join(text.split())


Read = Callable[[Any], str | None]


def _rating(value: Any, read: Read) -> str | None:
    """The words of a rating; if it has none, its number and scale as words."""
    rating = _node(value)
    if not isinstance(rating, dict):
        return read(rating)
    number, worst, best = (_scalar(_get(rating, name)) for name in ("ratingValue", "worstRating", "bestRating"))
    if words := read(_get(rating, "alternateName")) or read(_get(rating, "name")):
        return words
    if isinstance(number, str) and re.search(r"[^\W\d_]", number):
        return read(number)
    # -1 stands for "none", except on a scale that begins there.
    return None if str(number) == "-1" and str(worst) != "-1" else scale_words(number, worst, best)


def _scalar(value: Any) -> Any:
    value = _node(value)
    return _get(value, "@value") if isinstance(value, dict) else value


def _publisher(review: dict[str, Any], read: Read) -> str | None:
    for name in ("author", "publisher"):
        who = _node(_get(review, name))
        if publisher := read(who):
            return publisher
        if site := next(iter(_addresses(who)), None):
            return urlsplit(site).netloc.lower().removeprefix("www.") or None
    return None


def _one_address(value: Any, *, exact: bool) -> str | None:
    """The first web address in a value. In a feed of our own the whole value is one address, whatever punctuation it contains."""
    if exact and isinstance(value, str):
        return value if is_address(value) else None
    return next(iter(_addresses(value)), None)


def _appearances(item: Any, *, exact: bool) -> tuple[str, ...]:
    """The distinct addresses where the claim was made, the first appearance first."""
    if not exact:
        # sameAs held the address before schema.org had a property for it.
        return tuple(_addresses([_get(item, "firstAppearance"), _get(item, "appearance")]) or _addresses(_get(item, "sameAs")))
    works = _get(item, "appearance")
    addresses = [_one_address(_get(work, "url"), exact=True) for work in (works if isinstance(works, list) else [])[:_MOST_ADDRESSES]]
    return tuple(dict.fromkeys(address for address in addresses if address))


def _addresses(value: Any, depth: int = 0) -> list[str]:
    """The distinct web addresses in a value: text, object or list; a text may contain more than one."""
    if depth > _DEEPEST:
        return []
    if isinstance(value, str):
        addresses = [address.rstrip(").,") for address in _ADDRESS.findall(value[:20_000])]
        return list(dict.fromkeys(address for address in addresses if _has_host(address)))[:_MOST_ADDRESSES]
    if isinstance(value, dict):
        value = [_get(value, name) for name in ("url", "@id", "sameAs", "@value")]
    if isinstance(value, list):
        every = (address for element in value[:_MOST_ADDRESSES] for address in _addresses(element, depth + 1))
        return list(dict.fromkeys(every))[:_MOST_ADDRESSES]
    return []


def _has_host(address: str) -> bool:
    try:
        return bool(urlsplit(address).hostname) and not any("\ud800" <= letter <= "\udfff" or letter == "\x00" for letter in address)
    except ValueError:
        return False


def _tags(value: Any, read: Read) -> list[str]:
    values = value if isinstance(value, list) else re.split(r"[,;|]", read(value) or "")
    return [words for tag in values if (words := read(tag))]


def _own_id(review: dict[str, Any]) -> str | None:
    mark = review.get("identifier")
    if isinstance(mark, dict) and mark.get("propertyID") == OURS and isinstance(mark.get("value"), str):
        return plain(mark["value"], "identifier").strip()[:MAX_ID] or None
    return None

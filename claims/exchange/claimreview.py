"""ClaimReview as other publishers write it, in: one, a list, a graph, embedded in a web page, or a DataFeed of any size.

https://schema.org/ClaimReview says what it should look like. Real feeds are dirty, and nothing of what is known of them stops the
reading: every field may be missing, null, a list, an object with ``@value`` or ``name``, or nested under ``properties``.
"""

import html
import json
import math
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, Any
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as pages

from claims.errors import TooLarge, Unreadable
from claims.exchange.dates import iso_day
from claims.exchange.own_keys import OwnKeys, is_own
from claims.exchange.pieces import elements
from claims.exchange.ratings import scale_words
from claims.exchange.rows import MAX_TAGS, ImportedClaim, RowError, Wrong, checked, identity, is_address, plain
from claims.markup_limits import refuse_costly

MAX_PAGE = 20_000_000
"""Bytes of a web page."""

OURS = "claim-tracker"
"""The ``propertyID`` under which our own feed carries the external id: such a review is taken word for word."""

_DEEPEST = 12
_INSIDE = ("item", "@graph", "dataFeedElement", "mainEntity", "hasPart", "review")
_ADDRESS = re.compile(r"https?://[^\s,;|\"'<>]{1,2000}", re.IGNORECASE)
_MOST_ADDRESSES = 50


def read_claimreview(file: IO[bytes]) -> Iterator[ImportedClaim | RowError]:
    """Every ClaimReview of a JSON-LD document, a DataFeed or a web page, good and bad, in order, in the memory of one element.

    ``row`` is the place of the element in the list or feed, or of the script in the page. A review is known by its address and text.
    """
    start = file.read(1024)
    file.seek(0)
    makers = _of_page(file) if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else _of_json(file)
    return checked(makers)


Maker = tuple[int, Callable[[], ImportedClaim]]


def _of_json(file: IO[bytes]) -> Iterator[Maker]:
    place = 0
    keys = OwnKeys()
    try:
        for place, element in elements(file):
            found = _reviews(element)
            if not found and is_own(element):
                yield place, partial(keys.claim, place, element)
            elif element is not None and not found:
                yield place, partial(_refuse, Wrong("it holds no ClaimReview."))
            for review in found:
                yield place, partial(_claim, place, review)
    except Wrong as fault:
        yield place + 1, partial(_refuse, fault)


def _of_page(file: IO[bytes]) -> Iterator[Maker]:
    content = file.read(MAX_PAGE + 1)
    if len(content) > MAX_PAGE:
        raise TooLarge(f"the page has more than {MAX_PAGE:,} bytes: save the ClaimReview alone.")
    # One letter a byte: what is looked for is ASCII, whatever the charset.
    refuse_costly(content.decode("latin-1"))
    try:
        page = pages.document_fromstring(content)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable("the file is a web page that cannot be read: look at what was downloaded.") from error
    empty = True
    for place, script in enumerate(page.iterfind(".//script[@type='application/ld+json']"), start=1):
        try:
            found = _reviews(json.loads(script.text_content().strip(), strict=False))
        except (ValueError, RecursionError):
            empty = False
            yield place, partial(_refuse, Wrong("the JSON-LD in the page is broken."))
            continue
        for review in found:
            empty = False
            yield place, partial(_claim, place, review)
    if empty:
        raise Unreadable("the file is a web page without a ClaimReview in it: look at what was downloaded.")


def _refuse(fault: Wrong) -> ImportedClaim:
    raise fault


def _reviews(value: Any, depth: int = 0) -> list[dict[str, Any]]:
    """The ClaimReviews in a document, wherever they stand."""
    if depth > _DEEPEST:
        return []
    if isinstance(value, list):
        return [review for one in value for review in _reviews(one, depth + 1)]
    if not isinstance(value, dict):
        return []
    types = value.get("@type")
    if any(str(one).endswith("ClaimReview") for one in (types if isinstance(types, list) else [types])) or "claimReviewed" in value:
        return [value]
    return [review for name in _INSIDE for review in _reviews(value.get(name), depth + 1)]


def _claim(row: int, review: dict[str, Any]) -> ImportedClaim:
    own_id = _own_id(review)
    read = partial(_text, exact=own_id is not None)
    item = _node(_get(review, "itemReviewed"))
    text = read(_get(review, "claimReviewed")) or read(_get(item, "text")) or read(_get(item, "name"))
    if text is None:
        raise Wrong("it has no claimReviewed.")
    url = _one_address(_get(review, "url"), exact=own_id is not None)
    return ImportedClaim(
        row=row,
        external_id=own_id or identity(url, text),
        text=plain(text, "claimReviewed"),
        title=_kept(read(_get(review, "name")) or read(_get(review, "headline")), "name"),
        claimant=_kept(read(_get(item, "author")), "author"),
        claimed_at=_day(_get(item, "datePublished")),
        url=url,
        rating=_kept(_rating(_get(review, "reviewRating"), read), "reviewRating"),
        publisher=_kept(_publisher(review, read), "publisher"),
        reviewed_at=_day(_get(review, "datePublished")),
        language=_kept(read(_get(review, "inLanguage")), "inLanguage"),
        tags=_tags(_get(review, "keywords"), read),
        appearances=_appearances(item, exact=own_id is not None),
    )


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
    return next((one for one in value if one), None) if isinstance(value, list) else value


def _text(value: Any, *, exact: bool = False, depth: int = 0) -> str | None:
    """What a value says, whichever way it says it; the first that says anything."""
    if isinstance(value, str):
        return (value.strip() if exact else " ".join(html.unescape(value).split())) or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)[:40] if isinstance(value, int) or math.isfinite(value) else None
    if depth > _DEEPEST:
        return None
    if isinstance(value, dict):
        value = [_get(value, name) for name in ("@value", "name", "alternateName")]
    if isinstance(value, list):
        return next((found for one in value if (found := _text(one, exact=exact, depth=depth + 1))), None)
    return None


def _kept(words: str | None, name: str) -> str | None:
    return plain(words, name) if words is not None else None


Read = Callable[[Any], str | None]


def _rating(value: Any, read: Read) -> str | None:
    """The words of a rating; of one that has none, its number and scale as words."""
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
        if found := read(who):
            return found
        if site := next(iter(_addresses(who)), None):
            return urlsplit(site).netloc.lower().removeprefix("www.") or None
    return None


def _one_address(value: Any, *, exact: bool) -> str | None:
    """The first web address in a value; in a feed of our own the value is one, whatever marks it holds."""
    if exact and isinstance(value, str):
        return plain(value, "url") if is_address(value) else None
    return next(iter(_addresses(value)), None)


def _appearances(item: Any, *, exact: bool) -> tuple[str, ...]:
    """Where the claim was made, the first appearance first, each once."""
    if not exact:
        return tuple(_addresses([_get(item, "firstAppearance"), _get(item, "appearance")]))
    works = _get(item, "appearance")
    found = [_one_address(_get(work, "url"), exact=True) for work in (works if isinstance(works, list) else [])[:_MOST_ADDRESSES]]
    return tuple(dict.fromkeys(one for one in found if one))


def _addresses(value: Any, depth: int = 0) -> list[str]:
    """Every web address in a value, each once, as text, object or list; several may stand in one text."""
    if depth > _DEEPEST:
        return []
    if isinstance(value, str):
        found = [address.rstrip(").,") for address in _ADDRESS.findall(value[:20_000])]
        return list(dict.fromkeys(one for one in found if _has_host(one)))[:_MOST_ADDRESSES]
    if isinstance(value, dict):
        value = [_get(value, name) for name in ("url", "@id", "sameAs", "@value")]
    if isinstance(value, list):
        every = (address for one in value[:_MOST_ADDRESSES] for address in _addresses(one, depth + 1))
        return list(dict.fromkeys(every))[:_MOST_ADDRESSES]
    return []


def _has_host(address: str) -> bool:
    try:
        return bool(urlsplit(address).hostname) and not any("\ud800" <= letter <= "\udfff" or letter == "\x00" for letter in address)
    except ValueError:
        return False


def _day(value: Any) -> str | None:
    words = _text(value)
    return iso_day(words) if words else None


def _tags(value: Any, read: Read) -> tuple[str, ...]:
    found = value if isinstance(value, list) else re.split(r"[,;|]", read(value) or "")
    words = [words for one in found[:MAX_TAGS] if (words := read(one))]
    return tuple(dict.fromkeys(plain(one, "keywords") for one in words))


def _own_id(review: dict[str, Any]) -> str | None:
    mark = review.get("identifier")
    if isinstance(mark, dict) and mark.get("propertyID") == OURS and isinstance(mark.get("value"), str):
        return plain(mark["value"], "identifier").strip()[:500] or None
    return None

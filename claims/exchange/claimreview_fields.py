"""The fields of a ClaimReview, however a site writes them: words, ratings, publishers, addresses, tags."""

import html
import math
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from claims.exchange.ratings import scale_words
from claims.exchange.rows import MAX_ID, is_address, plain

OURS = "claim-tracker"
"""The ``propertyID`` of the external id in our own feed; a review that has it is imported word for word."""


DEEPEST = 12


_ADDRESS = re.compile(r"https?://[^\s,;|\"'<>]{1,2000}", re.IGNORECASE)


_MOST_ADDRESSES = 50


_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|cite|code|del|em|font|i|ins|mark|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE
)


_BLOCK = re.compile(r"</?(?:blockquote|br|div|figure|h[1-6]|hr|img|li|ol|p|section|ul)(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE)


def value_of(node: Any, name: str) -> Any:
    """A member of an object, or of the object under its ``properties``."""
    if not isinstance(node, dict):
        return None
    if (value := node.get(name)) is not None:
        return value
    nested = node.get("properties")
    return nested.get(name) if isinstance(nested, dict) else None


def first_node(value: Any) -> Any:
    """The value, or the first of a list of them."""
    return next((element for element in value if element), None) if isinstance(value, list) else value


def words_of(value: Any, *, exact: bool = False, depth: int = 0) -> str | None:
    """The text of a value in any of its forms; the first that is not empty."""
    if isinstance(value, str):
        return (value.strip() if exact else _unmarked(value)) or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)[:40] if isinstance(value, int) or math.isfinite(value) else None
    if depth > DEEPEST:
        return None
    if isinstance(value, dict):
        value = [value_of(value, name) for name in ("@value", "name", "alternateName")]
    if isinstance(value, list):
        return next((words for element in value if (words := words_of(element, exact=exact, depth=depth + 1))), None)
    return None


def _unmarked(words: str) -> str:
    """Text without the HTML tags that some publishers leave in it, and with entities replaced by their characters."""
    text = html.unescape(words)
    if "<" in text:
        text = html.unescape(_BLOCK.sub(" ", _INLINE.sub("", text)))
    return " ".join(text.split())


Read = Callable[[Any], str | None]


def rating_of(value: Any, read: Read) -> str | None:
    """The words of a rating; if it has none, its number and scale as words."""
    rating = first_node(value)
    if not isinstance(rating, dict):
        return read(rating)
    number, worst, best = (_scalar(value_of(rating, name)) for name in ("ratingValue", "worstRating", "bestRating"))
    if words := read(value_of(rating, "alternateName")) or read(value_of(rating, "name")):
        return words
    if isinstance(number, str) and re.search(r"[^\W\d_]", number):
        return read(number)
    # -1 stands for "none", except on a scale that begins there.
    return None if str(number) == "-1" and str(worst) != "-1" else scale_words(number, worst, best)


def _scalar(value: Any) -> Any:
    value = first_node(value)
    return value_of(value, "@value") if isinstance(value, dict) else value


def publisher_of(review: dict[str, Any], read: Read) -> str | None:
    for name in ("author", "publisher"):
        who = first_node(value_of(review, name))
        if publisher := read(who):
            return publisher
        if site := next(iter(_addresses(who)), None):
            return urlsplit(site).netloc.lower().removeprefix("www.") or None
    return None


def first_address(value: Any, *, exact: bool) -> str | None:
    """The first web address in a value. In a feed of our own the whole value is one address, whatever punctuation it contains."""
    if exact and isinstance(value, str):
        return value if is_address(value) else None
    return next(iter(_addresses(value)), None)


def appearances_of(item: Any, *, exact: bool) -> tuple[str, ...]:
    """The distinct addresses where the claim was made, the first appearance first."""
    if not exact:
        # sameAs held the address before schema.org had a property for it.
        return tuple(_addresses([value_of(item, "firstAppearance"), value_of(item, "appearance")]) or _addresses(value_of(item, "sameAs")))
    works = value_of(item, "appearance")
    addresses = [first_address(value_of(work, "url"), exact=True) for work in (works if isinstance(works, list) else [])[:_MOST_ADDRESSES]]
    return tuple(dict.fromkeys(address for address in addresses if address))


def _addresses(value: Any, depth: int = 0) -> list[str]:
    """The distinct web addresses in a value: text, object or list; a text may contain more than one."""
    if depth > DEEPEST:
        return []
    if isinstance(value, str):
        addresses = [address.rstrip(").,") for address in _ADDRESS.findall(value[:20_000])]
        return list(dict.fromkeys(address for address in addresses if _has_host(address)))[:_MOST_ADDRESSES]
    if isinstance(value, dict):
        value = [value_of(value, name) for name in ("url", "@id", "sameAs", "@value")]
    if isinstance(value, list):
        every = (address for element in value[:_MOST_ADDRESSES] for address in _addresses(element, depth + 1))
        return list(dict.fromkeys(every))[:_MOST_ADDRESSES]
    return []


def _has_host(address: str) -> bool:
    try:
        return bool(urlsplit(address).hostname) and not any("\ud800" <= letter <= "\udfff" or letter == "\x00" for letter in address)
    except ValueError:
        return False


def tags_of(value: Any, read: Read) -> list[str]:
    values = value if isinstance(value, list) else re.split(r"[,;|]", read(value) or "")
    return [words for tag in values if (words := read(tag))]


def our_id(review: dict[str, Any]) -> str | None:
    mark = review.get("identifier")
    if isinstance(mark, dict) and mark.get("propertyID") == OURS and isinstance(mark.get("value"), str):
        return plain(mark["value"], "identifier").strip()[:MAX_ID] or None
    return None

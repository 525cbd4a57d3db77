"""Reads other publishers' ClaimReview: a single one, a list, a graph, embedded in a web page, or a DataFeed of any size.

https://schema.org/ClaimReview describes the format. Real feeds are dirty, and none of the known faults stops the reading: any field
may be missing, null, a list, an object with ``@value`` or ``name``, or nested under ``properties``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import IO, Any

from lxml import etree
from lxml import html as pages

from claims.errors import TooLarge, Unreadable
from claims.exchange import loose_json, marked_up
from claims.exchange.answered import answered, is_answered
from claims.exchange.claimreview_fields import (
    DEEPEST,
    appearances_of,
    first_address,
    first_node,
    our_id,
    publisher_of,
    rating_of,
    tags_of,
    value_of,
    words_of,
)
from claims.exchange.json_pieces import elements
from claims.exchange.markup import MEDIA
from claims.exchange.own_keys import OwnKeys, is_own
from claims.exchange.row_fields import Fields, claim_of
from claims.exchange.rows import ImportedClaim, RowError, RowWarning, Wrong, checked, shown
from claims.markup_limits import refuse_costly
from claims.wording import phrase

MAX_PAGE = 20_000_000
"""Bytes of a web page."""


_INSIDE = ("item", "@graph", "dataFeedElement", "mainEntity", "hasPart", "review")


_NESTED = ("itemReviewed", "reviewRating", "author", "properties")


_PAGE_ENDS = re.compile(rb"</(?:html|body)\s{0,99}>", re.IGNORECASE)


_MOST_CLAIMS = 50


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
        raise TooLarge(phrase("the page has more than {max_page} bytes: save the ClaimReview alone.", max_page=format(MAX_PAGE, ",")))
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
    if depth > DEEPEST:
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
    own_id = our_id(review)
    read = partial(words_of, exact=own_id is not None)
    texts, items = value_of(review, "claimReviewed"), value_of(review, "itemReviewed")
    listed = [words for value in texts[:_MOST_CLAIMS] if (words := read(value))] if isinstance(texts, list) else []
    if len(set(listed)) < 2:
        return [partial(_claim, row, review, first_node(items), None)]
    paired = items if isinstance(items, list) and len(items) == len(texts) else [first_node(items)] * len(listed)
    return [partial(_claim, row, review, item, text) for text, item in dict(zip(listed, paired, strict=False)).items()]


def _claim(row: int, review: dict[str, Any], item: Any, text: str | None) -> ImportedClaim:
    own_id = our_id(review)
    exact = own_id is not None
    read = partial(words_of, exact=exact)
    text = text or read(value_of(review, "claimReviewed")) or read(value_of(item, "text")) or read(value_of(item, "name"))
    if text is None:
        raise Wrong("it has no claimReviewed.")
    values = {
        "id": own_id,
        "text": text,
        "title": read(value_of(review, "name")) or read(value_of(review, "headline")),
        "claimant": read(value_of(item, "author")),
        "claimed_at": words_of(value_of(item, "datePublished")),
        "url": first_address(value_of(review, "url"), exact=exact) or words_of(value_of(review, "url")),
        "rating": rating_of(value_of(review, "reviewRating"), read),
        "publisher": publisher_of(review, read),
        "reviewed_at": words_of(value_of(review, "datePublished")),
        "language": read(value_of(review, "inLanguage")),
        "tags": tags_of(value_of(review, "keywords"), read),
        "claimant_role": read(value_of(first_node(value_of(item, "author")), "jobTitle")),
        "claimed_in": read(value_of(item, "locationCreated")),
        "medium": _medium(value_of(item, "isBasedOn")),
    }
    return replace(claim_of(Fields(row, values, _OWN_NAMES)), appearances=appearances_of(item, exact=exact))


def _medium(based_on: Any) -> str | None:
    """The kind of media, by the first work that the claim is based on; None if that is none of ours."""
    kind = value_of(first_node(based_on), "@type")
    return next((medium for medium, name in MEDIA.items() if name == kind), None)


_OWN_NAMES = {
    "title": "name", "claimant": "author", "claimed_at": "itemReviewed.datePublished", "rating": "reviewRating", "reviewed_at": "datePublished",
    "language": "inLanguage", "tags": "keywords", "claimant_role": "jobTitle", "claimed_in": "locationCreated", "medium": "isBasedOn",
}  # fmt: skip
"""What schema.org calls our fields, for warnings."""

"""ClaimReview as we publish it: on our pages, and as a DataFeed.

https://developers.google.com/search/docs/appearance/structured-data/factcheck lists the required and recommended properties.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims.exchange.claimreview_fields import OURS
from claims.exchange.ratings import BEST, VALUES, WORST
from claims.model import Medium

MEDIA = {Medium.IMAGE: "ImageObject", Medium.VIDEO: "VideoObject", Medium.AUDIO: "AudioObject"}
"""What a claim is based on, by schema.org's types: its articles only repeat it."""


@dataclass(frozen=True, slots=True)
class PublishedCheck:
    """A published verdict. ``rating`` is its step of the scale, if it has one, ``rating_words`` what readers see."""

    external_id: str
    text: str
    url: str | None = None  # where the verdict was published
    rating_words: str | None = None
    rating: str | None = None
    explanation: str | None = None
    title: str | None = None
    publisher: str | None = None
    publisher_url: str | None = None
    principles_url: str | None = None  # the publisher's page on how it works
    corrections_url: str | None = None
    reviewed_at: str | None = None
    language: str | None = None
    claimant: str | None = None
    claimed_at: str | None = None
    claimant_role: str | None = None
    claimed_in: str | None = None  # where it was said
    medium: Medium | None = None
    appearances: tuple[str, ...] = ()  # addresses, the first appearance first
    tags: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()  # where others published their checks of the same claim
    published_at: datetime | None = None
    summary: str | None = None
    is_ours: bool = True


def claim_review(check: PublishedCheck) -> dict[str, Any]:
    """One ClaimReview with every known property; unknown ones are left out."""
    return _full(
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "identifier": {"@type": "PropertyValue", "propertyID": OURS, "value": check.external_id},
            "url": check.url,
            "name": check.title,
            "description": check.summary,
            "claimReviewed": check.text,
            "datePublished": check.reviewed_at,
            "inLanguage": check.language,
            "keywords": list(check.tags),
            "author": _publisher(check),
            "reviewRating": _rating(check),
            "itemReviewed": _item(check),
        }
    )


def data_feed(checks: Iterable[PublishedCheck], *, name: str, made_at: datetime | None) -> Iterator[str]:
    """The pieces of one DataFeed document, one element per line, produced as the checks arrive."""
    head = {"@context": "https://schema.org", "@type": "DataFeed", "name": name}
    if made_at is not None:
        head["dateModified"] = made_at.isoformat()
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "dataFeedElement": ['
    comma = "\n"
    for check in checks:
        element: dict[str, Any] = {"@type": "DataFeedItem", "item": [claim_review(check)]}
        if check.reviewed_at:
            element["dateCreated"] = check.reviewed_at
        yield comma + json.dumps(element, ensure_ascii=False)
        comma = ",\n"
    yield "\n]}\n"


def _item(check: PublishedCheck) -> dict[str, Any]:
    works = [{"@type": "CreativeWork", "url": address} for address in check.appearances]
    return _full(
        {
            "@type": "Claim",
            "author": _full({**_author("Person", check.claimant, None), "jobTitle": check.claimant_role}) if check.claimant else None,
            "datePublished": check.claimed_at,
            "locationCreated": {"@type": "Place", "name": check.claimed_in} if check.claimed_in else None,
            "isBasedOn": {"@type": MEDIA[check.medium]} if check.medium in MEDIA else None,
            "sameAs": list(check.same_as),
            "firstAppearance": works[0] if works else None,
            "appearance": works,
        }
    )


def _author(kind: str, name: str, url: str | None) -> dict[str, Any]:
    return _full({"@type": kind, "name": name, "url": url})


def _publisher(check: PublishedCheck) -> dict[str, Any] | None:
    # https://schema.org/publishingPrinciples and https://schema.org/correctionsPolicy
    if not check.publisher:
        return None
    author = _author("Organization", check.publisher, check.publisher_url)
    return _full({**author, "publishingPrinciples": check.principles_url, "correctionsPolicy": check.corrections_url})


def _rating(check: PublishedCheck) -> dict[str, Any] | None:
    if check.rating_words is None:
        return None
    value = VALUES.get(check.rating or "")
    scale = {"ratingValue": value, "bestRating": BEST, "worstRating": WORST} if value is not None else {}
    return _full({"@type": "Rating", "alternateName": check.rating_words, "ratingExplanation": check.explanation, **scale})


def _full(node: dict[str, Any]) -> dict[str, Any]:
    """The object without unknown values."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}

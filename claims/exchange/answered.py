"""A claim in the form of the Fact Check Tools API, from Google or from this server, with its reviews.

Field names: https://developers.google.com/fact-check/tools/api/reference/rest/v1alpha1/claims
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from claims.exchange.row_fields import Fields, claim_of
from claims.exchange.rows import ImportedClaim

_MOST_REVIEWS = 200
_OWN_NAMES = {"claimed_at": "claimDate", "rating": "textualRating", "reviewed_at": "reviewDate", "language": "languageCode"}


def is_answered(element: Any) -> bool:
    """Whether an object is a claim of the API: a text with a list of reviews."""
    if not isinstance(element, dict) or "@type" in element or not isinstance(element.get("text"), str):
        return False
    reviews = element.get("claimReview")
    return isinstance(reviews, list) and all(isinstance(review, dict) for review in reviews)


def answered(row: int, claim: dict[str, Any]) -> list[Callable[[], ImportedClaim]]:
    """Functions that make the claims of one entry, one for each review; without a review, one for the claim alone."""
    return [partial(_claim, row, claim, review) for review in claim["claimReview"][:_MOST_REVIEWS] or [{}]]


def _claim(row: int, claim: dict[str, Any], review: dict[str, Any]) -> ImportedClaim:
    publisher = review.get("publisher")
    publisher = publisher if isinstance(publisher, dict) else {"name": publisher}
    values = {
        "text": claim["text"],
        "claimant": claim.get("claimant"),
        "claimed_at": _day(claim.get("claimDate")),
        "title": review.get("title"),
        "url": review.get("url"),
        "rating": review.get("textualRating"),
        "publisher": publisher.get("name") or publisher.get("site"),
        "reviewed_at": _day(review.get("reviewDate")),
        "language": review.get("languageCode"),
    }
    return claim_of(Fields(row, values, _OWN_NAMES))


def _day(value: Any) -> Any:
    """The API gives a day as midnight UTC of that day."""
    return value.removesuffix("T00:00:00Z") if isinstance(value, str) else value

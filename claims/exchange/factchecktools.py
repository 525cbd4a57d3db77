"""Request and answer of Google's public Fact Check Tools, ``claims:search``, so that its clients work with this server.

https://developers.google.com/fact-check/tools/api/reference/rest/v1alpha1/claims/search
"""

import base64
import binascii
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from claims.errors import ClaimsError
from claims.exchange.markup import PublishedCheck

PAGE_SIZE = 10
MOST = 100
"""Claims on one page: the maximum, and the default."""

_WHOLE_NUMBERS = {"maxAgeDays": "max_age_days", "pageSize": "page_size", "offset": "offset"}
_WORDS = {"query": "query", "languageCode": "language_code", "reviewPublisherSiteFilter": "review_publisher_site_filter"}
_GOOGLES_OWN = {
    "$.xgafv", "access_token", "alt", "callback", "fields", "key", "oauth_token", "prettyPrint", "quotaUser",
    "upload_protocol", "uploadType",
}  # fmt: skip
"""Parameters that any Google client may send; they have no effect here."""


class WrongParameter(ClaimsError):
    """A request that Google would not answer either; the message has Google's words where they are known."""

    http_status = 400


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A checked request. ``site`` is a host without www; an empty string or zero means that the parameter was not given."""

    query: str = ""
    language: str = ""
    site: str = ""
    max_age_days: int = 0
    page_size: int = PAGE_SIZE
    offset: int = 0


def read_query(parameters: Iterable[tuple[str, str]]) -> SearchRequest:
    """The request in a query string's names and values; the last value of a name counts. Raise WrongParameter."""
    given = dict(parameters)
    known = {name: name for name in (*_WHOLE_NUMBERS, *_WORDS, "pageToken")} | {"page_token": "pageToken"}
    known |= {field: name for name, field in (_WHOLE_NUMBERS | _WORDS).items()}
    if unknown := [name for name in given if name not in known and name not in _GOOGLES_OWN]:
        raise WrongParameter(
            f"Invalid JSON payload received. Unknown name {json.dumps(unknown[0][:80])}: Cannot bind query parameter."
            f" Field {unknown[0][:80]!r} could not be found in request message."
        )
    values = {known[name]: value for name, value in given.items() if name in known}
    numbers = {name: _whole(values.get(name, ""), field) for name, field in _WHOLE_NUMBERS.items()}
    request = SearchRequest(
        query=values.get("query", "").strip(),
        language=values.get("languageCode", "").strip(),
        site=_host(values.get("reviewPublisherSiteFilter", "").strip()),
        max_age_days=numbers["maxAgeDays"],
        page_size=min(numbers["pageSize"] or PAGE_SIZE, MOST),
        offset=numbers["offset"],
    )
    if not request.query and not request.site:
        raise WrongParameter("Request contains an invalid argument: give query or reviewPublisherSiteFilter.")
    token = values.get("pageToken", "")
    return replace(request, offset=_offset_of(token, request)) if token else request


def passes_filters(check: PublishedCheck, request: SearchRequest, *, today: date) -> bool:
    """Whether a published check passes the request's filters. The query itself is left to the search.

    Languages are compared without their region, and a check without a language passes (see ``lacks_language``). The age is that of the
    claim or the review, whichever is newer, as in Google's API.
    """
    if request.language and check.language and _language(check.language) != _language(request.language):
        return False
    if request.site and _site(check) != request.site:
        return False
    if not request.max_age_days:
        return True
    days = [moment.date() for words in (check.claimed_at, check.reviewed_at) if (moment := _moment(words))]
    return bool(days) and max(days) >= today - timedelta(days=min(request.max_age_days, 365_000))


def lacks_language(check: PublishedCheck, request: SearchRequest) -> bool:
    """Whether the request names a language and the check does not; such checks come last."""
    return bool(request.language) and not check.language


def answer(checks_by_claim: Sequence[Sequence[PublishedCheck]], request: SearchRequest) -> dict[str, Any]:
    """The requested page of results, best first, one entry per claim with its checks; nextPageToken is empty on the last page."""
    end = request.offset + request.page_size
    return {
        "claims": [_claim(checks) for checks in checks_by_claim[request.offset : end]],
        "nextPageToken": _token(request, end) if end < len(checks_by_claim) else "",
    }


def error_body(status: int, message: str) -> dict[str, Any]:
    """An error in Google's shape, for any HTTP status."""
    return {"error": {"code": status, "message": message, "status": _STATUS.get(status, "UNKNOWN")}}


_STATUS = {
    400: "INVALID_ARGUMENT",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    405: "UNIMPLEMENTED",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}


def _claim(checks: Sequence[PublishedCheck]) -> dict[str, Any]:
    first = checks[0]
    claim = {"text": first.text, "claimant": first.claimant, "claimDate": _timestamp(first.claimed_at)}
    return _known(claim) | {"claimReview": [_review(check) for check in checks]}


def _review(check: PublishedCheck) -> dict[str, Any]:
    review = {
        "publisher": _known({"name": check.publisher, "site": _site(check)}),
        "url": check.url,
        "title": check.title,
        "reviewDate": _timestamp(check.reviewed_at),
        "textualRating": check.rating_words,
        "languageCode": check.language,
    }
    return _known(review)


def _known(node: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if value}


def _site(check: PublishedCheck) -> str:
    return _host(check.url or check.publisher_url or "")


def _host(address: str) -> str:
    """The host of an address, or of a bare site name, in lower case without www."""
    try:
        host = urlsplit(address if "://" in address else f"https://{address}").hostname or ""
    except ValueError:
        return address.lower()
    return host.removeprefix("www.")


def _language(code: str) -> str:
    return code.replace("_", "-").split("-")[0].lower()


def _whole(value: str, field: str) -> int:
    if not value:
        return 0
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise WrongParameter(f"Invalid value at {field!r} (TYPE_INT32), {json.dumps(value[:80])}")
    return int(value)


def _token(request: SearchRequest, offset: int) -> str:
    return base64.urlsafe_b64encode(f"{offset}.{_fingerprint(request)}".encode()).decode().rstrip("=")


def _offset_of(token: str, request: SearchRequest) -> int:
    """The offset of the page that a token stands for. Raise WrongParameter unless the token was issued for the same request."""
    try:
        offset, _, mark = base64.urlsafe_b64decode(token[:200].encode() + b"==").decode().partition(".")
    except (ValueError, binascii.Error):
        offset = mark = ""
    if mark != _fingerprint(request) or not offset.isdigit():
        raise WrongParameter("Request contains an invalid argument: pageToken belongs to another request; send the same parameters.")
    return int(offset)


def _fingerprint(request: SearchRequest) -> str:
    # The token holds the offset; everything else must stay the same from page to page.
    same = (request.query, request.language, request.site, request.max_age_days, request.page_size)
    return sha256(json.dumps(same).encode()).hexdigest()[:16]


def _moment(words: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(words or "")
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _timestamp(words: str | None) -> str | None:
    """A day or instant as RFC 3339 in UTC; None when it is neither."""
    moment = _moment(words)
    return moment.isoformat().replace("+00:00", "Z") if moment else None

"""Why a server's answer is no page to read, and what to do about it."""

import ssl
from collections.abc import Collection
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from claims.errors import Gone, TryLater, Unreadable
from claims.reading.addresses import Target
from claims.wording import phrase

if TYPE_CHECKING:
    from urllib3.response import BaseHTTPResponse


def refuse_if_busy(response: "BaseHTTPResponse", target: Target) -> None:
    """Raise TryLater if the server asks for fewer requests."""
    if response.status in (429, 503):
        raise TryLater(
            phrase(
                "{host} asks not to be asked so often ({status}): try again later, or paste the text.",
                host=target.host,
                status=response.status,
            ),
            _seconds(response.headers.get("Retry-After")),
        )


def refuse_type(content_type: str | None, accept: Collection[str], target: Target) -> None:
    """Raise Unreadable if the answer is of a media type that is not among the accepted ones."""
    media = (content_type or "").split(";")[0].strip().lower()
    if media and media not in accept and media != "application/octet-stream":
        raise Unreadable(
            phrase(
                "{host} answers with {media}, which is no article: add the page of the article itself.", host=target.host, media=media[:60]
            )
        )


def _seconds(retry_after: str | None) -> float | None:
    """How long a Retry-After asks to wait, given in seconds or as a date (RFC 9110, section 10.2.3); None if it says nothing."""
    wait = (retry_after or "").strip()
    if wait.isascii() and wait.isdigit() and len(wait) < 10:
        return float(wait)
    try:
        return max(0.0, (parsedate_to_datetime(wait).replace(tzinfo=UTC) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError, OverflowError):
        return None


def refuse_status(status: int, target: Target) -> None:
    """Raise Gone or Unreadable unless the status is 200."""
    if status == 200:
        return
    if status in (404, 410):
        raise Gone(phrase("The page was not found at {host} ({status}): check the address.", host=target.host, status=status))
    if status in (401, 402, 403, 407, 451):
        raise Unreadable(
            phrase(
                "{host} does not let us read the page ({status}): save it in your browser and add the file, or paste the text.",
                host=target.host,
                status=status,
            )
        )
    raise Unreadable(
        phrase("{host} answered with status {status} and no page: try again later, or paste the text.", host=target.host, status=status)
    )


def too_slow(target: Target) -> Unreadable:
    """The error for a page that did not come in time."""
    return Unreadable(phrase("{host} did not send the page in time: try again later, or paste the text.", host=target.host))


def failed(target: Target, error: Exception) -> Unreadable:
    """The error for a connection that could not be made, or broke off."""
    if isinstance(error, ssl.SSLError) or "certificate" in str(error).lower():
        return Unreadable(phrase("The certificate of {host} cannot be trusted: check the address, or paste the text.", host=target.host))
    return Unreadable(
        phrase(
            "{host} could not be reached or broke off ({name}): check the address or try again later.",
            host=target.host,
            name=type(error).__name__,
        )
    )

"""Posts notices to the newsroom's webhook, signed so that the receiver can tell them from anybody else's."""

import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from claims.errors import TryLater
from claims.notice_settings import Webhook
from claims.wording import phrase

WITHIN = 10.0
"""Seconds that the receiver may take."""


def signature(secret: str, sent_at: int, body: bytes) -> str:
    """The value of the header ``X-Claims-Signature``: HMAC-SHA256 of the time, a full stop and the body.

    ``sent_at`` is the header ``X-Claims-Sent``, seconds since 1970: a receiver that refuses old ones cannot be sent a copy later.
    """
    return "sha256=" + hmac.new(secret.encode(), f"{sent_at}.".encode() + body, sha256).hexdigest()


def post_notice(webhook: Webhook, notice: Mapping[str, object], *, sent_at: int) -> None:
    """Post one notice as JSON. Raise TryLater, saying why, for any answer but 2xx; a redirect is not followed."""
    import certifi
    import urllib3  # only where notices are sent

    body = json.dumps(notice, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json; charset=utf-8", "X-Claims-Sent": str(sent_at)}
    if webhook.secret:
        headers["X-Claims-Signature"] = signature(webhook.secret, sent_at, body)
    try:
        with urllib3.PoolManager(ca_certs=certifi.where()) as pool:
            answer = pool.request(
                "POST", webhook.address, body=body, headers=headers, timeout=WITHIN, retries=False, redirect=False, preload_content=False
            )
            answer.close()
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise TryLater(phrase("the webhook could not be reached ({cause}).", cause=type(error).__name__)) from None
    if not 200 <= answer.status < 300:
        raise TryLater(phrase("the webhook answered with status {status}.", status=answer.status))


def post_test(webhook: Webhook, *, at: datetime) -> None:
    """Post a notice of the kind "test". Raise TryLater as ``post_notice`` does."""
    post_notice(webhook, {"text": "A test notice from the claim tracker.", "kind": "test"}, sent_at=int(at.timestamp()))

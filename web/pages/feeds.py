"""What others take from us: our published checks as a schema.org DataFeed and as an Atom feed."""

from hashlib import sha256

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from claims.desk import published
from web.db import get_db, now
from web.newsroom import newsroom

pages = Blueprint("feeds", __name__)

NEWEST = 50
"""Checks in the Atom feed."""


@pages.get("/feed/claimreview.json")
def claimreview() -> ResponseReturnValue:
    """Every published check of ours, a ClaimReview each."""
    return _unless_known("application/ld+json") or _made(published.feed(get_db(), newsroom()), "application/ld+json")


@pages.get("/feed/checks.atom")
def checks() -> ResponseReturnValue:
    """The checks that were published last."""
    kind = "application/atom+xml; charset=utf-8"
    address = newsroom().address + url_for("feeds.checks").lstrip("/")
    return _unless_known(kind) or _made(published.atom(get_db(), newsroom(), address, newest=NEWEST, at=now()), kind)


def _unless_known(kind: str) -> Response | None:
    """304 for who has the feed as it is, without making it again."""
    answer = _made(b"", kind)
    answer.make_conditional(request)
    return answer if answer.status_code == 304 else None


def _made(content: str | bytes, kind: str) -> Response:
    mark, at = published.last_change(get_db())
    answer = Response(content, content_type=kind)
    answer.set_etag(sha256(f"{mark} {newsroom()}".encode()).hexdigest()[:32])
    answer.last_modified = at
    answer.headers["Cache-Control"] = "public, no-cache"
    return answer

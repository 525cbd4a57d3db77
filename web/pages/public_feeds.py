"""The public feeds: the newsroom's published checks as a schema.org DataFeed and as an Atom feed."""

from collections.abc import Callable
from functools import partial
from hashlib import sha256

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from claims.desk.publishing import published
from web.request.context import app_state, get_db
from web.show.newsroom import newsroom

pages = Blueprint("feeds", __name__)

NEWEST = 50
"""Checks in the Atom feed."""


@pages.get("/feed/claimreview.json")
def claimreview() -> ResponseReturnValue:
    """Every published check of the newsroom's own, a ClaimReview each."""
    return _answer("claimreview", "application/ld+json", lambda: published.feed(get_db(), newsroom()).encode())


@pages.get("/feed/checks.atom")
def checks() -> ResponseReturnValue:
    """The checks published last, as Atom."""
    address = newsroom().address + url_for("feeds.checks").lstrip("/")
    made = partial(published.atom, get_db(), newsroom(), address, newest=NEWEST)
    return _answer("checks", "application/atom+xml; charset=utf-8", made)


def _answer(name: str, kind: str, make: Callable[[], bytes]) -> Response:
    """The feed, or 304 if the caller has it already. Its ETag is made from its bytes, so it reveals nothing else."""
    line, life, at = published.last_change(get_db())
    # Cached until something is published or withdrawn.
    known, shelf = (line, life, newsroom()), app_state().feeds
    if name not in shelf or shelf[name][0] != known:
        shelf[name] = (known, make())
    content = shelf[name][1]
    answer = Response(content, content_type=kind)
    answer.set_etag(sha256(content).hexdigest()[:32])
    answer.last_modified = at
    answer.headers["Cache-Control"] = "public, no-cache"
    answer.make_conditional(request)
    return answer

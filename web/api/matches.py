"""Pairs of claims that may be the same, with the same rules as on the page."""

from typing import Any

from claims.desk.checking import review
from claims.desk.index.lookup import stored_pairs
from claims.desk.shapes.matches import PairShape
from claims.model import Reason, Status
from claims.store import matches
from web.api import match_bodies
from web.api.asking import Page, Paths, page_of, position_in, tagged, version_read
from web.request.access import person
from web.request.context import get_db, now

paths = Paths("matches", "Pairs of claims, and what people decided of them.")


@paths.route("/matches", methods=["GET"])
@paths.arguments(Page, location="query")
@paths.response(200, match_bodies.Pairs)
def index(query: dict[str, Any]) -> Any:
    """Pairs that wait for a decision, best first."""
    score, number = position_in(query["cursor"], float, int)
    pairs = matches.waiting(get_db(), limit=query["limit"] + 1, after=None if number is None else (score, number))
    return page_of(
        "matches",
        pairs,
        query["limit"],
        lambda last: [last.comparison.score, last.id],
        lambda shown: stored_pairs(get_db(), shown),
    )


@paths.route("/matches/<int:match_id>", methods=["GET"])
@paths.response(200, PairShape)
def show(match_id: int) -> Any:
    """One pair."""
    return tagged(_pair(match_id))


@paths.route("/matches/<int:match_id>", methods=["PATCH"])
@paths.arguments(match_bodies.Decision)
@paths.response(200, PairShape)
def decide(body: dict[str, Any], match_id: int) -> Any:
    """Decide that the two are the same, or different and why; or undo that. To confirm a pair, read it first: If-Match takes the ETag
    of this path, which changes with either text and with the comparison; `*` is refused. A pair that differs needs a note."""
    reasons = [Reason(reason) for reason in dict.fromkeys([*body.get("reasons", []), *([body["reason"]] if "reason" in body else [])])]
    status = Status(body["status"])
    version = version_read(_pair(match_id), must_be_read=status is Status.CONFIRMED)
    review.decide_match(get_db(), match_id, status, by=person(), at=now(), reasons=reasons, note=body.get("note"), seen_version=version)
    return tagged(_pair(match_id))


def _pair(match_id: int) -> dict[str, Any]:
    return PairShape.of(stored_pairs(get_db(), [matches.get_match(get_db(), match_id)])[0])

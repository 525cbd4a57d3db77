"""Pairs of claims that may be one: the same rules as on the page."""

from typing import Any

from claims.desk.checking import review
from claims.desk.screens import claim_answers, overview
from claims.model import Reason, Status
from web.api import match_shapes
from web.api.asking import Page, Paths, page_of, place_in, seen, tagged
from web.request.access import person
from web.request.context import get_db, now

paths = Paths("matches", "Pairs of claims, and what people decided of them.")


@paths.route("/matches", methods=["GET"])
@paths.arguments(Page, location="query")
@paths.response(200, match_shapes.Pairs)
def index(asked: dict[str, Any]) -> Any:
    """Pairs that wait for a decision, best first."""
    score, number = place_in(asked["cursor"], float, int)
    found = overview.waiting_pairs(get_db(), limit=asked["limit"] + 1, after=None if number is None else (score, number))
    return page_of(
        "matches",
        found,
        asked["limit"],
        lambda last: [last.comparison.score, last.id],
        lambda several: claim_answers.pair_answers(get_db(), several),
    )


@paths.route("/matches/<int:match_id>", methods=["GET"])
@paths.response(200, match_shapes.PairShape)
def show(match_id: int) -> Any:
    """One pair."""
    return tagged(_pair(match_id))


@paths.route("/matches/<int:match_id>", methods=["PATCH"])
@paths.arguments(match_shapes.Decision)
@paths.response(200, match_shapes.PairShape)
def decide(asked: dict[str, Any], match_id: int) -> Any:
    """Say that the two are the same, or different and why; or take that back. To confirm a pair, read it first: If-Match takes the ETag
    of this path, which changes with either text and with what is told of them, and `*` is refused. One told to differ needs a note."""
    reasons = [Reason(one) for one in dict.fromkeys([*asked.get("reasons", []), *([asked["reason"]] if "reason" in asked else [])])]
    status = Status(asked["status"])
    version = seen(_pair(match_id), must_be_read=status is Status.CONFIRMED)
    review.decide_match(get_db(), match_id, status, by=person(), at=now(), reasons=reasons, note=asked.get("note"), seen_version=version)
    return tagged(_pair(match_id))


def _pair(match_id: int) -> dict[str, Any]:
    return claim_answers.pair_answers(get_db(), [overview.get_match(get_db(), match_id)])[0]

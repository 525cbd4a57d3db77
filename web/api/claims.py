"""Claims: list, read, word, move."""

from typing import Any

import marshmallow as ma

from claims.desk.checking import moving, review, verdicts
from claims.desk.checking.claim_facts import FACTS
from claims.desk.people import people
from claims.desk.publishing.publishing import Picked
from claims.desk.screens.listed_claims import listed_claims
from claims.desk.shapes.claims import ClaimShape
from claims.errors import Refused
from claims.model import Origin, Person, State
from claims.shape_fields import one_of
from claims.store import claims as stored_claims
from web.api import bodies
from web.api.asking import Page, Paths, page_of, position_in, tagged, version_read
from web.request.access import person
from web.request.context import app_state, get_db, now

paths = Paths("claims", "Claims, ours and imported. A joined claim is answered for by the claim it was joined into.")


class ClaimsAsked(Page):
    """Which claims."""

    state = one_of(State)
    origin = one_of(Origin)
    proposed = ma.fields.Boolean(
        metadata={"description": "Only claims that the program proposed and nobody has taken up; false: none of them."}
    )


@paths.route("/claims", methods=["GET"])
@paths.arguments(ClaimsAsked, location="query")
@paths.response(200, bodies.Claims)
def index(query: dict[str, Any]) -> Any:
    """Claims that speak for themselves, last added first."""
    (before,) = position_in(query["cursor"], int)
    state = State(query["state"]) if "state" in query else None
    origin = Origin(query["origin"]) if "origin" in query else None
    claims = stored_claims.list_claims(
        get_db(), state=state, origin=origin, limit=query["limit"] + 1, before_id=before, proposed=query.get("proposed")
    )
    return page_of("claims", claims, query["limit"], lambda last: [last.id], lambda shown: listed_claims(get_db(), shown))


@paths.route("/claims", methods=["POST"])
@paths.arguments(bodies.NewClaim)
@paths.response(201, ClaimShape)
def add(body: dict[str, Any]) -> Any:
    """Make words of an article a claim."""
    number = review.add_claim_from_quote(
        get_db(), body["article_id"], body["quote"], by=person(), at=now(), start=body.get("start"), wording=body.get("wording")
    )
    return tagged(_claim(number), 201)


@paths.route("/claims/<int:claim_id>", methods=["GET"])
@paths.response(200, ClaimShape)
def show(claim_id: int) -> Any:
    """One claim; ``id`` tells which one speaks for a joined number."""
    return tagged(_claim(claim_id))


@paths.route("/claims/<int:claim_id>", methods=["PATCH"])
@paths.arguments(bodies.ClaimChange)
@paths.response(200, ClaimShape)
def change(body: dict[str, Any], claim_id: int) -> Any:
    """Word it, move it, give it to somebody, or set its deadline: one of these at a time.

    States move as on the desk: open → in_review (take), in_review → open (release), checked → published, published → checked
    (withdraw), checked or published → in_review (reopen; the public page stays), published → published (publish again), open or in_review → dropped, dropped → open. A claim becomes checked when its verdict is approved.
    """
    before = _claim(claim_id)
    version = version_read(before)
    beside = {"note", "show_articles", "show_tags", "headline", "summary"} & body.keys()
    kinds = {"wording" if name in ("text", "claimant", *FACTS) else name for name in body.keys() - beside}
    if len(kinds) != 1 or (beside and kinds != {"state"}):
        raise Refused("change one thing at a time: wording, claimant and facts, or state (with a note), or assignee, or due_at.")
    (kind,) = kinds
    if kind == "wording":
        claimant = body["claimant"] if "claimant" in body else before["claimant"]
        facts = {name: body[name] for name in FACTS if name in body}
        words = body.get("text", before["text"])
        review.edit_claim(get_db(), claim_id, words, claimant, by=person(), at=now(), seen_version=version, facts=facts)
    elif kind == "state":
        picked = Picked(
            body.get("show_articles"),
            body.get("show_tags"),
            app_state().settings.allowed_hosts,
            body.get("headline"),
            body.get("summary"),
        )
        moving.move_to(
            get_db(), claim_id, State(body["state"]), by=person(), at=now(), note=body.get("note"), seen_version=version, picked=picked
        )
    elif kind == "assignee":
        verdicts.assign(get_db(), claim_id, _named(body["assignee"]), by=person(), at=now(), seen_version=version)
    else:
        verdicts.set_due(get_db(), claim_id, body["due_at"], by=person(), at=now(), seen_version=version)
    return tagged(_claim(claim_id))


def _claim(claim_id: int) -> dict[str, Any]:
    return ClaimShape.of(listed_claims(get_db(), [stored_claims.root_of(get_db(), claim_id)])[0])


def _named(name: str | None) -> Person | None:
    return people.person_by_name(get_db(), name) if name is not None else None

"""Verdicts: submit, and approve or return."""

from typing import Any

from claims.desk.cases import cases
from claims.desk.checking import verdicts
from claims.desk.people import people
from claims.desk.shapes.claims import VerdictShape
from claims.errors import NotFound, Refused
from claims.store import claims
from web.api import bodies
from web.api.asking import Paths, tagged, version_read
from web.request.access import person
from web.request.context import get_db, now

paths = Paths("verdicts", "Verdicts: never overwritten, read by a second person.")


@paths.route("/claims/<int:claim_id>/verdicts", methods=["GET"])
@paths.response(200, bodies.Verdicts)
def index(claim_id: int) -> Any:
    """All verdicts on a claim, oldest first."""
    return {"verdicts": cases.case_of(get_db(), claim_id).verdicts}


@paths.route("/claims/<int:claim_id>/verdicts", methods=["POST"])
@paths.arguments(bodies.NewVerdict)
@paths.response(201, VerdictShape)
def submit(body: dict[str, Any], claim_id: int) -> Any:
    """Submit a verdict to the second reader; an open claim is taken first."""
    reader = people.person_by_name(get_db(), body["chosen_reader"]) if body.get("chosen_reader") else None
    number = verdicts.submit(
        get_db(),
        claim_id,
        body["rating"],
        body["explanation"],
        by=person(),
        at=now(),
        evidence_ids=body.get("evidence_ids"),
        reader=reader,
    )
    return tagged(_verdict(claim_id, number), 201)


@paths.route("/claims/<int:claim_id>/verdicts/<int:verdict_id>", methods=["GET"])
@paths.response(200, VerdictShape)
def show(claim_id: int, verdict_id: int) -> Any:
    """One verdict."""
    return tagged(_verdict(claim_id, verdict_id))


@paths.route("/claims/<int:claim_id>/verdicts/<int:verdict_id>", methods=["PATCH"])
@paths.arguments(bodies.Reading)
@paths.response(200, VerdictShape)
def read(body: dict[str, Any], claim_id: int, verdict_id: int) -> Any:
    """Approve the verdict that waits, as its second reader, or return it with a note."""
    before = _verdict(claim_id, verdict_id)
    version_read(before)
    claim = claims.root_of(get_db(), claim_id)
    if before["outcome"] is not None:
        raise Refused(f"verdict {verdict_id} was read before: submit another one.")
    # Any move of the claim makes this edit stale, because the claim's version is compared.
    if body["outcome"] == "approved":
        verdicts.approve(get_db(), claim.id, by=person(), at=now(), note=body.get("note"), seen_version=claim.version)
    else:
        verdicts.return_verdict(get_db(), claim.id, body.get("note", ""), by=person(), at=now(), seen_version=claim.version)
    return tagged(_verdict(claim_id, verdict_id))


def _verdict(claim_id: int, verdict_id: int) -> dict[str, Any]:
    verdicts_read = [verdict for verdict in cases.case_of(get_db(), claim_id).verdicts if verdict.id == verdict_id]
    if not verdicts_read:
        raise NotFound(f"claim {claim_id} has no verdict {verdict_id}.")
    return VerdictShape.of(verdicts_read[0])

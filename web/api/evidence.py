"""Evidence: which sources speak to a claim, and how."""

from typing import Any

from claims.desk.screens import answers, overview
from claims.desk.sources import evidence
from claims.errors import NotFound
from claims.model import Stance, UsedAs
from web.api import source_shapes
from web.api.asking import Paths, seen, tagged
from web.request.access import person
from web.request.context import get_db, now

paths = Paths("evidence", "Links between claims and sources.")


@paths.route("/claims/<int:claim_id>/evidence", methods=["GET"])
@paths.response(200, source_shapes.EvidenceList)
def index(claim_id: int) -> Any:
    """The evidence in force on a claim, in the order it was linked."""
    return {"evidence": [answers.evidence_answer(one) for one in overview.case(get_db(), claim_id).evidence]}


@paths.route("/claims/<int:claim_id>/evidence", methods=["POST"])
@paths.arguments(source_shapes.NewEvidence)
@paths.response(201, source_shapes.EvidenceShape)
def add(asked: dict[str, Any], claim_id: int) -> Any:
    """Say that a source supports or contradicts a claim, or gives context; the same twice adds nothing."""
    link = evidence.link_source(
        get_db(),
        claim_id,
        asked["source_id"],
        Stance(asked["stance"]),
        by=person(),
        at=now(),
        quote=asked.get("quote"),
        locator=asked.get("locator"),
        used_as=UsedAs(asked["used_as"]) if "used_as" in asked else None,
        note=asked.get("note"),
    )
    return tagged(answers.evidence_answer(link), 201)


@paths.route("/claims/<int:claim_id>/evidence/<int:evidence_id>", methods=["GET"])
@paths.response(200, source_shapes.EvidenceShape)
def show(claim_id: int, evidence_id: int) -> Any:
    """One link in force."""
    return tagged(_link(claim_id, evidence_id))


@paths.route("/claims/<int:claim_id>/evidence/<int:evidence_id>", methods=["DELETE"])
@paths.arguments(source_shapes.Why, location="query")
@paths.response(204)
def withdraw(asked: dict[str, Any], claim_id: int, evidence_id: int) -> Any:
    """Take a link out of every count; it stays in the history with the note."""
    version = seen(_link(claim_id, evidence_id))
    evidence.unlink_source(get_db(), evidence_id, asked["note"], by=person(), at=now(), seen_version=version)


def _link(claim_id: int, evidence_id: int) -> dict[str, Any]:
    found = [one for one in overview.case(get_db(), claim_id).evidence if one.id == evidence_id]
    if not found:
        raise NotFound(f"claim {claim_id} has no evidence {evidence_id} in force.")
    return answers.evidence_answer(found[0])

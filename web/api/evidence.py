"""Evidence: which sources speak to a claim, and how."""

from typing import Any

from claims.desk.cases import cases
from claims.desk.shapes.sources import EvidenceShape
from claims.desk.sources import corrections, evidence, found_passages
from claims.errors import NotFound
from claims.model import Stance, UsedAs
from web.api import source_bodies
from web.api.asking import Paths, tagged, version_read
from web.api.correcting import UNDO, kind_of_change
from web.request.access import person
from web.request.context import app_state, get_db, now

paths = Paths("evidence", "Links between claims and sources.")


@paths.route("/claims/<int:claim_id>/evidence", methods=["GET"])
@paths.response(200, source_bodies.EvidenceList)
def index(claim_id: int) -> Any:
    """The evidence in force on a claim, in the order it was linked."""
    return {"evidence": cases.case_of(get_db(), claim_id).evidence}


@paths.route("/claims/<int:claim_id>/evidence", methods=["POST"])
@paths.arguments(source_bodies.NewEvidence)
@paths.response(201, EvidenceShape)
def add(body: dict[str, Any], claim_id: int) -> Any:
    """Link a source to a claim with a stance; the same link twice adds nothing."""
    link = evidence.link_source(
        get_db(),
        claim_id,
        body["source_id"],
        Stance(body["stance"]),
        by=person(),
        at=now(),
        quote=body.get("quote"),
        locator=body.get("locator"),
        used_as=UsedAs(body["used_as"]) if "used_as" in body else None,
        note=body.get("note"),
    )
    return tagged(EvidenceShape.of(link), 201)


@paths.route("/claims/<int:claim_id>/passages", methods=["GET"])
@paths.response(200, source_bodies.FoundPassages)
def passages(claim_id: int) -> Any:
    """The passages of all stored sources and earlier articles that may speak to a claim, at most five; nothing of it counts yet."""
    return found_passages.find_passages(get_db(), claim_id, app_state().library, app_state().matcher)


@paths.route("/claims/<int:claim_id>/evidence/<int:evidence_id>", methods=["GET"])
@paths.response(200, EvidenceShape)
def show(claim_id: int, evidence_id: int) -> Any:
    """One link in force."""
    return tagged(_link(claim_id, evidence_id))


@paths.route("/claims/<int:claim_id>/evidence/<int:evidence_id>", methods=["PATCH"])
@paths.arguments(source_bodies.EvidenceChange)
@paths.response(200, EvidenceShape)
def change(body: dict[str, Any], claim_id: int, evidence_id: int) -> Any:
    """Correct the quote, its locator, the note or the use. A new quote must be in the source's text; a locator found there moves with it."""
    version = version_read(_link(claim_id, evidence_id))
    if kind_of_change(body, frozenset({*corrections.LINK_FIELDS, "start"}), UNDO) == 1:
        corrections.undo_link_correction(get_db(), evidence_id, by=person(), at=now(), seen_version=version)
    else:
        start = body.pop("start", None)
        corrections.correct_link(get_db(), evidence_id, body, by=person(), at=now(), start=start, seen_version=version)
    return tagged(_link(claim_id, evidence_id))


@paths.route("/claims/<int:claim_id>/evidence/<int:evidence_id>", methods=["DELETE"])
@paths.arguments(source_bodies.Why, location="query")
@paths.response(204)
def withdraw(query: dict[str, Any], claim_id: int, evidence_id: int) -> Any:
    """Withdraw a link from every count; it stays in the history with the note."""
    version = version_read(_link(claim_id, evidence_id))
    evidence.unlink_source(get_db(), evidence_id, query["note"], by=person(), at=now(), seen_version=version)


def _link(claim_id: int, evidence_id: int) -> dict[str, Any]:
    links = [link for link in cases.case_of(get_db(), claim_id).evidence if link.id == evidence_id]
    if not links:
        raise NotFound(f"claim {claim_id} has no evidence {evidence_id} in force.")
    return EvidenceShape.of(links[0])

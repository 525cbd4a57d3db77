"""Sources: list, add, withdraw, and which copies which."""

from typing import Any

from claims.desk.articles import fetching
from claims.desk.shapes.sources import SourceShape
from claims.desk.sources import corrections, evidence
from claims.errors import Refused
from claims.model import SourceKind
from claims.store import sources as stored_sources
from web.api import source_bodies
from web.api.asking import Page, Paths, page_of, position_in, tagged, version_read
from web.api.correcting import UNDO, kind_of_change
from web.request.access import person
from web.request.context import app_state, get_db, now

paths = Paths("sources", "What speaks to claims.")


@paths.route("/sources", methods=["GET"])
@paths.arguments(Page, location="query")
@paths.response(200, source_bodies.Sources)
def index(query: dict[str, Any]) -> Any:
    """Sources that are not withdrawn, last added first."""
    (before,) = position_in(query["cursor"], int)
    sources = stored_sources.list_sources(get_db(), limit=query["limit"] + 1, before_id=before)
    return page_of("sources", sources, query["limit"], lambda last: [last.id])


@paths.route("/sources", methods=["POST"])
@paths.arguments(source_bodies.NewSource)
@paths.response(201, SourceShape)
@paths.alt_response(200, schema=SourceShape, description="This text at this address was here already: nothing was added.")
def add(body: dict[str, Any]) -> Any:
    """Store a source, with its text when there is one."""
    sent = body.pop("text", "")
    content, name = (sent.encode(errors="replace"), "sent.txt") if sent.strip() else (None, None)
    given = {**body, "kind": SourceKind(body["kind"])}
    added = evidence.add_source(
        get_db(), fetching.read_source(content, name, given, limit=app_state().settings.max_article_bytes), by=person(), at=now()
    )
    return tagged(SourceShape.of(added.source), 200 if added.was_there else 201)


@paths.route("/sources/<int:source_id>", methods=["GET"])
@paths.response(200, SourceShape)
def show(source_id: int) -> Any:
    """One source, withdrawn or not."""
    return tagged(_source(source_id))


@paths.route("/sources/<int:source_id>", methods=["PATCH"])
@paths.arguments(source_bodies.SourceChange)
@paths.response(200, SourceShape)
def change(body: dict[str, Any], source_id: int) -> Any:
    """Say which source this one copies (the two count once), or whether it is confidential, or correct its details. One of them at a time."""
    version = version_read(_source(source_id))
    by = person()
    groups = (frozenset({"derived_from"}), frozenset({"confidential", "reason"}), frozenset(corrections.SOURCE_FIELDS), UNDO)
    kind = kind_of_change(body, *groups)
    if kind == 0:
        evidence.set_origin(get_db(), source_id, body["derived_from"], by=by, at=now(), seen_version=version)
    elif kind == 1:
        if "confidential" not in body:
            raise Refused("say whether it is confidential.", field="confidential")
        evidence.set_confidential(get_db(), source_id, body["confidential"], body.get("reason", ""), by=by, at=now(), seen_version=version)
    elif kind == 2:
        corrections.correct_source(get_db(), source_id, body, by=by, at=now(), seen_version=version)
    else:
        corrections.undo_source_correction(get_db(), source_id, by=by, at=now(), seen_version=version)
    # Whoever made it confidential may have a role that can no longer read it.
    (now_so,) = stored_sources.get_sources(get_db(), [source_id])
    return tagged(SourceShape.of(now_so))


@paths.route("/sources/<int:source_id>", methods=["DELETE"])
@paths.arguments(source_bodies.Why, location="query")
@paths.response(204)
def withdraw(query: dict[str, Any], source_id: int) -> Any:
    """Withdraw a source and all that rests on it; it stays in the history with the note."""
    version = version_read(_source(source_id))
    evidence.withdraw_source(get_db(), source_id, query["note"], by=person(), at=now(), seen_version=version)


def _source(source_id: int) -> dict[str, Any]:
    return SourceShape.of(stored_sources.get_source(get_db(), source_id))

"""Links to an article's report for experts outside, and the notes that they leave."""

from typing import Any

import marshmallow as ma

from claims.desk.shapes.experts import ExpertLinkShape, ExpertNoteShape
from claims.desk.sharing import sharing
from claims.shape_fields import Answer, many, text
from claims.store import expert_links, expert_notes
from web.api.asking import Paths, tagged, version_read
from web.api.body_fields import Asked, Whole, words
from web.pages.sharing import address_of
from web.request.access import person
from web.request.context import get_db, now

paths = Paths("experts", "Links to an article's report for experts outside, and the notes that they leave.")


class NewExpertLink(Asked):
    """``label`` says who gets it; it works for ``days`` days."""

    label = words(sharing.LONGEST_NAME, least=1, required=True)
    days = Whole(load_default=sharing.DAYS, validate=ma.validate.Range(1, sharing.MOST_DAYS))


class MadeExpertLink(ExpertLinkShape):
    """A new link; only this answer has its ``address``."""

    address = text()


class ExpertLinkList(ma.Schema):
    links = many(ExpertLinkShape)


class ExpertNoteList(ma.Schema):
    notes = many(ExpertNoteShape)


class ExpertNoteDecision(Asked):
    status = ma.fields.String(required=True, validate=ma.validate.OneOf(["open", "settled"]))


@paths.route("/articles/<int:article_id>/expert-links", methods=["GET"])
@paths.response(200, ExpertLinkList)
def list_links(article_id: int) -> Any:
    """Every link that was made for an article, the newest first."""
    return {"links": sharing.links_of(get_db(), article_id)}


@paths.route("/articles/<int:article_id>/expert-links", methods=["POST"])
@paths.arguments(NewExpertLink)
@paths.response(201, MadeExpertLink)
def share(body: dict[str, Any], article_id: int) -> Any:
    """Make a link by which somebody without an account reads the report and leaves notes."""
    made = sharing.share_article(get_db(), article_id, body["label"], body["days"], by=person(), at=now())
    return tagged(ExpertLinkShape.of(made.link) | {"address": address_of(made.secret)}, 201)


@paths.route("/expert-links/<int:link_id>", methods=["GET"])
@paths.response(200, ExpertLinkShape)
def show(link_id: int) -> Any:
    """One link, without its secret."""
    return tagged(_link(link_id))


@paths.route("/expert-links/<int:link_id>", methods=["DELETE"])
@paths.response(204)
def end(link_id: int) -> Any:
    """End a link at once and for good; it stays in the list."""
    sharing.end_link(get_db(), link_id, by=person(), at=now(), seen_version=version_read(_link(link_id)))


@paths.route("/articles/<int:article_id>/expert-notes", methods=["GET"])
@paths.response(200, ExpertNoteList)
def list_notes(article_id: int) -> Any:
    """What experts noted on an article, the open notes first."""
    return {"notes": sharing.notes_of(get_db(), article_id)}


@paths.route("/expert-notes/<int:note_id>", methods=["GET"])
@paths.response(200, ExpertNoteShape)
def show_note(note_id: int) -> Any:
    """One note of an expert."""
    return tagged(_note(note_id))


@paths.route("/expert-notes/<int:note_id>", methods=["PATCH"])
@paths.arguments(ExpertNoteDecision)
@paths.response(200, ExpertNoteShape)
def settle(body: dict[str, Any], note_id: int) -> Any:
    """Say that a note was dealt with, or open it again."""
    act = sharing.settle_note if body["status"] == "settled" else sharing.reopen_note
    act(get_db(), note_id, by=person(), at=now(), seen_version=version_read(_note(note_id)))
    return tagged(_note(note_id))


def _link(number: int) -> Answer:
    return ExpertLinkShape.of(expert_links.get_link(get_db(), number))


def _note(number: int) -> Answer:
    return ExpertNoteShape.of(expert_notes.get_note(get_db(), number))

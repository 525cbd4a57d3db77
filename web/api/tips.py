"""Tips: claims that came without an article."""

import base64
import binascii
from typing import Any

import marshmallow as ma

from claims.desk.screens import listings
from claims.desk.shapes.tips import AddedTipShape, ListedTipShape, TipShape
from claims.desk.tips import files, tips
from claims.desk.tips.tips import MAX_CLAIM, NewTip
from claims.errors import Refused
from claims.model import Medium, State
from claims.shape_fields import many, maybe, one_of
from claims.store import tips as stored_tips
from web.api import body_fields
from web.api.asking import Page, Paths, page_of, position_in, tagged
from web.request.access import person
from web.request.context import app_state, get_db, now

paths = Paths("tips", "Claims that came without an article: sent in, or seen on a platform.")


class TipsAsked(Page):
    """Which tips."""

    q = body_fields.words(200)
    platform = body_fields.words(200)
    medium = one_of(Medium)
    state = one_of(State)


class NewMedia(body_fields.Asked):
    """A file: its name, and its bytes in Base64."""

    name = body_fields.words(files.LONGEST_NAME, least=1, required=True)
    content = ma.fields.String(required=True, metadata={"description": "Base64", "pattern": "^[A-Za-z0-9+/=\\r\\n]*$"})


class NewTipShape(body_fields.Asked):
    """A tip. The sender is confidential unless ``confidential`` is false."""

    text = body_fields.words(MAX_CLAIM, least=1, required=True)
    sender = body_fields.words(data_key="from")
    confidential = ma.fields.Boolean(load_default=True)
    platform = body_fields.words()
    url = body_fields.words()
    seen = body_fields.words()
    claimant = body_fields.words()
    medium = one_of(Medium)
    media = ma.fields.Nested(NewMedia)


class Tips(ma.Schema):
    tips = many(ListedTipShape)
    next_cursor = maybe()


@paths.route("/tips", methods=["GET"])
@paths.arguments(TipsAsked, location="query")
@paths.response(200, Tips)
def index(query: dict[str, Any]) -> Any:
    """Tips with their claims, last added first."""
    (before,) = position_in(query["cursor"], int)
    filters = {name: str(query[name]) for name in ("q", "platform", "medium", "state") if query.get(name)}
    listed = listings.list_tips(get_db(), filters, "-added", limit=query["limit"] + 1, before_id=before).rows
    return page_of("tips", listed, query["limit"], lambda last: [last.tip.id])


@paths.route("/tips", methods=["POST"])
@paths.arguments(NewTipShape)
@paths.response(201, AddedTipShape)
def add(body: dict[str, Any]) -> Any:
    """Store a tip. It is a claim at once; ``matches`` are the known claims that it resembles."""
    new = NewTip(
        medium=Medium(body.get("medium", Medium.TEXT)),
        platform=body.get("platform"),
        url=body.get("url"),
        seen_on=body.get("seen"),
        sender=body.get("sender"),
        sender_confidential=body["confidential"],
        file=_file(body["media"]) if "media" in body else None,
    )
    added = tips.add_tip(get_db(), app_state().matcher, body["text"], new, by=person(), at=now(), claimant=body.get("claimant"))
    return tagged(AddedTipShape.of(added), 201)


@paths.route("/tips/<int:tip_id>", methods=["GET"])
@paths.response(200, TipShape)
def show(tip_id: int) -> Any:
    """One tip, without the bytes of its file."""
    return tagged(TipShape.of(stored_tips.get_tip(get_db(), tip_id)))


def _file(media: dict[str, str]) -> tuple[str, str, bytes]:
    try:
        content = base64.b64decode("".join(media["content"].split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused("the content of the file is not Base64. Encode its bytes.", field="media") from error
    return files.read_file(content, media["name"], limit=app_state().settings.max_article_bytes)

"""A claim's appearance in an article: who says it there, and whether the article asserts it."""

from typing import Any

from claims.desk.articles import appearances
from claims.desk.screens.listed_claims import lone_appearance
from claims.desk.shapes.claims import LoneAppearanceShape
from claims.errors import Refused
from claims.model import Polarity, Said
from claims.store import appearances as stored_appearances
from web.api import bodies
from web.api.asking import Paths, tagged, version_read
from web.request.access import person
from web.request.context import get_db, now

paths = Paths("appearances", "Where claims stand in articles: who says them there, and whether the article asserts them.")


@paths.route("/appearances/<int:appearance_id>", methods=["GET"])
@paths.response(200, LoneAppearanceShape)
def show(appearance_id: int) -> Any:
    """One appearance; a claim lists its own under ``appearances``."""
    return tagged(_appearance(appearance_id))


@paths.route("/appearances/<int:appearance_id>", methods=["PATCH"])
@paths.arguments(bodies.AppearanceChange)
@paths.response(200, LoneAppearanceShape)
def change(body: dict[str, Any], appearance_id: int) -> Any:
    """Name the ``speaker`` (null: the article names nobody, none of the candidates either) or set the ``polarity``: one at a time."""
    before = _appearance(appearance_id)
    version_read(before)
    if len(body) != 1:
        raise Refused("change one thing at a time: speaker, or polarity.")
    if "polarity" in body:
        appearances.set_polarity(
            get_db(), appearance_id, Polarity(body["polarity"]), by=person(), at=now(), polarity_read=Polarity(before["polarity"])
        )
    elif (body["speaker"] or "").strip():
        appearances.name_speaker(get_db(), appearance_id, body["speaker"], by=person(), at=now(), speaker_read=before["speaker"])
    else:
        read = Said(before["speaker"], candidates=tuple(before["candidates"]))
        appearances.name_nobody(get_db(), appearance_id, by=person(), at=now(), read_before=read)
    return tagged(_appearance(appearance_id))


def _appearance(number: int) -> dict[str, Any]:
    return LoneAppearanceShape.of(lone_appearance(get_db(), stored_appearances.get_appearance(get_db(), number)))

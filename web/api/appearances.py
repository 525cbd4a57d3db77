"""Where a claim stands in an article: who says it there, and what the article does with it."""

from typing import Any

from claims.desk import claim_answers, places
from claims.errors import Refused
from claims.model import Polarity, Said
from web.access import person
from web.api import shapes
from web.api.asking import Paths, seen, tagged
from web.db import get_db, now

paths = Paths("appearances", "Where claims stand in articles: who says them there, and whether the article asserts them.")


@paths.route("/appearances/<int:appearance_id>", methods=["GET"])
@paths.response(200, shapes.LoneAppearanceShape)
def show(appearance_id: int) -> Any:
    """One appearance; a claim lists its own under ``appearances``."""
    return tagged(_appearance(appearance_id))


@paths.route("/appearances/<int:appearance_id>", methods=["PATCH"])
@paths.arguments(shapes.AppearanceChange)
@paths.response(200, shapes.LoneAppearanceShape)
def change(asked: dict[str, Any], appearance_id: int) -> Any:
    """Name the ``speaker`` (null: the article names nobody, none of the candidates either) or set the ``polarity``: one at a time."""
    before = _appearance(appearance_id)
    seen(before)
    if len(asked) != 1:
        raise Refused("change one thing at a time: speaker, or polarity.")
    if "polarity" in asked:
        places.set_polarity(get_db(), appearance_id, Polarity(asked["polarity"]), by=person(), at=now(), seen=Polarity(before["polarity"]))
    elif (asked["speaker"] or "").strip():
        places.name_speaker(get_db(), appearance_id, asked["speaker"], by=person(), at=now(), seen=before["speaker"])
    else:
        read = Said(before["speaker"], candidates=tuple(before["candidates"]))
        places.name_nobody(get_db(), appearance_id, by=person(), at=now(), seen=read)
    return tagged(_appearance(appearance_id))


def _appearance(number: int) -> dict[str, Any]:
    return claim_answers.appearance_answer(get_db(), places.get_place(get_db(), number))

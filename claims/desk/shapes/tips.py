"""Tips: claims that came without an article."""

from typing import ClassVar

from claims import shape_fields as out
from claims.desk.shapes.matches import MatchShape
from claims.model import Medium, State


class TipFileShape(out.Shape):
    """The file that came with a tip; ``type`` is its media type as its bytes tell it."""

    name = out.text()
    type = out.text(attribute="kind")
    bytes = out.whole(attribute="size")
    sha256 = out.text()


class TipShape(out.Shape):
    """A tip, without the bytes of its file. ``from`` is withheld from those who do not read confidential sources."""

    class Meta:
        include: ClassVar = {"from": out.maybe(attribute="sender")}  # no name of a field can be "from" in Python

    tip_id = out.whole(attribute="id")
    claim_id = out.whole()
    medium = out.one_of(Medium, required=True)
    confidential = out.yes_or_no(attribute="sender_confidential")
    platform = out.maybe()
    url = out.maybe()
    seen = out.maybe(attribute="seen_on")
    file = out.maybe_nested(TipFileShape)
    added_by = out.text()
    added_at = out.moment()
    version = out.whole()


class AddedTipShape(TipShape):
    """A tip that was just added, with the known claims that its claim resembles."""

    WITHIN = "tip"

    matches = out.many(MatchShape, attribute="suggestions")


class ListedTipShape(TipShape):
    """A tip in a list, with the claim that speaks for its own."""

    WITHIN = "tip"

    claim_id = out.whole(attribute="claim.id")
    text = out.text(attribute="claim.text")
    state = out.one_of(State, none=True, required=True, attribute="claim.state")

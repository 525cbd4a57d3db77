"""What the operations on sources and evidence take, and their lists."""

import marshmallow as ma

from claims.desk.shapes.sources import EvidenceShape, FoundPassageShape, SourceShape
from claims.desk.typed_fields import BIGGEST, MAX_TEXT
from claims.model import SourceKind, Stance, UsedAs
from claims.shape_fields import many, maybe, one_of, whole
from web.api.body_fields import Asked, Text, Whole, number, words


class EvidenceList(ma.Schema):
    evidence = many(EvidenceShape)


class NewEvidence(Asked):
    source_id = number(required=True)
    stance = one_of(Stance, required=True)
    quote = words(MAX_TEXT)
    locator = words()
    used_as = one_of(UsedAs)
    note = words(MAX_TEXT)


class EvidenceChange(Asked):
    """Corrected fields (null clears one); ``start`` is the offset of a quote whose words occur more than once. Or ``undo`` alone."""

    quote = words(MAX_TEXT, allow_none=True)
    locator = words(allow_none=True)
    note = words(MAX_TEXT, allow_none=True)
    used_as = one_of(UsedAs)
    start = Whole(validate=ma.validate.Range(0, BIGGEST))
    undo = ma.fields.Boolean()


class FoundPassages(ma.Schema):
    """``unread`` passages of the library are found by their words alone so far; ``complete``: every stored text was looked through."""

    passages = many(FoundPassageShape)
    unread = whole()
    complete = ma.fields.Boolean(required=True)


class Why(ma.Schema):
    """Why something is withdrawn."""

    note = words(least=1, required=True)


class Sources(ma.Schema):
    sources = many(SourceShape)
    next_cursor = maybe()


class NewSource(Asked):
    title = words(least=1, required=True)
    kind = one_of(SourceKind, load_default="other")
    url = words()
    publisher = words()
    published = words(40)
    text = Text()
    archived_url = words()
    description = words(MAX_TEXT)
    derived_from = number()
    confidential = ma.fields.Boolean(load_default=False)


class SourceChange(Asked):
    """Which source this one copies, null for none; or whether it is confidential, with the reason; or corrected details (null clears one);
    or ``undo``: put back what the last correction replaced. One kind at a time.
    """

    title = words(least=1)
    kind = one_of(SourceKind)
    publisher = words(allow_none=True)
    published = words(40, allow_none=True)
    url = words(allow_none=True)
    archived_url = words(allow_none=True)
    description = words(MAX_TEXT, allow_none=True)
    undo = ma.fields.Boolean()

    derived_from = number(allow_none=True)
    confidential = ma.fields.Boolean()
    reason = ma.fields.String(validate=ma.validate.Length(max=1_000))

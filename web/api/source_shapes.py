"""What the operations on sources and evidence take and give."""

import marshmallow as ma

from claims.desk.typed_fields import MAX_TEXT
from claims.model import SourceKind, Stance, UsedAs
from web.api.fields import Asked, Text, maybe, number, one_of, text_out, whole, words, yes_or_no


class EvidenceShape(ma.Schema):
    id = whole()
    claim_id = whole()
    source_id = whole()
    stance = one_of(Stance, required=True)
    quote = maybe()
    locator = maybe()
    used_as = one_of(UsedAs, required=True)
    note = maybe()
    checked_by = text_out()
    checked_at = text_out()
    version = whole()


class EvidenceList(ma.Schema):
    evidence = ma.fields.List(ma.fields.Nested(EvidenceShape), required=True)


class NewEvidence(Asked):
    source_id = number(required=True)
    stance = one_of(Stance, required=True)
    quote = words(MAX_TEXT)
    locator = words()
    used_as = one_of(UsedAs)
    note = words(MAX_TEXT)


class FoundDifference(ma.Schema):
    kind = text_out()
    ours = maybe()
    theirs = maybe()


class FoundPassageShape(ma.Schema):
    claim_id = whole()
    passage = text_out()
    source_id = ma.fields.Integer(required=True, allow_none=True)
    article_id = ma.fields.Integer(required=True, allow_none=True)
    source_title = text_out()
    text = text_out()
    start = whole()
    end = whole()
    key_start = whole()
    key_end = whole()
    locator = text_out()
    score = ma.fields.Float(required=True)
    stance = ma.fields.Enum(Stance, by_value=True, required=True, allow_none=True)
    reason = text_out()
    agreeing = ma.fields.List(ma.fields.String(), required=True)
    differences = ma.fields.List(ma.fields.Nested(FoundDifference), required=True)
    status = text_out()


class FoundPassages(ma.Schema):
    """``unread`` passages of the library are found by their words alone so far; ``complete``: every stored text was looked through."""

    passages = ma.fields.List(ma.fields.Nested(FoundPassageShape), required=True)
    unread = whole()
    complete = ma.fields.Boolean(required=True)


class Why(ma.Schema):
    """Why something is withdrawn."""

    note = words(least=1, required=True)


class SourceShape(ma.Schema):
    id = whole()
    title = text_out()
    kind = one_of(SourceKind, required=True)
    url = maybe()
    publisher = maybe()
    published = maybe()
    sha256 = maybe()
    archived_url = maybe()
    derived_from = ma.fields.Integer(required=True, allow_none=True)
    confidential = yes_or_no()
    withdrawn = yes_or_no()
    version = whole()


class Sources(ma.Schema):
    sources = ma.fields.List(ma.fields.Nested(SourceShape), required=True)
    next_cursor = maybe()


class NewSource(Asked):
    title = words(least=1, required=True)
    kind = one_of(SourceKind, load_default="other")
    url = words()
    publisher = words()
    published = words(40)
    text = Text()
    archived_url = words()
    derived_from = number()
    confidential = ma.fields.Boolean(load_default=False)


class SourceChange(Asked):
    """Which source this one copies, null for none; or whether it is confidential, with the reason."""

    derived_from = number(allow_none=True)
    confidential = ma.fields.Boolean()
    reason = ma.fields.String(validate=ma.validate.Length(max=1_000))

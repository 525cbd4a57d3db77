"""What the operations on matches, spotting and search take and give."""

import marshmallow as ma
from marshmallow.validate import Length, Range

from claims.desk.typed_fields import MAX_LINE, MAX_TEXT
from claims.model import Closer, DifferenceKind, Reason, Relation, Status
from web.api.fields import Asked, Whole, maybe, one_of, text_out, whole, words


class Difference(ma.Schema):
    kind = one_of(DifferenceKind, required=True)
    ours = maybe()
    theirs = maybe()


class MatchShape(ma.Schema):
    match_id = ma.fields.Integer(required=True, allow_none=True)
    claim_id = whole()
    external_id = maybe()
    text = text_out()
    score = ma.fields.Float(
        required=True,
        validate=Range(0, 1),
        metadata={"description": "The share of pairs at this score that are the same claim, when most texts have none stored."},
    )
    relation = one_of(Relation, required=True)
    closer = one_of(Closer, none=True, required=True)
    differences = ma.fields.List(ma.fields.Nested(Difference), required=True)
    questions = ma.fields.List(ma.fields.Nested(Difference), required=True)
    added = ma.fields.List(ma.fields.Nested(Difference), required=True)
    why = ma.fields.List(ma.fields.String(), required=True)
    verdict = maybe()
    status = one_of(Status, none=True, required=True)
    version = ma.fields.Integer(required=True, allow_none=True)


class PairShape(MatchShape):
    """A stored match. ``claim_id`` and ``text`` are the claim that was there before, ``ours`` is the other."""

    ours = ma.fields.Nested(ma.Schema.from_dict({"claim_id": whole(), "text": text_out()}, name="PairSide"), required=True)
    reasons = ma.fields.List(one_of(Reason), required=True)
    note = maybe()
    decided_by = maybe()
    decided_at = maybe()


class Matches(ma.Schema):
    matches = ma.fields.List(ma.fields.Nested(MatchShape), required=True)


class Pairs(ma.Schema):
    matches = ma.fields.List(ma.fields.Nested(PairShape), required=True)
    next_cursor = maybe()


class MatchAsked(Asked):
    text = words(MAX_TEXT, least=1, required=True)
    limit = Whole(load_default=5, validate=Range(1, 100))


class Decision(Asked):
    """``reason`` or ``reasons`` when the two are different. "suggested" takes a decision back."""

    status = one_of(Status, required=True)
    reason = one_of(Reason)
    reasons = ma.fields.List(one_of(Reason), validate=Length(max=8))
    note = words()


class SpotAsked(Asked):
    text = words(MAX_LINE * 5, least=1, required=True)


class Spotted(ma.Schema):
    score = ma.fields.Float(required=True, validate=Range(0, 1))
    reasons = ma.fields.List(ma.fields.String(), required=True)


class SearchAsked(ma.Schema):
    q = words(500, least=1, required=True)
    limit = ma.fields.Integer(load_default=50, validate=Range(1, 100))


class FoundShape(ma.Schema):
    kind = one_of(["claim", "article", "source"], required=True)
    id = whole()
    text = text_out()
    snippet = text_out()


class Results(ma.Schema):
    results = ma.fields.List(ma.fields.Nested(FoundShape), required=True)

"""What the operations on matches, spotting and search take, and their lists."""

import marshmallow as ma
from marshmallow.validate import Length, Range

from claims.desk.shapes.matches import MatchShape, PairShape
from claims.desk.shapes.newsroom import FoundShape
from claims.desk.typed_fields import MAX_LINE, MAX_TEXT
from claims.model import Reason, Status
from claims.shape_fields import many, maybe, one_of
from web.api.body_fields import Asked, Whole, words


class Matches(ma.Schema):
    matches = many(MatchShape)


class Pairs(ma.Schema):
    matches = many(PairShape)
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


class SearchAsked(ma.Schema):
    q = words(500, least=1, required=True)
    limit = ma.fields.Integer(load_default=50, validate=Range(1, 100))


class Results(ma.Schema):
    results = many(FoundShape)

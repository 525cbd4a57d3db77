"""What operations take and give, as marshmallow schemas: they check the first and document both.

The answers themselves are made by claims.desk.answers; a test holds the two together.
"""

from typing import Any

import marshmallow as ma
from marshmallow.validate import Length, OneOf, Range

from claims.desk.entry import BIGGEST
from claims.model import DifferenceKind, Mark, Origin, ProblemKind, Reason, Relation, SourceKind, Stance, State, Status, UsedAs

LINE, TEXT = 2_000, 100_000
"""Characters of a one-line field and of a text."""


class Whole(ma.fields.Integer):
    """A whole number as JSON Schema means it: 1 and 1.0, but neither 1.5 nor "1" nor true."""

    def _validated(self, value: Any) -> int:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if not isinstance(value, int):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


def words(most: int = LINE, *, least: int = 0, **known: Any) -> ma.fields.String:
    """Text as it comes in; ``most`` and ``least`` are characters."""
    return ma.fields.String(validate=Length(least, most), **known)


def number(**known: Any) -> ma.fields.Integer:
    """The number of a row."""
    return Whole(validate=Range(1, BIGGEST), **known)


def whole(**known: Any) -> ma.fields.Integer:
    """A whole number that goes out."""
    return ma.fields.Integer(required=True, **known)


def said(**known: Any) -> ma.fields.String:
    """Text that goes out."""
    return ma.fields.String(required=True, **known)


def maybe() -> ma.fields.String:
    """Text that goes out, or null."""
    return ma.fields.String(required=True, allow_none=True)


def one_of(among: Any, *, none: bool = False, **known: Any) -> ma.fields.String:
    """One of a fixed set of words."""
    names = [str(one) for one in among]
    return ma.fields.String(validate=OneOf([*names, None] if none else names), allow_none=none, **known)


def yes_or_no() -> ma.fields.Boolean:
    """True or false that goes out."""
    return ma.fields.Boolean(required=True)


class Asked(ma.Schema):
    """A body: what is not named here is refused, so that a slip of the pen shows."""

    class Meta:
        unknown = ma.RAISE


class Difference(ma.Schema):
    kind = one_of(DifferenceKind, required=True)
    ours = maybe()
    theirs = maybe()


class MatchShape(ma.Schema):
    match_id = ma.fields.Integer(required=True, allow_none=True)
    claim_id = whole()
    external_id = maybe()
    text = said()
    score = ma.fields.Float(
        required=True, validate=Range(0, 1), metadata={"description": "The share of pairs at this score that are the same claim."}
    )
    relation = one_of(Relation, required=True)
    differences = ma.fields.List(ma.fields.Nested(Difference), required=True)
    why = ma.fields.List(ma.fields.String(), required=True)
    verdict = maybe()
    status = one_of(Status, none=True, required=True)
    version = ma.fields.Integer(required=True, allow_none=True)


class PairShape(MatchShape):
    """A stored match. ``claim_id`` and ``text`` are the claim that was there before, ``ours`` is the other."""

    ours = ma.fields.Nested(ma.Schema.from_dict({"claim_id": whole(), "text": said()}, name="PairSide"), required=True)
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
    text = words(TEXT, least=1, required=True)
    limit = Whole(load_default=5, validate=Range(1, 100))


class Decision(Asked):
    """``reason`` or ``reasons`` when the two are different. "suggested" takes a decision back."""

    status = one_of(Status, required=True)
    reason = one_of(Reason)
    reasons = ma.fields.List(one_of(Reason), validate=Length(max=8))
    note = words()


class SpotAsked(Asked):
    text = words(LINE * 5, least=1, required=True)


class Spotted(ma.Schema):
    score = ma.fields.Float(required=True, validate=Range(0, 1))
    reasons = ma.fields.List(ma.fields.String(), required=True)


class ArticleShape(ma.Schema):
    id = whole()
    title = said()
    url = maybe()
    publisher = maybe()
    byline = maybe()
    published = maybe()
    language = maybe()
    sha256 = said()
    added_at = said()
    due_at = maybe()
    version = whole()


class ArticleWhole(ArticleShape):
    text = said()


class Articles(ma.Schema):
    articles = ma.fields.List(ma.fields.Nested(ArticleShape), required=True)
    next_cursor = maybe()


class NewArticle(Asked):
    """The text of an article, or its address alone: then it is fetched."""

    text = ma.fields.String()
    url = words()
    title = words()
    publisher = words()
    published = words(40)
    byline = words()


class ArticleChange(Asked):
    due_at = ma.fields.AwareDateTime(required=True, allow_none=True)


class AddedClaim(ma.Schema):
    claim_id = whole()
    text = said()
    quote = said()
    start = whole()
    end = whole()
    score = ma.fields.Float(required=True)
    reasons = ma.fields.List(ma.fields.String(), required=True)
    speaker = maybe()
    new = yes_or_no()
    matches = ma.fields.List(ma.fields.Nested(MatchShape), required=True)


class AddedArticle(ma.Schema):
    article_id = whole()
    title = said()
    sentences = whole()
    added = yes_or_no()
    claims = ma.fields.List(ma.fields.Nested(AddedClaim), required=True)
    gone = ma.fields.List(ma.fields.String(), required=True)


class ReportProblem(ma.Schema):
    kind = one_of(ProblemKind, required=True)
    claim_id = whole()
    text = said()
    detail = said()


class ReportLine(ma.Schema):
    start = whole()
    end = whole()
    text = said()
    mark = one_of(Mark, required=True)
    claim_ids = ma.fields.List(ma.fields.Integer(), required=True)
    verdict = ma.fields.String(allow_none=True)
    sources = whole()


class ReportShape(ma.Schema):
    article = ma.fields.Dict(required=True)
    sentences = whole()
    unmarked = whole()
    not_claims = whole()
    claims = whole()
    by_state = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Integer(), required=True)
    problems = ma.fields.List(ma.fields.Nested(ReportProblem), required=True)
    lines = ma.fields.List(ma.fields.Nested(ReportLine), required=True)


class AppearanceShape(ma.Schema):
    article_id = whole()
    start = whole()
    end = whole()
    quote = said()
    speaker = maybe()


class ReviewShape(ma.Schema):
    external_id = said()
    title = maybe()
    url = maybe()
    publisher = maybe()
    rating_words = maybe()
    rating = maybe()
    reviewed_at = maybe()


class ClaimShape(ma.Schema):
    id = whole()
    text = said()
    claimant = maybe()
    claimed_at = maybe()
    state = one_of(State, none=True, required=True)
    origin = one_of(Origin, required=True)
    proposed = yes_or_no()
    language = maybe()
    assignee = maybe()
    due_at = maybe()
    created_at = said()
    tags = ma.fields.List(ma.fields.String(), required=True)
    rating = maybe()
    review = ma.fields.Nested(ReviewShape, required=True, allow_none=True)
    appearances = ma.fields.List(ma.fields.Nested(AppearanceShape), required=True)
    version = whole()


class Claims(ma.Schema):
    claims = ma.fields.List(ma.fields.Nested(ClaimShape), required=True)
    next_cursor = maybe()


class NewClaim(Asked):
    """Words of an article that are a claim. ``start`` tells which of several equal places is meant."""

    article_id = number(required=True)
    quote = words(least=1, required=True)
    start = Whole(validate=Range(0, BIGGEST))
    wording = words()


class ClaimChange(Asked):
    """One kind of change at a time: wording and claimant, or ``state``, ``assignee`` or ``due_at``."""

    text = words(least=1)
    claimant = ma.fields.String(validate=Length(max=LINE), allow_none=True)
    state = one_of([State.OPEN, State.IN_REVIEW, State.CHECKED, State.PUBLISHED, State.DROPPED])
    note = words()
    assignee = ma.fields.String(validate=Length(max=80), allow_none=True)
    due_at = ma.fields.AwareDateTime(allow_none=True)


class VerdictShape(ma.Schema):
    id = whole()
    claim_id = whole()
    rating = said()
    label = said()
    explanation = said()
    submitted_by = said()
    submitted_at = said()
    outcome = one_of(["approved", "returned"], none=True, required=True)
    read_by = maybe()
    read_at = maybe()
    note = maybe()
    evidence_ids = ma.fields.List(ma.fields.Integer(), required=True)
    version = whole()


class Verdicts(ma.Schema):
    verdicts = ma.fields.List(ma.fields.Nested(VerdictShape), required=True)


class NewVerdict(Asked):
    """``rating`` is the name of a step of the newsroom's scale; without ``evidence_ids`` it rests on all evidence in force."""

    rating = words(100, least=1, required=True)
    explanation = words(TEXT, least=1, required=True)
    evidence_ids = ma.fields.List(number(), validate=Length(max=500))


class Reading(Asked):
    """What the second reader says; returning needs a note."""

    outcome = one_of(["approved", "returned"], required=True)
    note = words(TEXT)


class EvidenceShape(ma.Schema):
    id = whole()
    claim_id = whole()
    source_id = whole()
    stance = one_of(Stance, required=True)
    quote = maybe()
    locator = maybe()
    used_as = one_of(UsedAs, required=True)
    note = maybe()
    checked_by = said()
    checked_at = said()
    version = whole()


class EvidenceList(ma.Schema):
    evidence = ma.fields.List(ma.fields.Nested(EvidenceShape), required=True)


class NewEvidence(Asked):
    source_id = number(required=True)
    stance = one_of(Stance, required=True)
    quote = words(TEXT)
    locator = words()
    used_as = one_of(UsedAs)
    note = words(TEXT)


class Why(ma.Schema):
    """Why something is withdrawn."""

    note = words(least=1, required=True)


class SourceShape(ma.Schema):
    id = whole()
    title = said()
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
    text = ma.fields.String()
    archived_url = words()
    derived_from = number()
    confidential = ma.fields.Boolean(load_default=False)


class SourceChange(Asked):
    """Which source this one copies; null for none."""

    derived_from = number(required=True, allow_none=True)


class SearchAsked(ma.Schema):
    q = words(500, least=1, required=True)
    limit = ma.fields.Integer(load_default=50, validate=Range(1, 100))


class FoundShape(ma.Schema):
    kind = one_of(["claim", "article", "source"], required=True)
    id = whole()
    text = said()
    snippet = said()


class Results(ma.Schema):
    results = ma.fields.List(ma.fields.Nested(FoundShape), required=True)

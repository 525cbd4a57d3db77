"""What the operations on articles, claims and verdicts take and give, as marshmallow schemas: they check the first and document both.

The answers themselves are made by claims.desk.screens.answers; a test holds the two together.
"""

import marshmallow as ma
from marshmallow.validate import Length, Range

from claims.desk.typed_fields import BIGGEST, MAX_LINE, MAX_TEXT
from claims.model import Mark, Origin, Polarity, ProblemKind, State
from web.api.fields import Asked, Text, Whole, maybe, number, one_of, text_out, whole, words, yes_or_no
from web.api.match_shapes import MatchShape


class ArticleShape(ma.Schema):
    id = whole()
    title = text_out()
    url = maybe()
    publisher = maybe()
    byline = maybe()
    published = maybe()
    language = maybe()
    sha256 = text_out()
    added_at = text_out()
    due_at = maybe()
    version = whole()


class ArticleWhole(ArticleShape):
    text = text_out()


class Articles(ma.Schema):
    articles = ma.fields.List(ma.fields.Nested(ArticleShape), required=True)
    next_cursor = maybe()


class NewArticle(Asked):
    """The text of an article, or its address alone: then it is fetched."""

    text = Text()
    url = words()
    title = words()
    publisher = words()
    published = words(40)
    byline = words()
    replaces = Whole(validate=Range(1, BIGGEST), allow_none=True)


class ArticleChange(Asked):
    due_at = ma.fields.AwareDateTime(required=True, allow_none=True)


class AddedClaim(ma.Schema):
    claim_id = whole()
    text = text_out()
    quote = text_out()
    start = whole()
    end = whole()
    score = ma.fields.Float(required=True)
    reasons = ma.fields.List(ma.fields.String(), required=True)
    speaker = maybe()
    candidates = ma.fields.List(ma.fields.String(), required=True)
    polarity = one_of(Polarity, required=True)
    new = yes_or_no()
    matches = ma.fields.List(ma.fields.Nested(MatchShape), required=True)


class LinkShape(ma.Schema):
    text = text_out()
    url = text_out()


class CommentShape(ma.Schema):
    author = text_out()
    at = ma.fields.String(required=True, allow_none=True)
    text = text_out()
    quote = text_out()


class ChangedLineShape(ma.Schema):
    start = whole()
    end = whole()
    old = text_out()
    new = text_out()
    facts = ma.fields.List(ma.fields.String(), required=True)
    claim_ids = ma.fields.List(ma.fields.Integer(), required=True)
    open = yes_or_no()


class ChangesShape(ma.Schema):
    replaces = whole()
    unchanged = whole()
    wording = whole()
    to_confirm = ma.fields.List(ma.fields.Nested(ChangedLineShape), required=True)
    reopened = ma.fields.List(ma.fields.Nested(ChangedLineShape), required=True)
    new = whole()
    gone = whole()
    new_lines = ma.fields.List(ma.fields.String(), required=True)
    gone_lines = ma.fields.List(ma.fields.String(), required=True)


class ResembledShape(ma.Schema):
    article_id = whole()
    title = text_out()
    added_at = text_out()
    share = ma.fields.Float(required=True)


class AddedArticle(ma.Schema):
    article_id = whole()
    title = text_out()
    sentences = whole()
    added = yes_or_no()
    claims = ma.fields.List(ma.fields.Nested(AddedClaim), required=True)
    gone = ma.fields.List(ma.fields.String(), required=True)
    warnings = ma.fields.List(ma.fields.String(), required=True)
    links = ma.fields.List(ma.fields.Nested(LinkShape), required=True)
    comments = ma.fields.List(ma.fields.Nested(CommentShape), required=True)
    changes = ma.fields.Nested(ChangesShape, required=True, allow_none=True)
    looks_like = ma.fields.Nested(ResembledShape, required=True, allow_none=True)


class ReportProblem(ma.Schema):
    kind = one_of(ProblemKind, required=True)
    claim_id = whole()
    text = text_out()
    detail = text_out()


class ReportLine(ma.Schema):
    start = whole()
    end = whole()
    text = text_out()
    mark = one_of(Mark, required=True)
    polarity = one_of(Polarity)
    claim_ids = ma.fields.List(ma.fields.Integer(), required=True)
    verdict = ma.fields.String(allow_none=True)
    sources = whole()


class ReportShape(ma.Schema):
    article = ma.fields.Dict(required=True)
    sentences = whole()
    unmarked = whole()
    not_claims = whole()
    claims = whole()
    proposed = whole()
    by_state = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Integer(), required=True)
    problems = ma.fields.List(ma.fields.Nested(ReportProblem), required=True)
    lines = ma.fields.List(ma.fields.Nested(ReportLine), required=True)


class AppearanceShape(ma.Schema):
    id = whole()
    article_id = whole()
    start = whole()
    end = whole()
    quote = text_out()
    speaker = maybe()
    candidates = ma.fields.List(ma.fields.String(), required=True)
    polarity = one_of(Polarity, required=True)


class LoneAppearanceShape(AppearanceShape):
    claim_id = whole()
    version = whole(metadata={"description": "The claim's."})


class AppearanceChange(Asked):
    """One of the two at a time; a ``speaker`` of null says that the article names nobody."""

    speaker = words(allow_none=True)
    polarity = one_of(Polarity)


class ReviewShape(ma.Schema):
    external_id = text_out()
    title = maybe()
    url = maybe()
    publisher = maybe()
    rating_words = maybe()
    rating = maybe()
    reviewed_at = maybe()


class PublishedShape(ma.Schema):
    at = text_out()
    claim_ids = ma.fields.List(whole(), required=True)
    changed = ma.fields.List(ma.fields.String(), required=True)


class ClaimShape(ma.Schema):
    id = whole()
    text = text_out()
    claimant = maybe()
    claimed_at = maybe()
    state = one_of(State, none=True, required=True)
    origin = one_of(Origin, required=True)
    proposed = yes_or_no()
    language = maybe()
    assignee = maybe()
    due_at = maybe()
    created_at = text_out()
    tags = ma.fields.List(ma.fields.String(), required=True)
    rating = maybe()
    review = ma.fields.Nested(ReviewShape, required=True, allow_none=True)
    appearances = ma.fields.List(ma.fields.Nested(AppearanceShape), required=True)
    published = ma.fields.Nested(PublishedShape, required=True, allow_none=True)
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
    """One kind of change at a time: wording and claimant, or ``state``, ``assignee`` or ``due_at``.

    With the state ``published``, ``show_articles`` and ``show_tags`` say what the public page names; left out, it is what the desk would tick.
    """

    text = words(least=1)
    claimant = ma.fields.String(validate=Length(max=MAX_LINE), allow_none=True)
    state = one_of([State.OPEN, State.IN_REVIEW, State.CHECKED, State.PUBLISHED, State.DROPPED])
    note = words()
    show_articles = ma.fields.List(Whole(validate=Range(1, BIGGEST)))
    show_tags = ma.fields.List(ma.fields.String(validate=Length(max=MAX_LINE)))
    assignee = ma.fields.String(validate=Length(max=80), allow_none=True)
    due_at = ma.fields.AwareDateTime(allow_none=True)


class VerdictShape(ma.Schema):
    id = whole()
    claim_id = whole()
    rating = text_out()
    label = text_out()
    explanation = text_out()
    submitted_by = text_out()
    submitted_at = text_out()
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
    explanation = words(MAX_TEXT, least=1, required=True)
    evidence_ids = ma.fields.List(number(), validate=Length(max=500))


class Reading(Asked):
    """What the second reader says; returning needs a note."""

    outcome = one_of(["approved", "returned"], required=True)
    note = words(MAX_TEXT)

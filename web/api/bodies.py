"""What the operations on articles, claims and verdicts take, checked by marshmallow, and their lists. What goes out is in claims.desk.shapes."""

import marshmallow as ma
from marshmallow.validate import Length, Range

from claims.desk.shapes.articles import ArticleShape
from claims.desk.shapes.claims import ClaimShape, VerdictShape
from claims.desk.typed_fields import BIGGEST, MAX_LINE, MAX_TEXT
from claims.model import Medium, Outcome, Polarity, State
from claims.shape_fields import many, maybe, one_of
from web.api.body_fields import Asked, Text, Whole, number, words


class Articles(ma.Schema):
    articles = many(ArticleShape)
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
    """A deadline, or corrected details (null clears one), or ``undo``: put back what the last correction replaced. One kind at a time."""

    due_at = ma.fields.AwareDateTime(allow_none=True)
    title = words(least=1)
    publisher = words(allow_none=True)
    byline = words(allow_none=True)
    published = words(40, allow_none=True)
    url = words(allow_none=True)
    language = words(40, allow_none=True)
    undo = ma.fields.Boolean()


class AppearanceChange(Asked):
    """One of the two at a time; a ``speaker`` of null means that the article names nobody."""

    speaker = words(allow_none=True)
    polarity = one_of(Polarity)


class Claims(ma.Schema):
    claims = many(ClaimShape)
    next_cursor = maybe()


class NewClaim(Asked):
    """Words of an article to make a claim. ``start`` is the offset, if the words occur more than once."""

    article_id = number(required=True)
    quote = words(least=1, required=True)
    start = Whole(validate=Range(0, BIGGEST))
    wording = words()


class ClaimChange(Asked):
    """One kind of change at a time: wording, claimant and the facts of the claim (``claimant_role``, ``claimed_at``, ``claimed_in``, ``medium``), or ``state``, ``assignee`` or ``due_at``.

    With the state ``published``, ``show_articles`` and ``show_tags`` say what the public page names, and ``headline`` and ``summary`` what
    stands at its top; left out, it is what the desk would tick and write.
    """

    text = words(least=1)
    claimant = ma.fields.String(validate=Length(max=MAX_LINE), allow_none=True)
    claimant_role = ma.fields.String(validate=Length(max=MAX_LINE), allow_none=True)
    claimed_at = ma.fields.String(validate=Length(max=MAX_LINE), allow_none=True, metadata={"description": "A day in any usual form."})
    claimed_in = ma.fields.String(validate=Length(max=MAX_LINE), allow_none=True)
    medium = one_of(Medium, none=True)
    state = one_of([State.OPEN, State.IN_REVIEW, State.CHECKED, State.PUBLISHED, State.DROPPED])
    note = words()
    show_articles = ma.fields.List(Whole(validate=Range(1, BIGGEST)))
    show_tags = ma.fields.List(ma.fields.String(validate=Length(max=MAX_LINE)))
    headline = ma.fields.String(validate=Length(max=MAX_LINE))
    summary = ma.fields.String(validate=Length(max=MAX_LINE))
    assignee = ma.fields.String(validate=Length(max=80), allow_none=True)
    due_at = ma.fields.AwareDateTime(allow_none=True)


class Verdicts(ma.Schema):
    verdicts = many(VerdictShape)


class NewVerdict(Asked):
    """``rating`` is the name of a step of the newsroom's scale; without ``evidence_ids`` it rests on all evidence in force."""

    rating = words(100, least=1, required=True)
    explanation = words(MAX_TEXT, least=1, required=True)
    evidence_ids = ma.fields.List(number(), validate=Length(max=500))
    chosen_reader = words(80)


class Reading(Asked):
    """The second reader's decision; returning needs a note."""

    outcome = one_of(Outcome, required=True)
    note = words(MAX_TEXT)

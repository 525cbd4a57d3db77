"""Claims: as they are listed, and everything about one: its appearances, verdicts, draft and notes."""

from claims import shape_fields as out
from claims.desk.shapes.sources import EvidenceShape
from claims.model import Medium, Origin, Outcome, Polarity, ProblemKind, State
from claims.sourcing.rules import weight_word


class AppearanceShape(out.Shape):
    """Where a claim appears in an article; ``quote == text[start:end]``."""

    id = out.whole()
    article_id = out.whole()
    start = out.whole()
    end = out.whole()
    quote = out.text()
    speaker = out.maybe()
    candidates = out.texts()
    polarity = out.one_of(Polarity, required=True)


class LoneAppearanceShape(AppearanceShape):
    WITHIN = "appearance"

    claim_id = out.whole()
    version = out.whole(metadata={"description": "The claim's."})


class ReviewShape(out.Shape):
    """Another publisher's verdict."""

    external_id = out.text()
    title = out.maybe()
    url = out.maybe()
    publisher = out.maybe()
    rating_words = out.maybe()
    rating = out.maybe()
    reviewed_at = out.maybe()


class PublishedShape(out.Shape):
    """A claim's public pages: since when, at which claims' addresses, and what changed since, in words."""

    at = out.moment()
    claim_ids = out.numbers()
    changed = out.texts(attribute="changes")


class ClaimShape(out.Shape):
    """A ``ListedClaim``: a claim's own row, and what it shares with the claims joined to it."""

    WITHIN = "claim"

    id = out.whole()
    text = out.text()
    claimant = out.maybe()
    claimant_role = out.maybe()
    claimed_at = out.maybe()
    claimed_in = out.maybe(metadata={"description": "Where it was said."})
    medium = out.one_of(Medium, none=True, required=True)
    state = out.one_of(State, none=True, required=True)
    origin = out.one_of(Origin, required=True)
    proposed = out.yes_or_no()
    language = out.maybe()
    assignee = out.maybe()
    due_at = out.maybe_moment()
    created_at = out.moment()
    tags = out.texts()
    rating = out.maybe()
    review = out.maybe_nested(ReviewShape)
    appearances = out.many(AppearanceShape)
    published = out.maybe_nested(PublishedShape)
    version = out.whole()


class VerdictShape(out.Shape):
    """A submitted verdict. Its version is 1 while it waits for the second reader, and 2 afterwards."""

    id = out.whole()
    claim_id = out.whole()
    rating = out.text(attribute="rating.name")
    label = out.text(attribute="rating.label")
    explanation = out.text()
    submitted_by = out.text()
    submitted_at = out.moment()
    outcome = out.one_of(Outcome, none=True, required=True)
    read_by = out.maybe()
    read_at = out.maybe_moment()
    note = out.maybe()
    chosen_reader = out.maybe()
    evidence_ids = out.numbers()
    version = out.whole()


class DraftShape(out.Shape):
    claim_id = out.whole()
    rating = out.maybe()
    explanation = out.text()
    left_out = out.numbers()
    saved_by = out.text()
    saved_at = out.moment()
    version = out.whole()


class NoteShape(out.Shape):
    id = out.whole()
    claim_id = out.whole()
    text = out.text()
    about = out.maybe()
    by = out.text()
    at = out.moment()
    mentions = out.texts()
    withdrawn = out.yes_or_no()


class ClaimProblem(out.Shape):
    kind = out.one_of(ProblemKind, required=True)
    weight = out.told(weight_word, attribute="kind")
    detail = out.text()


class WholeClaim(ClaimShape):
    """Everything about one claim."""

    problems = out.many(ClaimProblem)
    evidence = out.many(EvidenceShape)
    verdicts = out.many(VerdictShape)
    draft = out.maybe_nested(DraftShape)
    notes = out.many(NoteShape)

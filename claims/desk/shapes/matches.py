"""Matches and pairs of claims."""

from claims import shape_fields as out
from claims.desk.shown_words import shared_in_words
from claims.model import Closer, DifferenceKind, Reason, Relation, Status


class Difference(out.Shape):
    """A difference, without the offsets of its words."""

    kind = out.one_of(DifferenceKind, required=True)
    ours = out.maybe()
    theirs = out.maybe()


class MatchShape(out.Shape):
    """A known claim that resembles a text: a ``Suggestion``. ``match_id``, ``status`` and ``version`` are null if nothing is stored."""

    match_id = out.maybe_whole(attribute="match.id")
    claim_id = out.whole()
    external_id = out.maybe()
    text = out.text()
    score = out.share(
        attribute="comparison.score",
        validate=out.Range(0, 1),
        metadata={"description": "The share of pairs at this score that are the same claim, when most texts have none stored."},
    )
    relation = out.one_of(Relation, required=True, attribute="comparison.relation")
    closer = out.one_of(Closer, none=True, required=True, attribute="comparison.closer")
    differences = out.many(Difference, attribute="comparison.differences")
    questions = out.many(Difference, attribute="comparison.questions")
    added = out.many(Difference, attribute="comparison.added")
    why = out.told_texts(shared_in_words, attribute="comparison.why")
    verdict = out.maybe()
    status = out.one_of(Status, none=True, required=True, attribute="match.status")
    version = out.maybe_whole(attribute="match.version")


class PairSide(out.Shape):
    claim_id = out.whole(attribute="id")
    text = out.text()


class PairShape(MatchShape):
    """A stored match. ``claim_id`` and ``text`` are the claim that was stored first, ``ours`` is the later one."""

    ours = out.nested(PairSide)
    reasons = out.ma.fields.List(out.one_of(Reason), required=True, attribute="match.reasons")
    note = out.maybe(attribute="match.note")
    decided_by = out.maybe(attribute="match.decided_by")
    decided_at = out.maybe_moment(attribute="match.decided_at")

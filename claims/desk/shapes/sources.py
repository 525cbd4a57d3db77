"""Sources, evidence, and the passages that speak to a claim."""

from claims import shape_fields as out
from claims.desk.shapes.matches import Difference
from claims.model import SourceKind, Stance, UsedAs, Whereabouts


class SourceShape(out.Shape):
    """A source, without its text and the bytes it was read from."""

    id = out.whole()
    title = out.text()
    kind = out.one_of(SourceKind, required=True)
    url = out.maybe()
    publisher = out.maybe()
    published = out.maybe(attribute="published_at")
    sha256 = out.maybe()
    file_sha256 = out.maybe()
    archived_url = out.maybe()
    description = out.maybe()
    derived_from = out.maybe_whole()
    confidential = out.yes_or_no()
    withdrawn = out.yes_or_no()
    version = out.whole()


class LikelyCopy(out.Shape):
    """A source that is nearly the same as another; ``share`` of the shorter text is in the longer."""

    source_id = out.whole(attribute="source.id")
    title = out.text(attribute="source.title")
    share = out.share(digits=2)


class CopiesShape(out.Shape):
    """What adding a source says beside its row: whether it was new, and what it may be a copy of."""

    added = out.yes_or_no(attribute="is_new")
    copies = out.many(LikelyCopy)


class EvidenceShape(out.Shape):
    """A link between a claim and a source."""

    id = out.whole()
    claim_id = out.whole()
    source_id = out.whole(attribute="source.id")
    stance = out.one_of(Stance, required=True)
    quote = out.maybe()
    locator = out.maybe()
    used_as = out.one_of(UsedAs, required=True)
    note = out.maybe()
    checked_by = out.text()
    checked_at = out.moment()
    version = out.whole()


class PassageShape(out.Shape):
    """A passage of a source that bears on a claim; offsets count in the source's text."""

    quote = out.text(attribute="passage.sentence.text")
    start = out.whole(attribute="passage.sentence.start")
    end = out.whole(attribute="passage.sentence.end")
    locator = out.text()
    score = out.share(attribute="passage.score")
    agreeing = out.ma.fields.List(out.ma.fields.Pluck(out.ma.Schema.from_dict({"text": out.text()}), "text"), attribute="passage.agreeing")
    differences = out.many(Difference, attribute="passage.differing")


class FoundPassageShape(out.Shape):
    """A passage found for a claim in everything stored, with the stance that the program suggests; null if it cannot tell.

    It begins at the sentence that the stance is based on, from ``key_start`` to ``key_end``; ``before`` are the words that stand before
    it, and ``reason`` says why, in words. ``locator`` is empty for a passage of a PDF whose page nobody has looked up yet.
    """

    claim_id = out.whole()
    passage = out.text(attribute="name")
    source_id = out.maybe_whole(attribute="source.id")
    article_id = out.maybe_whole(attribute="article.id")
    source_title = out.text(attribute="title")
    text = out.text(attribute="passage.span.text")
    start = out.whole(attribute="passage.span.start")
    end = out.whole(attribute="passage.span.end")
    before = out.text(attribute="passage.before")
    key_start = out.whole(attribute="passage.judged.key.start")
    key_end = out.whole(attribute="passage.judged.key.end")
    locator = out.text()
    score = out.share(attribute="passage.score")
    stance = out.one_of(Stance, none=True, required=True, attribute="passage.judged.stance")
    reason = out.text(attribute="passage.judged.reason")
    agreeing = out.texts(attribute="passage.judged.agreeing")
    differences = out.many(Difference, attribute="passage.judged.differing")
    status = out.text(dump_default="suggested")


class QuoteShape(out.Shape):
    """A quote when its page was fetched again; ``found`` is its wording there now, null when it is gone."""

    evidence_id = out.whole(attribute="link.id")
    claim_id = out.whole(attribute="link.claim_id")
    quote = out.text(attribute="link.quote")
    whereabouts = out.one_of(Whereabouts, required=True, attribute="requoted.whereabouts")
    found = out.maybe(attribute="requoted.found")


class RecheckShape(out.Shape):
    """A recheck of a source's page, and what became of each quote from it."""

    source_id = out.whole(attribute="source.id")
    at = out.moment(attribute="recheck.at")
    failure = out.maybe(attribute="recheck.failure")
    changed = out.yes_or_no(attribute="recheck.changed")
    quotes = out.many(QuoteShape)

"""Links for experts outside, and the notes that they leave."""

from claims import shape_fields as out
from claims.model.experts import ExpertNoteState


class ExpertLinkShape(out.Shape):
    """A link to an article's report, without its secret. ``label`` says who got it; it works until ``expires_at``, or until it was ended."""

    id = out.whole()
    article_id = out.whole()
    label = out.text()
    made_by = out.text()
    made_at = out.moment()
    expires_at = out.moment()
    ended_by = out.maybe()
    ended_at = out.maybe_moment()
    opened = out.whole()
    last_opened_at = out.maybe_moment()
    version = out.whole()


class ExpertNoteShape(out.Shape):
    """A note on a line of an article (its position), or on all of it when that is null, under the name that the expert typed."""

    id = out.whole()
    article_id = out.whole()
    link_id = out.whole()
    line = out.maybe_whole()
    author = out.text()
    text = out.text()
    at = out.moment(attribute="noted_at")
    status = out.one_of(ExpertNoteState, required=True, attribute="state")
    decided_by = out.maybe()
    version = out.whole()

"""What an article's own file names and asks: proposed sources, questions and remarks."""

from claims import shape_fields as out
from claims.model.beside import NamedIn, NoteState, ProposalState


class ProposedShape(out.Shape):
    """A source that an article's file names; ``words`` are those that it stands on, ``evidence_id`` the link that accepting it made."""

    id = out.whole(attribute="source.id")
    article_id = out.whole(attribute="source.article_id")
    start = out.whole(attribute="source.named.start")
    end = out.whole(attribute="source.named.end")
    words = out.text()
    kind = out.one_of(NamedIn, required=True, attribute="source.named.kind")
    label = out.text()
    title = out.text(attribute="source.named.title")
    url = out.maybe(attribute="source.named.address")
    locator = out.maybe(attribute="source.named.locator")
    note = out.text(attribute="source.named.note")
    author = out.maybe(attribute="source.named.author")
    at = out.maybe(attribute="source.named.noted_at")
    status = out.one_of(ProposalState, required=True, attribute="source.state")
    evidence_id = out.maybe_whole(attribute="source.evidence_id")
    decided_by = out.maybe(attribute="source.decided_by")
    version = out.whole(attribute="source.version")


class QuestionShape(out.Shape):
    """A question or remark in an article's file, on its ``words``."""

    id = out.whole(attribute="note.id")
    article_id = out.whole(attribute="note.article_id")
    start = out.whole(attribute="note.remark.start")
    end = out.whole(attribute="note.remark.end")
    words = out.text()
    is_question = out.yes_or_no(attribute="note.remark.is_question")
    text = out.text(attribute="note.remark.text")
    author = out.maybe(attribute="note.remark.author")
    at = out.maybe(attribute="note.remark.noted_at")
    status = out.one_of(NoteState, required=True, attribute="note.state")
    decided_by = out.maybe(attribute="note.decided_by")
    version = out.whole(attribute="note.version")

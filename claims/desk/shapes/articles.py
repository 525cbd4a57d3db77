"""Articles: as they are stored, what adding one gives, what a new version changed, and the state of work on all of them."""

from dataclasses import dataclass

from claims import shape_fields as out
from claims.desk.articles.spotting_words import reason_words
from claims.desk.shapes.matches import MatchShape
from claims.model import Article, FactKind, Polarity


class ArticleShape(out.Shape):
    """An article without its text."""

    id = out.whole()
    title = out.text()
    url = out.maybe()
    publisher = out.maybe()
    byline = out.maybe()
    published = out.maybe(attribute="published_at")
    language = out.maybe()
    sha256 = out.text()
    added_at = out.moment()
    due_at = out.maybe_moment()
    version = out.whole()


class ArticleWhole(ArticleShape):
    """An article with its text; ``reading_notes`` say what reading its file or text left out, moved or guessed."""

    WITHIN = "article"

    text = out.text()
    reading_notes = out.texts()


@dataclass(frozen=True, slots=True)
class NotedArticle:
    """An article with its reading notes, for ``ArticleWhole``."""

    article: Article
    reading_notes: tuple[str, ...]


class ProgressShape(out.Shape):
    """How far the work on an article is: ``marked`` counts sentences, the rest are claims."""

    sentences = out.whole()
    marked = out.whole()
    claims = out.whole()
    checked = out.whole()
    proposed = out.whole()


class PartShape(out.Shape):
    """One fact of a sentence that states several; ``speaker`` is null for the article's own word and where two may have said it."""

    text = out.text(attribute="wording")
    speaker = out.maybe()
    start = out.whole(attribute="span.start")
    end = out.whole(attribute="span.end")


class AddedClaim(out.Shape):
    """A claim as an article makes it. ``new`` is true where the claim appears first; ``parts`` stand there if the sentence has several facts."""

    ONLY_IF_FILLED = frozenset({"parts"})

    claim_id = out.whole(attribute="claim.id")
    text = out.text(attribute="claim.text")
    quote = out.text(attribute="appearance.quote")
    start = out.whole(attribute="appearance.start")
    end = out.whole(attribute="appearance.end")
    score = out.share(attribute="sentence.score")
    reasons = out.told_texts(reason_words, attribute="sentence.reasons")
    speaker = out.maybe(attribute="appearance.speaker")
    candidates = out.texts(attribute="appearance.candidates")
    polarity = out.one_of(Polarity, required=True, attribute="appearance.polarity")
    parts = out.ma.fields.List(out.ma.fields.Nested(PartShape))
    new = out.yes_or_no()
    matches = out.many(MatchShape)


class LinkShape(out.Shape):
    """Words that link to an address; the offsets are null where the reader of the file does not know them."""

    text = out.text()
    url = out.text()
    start = out.maybe_whole()
    end = out.maybe_whole()


class CommentShape(out.Shape):
    """A comment in the file; ``answers`` is the id of the one that it replies to."""

    author = out.text()
    at = out.maybe()
    text = out.text()
    quote = out.text()
    start = out.maybe_whole()
    end = out.maybe_whole()
    id = out.text()
    answers = out.maybe()
    is_done = out.yes_or_no()


class FileNoteShape(out.Shape):
    """A footnote or endnote; its mark stands at the offset ``at``."""

    kind = out.text()
    number = out.whole()
    text = out.text()
    at = out.whole()
    links = out.many(LinkShape)


class TimedShape(out.Shape):
    """When the words between two offsets are said, in seconds from the beginning of the recording."""

    start = out.whole()
    end = out.whole()
    begins = out.ma.fields.Float(required=True)
    ends = out.ma.fields.Float(required=True)
    speaker = out.maybe()


class ChangedLineShape(out.Shape):
    """A line of which the words changed; the offsets count in the new version."""

    start = out.whole()
    end = out.whole()
    old = out.text(attribute="old_text")
    new = out.text(attribute="new_text")
    facts = out.ma.fields.List(out.one_of(FactKind), required=True)
    claim_ids = out.numbers()
    open = out.yes_or_no(attribute="is_open")


class ChangesShape(out.Shape):
    """What changed since the version before. ``to_confirm`` are the lines of ``wording`` that wait for a person."""

    replaces = out.whole(attribute="earlier.id")
    unchanged = out.whole(attribute="counts.unchanged")
    wording = out.whole(attribute="counts.wording")
    to_confirm = out.many(ChangedLineShape, attribute="wording_to_confirm")
    reopened = out.many(ChangedLineShape)
    new = out.whole(attribute="counts.new")
    gone = out.whole(attribute="counts.gone")
    new_lines = out.texts()
    gone_lines = out.texts()


class ResembledShape(out.Shape):
    """An article that a new one may be a version of; ``share`` of the new text is in it, too."""

    article_id = out.whole(attribute="article.id")
    title = out.text(attribute="article.title")
    added_at = out.moment(attribute="article.added_at")
    share = out.share(digits=2)


class AddedArticle(out.Shape):
    """An article that was added, its claims in its order with their matches, and what else the file holds."""

    article_id = out.whole(attribute="article.id")
    title = out.text(attribute="article.title")
    sentences = out.whole()
    added = out.yes_or_no()
    claims = out.many(AddedClaim)
    warnings = out.texts()
    proposed_sources = out.whole(attribute="taken_in.sources")
    open_questions = out.whole(attribute="taken_in.questions")
    answered_claims = out.numbers(attribute="taken_in.answered")
    links = out.many(LinkShape, attribute="beside.links")
    comments = out.many(CommentShape, attribute="beside.comments")
    notes = out.many(FileNoteShape, attribute="beside.notes")
    times = out.many(TimedShape, attribute="beside.times")
    gone = out.texts()
    changes = out.maybe_nested(ChangesShape)
    looks_like = out.maybe_nested(ResembledShape)


class OpenArticleShape(out.Shape):
    article_id = out.whole(attribute="id")
    title = out.text()
    added_at = out.moment()
    unmarked = out.whole()
    open = out.whole()
    in_review = out.whole()


class ListedProblem(out.Shape):
    """A claim with the problem that it is listed for; ``since`` is null if it is not known."""

    claim_id = out.whole(attribute="case.claim.id")
    text = out.text(attribute="case.claim.text")
    detail = out.text(attribute="problem.detail")
    article_ids = out.numbers()
    since = out.maybe_moment()


class RoundupShape(out.Shape):
    """The state of work on all articles."""

    open = out.many(OpenArticleShape)
    may_repeat = out.whole()
    repeats = out.many(ListedProblem)
    repeats_in_all = out.whole()
    stale = out.many(ListedProblem)
    states = out.counts()
    proposed = out.whole()
    approved = out.counts()
    problems = out.counts()

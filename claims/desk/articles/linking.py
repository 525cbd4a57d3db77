"""Makes an article that is already stored the new version of another."""

from datetime import datetime

from sqlite_utils import Database

from claims.desk.articles import changes, versions
from claims.desk.index.matcher import Matcher
from claims.desk.people import people
from claims.errors import Refused, StaleEdit
from claims.model import Article, Document, LineStatus, Person, Said, Span
from claims.store import appearances, articles
from claims.store.connect import write


def make_version(
    db: Database, matcher: Matcher, article_id: int, replaces: int, *, by: Person, at: datetime, seen_version: int | None = None
) -> None:
    """Make an article the new version of ``replaces``. People's work on that one is carried over; lines marked here keep their marks.

    Raise Refused if the article is a version already, was added before ``replaces``, or ``replaces`` has a newer version; StaleEdit if
    ``seen_version`` is not the article's version.
    """
    people.require_permission(by, "add_article")
    model = matcher.pair_model  # loaded before the store is locked
    with write(db):
        article = articles.get_article(db, article_id)
        if seen_version is not None and article.version != seen_version:
            raise StaleEdit("article", article_id)
        earlier = _earlier(db, article, replaces)
        sentences = articles.sentences_of(db, article)
        spans = [Span(sentence.start, sentence.end, sentence.text) for sentence in sentences]
        positions = {sentence.id: position for position, sentence in enumerate(sentences)}
        attributions = {
            positions[appearance.sentence_id]: Said(appearance.speaker, appearance.polarity, appearance.candidates)
            for appearance in appearances.appearances_in(db, article_id)
        }
        document = Document(article.text, article.title, language=article.language)
        became = versions.compare_with(db, earlier, document, spans, attributions, model)
        with_claims = {appearance.sentence_id for appearance in appearances.appearances_in(db, earlier.id)}
        old = articles.sentences_of(db, earlier)
        articles.set_replaces(db, article, earlier.id, by=by, at=at)
        for change in became:
            if (
                change.status in (LineStatus.UNCHANGED, LineStatus.WORDING)
                and {old[position].id for position in change.before} & with_claims
            ):
                changes.drop_proposals(db, sentences[change.after[0]], by=by, at=at)
        versions.carry_over(db, earlier, became, article.text, spans, [sentence.id for sentence in sentences], by=by, at=at)


def _earlier(db: Database, article: Article, replaces: int) -> Article:
    if article.replaces_id is not None:
        raise Refused(f"article {article.id} is a new version of article {article.replaces_id} already.")
    if replaces >= article.id:
        raise Refused(f"article {replaces} was added after article {article.id}: only the later one can be the new version.")
    earlier = versions.earlier_version(db, Document(article.text, article.title), replaces)
    assert earlier is not None  # ``replaces`` was given
    return earlier

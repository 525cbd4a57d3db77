"""Making an article that is stored already the new version of another."""

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
    """Say that an article is the new version of another. What people did on that one is taken along; lines marked in this one stay so.

    Raise Refused where it is a version already, was there before the other, or the other has a newer one; StaleEdit when ``seen_version`` is
    not the article's version.
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
        places = {sentence.id: position for position, sentence in enumerate(sentences)}
        said = {
            places[place.sentence_id]: Said(place.speaker, place.polarity, place.candidates)
            for place in appearances.appearances_in(db, article_id)
        }
        document = Document(article.text, article.title, language=article.language)
        became = versions.compare_with(db, earlier, document, spans, said, model)
        with_claims = {place.sentence_id for place in appearances.appearances_in(db, earlier.id)}
        old = articles.sentences_of(db, earlier)
        articles.set_replaces(db, article, earlier.id, by=by, at=at)
        for change in became:
            if change.status in (LineStatus.UNCHANGED, LineStatus.WORDING) and {old[place].id for place in change.before} & with_claims:
                changes.drop_proposals(db, sentences[change.after[0]], by=by, at=at)
        versions.carry_over(db, earlier, became, article.text, spans, [sentence.id for sentence in sentences], by=by, at=at)


def _earlier(db: Database, article: Article, replaces: int) -> Article:
    if article.replaces_id is not None:
        raise Refused(f"article {article.id} is a new version of article {article.replaces_id} already.")
    if replaces >= article.id:
        raise Refused(f"article {replaces} was added after article {article.id}: only the later one can be the new version.")
    earlier = versions.earlier_version(db, Document(article.text, article.title), replaces)
    assert earlier is not None  # one was named
    return earlier

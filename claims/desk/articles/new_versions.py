"""Makes an article that is already stored the new version of another, and undoes that."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from claims.desk.articles import changes, versions
from claims.desk.index.matcher import Matcher
from claims.desk.people import people
from claims.errors import Refused, StaleEdit
from claims.model import Article, Document, LineChange, LineStatus, Mark, Person, Said, Sentence, Span, State
from claims.store import appearances, articles, claims, history, line_changes
from claims.store.connect import write
from claims.store.guarded_edits import refuse_stale
from claims.wording import phrase


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
        own = {appearance.id for appearance in appearances.appearances_in(db, article_id)}
        dropped = _drop_doubles(db, earlier, became, sentences, by=by, at=at)
        versions.carry_over(db, earlier, became, article.text, spans, [sentence.id for sentence in sentences], by=by, at=at)
        placed = [appearance.id for appearance in appearances.appearances_in(db, article_id) if appearance.id not in own]
        marked = [
            [sentence.id, sentence.version]
            for before, sentence in zip(sentences, articles.sentences_of(db, article), strict=True)
            if before.mark is not sentence.mark
        ]
        carried = {"dropped": dropped, "placed": placed, "marked": marked}
        articles.set_replaces(db, article, earlier.id, carried, by=by, at=at)


def _drop_doubles(
    db: Database, earlier: Article, became: Sequence[LineChange], sentences: Sequence[Sentence], *, by: Person, at: datetime
) -> list[int]:
    """Drop what the program proposed on lines to which claims of the version before come; return the claims that were dropped."""
    with_claims = {appearance.sentence_id for appearance in appearances.appearances_in(db, earlier.id)}
    old = articles.sentences_of(db, earlier)
    return [
        claim_id
        for change in became
        if change.status in (LineStatus.UNCHANGED, LineStatus.WORDING) and {old[position].id for position in change.before} & with_claims
        for claim_id in changes.drop_proposals(db, sentences[change.after[0]], by=by, at=at)
    ]


def undo_version(db: Database, article_id: int, *, by: Person, at: datetime, seen_version: int | None = None) -> None:
    """Undo ``make_version``: the article stands alone again, without the marks and claims that were carried over to it.

    Marks that people set since stay, and so do the claims of the earlier version there. Raise Refused if nobody made the article a
    version, if it has a newer version, or if people marked lines since that have carried claims; StaleEdit if ``seen_version`` is old.
    """
    people.require_permission(by, "add_article")
    with write(db):
        article = articles.get_article(db, article_id)
        refuse_stale("article", article, seen_version)
        carried = _carried(db, article)
        sentences = {sentence.id: sentence for sentence in articles.sentences_of(db, article)}
        as_carried = {number for number, version in carried["marked"] if sentences[number].version == version}
        placed = [appearance for appearance in appearances.appearances_in(db, article_id) if appearance.id in carried["placed"]]
        worked_on = {
            sentences[appearance.sentence_id].position
            for appearance in placed
            if sentences[appearance.sentence_id].mark is not Mark.UNMARKED and appearance.sentence_id not in as_carried
        }
        if worked_on:
            lines = ", ".join(map(str, sorted(worked_on)))
            raise Refused(
                phrase("lines with claims of the earlier version were marked since ({lines}): take these marks back first.", lines=lines)
            )
        appearances.remove_appearances(db, [appearance.id for appearance in placed])
        for number in as_carried:
            articles.mark_sentence(db, sentences[number], Mark.UNMARKED, by=by, at=at)
        for claim in claims.get_claims(db, carried["dropped"]).values():
            if claim.state is State.DROPPED:
                claims.move_claim(db, claim, State.OPEN, by=by, at=at, action="restore")
        line_changes.remove_changes(db, article_id)
        articles.set_replaces(db, article, None, {}, by=by, at=at)


def _carried(db: Database, article: Article) -> dict[str, Any]:
    """What ``make_version`` carried over, as its event tells it."""
    if article.replaces_id is None:
        raise Refused(phrase("article {id} is no new version of another article, so there is nothing to undo.", id=article.id))
    newest = articles.newest_version(db, article)
    if newest.id != article.id:
        raise Refused(
            phrase("article {article} has a newer version, article {newest}: undo that one first.", article=article.id, newest=newest.id)
        )
    events = [event for event in history.events_of(db, {"article": [article.id]}) if event.action == "set_replaces"]
    if not events or "placed" not in events[-1].after:
        raise Refused(
            phrase(
                "article {id} was added as a new version. If that is wrong, withdraw it and add it again as a new article.", id=article.id
            )
        )
    return dict(events[-1].after)


def _earlier(db: Database, article: Article, replaces: int) -> Article:
    if article.replaces_id is not None:
        raise Refused(
            phrase("article {id} is a new version of article {replaces_id} already.", id=article.id, replaces_id=article.replaces_id)
        )
    if replaces >= article.id:
        raise Refused(
            phrase(
                "article {replaces} was added after article {id}: only the later one can be the new version.",
                replaces=replaces,
                id=article.id,
            )
        )
    earlier = versions.earlier_version(db, Document(article.text, article.title), replaces)
    assert earlier is not None  # ``replaces`` was given
    return earlier

"""New versions of an article: people's work on the old version is carried over only where the facts did not change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlite_utils import Database

from claims.desk.articles.appearances import add_place
from claims.errors import Refused
from claims.matching.score.pair_model import PairModel
from claims.matching.versions.aligning import plain
from claims.matching.versions.comparing import compare
from claims.model import Appearance, Article, ChangedFact, Document, FactKind, LineChange, LineStatus, Mark, Person, Said, Sentence, Span
from claims.store import appearances, articles, line_changes
from claims.wording import phrase

LIKE_A_VERSION = 0.5
"""The least share of a text, counted by letters in whole sentences, that must also be in an article to offer it as its new version."""

_LOOKED_AT = 300  # how many of the newest articles in force a new text is compared with
_SHORTEST = 25  # characters; shorter sentences do not count, because "Read more" is everywhere


@dataclass(frozen=True, slots=True)
class Resembled:
    """An article that a new one seems to be a version of, and the share (0..1) of the new text that is also in it."""

    article: Article
    share: float


@dataclass(frozen=True, slots=True)
class Carried:
    """What was carried over: ``claim_ids`` for each sentence, by its position. ``gone`` has the quotes whose line changed or is gone."""

    claim_ids: dict[int, list[int]]
    gone: tuple[Appearance, ...]


def earlier_version(db: Database, document: Document, replaces: int | None) -> Article | None:
    """The newest version of the article that a document replaces: ``replaces`` if given, else the one from the same address, or None.

    Raise NotFound, and Refused if article ``replaces`` is withdrawn or has a newer version.
    """
    if replaces is None:
        read_from = articles.find_newest_version(db, document.url) if document.url else None
        return articles.newest_version(db, read_from) if read_from else None
    named = articles.get_article(db, replaces)
    if named.withdrawn:
        raise Refused(phrase("article {replaces} was withdrawn: restore it first, then add its new version.", replaces=replaces))
    newest = articles.newest_version(db, named)
    if newest.id != named.id:
        raise Refused(phrase("article {replaces} has a newer version, article {id}: name that one.", replaces=replaces, id=newest.id))
    return named


def resembled(db: Database, document: Document, spans: Sequence[Span]) -> Resembled | None:
    """The article in force that shares most with a text, at least half of it word for word; or None."""
    texts = {plain(span.text) for span in spans if len(span.text) >= _SHORTEST}
    size = sum(map(len, texts))
    best: Resembled | None = None
    for article in articles.list_articles(db, limit=_LOOKED_AT) if size else []:
        whole = plain(article.text)
        share = sum(len(text) for text in texts if text in whole) / size
        if share >= LIKE_A_VERSION and (best is None or share > best.share):
            best = Resembled(article, share)
    return best


def compare_with(
    db: Database, earlier: Article, document: Document, spans: Sequence[Span], attributions: Mapping[int, Said], model: PairModel | None
) -> list[LineChange]:
    """What became of each line of the earlier version. ``attributions`` has who says the proposed sentences of the new one, by position.

    A line that somebody else says now counts as changed, even if its words are the same.
    """
    old = articles.sentences_of(db, earlier)
    is_english = {earlier.language, document.language} <= {None, "en"}
    changes = compare([sentence.text for sentence in old], [span.text for span in spans], model, is_english=is_english)
    speakers = {appearance.sentence_id: appearance.speaker for appearance in appearances.appearances_in(db, earlier.id)}
    return [_with_speaker(change, [speakers.get(old[position].id) for position in change.before], attributions) for change in changes]


def _with_speaker(change: LineChange, speakers: Sequence[str | None], attributions: Mapping[int, Said]) -> LineChange:
    now = [attributions[position].speaker for position in change.after if position in attributions]
    if change.status not in (LineStatus.UNCHANGED, LineStatus.WORDING) or not now or now[0] is None or not speakers or speakers[0] is None:
        return change
    if now[0] in speakers[0] or speakers[0] in now[0]:  # "Brandt" for "Ana Brandt"
        return change
    return replace(change, status=LineStatus.CHANGED, facts=(ChangedFact(FactKind.SPEAKER, speakers[0], now[0]),))


def carry_over(
    db: Database,
    earlier: Article,
    changes: Sequence[LineChange],
    text: str,
    spans: Sequence[Span],
    sentence_ids: Sequence[int],
    *,
    by: Person,
    at: datetime,
) -> Carried:
    """Copy the marks of unchanged lines to the new version, and let their claims appear there too.

    A line with only a new wording gets its claims, but stays unmarked until a person confirms it. A changed line gets nothing.
    """
    old = articles.sentences_of(db, earlier)
    by_sentence: dict[int, list[Appearance]] = {}
    for appearance in appearances.appearances_in(db, earlier.id):
        by_sentence.setdefault(appearance.sentence_id, []).append(appearance)
    article_id = articles.get_sentence(db, sentence_ids[0]).article_id
    own = appearances.appearances_in(db, article_id)
    claim_ids: dict[int, list[int]] = {}
    gone: list[Appearance] = []
    for change in changes:
        moved_along = [(old[position], appearance) for position in change.before for appearance in by_sentence.get(old[position].id, ())]
        if change.status not in (LineStatus.UNCHANGED, LineStatus.WORDING):
            gone += [appearance for _, appearance in moved_along]
            continue
        position = change.after[0]
        standing = {own_appearance.claim_id for own_appearance in own if own_appearance.sentence_id == sentence_ids[position]}
        carried = claim_ids.setdefault(position, [])
        for sentence, appearance in moved_along:
            if appearance.claim_id not in {*carried, *standing}:
                carried.append(appearance.claim_id)
                quote = _quote_in(spans[position], sentence, appearance)
                attribution = Said(appearance.speaker, appearance.polarity, appearance.candidates)
                add_place(db, appearance.claim_id, sentence_ids[position], quote, text, attribution)
        if change.status is LineStatus.UNCHANGED:
            _carry_mark(db, old[change.before[0]].mark, sentence_ids[position], by=by, at=at)
    line_changes.add_changes(db, article_id, changes)
    return Carried(claim_ids, tuple(gone))


def _carry_mark(db: Database, mark: Mark, sentence_id: int, *, by: Person, at: datetime) -> None:
    """Give a line the mark that it had in the version before, unless somebody has marked it."""
    line = articles.get_sentence(db, sentence_id)
    if mark is not Mark.UNMARKED and line.mark is Mark.UNMARKED:
        articles.mark_sentence(db, line, mark, by=by, at=at)


def _quote_in(span: Span, sentence: Sentence, appearance: Appearance) -> Span:
    """Where a claim's quote is in the new sentence: the same words, or the whole sentence if the words changed."""
    start = appearance.start - sentence.start if span.text == sentence.text else span.text.find(appearance.quote)
    if start < 0:
        return span
    return Span(span.start + start, span.start + start + len(appearance.quote), appearance.quote)

"""A new version of an article: what people said of the old one is taken along wherever its words still stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from claims.desk.articles.appearances import add_place
from claims.model import Appearance, Article, Mark, Person, Said, Span, Whereabouts
from claims.reading import anchors
from claims.store import appearances, articles

STILL_THERE = (Whereabouts.PRESENT, Whereabouts.MOVED)


@dataclass(frozen=True, slots=True)
class Carried:
    """What came along. ``claim_ids`` are those found in each sentence, by its place; ``gone`` the quotes that stand there no more."""

    claim_ids: dict[int, list[int]]
    gone: tuple[Appearance, ...]


def carry_over(
    db: Database, earlier: Article, text: str, spans: Sequence[Span], sentence_ids: Sequence[int], *, by: Person, at: datetime
) -> Carried:
    """Mark the sentences of a new version as their words were marked in the old one, and let its claims appear there too.

    An edited quote does not come along: whether it is still the same claim is for a person to say.
    """
    for sentence in articles.sentences_of(db, earlier):
        if sentence.mark is not Mark.UNMARKED:
            whereabouts = _sentence_with(text, spans, sentence.text, "", "", sentence.start)
            if whereabouts is not None:
                articles.mark_sentence(db, articles.get_sentence(db, sentence_ids[whereabouts[0]]), sentence.mark, by=by, at=at)
    claim_ids: dict[int, list[int]] = {}
    gone = []
    for appearance in appearances.appearances_in(db, earlier.id):
        whereabouts = _sentence_with(text, spans, appearance.quote, appearance.prefix, appearance.suffix, appearance.start)
        if whereabouts is None:
            gone.append(appearance)
            continue
        position, span = whereabouts
        if appearance.claim_id not in claim_ids.setdefault(position, []):
            claim_ids[position].append(appearance.claim_id)
            add_place(
                db,
                appearance.claim_id,
                sentence_ids[position],
                span,
                text,
                Said(appearance.speaker, appearance.polarity, appearance.candidates),
            )
    return Carried(claim_ids, tuple(gone))


def _sentence_with(text: str, spans: Sequence[Span], quote: str, prefix: str, suffix: str, start: int) -> tuple[int, Span] | None:
    """The sentence (by its place) that holds a quote word for word, and where in the text the quote stands."""
    quote_found = anchors.find(text, quote, prefix, suffix, start)
    if quote_found.status not in STILL_THERE or quote_found.start is None or quote_found.end is None:
        return None
    for position, span in enumerate(spans):
        if span.start <= quote_found.start and quote_found.end <= span.end:
            return position, Span(quote_found.start, quote_found.end, text[quote_found.start : quote_found.end])
    return None

"""The lists of articles and sources, filtered by an address such as "q=tram&work=check": the allowed fields and the results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from sqlite_utils import Database

from claims import wording
from claims.desk.queue.query import LONGEST, due_before, one_of
from claims.errors import Refused
from claims.model import Article, Claim, Medium, Source, SourceKind, State, Tip
from claims.store import articles, claims, sources, tips
from claims.store import listings as stored
from claims.store.connect import read
from claims.store.listings import ARTICLE_ORDERS, SOURCE_ORDERS, WORK, ArticleFilter, SourceFilter
from claims.store.tips import ORDERS as TIP_ORDERS
from claims.store.tips import TipFilter

__all__ = ["ARTICLE_ORDERS", "SOURCE_ORDERS", "TIP_ORDERS", "WORK"]

ARTICLE_FIELDS = ("q", "work", "due")
SOURCE_FIELDS = ("q", "kind", "kept", "use")
TIP_FIELDS = ("q", "platform", "medium", "state", "file")

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Page(Generic[Thing]):
    """A page of a list, and the total number of rows."""

    rows: tuple[Thing, ...]
    in_all: int


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A source, and the number of claims it is evidence for."""

    source: Source
    claims: int


def list_articles(db: Database, fields: Mapping[str, str], sort: str, *, at: datetime, limit: int, offset: int) -> Page[Article]:
    """Articles in force, each in its newest version.

    ``at`` is now in the newsroom's zone; ``sort`` is one of ``ARTICLE_ORDERS``, with "-" in front for descending order.
    Raise Refused, naming the field, for an invalid value.
    """
    article_filter = ArticleFilter(
        text=fields.get("q", "")[:LONGEST] or None,
        work=one_of(fields, "work", tuple(WORK)),
        due_before=due_before(fields, at),
        undated=fields.get("due") == "none",
    )
    order, descending = _order(sort, ARTICLE_ORDERS)
    with read(db):
        numbers, in_all = stored.articles(db, article_filter, order=order, descending=descending, limit=limit, offset=offset)
        return Page(tuple(articles.get_article(db, number) for number in numbers), in_all)


@dataclass(frozen=True, slots=True)
class ListedTip:
    """A tip, and the claim that speaks for its own."""

    tip: Tip
    claim: Claim


def list_tips(
    db: Database, fields: Mapping[str, str], sort: str, *, limit: int, offset: int = 0, before_id: int | None = None
) -> Page[ListedTip]:
    """Tips with their claims; ``sort`` is one of ``TIP_ORDERS``, with "-" in front for descending order. ``before_id`` continues a list.

    Raise Refused, naming the field, for an invalid value.
    """
    medium, state = one_of(fields, "medium", tuple(Medium)), one_of(fields, "state", tuple(State))
    has_file = one_of(fields, "file", ("yes", "no"))
    tip_filter = TipFilter(
        text=fields.get("q", "")[:LONGEST] or None,
        platform=fields.get("platform", "")[:LONGEST] or None,
        medium=Medium(medium) if medium else None,
        state=State(state) if state else None,
        has_file=has_file == "yes" if has_file else None,
        before_id=before_id,
    )
    order, descending = _order(sort, TIP_ORDERS)
    with read(db):
        page, in_all = tips.tips(db, tip_filter, order=order, descending=descending, limit=limit, offset=offset)
        speaking = claims.get_claims(db, {root for _, root in page})
    return Page(tuple(ListedTip(tip, speaking[root]) for tip, root in page), in_all)


def list_sources(db: Database, fields: Mapping[str, str], sort: str, *, limit: int, offset: int) -> Page[ListedSource]:
    """Sources in force; ``sort`` is one of ``SOURCE_ORDERS``, with "-" in front for descending order.

    Raise Refused, naming the field, for an invalid value.
    """
    kind = one_of(fields, "kind", tuple(SourceKind))
    kept, use = one_of(fields, "kept", ("yes", "no")), one_of(fields, "use", ("used", "unused"))
    source_filter = SourceFilter(
        text=fields.get("q", "")[:LONGEST] or None,
        kind=SourceKind(kind) if kind else None,
        kept=kept == "yes" if kept else None,
        used=use == "used" if use else None,
    )
    order, descending = _order(sort, SOURCE_ORDERS)
    with read(db):
        numbers, in_all = stored.sources(db, source_filter, order=order, descending=descending, limit=limit, offset=offset)
        sources_by_number = {source.id: source for source in sources.get_sources(db, numbers)}
        return Page(tuple(ListedSource(sources_by_number[number], claims) for number, claims in numbers.items()), in_all)


def _order(sort: str, orders: Mapping[str, str] | Sequence[str]) -> tuple[str, bool]:
    name = sort.removeprefix("-")
    if name not in orders:
        raise Refused(wording.phrase("sort is none of {orders}.", orders=", ".join(orders)))
    return name, sort.startswith("-")

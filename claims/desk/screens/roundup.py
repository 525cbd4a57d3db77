"""An overview of all articles: what is open, what repeats a false claim, what became stale this week, how the work goes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from sqlite_utils import Database

from claims.desk import alerts
from claims.desk.cases.cases import cases_of
from claims.desk.queue.problem_book import ProblemBook
from claims.model import Article, Case, Problem, ProblemKind, State
from claims.sourcing import rules, staleness
from claims.store import articles
from claims.store import queue as stored_queue
from claims.store import roundup as stored
from claims.store.connect import read
from claims.store.queue import Filter
from claims.store.roundup import OpenArticle

__all__ = ["OpenArticle"]

MOST = 50
"""The most rows of each list; its heading gives the total."""

WEEK = timedelta(days=7)
WEEKS = 8


@dataclass(frozen=True, slots=True)
class Found:
    """A claim with the problem that it is listed for, the articles it appears in, and since when, if known."""

    case: Case
    problem: Problem
    articles: tuple[Article, ...]
    since: datetime | None = None

    @property
    def article_ids(self) -> list[int]:
        """The numbers of its articles."""
        return [article.id for article in self.articles]


@dataclass(frozen=True, slots=True)
class Roundup:
    """The whole overview. ``repeats_in_all`` also counts rows beyond ``MOST``; ``approved`` has the Monday of each of the last eight weeks.

    ``may_repeat`` counts the claims that have an open alert for repeating a claim rated false.
    """

    open: tuple[OpenArticle, ...]
    repeats: tuple[Found, ...]
    repeats_in_all: int
    stale: tuple[Found, ...]
    states: dict[State, int]
    proposed: int  # claims that nobody has taken up; in no state's count
    approved: dict[date, int]
    problems: dict[ProblemKind, int]
    may_repeat: int = 0


def roundup(db: Database, book: ProblemBook, *, at: datetime, zone: tzinfo) -> Roundup:
    """The state of work on all articles at that moment; weeks begin on Monday in ``zone``."""
    with read(db):
        repeats = book.having(db, [ProblemKind.REPEATS_FALSE_CLAIM])
        stale = _found(db, book.having(db, [ProblemKind.STALE]), ProblemKind.STALE)
        recent = [listed for listed in stale if listed.since is not None and listed.since > at - WEEK]
        filters = [*(Filter(states=(state,), proposed=False) for state in State), Filter(proposed=True)]
        *states, proposed = stored_queue.how_many(db, filters)
        return Roundup(
            open=tuple(stored.open_articles(db, limit=MOST)),
            repeats=tuple(_found(db, sorted(repeats, reverse=True)[:MOST], ProblemKind.REPEATS_FALSE_CLAIM)),
            repeats_in_all=len(repeats),
            stale=tuple(sorted(recent, key=lambda listed: listed.since or at, reverse=True)[:MOST]),
            states=dict(zip(State, states, strict=True)),
            proposed=proposed,
            approved=_by_week(db, at.astimezone(zone)),
            problems=book.counts(db),
            may_repeat=alerts.count_repeating_false(db),
        )


def _found(db: Database, numbers: Sequence[int], kind: ProblemKind) -> list[Found]:
    listed = []
    for case in cases_of(db, numbers):
        problem = next((candidate for candidate in rules.problems(case) if candidate.kind is kind), None)
        if problem is not None:
            where = dict.fromkeys(appearance.article_id for appearance in case.appearances)
            since = staleness.stale_since(case) if kind is ProblemKind.STALE else None
            listed.append(Found(case, problem, tuple(articles.get_article(db, number) for number in where), since))
    return listed


def _by_week(db: Database, at: datetime) -> dict[date, int]:
    monday = at.date() - timedelta(days=at.weekday())
    first = monday - WEEK * (WEEKS - 1)
    begins = datetime.combine(first, datetime.min.time(), tzinfo=at.tzinfo)
    days = [approved_at.astimezone(at.tzinfo).date() for approved_at in stored.approved_since(db, begins)]
    counted = Counter(day - timedelta(days=day.weekday()) for day in days)
    return {first + WEEK * number: counted[first + WEEK * number] for number in range(WEEKS)}

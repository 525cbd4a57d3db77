"""Where and when a claim came back: every appearance and every rating of it, through its joins, in order of time."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from claims.desk.screens.overview import ClaimPage
from claims.model import Article, Outcome, PublicPage, Review, ShownPlace, ShownReview
from claims.store.match_inputs import day_of
from claims.wording import phrase

SAID, RATED, REVIEWED = "said", "rated", "reviewed"
"""Kinds of points: an article made the claim; this newsroom rated it; another publisher rated it."""


@dataclass(frozen=True, slots=True)
class Point:
    """One moment in a claim's life. ``day`` is None if unknown; ``is_added`` means that it is the day the article was added here."""

    kind: str
    day: date | None
    publisher: str
    title: str
    article_id: int | None = None
    url: str | None = None
    is_added: bool = False
    times: int = 1  # how often the article says it


def points_of(page: ClaimPage) -> list[Point]:
    """The moments of a claim for the desk, earliest first, undated ones last."""
    counts = Counter(appearance.article_id for appearance in page.case.appearances)
    appeared = [_said(page.articles[number], times) for number, times in counts.items()]
    rated = [
        _rated(verdict.read_at or verdict.submitted_at, verdict.rating.label)
        for verdict in page.case.verdicts
        if verdict.outcome is Outcome.APPROVED
    ]
    return _in_order([*appeared, *rated, *(_reviewed(review) for review in page.case.reviews)])


def public_points(page: PublicPage) -> list[Point]:
    """The moments of a claim that its public page shows."""
    counts = Counter(appearance.article_id for appearance in page.appearances)
    places = {appearance.article_id: appearance for appearance in page.appearances}
    appeared = [_said(places[number], times) for number, times in counts.items()]
    # A page that only got other words is no other rating.
    ratings = dict.fromkeys([*((rating.read_at, rating.label) for rating in page.earlier), (page.read_at, page.rating.label)])
    rated = [_rated(read_at, label) for read_at, label in ratings]
    return _in_order([*appeared, *rated, *(_reviewed(review) for review in page.reviews)])


def _in_order(points: list[Point]) -> list[Point]:
    return sorted(points, key=lambda point: (point.day is None, point.day or date.max))


def _rated(at: datetime, label: str) -> Point:
    return Point(RATED, at.date(), phrase("This newsroom"), phrase("Rated {rating}", rating=label))


def _reviewed(review: Review | ShownReview) -> Point:
    words = phrase("Rated {rating}", rating=review.rating_words or review.rating or phrase("without words"))
    return Point(REVIEWED, day_of(review.reviewed_at), review.publisher or phrase("Another publisher"), words, url=review.url)


def _said(article: Article | ShownPlace, times: int) -> Point:
    published = day_of(article.published_at)
    added = article.added_at.date() if isinstance(article.added_at, datetime) else day_of(article.added_at)
    return Point(
        SAID,
        published or added,
        article.publisher or _host(article.url) or phrase("No publisher named"),
        article.title,
        article.id if isinstance(article, Article) else article.article_id,
        article.url,
        is_added=published is None,
        times=times,
    )


def _host(url: str | None) -> str | None:
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None

"""Where and when a claim came back: every appearance and every rating of it, through its joins, in the order of time."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from claims.desk.screens.overview import ClaimPage
from claims.model import Article, Outcome, PublicPage, Review, ShownPlace, ShownReview
from claims.store.match_inputs import day_of

SAID, RATED, REVIEWED = "said", "rated", "reviewed"
"""An article made the claim; this newsroom rated it; another publisher rated it."""


@dataclass(frozen=True, slots=True)
class Point:
    """One moment of a claim. ``day`` is None when nobody knows it; ``is_added`` says that it is when the article was added here."""

    kind: str
    day: date | None
    publisher: str
    title: str
    article_id: int | None = None
    url: str | None = None
    is_added: bool = False
    times: int = 1  # how often the article says it


def points_of(page: ClaimPage) -> list[Point]:
    """The moments of a claim as the desk knows them, earliest first, undated ones last."""
    counts = Counter(one.article_id for one in page.case.appearances)
    said = [_said(page.articles[number], times) for number, times in counts.items()]
    rated = [_rated(one.read_at or one.submitted_at, one.rating.label) for one in page.case.verdicts if one.outcome is Outcome.APPROVED]
    return _in_order([*said, *rated, *(_reviewed(one) for one in page.case.reviews)])


def public_points(page: PublicPage) -> list[Point]:
    """The moments of a claim that its public page tells of."""
    counts = Counter(one.article_id for one in page.appearances)
    places = {one.article_id: one for one in page.appearances}
    said = [_said(places[number], times) for number, times in counts.items()]
    rated = [_rated(one.read_at, one.label) for one in page.earlier] + [_rated(page.read_at, page.rating.label)]
    return _in_order([*said, *rated, *(_reviewed(one) for one in page.reviews)])


def _in_order(points: list[Point]) -> list[Point]:
    return sorted(points, key=lambda point: (point.day is None, point.day or date.max))


def _rated(at: datetime, label: str) -> Point:
    return Point(RATED, at.date(), "This newsroom", f"Rated {label}")


def _reviewed(one: Review | ShownReview) -> Point:
    words = f"Rated {one.rating_words or one.rating or 'without words'}"
    return Point(REVIEWED, day_of(one.reviewed_at), one.publisher or "Another publisher", words, url=one.url)


def _said(article: Article | ShownPlace, times: int) -> Point:
    published = day_of(article.published_at)
    added = article.added_at.date() if isinstance(article.added_at, datetime) else day_of(article.added_at)
    return Point(
        SAID,
        published or added,
        article.publisher or _host(article.url) or "No publisher named",
        article.title,
        article.id if isinstance(article, Article) else article.article_id,
        article.url,
        is_added=published is None,
        times=times,
    )


def _host(url: str | None) -> str | None:
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None

"""Where and when a claim came back: every appearance and every rating of it, through its joins, in the order of time."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from claims.desk.overview import ClaimPage
from claims.model import Article, Outcome
from claims.store.known import day_of

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


def points_of(page: ClaimPage, *, public: bool = False) -> list[Point]:
    """The moments of a claim, earliest first, undated ones last.

    For the public only what readers can see elsewhere too: articles with an address on the web, approved ratings and other
    publishers' reviews. What the newsroom is working on has no address and stays inside.
    """
    counts: dict[int, int] = {}
    for one in page.case.appearances:
        counts[one.article_id] = counts.get(one.article_id, 0) + 1
    said = [_said(page.articles[number], times) for number, times in counts.items() if not public or _is_on_the_web(page.articles[number])]
    rated = [
        Point(RATED, (one.read_at or one.submitted_at).date(), "This newsroom", f"Rated {one.rating.label}")
        for one in page.case.verdicts
        if one.outcome is Outcome.APPROVED
    ]
    reviewed = [
        Point(
            REVIEWED,
            day_of(one.reviewed_at),
            one.publisher or "Another publisher",
            f"Rated {one.rating_words or one.rating or 'without words'}",
            url=one.url,
        )
        for one in page.case.reviews
    ]
    return sorted([*said, *rated, *reviewed], key=lambda point: (point.day is None, point.day or date.max))


def _said(article: Article, times: int) -> Point:
    published = day_of(article.published_at)
    return Point(
        SAID,
        published or article.added_at.date(),
        article.publisher or _host(article.url) or "No publisher named",
        article.title,
        article.id,
        article.url,
        is_added=published is None,
        times=times,
    )


def _is_on_the_web(article: Article) -> bool:
    return (article.url or "").startswith(("http://", "https://"))


def _host(url: str | None) -> str | None:
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None

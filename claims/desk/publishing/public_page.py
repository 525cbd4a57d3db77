"""What a claim's public page shows, made from its case."""

from collections.abc import Collection, Iterable, Sequence

from sqlite_utils import Database

from claims import wording
from claims.desk.cases.cases import cases_of
from claims.errors import Refused
from claims.model import Article, Case, EarlierRating, Publication, PublicPage, ShownPlace, ShownReview, ShownSource
from claims.reading.addresses import looks_public
from claims.store import articles


def case_to_publish(db: Database, root_id: int) -> Case:
    case = cases_of(db, [root_id])[0]
    if case.verdict is None:
        raise Refused(wording.text("claim {root_id} has no approved verdict, so there is nothing to publish.", root_id=root_id))
    return case


def page_of(
    case: Case,
    there: Sequence[Article],
    shown: Collection[int],
    tags: Sequence[str],
    before: Publication | None,
    inside: Collection[str] = (),
) -> PublicPage:
    verdict = case.verdict
    assert verdict is not None and verdict.read_at is not None, "an approved verdict has been read"
    by_number = {article.id: article for article in there if article.id in shown}
    return PublicPage(
        text=case.claim.text,
        claimant=case.claim.claimant,
        claimed_at=case.claim.claimed_at,
        language=case.claim.language,
        verdict_id=verdict.id,
        rating=verdict.rating,
        explanation=verdict.explanation,
        submitted_at=verdict.submitted_at,
        read_at=verdict.read_at,
        second_reader=verdict.read_by != verdict.submitted_by,
        evidence=_sources(case, inside),
        appearances=tuple(
            _place(by_number[appearance.article_id], appearance.quote)
            for appearance in case.appearances
            if appearance.article_id in by_number
        ),
        reviews=tuple(
            ShownReview(review.claim_id, review.publisher, review.url, review.rating_words, review.rating, review.reviewed_at)
            for review in case.reviews
        ),
        tags=tuple(sorted(tags)),
        earlier=_earlier(before.page, verdict.rating.name, verdict.explanation) if before else (),
        claims=tuple(sorted({case.claim.id, *case.members})),
        offered=tuple(sorted(article.id for article in there)),
    )


def _place(article: Article, quote: str) -> ShownPlace:
    added = article.added_at.isoformat(timespec="milliseconds")
    return ShownPlace(article.id, article.title, article.publisher, article.published_at, added, article.url or "", quote)


def _sources(case: Case, inside: Collection[str]) -> tuple[ShownSource, ...]:
    # Evidence added later is not published until a verdict rests on it.
    rests_on = set(case.verdict.evidence_ids) if case.verdict else set()
    return tuple(
        ShownSource(
            evidence_id=link.id,
            source_id=link.source.id,
            stance=link.stance,
            title=link.source.title,
            publisher=link.source.publisher,
            published_at=link.source.published_at,
            url=_public_address(link.source.url, inside),
            archived_url=_public_address(link.source.archived_url, inside),
            quote=link.quote,
            locator=link.locator,
        )
        for link in case.evidence
        if link.id in rests_on and not link.source.confidential
    )


def _public_address(url: str | None, inside: Collection[str]) -> str | None:
    return url if url and looks_public(url, inside) else None


def _earlier(before: PublicPage, rating: str, explanation: str) -> tuple[EarlierRating, ...]:
    """The earlier ratings to show. Corrections are based on what was published, never on what was only approved."""
    if (before.rating.name, before.explanation) == (rating, explanation):
        return before.earlier
    last = EarlierRating(before.rating.name, before.rating.label, before.explanation, before.submitted_at, before.read_at)
    return (*before.earlier, last)


def articles_with_address(db: Database, cases: Iterable[Case]) -> dict[int, dict[int, Article]]:
    """The articles of each claim that have a web address, by article number."""
    numbers = {case.claim.id: sorted({appearance.article_id for appearance in case.appearances}) for case in cases}
    articles_by_number = {
        number: articles.get_article(db, number)
        for number in {article_id for article_ids in numbers.values() for article_id in article_ids}
    }
    return {
        root: {article_id: articles_by_number[article_id] for article_id in article_ids if _has_address(articles_by_number[article_id])}
        for root, article_ids in numbers.items()
    }


def _has_address(article: Article) -> bool:
    return (article.url or "").startswith(("http://", "https://"))

"""What a claim's public page shows, made from its case."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlite_utils import Database

from claims import wording
from claims.desk.cases.cases import cases_of
from claims.errors import Refused
from claims.exchange import explanations
from claims.model import Article, Case, EarlierRating, Publication, PublicPage, Review, ShownPlace, ShownReview, ShownSource
from claims.reading import sentences
from claims.reading.addresses import looks_public
from claims.store import articles

LONGEST_SUMMARY = 300
"""Characters of a summary that is taken from the explanation."""


def case_to_publish(db: Database, root_id: int) -> Case:
    case = cases_of(db, [root_id])[0]
    if case.verdict is None:
        raise Refused(wording.phrase("claim {root_id} has no approved verdict, so there is nothing to publish.", root_id=root_id))
    return case


def page_of(
    case: Case,
    there: Sequence[Article],
    shown: Collection[int],
    tags: Sequence[str],
    before: Publication | None,
    inside: Collection[str] = (),
    *,
    names_people: bool = False,
) -> PublicPage:
    """What a publication would show now, without a list of corrections: those are told by ``corrections_of``."""
    verdict = case.verdict
    assert verdict is not None and verdict.read_at is not None, "an approved verdict has been read"
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
        appearances=_appearances(case, [article for article in there if article.id in shown]),
        reviews=tuple(map(_review, case.reviews)),
        tags=tuple(sorted(tags)),
        earlier=(),
        claims=tuple(sorted({case.claim.id, *case.members})),
        offered=tuple(sorted(article.id for article in there)),
        claimed_in=case.claim.claimed_in,
        claimant_role=case.claim.claimant_role,
        medium=case.claim.medium,
        author=verdict.submitted_by if names_people else None,
        reader=verdict.read_by if names_people and verdict.read_by != verdict.submitted_by else None,
        headline=_own_headline(before) or case.claim.text,
        summary=_own_summary(before) or first_sentence(verdict.explanation, case.claim.language),
    )


def _appearances(case: Case, shown: Iterable[Article]) -> tuple[ShownPlace, ...]:
    by_number = {article.id: article for article in shown}
    appearances = [appearance for appearance in case.appearances if appearance.article_id in by_number]
    return tuple(_appearance(by_number[appearance.article_id], appearance.quote) for appearance in appearances)


def _appearance(article: Article, quote: str) -> ShownPlace:
    added = article.added_at.isoformat(timespec="milliseconds")
    return ShownPlace(article.id, article.title, article.publisher, article.published_at, added, article.url or "", quote)


def _review(review: Review) -> ShownReview:
    return ShownReview(review.claim_id, review.publisher, review.url, review.rating_words, review.rating, review.reviewed_at)


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


def first_sentence(explanation: str, language: str | None) -> str:
    """The summary of an explanation if nobody writes one: its first sentence without marks, cut between words if it is very long."""
    spans = sentences.split(explanations.as_text(explanation), language)
    words = " ".join(spans[0].text.split()) if spans else ""
    return words if len(words) <= LONGEST_SUMMARY else words[:LONGEST_SUMMARY].rpartition(" ")[0].rstrip(",;:–-") + " …"


def _own_headline(before: Publication | None) -> str | None:
    """The headline that an editor wrote for the page before; None if it was the claim itself."""
    return before.page.headline if before and before.page.headline != before.page.text else None


def _own_summary(before: Publication | None) -> str | None:
    if before is None or before.page.summary == first_sentence(before.page.explanation, before.page.language):
        return None
    return before.page.summary


def corrections_of(before: Publication | None, new: PublicPage, at: datetime) -> tuple[EarlierRating, ...]:
    """The earlier pages to list on the new one. Corrections are based on what was published, never on what was only approved."""
    if before is None:
        return ()
    old = before.page
    same_words = (old.headline or old.text) == new.headline and old.summary in (None, new.summary)
    if same_words and (old.rating.name, old.explanation) == (new.rating.name, new.explanation):
        return old.earlier
    last = EarlierRating(old.rating.name, old.rating.label, old.explanation, old.submitted_at, old.read_at, old.headline, old.summary, at)
    return (*old.earlier, last)


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

"""What readers may see, in every format: our published verdicts, and imported verdicts of others."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from claims.desk.publishing.publisher import Newsroom, newsroom_of
from claims.exchange import factchecktools
from claims.exchange.atom import atom_feed
from claims.exchange.explanations import as_text
from claims.exchange.factchecktools import SearchRequest, error_body
from claims.exchange.markup import PublishedCheck, claim_review, data_feed
from claims.hidden_signs import mark
from claims.model import Publication
from claims.store import generation, public, publications
from claims.store import search as stored_search
from claims.store.connect import read
from claims.store.public import ImportedReview

if TYPE_CHECKING:
    from claims.desk.index.matcher import Matcher

__all__ = [
    "Newsroom", "atom", "claims_search", "error_body", "every_check", "feed", "find_page", "last_change", "markup_of",
    "newsroom_of", "our_checks",
]  # fmt: skip

TOGETHER = 500
"""Claims read at once."""

FOUND = 100
"""How many claims a search asks for by meaning, and as many again by words."""

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""The time of the last change if nothing was ever published."""

LIKELY = 0.05
"""Claims that score below this do not count as answers to a query."""


def our_checks(db: Database, newsroom: Newsroom, *, newest: int | None = None) -> Iterator[PublishedCheck]:
    """Every published page of ours, ordered by claim number; or only the ``newest`` ones, last published first."""
    if newest is not None:
        yield from (_ours(publication, newsroom) for publication in publications.newest(db, newest))
        return
    last = 0
    while numbers := publications.numbers(db, after=last, limit=TOGETHER):
        yield from (_ours(publication, newsroom) for publication in publications.pages_of(db, numbers).values())
        last = numbers[-1]


def every_check(db: Database, newsroom: Newsroom) -> Iterator[PublishedCheck]:
    """Every published verdict, ours and others', ordered by claim number."""
    last = 0
    while numbers := public.numbers(db, after=last, limit=TOGETHER):
        for checks in checks_of(db, numbers, newsroom).values():
            yield from checks
        last = numbers[-1]


def checks_of(db: Database, numbers: Sequence[int], newsroom: Newsroom) -> dict[int, list[PublishedCheck]]:
    """The published verdict on each of these claims: our page as it was published, or another publisher's review as it was imported."""
    pages, theirs = publications.pages_of(db, numbers), public.imported(db, numbers)
    ours = {number: [_ours(publication, newsroom)] for number, publication in pages.items()}
    their_checks = {number: [_theirs(review)] for number, review in theirs.items()}
    return {number: ours.get(number) or their_checks[number] for number in numbers if number in ours or number in their_checks}


def claims_search(
    db: Database, matcher: "Matcher", parameters: Iterable[tuple[str, str]], newsroom: Newsroom, *, today: date
) -> dict[str, Any]:
    """The answer to a ``claims:search`` request in Google's format. Raise WrongParameter with Google's wording.

    ``parameters`` are names and values. ``matcher`` follows what visitors may find (``followed.PUBLIC``); nothing else is searched.
    """
    request = factchecktools.read_query(parameters)
    return factchecktools.answer(_asked_for(db, matcher, request, newsroom, today), request)


def _asked_for(db: Database, matcher: "Matcher", request: SearchRequest, newsroom: Newsroom, today: date) -> list[list[PublishedCheck]]:
    # One list per claim, best first: as many as the page needs, and one more to see whether there is a next page.
    with read(db):
        groups = _found(db, matcher, request, newsroom)
        passing = (
            [check for check in checks if check.rating_words and factchecktools.passes_filters(check, request, today=today)]
            for checks in groups
        )
        page = islice(_named_first(passing, request), request.offset + request.page_size + 1)
        return [[_as_shown(check) for check in checks] for checks in page]


def _named_first(groups: Iterable[list[PublishedCheck]], request: SearchRequest) -> Iterator[list[PublishedCheck]]:
    """The claims that have checks. If the request names a language, checks without one come last, among the claims and within each."""
    unnamed = []
    for group in groups:
        checks = sorted(group, key=lambda check: factchecktools.lacks_language(check, request))
        if checks and factchecktools.lacks_language(checks[0], request):
            unnamed.append(checks)
        elif checks:
            yield checks
    yield from unnamed


def feed(db: Database, newsroom: Newsroom) -> str:
    """Our published claims as a schema.org DataFeed, dated by the last change to anything published."""
    with read(db):
        checks, (_, at) = map(_as_shown, our_checks(db, newsroom)), publications.last_line(db)
        return "".join(data_feed(checks, name=f"Fact checks by {newsroom.name}", made_at=at))


def atom(db: Database, newsroom: Newsroom, address: str, *, newest: int) -> bytes:
    """Our ``newest`` published claims as an Atom feed whose own address is ``address``."""
    with read(db):
        checks = [_as_shown(check) for check in our_checks(db, newsroom, newest=newest)]
        _, at = publications.last_line(db)
    updated = max((check.published_at for check in checks if check.published_at), default=at or NEVER)
    return atom_feed(checks, name=newsroom.name, address=address, home=newsroom.address, updated=updated)


def find_page(db: Database, claim_id: int) -> Publication | None:
    """The page that visitors see at a claim's address, directly or by forwarding; None if there is none."""
    with read(db):
        there = publications.forwards_to(db, claim_id)
        return publications.find_page(db, there) if there is not None else None


def markup_of(page: Publication, newsroom: Newsroom) -> dict[str, object]:
    """The ClaimReview of a published page."""
    return claim_review(_as_shown(_ours(page, newsroom)))


def last_change(db: Database) -> tuple[int, int, datetime | None]:
    """A history line and a generation of the file, which together change whenever anything published changes (and sometimes otherwise).

    The third value is the time of the last change.
    """
    with read(db):
        line, at = publications.last_line(db)
        return line, generation.current(db), at


def _ours(shown: Publication, newsroom: Newsroom) -> PublishedCheck:
    page = shown.page
    in_order = sorted(page.appearances, key=lambda appearance: appearance.published_at or appearance.added_at)
    return PublishedCheck(
        external_id=f"claim-{shown.claim_id}",
        text=page.text,
        url=f"{newsroom.address}claims/{shown.claim_id}",
        rating_words=page.rating.label,
        rating=page.rating.name,
        explanation=as_text(page.explanation) if page.is_marked_up else page.explanation,
        title=page.headline,
        summary=page.summary,
        publisher=newsroom.name,
        publisher_url=newsroom.address,
        principles_url=newsroom.methodology,
        corrections_url=newsroom.corrections,
        reviewed_at=page.read_at.date().isoformat(),
        language=page.language,
        claimant=page.claimant,
        claimed_at=page.claimed_at,
        claimant_role=page.claimant_role,
        claimed_in=page.claimed_in,
        medium=page.medium,
        appearances=tuple(dict.fromkeys(appearance.url for appearance in in_order)),
        tags=page.tags,
        same_as=tuple(review.url for review in page.reviews if review.url),
        published_at=shown.at,
    )


def _as_shown(check: PublishedCheck) -> PublishedCheck:
    """The check with hidden characters in its words made visible, as on pages: other sites show feeds and answers to their readers.

    Exports keep the characters.
    """
    return replace(
        check,
        text=mark(check.text),
        explanation=check.explanation and mark(check.explanation),
        claimant=check.claimant and mark(check.claimant),
        claimant_role=check.claimant_role and mark(check.claimant_role),
        claimed_in=check.claimed_in and mark(check.claimed_in),
        title=check.title and mark(check.title),
        summary=check.summary and mark(check.summary),
        publisher=check.publisher and mark(check.publisher),
        rating_words=check.rating_words and mark(check.rating_words),
        tags=tuple(map(mark, check.tags)),
    )


def _theirs(imported: ImportedReview) -> PublishedCheck:
    claim, review = imported.claim, imported.review
    return PublishedCheck(
        external_id=review.external_id,
        text=claim.text,
        url=review.url,
        rating_words=review.rating_words,
        rating=review.rating,
        title=review.title,
        publisher=review.publisher,
        reviewed_at=review.reviewed_at,
        language=claim.language,
        claimant=claim.claimant,
        claimed_at=claim.claimed_at,
        claimant_role=claim.claimant_role,
        claimed_in=claim.claimed_in,
        medium=claim.medium,
        appearances=review.appearances,
        is_ours=False,
    )


def _found(db: Database, matcher: "Matcher", request: SearchRequest, newsroom: Newsroom) -> Iterator[list[PublishedCheck]]:
    """The checks that answer a request, best first: ours together with the reviews that its page names, every check once."""
    waiting, given = iter(_numbers(db, matcher, request, newsroom)), set()
    while chunk := [number for number in islice(waiting, TOGETHER) if number not in given]:
        checks = checks_of(db, chunk, newsroom)
        beside = _beside(db, chunk)
        checks_beside = checks_of(db, [review_id for reviews in beside.values() for review_id in reviews], newsroom)
        for number, own_checks in checks.items():
            if number not in given:
                reviews = [review_id for review_id in beside.get(number, ()) if review_id not in given]
                given |= {number, *reviews}
                yield own_checks + [check for review_id in reviews for check in checks_beside.get(review_id, ())]


def _numbers(db: Database, matcher: "Matcher", request: SearchRequest, newsroom: Newsroom) -> Iterable[int]:
    """The claims that may answer a request; the claim of our page comes before a review that the page names."""
    if request.query:
        from claims.matching.queries import Query

        (near,) = matcher.match(db, [Query(request.query)], limit=FOUND)
        by_words = stored_search.search_public(db, request.query, limit=FOUND)
        claim_ids = dict.fromkeys([*(hit.claim_id for hit in near if hit.comparison.score >= LIKELY), *by_words])
    else:
        days = public.reviews_at(db, request.site)
        if request.site in newsroom.address.lower():
            pages = publications.pages_of(db, publications.numbers(db))
            days += [(publication.page.read_at.isoformat(), number) for number, publication in pages.items()]
        claim_ids = dict.fromkeys(number for _, number in sorted(days, reverse=True))
    named = public.named_by_pages(db, claim_ids)
    return dict.fromkeys(claim_id for number in claim_ids for claim_id in (*named.get(number, ()), number))


def _beside(db: Database, numbers: Sequence[int]) -> dict[int, list[int]]:
    return {
        number: [review.claim_id for review in publication.page.reviews]
        for number, publication in publications.pages_of(db, numbers).items()
    }

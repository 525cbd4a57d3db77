"""What goes on a claim's public page when an editor publishes it, and how the claim has changed since."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlite_utils import Database

from claims.desk.cases.cases import cases_of
from claims.desk.people import people
from claims.errors import Refused
from claims.model import Article, Case, Claim, EarlierRating, Person, Publication, PublicPage, ShownPlace, ShownReview, ShownSource, State
from claims.reading.addresses import looks_public
from claims.store import articles, claims, publications
from claims.store.connect import read
from claims.store.match_inputs import day_of

INSIDE = "it comes from inside your network"


@dataclass(frozen=True, slots=True)
class Picked:
    """What an editor ticked: article numbers and tags. None means the default selection.

    ``inside`` are the hosts of the newsroom's own network, whose articles are never ticked by default.
    """

    articles: Collection[int] | None = None
    tags: Collection[str] | None = None
    inside: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """An article that the public page could name. ``why_not`` says why it is not ticked by default."""

    article: Article
    ticked: bool
    why_not: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What publishing would show. ``page`` is made from what is ticked; ``live`` is the page that visitors see now."""

    page: PublicPage
    live: Publication | None
    articles: tuple[Offered, ...]
    tags: tuple[tuple[str, bool], ...]
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The public pages of a claim and all claims joined to it, its own first, and what changed since, in words."""

    pages: tuple[Publication, ...]
    changes: tuple[str, ...]

    @property
    def at(self) -> datetime:
        """Since when visitors see its first page as it is."""
        return self.pages[0].at

    @property
    def claim_ids(self) -> list[int]:
        """The claims at whose addresses the pages are."""
        return [publication.claim_id for publication in self.pages]


def publishing_choices(db: Database, claim_id: int, *, inside: Collection[str] = (), at: datetime) -> Offer:
    """What can be published of a claim and what would be ticked. Raise NotFound, or Refused if it has no approved verdict."""
    with read(db):
        case = _case(db, claims.root_of(db, claim_id).id)
        before = publications.last_shown(db, case.claim.id)
        offered = _offered(db, case, before, inside, at)
        tags = _tags(db, case, before)
        ticked = {offer.article.id for offer in offered if offer.ticked}
        page = _page(case, [offer.article for offer in offered], ticked, [word for word, shown in tags if shown], before, inside)
        live = publications.find_page(db, case.claim.id)
        standing = page_states(db, [case.claim.id]).get(case.claim.id)
    return Offer(page, live, tuple(offered), tuple(tags), standing.changes if standing else ())


def publish_page(db: Database, claim: Claim, picked: Picked, *, by: Person, at: datetime) -> int:
    """Store the claim's public page inside the caller's transaction; return its number. Joined claims' addresses now forward to it."""
    people.require_permission(by, "publish")
    case = _case(db, claim.id)
    before = publications.last_shown(db, claim.id)
    offered = _offered(db, case, before, picked.inside, at)
    articles_shown = {offer.article.id for offer in offered if offer.ticked} if picked.articles is None else set(picked.articles)
    tags = dict(_tags(db, case, before))
    shown = [word for word, ticked in tags.items() if ticked] if picked.tags is None else list(dict.fromkeys(picked.tags))
    if not articles_shown <= {offer.article.id for offer in offered} or not set(shown) <= tags.keys():
        raise Refused("an article or tag you selected no longer belongs to the claim. Check the selection, then publish again.")
    number = publications.add_page(
        db, claim, _page(case, [offer.article for offer in offered], articles_shown, shown, before, picked.inside), by=by, at=at
    )
    _lead_here(db, claim, by=by, at=at)
    return number


def live_pages(db: Database, claim_id: int) -> list[Publication]:
    """The public pages of a claim that speaks for itself and all claims joined to it, its own first."""
    family = claims.family_of(db, [claim_id])[claim_id]
    pages = publications.pages_of(db, family)
    return [pages[number] for number in family if number in pages]


def refuse_public(db: Database, claim: Claim) -> None:
    """Raise Refused while this claim has a public page: nobody would look after it once the claim is out of the queue."""
    if live_pages(db, claim.id):
        raise Refused(f"claim {claim.id} is public. An editor must withdraw it first.")


def page_states(db: Database, root_ids: Iterable[int]) -> dict[int, Standing]:
    """The state of these claims' public pages, by the claim that speaks for itself; claims without a page are left out."""
    with read(db):
        families = claims.family_of(db, list(root_ids))
        pages_by_claim = publications.pages_of(db, [number for family in families.values() for number in family])
        pages = {
            root: tuple(pages_by_claim[claim_id] for claim_id in family if claim_id in pages_by_claim) for root, family in families.items()
        }
        public = [root for root, root_pages in pages.items() if root_pages]
        touched = [root for root in public if not _is_untouched(db, root, families[root], pages[root])]
        cases = {case.claim.id: case for case in cases_of(db, touched)} if touched else {}
        tags = claims.tags_by_root(db, touched)
        named = _articles(db, cases.values())
        changes = {root: _changes(case, pages[root], list(named[root].values()), tags.get(root, ())) for root, case in cases.items()}
    return {root: Standing(pages[root], changes.get(root, ())) for root in public}


def _is_untouched(db: Database, root: int, family: Sequence[int], pages: Sequence[Publication]) -> bool:
    if [publication.claim_id for publication in pages] != [root]:
        return False
    return publications.is_untouched(db, root, {*family, *pages[0].page.claims})


def _changes(case: Case, pages: Sequence[Publication], there: Sequence[Article], tags: Sequence[str]) -> tuple[str, ...]:
    own = next((publication for publication in pages if publication.claim_id == case.claim.id), None)
    apart = [
        f"claim {publication.claim_id}, which has a page of its own, was joined to it"
        for publication in pages
        if publication.claim_id != case.claim.id
    ]
    if own is None:
        return tuple(apart)
    if case.verdict is None:
        return (*apart, "the rating")
    old = own.page
    shown = {appearance.article_id for appearance in old.appearances}
    new = _page(case, there, shown, [word for word in old.tags if word in tags], own)
    differing = {
        "the wording": old.text != new.text,
        "who said it": (old.claimant, old.claimed_at) != (new.claimant, new.claimed_at),
        "the rating": old.rating.name != new.rating.name,
        "the explanation": old.explanation != new.explanation,
        "the sources": old.evidence != _hiding_as(old, new.evidence),
        "where it was said": old.appearances != new.appearances or bool({article.id for article in there} - set(old.offered)),
        "other publishers’ ratings": old.reviews != new.reviews,
        "the tags": old.tags != new.tags,
        "the claims joined to it": old.claims != new.claims and not apart,
    }
    return (*apart, *(words for words, differs in differing.items() if differs))


def _case(db: Database, root_id: int) -> Case:
    case = cases_of(db, [root_id])[0]
    if case.verdict is None:
        raise Refused(f"claim {root_id} has no approved verdict, so there is nothing to publish.")
    return case


def _page(
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


def _hiding_as(old: PublicPage, evidence: Iterable[ShownSource]) -> tuple[ShownSource, ...]:
    # Which hosts are inside is known where somebody publishes: what was hidden then is no change now.
    hidden = {source.evidence_id for source in old.evidence if source.url is None}
    unarchived = {source.evidence_id for source in old.evidence if source.archived_url is None}
    return tuple(
        replace(
            source,
            url=None if source.evidence_id in hidden else source.url,
            archived_url=None if source.evidence_id in unarchived else source.archived_url,
        )
        for source in evidence
    )


def _earlier(before: PublicPage, rating: str, explanation: str) -> tuple[EarlierRating, ...]:
    """The earlier ratings to show. Corrections are based on what was published, never on what was only approved."""
    if (before.rating.name, before.explanation) == (rating, explanation):
        return before.earlier
    last = EarlierRating(before.rating.name, before.rating.label, before.explanation, before.submitted_at, before.read_at)
    return (*before.earlier, last)


def _articles(db: Database, cases: Iterable[Case]) -> dict[int, dict[int, Article]]:
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


def _offered(db: Database, case: Case, before: Publication | None, inside: Collection[str], at: datetime) -> list[Offered]:
    offers = []
    shown = {appearance.article_id: appearance.url for appearance in before.page.appearances} if before else {}
    there = _articles(db, [case])[case.claim.id]
    came_from_inside = articles.fetched_inside(db, there)
    for article in there.values():
        why_not = INSIDE if article.id in came_from_inside else _why_not(article, inside, at)
        # An editor's earlier choice stays as it was.
        known = before is not None and article.id in before.page.offered
        # An address that was corrected since is a new one to choose.
        corrected = article.id in shown and shown[article.id] != article.url
        offers.append(Offered(article, article.id in shown if known and not corrected else why_not is None, why_not))
    return offers


def _why_not(article: Article, inside: Collection[str], at: datetime) -> str | None:
    if not looks_public(article.url or "", inside):
        return INSIDE
    if article.published_at is None:
        return "it has no publication date"
    if not _is_past(article.published_at, at):
        return "it is not published yet"
    return None


def _is_past(published: str, at: datetime) -> bool:
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return False
    if moment.tzinfo is not None and len(published) > len("2026-03-14"):
        return moment <= at
    day = day_of(published)
    return day is not None and day <= at.date()


def _tags(db: Database, case: Case, before: Publication | None) -> list[tuple[str, bool]]:
    shown = set(before.page.tags) if before else set()
    return [(word, word in shown) for word in claims.tags_by_root(db, [case.claim.id]).get(case.claim.id, ())]


def _lead_here(db: Database, claim: Claim, *, by: Person, at: datetime) -> None:
    family = set(claims.family_of(db, [claim.id])[claim.id]) - {claim.id}
    for number in sorted(publications.pages_of(db, family)):
        publications.lead_on(db, number, claim.id, by=by, at=at)
        joined = claims.get_claim(db, number)
        if joined.state is State.PUBLISHED:
            note = f"its page leads to claim {claim.id} now"
            claims.move_claim(db, joined, State.CHECKED, by=by, at=at, action="withdraw", note=note)
    # A claim that was split off since has no page until somebody publishes it.
    for number in publications.forwarded_from(db, claim.id) - family:
        publications.take_off(db, number, by=by, at=at)

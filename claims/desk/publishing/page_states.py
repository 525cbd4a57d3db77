"""The public pages of a claim as they stand, and how the claim has changed since."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlite_utils import Database

from claims.desk.cases.cases import cases_of
from claims.desk.publishing.public_page import articles_with_address, page_of
from claims.errors import Refused
from claims.model import Article, Case, Claim, Publication, PublicPage, ShownSource
from claims.store import claims, corrections, publications
from claims.store.connect import read
from claims.wording import phrase


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
        named = articles_with_address(db, cases.values())
        moved = {root: _moved_sources(db, case, pages[root]) for root, case in cases.items()}
        changes = {
            root: _changes(case, pages[root], list(named[root].values()), tags.get(root, ()), moved[root]) for root, case in cases.items()
        }
    return {root: Standing(pages[root], changes.get(root, ())) for root in public}


def _is_untouched(db: Database, root: int, family: Sequence[int], pages: Sequence[Publication]) -> bool:
    if [publication.claim_id for publication in pages] != [root]:
        return False
    return publications.is_untouched(db, root, {*family, *pages[0].page.claims})


def _moved_sources(db: Database, case: Case, pages: Sequence[Publication]) -> set[int]:
    """The sources of a claim whose address or archived copy was corrected since its pages were published."""
    published_at = min(publication.at for publication in pages)
    return corrections.moved_sources(db, published_at, {link.source.id for link in case.evidence})


def _changes(
    case: Case, pages: Sequence[Publication], there: Sequence[Article], tags: Sequence[str], moved: Collection[int]
) -> tuple[str, ...]:
    own = next((publication for publication in pages if publication.claim_id == case.claim.id), None)
    apart = [
        phrase("claim {number}, which has a page of its own, was joined to it", number=publication.claim_id)
        for publication in pages
        if publication.claim_id != case.claim.id
    ]
    if own is None:
        return tuple(apart)
    if case.verdict is None:
        return (*apart, phrase("the rating"))
    old = own.page
    shown = {appearance.article_id for appearance in old.appearances}
    new = page_of(case, there, shown, [word for word in old.tags if word in tags], own)
    differing = {
        phrase("the wording"): old.text != new.text,
        phrase("who said it"): (old.claimant, old.claimant_role, old.claimed_at) != (new.claimant, new.claimant_role, new.claimed_at),
        phrase("the place or the kind of media"): (old.claimed_in, old.medium) != (new.claimed_in, new.medium),
        phrase("the rating"): old.rating.name != new.rating.name,
        phrase("the explanation"): old.explanation != new.explanation,
        phrase("the sources"): old.evidence != _hiding_as(old, new.evidence, moved),
        phrase("where it was said"): old.appearances != new.appearances or bool({article.id for article in there} - set(old.offered)),
        phrase("other publishers’ ratings"): old.reviews != new.reviews,
        phrase("the tags"): old.tags != new.tags,
        phrase("the claims joined to it"): old.claims != new.claims and not apart,
    }
    return (*apart, *(words for words, differs in differing.items() if differs))


def _hiding_as(old: PublicPage, evidence: Iterable[ShownSource], moved: Collection[int]) -> tuple[ShownSource, ...]:
    # Which hosts are inside is known where somebody publishes: what was hidden then is no change now, unless it was corrected since.
    hidden = {source.evidence_id for source in old.evidence if source.url is None and source.source_id not in moved}
    unarchived = {source.evidence_id for source in old.evidence if source.archived_url is None and source.source_id not in moved}
    return tuple(
        replace(
            source,
            url=None if source.evidence_id in hidden else source.url,
            archived_url=None if source.evidence_id in unarchived else source.archived_url,
        )
        for source in evidence
    )

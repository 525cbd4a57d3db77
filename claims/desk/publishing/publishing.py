"""What goes on a claim's public page when an editor publishes it, and how the claim has changed since."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlite_utils import Database

from claims.desk.people import people
from claims.desk.publishing.page_states import page_states
from claims.desk.publishing.public_page import articles_with_address, case_to_publish, corrections_of, first_sentence, page_of
from claims.desk.publishing.publisher import may_name_people
from claims.desk.typed_fields import optional_text
from claims.errors import Refused
from claims.model import Article, Case, Claim, Person, Publication, PublicPage, State
from claims.reading.addresses import looks_public
from claims.store import added_articles, claims, publications
from claims.store.connect import read
from claims.store.match_inputs import day_of
from claims.wording import phrase

INSIDE = phrase("it comes from inside your network")


@dataclass(frozen=True, slots=True)
class Picked:
    """What an editor ticked and wrote: article numbers, tags, a headline and a summary. None, and an empty text, means the default.

    ``inside`` are the hosts of the newsroom's own network, whose articles are never ticked by default.
    """

    articles: Collection[int] | None = None
    tags: Collection[str] | None = None
    inside: Collection[str] = ()
    headline: str | None = None
    summary: str | None = None


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


def publishing_choices(db: Database, claim_id: int, *, inside: Collection[str] = (), at: datetime) -> Offer:
    """What can be published of a claim and what would be ticked. Raise NotFound, or Refused if it has no approved verdict."""
    with read(db):
        case = case_to_publish(db, claims.root_of(db, claim_id).id)
        before = publications.last_shown(db, case.claim.id)
        offered = _offered(db, case, before, inside, at)
        tags = _tags(db, case, before)
        ticked = {offer.article.id for offer in offered if offer.ticked}
        shown = [word for word, is_shown in tags if is_shown]
        there = [offer.article for offer in offered]
        page = page_of(case, there, ticked, shown, before, inside, names_people=may_name_people(db))
        page = replace(page, earlier=corrections_of(before, page, at))
        live = publications.find_page(db, case.claim.id)
        standing = page_states(db, [case.claim.id]).get(case.claim.id)
    return Offer(page, live, tuple(offered), tuple(tags), standing.changes if standing else ())


def publish_page(db: Database, claim: Claim, picked: Picked, *, by: Person, at: datetime) -> int:
    """Store the claim's public page inside the caller's transaction; return its number. Joined claims' addresses now forward to it."""
    people.require_permission(by, "publish")
    case = case_to_publish(db, claim.id)
    before = publications.last_shown(db, claim.id)
    offered = _offered(db, case, before, picked.inside, at)
    articles_shown = {offer.article.id for offer in offered if offer.ticked} if picked.articles is None else set(picked.articles)
    tags = dict(_tags(db, case, before))
    shown = [word for word, ticked in tags.items() if ticked] if picked.tags is None else list(dict.fromkeys(picked.tags))
    if not articles_shown <= {offer.article.id for offer in offered} or not set(shown) <= tags.keys():
        raise Refused("an article or tag you selected no longer belongs to the claim. Check the selection, then publish again.")
    there = [offer.article for offer in offered]
    page = page_of(case, there, articles_shown, shown, before, picked.inside, names_people=may_name_people(db))
    page = _with_words(page, picked)
    number = publications.add_page(db, claim, replace(page, earlier=corrections_of(before, page, at)), by=by, at=at)
    _lead_here(db, claim, by=by, at=at)
    return number


def _with_words(page: PublicPage, picked: Picked) -> PublicPage:
    """The page with the headline and the summary that the editor wrote; each is one line, and empty ones stay as they are by default."""
    headline, summary = (
        optional_text(" ".join((typed or "").split()), field)
        for typed, field in ((picked.headline, "headline"), (picked.summary, "summary"))
    )
    if picked.headline is not None:
        page = replace(page, headline=headline or page.text)
    if picked.summary is not None:
        page = replace(page, summary=summary or first_sentence(page.explanation, page.language))
    return page


def _offered(db: Database, case: Case, before: Publication | None, inside: Collection[str], at: datetime) -> list[Offered]:
    offers = []
    shown = {appearance.article_id: appearance.url for appearance in before.page.appearances} if before else {}
    there = articles_with_address(db, [case])[case.claim.id]
    came_from_inside = added_articles.fetched_inside(db, there)
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
        return phrase("it has no publication date")
    if not _is_past(article.published_at, at):
        return phrase("it is not published yet")
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

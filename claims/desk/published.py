"""What readers may see: our published verdicts, and those of others that were imported, as they go out in every format."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlite_utils import Database

from claims.desk.cases import cases_of
from claims.desk.matcher import Matcher
from claims.exchange import factchecktools
from claims.exchange.atom import atom_feed
from claims.exchange.factchecktools import Asked, error_body
from claims.exchange.markup import PublishedCheck, claim_review, data_feed
from claims.matching.ranking import Query
from claims.model import Case, State
from claims.settings import Settings
from claims.store import claims, exports, history
from claims.store import search as stored_search
from claims.store.connect import read

__all__ = [
    "Newsroom", "atom", "checks_of", "claims_search", "error_body", "every_check", "feed", "last_change", "markup_of",
    "newsroom_of", "our_checks",
]  # fmt: skip

HERE = "http://127.0.0.1:5000/"
"""Where `serve` serves unless it is told otherwise."""

TOGETHER = 500
"""Claims that are read at once."""

FOUND = 100
"""Claims near in meaning to a query that are asked for, and as many again by its words."""

LIKELY = 0.05
"""The score below which a claim is not what a query asks for."""


@dataclass(frozen=True, slots=True)
class Newsroom:
    """Who publishes, and where: ``address`` is the root of the public pages, with a / at its end."""

    name: str
    address: str


def newsroom_of(settings: Settings, otherwise: str = HERE) -> Newsroom:
    """The newsroom as the settings name it; ``otherwise`` is its address when they name none."""
    return Newsroom(settings.publisher, settings.address or otherwise)


def our_checks(db: Database, newsroom: Newsroom, *, newest: int | None = None) -> Iterator[PublishedCheck]:
    """Every published claim of ours, in the order of their numbers; or the ``newest`` published ones, last published first."""
    if newest is not None:
        numbers = exports.last_published(db, newest)
        checks = {one.external_id: one for several in checks_of(db, numbers, newsroom).values() for one in several if one.is_ours}
        yield from (checks[f"claim-{number}"] for number in numbers)
        return
    last = 0
    while numbers := exports.published_numbers(db, after=last, limit=TOGETHER):
        for several in checks_of(db, numbers, newsroom).values():
            yield from (one for one in several if one.is_ours)
        last = numbers[-1]


def every_check(db: Database, newsroom: Newsroom) -> Iterator[PublishedCheck]:
    """Every published verdict, ours and those of others, in the order of their claims."""
    last = 0
    while numbers := exports.speaking_numbers(db, after=last, limit=TOGETHER):
        for several in checks_of(db, numbers, newsroom).values():
            yield from several
        last = numbers[-1]


def checks_of(db: Database, numbers: Sequence[int], newsroom: Newsroom) -> dict[int, list[PublishedCheck]]:
    """The published verdicts on claims that speak for themselves: ours first, then those of the reviews joined to them."""
    found = cases_of(db, numbers)
    addresses = exports.article_addresses(db, {place.article_id for case in found for place in case.appearances})
    tags = claims.tags_of(db, {number for case in found for number in [case.claim.id, *(one.claim_id for one in case.reviews)]})
    texts = claims.get_claims(db, {one.claim_id for case in found for one in case.reviews})
    since = exports.published_since(db, numbers)
    checks: dict[int, list[PublishedCheck]] = {}
    for case in found:
        theirs = [
            PublishedCheck(
                external_id=one.external_id,
                text=texts[one.claim_id].text,
                url=one.url,
                rating_words=one.rating_words,
                rating=one.rating,
                title=one.title,
                publisher=one.publisher,
                reviewed_at=one.reviewed_at,
                language=texts[one.claim_id].language,
                claimant=texts[one.claim_id].claimant,
                claimed_at=texts[one.claim_id].claimed_at,
                appearances=one.appearances,
                tags=tuple(tags.get(one.claim_id, ())),
                is_ours=False,
            )
            for one in case.reviews
        ]
        ours = _ours(case, newsroom, addresses, tags.get(case.claim.id, []), since.get(case.claim.id))
        checks[case.claim.id] = [*ours, *theirs]
    return checks


def claims_search(
    db: Database, matcher: Matcher, parameters: Iterable[tuple[str, str]], newsroom: Newsroom, *, today: date
) -> dict[str, Any]:
    """Google's answer to a request of ``claims:search``, given as names and values. Raise WrongParameter in Google's words."""
    asked = factchecktools.read_asked(parameters)
    return factchecktools.answer(_asked_for(db, matcher, asked, newsroom, today), asked)


def _asked_for(db: Database, matcher: Matcher, asked: Asked, newsroom: Newsroom, today: date) -> list[list[PublishedCheck]]:
    # One list a claim, best first: as many as the page needs, and one more that tells whether there is a next page.
    with read(db):
        groups = _found(db, matcher, asked, newsroom)
        passing = ([one for one in several if one.rating_words and factchecktools.wanted(one, asked, today=today)] for several in groups)
        return list(islice((several for several in passing if several), asked.offset + asked.page_size + 1))


def feed(db: Database, newsroom: Newsroom) -> str:
    """Our published claims as a schema.org DataFeed, dated by the last change of the store."""
    with read(db):
        checks, at = our_checks(db, newsroom), history.last_at(db)
        return "".join(data_feed(checks, name=f"Fact checks by {newsroom.name}", made_at=at))


def atom(db: Database, newsroom: Newsroom, address: str, *, newest: int, at: datetime) -> bytes:
    """The claims of ours that were published last, as an Atom feed whose own address is ``address``."""
    with read(db):
        checks = list(our_checks(db, newsroom, newest=newest))
    updated = max((one.published_at for one in checks if one.published_at), default=at)
    return atom_feed(checks, name=newsroom.name, address=address, home=newsroom.address, updated=updated)


def markup_of(db: Database, claim_id: int, newsroom: Newsroom) -> dict[str, object] | None:
    """The ClaimReview of a published claim of ours, for its page; None for any other."""
    with read(db):
        ours = [one for one in checks_of(db, [claim_id], newsroom)[claim_id] if one.is_ours]
    return claim_review(ours[0]) if ours else None


def last_change(db: Database) -> tuple[str, datetime | None]:
    """A mark that changes with every action, and when the last one was: what is published cannot have changed since."""
    return history.head(db), history.last_at(db)


def _ours(
    case: Case, newsroom: Newsroom, addresses: dict[int, tuple[str, str]], tags: Iterable[str], since: datetime | None
) -> list[PublishedCheck]:
    claim, verdict = case.claim, case.verdict
    if claim.state is not State.PUBLISHED or verdict is None or verdict.read_at is None:
        return []
    places = {place.article_id: addresses[place.article_id] for place in case.appearances if place.article_id in addresses}
    in_order = sorted(places.values(), key=lambda place: place[1])
    return [
        PublishedCheck(
            external_id=f"claim-{claim.id}",
            text=claim.text,
            url=f"{newsroom.address}claims/{claim.id}",
            rating_words=verdict.rating.label,
            rating=verdict.rating.name,
            explanation=verdict.explanation,
            publisher=newsroom.name,
            publisher_url=newsroom.address,
            reviewed_at=verdict.read_at.date().isoformat(),
            language=claim.language,
            claimant=claim.claimant,
            claimed_at=claim.claimed_at,
            appearances=tuple(dict.fromkeys(address for address, _ in in_order)),
            tags=tuple(tags),
            same_as=tuple(one.url for one in case.reviews if one.url),
            published_at=since or verdict.read_at,
        )
    ]


def _found(db: Database, matcher: Matcher, asked: Asked, newsroom: Newsroom) -> Iterator[list[PublishedCheck]]:
    if asked.query:
        (near,) = matcher.match(db, [Query(asked.query)], limit=FOUND)
        said = [one.id for one in stored_search.search(db, asked.query, limit=FOUND) if one.kind == "claim"]
        numbers: Iterable[int] = dict.fromkeys([*(hit.claim_id for hit in near if hit.comparison.score >= LIKELY), *said])
    else:
        numbers = exports.numbers_at_site(db, asked.site, newsroom.address)
    waiting = iter(numbers)
    while several := list(islice(waiting, TOGETHER)):
        yield from checks_of(db, several, newsroom).values()

"""Checks the links of an article: each page is fetched and kept as a source, and its best passage compared with the line."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlite_utils import Database

from claims.desk.articles import fetching
from claims.desk.people import people
from claims.desk.sources import evidence
from claims.errors import ClaimsError, Gone
from claims.model import Article, Person, Source
from claims.model.beside import ProposalState, ProposedSource
from claims.model.links import LinkCheck, LinkOutcome
from claims.reading import languages
from claims.store import appearances, articles, claims, history, link_checks, proposed_sources, sources
from claims.store.connect import read, write

if TYPE_CHECKING:
    from claims.desk.index.matcher import Matcher
    from claims.sourcing.library.link_judging import Judgement

FETCHED_AGAIN = frozenset({LinkOutcome.GONE, LinkOutcome.UNREADABLE})
"""Outcomes after which a page is asked for again."""


@dataclass(frozen=True, slots=True)
class CheckedLinks:
    """The checks of all links of an article, and how many links were left because time ran out."""

    checks: tuple[LinkCheck, ...]
    left: int


def links_of(db: Database, article_id: int) -> list[ProposedSource]:
    """The links of an article that can be checked: those with a web address that nobody dropped. Raise NotFound."""
    article = articles.get_article(db, article_id)
    return [
        proposed
        for proposed in proposed_sources.proposed_in(db, article.id)
        if proposed.state is not ProposalState.DROPPED and (proposed.named.address or "").lower().startswith(("http://", "https://"))
    ]


def count_due(db: Database, article_id: int) -> int:
    """How many links of an article wait for a check: those never checked, and those whose page could not be had."""
    return len(_due(db, article_id))


def check_links(
    db: Database,
    article_id: int,
    matcher: "Matcher",
    *,
    allowed_hosts: Collection[str],
    limit: int,
    by: Person,
    at: Callable[[], datetime],
    on_link: Callable[[int], None] = lambda links: None,
    may_go_on: Callable[[], bool] = lambda: True,
) -> CheckedLinks:
    """Check every link of an article that was not checked yet, or whose page could not be had; each in a transaction of its own.

    A page that is stored already is not fetched again. ``may_go_on`` is asked before each link. Raise NotFound, NotAllowed.
    """
    people.require_permission(by, "add_source")
    article = articles.get_article(db, article_id)
    left = 0
    for link in _due(db, article_id):
        if not may_go_on():
            left += 1
            continue
        _check(db, article, link, matcher, allowed_hosts=allowed_hosts, limit=limit, by=by, at=at())
        on_link(1)
    return CheckedLinks(tuple(link_checks.checks_in(db, article_id)), left)


def _due(db: Database, article_id: int) -> list[ProposedSource]:
    """The links to check, those never checked first."""
    done = {check.proposed_id: check.outcome for check in link_checks.checks_in(db, article_id)}
    links = links_of(db, article_id)
    return [link for link in links if link.id not in done] + [link for link in links if done.get(link.id) in FETCHED_AGAIN]


def _check(
    db: Database,
    article: Article,
    link: ProposedSource,
    matcher: "Matcher",
    *,
    allowed_hosts: Collection[str],
    limit: int,
    by: Person,
    at: datetime,
) -> None:
    from claims.sourcing.library.link_judging import ANOTHER_LANGUAGE, Judgement, judge_page  # loads all of matching

    address = link.named.address or ""
    source: Source | None = next((stored for stored in sources.sources_at(db, address) if stored.text), None)
    page = None
    if source is None:
        # Fetched before the store is locked: a slow page must not keep others from writing.
        try:
            page = fetching.fetch_page(address, allowed_hosts=allowed_hosts, limit=limit)
        except ClaimsError as error:
            outcome = LinkOutcome.GONE if isinstance(error, Gone) else LinkOutcome.UNREADABLE
            _store(db, article, link, Judgement(outcome, None, " ".join(str(error).split())), None, by=by, at=at)
            return
    text = source.text if source is not None else page.document.text if page is not None else None
    if article.language and (language := languages.detect(text or "")) and language != article.language:
        judgement = ANOTHER_LANGUAGE
    else:
        judgement = judge_page(_wordings(db, article, link), text or "", matcher.encoder, matcher.passage_model)
    with write(db):
        if page is not None:
            new = fetching.fetched_source(page, {"url": address})
            source = evidence.add_source(db, new, by=by, at=at).source
        _store(db, article, link, judgement, source, by=by, at=at)


def _store(
    db: Database, article: Article, link: ProposedSource, judgement: "Judgement", source: Source | None, *, by: Person, at: datetime
) -> None:
    with write(db):
        source_id = source.id if source else None
        span = judgement.span if source else None
        link_checks.put_check(db, link.id, judgement.outcome, source_id, span, judgement.reason, by=by, at=at)
        after = {"proposed_source_id": link.id, "outcome": judgement.outcome, "source_id": source_id}
        history.record(db, by=by, at=at, action="check_link", subject="article", subject_id=article.id, after=after)


def _wordings(db: Database, article: Article, link: ProposedSource) -> list[str]:
    """The claims of the lines that a link stands on; the lines themselves where they have none."""
    with read(db):
        named = link.named
        lines = [line for line in articles.sentences_of(db, article) if named.start < line.end and line.start < named.end]
        ids = {line.id for line in lines}
        here = [place.claim_id for place in appearances.appearances_in(db, article.id) if place.sentence_id in ids]
        roots = dict.fromkeys(claims.roots_of(db, here).values())
        return [claim.text for claim in claims.get_claims(db, roots).values()] or [line.text for line in lines] or [named.title]

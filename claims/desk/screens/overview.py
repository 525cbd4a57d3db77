"""What the screens show: the queue, an article's desk, a claim, a pair, a source, the history, search."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from claims.desk.cases.cases import case_of, cases_of, sourcing_report
from claims.desk.history.told import Told
from claims.desk.index.lookup import Known, Suggestion, known_claims, suggestions_for
from claims.desk.newsroom import self_approval_allowed
from claims.desk.publishing.page_states import Standing, page_states
from claims.model import (
    Appearance,
    Article,
    Case,
    Claim,
    Draft,
    Evidence,
    Match,
    Outcome,
    Person,
    Report,
    Sentence,
    Source,
    State,
    Verdict,
)
from claims.store import appearances as stored_appearances
from claims.store import articles, claims, evidence, matches, people, sources, verdicts
from claims.store import queue as stored_queue
from claims.store.articles import Progress
from claims.store.connect import read
from claims.store.queue import ORDERS, Counts, Filter, Row
from claims.store.queue_temp_tables import queue_temp_tables
from claims.store.search import Found

MOST_TO_READ = 200
"""Waiting verdicts that are looked through for one that a person may approve."""

__all__ = ["ORDERS", "Counts", "Filter", "Found", "Progress", "Row", "Told"]


@dataclass(frozen=True, slots=True)
class ArticleDesk:
    """An article line by line. ``claims_in`` has the claims of each sentence, by its number, read through their joins; ``paired`` are
    those with a match that a person can decide.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    claims_in: dict[int, tuple[Claim, ...]]
    report: Report
    paired: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class RatingStart:
    """The initial values of the rating form. ``left_out`` are the evidence links that are not ticked."""

    rating: str = ""
    explanation: str = ""
    left_out: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """Everything about one claim."""

    case: Case
    suggestions: tuple[Suggestion, ...]
    draft: Draft | None
    articles: dict[int, Article]  # the articles it appears in, by number
    assignee: str | None
    self_approval: bool  # whether the author of a verdict may approve it
    tags: tuple[str, ...]
    set_aside: bool  # it appears only in withdrawn articles
    standing: Standing | None  # what visitors see of it, and what changed since; None if they see nothing

    @property
    def _newest(self) -> Verdict | None:
        # Only this claim's own verdicts: a later verdict on a claim joined to it does not replace them.
        return next((verdict for verdict in reversed(self.case.verdicts) if verdict.claim_id == self.case.claim.id), None)

    @property
    def waiting(self) -> Verdict | None:
        """The verdict that waits for its second reader, or None."""
        return self._newest if self._newest and self._newest.outcome is None else None

    @property
    def rateable(self) -> bool:
        """Whether it can be rated now: it is ours, not checked yet, and no verdict waits."""
        return self.case.claim.state in (State.OPEN, State.IN_REVIEW) and self.waiting is None

    @property
    def returned(self) -> Verdict | None:
        """This claim's own newest verdict if it was returned, else None."""
        return self._newest if self._newest and self._newest.outcome is Outcome.RETURNED else None

    @property
    def rating_start(self) -> RatingStart:
        """The draft; without one, the returned verdict, so that work goes on from there; else empty."""
        if self.draft:
            return RatingStart(self.draft.rating or "", self.draft.explanation, frozenset(self.draft.left_out))
        if self.returned is None:
            return RatingStart()
        # Nobody left out evidence that was linked later.
        there = {link.id for link in self.case.evidence if link.checked_at <= self.returned.submitted_at}
        return RatingStart(self.returned.rating.name, self.returned.explanation, frozenset(there - set(self.returned.evidence_ids)))


@dataclass(frozen=True, slots=True)
class PairPage:
    """Two claims to decide on. Differences and spans are seen from ``ours``."""

    match: Match
    ours: Known
    theirs: Known
    ours_appearances: tuple[Appearance, ...]
    theirs_appearances: tuple[Appearance, ...]
    position: int  # 1-based among the pairs that wait; 0 if this one does not wait
    waiting: int
    previous_id: int | None
    next_id: int | None


def article_desk(db: Database, article_id: int, *, at: datetime) -> ArticleDesk:
    """An article with its sentences, their claims and its problems; raise NotFound."""
    with read(db):
        report = sourcing_report(db, article_id, at=at)
        appearances = stored_appearances.appearances_in(db, article_id)
        roots = claims.roots_of(db, [appearance.claim_id for appearance in appearances])
        speaking = claims.get_claims(db, roots.values())
        paired = matches.claims_with_waiting(db, [case.claim.id for case in report.cases if not case.is_proposed])
    by_sentence: dict[int, dict[int, Claim]] = {}
    for appearance in appearances:
        claim = speaking[roots[appearance.claim_id]]
        by_sentence.setdefault(appearance.sentence_id, {})[claim.id] = claim
    claims_in = {sentence: tuple(claims_by_number.values()) for sentence, claims_by_number in by_sentence.items()}
    return ArticleDesk(report.article, tuple(line.sentence for line in report.lines), claims_in, report, paired)


def claim_page(db: Database, claim_id: int) -> ClaimPage:
    """A claim, read through its joins; ``case.claim.id`` is the number of the claim that speaks for it. Raise NotFound."""
    with read(db):
        case = case_of(db, claim_id)
        number = case.claim.id
        article_ids = {appearance.article_id for appearance in case.appearances}
        assignee = people.get_person(db, case.claim.assignee_id).name if case.claim.assignee_id else None
        return ClaimPage(
            case=case,
            suggestions=tuple(suggestions_for(db, [number])[number]),
            draft=verdicts.find_draft(db, number),
            articles={article_id: articles.get_article(db, article_id) for article_id in sorted(article_ids)},
            assignee=assignee,
            self_approval=self_approval_allowed(db),
            tags=tuple(claims.tags_by_root(db, [number]).get(number, ())),
            set_aside=bool(claims.set_aside(db, [number])),
            standing=page_states(db, [number]).get(number),
        )


def pair_page(db: Database, match_id: int) -> PairPage:
    """A match to decide, and its neighbours among those that wait; raise NotFound."""
    with read(db):
        match = matches.get_match(db, match_id)
        known = known_claims(db, [match.claim_id, match.known_id])
        order = [match_waiting.id for match_waiting in matches.waiting(db, limit=1000)]
        position = order.index(match_id) + 1 if match_id in order else 0
        return PairPage(
            match=match,
            ours=known[match.claim_id],
            theirs=known[match.known_id],
            ours_appearances=tuple(stored_appearances.appearances_of(db, [match.claim_id])),
            theirs_appearances=tuple(stored_appearances.appearances_of(db, [match.known_id])),
            position=position,
            waiting=matches.count_waiting(db),
            previous_id=order[position - 2] if position > 1 else None,
            next_id=next((other_id for other_id in order[position:] if other_id != match_id), None),
        )


def queue(db: Database, queue_filter: Filter, *, limit: int = 50, offset: int = 0, order: str = "due") -> tuple[list[Row], Counts]:
    """A page of the queue, soonest due first unless another of ``ORDERS`` is named, and the total counts."""
    with queue_temp_tables(db):
        return stored_queue.queue(db, queue_filter, limit=limit, offset=offset, order=order), stored_queue.count(db, queue_filter)


def queue_with_views(
    db: Database, queue_filter: Filter, view_filters: Sequence[Filter], *, limit: int, offset: int, order: str
) -> tuple[list[Row], Counts, list[int]]:
    """A page of the queue, the total counts, and how many claims each of ``view_filters`` shows, all read at one moment."""
    with queue_temp_tables(db):
        rows, counts = queue(db, queue_filter, limit=limit, offset=offset, order=order)
        return rows, counts, stored_queue.how_many(db, view_filters)


def next_to_read(db: Database, *, by: Person) -> int | None:
    """The claim, those that this person was asked to read before the others and then soonest due first, whose verdict waits for a second reader and that this person may approve; None when there is none."""
    with queue_temp_tables(db):
        allows_own = self_approval_allowed(db)
        own = stored_queue.queue(db, Filter(reader_id=by.id), limit=MOST_TO_READ)
        for row in [*own, *stored_queue.queue(db, Filter(waiting_for_reader=True), limit=MOST_TO_READ)]:
            waiting = claim_page(db, row.claim_id).waiting
            if waiting is not None and waiting.may_be_read_by(by.name, self_approval=allows_own):
                return row.claim_id
    return None


def source_page(db: Database, source_id: int) -> tuple[Source, list[tuple[Evidence, Claim]]]:
    """A source and the claims it is linked to, except those set aside; raise NotFound."""
    with read(db):
        source = sources.get_source(db, source_id)
        links = evidence.claims_using(db, source_id)
        roots = claims.roots_of(db, [link.claim_id for link in links])
        aside = claims.set_aside(db, roots.values())
        speaking = claims.get_claims(db, roots.values())
    return source, [(link, speaking[roots[link.claim_id]]) for link in links if roots[link.claim_id] not in aside]


def shown_claims(db: Database, claim_ids: Iterable[int]) -> dict[int, Known]:
    """Claims as they are shown in a list of results, with their rating, by number."""
    with read(db):
        return known_claims(db, claim_ids)


def cases_of_page(db: Database, claim_ids: list[int]) -> list[Case]:
    """The cases of claims that speak for themselves, to show their problems on a page of the queue."""
    with read(db):
        return cases_of(db, claim_ids)

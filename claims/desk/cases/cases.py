"""Everything known about a claim and the claims joined to it: what the sourcing rules judge and the screens show."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol, TypeVar

from sqlite_utils import Database

from claims.desk import newsroom
from claims.desk.cases.changed_lines import stale_verdicts
from claims.desk.cases.reading_notes import reading_notes
from claims.model import (
    Appearance,
    Case,
    Meaning,
    Origin,
    Problem,
    ProblemKind,
    Recheck,
    Report,
    Review,
    SignOff,
    Verdict,
    newest_approved,
)
from claims.sourcing import report, rules, sign_off_basis
from claims.store import appearances as stored_appearances
from claims.store import (
    articles,
    claims,
    corrections,
    evidence,
    expert_notes,
    line_notes,
    link_checks,
    proposed_sources,
    rechecks,
    signoffs,
    sources,
    verdicts,
)
from claims.store import newsroom as stored_newsroom
from claims.store.connect import read
from claims.store.match_inputs import day_of
from claims.wording import phrase


def cases_of(db: Database, root_ids: Iterable[int], *, inside: int | None = None) -> list[Case]:
    """One case for each claim that speaks for itself, in the order of ``root_ids``.

    Appearances in withdrawn articles are left out, except in the article numbered ``inside``.
    """
    heads_in_order = list(dict.fromkeys(root_ids))
    families = claims.family_of(db, heads_in_order)
    root = {number: head for head, numbers in families.items() for number in numbers}
    heads = claims.get_claims(db, heads_in_order)
    appearances = {
        head: counted_appearances(places, inside) for head, places in _by_root(stored_appearances.appearances_of(db, root), root).items()
    }
    linked = _by_root(evidence.evidence_of(db, root), root)
    rated = _by_root(verdicts.verdicts_of(db, root), root)
    reviews = _by_root(claims.reviews_of(db, root), root)
    copies = sources.copies_behind(db, {link.source.id for links in linked.values() for link in links})
    looks: dict[int, list[Recheck]] = {}
    for look in rechecks.newest_rechecks(db, {link.source.id for links in linked.values() for link in links}):
        looks.setdefault(look.source_id, []).append(look)
    links = link_checks.checks_on(db, {appearance.sentence_id for places in appearances.values() for appearance in places})
    appeared = stored_appearances.appeared_at(db, root)
    taken_up = claims.taken_up(db, root)
    wanted_of_all = newsroom.thresholds(db)
    falsehoods = {rating.name for rating in stored_newsroom.scale(db) if rating.meaning is Meaning.FALSE}
    return [
        Case(
            claim=heads[head],
            appearances=tuple(appearances.get(head, ())),
            evidence=tuple(linked.get(head, ())),
            verdicts=tuple(rated.get(head, ())),
            reviews=tuple(reviews.get(head, ())),
            earlier_false=_rated_false(rated.get(head, ()), reviews.get(head, ()), falsehoods),
            copies=tuple(copies),
            rechecks=tuple(
                look for number in dict.fromkeys(link.source.id for link in linked.get(head, ())) for look in looks.get(number, ())
            ),
            appeared_at=max((appeared[number] for number in families[head] if number in appeared), default=None),
            thresholds=wanted_of_all,
            members=tuple(families[head]),
            links=tuple(link for appearance in appearances.get(head, ()) for link in links.get(appearance.sentence_id, ())),
            is_proposed=heads[head].origin is Origin.OWN and taken_up.isdisjoint(families[head]),
        )
        for head in heads_in_order
    ]


def counted_appearances(appearances: Sequence[Appearance], inside: int | None = None) -> list[Appearance]:
    """The appearances of a claim in articles in force and in article ``inside``; all of them if every article is withdrawn."""
    kept = [appearance for appearance in appearances if not appearance.withdrawn or appearance.article_id == inside]
    return kept if any(not appearance.withdrawn for appearance in appearances) else list(appearances)


def case_of(db: Database, claim_id: int) -> Case:
    """The case of the claim that speaks for this claim number; raise NotFound."""
    with read(db):
        return cases_of(db, [claims.root_of(db, claim_id).id])[0]


def sourcing_report(db: Database, article_id: int, *, at: datetime) -> Report:
    """The editor's report on an article as the store stands now; raise NotFound."""
    with read(db):
        article = articles.get_article(db, article_id)
        appearances = stored_appearances.appearances_in(db, article_id)
        roots = claims.roots_of(db, [appearance.claim_id for appearance in appearances])
        lines, links = articles.sentences_of(db, article), link_checks.checks_in(db, article_id)
        made = report.build(article, lines, cases_of(db, roots.values(), inside=article_id), links=links, made_at=at)
        undecided = proposed_sources.count_undecided(db, [article_id]).get(article_id, 0)
        return replace(
            _with_sign_off(db, _with_stale(db, made)),
            undecided=undecided,
            questions=line_notes.count_open(db, article_id),
            expert_notes=expert_notes.count_open(db, article_id),
            reading_notes=reading_notes(db, article),
        )


def _with_stale(db: Database, made: Report) -> Report:
    """The report with a problem added for each verdict whose line changed in this version."""
    stale = [
        Problem(
            ProblemKind.STALE,
            claim.id,
            claim.text,
            f"Line {line.after[0].position} changed in this version: “{line.old_text}” became “{line.new_text}”.",
        )
        for claim, line in stale_verdicts(db, made.article.id)
    ]
    problems = sorted([*made.problems, *stale], key=lambda problem: rules.WEIGHT[problem.kind])
    return replace(made, problems=tuple(problems)) if stale else made


def _with_sign_off(db: Database, made: Report) -> Report:
    newest = signoffs.newest_sign_off(db, made.article.id)
    if newest is None:
        return made
    lapsed = None
    if newest.taken_back:
        lapsed = f"{newest.taken_back.by} withdrew it"
    elif newest.article_id != made.article.id or signoffs.has_newer_version(db, made.article.id):
        lapsed = "a newer version of the article was read since"
    elif not _still_fits(db, made, newest):
        lapsed = "something in the article, its claims or their sources changed since"
    return replace(made, sign_off=newest, lapsed=lapsed)


def _still_fits(db: Database, made: Report, given: SignOff) -> bool:
    """Whether the report is as it was signed off. Earlier releases left out what can be corrected; then the history tells."""
    if given.basis == sign_off_basis.basis(made):
        return True
    return given.basis == sign_off_basis.basis(made, details=False) and not corrections.any_since(
        db,
        given.at,
        articles=[made.article.id],
        sources={link.source.id for case in made.cases for link in case.evidence},
        claims={number for case in made.cases for number in case.members},
    )


class _OfClaim(Protocol):
    @property
    def claim_id(self) -> int: ...


Stored = TypeVar("Stored", bound=_OfClaim)


def _by_root(stored: Iterable[Stored], root: Mapping[int, int]) -> dict[int, list[Stored]]:
    grouped: dict[int, list[Stored]] = {}
    for item in stored:
        grouped.setdefault(root[item.claim_id], []).append(item)
    return grouped


def _rated_false(rated: Sequence[Verdict], reviews: Sequence[Review], falsehoods: set[str]) -> tuple[str, ...]:
    # A verdict of ours that was replaced by a newer one is history, not a warning.
    newest = newest_approved(rated)
    ours = (
        [phrase("rated {rating} here on {day}", rating=newest.rating.label, day=newest.read_at.date())]
        if newest and newest.read_at and newest.rating.meaning is Meaning.FALSE
        else []
    )
    return (*ours, *(_rated_elsewhere(review) for review in reviews if review.rating in falsehoods))


def _rated_elsewhere(review: Review) -> str:
    rating, publisher = review.rating_words or review.rating, review.publisher or phrase("another publisher")
    if review.reviewed_at:
        return phrase(
            "rated “{rating}” by {publisher} on {day}",
            rating=rating,
            publisher=publisher,
            day=day_of(review.reviewed_at) or review.reviewed_at,
        )
    return phrase("rated “{rating}” by {publisher}", rating=rating, publisher=publisher)

"""The queue shows what its filter says, its counts are true, and the remembered problems are those that the rules find now."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlite_utils import Database

from claims.desk import newsroom
from claims.desk.articles import withdrawals
from claims.desk.cases import cases
from claims.desk.checking import talk, verdicts
from claims.desk.people import people
from claims.desk.queue import bulk_work, query, views
from claims.desk.queue.problem_book import ProblemBook
from claims.desk.screens import overview
from claims.desk.screens.overview import ORDERS, Filter
from claims.desk.sources import evidence
from claims.errors import NotAllowed, NotFound, Refused, StaleEdit
from claims.model import Person, ProblemKind, Stance, State
from claims.sourcing import rules
from claims.store import claims, history, queue
from claims.store.affected_claims import our_claims
from stage import a_claim, a_link, a_match, a_source, an_article


@pytest.fixture
def full(db: Database, ben: Person, cleo: Person, at: datetime) -> list[int]:
    """Six claims in different places of the work."""
    an_article(db, *(f"Ferry {n} sank in 193{n}." for n in range(6)), by=ben, at=at)
    found = [a_claim(db, f"Ferry {n} sank in 193{n}.", by=ben, at=at + timedelta(hours=n), sentence_id=n + 1) for n in range(6)]
    verdicts.take(db, found[1], by=ben, at=at)
    verdicts.submit(db, found[2], "true", "The log says so.", by=ben, at=at)
    verdicts.drop(db, found[3], by=ben, at=at)
    verdicts.set_due(db, found[4], at - timedelta(hours=1), by=ben, at=at)
    verdicts.set_due(db, found[0], at + timedelta(days=2), by=ben, at=at)
    a_match(db, found[4], found[5], at=at)
    a_link(db, found[5], a_source(db, by=ben, at=at), Stance.SUPPORTS, by=ben, at=at)
    bulk_work.tag_all(db, [(found[5], None)], "Sea", by=ben, at=at)
    talk.add_note(db, found[0], "@Cleo: look", by=ben, at=at)
    return found


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("due=late&tag=x", {"due": "late", "tag": "x"}),
        ("/queue?due=late&tag=x", {"due": "late", "tag": "x"}),
        ("?due=late", {"due": "late"}),
        ("q=who?&tag=x", {"q": "who?", "tag": "x"}),
        ("/?q=who?&tag=x", {"q": "who?", "tag": "x"}),
        ("/claims/7", {}),
    ],
)
def test_a_filter_is_read_from_a_query_or_an_address(address: str, fields: dict[str, str]) -> None:
    assert query.fields_of(address) == fields


def test_each_filter_shows_its_claims_and_counts_them_truly(db: Database, full: list[int], ben: Person, cleo: Person, at: datetime) -> None:
    wanted: list[tuple[Filter, list[int]]] = [
        (Filter(), [4, 0, 1, 2, 5]),
        (Filter(states=(State.OPEN,)), [4, 0, 5]),
        (Filter(states=(State.DROPPED,)), [3]),
        (Filter(assignee_id=ben.id), [1, 2]),
        (Filter(assignee_id=0), [4, 0, 5]),
        (Filter(due_before=at), [4]),
        (Filter(undated=True), [1, 2, 5]),
        (Filter(text="1932"), [2]),
        (Filter(text="100%"), []),
        (Filter(tag="sea"), [5]),
        (Filter(article_id=1), [4, 0, 1, 2, 5]),
        (Filter(matches_waiting=True), [4, 5]),
        (Filter(unsourced=True), [4, 0, 1, 2]),
        (Filter(waiting_for_reader=True), [2]),
        (Filter(mentions=cleo.id, unseen=True), [0]),
        (Filter(mentions=ben.id), []),
        (Filter(among=(full[1], full[2])), [1, 2]),
        (Filter(among=()), []),
        (Filter(states=(State.OPEN,), tag="SEA", matches_waiting=True), [5]),
    ]
    for one, places in wanted:
        rows, counts = overview.queue(db, one)
        assert [row.claim_id for row in rows] == [full[place] for place in places], one
        assert counts.claims == len(places)
    assert queue.how_many(db, [one for one, _ in wanted]) == [len(places) for _, places in wanted]


def test_a_queue_can_be_sorted_and_paged(db: Database, full: list[int]) -> None:
    for order in ORDERS:
        whole = [row.claim_id for row in overview.queue(db, Filter(), order=order)[0]]
        paged = [row.claim_id for offset in range(5) for row in overview.queue(db, Filter(), limit=1, offset=offset, order=order)[0]]
        assert whole == paged and sorted(whole) == sorted(set(full) - {full[3]}), order
    assert next(row.claim_id for row in overview.queue(db, Filter(), order="new")[0]) == full[5]


def test_what_is_joined_counts_once_with_all_it_brings(db: Database, full: list[int], ben: Person, at: datetime) -> None:
    claims.join(db, claims.get_claim(db, full[5]), claims.get_claim(db, full[0]), by=ben, at=at)
    row = next(one for one in overview.queue(db, Filter())[0] if one.claim_id == full[0])
    assert (row.linked[Stance.SUPPORTS], row.tags, row.articles) == (1, ("Sea",), 1)
    assert [one.claim_id for one in overview.queue(db, Filter(tag="sea"))[0]] == [full[0]]


def problems_now(db: Database) -> dict[int, frozenset[ProblemKind]]:
    found = {case.claim.id: frozenset(problem.kind for problem in rules.problems(case)) for case in cases.cases_of(db, our_claims(db))}
    return {number: kinds for number, kinds in found.items() if kinds}


def remembered(book: ProblemBook, db: Database) -> dict[int, frozenset[ProblemKind]]:
    found: dict[int, set[ProblemKind]] = {}
    for kind in ProblemKind:
        for number in book.having(db, [kind]):
            found.setdefault(number, set()).add(kind)
    return {number: frozenset(kinds) for number, kinds in found.items()}


def test_the_remembered_problems_are_true_after_every_action(
    db: Database, full: list[int], ben: Person, cleo: Person, edith: Person, ada: Person, at: datetime
) -> None:
    """Two hundred actions drawn at random, refused ones among them; a second book that looks rarely must agree as well."""
    draw, book, late = random.Random(7), ProblemBook(), ProblemBook()
    sources = [a_source(db, by=ben, at=at, title=f"Log {n}", url=f"https://log.example/{n}", text=f"Ferry {n} sank.") for n in range(4)]
    links = [a_link(db, full[n], sources[n % 3], Stance.SUPPORTS, by=ben, at=at).id for n in range(4)]
    a_link(db, full[4], sources[3], Stance.CONTRADICTS, by=ben, at=at)

    def join(number: int) -> None:
        one, other = claims.root_of(db, number), claims.root_of(db, draw.choice(full))
        if one.id != other.id:
            claims.join(db, one, other, by=ben, at=at)

    def split(number: int) -> None:
        if claims.get_claim(db, number).joined_into:
            claims.split(db, claims.get_claim(db, number), by=ben, at=at)

    actions: list[Callable[[int], object]] = [
        lambda n: verdicts.submit(db, n, draw.choice(["true", "false"]), "So.", by=ben, at=at),
        lambda n: verdicts.approve(db, n, by=cleo, at=at),
        lambda n: verdicts.return_verdict(db, n, "Why?", by=cleo, at=at),
        lambda n: verdicts.reopen(db, n, "again", by=edith, at=at),
        lambda n: verdicts.drop(db, n, by=ben, at=at),
        lambda n: verdicts.restore(db, n, by=ben, at=at),
        lambda n: evidence.link_source(db, n, draw.choice(sources), draw.choice(list(Stance)), by=ben, at=at),
        lambda n: evidence.unlink_source(db, draw.choice(links), "wrong", by=ben, at=at),
        lambda n: evidence.restore_link(db, draw.choice(links), by=ben, at=at),
        lambda n: evidence.withdraw_source(db, draw.choice(sources), "forged", by=ben, at=at),
        lambda n: evidence.restore_source(db, draw.choice(sources), by=ben, at=at),
        lambda n: evidence.set_origin(db, draw.choice(sources), draw.choice([*sources, None]), by=ben, at=at),
        lambda n: withdrawals.withdraw_article(db, 1, "spoof", by=ben, at=at),
        lambda n: withdrawals.restore_article(db, 1, by=ben, at=at),
        lambda n: newsroom.allow_self_approval(db, draw.random() < 0.5, by=ada, at=at),
        lambda n: talk.add_note(db, n, "well", by=ben, at=at),
        join,
        split,
    ]
    done = 0
    for _ in range(200):
        before = history.last_line(db)
        try:
            draw.choice(actions)(draw.choice(full))
        except (Refused, NotAllowed, NotFound, StaleEdit):
            continue
        done += history.last_line(db) > before
        assert remembered(book, db) == problems_now(db)
    assert done > 60
    assert remembered(late, db) == problems_now(db)


def test_views_are_ones_own_and_shared_ones_are_an_editors(
    db: Database, ben: Person, cleo: Person, edith: Person, vic: Person, at: datetime
) -> None:
    mine = views.save_view(db, "Late", "due=late", by=ben, at=at)
    views.save_view(db, "Late", "due=late&q=tram", by=cleo, at=at)
    shared = views.save_view(db, "Everybody's", "state=open", shared=True, by=edith, at=at)
    assert [view.id for view in views.list_views(db, ben)] == [shared, mine]
    for wrong in (
        lambda: views.save_view(db, "late", "due=today", by=ben, at=at),
        lambda: views.save_view(db, "Empty", "", by=ben, at=at),
        lambda: views.save_view(db, " ", "due=late", by=ben, at=at),
    ):
        with pytest.raises(Refused):
            wrong()
    for forbidden in (
        lambda: views.save_view(db, "Mine", "due=late", shared=True, by=ben, at=at),
        lambda: views.remove_view(db, mine, by=cleo, at=at),
        lambda: views.remove_view(db, mine, by=edith, at=at),
        lambda: views.remove_view(db, shared, by=ben, at=at),
    ):
        with pytest.raises(NotAllowed):
            forbidden()
    views.remove_view(db, mine, by=ben, at=at)
    views.remove_view(db, shared, by=edith, at=at)
    assert views.list_views(db, ben) == []
    (removed,) = [event for event in history.events_of(db, {"view": [mine]}) if event.action == "remove_view"]
    assert removed.before == {"name": "Late", "query": "due=late", "shared": False}
    assert people.may(vic, "save_view")

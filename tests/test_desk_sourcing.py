"""The same source met twice, copies, passages with their places, and pages looked at again."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlite_utils import Database

from claims.desk.articles import fetching
from claims.desk.cases import cases
from claims.desk.checking import verdicts
from claims.desk.sources import evidence, rechecks, source_passages
from claims.errors import NotAllowed, Refused
from claims.model import Person, ProblemKind, SourceKind, Stance, Whereabouts
from claims.sourcing import rules
from claims.store import rechecks as stored_rechecks
from claims.store import sources
from claims.store.address_keys import address_key
from claims.store.connect import rows
from claims.store.sources import NewSource
from stage import a_claim, everything, told
from tests.reading_files import pdf
from tests.served_pages import HOST, Site, served

WIRE = (
    "The harbour bridge at Tarnmouth was opened to traffic on Monday morning, four years after cracks in two of its six piers forced "
    "its closure. The repairs cost 48 million crowns, the town council said. The bridge had been shut within hours of an inspection."
)
RETURN = [
    "The harbour of Tarnmouth counted fewer boats in the spring, the harbour master writes in the monthly return of his office.",
    "Landings by fishing boats in October 2026: 96. In October 2025 there were 47 landings, the lowest number in ten years.",
    "The clearance under the middle span has been 1.5 metres greater since the first day of October, which lets larger boats pass.",
]
QUOTE = "Landings by fishing boats in October 2026: 96."


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as made:
        made.pages["/return"] = RETURN
        yield made


def add(db: Database, by: Person, at: datetime, text: str | None = None, **known: object) -> evidence.AddedSource:
    new = {"title": "Harbour log", "kind": SourceKind.PRIMARY_DOCUMENT, "text": text, **known}
    return evidence.add_source(db, NewSource(**new), by=by, at=at)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        "http://log.example.org/returns/10?b=2&a=1",
        "https://www.log.example.org/returns/10/?a=1&b=2",
        "https://LOG.example.org:443/returns/10?a=1&b=2#table",
        "https://log.example.org/returns/10?utm_source=mail&a=1&fbclid=x&b=2",
    ],
)
def test_one_page_in_many_spellings_is_one_source(db: Database, ben: Person, at: datetime, other: str) -> None:
    first = add(db, ben, at, "96 landings.", url="https://log.example.org/returns/10?a=1&b=2")
    before = everything(db)
    for text in ("96 landings.", None):
        again = add(db, ben, at, text, url=other)
        assert again.was_there and again.source.id == first.source.id
    assert everything(db) == before


@pytest.mark.parametrize(
    "other", ["https://log.example.org/returns/11", "https://log.example.org/returns/10?a=2", "https://example.org/returns/10"]
)
def test_another_page_is_another_source(db: Database, ben: Person, at: datetime, other: str) -> None:
    add(db, ben, at, "96 landings.", url="https://log.example.org/returns/10")
    assert not add(db, ben, at, "96 landings.", url=other).was_there


def test_what_cannot_be_taken_apart_has_no_key() -> None:
    assert [address_key(one) for one in (None, "", "http://[::1", "mailto:x", "http://")] == [None] * 5


def test_a_text_pasted_again_without_an_address_is_the_source_it_came_from(db: Database, ben: Person, at: datetime) -> None:
    first = add(db, ben, at, WIRE, url="https://wire.example.org/1")
    assert add(db, ben, at, WIRE).source.id == first.source.id


def test_the_page_changed_is_a_new_source_that_is_offered_as_a_copy_of_the_old_one(db: Database, ben: Person, at: datetime) -> None:
    first = add(db, ben, at, "96 landings.", url="https://log.example.org/returns/10")
    newer = add(db, ben, at, "69 landings.", url="https://log.example.org/returns/10")
    assert not newer.was_there
    assert [(copy.source.id, copy.share) for copy in newer.copies] == [(first.source.id, 0.0)]


def test_a_wire_report_printed_again_is_offered_as_a_copy_until_that_is_said(db: Database, ben: Person, at: datetime) -> None:
    wire = add(db, ben, at, WIRE, title="Coastal Wire", url="https://wire.example.org/1").source
    add(db, ben, at, "The harbour bridge is 611 metres long. It has six piers, and it carries the county road to Ostrel.", title="Register")
    herald = add(db, ben, at, f"Bridge open again. {WIRE} (Coastal Wire)", title="Herald", url="https://herald.example.org/1")
    assert [copy.source.title for copy in herald.copies] == ["Coastal Wire"]
    assert herald.copies[0].share > 0.9
    assert [copy.source.title for copy in evidence.likely_copies(db, wire)] == ["Herald"]
    evidence.set_origin(db, herald.source.id, wire.id, by=ben, at=at)
    assert evidence.likely_copies(db, sources.get_source(db, herald.source.id)) == []
    assert evidence.likely_copies(db, wire) == []


def test_a_picked_passage_is_anchored_with_its_place(db: Database, ben: Person, at: datetime) -> None:
    claim = a_claim(db, "The harbour counted 96 landings in October.", by=ben, at=at)
    source = add(db, ben, at, "Harbour of Tarnmouth\n\n" + "\n\n".join(RETURN)).source
    best = source_passages.passages_in_source(db, claim, source.id)[0]
    assert best.passage.sentence.text == QUOTE and best.locator == "paragraph 2"
    assert [one.text for one in best.passage.agreeing] == ["96"]
    link = evidence.link_source(
        db, claim, source.id, Stance.SUPPORTS, by=ben, at=at, quote=QUOTE, start=best.passage.sentence.start, locate=True
    )
    assert link.locator == "paragraph 2"
    assert source.text is not None and link.start is not None and source.text[link.start : link.end] == QUOTE
    assert (link.prefix + QUOTE + link.suffix) in source.text


def test_the_page_of_a_pdf_is_its_locator(db: Database, ben: Person, at: datetime) -> None:
    content = pdf([["The ferry service was closed in the spring of that year."], [QUOTE]])
    new = fetching.read_source(content, "return.pdf", {"kind": "primary_document"}, limit=1_000_000)
    source = evidence.add_source(db, new, by=ben, at=at).source
    claim = a_claim(db, "The harbour counted 96 landings in October 2026.", by=ben, at=at)
    assert source_passages.passages_in_source(db, claim, source.id)[0].locator == "page 2"


def linked(db: Database, site: Site, by: Person, at: datetime) -> tuple[int, int]:
    """A claim and a source fetched from the site and quoted; gives both numbers."""
    page = fetching.fetch_page(f"{site.root}/return", allowed_hosts={HOST}, limit=1_000_000)
    new = fetching.fetched_source(page, {"url": f"{site.root}/return", "kind": "primary_document"})
    source = evidence.add_source(db, new, by=by, at=at).source
    assert source.has_bytes
    claim = a_claim(db, "The harbour counted 96 landings in October.", by=by, at=at)
    evidence.link_source(db, claim, source.id, Stance.SUPPORTS, by=by, at=at, quote=QUOTE, locate=True)
    return claim, source.id


def look(db: Database, source_id: int, by: Person, at: datetime) -> rechecks.Rechecked:
    return rechecks.recheck(db, source_id, allowed_hosts={HOST}, limit=1_000_000, by=by, at=at)


@pytest.mark.parametrize(
    ("page", "whereabouts", "changed"),
    [
        (RETURN, Whereabouts.PRESENT, False),
        ([RETURN[1], RETURN[0], RETURN[2]], Whereabouts.MOVED, True),
        ([RETURN[0], RETURN[1].replace("96", "69"), RETURN[2]], Whereabouts.CHANGED, True),
        (
            [RETURN[0], RETURN[2], "The return for October is being revised and will be printed here again in the coming week."],
            Whereabouts.GONE,
            True,
        ),
    ],
)
def test_a_look_again_says_what_became_of_each_quote(
    db: Database, site: Site, ben: Person, at: datetime, page: list[str], whereabouts: Whereabouts, changed: bool
) -> None:
    claim, source = linked(db, site, ben, at)
    site.pages["/return"] = page
    seen = look(db, source, ben, at)
    assert [quote.whereabouts for quote in seen.recheck.quotes] == [whereabouts]
    assert seen.recheck.changed is changed and seen.recheck.failure is None
    assert told(db, "source", source) == ["add_source", "recheck_source"]
    kinds = [problem.kind for problem in rules.problems(cases.case_of(db, claim))]
    assert (ProblemKind.QUOTE_MOVED in kinds) is (whereabouts in (Whereabouts.CHANGED, Whereabouts.GONE))


def test_a_quote_that_comes_back_is_no_problem_any_more(db: Database, site: Site, ben: Person, at: datetime) -> None:
    claim, source = linked(db, site, ben, at)
    site.pages["/return"] = [RETURN[0], RETURN[2]]
    look(db, source, ben, at)
    site.pages["/return"] = RETURN
    look(db, source, ben, at + timedelta(hours=1))
    assert rules.problems(cases.case_of(db, claim)) == []


def test_a_page_that_changed_since_the_verdict_makes_it_stale(db: Database, site: Site, ben: Person, cleo: Person, at: datetime) -> None:
    claim, source = linked(db, site, ben, at)
    verdicts.submit(db, claim, "true", "The return says so.", by=ben, at=at)
    verdicts.approve(db, claim, by=cleo, at=at)
    site.pages["/return"] = [*RETURN, "Corrected on 2 December: the number for October 2025 was given wrongly before, and is right now."]
    look(db, source, ben, at + timedelta(days=3))
    assert [problem.kind for problem in rules.problems(cases.case_of(db, claim))] == [ProblemKind.STALE]


def test_a_page_that_cannot_be_fetched_is_told_stored_and_proves_nothing(db: Database, site: Site, ben: Person, at: datetime) -> None:
    claim, source = linked(db, site, ben, at)
    del site.pages["/return"]
    failed = look(db, source, ben, at)
    assert failed.recheck.failure is not None and "404" in failed.recheck.failure
    assert rules.problems(cases.case_of(db, claim)) == []
    assert [one.failure is None for one in rechecks.last_looks(db, source)] == [False]
    assert len(rows(db, "SELECT * FROM recheck")) == 1


def test_an_inside_address_is_not_looked_at(db: Database, site: Site, ben: Person, at: datetime) -> None:
    _, source = linked(db, site, ben, at)
    seen = rechecks.recheck(db, source, allowed_hosts=(), limit=1_000_000, by=ben, at=at)
    assert seen.recheck.failure is not None and seen.recheck.quotes == ()


def test_only_a_source_in_force_with_an_address_is_looked_at_by_those_who_may(
    db: Database, site: Site, ben: Person, vic: Person, at: datetime
) -> None:
    _, source = linked(db, site, ben, at)
    byhand = add(db, ben, at, "By hand.").source
    before = everything(db)
    with pytest.raises(Refused, match="no address"):
        look(db, byhand.id, ben, at)
    with pytest.raises(NotAllowed):
        look(db, source, vic, at)
    assert everything(db) == before
    assert stored_rechecks.due_for_recheck(db) == [source]
    evidence.withdraw_source(db, source, "forged", by=ben, at=at)
    with pytest.raises(Refused, match="withdrawn"):
        look(db, source, ben, at)
    assert stored_rechecks.due_for_recheck(db) == []

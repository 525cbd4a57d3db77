"""Sources and what they say of claims."""

from datetime import datetime

import pytest
from sqlite_utils import Database

from claims.desk.cases import cases
from claims.desk.checking import review
from claims.desk.history import histories
from claims.desk.screens import overview
from claims.desk.sources import evidence
from claims.errors import NotAllowed, NotFound, Refused, StaleEdit
from claims.model import Origin, Person, SourceKind, Stance, Status, UsedAs
from claims.sourcing.origins import count_origins
from claims.store import claims
from claims.store import sources as stored_sources
from claims.store.sources import NewSource
from stage import a_claim, a_match, a_source, everything, told

LOG = NewSource("Harbour log", SourceKind.PRIMARY_DOCUMENT, url="https://harbour.example.org/log", text="Landings in\nOctober: 96.")


def test_a_source_is_stored_with_the_hash_of_its_text_and_its_bytes(db: Database, ben: Person, at: datetime) -> None:
    new = NewSource("Log", SourceKind.DATASET, text="96 landings", original=b"%PDF bytes", original_type="pdf")
    source = evidence.add_source(db, new, by=ben, at=at).source
    assert source.has_bytes and source.sha256 is not None and len(source.sha256) == 64
    assert told(db, "source", source.id) == ["add_source"]


def test_the_same_source_given_twice_is_stored_once(db: Database, ben: Person, at: datetime) -> None:
    first = evidence.add_source(db, LOG, by=ben, at=at)
    before = everything(db)
    again = evidence.add_source(db, LOG, by=ben, at=at)
    assert (first.was_there, again.was_there) == (False, True)
    assert again.source.id == first.source.id and everything(db) == before


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example", "http://", "https:// space.example", "example.org"]
)
def test_only_web_addresses_are_kept_as_links(db: Database, ben: Person, at: datetime, url: str) -> None:
    before = everything(db)
    with pytest.raises(Refused, match="Start it with http"):
        evidence.add_source(db, NewSource("Log", SourceKind.OTHER, url=url), by=ben, at=at)
    with pytest.raises(Refused, match="Start it with http"):
        evidence.add_source(db, NewSource("Log", SourceKind.OTHER, archived_url=url), by=ben, at=at)
    assert everything(db) == before


def test_a_link_keeps_stance_quote_locator_and_who_checked(db: Database, ben: Person, at: datetime) -> None:
    claim = a_claim(db, "96 landings.", by=ben, at=at)
    source = evidence.add_source(db, LOG, by=ben, at=at).source
    link = evidence.link_source(
        db, claim, source.id, Stance.SUPPORTS, by=ben, at=at, quote="Landings in October: 96.", locator="page 1", note="own count"
    )
    assert (link.stance, link.quote, link.locator, link.used_as) == (Stance.SUPPORTS, "Landings in October: 96.", "page 1", UsedAs.PRIMARY)
    assert (link.checked_by, link.checked_at, link.note) == ("Ben", at, "own count")
    assert told(db, "claim", claim) == ["add_claim", "link_source"]


def test_a_report_of_somebody_elses_is_secondary_unless_a_person_says_otherwise(db: Database, ben: Person, at: datetime) -> None:
    claim = a_claim(db, "96 landings.", by=ben, at=at)
    news = evidence.add_source(db, NewSource("Paper", SourceKind.NEWS), by=ben, at=at).source
    assert evidence.link_source(db, claim, news.id, Stance.CONTEXT, by=ben, at=at).used_as is UsedAs.SECONDARY
    assert evidence.link_source(db, claim, news.id, Stance.SUPPORTS, by=ben, at=at, used_as=UsedAs.PRIMARY).used_as is UsedAs.PRIMARY


def test_a_quote_that_is_not_in_the_source_is_refused(db: Database, ben: Person, at: datetime) -> None:
    claim = a_claim(db, "69 landings.", by=ben, at=at)
    source = evidence.add_source(db, LOG, by=ben, at=at).source
    before = everything(db)
    with pytest.raises(Refused, match="are not in the stored text"):
        evidence.link_source(db, claim, source.id, Stance.SUPPORTS, by=ben, at=at, quote="October: 69.")
    assert everything(db) == before


def test_linking_twice_adds_nothing(db: Database, ben: Person, at: datetime) -> None:
    claim, source = a_claim(db, "x.", by=ben, at=at), a_source(db, by=ben, at=at)
    first = evidence.link_source(db, claim, source, Stance.SUPPORTS, by=ben, at=at)
    before = everything(db)
    assert evidence.link_source(db, claim, source, Stance.SUPPORTS, by=ben, at=at).id == first.id
    assert everything(db) == before


def test_evidence_on_a_joined_claim_goes_to_the_one_that_speaks_for_it(db: Database, ben: Person, at: datetime) -> None:
    one, other = a_claim(db, "The ferry sank.", by=ben, at=at), a_claim(db, "It went down.", by=ben, at=at)
    review.decide_match(db, a_match(db, other, one, at=at), Status.CONFIRMED, by=ben, at=at)
    assert evidence.link_source(db, other, a_source(db, by=ben, at=at), Stance.SUPPORTS, by=ben, at=at).claim_id == one


def test_a_withdrawn_link_and_a_withdrawn_source_leave_every_count_but_not_the_history(db: Database, ben: Person, at: datetime) -> None:
    claim = a_claim(db, "x.", by=ben, at=at)
    sources = [a_source(db, by=ben, at=at, title=title) for title in ("one", "two")]
    links = [evidence.link_source(db, claim, number, Stance.SUPPORTS, by=ben, at=at) for number in sources]
    evidence.unlink_source(db, links[0].id, "wrong page", by=ben, at=at, seen_version=1)
    assert [one.id for one in overview.claim_page(db, claim).case.evidence] == [links[1].id]
    evidence.withdraw_source(db, sources[1], "forged", by=ben, at=at)
    assert overview.claim_page(db, claim).case.evidence == ()
    with pytest.raises(Refused, match="was withdrawn"):
        evidence.link_source(db, claim, sources[1], Stance.CONTEXT, by=ben, at=at)
    assert "link to “one” removed: wrong page" in [line.words for line in histories.of_claim(db, claim)]
    with pytest.raises(StaleEdit):
        evidence.unlink_source(db, links[0].id, "again", by=ben, at=at)
    # The same link can be made again when the withdrawal was the slip.
    assert evidence.link_source(db, claim, sources[0], Stance.SUPPORTS, by=ben, at=at).id not in {link.id for link in links}


def test_a_copy_names_its_origin_and_no_circle_is_made(db: Database, ben: Person, at: datetime) -> None:
    wire, paper, portal = (a_source(db, by=ben, at=at, title=title) for title in ("wire", "paper", "portal"))
    evidence.set_origin(db, paper, wire, by=ben, at=at)
    evidence.set_origin(db, portal, paper, by=ben, at=at)
    before = everything(db)
    for source, origin in ((wire, portal), (wire, wire)):
        with pytest.raises(Refused, match="copy of itself"):
            evidence.set_origin(db, source, origin, by=ben, at=at)
    assert everything(db) == before
    evidence.set_origin(db, portal, None, by=ben, at=at, seen_version=2)
    assert stored_sources.get_source(db, portal).derived_from is None


def test_copies_of_a_source_that_is_not_linked_itself_count_once(db: Database, ben: Person, at: datetime) -> None:
    claim = a_claim(db, "x.", by=ben, at=at)
    wire, middle, paper, portal = (a_source(db, by=ben, at=at, title=title) for title in ("wire", "middle", "paper", "portal"))
    for copy, origin in ((middle, wire), (paper, middle), (portal, wire)):
        evidence.set_origin(db, copy, origin, by=ben, at=at)
    for number in (paper, portal):
        evidence.link_source(db, claim, number, Stance.SUPPORTS, by=ben, at=at)
    case = cases.case_of(db, claim)
    assert count_origins(case.evidence, case.copies) == 1


def test_a_source_cannot_be_linked_to_another_publishers_claim(db: Database, ben: Person, at: datetime) -> None:
    theirs = claims.add_claim(db, "x.", by=ben, at=at, origin=Origin.IMPORTED)
    with pytest.raises(Refused, match="another publisher's claim"):
        evidence.link_source(db, theirs, a_source(db, by=ben, at=at), Stance.SUPPORTS, by=ben, at=at)


def test_a_viewer_may_add_and_link_nothing(db: Database, vic: Person, ben: Person, at: datetime) -> None:
    claim, source = a_claim(db, "x.", by=ben, at=at), a_source(db, by=ben, at=at)
    link = evidence.link_source(db, claim, source, Stance.SUPPORTS, by=ben, at=at)
    before = everything(db)
    for action in (
        lambda: evidence.add_source(db, LOG, by=vic, at=at),
        lambda: evidence.link_source(db, claim, source, Stance.CONTEXT, by=vic, at=at),
        lambda: evidence.unlink_source(db, link.id, "x", by=vic, at=at),
        lambda: evidence.withdraw_source(db, source, "x", by=vic, at=at),
        lambda: evidence.set_origin(db, source, None, by=vic, at=at),
    ):
        with pytest.raises(NotAllowed):
            action()
    assert everything(db) == before


def test_an_unknown_number_is_named(db: Database, ben: Person, at: datetime) -> None:
    claim, source = a_claim(db, "x.", by=ben, at=at), a_source(db, by=ben, at=at)
    for action, said in (
        (lambda: evidence.link_source(db, 99, source, Stance.CONTEXT, by=ben, at=at), "no claim 99"),
        (lambda: evidence.link_source(db, claim, 99, Stance.CONTEXT, by=ben, at=at), "no source 99"),
        (lambda: evidence.unlink_source(db, 99, "x", by=ben, at=at), "no evidence link 99"),
        (lambda: evidence.add_source(db, NewSource("x", SourceKind.WIRE, derived_from=99), by=ben, at=at), "no source 99"),
    ):
        with pytest.raises(NotFound, match=said):
            action()

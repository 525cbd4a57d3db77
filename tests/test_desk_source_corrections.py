"""Correcting a source or a link: what it says afterwards, what is refused, and the quotes, looks and verdicts that follow."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from claims.desk.cases import cases
from claims.desk.history import histories
from claims.desk.publishing import page_states
from claims.desk.sources import corrections, evidence, rechecks
from claims.desk.sources.evidence import NewSource
from claims.errors import ClaimsError, Refused
from claims.model import ProblemKind, SourceKind, Stance
from claims.sourcing import rules, staleness
from claims.store import checks, sources
from claims.store import rechecks as stored_rechecks
from tests.stage import everything
from tests.test_desk_corrections import correct_link, correct_source, link
from tests.web_stage import Stage


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    assert checks.problems(made.db) == []
    made.db.close()


def test_a_source_is_corrected_and_found_under_its_new_values(stage: Stage) -> None:
    number = stage.link()
    source = link(stage, number).source
    done = correct_source(
        stage, source.id, title="Register", kind="report", publisher="Registry", published="Mar. 4th, 2024",
        url="https://registry.example.org/b", archived_url="https://archive.example.org/b", description="A bound book.",
    )  # fmt: skip
    assert done.fields == corrections.SOURCE_FIELDS
    assert done.remarks == ("Links keep their use as primary or secondary source: check that it still fits.",)
    now = sources.get_source(stage.db, source.id)
    assert (now.title, now.kind, now.published_at, now.archived_url) == (
        "Register",
        SourceKind.REPORT,
        "2024-03-04",
        "https://archive.example.org/b",
    )
    assert [stored.id for stored in sources.sources_at(stage.db, "http://registry.example.org/b#top")] == [source.id]
    assert sources.sources_at(stage.db, source.url or "") == []
    told = [line.words for line in histories.of_source(stage.db, source.id)][-1]
    assert "kind from primary document to report" in told and "address from “https://register.example.org/" in told
    corrections.undo_source_correction(stage.db, source.id, by=stage.cast["Ben"], at=stage.at)
    back = sources.get_source(stage.db, source.id)
    assert (back.title, back.kind, back.url, back.archived_url) == (source.title, source.kind, source.url, None)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", "", "the title is empty"),
        ("kind", "gossip", "the kind is none of primary_document"),
        ("published", "soon", "the publication date is given as 'soon'"),
        ("url", "ftp://register.example.org/", "the address is not a web address"),
        ("archived_url", "archive", "the address of the archived copy is not a web address"),
    ],
)
def test_a_source_with_a_wrong_value_stays_as_it_was(stage: Stage, field: str, value: str, message: str) -> None:
    number = stage.source().id
    before = everything(stage.db)
    with pytest.raises(ClaimsError, match=message) as caught:
        correct_source(stage, number, publisher="Registry", **{field: value})
    assert caught.value.field == field
    assert everything(stage.db) == before


def test_a_source_does_not_become_one_that_is_stored_already(stage: Stage) -> None:
    new = NewSource(title="Bulletin", kind=SourceKind.REPORT, url="https://bulletin.example.org/1", text="The line measures 9 kilometres.")
    first = evidence.add_source(stage.db, new, by=stage.cast["Ben"], at=stage.at).source
    other = NewSource(
        title="Bulletin", kind=SourceKind.REPORT, url="https://bulletin.example.org/2", text="The line measures 9 kilometres."
    )
    second = evidence.add_source(stage.db, other, by=stage.cast["Ben"], at=stage.at).source
    with pytest.raises(Refused, match=f"source {first.id}, “Bulletin”, already has this address") as caught:
        correct_source(stage, second.id, url="http://bulletin.example.org/1")
    assert caught.value.field == "url"
    assert sources.get_source(stage.db, second.id).url == "https://bulletin.example.org/2"


def test_a_look_at_another_address_or_for_another_quote_says_nothing(stage: Stage) -> None:
    by, at = stage.cast["Ben"], stage.at
    number = stage.link()
    source = link(stage, number).source
    rechecks.store_seen(stage.db, source, "Nothing of the kind.", None, by=by, at=at)
    claim = link(stage, number).claim_id

    def moved() -> bool:
        return ProblemKind.QUOTE_MOVED in {problem.kind for problem in rules.problems(cases.case_of(stage.db, claim))}

    assert moved()
    done = correct_source(stage, source.id, url="https://registry.example.org/other")
    assert stored_rechecks.due_for_recheck(stage.db) == [source.id]
    assert "check the page again" in done.remarks[0] and not moved() and rechecks.last_looks(stage.db, source.id) == []
    corrections.undo_source_correction(stage.db, source.id, by=by, at=at)
    assert moved(), "the page at this address was looked at"
    correct_link(stage, number, quote="The line measures 9.1 kilometres")
    assert not moved()
    corrections.undo_link_correction(stage.db, number, by=by, at=at)
    assert moved()


def test_a_corrected_quote_is_anchored_anew_and_a_found_locator_moves_with_it(stage: Stage) -> None:
    new = NewSource(
        title="Minutes",
        kind=SourceKind.REPORT,
        text="Minutes of May.\n\nThe depot was torn down.\n\nThe yard was sold. The yard was sold.\n",
    )
    source = evidence.add_source(stage.db, new, by=stage.cast["Ben"], at=stage.at).source
    claim = stage.claim("depot")
    number = evidence.link_source(
        stage.db, claim.id, source.id, Stance.SUPPORTS, by=stage.cast["Ben"], at=stage.at, quote="The depot was torn down.", locate=True
    ).id
    found = link(stage, number).locator
    done = correct_link(stage, number, quote="The yard was sold.", start=60)
    now = link(stage, number)
    text = source.text or ""
    assert now.start is not None and text[now.start : now.end] == now.quote == "The yard was sold." and now.start > text.find("The yard")
    assert done.fields == ("quote", "locator") and now.locator not in (None, found)
    assert now.prefix.endswith("The yard was sold. ")
    corrections.undo_link_correction(stage.db, number, by=stage.cast["Ben"], at=stage.at)
    assert (link(stage, number).quote, link(stage, number).locator) == ("The depot was torn down.", found)
    corrections.undo_link_correction(stage.db, number, by=stage.cast["Ben"], at=stage.at)
    assert (link(stage, number).start, link(stage, number).locator) == (now.start, now.locator), "undone twice, the same of two places"
    correct_link(stage, number, locator="page 3")
    done = correct_link(stage, number, quote="The depot was torn down.")
    assert link(stage, number).locator == "page 3" and "“page 3” was typed by somebody" in done.remarks[0]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("quote", "The depot was painted.", "these words are not in the stored text"),
        ("locator", "p" * 2001, "the locator has 2,001 characters"),
        ("note", "\ud800", "the note contains invalid characters"),
        ("used_as", "tertiary", "the use is none of primary, secondary"),
    ],
)
def test_a_link_with_a_wrong_value_stays_as_it_was(stage: Stage, field: str, value: str, message: str) -> None:
    number = stage.link()
    before = everything(stage.db)
    with pytest.raises(ClaimsError, match=message) as caught:
        correct_link(stage, number, **{"note": "seen", "locator": "page 2"} | {field: value})
    assert caught.value.field == field
    assert everything(stage.db) == before


def test_a_link_does_not_become_one_that_is_there_already(stage: Stage) -> None:
    first = link(stage, stage.link())
    by, at = stage.cast["Ben"], stage.at
    second = evidence.link_source(stage.db, first.claim_id, first.source.id, Stance.SUPPORTS, by=by, at=at, quote="9.1 kilometres")
    with pytest.raises(Refused, match="already linked to the claim with this quote") as caught:
        correct_link(stage, second.id, quote=first.quote)
    assert caught.value.field == "quote"
    evidence.unlink_source(stage.db, second.id, "wrong", by=by, at=at)
    with pytest.raises(Refused, match="was withdrawn"):
        correct_link(stage, second.id, note="x")


def test_a_verdict_is_told_stale_when_the_quote_it_rests_on_is_corrected(stage: Stage) -> None:
    number = stage.link()
    claim = stage.bring("depot", "published")
    page = page_states.live_pages(stage.db, claim.id)
    stage.at += timedelta(hours=1)
    correct_link(stage, number, locator="page 2", note="seen")

    def stale() -> list[str]:
        return [problem.detail for problem in rules.problems(cases.case_of(stage.db, claim.id)) if problem.kind is ProblemKind.STALE]

    assert stale() == [], "where it stands weighs nothing"
    correct_link(stage, number, quote="The line measures 9.1 kilometres")
    assert "the quote or use of Building register of Brackwater was corrected" in stale()[0]
    assert staleness.stale_since(cases.case_of(stage.db, claim.id)) == stage.at
    assert page_states.live_pages(stage.db, claim.id) == page
    assert page_states.page_states(stage.db, [claim.id])[claim.id].changes == ("the sources",)


def test_an_archived_copy_given_after_publishing_is_told_as_a_change_of_the_page(stage: Stage) -> None:
    number = stage.link()
    claim = stage.bring("depot", "published")
    assert page_states.page_states(stage.db, [claim.id])[claim.id].changes == ()
    stage.at += timedelta(minutes=1)
    correct_source(stage, link(stage, number).source.id, archived_url="https://archive.example.org/register")
    assert page_states.page_states(stage.db, [claim.id])[claim.id].changes == ("the sources",)
    corrections.undo_source_correction(stage.db, link(stage, number).source.id, by=stage.cast["Ben"], at=stage.at)
    assert page_states.page_states(stage.db, [claim.id])[claim.id].changes == ()

"""What the small script adds: a bar for chosen rows, one sending for two clicks, and keys for the focused match."""

import pytest
from playwright.sync_api import expect

from claims.desk.screens import overview
from claims.model import Status
from claims.store import proposed_sources as stored_proposed_sources
from claims.store import sources
from tests.browser.conftest import Desk
from tests.web_form_articles import drafted

pytestmark = pytest.mark.browser


def test_the_bar_for_chosen_claims_appears_with_the_first_choice(desk: Desk) -> None:
    claim = desk.stage.claim("depot")
    ben = desk.open("Ben")
    ben.goto("/")
    expect(ben.get_by_role("button", name="Assign to me")).to_be_hidden()
    ben.get_by_label(f"Select claim {claim.id}").check()
    expect(ben.get_by_text("1 selected")).to_be_visible()
    ben.get_by_role("button", name="Assign to me").click()
    expect(ben.get_by_role("row", name="depot")).to_contain_text("You")
    assert overview.claim_page(desk.stage.db, claim.id).assignee == "Ben"


def test_without_script_the_bar_stands_above_the_table(desk: Desk) -> None:
    desk.stage.claim("depot")
    ben = desk.open("Ben", scripts=False)
    ben.goto("/")
    expect(ben.get_by_role("button", name="Assign to me")).to_be_visible()


def test_two_quick_clicks_send_a_form_once(desk: Desk) -> None:
    ben = desk.open("Ben")
    ben.goto("/sources/new")
    ben.get_by_label("Title").fill("Ledger")
    ben.get_by_role("button", name="Add source").dblclick()
    expect(ben.get_by_role("heading", name="Ledger")).to_be_visible()
    assert len(sources.list_sources(desk.stage.db)) == 1


def test_a_key_decides_on_the_match_that_has_the_focus(desk: Desk) -> None:
    match = desk.stage.match(differing=False)
    ben = desk.open("Ben")
    ben.goto(f"/claims/{match.claim_id}")
    ben.locator(f"#match-{match.id}").focus()
    with ben.expect_navigation():
        ben.keyboard.press("d")
    assert f"/matches/{match.id}" in ben.url
    assert overview.pair_page(desk.stage.db, match.id).match.status is Status.SUGGESTED


def test_typing_a_quote_ticks_its_choice(desk: Desk) -> None:
    claim = desk.stage.claim("depot")
    ben = desk.open("Ben")
    ben.goto(f"/claims/{claim.id}")
    source = desk.stage.source()
    ben.goto(f"/claims/{claim.id}/evidence/new?source={source.id}&stance=supports")
    ben.locator("input[name=passage]").first.check()
    expect(ben.locator("#own-words")).not_to_be_checked()
    ben.locator("[name=quote]").fill("The depot closed")
    expect(ben.locator("#own-words")).to_be_checked()


def test_one_key_accepts_a_source_that_the_file_names_and_one_drops_it(desk: Desk) -> None:
    article = drafted(desk.stage)
    line = desk.stage.sentence("Ridership", article).position
    ben = desk.open("Ben")
    ben.goto(f"/articles/{article}?line={line}")
    with ben.expect_navigation():
        ben.keyboard.press("e")
    expect(ben.get_by_text("“Harbour office, annual report” linked: supports.")).to_be_visible()
    with ben.expect_navigation():
        ben.get_by_role("button", name="Undo", exact=True).first.click()
    expect(ben.get_by_text("This source does not count until you accept it.")).to_be_visible()
    with ben.expect_navigation():
        ben.keyboard.press("t")
    states = [str(source.state) for source in stored_proposed_sources.proposed_in(desk.stage.db, article)]
    assert states == ["dropped", "proposed", "proposed"]

"""Correcting in the browser: what the report misses is given on its row, and the way back leads to that row."""

from playwright.sync_api import Page, expect

from claims.store import evidence
from tests.browser.conftest import Desk


def locator_of(desk: Desk, number: int) -> str | None:
    return evidence.get_evidence(desk.stage.db, number).locator


def test_a_missing_location_is_given_on_the_report_and_taken_back(desk: Desk) -> None:
    number = desk.stage.link()
    claim = evidence.get_evidence(desk.stage.db, number).claim_id
    for scripts in (True, False):
        page: Page = desk.open("Ben", scripts=scripts)
        page.goto(f"/articles/{desk.stage.article}/report")
        page.get_by_label("Building register of Brackwater: page, minute or paragraph").fill("page 12")
        page.get_by_label("Building register of Brackwater: page, minute or paragraph").press("Enter")
        page.wait_for_url(f"**/report#problem-{claim}-no_locator")
        expect(page.get_by_text("Location corrected.")).to_be_visible()
        assert locator_of(desk, number) == "page 12"
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_label("Building register of Brackwater: page, minute or paragraph")).to_be_visible()
        assert locator_of(desk, number) is None


def test_the_way_to_the_field_focuses_it_and_cancel_leads_back(desk: Desk) -> None:
    desk.stage.link()
    page = desk.open("Ben")
    page.goto(f"/articles/{desk.stage.article}/report")
    page.get_by_role("link", name="See the quote").click()
    page.wait_for_url(lambda url: "/edit" in url)
    expect(page.get_by_label("Location")).to_be_focused()
    expect(page.get_by_label("Quote")).to_have_value("demolished on 4 March 2024")
    page.get_by_role("link", name="Cancel").click()
    page.wait_for_url(lambda url: "/report#problem-" in url)
    page.goto(f"/articles/{desk.stage.article}?line=5")
    page.get_by_role("link", name="Give the location").click()
    page.wait_for_url(lambda url: "/edit" in url)
    page.get_by_label("Quote").fill("The depot was painted.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Quote")).to_be_focused()
    expect(page.get_by_text("These words are not in the stored text")).to_be_visible()
    page.get_by_label("Quote").fill("The line measures 9.1 kilometres")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(lambda url: "line=5" in url)
    expect(page.locator("blockquote").get_by_text("The line measures 9.1 kilometres")).to_be_visible()

"""The page behind an expert's link, wide and narrow, light and dark: read, walk, leave a note; and the report's part that makes links."""

import pytest
from playwright.sync_api import expect

from claims.desk.sharing import sharing
from tests.browser.conftest import Desk
from tests.browser.looking import grave, is_too_wide

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_an_expert_reads_the_report_and_leaves_a_note_without_script(desk: Desk, width: int, dark: bool) -> None:
    desk.stage.link()
    made = sharing.share_article(desk.stage.db, desk.stage.article, "Dr Kell", by=desk.stage.cast["Edith"], at=desk.stage.at)
    page = desk.open(None, width=width, dark=dark, scripts=width > 1000)
    page.goto(f"/expert/{made.secret}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Brackwater opens its tram line")
    assert not is_too_wide(page)
    if width > 1000:
        assert grave(page) == []
    page.get_by_label("Your name").fill("Zora Kell")
    page.get_by_label("About line").fill("99")
    page.get_by_label("Note", exact=True).fill("It stood until April.")
    page.get_by_role("button", name="Send note").click()
    expect(page.get_by_text("there is no line 99")).to_be_visible()
    expect(page.get_by_label("Note", exact=True)).to_have_value("It stood until April.")
    page.get_by_label("About line").fill("5")
    page.get_by_role("button", name="Send note").click()
    expect(page.get_by_text("Your note has reached the newsroom")).to_be_visible()
    assert [note.line for note in sharing.notes_of(desk.stage.db, desk.stage.article)] == [5]
    assert all(asked.startswith(desk.root) for asked in desk.asked)


@pytest.mark.parametrize(("width", "dark"), [(1440, True), (390, False)])
def test_an_editor_makes_and_ends_a_link_and_settles_a_note(desk: Desk, width: int, dark: bool) -> None:
    edith = desk.open("Edith", width=width, dark=dark)
    edith.goto(f"/articles/{desk.stage.article}/report")
    edith.get_by_label("For whom").fill("Dr Kell")
    edith.get_by_role("button", name="Make link").click()
    expect(edith.locator(".flash:not([hidden])")).to_contain_text("/expert/expert_")
    (link,) = sharing.links_of(desk.stage.db, desk.stage.article)
    sharing.leave_note(desk.stage.db, link, "Zora Kell", "It stood until April. " * 9, 5, may_add=lambda: True, at=desk.stage.at)
    edith.reload()
    assert not is_too_wide(edith) and grave(edith) == []
    edith.get_by_role("button", name="Settle").click()
    expect(edith.locator("#experts")).to_contain_text("settled by Edith")
    edith.get_by_role("button", name="End link").click()
    expect(edith.locator("#experts")).to_contain_text("ended by Edith")
    assert desk.complaints == []

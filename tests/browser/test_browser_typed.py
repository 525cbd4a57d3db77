"""Nothing that was typed is lost, and the page comes back as it was: over other forms, other lines, refusals and stale edits."""

import pytest
from playwright.sync_api import Locator, Page, expect

from claims.desk.checking import verdicts
from claims.desk.screens import overview
from claims.model import Mark, State
from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser

WHY = "The log counts 12,000, page 3."


def explanation(page: Page) -> Locator:
    # The page's words stand there before its script has run: what the script puts back is waited for.
    return page.get_by_label("Explanation of the verdict")


def test_an_explanation_being_typed_survives_every_other_action(desk: Desk) -> None:
    match = desk.stage.match(differing=True)
    ben = desk.open("Ben")
    ben.goto(f"/articles/{desk.stage.article}?claim={match.claim_id}")
    here = ben.url
    ben.get_by_label("Explanation of the verdict").fill(WHY)
    ben.get_by_role("combobox", name="Verdict").select_option("false")
    # Another line is marked, and somebody comes back.
    ben.locator("a.text", has_text="fine morning").click()
    ben.locator(".undecided").get_by_role("button", name="Not a claim").click()
    expect(ben.locator(".sentence", has_text="fine morning").locator(".state")).to_have_text("Not a claim")
    assert desk.stage.sentence("fine morning").mark is Mark.NOT_CLAIM
    ben.goto(here)
    expect(explanation(ben)).to_have_value(WHY)
    expect(ben.get_by_role("combobox", name="Verdict")).to_have_value("false")
    expect(ben.get_by_text("not saved yet")).to_be_visible()
    # A form of the same claim is sent.
    ben.get_by_text("Assignment and deadline").click()
    ben.get_by_label("Assigned to", exact=True).select_option(label="Cleo")
    ben.get_by_role("button", name="Assign", exact=True).click()
    expect(ben.get_by_text("Assigned to Cleo", exact=True)).to_be_visible()
    expect(explanation(ben)).to_have_value(WHY)
    # Saved, it is no longer kept in the tab.
    ben.get_by_role("button", name="Save draft").click()
    expect(ben.get_by_text("not saved yet")).to_have_count(0)
    expect(explanation(ben)).to_have_value(WHY)
    draft = overview.claim_page(desk.stage.db, match.claim_id).draft
    assert draft and (draft.rating, draft.explanation) == ("false", WHY)


def test_what_was_typed_can_be_discarded_and_is_not_shown_to_somebody_else(desk: Desk) -> None:
    claim = desk.stage.claim("depot")
    ben = desk.open("Ben")
    ben.goto(f"/claims/{claim.id}")
    ben.get_by_label("Explanation of the verdict").fill(WHY)
    ben.reload()
    ben.get_by_role("button", name="Discard it").click()
    expect(explanation(ben)).to_have_value("")
    ben.get_by_label("Explanation of the verdict").fill(WHY)
    ben.get_by_role("banner").locator("summary", has_text="Ben").click()
    ben.get_by_role("button", name="Sign out").click()
    expect(ben.get_by_label("Password")).to_be_visible()
    ben.wait_for_function("Object.keys(sessionStorage).every(key => !key.startsWith('typed '))")


def test_a_refused_verdict_says_why_beside_its_form_and_keeps_the_words(desk: Desk) -> None:
    claim = desk.stage.claim("depot")
    for scripts in (True, False):
        ben = desk.open("Ben", scripts=scripts)
        ben.goto(f"/articles/{desk.stage.article}?claim={claim.id}")
        ben.get_by_label("Explanation of the verdict").fill(WHY)
        ben.get_by_role("button", name="Submit for second reader").click()
        expect(ben.locator(".rate [role=alert]")).to_contain_text("Choose a rating")
        expect(explanation(ben)).to_have_value(WHY)
        expect(ben.get_by_role("combobox", name="Verdict")).to_be_focused()
        assert desk.stage.page_of(claim.id).state is State.OPEN


def test_two_who_rate_one_claim_see_both_versions(desk: Desk) -> None:
    claim = desk.stage.bring("depot", "taken")
    ben = desk.open("Ben")
    ben.goto(f"/claims/{claim.id}")
    ben.get_by_label("Explanation of the verdict").fill("The register says it fell in March.")
    ben.get_by_role("combobox", name="Verdict").select_option("true")
    verdicts.save_draft(desk.stage.db, claim.id, "false", "The register says May.", by=desk.stage.cast["Cleo"], at=desk.stage.at)
    # Even after a reload the form knows which version was typed on.
    ben.reload()
    ben.get_by_role("button", name="Submit for second reader").click()
    expect(ben.get_by_role("heading", name="Changed while you had it open")).to_be_visible()
    expect(ben.locator(".versions").nth(1)).to_contain_text("The register says May.")
    ben.get_by_label("Explanation").fill("The register says March on page 2 and May on page 5.")
    ben.get_by_role("button", name="Save the merged version").click()
    expect(ben.locator("#verdict-title")).to_have_text("Waiting for a second reader: True")
    waiting = overview.claim_page(desk.stage.db, claim.id).waiting
    assert waiting and waiting.explanation == "The register says March on page 2 and May on page 5."


def test_keeping_theirs_drops_what_was_typed(desk: Desk) -> None:
    claim = desk.stage.bring("depot", "taken")
    ben = desk.open("Ben")
    ben.goto(f"/claims/{claim.id}")
    ben.get_by_label("Explanation of the verdict").fill(WHY)
    verdicts.save_draft(desk.stage.db, claim.id, "false", "The register says May.", by=desk.stage.cast["Cleo"], at=desk.stage.at)
    ben.get_by_role("button", name="Save draft").click()
    ben.get_by_role("link", name="Keep theirs").click()
    expect(explanation(ben)).to_have_value("The register says May.")
    expect(ben.get_by_text("not saved yet")).to_have_count(0)


def test_the_address_names_the_line_and_the_next_thing_is_one_key_away(desk: Desk) -> None:
    ben = desk.open("Ben")
    ben.goto(f"/articles/{desk.stage.article}")
    assert "line=1" in ben.url
    for number in range(1, 7):
        assert f"line={number}" in ben.url
        # The page must be there whole, script and all, before the next key.
        with ben.expect_navigation():
            ben.keyboard.press("n")
        expect(ben.locator(".sentence").nth(number - 1).locator(".state")).to_have_text("Not a claim")
    with ben.expect_navigation():
        ben.keyboard.press("g")
    expect(ben.get_by_text("Sourcing report")).to_be_visible()


def test_the_map_of_keys_lies_over_the_page_and_takes_nothing_away(desk: Desk) -> None:
    ben = desk.open("Ben")
    ben.goto(f"/articles/{desk.stage.article}?line=2")
    here = ben.url
    ben.keyboard.press("?")
    expect(ben.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    ben.keyboard.press("n")
    ben.keyboard.press("Escape")
    expect(ben.get_by_role("dialog", name="Keyboard shortcuts")).to_be_hidden()
    assert ben.url == here
    assert desk.stage.sentence("passengers").mark is Mark.UNMARKED


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_several_lines_are_marked_at_once(desk: Desk, scripts: bool) -> None:
    ben = desk.open("Ben", scripts=scripts)
    ben.goto(f"/articles/{desk.stage.article}?line=2")
    with ben.expect_navigation():
        ben.get_by_role("link", name="mark several").click()
    ben.get_by_role("checkbox", name="Line 1:").check()
    ben.get_by_role("checkbox", name="Line 4:").click(modifiers=["Shift"] if scripts else [])
    if scripts:
        expect(ben.get_by_text("4 selected")).to_be_visible()
        for number in (2, 3):
            ben.get_by_role("checkbox", name=f"Line {number}:").uncheck()
    ben.get_by_role("button", name="Not claims").click()
    expect(ben.locator(".flash:not([hidden])")).to_contain_text("2 lines marked as not claims.")
    assert desk.stage.sentence("fine morning").mark is Mark.NOT_CLAIM
    assert desk.stage.sentence("passengers").mark is Mark.UNMARKED
    # Taken back in two clicks.
    ben.get_by_role("link", name="Select them again").click()
    ben.get_by_role("button", name="Unmarked").click()
    expect(ben.locator(".flash:not([hidden])")).to_contain_text("2 lines unmarked again.")
    assert desk.stage.sentence("fine morning").mark is Mark.UNMARKED


def test_the_focus_comes_back_after_a_form_sent_by_keyboard(desk: Desk) -> None:
    claim = desk.stage.claim("depot")
    ben = desk.open("Ben")
    ben.goto(f"/claims/{claim.id}")
    ben.get_by_label("Explanation of the verdict").fill(WHY)
    ben.get_by_role("button", name="Save draft").focus()
    with ben.expect_navigation():
        ben.keyboard.press("Enter")
    expect(ben.get_by_role("button", name="Save draft")).to_be_focused()


def test_a_button_says_that_it_is_saving(desk: Desk) -> None:
    ben = desk.open("Ben")
    ben.goto("/sources/new")
    ben.get_by_label("Title").fill("Ledger")
    ben.evaluate("document.addEventListener('submit', (event) => event.preventDefault())")  # the answer never comes
    ben.get_by_role("button", name="Add source").click()
    expect(ben.get_by_role("button", name="Saving")).to_be_visible()


def test_a_day_is_typed_or_picked(desk: Desk) -> None:
    ben = desk.open("Ben")
    ben.goto("/tips/new")
    ben.get_by_label("Day: pick a day").fill("2026-03-09")
    expect(ben.get_by_label("Day", exact=True)).to_have_value("2026-03-09")
    expect(ben.get_by_label("Day", exact=True)).to_be_focused()
    without = desk.open("Ben", scripts=False)
    without.goto("/tips/new")
    expect(without.get_by_label("Day", exact=True)).to_be_visible()
    expect(without.get_by_label("Day: pick a day")).to_be_hidden()


@pytest.mark.long
def test_without_script_opening_another_line_keeps_the_explanation(desk: Desk) -> None:
    claim = desk.stage.claim("depot")
    ben = desk.open("Ben", scripts=False)
    ben.goto(f"/articles/{desk.stage.article}?claim={claim.id}")
    other = ben.get_by_role("button", name="open line 2", exact=False)
    expect(other).to_have_count(0)
    ben.get_by_label("Explanation of the verdict").press_sequentially(WHY)
    other.click()
    ben.wait_for_url("**line=2**")
    kept = overview.claim_page(desk.stage.db, claim.id).draft
    assert kept is not None and kept.explanation == WHY
    ben.goto(f"/articles/{desk.stage.article}?claim={claim.id}")
    expect(ben.get_by_label("Explanation of the verdict")).to_have_value(WHY)
    # A click beside the words of a line means the line, too.
    box = ben.locator("#line-3").bounding_box()
    assert box is not None
    ben.mouse.click(box["x"] + 5, box["y"] + 5)
    ben.wait_for_url("**line=3**")


@pytest.mark.long
def test_an_unticked_source_is_seen_again_before_it_is_saved_and_after(desk: Desk) -> None:
    desk.stage.link()
    claim = desk.stage.claim("depot")
    ben = desk.open("Ben")
    ben.goto(f"/claims/{claim.id}")
    ben.get_by_text("· Change").click()
    ben.get_by_role("checkbox", name="Building register").uncheck()
    ben.reload()
    expect(ben.get_by_role("checkbox", name="Building register")).to_be_visible()
    expect(ben.get_by_role("checkbox", name="Building register")).not_to_be_checked()
    ben.get_by_role("button", name="Save draft").click()
    expect(ben.get_by_text("Based on 0 of 1 source")).to_be_visible()
    expect(ben.get_by_role("checkbox", name="Building register")).not_to_be_checked()

"""How much work one claim is: from an unmarked line to a submitted verdict with one stored source, in clicks and in keys."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from claims.desk.screens import overview
from claims.model import State
from tests.browser.conftest import Desk
from tests.browser.looking import select_words

pytestmark = pytest.mark.browser

MOST_CLICKS, MOST_KEYS = 8, 15


class Counted:
    """A page whose clicks and keys are counted; typing counts every letter."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.keys = page, 0, 0

    def click(self, target: Locator, *, leads: bool = False) -> None:
        self.clicks += 1
        if leads:
            with self.page.expect_navigation():
                target.click()
        else:
            target.click()

    def choose(self, target: Locator, label: str) -> None:
        self.clicks += 2  # one opens the list, the other chooses
        target.select_option(label=label)

    def press(self, key: str, *, leads: bool = False) -> None:
        self.keys += 1
        if leads:
            with self.page.expect_navigation():
                self.page.keyboard.press(key)
        else:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.keys += len(words)
        self.page.keyboard.type(words)


@pytest.fixture
def counted(desk: Desk) -> Counted:
    """Ben at the unmarked line about the depot, with a source in the library."""
    desk.stage.source()
    line = desk.stage.sentence("depot").position
    ben = desk.open("Ben")
    ben.goto(f"/articles/{desk.stage.article}?line={line}")
    return Counted(ben)


def check_submitted(desk: Desk) -> None:
    claim = desk.stage.claim("depot")
    page = overview.claim_page(desk.stage.db, claim.id)
    assert claim.state is State.IN_REVIEW and page.waiting is not None
    assert (page.waiting.rating.name, page.waiting.explanation) == ("true", "Yes.")
    assert [link.source.title for link in page.case.evidence] == ["Building register of Brackwater"] and page.case.evidence[0].quote
    assert len(page.waiting.evidence_ids) == 1
    assert desk.complaints == []


def test_a_claim_takes_at_most_eight_clicks(desk: Desk, counted: Counted) -> None:
    page = counted.page
    counted.click(page.locator(".undecided").get_by_role("button", name="Claim, check it now"), leads=True)
    counted.click(page.get_by_label("Paste a link or search the sources"))
    page.keyboard.type("register")
    counted.click(page.locator(".step [role=option]").first)
    counted.click(page.locator(".link-form").get_by_role("button", name="Supports"))
    expect(page.locator(".source .stance")).to_contain_text("Supports")
    counted.choose(page.get_by_role("combobox", name="Verdict"), "True")
    counted.click(page.get_by_label("Explanation of the verdict"))
    page.keyboard.type("Yes.")
    counted.click(page.get_by_role("button", name="Submit for second reader"), leads=True)
    check_submitted(desk)
    assert counted.clicks <= MOST_CLICKS, counted.clicks


def test_a_claim_takes_at_most_fifteen_keys(desk: Desk, counted: Counted) -> None:
    counted.press("Shift+C", leads=True)
    counted.press("s")
    counted.type("reg")
    expect(counted.page.locator(".step [role=option]").first).to_contain_text("Building register")
    counted.press("ArrowDown")
    counted.press("Enter")
    expect(counted.page.get_by_role("listbox", name="Passages")).to_be_focused()
    counted.press("s")
    expect(counted.page.locator(".source .stance")).to_contain_text("Supports")
    counted.press("v")
    counted.press("1")
    counted.type("Yes.")
    counted.press("Control+Enter", leads=True)
    check_submitted(desk)
    assert counted.keys <= MOST_KEYS, counted.keys


def test_marking_moves_on_to_the_next_unmarked_line_and_stops_at_the_last(desk: Desk) -> None:
    ben = Counted(desk.open("Ben"))
    page, lines = ben.page, len(overview.article_desk(desk.stage.db, desk.stage.article, at=desk.stage.at).sentences)
    page.goto(f"/articles/{desk.stage.article}?line=1&view=all")
    for number in range(1, lines + 1):
        expect(page.locator(".sentence.chosen .number")).to_have_text(str(number))
        ben.press("c" if number % 2 else "n", leads=True)
    expect(page.locator(".sentence.chosen .number")).to_have_text(str(lines))
    expect(page.locator(".progress .counts")).to_contain_text(f"{lines} of {lines}")
    assert ben.keys == lines


def test_a_second_reader_approves_and_goes_on_by_one_key(desk: Desk) -> None:
    first, second = desk.stage.bring("depot", "submitted").id, desk.stage.bring("9 kilometres", "submitted").id
    cleo = Counted(desk.open("Cleo"))
    cleo.page.goto(f"/claims/{first}")
    cleo.press("Shift+O", leads=True)
    expect(cleo.page).to_have_url(re.compile(rf"/claims/{second}#verdict$"))
    cleo.press("r")
    expect(cleo.page.locator("[name=note][data-key=r]")).to_be_focused()
    cleo.type("Which log?")
    cleo.press("Enter", leads=True)
    expect(cleo.page.get_by_text("Which log?").first).to_be_visible()
    assert desk.stage.page_of(first).state is State.CHECKED and desk.stage.page_of(second).state is State.IN_REVIEW
    edith = Counted(desk.open("Edith"))
    edith.page.goto(f"/claims/{first}")
    edith.press("p", leads=True)
    edith.press("p", leads=True)
    assert desk.stage.page_of(first).state is State.PUBLISHED


def test_the_last_verdict_approved_leads_to_the_queue(desk: Desk) -> None:
    claim = desk.stage.bring("depot", "submitted").id
    cleo = desk.open("Cleo")
    cleo.goto(f"/claims/{claim}")
    with cleo.expect_navigation():
        cleo.keyboard.press("Shift+O")
    expect(cleo.locator(".flash:not([hidden])")).to_contain_text("No other verdict is waiting for you")


def test_selected_words_offer_what_can_be_done_with_them(desk: Desk) -> None:
    ben = desk.open("Ben")
    ben.goto(f"/articles/{desk.stage.article}?line=2")
    select_words(ben, "passengers")
    bar = ben.locator(".at-selection")
    expect(bar.get_by_role("button", name="Make this the claim")).to_be_in_viewport()
    with ben.expect_navigation():
        ben.keyboard.press("f")
    assert "/search?q=passengers" in ben.url
    assert desk.complaints == []

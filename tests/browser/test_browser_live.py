"""Two people on one article: marks arrive without reloading, and nobody is disturbed in what they type. And an article whose progress is shown."""

import threading
import time

import pytest
from playwright.sync_api import Page, expect

from claims.desk.articles.pace import Pace
from tests.browser.conftest import Desk
from tests.browser.looking import grave, is_too_wide

pytestmark = pytest.mark.browser

SOON = 3_000
"""Milliseconds within which a mark arrives."""


def line_of(page: Page, number: int) -> str:
    return page.locator(f"#line-{number}").get_attribute("class") or ""


def test_a_mark_arrives_within_three_seconds_and_leaves_focus_and_words_alone(desk: Desk) -> None:
    ada, ben = desk.open("Ada"), desk.open("Ben")
    for page in (ada, ben):
        page.goto(f"/articles/{desk.stage.article}?line=2")
    expect(ada.locator("#line-2 .here")).to_have_text("B")
    expect(ada.get_by_text("Also here: Ben (2)")).to_be_visible()
    ada.locator("summary", has_text="Article actions").click()
    quote = ada.get_by_label("Add a claim from other words")
    quote.fill("half a thou")
    ben.goto(f"/articles/{desk.stage.article}?line=5")
    clicked = time.monotonic()
    with ben.expect_navigation():
        ben.keyboard.press("c")
    marked = time.monotonic()
    ada.wait_for_selector("#line-5:not(.unmarked)", timeout=20_000)
    arrived = time.monotonic()
    expect(ada.locator("[data-live-said]")).to_have_text("Ben marked line 5: Claim.")
    expect(ada.locator(".progress")).to_contain_text("1 of 6")
    expect(quote).to_be_focused()
    expect(quote).to_have_value("half a thou")
    assert line_of(ada, 2) == "sentence unmarked chosen"
    # The machine may be slow to mark and to draw, but nobody waits longer than between two questions.
    assert (arrived - marked) * 1000 < SOON + (marked - clicked) * 1000
    expect(ada.locator("#line-2 .here")).to_have_count(0)
    assert desk.complaints == []


def test_a_change_of_the_open_line_is_offered_and_not_put_over_what_is_typed(desk: Desk) -> None:
    ada, ben = desk.open("Ada"), desk.open("Ben")
    ada.goto(f"/articles/{desk.stage.article}?line=5")
    offer = ada.get_by_text("Somebody changed the line that you have open.")
    expect(offer).to_be_hidden()
    ben.goto(f"/articles/{desk.stage.article}?line=5")
    with ben.expect_navigation():
        ben.keyboard.press("c")
    expect(offer).to_be_visible()
    ada.get_by_role("link", name="Show the change").click()
    expect(ada.locator("#line-5")).not_to_have_class("sentence unmarked chosen")


@pytest.mark.parametrize(("dark", "width"), [(False, 1440), (True, 390)])
def test_a_page_with_somebody_else_on_it_can_be_used_by_everybody(desk: Desk, dark: bool, width: int) -> None:
    desk.stage.app.extensions["live"].presence.sign(desk.stage.article, 99, "Zoë Ågren", 2)
    page = desk.open("Ada", dark=dark, width=width)
    page.goto(f"/articles/{desk.stage.article}?line=2&view=all")
    expect(page.get_by_text("Also here: Zoë Ågren (2)")).to_be_visible()
    assert grave(page) == [] and not is_too_wide(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_long_article_shows_its_progress_and_then_itself(desk: Desk, monkeypatch: pytest.MonkeyPatch, scripts: bool) -> None:
    opened = threading.Event()
    real = Pace.go_on

    def go_on(pace: Pace, what: str, done: int, of: int) -> None:
        real(pace, what, done, of)
        assert opened.wait(120)

    monkeypatch.setattr(Pace, "go_on", go_on)
    desk.stage.app.extensions["adding"].patience = 0.0
    page = desk.open("Ben", scripts=scripts)
    page.goto("/articles/new")
    page.get_by_label("Paste the text").fill("The quay\n\nThe quay at Orvel is 90 metres long.")
    page.get_by_role("button", name="Add article").click()
    expect(page.get_by_text("Finding claims in its sentences").last).to_be_visible()
    expect(page.get_by_text("0 of 2").last).to_be_visible()
    if scripts:  # without them, the page loads again while it is looked at
        assert grave(page) == []
    opened.set()
    page.wait_for_url("**/articles/3*")
    expect(page.get_by_role("heading", name="The quay", level=1)).to_be_visible()

"""Linking a source without leaving the line: the pane, its keys, and that no stance is ever meant silently."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from claims.desk.screens import overview
from claims.desk.sources import evidence
from claims.desk.sources.evidence import NewSource
from claims.model import Evidence, SourceKind
from claims.store import sources
from tests.browser.conftest import Desk
from tests.browser.looking import grave, is_too_wide
from tests.served_pages import HOST, Site, served
from tests.web_stage import Stage

pytestmark = pytest.mark.browser

MOST_KEYS = 6
PAGE = [
    "The town of Brackwater keeps a register of the buildings that were put up or pulled down, and prints it once a year.",
    "The tram line carried 12,400 passengers on its first day, the operator counted at the gates of all stations.",
    "The old depot in Mill Lane was demolished on 4 March 2024, two weeks later than the council had planned for it.",
]


@pytest.fixture
def desk(path: Path, chromium: Browser) -> Iterator[Desk]:
    """A desk that may fetch from the test's own site."""
    served_desk = Desk(Stage(path, allowed_hosts=frozenset({HOST})), chromium)
    yield served_desk
    served_desk.close()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    # The site on loopback stands for one on the public web.
    monkeypatch.setattr("claims.reading.fetch.is_public", lambda address: True)
    with served() as made:
        made.pages["/register"] = PAGE
        yield made


def at_the_depot(desk: Desk, **looks: int | bool) -> Page:
    """Ben at the line about the depot, which is a claim."""
    desk.stage.claim("depot")
    line = desk.stage.sentence("depot").position
    ben = desk.open("Ben", **looks)
    ben.goto(f"/articles/{desk.stage.article}?line={line}&tab=evidence")
    ben.evaluate("window.stays = true")
    return ben


def options(page: Page, words: str = "") -> Locator:
    """The choices of the pane."""
    return page.locator(".step [role=option]").filter(has_text=words)


def links(desk: Desk) -> tuple[Evidence, ...]:
    return overview.claim_page(desk.stage.db, desk.stage.claim("depot").id).case.evidence


def test_a_stored_source_is_linked_with_six_keys_and_no_page_load(desk: Desk) -> None:
    source = desk.stage.source()
    ben = at_the_depot(desk)
    ben.get_by_label("Explanation of the verdict").fill("Half a thought")
    ben.evaluate("document.activeElement.blur()")
    keys = 0

    def press(key: str) -> None:
        nonlocal keys
        keys += 1
        ben.keyboard.press(key)

    press("s")
    press("r")
    press("e")
    expect(options(ben, source.title)).to_have_attribute("aria-selected", "false")
    press("ArrowDown")
    expect(options(ben, source.title)).to_have_attribute("aria-selected", "true")
    press("Enter")
    expect(ben.get_by_role("listbox", name=f"Passages of {source.title}")).to_be_focused()
    expect(options(ben).first).to_contain_text("demolished on 4 March 2024")
    press("s")
    expect(ben.locator(".source")).to_contain_text(source.title)
    assert keys <= MOST_KEYS
    (link,) = links(desk)
    assert (link.stance, link.quote, link.locator) == ("supports", "The depot was demolished on 4 March 2024.", "paragraph 1")
    # The page never left: what was typed elsewhere stands, what the link changes is new, and the undo is there.
    assert ben.evaluate("window.stays") is True
    expect(ben.get_by_label("Explanation of the verdict")).to_have_value("Half a thought")
    expect(ben.locator(".source .stance")).to_contain_text("Supports")
    expect(ben.locator(".sentence.chosen")).not_to_contain_text("No source")
    expect(ben.locator(".rests")).to_contain_text("its only source")
    with ben.expect_navigation():
        ben.locator(".flash:not([hidden])").get_by_role("button", name="Undo", exact=True).click()
    expect(ben.get_by_text("unlinked.")).to_be_visible()
    assert links(desk) == () and desk.complaints == []


def test_a_later_passage_takes_an_arrow_and_enter_links_nothing(desk: Desk) -> None:
    desk.stage.source()
    ben = at_the_depot(desk)
    ben.keyboard.press("s")
    ben.keyboard.type("re")
    expect(options(ben)).to_have_count(2)
    ben.keyboard.press("ArrowDown")
    ben.keyboard.press("Enter")
    expect(ben.get_by_role("listbox")).to_be_focused()
    for key in ("Enter", "Space", "Enter"):
        ben.keyboard.press(key)
        expect(ben.locator(".link-pane .say")).to_have_text(
            "Nothing is linked yet. Choose the stance: s supports, c contradicts, t context."
        )
    assert links(desk) == ()
    ben.keyboard.press("End")
    expect(options(ben, "The whole source")).to_have_attribute("aria-selected", "true")
    # Letters of the desk do nothing in the pane: j would leave the line.
    ben.keyboard.press("j")
    ben.keyboard.press("t")
    expect(ben.locator(".source .stance")).to_contain_text("Context")
    (link,) = links(desk)
    assert (link.stance, link.quote) == ("context", None)
    assert ben.evaluate("window.stays") is True


def test_words_are_searched_in_titles_publishers_addresses_and_texts(desk: Desk) -> None:
    source = desk.stage.source()
    ben = at_the_depot(desk)
    for words in ("brackwater regi", "register.example", "kilometres"):
        ben.get_by_label("Paste a link or search the sources").fill(words)
        expect(options(ben, source.title)).to_be_visible()
        ben.keyboard.press("Escape")
        expect(ben.locator(".link-pane")).to_be_hidden()
        expect(ben.get_by_label("Paste a link or search the sources")).to_have_value(words)


def test_words_that_led_to_the_form_are_not_kept_as_something_not_sent(desk: Desk) -> None:
    ben = at_the_depot(desk)
    here = ben.url
    ben.keyboard.press("s")
    ben.keyboard.type("Ferry log")
    expect(options(ben, "Add “Ferry log”")).to_be_visible()
    ben.keyboard.press("ArrowDown")
    with ben.expect_navigation():
        ben.keyboard.press("Enter")
    ben.wait_for_url("**/evidence/new?**")
    expect(ben.get_by_label("Title")).to_have_value("Ferry log")
    ben.goto(here)
    expect(ben.get_by_label("Paste a link or search the sources")).to_have_value("")
    expect(ben.locator(".unsaved")).to_have_count(0)


def test_no_hits_says_so_and_keeps_what_was_typed(desk: Desk) -> None:
    ben = at_the_depot(desk)
    ben.keyboard.press("s")
    ben.keyboard.type("Ferry log")
    expect(ben.get_by_text("No stored source has “Ferry log”")).to_be_visible()
    expect(ben.get_by_label("Paste a link or search the sources")).to_have_value("Ferry log")
    # Enter takes what is highlighted; nothing is yet, so the first one only shows what the next would take.
    ben.keyboard.press("Enter")
    expect(options(ben, "Add “Ferry log”")).to_have_attribute("aria-selected", "true")
    expect(ben.locator(".link-pane .say")).to_contain_text("Enter again")
    with ben.expect_navigation():
        ben.keyboard.press("Enter")
    expect(ben.get_by_label("Title")).to_have_value("Ferry log")


def test_the_field_is_a_combobox(desk: Desk) -> None:
    first, second = desk.stage.source("Building register of Brackwater"), desk.stage.source("Register of Mill Lane")
    ben = at_the_depot(desk)
    field = ben.get_by_label("Paste a link or search the sources")
    ben.keyboard.press("s")
    ben.keyboard.type("register")
    expect(options(ben)).to_have_count(3)
    expect(ben.locator(".step [aria-selected=true]")).to_have_count(0)
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile(".+"))
    titles = options(ben).locator("b").all_inner_texts()
    assert set(titles) == {first.title, second.title}
    for key, highlighted in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0)):
        ben.keyboard.press(key)
        expect(options(ben).nth(highlighted)).to_have_attribute("aria-selected", "true")
        expect(field).to_have_attribute("aria-activedescendant", options(ben).nth(highlighted).get_attribute("id") or "?")
    expect(field).to_be_focused()
    expect(field).to_have_value("register")
    ben.keyboard.press("Enter")
    expect(ben.get_by_role("listbox", name=f"Passages of {titles[0]}")).to_be_focused()
    # Whoever looks for another source types over the words, and not after them.
    ben.keyboard.press("Escape")
    ben.evaluate("document.activeElement.blur()")
    ben.keyboard.press("s")
    ben.keyboard.type("mill")
    expect(field).to_have_value("mill")
    assert ben.evaluate("window.stays") is True


@pytest.mark.parametrize(("width", "height"), [(1440, 850), (1024, 768), (390, 844)])
def test_the_sources_and_the_stances_stay_in_sight_above_the_verdict(desk: Desk, width: int, height: int) -> None:
    for number in range(6):
        desk.stage.source(f"Register {number} of the old buildings of the town")
    ben = at_the_depot(desk, width=width, height=height)
    ben.get_by_label("Paste a link or search the sources").focus()
    ben.keyboard.type("reg")
    expect(options(ben).first).to_be_in_viewport()
    floor = ben.locator(".panel > .verdict").bounding_box()
    limit = floor["y"] if floor and floor["y"] > 0 else height

    def bottom(element: Locator) -> float:
        box = element.bounding_box()
        assert box is not None
        return box["y"] + box["height"]

    assert bottom(options(ben).first) <= limit
    ben.keyboard.press("ArrowDown")
    ben.keyboard.press("Enter")
    expect(ben.get_by_role("listbox", name="Passages")).to_be_focused()
    assert bottom(options(ben).first) <= limit
    assert bottom(ben.locator(".link-form").get_by_role("button", name="Supports")) <= limit


def test_a_pasted_address_is_fetched_in_place(desk: Desk, site: Site) -> None:
    ben = at_the_depot(desk)
    ben.get_by_label("Paste a link or search the sources").fill(f"{site.root}/register")
    expect(options(ben, "Fetch this page")).to_be_visible()
    ben.keyboard.press("ArrowDown")
    ben.keyboard.press("Enter")
    expect(ben.get_by_text("fetched and stored now")).to_be_visible()
    ben.keyboard.press("c")
    expect(ben.locator(".source .stance")).to_contain_text("Contradicts")
    (link,) = links(desk)
    assert link.quote == PAGE[2] and link.source.has_bytes and ben.evaluate("window.stays") is True


def test_an_address_that_cannot_be_fetched_says_what_to_do_and_stays(desk: Desk, site: Site) -> None:
    ben = at_the_depot(desk)
    field = ben.get_by_label("Paste a link or search the sources")
    field.fill(f"{site.root}/gone")
    expect(options(ben, "Fetch this page")).to_be_visible()
    ben.keyboard.press("ArrowDown")
    ben.keyboard.press("Enter")
    expect(ben.get_by_role("alert")).to_contain_text("paste the text instead")
    expect(field).to_have_value(f"{site.root}/gone")
    expect(field).to_be_focused()
    assert sources.list_sources(desk.stage.db) == []
    with ben.expect_navigation():
        ben.get_by_role("link", name="Add the source by hand").click()
    expect(ben.get_by_label("Address", exact=True)).to_have_value(f"{site.root}/gone")


def test_selected_words_of_the_text_are_linked_by_the_button_at_them(desk: Desk) -> None:
    desk.stage.source()
    ben = at_the_depot(desk)
    ben.get_by_label("Paste a link or search the sources").fill("register")
    options(ben).first.click()
    ben.get_by_text("Read its text and select words").click()
    text = ben.get_by_role("textbox", name="Text of")
    text.focus()
    # By the keyboard alone: from the end of the text, back over its last words.
    ben.keyboard.press("Control+End")
    for _ in range(4):
        ben.keyboard.press("Control+Shift+ArrowLeft")
    ben.keyboard.type("no letter changes it")
    expect(text).to_contain_text("9.1 kilometres from end to end.")
    expect(text).not_to_contain_text("no letter")
    ben.get_by_role("button", name="Link these words").click()
    expect(ben.locator(".link-pane .say")).to_contain_text("Now choose the stance")
    words = ben.locator("[data-own]").get_attribute("data-quote")
    ben.get_by_role("button", name="Contradicts").last.click()
    expect(ben.locator(".source blockquote")).to_contain_text(words or "?")
    (link,) = links(desk)
    assert link.source.text is not None and link.source.text[link.start : link.end] == link.quote == words
    assert link.quote is not None and "end to end" in link.quote


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_the_pane_can_be_used_by_everybody(desk: Desk, width: int, dark: bool) -> None:
    desk.stage.source()
    ben = at_the_depot(desk, width=width, dark=dark)
    field = ben.get_by_label("Paste a link or search the sources")
    wrong: list[str] = []
    for words in ("nothing has these", "https://nowhere.example.org/", "re"):
        field.fill(words)
        expect(options(ben).first).to_be_visible()
        wrong += grave(ben)
        assert not is_too_wide(ben)
    options(ben).first.click()
    expect(ben.get_by_role("listbox", name="Passages")).to_be_focused()
    ben.get_by_text("Read its text and select words").click()
    wrong += grave(ben)
    assert wrong == [] and not is_too_wide(ben)
    ben.get_by_role("button", name="Supports").last.click()
    expect(ben.locator(".source .stance")).to_contain_text("Supports")
    assert grave(ben) == [] and not is_too_wide(ben)


def test_without_script_the_form_page_does_the_same(desk: Desk) -> None:
    source = desk.stage.source()
    ben = at_the_depot_without_script(desk)
    ben.get_by_label("Paste a link or search the sources").fill("register")
    ben.keyboard.press("Enter")
    expect(ben.get_by_role("heading", name="Link a source")).to_be_visible()
    ben.get_by_role("group", name=f"Link this passage of {source.title}").get_by_role("button", name="Contradicts").click()
    expect(ben.locator(".source .stance")).to_contain_text("Contradicts")
    ben.get_by_role("button", name="Undo", exact=True).click()
    expect(ben.get_by_text("unlinked.")).to_be_visible()
    assert links(desk) == ()


def at_the_depot_without_script(desk: Desk) -> Page:
    desk.stage.claim("depot")
    ben = desk.open("Ben", scripts=False)
    ben.goto(f"/articles/{desk.stage.article}?line={desk.stage.sentence('depot').position}")
    return ben


def test_the_key_of_an_unclear_passage_says_what_to_press_next_and_that_key_links(desk: Desk) -> None:
    text = "The depot stood in Mill Lane for years. Its old roof was torn. Nobody went down there in March. The year 2024 was wet."
    new = NewSource("Diary of a neighbour", SourceKind.OTHER, text=text)
    evidence.add_source(desk.stage.db, new, by=desk.stage.cast["Ben"], at=desk.stage.at)
    ben = at_the_depot(desk)
    passage = ben.locator("#passage-1")
    expect(passage).to_contain_text("Unclear:")
    ben.keyboard.press("1")
    expect(passage).to_be_focused()
    expect(ben.locator(".found .say")).to_contain_text("passage 1 says of the claim is unclear")
    assert grave(ben) == [] and links(desk) == ()
    with ben.expect_navigation():
        ben.keyboard.press("t")
    (link,) = links(desk)
    assert link.stance == "context" and link.quote is not None and text.endswith(link.quote)
    assert "line=" in ben.url and desk.stage.sentence("depot").mark == "claim"

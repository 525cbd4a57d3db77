"""The whole job as a person does it: by mouse, without script, and by keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from claims.model import Mark, State, Status
from claims.store import articles, matches
from stage import an_article
from tests.browser.conftest import Desk
from tests.browser.looking import select_words

pytestmark = pytest.mark.browser

TEXT = """The ferry of Lindholm

The ferry carried 3,400 cars in its first week. The tram line carried 12,000 passengers on its first day.
What a lovely ship. The line is 9 kilometres long.
"""
LOG = "Harbour log. In the first week of service the ferry carried 3,400 cars and 9,800 passengers."


def line(page: Page, words: str) -> None:
    """Choose the line of the article that holds these words."""
    page.locator("a.text", has_text=words).click()
    expect(page.locator(".sentence.chosen")).to_contain_text(words)


def claim_of(desk: Desk, words: str) -> int:
    newest = articles.list_articles(desk.stage.db, limit=1)[0].id
    return desk.stage.claim(words, newest).id


@pytest.mark.parametrize("scripts", [True, False], ids=["by mouse", "without script"])
def test_the_whole_job_by_mouse(desk: Desk, scripts: bool) -> None:
    ben = desk.sign_in("Ben", scripts=scripts)
    # Add an article.
    ben.get_by_role("link", name="Add an article").click()
    ben.get_by_label("Paste the text").fill(TEXT)
    ben.get_by_role("button", name="Add article").click()
    expect(ben.get_by_role("heading", name="The ferry of Lindholm", level=1)).to_be_visible()
    # Mark sentences.
    line(ben, "a lovely ship")
    ben.locator(".undecided").get_by_role("button", name="Not a claim").click()
    expect(ben.locator(".sentence", has_text="a lovely ship").locator(".state")).to_have_text("Not a claim")
    for words in ("3,400 cars", "12,000 passengers", "9 kilometres"):
        line(ben, words)
        ben.locator(".undecided").get_by_role("button", name="Claim", exact=True).click()
        expect(ben.locator(".sentence", has_text=words).locator(".state")).to_have_text("Open")
    # Accept one match and refuse another.
    line(ben, "9 kilometres")
    card = ben.locator("[data-match]").first
    with ben.expect_navigation():
        card.get_by_text("Same claim").click()
    if "/matches/" in ben.url:
        ben.locator("#field-note").fill("the same line, said again")
        ben.get_by_role("button", name="Same claim").click()
    expect(ben.locator(".match.decided")).to_contain_text("You confirmed this")
    line(ben, "12,000 passengers")
    waiting = ben.locator("[data-match]:not(.decided)")
    waiting.first.get_by_role("link", name="Different").click()
    ben.get_by_label("Different figure").check()
    ben.get_by_role("button", name="Different, do not suggest again").click()
    expect(ben.locator(".match.decided").first).to_contain_text("You marked this as different")
    # Add a source and link its passage.
    line(ben, "3,400 cars")
    ben.get_by_label("Paste a link or search the sources").fill("https://harbour.example.org/log")
    ben.get_by_role("button", name="Find or add").click()
    ben.get_by_label("Title").fill("Harbour log of Lindholm")
    ben.get_by_label("Or the text").fill(LOG)
    ben.get_by_role("button", name="Add and choose a passage").click()
    ben.get_by_label("Supports").check()
    ben.get_by_label("3,400 agrees").check()
    ben.get_by_role("button", name="Link source").click()
    expect(ben.locator(".source")).to_contain_text("Harbour log of Lindholm")
    # Rate and submit.
    ben.get_by_role("combobox", name="Verdict").select_option(label="True")
    ben.get_by_label("Explanation of the verdict").fill("The log counts 3,400 cars.")
    ben.get_by_role("button", name="Submit for second reader").click()
    expect(ben.locator("#verdict-title")).to_have_text("Waiting for a second reader: True")
    # Somebody else approves, an editor publishes.
    claim = claim_of(desk, "3,400 cars")
    cleo = desk.open("Cleo", scripts=scripts)
    cleo.goto("/")
    cleo.get_by_role("navigation", name="Views").get_by_role("link", name="For second reading").click()
    cleo.get_by_role("link", name="The ferry carried 3,400 cars").click()
    cleo.get_by_role("button", name="Approve", exact=True).click()
    expect(cleo.locator("#verdict-title")).to_have_text("Rated True")
    edith = desk.open("Edith", scripts=scripts)
    edith.goto("/")
    edith.get_by_role("navigation", name="Views").get_by_role("link", name="Ready to publish").click()
    edith.get_by_role("link", name="The ferry carried 3,400 cars").click()
    edith.get_by_role("link", name="Publish", exact=True).click()
    edith.get_by_role("button", name="Publish").click()
    expect(edith.locator(".sentence.chosen .state")).to_have_text("Published")
    # The report, and what the store says of it all.
    edith.get_by_role("link", name="report", exact=True).click()
    expect(edith.get_by_text("rated True")).to_be_visible()
    assert desk.stage.page_of(claim).state is State.PUBLISHED
    check_store(desk)


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1024, 768), (1440, 900)])
def test_whoever_reads_a_verdict_second_has_it_in_sight(desk: Desk, width: int, height: int) -> None:
    desk.stage.bring("depot", "submitted")
    line = desk.stage.sentence("depot").position
    cleo = desk.open("Cleo", width=width, height=height)
    cleo.goto(f"/articles/{desk.stage.article}?line={line}")
    approve = cleo.get_by_role("button", name="Approve", exact=True)
    expect(approve).to_be_visible()
    if width > 390:
        expect(approve).to_be_in_viewport(ratio=1)
    else:
        # The other parts are a tap away, and stay open when something is done there.
        cleo.get_by_role("link", name=re.compile("^Evidence")).click()
        expect(cleo.locator("section.evidence")).to_be_visible()
        cleo.get_by_role("link", name=re.compile("^Seen before")).click()
        expect(approve).to_be_hidden()
    # Whose verdict it is cannot approve it, and begins where everybody begins.
    ben = desk.open("Ben", width=width, height=height)
    ben.goto(f"/articles/{desk.stage.article}?line={line}")
    expect(ben.locator("body")).to_have_class(re.compile(r"\btab-seen\b"))


def check_store(desk: Desk) -> None:
    """What the walk must have left in the store."""
    newest = articles.list_articles(desk.stage.db, limit=1)[0].id
    assert desk.stage.sentence("a lovely ship", newest).mark is Mark.NOT_CLAIM
    found = [match.status for match in matches.matches_of(desk.stage.db, range(1, 50))]
    assert Status.CONFIRMED in found and Status.REJECTED in found
    assert desk.complaints == []
    assert all(asked.startswith(desk.root) for asked in desk.asked), desk.asked


def press(page: Page, key: str) -> None:
    """Press a key that leads to another page, and wait for it."""
    with page.expect_navigation():
        page.keyboard.press(key)


def tab_to(page: Page, name: str) -> None:
    """Move the focus with the Tab key until it is on what is called so."""
    for _ in range(120):
        page.keyboard.press("Tab")
        said = page.evaluate(
            """() => { const at = document.activeElement;
                return (at.getAttribute('aria-label') || at.labels?.[0]?.innerText || at.innerText || at.placeholder || '').trim(); }"""
        )
        if said.startswith(name):
            return
    raise AssertionError(f"the Tab key never reached {name!r}")


def go_to_line(page: Page, words: str) -> None:
    """Walk down the article with j until that line is chosen."""
    for _ in range(12):
        if words in page.locator(".sentence.chosen").inner_text():
            return
        press(page, "j")
    raise AssertionError(f"j never reached {words!r}")


def test_the_whole_job_by_keyboard_alone(desk: Desk) -> None:
    desk.stage.give_password("Ben")
    ben = desk.open(None)
    ben.goto("/login")
    tab_to(ben, "Name")
    ben.keyboard.type("Ben")
    tab_to(ben, "Password")
    ben.keyboard.type("nine bridges at Brackwater")
    press(ben, "Enter")
    tab_to(ben, "Add an article")
    press(ben, "Enter")
    tab_to(ben, "Paste the text")
    ben.keyboard.type(TEXT)
    tab_to(ben, "Add article")
    press(ben, "Enter")
    # j and k walk, c and n mark and go on to what is left, as u does; Shift and c stays.
    go_to_line(ben, "3,400 cars")
    press(ben, "c")
    go_to_line(ben, "12,000 passengers")
    press(ben, "c")
    expect(ben.locator(".sentence.chosen")).to_contain_text("a lovely ship")
    press(ben, "n")
    expect(ben.locator(".sentence.chosen")).to_contain_text("9 kilometres")
    press(ben, "u")
    press(ben, "u")
    go_to_line(ben, "9 kilometres")
    press(ben, "Shift+C")
    expect(ben.locator(".progress .counts")).to_contain_text("4 of 5")
    # y and d decide on the match that waits first.
    press(ben, "y")
    if "/matches/" in ben.url:
        tab_to(ben, "Note")
        ben.keyboard.type("the same line, said again")
        tab_to(ben, "Same claim")
        press(ben, "Enter")
    for _ in range(6):
        press(ben, "k")
        if "12,000 passengers" in ben.locator(".sentence.chosen").inner_text():
            break
    press(ben, "d")
    ben.keyboard.press("1")
    expect(ben.get_by_label("Different figure")).to_be_checked()
    press(ben, "d")
    # s goes to the source field; where nothing stored is named so, Enter leads to the form.
    for _ in range(6):
        if "3,400 cars" in ben.locator(".sentence.chosen").inner_text():
            break
        press(ben, "k")
    ben.keyboard.press("s")
    ben.keyboard.type("Harbour log")
    expect(ben.get_by_text("No stored source has “Harbour log”")).to_be_visible()
    ben.keyboard.press("ArrowDown")
    press(ben, "Enter")
    tab_to(ben, "Or the text")
    ben.keyboard.type(LOG)
    tab_to(ben, "Add and choose a passage")
    press(ben, "Enter")
    tab_to(ben, "Supports")
    ben.keyboard.press("Space")
    tab_to(ben, "“In the first week of service")
    ben.keyboard.press("Space")
    tab_to(ben, "Link source")
    press(ben, "Enter")
    expect(ben.locator(".source")).to_contain_text("Harbour log")
    tab_to(ben, "Verdict")
    ben.keyboard.type("True")
    tab_to(ben, "Explanation")
    ben.keyboard.type("The log counts 3,400 cars.")
    tab_to(ben, "Submit for second reader")
    press(ben, "Enter")
    claim = claim_of(desk, "3,400 cars")
    for name, button, state in (("Cleo", "Approve", State.CHECKED), ("Edith", "Publish", State.PUBLISHED)):
        page = desk.open(name)
        page.goto(f"/claims/{claim}")
        tab_to(page, button)
        press(page, "Enter")
        if button == "Publish":
            # The first press shows what visitors will see.
            expect(page.get_by_role("heading", name="Publish")).to_be_visible()
            tab_to(page, button)
            press(page, "Enter")
        assert desk.stage.page_of(claim).state is state
    # The report is one key away once the article is done, and a link before.
    tab_to(page, "Articles")
    press(page, "Enter")
    tab_to(page, "The ferry of Lindholm")
    press(page, "Enter")
    tab_to(page, "report")
    press(page, "Enter")
    expect(page.get_by_text("rated True")).to_be_visible()
    check_store(desk)


def test_keys_rest_while_somebody_types_and_can_be_switched_off(desk: Desk) -> None:
    ben = desk.open("Ben")
    ben.goto(f"/articles/{desk.stage.article}?line=2")
    ben.keyboard.press("s")
    ben.keyboard.type("cjnk")
    assert "line=2" in ben.url
    assert desk.stage.sentence("passengers").mark is Mark.UNMARKED
    ben.goto("/help")
    ben.get_by_role("button", name="Turn shortcuts off").click()
    ben.goto(f"/articles/{desk.stage.article}?line=2")
    # What a key does, it does before the next one is taken.
    ben.evaluate("document.addEventListener('submit', () => { window.sent = true }, true)")
    ben.keyboard.press("c")
    assert ben.evaluate("window.sent") is None
    assert desk.stage.sentence("passengers").mark is Mark.UNMARKED


def test_the_scroll_and_the_chosen_line_survive_a_form(desk: Desk) -> None:
    lines = [f"The council paid {n},000 crowns for bridge number {n} in the year {1900 + n}." for n in range(1, 61)]
    number = an_article(desk.stage.db, *lines, by=desk.stage.cast["Ben"], at=desk.stage.at)
    ben = desk.open("Ben")
    ben.goto(f"/articles/{number}?line=40#line-40")
    before = ben.evaluate("document.querySelector('.article').scrollTop")
    assert before > 100
    press(ben, "Shift+C")
    assert "line=40" in ben.url
    ben.wait_for_function("before => Math.abs(document.querySelector('.article').scrollTop - before) < 60", arg=before)
    expect(ben.locator(".sentence.chosen")).to_be_in_viewport()


@pytest.mark.parametrize("by_key", [False, True], ids=["button", "key"])
def test_words_selected_in_a_line_can_be_made_a_claim(desk: Desk, by_key: bool) -> None:
    ben = desk.open("Ben")
    ben.goto("/articles/new")
    ben.get_by_label("Paste the text").fill(TEXT)
    ben.get_by_role("button", name="Add article").click()
    ben.wait_for_url(re.compile(r"/articles/\d+"))  # and for its scripts, which take the selection
    here = ben.url
    select_words(ben, "3,400 cars")
    expect(ben.get_by_label("Add a claim from other words")).to_have_value("3,400 cars")
    assert ben.url == here, "selecting is not following the link"
    if by_key:
        press(ben, "c")
    else:
        ben.get_by_role("button", name="Add claim").click()
    expect(ben.locator(".wording")).to_have_text("3,400 cars")

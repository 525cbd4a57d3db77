"""How the screens hold up: words without an end, texts from right to left, small fingers, a visitor's pages, forced colours, paper."""

import pytest
from playwright.sync_api import Page, expect

from claims.desk.checking import review
from claims.desk.people import people, sessions
from claims.desk.sources import evidence
from claims.model import Mark, Role, Stance
from tests.browser.conftest import Desk, Showroom
from tests.browser.looking import grave, is_too_wide, turn
from tests.web_form_claims import an_alert
from tests.web_stage import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.long]

ENDLESS = "Flussdampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
FROM_THE_RIGHT = "بنت المدينة 4500 منزل في عام 2021."

SMALL = """() => {
  const pressed = "button, a, summary, select, textarea, input:not([type=hidden])";
  const shown = [...document.querySelectorAll(pressed)]
    .filter((one) => !one.closest(".hidden, .skip, .cell, dialog:not([open]), .panel-scroll, .article") && one.checkVisibility())
    .filter((one) => !(one.matches("input") && one.closest("label")))
    // A link in a sentence is as high as its line: WCAG 2.2 leaves it out.
    .filter((one) => getComputedStyle(one).display !== "inline" || ![...one.parentElement.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim().length > 1))
    .map((one) => [one, one.getBoundingClientRect()]);
  const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];
  const distance = ([x, y], box) => Math.hypot(x - Math.max(box.x, Math.min(x, box.right)), y - Math.max(box.y, Math.min(y, box.bottom)));
  return shown.filter(([one, box]) => Math.min(box.width, box.height) < 24
      && shown.some(([other, there]) => other !== one && !other.contains(one) && !one.contains(other) && distance(middle(box), there) < 12))
    .map(([one, box]) => `${one.outerHTML.slice(0, 90)} ${Math.round(box.width)}x${Math.round(box.height)}`);
}"""
"""What is smaller than 24 pixels and has another target within 12 pixels of its middle (WCAG 2.2, 2.5.8, with its exception for spacing)."""


def endless(desk: Desk) -> tuple[int, int]:
    """An article and a claim of it whose every text is as awkward as texts come, with sixteen sources."""
    stage, ben = desk.stage, desk.stage.cast["Ben"]
    article = stage.add_article(f"{ENDLESS}\n\nIn 2019 the {ENDLESS} built 1,234 homes in Varn. {FROM_THE_RIGHT}")
    claim = stage.claim("1,234", article)
    review.edit_claim(stage.db, claim.id, f"The {ENDLESS} built 1,234 homes.", ENDLESS, by=ben, at=stage.at, seen_version=claim.version)
    for number in range(16):
        source = stage.source(f"{ENDLESS} {'volume ' * number}{number}")
        evidence.link_source(stage.db, claim.id, source.id, Stance.CONTRADICTS, by=ben, at=stage.at, quote=f"{source.title}.")
    return article, claim.id


def test_no_word_is_too_long_for_any_screen(desk: Desk) -> None:
    article, claim = endless(desk)
    page = desk.open("Ada")
    wide = []
    for address in (
        f"/articles/{article}?line=2",
        f"/articles/{article}?line=2&tab=evidence",
        f"/articles/{article}?line=2&tab=verdict",
        f"/articles/{article}?view=all",
        f"/articles/{article}/history",
        f"/articles/{article}/report",
        f"/claims/{claim}",
        f"/claims/{claim}/history",
        f"/claims/{claim}/evidence/new?source=1",
        *("/?state=", "/articles", "/claims", "/sources", "/sources/1", "/reports", "/search?q=homes"),
    ):
        page.goto(address)
        for width in (1440, 720, 390):
            turn(page, dark=False, width=width)
            if is_too_wide(page):
                wide.append((address, width))
    assert wide == []


def test_the_desk_scrolls_in_its_two_halves_and_never_as_a_whole(desk: Desk) -> None:
    article, _ = endless(desk)
    page = desk.open("Ben")
    page.goto(f"/articles/{article}?line=2")
    assert page.evaluate("document.documentElement.scrollHeight <= window.innerHeight")
    page.goto(f"/articles/{article}?line=3")
    text = page.locator("#line-3 .text")
    assert text.evaluate("(one) => getComputedStyle(one).unicodeBidi") == "plaintext"


def test_of_pairs_that_wait_the_first_is_laid_out_so_that_the_evidence_is_seen(desk: Desk) -> None:
    stage = desk.stage
    stage.link()
    third = stage.add_article("More trams\n\nThe tram line carried 13,500 passengers on its first day.")
    stage.match(differing=True)
    line = stage.sentence("passengers")
    review.mark_sentence(stage.db, stage.sentence("13,500", third).id, Mark.CLAIM, by=stage.cast["Ben"], at=stage.at)
    page = desk.open("Ben")
    page.goto(f"/articles/{stage.article}?line={line.position}")
    assert page.locator(".match").count() == 2
    assert page.locator(".match:has(.choices)").count() == 1
    top = page.locator("#evidence-title").bounding_box()
    assert top and top["y"] < page.evaluate("document.querySelector('.panel > .verdict').getBoundingClientRect().top")


def test_what_is_pressed_is_24_pixels_large_or_stands_apart(showroom: Showroom) -> None:
    page = showroom.desk.open("Ada")
    small: dict[tuple[str, int], list[str]] = {}
    for address in showroom.addresses:
        page.goto(address)
        for width in (1440, 390):
            turn(page, dark=False, width=width)
            if pressed := page.evaluate(SMALL):
                small[address, width] = pressed
    assert small == {}


@pytest.mark.parametrize("dark", [False, True])
def test_the_pages_before_signing_in_can_be_used_by_everybody(desk: Desk, dark: bool) -> None:
    stage = desk.stage
    published = stage.bring("40 million", "published")
    # Nobody has a password yet: the first admin is made by a link, too.
    first = sessions.make_link(stage.db, None, at=stage.at)
    once = sessions.make_link(stage.db, stage.cast["Ben"], at=stage.at)
    page = desk.open(None, dark=dark, width=390)
    wrong: list[str] = []
    for address in ("/login", f"/claims/{published.id}", "/nowhere", f"/enter/{once}", f"/first/{first}"):
        answer = page.goto(address)
        assert answer is not None and answer.status == (404 if address == "/nowhere" else 200), address
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        wrong += grave(page)
        assert not is_too_wide(page), address
    assert wrong == []


def test_the_bar_on_top_has_room_for_a_long_name(desk: Desk) -> None:
    person = people.add_person(
        desk.stage.db, "A Person With A Very Long Name", Role.CHECKER, PASSWORD, by=desk.stage.cast["Ada"], at=desk.stage.at
    )
    desk.stage.cast[person.name] = person
    page = desk.open(person.name)
    page.goto("/reports")
    for width in (1000, 1024, 1440):
        turn(page, dark=False, width=width)
        sections, search = page.locator(".top nav").bounding_box(), page.locator(".top .find").bounding_box()
        assert sections and search and sections["x"] + sections["width"] <= search["x"], width
        heights = {round(box["height"]) for link in page.locator(".top nav a").all() if (box := link.bounding_box())}
        assert heights == {round(sections["height"]) + 1}, width


def outline(page: Page, place: str) -> str:
    """How the thing is outlined."""
    return str(page.locator(place).first.evaluate("(one) => getComputedStyle(one).outlineStyle"))


def test_with_forced_colours_the_chosen_line_and_the_section_are_still_told(desk: Desk) -> None:
    page = desk.open("Ben")
    page.emulate_media(forced_colors="active")
    page.goto(f"/articles/{desk.stage.article}?line=2")
    assert outline(page, ".sentence.chosen") == "solid"
    assert page.locator(".top nav a").first.evaluate("(one) => getComputedStyle(one).borderBottomStyle") == "none"
    assert page.locator(".top nav a[aria-current]").evaluate("(one) => getComputedStyle(one).borderBottomStyle") == "solid"


def test_paper_gets_the_whole_article_and_the_whole_queue_without_a_field(desk: Desk) -> None:
    desk.stage.link()
    page = desk.open("Ben", width=794)
    page.goto(f"/articles/{desk.stage.article}?line=5")
    page.emulate_media(media="print")
    assert page.locator(".sentence:visible").count() == 6
    assert page.locator("#evidence-title:visible").count() == 1
    assert page.locator("input:visible, textarea:visible, select:visible, button:visible").count() == 0
    page.goto("/?state=")
    assert page.locator("table.claims tbody tr:visible").count() > 0


def test_a_button_stands_level_with_the_field_beside_it(desk: Desk) -> None:
    an_alert(desk.stage)
    desk.stage.claim("depot")
    page = desk.open("Edith")
    line = desk.stage.sentence("depot").position
    for address, way, form in (
        ("/alerts", ".alert details summary", ".alert form:has(details)"),
        (f"/articles/{desk.stage.article}?line={line}", ".add-tag > summary", ".add-tag form"),
    ):
        page.goto(address)
        page.locator(way).first.click()
        field, button = (
            page.locator(f"{form} input:not([type=hidden])").first.bounding_box(),
            page.locator(f"{form} button").first.bounding_box(),
        )
        assert field and button
        assert (field["y"], field["height"]) == (button["y"], button["height"]), address
        if address == "/alerts":
            assert {
                row["y"]
                for row in (control.bounding_box() for control in page.locator(".alert .row > a.button, .alert form > button").all())
                if row
            } == {button["y"]}

"""Every screen, light and dark, wide and narrow: nothing that axe calls serious, nothing from elsewhere, nothing out of the window."""

import io

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from claims.desk.checking import review
from claims.desk.sources import evidence
from claims.desk.sources.evidence import NewSource
from claims.model import SourceKind
from tests.browser.conftest import Desk, Showroom
from tests.browser.looking import grave, is_too_wide, turn

pytestmark = pytest.mark.browser


PHONE = 390
"""Pixels that a phone is wide."""

TOO_SMALL = """() => [...document.querySelectorAll('button:not(.plain), .button, select, input:not([type=hidden], [type=checkbox], [type=radio], .hidden)')]
    .map((control) => [control, control.getBoundingClientRect()])
    .filter(([control, box]) => box.width > 0 && box.height > 0 && box.height < 44 && !control.closest('.hidden, .skip'))
    .map(([control, box]) => `${control.outerHTML.slice(0, 80)} ${box.height}`)"""
"""What is pressed on a phone and lower than 44 pixels."""

COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe that see a difference between light and dark."""


View = tuple[bool, int, tuple[str, ...] | None]
"""Dark or light, how wide, and the rules of axe that could judge otherwise there than in the views before: all when empty, and with None only the sizes are looked at."""

USUAL: list[View] = [(False, 1440, ()), (True, 1440, COLOURS), (False, PHONE, None)]
RARE: list[View] = [(False, 1024, ()), (False, PHONE, ()), (True, PHONE, COLOURS)]

PARTS = 4
"""A screen is opened once and looked at from every side; in parts, so that both workers have some."""


@pytest.mark.parametrize("views", [USUAL, pytest.param(RARE, marks=pytest.mark.long)], ids=["usual", "rare"])
@pytest.mark.parametrize("part", range(PARTS))
def test_every_screen_can_be_used_by_everybody(showroom: Showroom, part: int, views: list[View]) -> None:
    wrong: list[str] = []

    def look(page: Page, address: str) -> None:
        page.goto(address)
        for dark, width, rules in views:
            turn(page, dark=dark, width=width)
            if rules is not None:
                wrong.extend(f"{width} pixels, {'dark' if dark else 'light'}: {fault}" for fault in grave(page, *rules))
            if is_too_wide(page):
                wrong.append(f"{address}: wider than {width} pixels")
            if width == PHONE:
                wrong.extend(f"{address}: too small for a finger: {control}" for control in page.evaluate(TOO_SMALL))

    if part == 0:
        look(showroom.desk.open(None), "/login")
    signed_in = showroom.desk.open("Ada")
    for address in showroom.addresses[part::PARTS]:
        look(signed_in, address)
        # Letters twice as large leave room for half the pixels.
        turn(signed_in, dark=False, width=720)
        if is_too_wide(signed_in):
            wrong.append(f"{address}: wider than the window with letters twice as large")
    assert wrong == []
    assert all(asked.startswith(showroom.desk.root) for asked in showroom.desk.asked)
    assert [complaint for complaint in showroom.desk.complaints if "404" not in complaint] == []


def test_the_focus_is_always_seen(desk: Desk) -> None:
    page = desk.open("Ben")
    match = desk.stage.match(differing=True)
    for address in (f"/articles/{desk.stage.article}?line=2", f"/matches/{match.id}", f"/claims/{match.claim_id}", "/", "/sources/new"):
        page.goto(address)
        unseen = []
        for _ in range(45):
            page.keyboard.press("Tab")
            ring = page.evaluate(
                """() => { const at = document.activeElement;
                    if (at === document.body) return 'body';
                    const of = (one) => getComputedStyle(one).outlineStyle !== 'none';
                    return of(at) || (at.closest('.filter') && of(at.closest('.filter'))) ? 'seen' : at.outerHTML.slice(0, 120); }"""
            )
            if ring == "body":
                break
            if ring != "seen":
                unseen.append(ring)
        assert unseen == [], address


def test_a_stale_edit_and_a_refusal_can_be_used_by_everybody(desk: Desk) -> None:
    claim = desk.stage.bring("depot", "taken")
    for dark in (False, True):
        page = desk.open("Ben", dark=dark)
        page.goto(f"/claims/{claim.id}")
        page.get_by_role("button", name="Submit for second reader").click()
        expect(page.get_by_role("alert")).to_be_visible()
        wrong = grave(page)
        page.goto(f"/claims/{claim.id}/edit")
        page.get_by_label("Claim in plain words").fill(f"The depot fell in March, {dark}.")
        now = desk.stage.page_of(claim.id)
        review.edit_claim(
            desk.stage.db,
            claim.id,
            f"The depot fell, {dark}.",
            None,
            by=desk.stage.cast["Cleo"],
            at=desk.stage.at,
            seen_version=now.version,
        )
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("link", name="Keep theirs")).to_be_visible()
        assert wrong + grave(page) == []


def test_the_printed_report_has_no_buttons_and_every_line(desk: Desk) -> None:
    page = desk.open("Edith")
    page.goto(f"/articles/{desk.stage.article}/report")
    page.emulate_media(media="print")
    assert page.locator("button:visible, header.top:visible, .screen-only:visible").count() == 0
    assert page.locator("tbody tr:visible").count() == 6
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.long
def test_each_printed_page_of_a_long_report_names_the_article_and_its_place(desk: Desk) -> None:
    lines = " ".join(f"The line carried {number},400 passengers in week {number} of 2025." for number in range(1, 140))
    number = desk.stage.add_article(f'The "long" year of trams; é\n\n{lines}\n')
    page = desk.open("Edith")
    page.goto(f"/articles/{number}/report")
    printed = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    told = [" ".join(one.extract_text().split()) for one in printed.pages]
    assert len(told) > 3
    for place, text in enumerate(told, start=1):
        assert 'Sourcing report: The "long" year of trams; é' in text, place
        assert f"{place} / {len(told)}" in text
    # The head of the table comes again with its rows.
    with_rows = [text for text in told if "passengers in week" in text.partition("Sentence Mark Sources")[2]]
    assert len(with_rows) > 3 and with_rows == [text for text in told if "passengers in week" in text]
    assert desk.complaints == []


@pytest.mark.long
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (PHONE, 844)])
def test_what_one_role_or_one_window_alone_sees_can_be_used_by_everybody(desk: Desk, width: int, height: int) -> None:
    """The verdict that waits for this reader, the passages of a source without a text, and forms that open with the focus in them."""
    claim, match = desk.stage.bring("depot", "submitted"), desk.stage.match(differing=True)
    desk.stage.link()
    bare = NewSource("Minutes", SourceKind.REPORT, url="https://minutes.example.org/5")
    number = evidence.add_source(desk.stage.db, bare, by=desk.stage.cast["Ben"], at=desk.stage.at).source.id
    checked = desk.stage.bring("40 million", "checked")
    line = desk.stage.sentence("depot").position
    wrong: list[str] = []
    for name, addresses in {
        "Cleo": (f"/articles/{desk.stage.article}?line={line}", f"/claims/{claim.id}", f"/matches/{match.id}", "/tips/new", "/help", "/articles/new"),
        "Edith": (f"/claims/{checked.id}/publish", f"/claims/{checked.id}", f"/claims/{claim.id}/evidence/new?text_of={number}"),
    }.items():  # fmt: skip
        page = desk.open(name, width=width, height=height)
        for address in addresses:
            page.goto(address)
            for dark in (False, True):
                page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
                wrong.extend(f"{width} pixels, {'dark' if dark else 'light'}: {fault}" for fault in grave(page, *(COLOURS if dark else ())))
            if is_too_wide(page):
                wrong.append(f"{address}: wider than {width} pixels")
    assert wrong == []


def test_on_a_phone_the_verdict_stands_before_the_notes_and_the_assignment(desk: Desk) -> None:
    claim = desk.stage.bring("depot", "submitted")
    page = desk.open("Cleo", width=PHONE, height=844)
    for address in (f"/articles/{desk.stage.article}?line={desk.stage.sentence('depot').position}", f"/claims/{claim.id}"):
        page.goto(address)
        verdict, notes = page.locator("#verdict").bounding_box(), page.locator("#talk").bounding_box()
        assert verdict and notes and verdict["y"] + verdict["height"] <= notes["y"], address

"""Every screen, light and dark, wide and narrow: nothing that axe calls serious, nothing from elsewhere, nothing out of the window."""

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from claims.desk.checking import review
from tests.browser.conftest import Desk, Showroom
from tests.browser.looking import grave, is_too_wide

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


@pytest.mark.parametrize(
    ("dark", "width", "rules"),
    [
        (False, 1440, ()),
        (True, 1440, COLOURS),
        (False, PHONE, ()),
        pytest.param(True, PHONE, (), marks=pytest.mark.long),
        pytest.param(False, 1024, (), marks=pytest.mark.long),
    ],
)
def test_every_screen_can_be_used_by_everybody(showroom: Showroom, dark: bool, width: int, rules: tuple[str, ...]) -> None:
    page = showroom.desk.open(None, dark=dark, width=width)
    page.goto("/login")
    wrong = grave(page, *rules)
    signed_in = showroom.desk.open("Ada", dark=dark, width=width)
    for address in showroom.addresses:
        signed_in.goto(address)
        wrong += grave(signed_in, *rules)
        if is_too_wide(signed_in):
            wrong.append(f"{address}: wider than {width} pixels")
        if width == PHONE:
            wrong += [f"{address}: too small for a finger: {control}" for control in signed_in.evaluate(TOO_SMALL)]
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


def test_twice_as_large_letters_still_fit(showroom: Showroom) -> None:
    page = showroom.desk.open("Ada", width=720, height=450)
    wide = []
    for address in showroom.addresses:
        page.goto(address)
        if is_too_wide(page):
            wide.append(address)
    assert wide == []


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
        assert f"Page {place} of {len(told)}" in text
    # The head of the table comes again with its rows.
    assert all("Sentence Mark Sources" in text for text in told[-4:])
    assert desk.complaints == []

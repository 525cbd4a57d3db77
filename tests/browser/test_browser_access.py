"""Every screen, light and dark, wide and narrow: nothing that axe calls serious, nothing from elsewhere, nothing out of the window."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser


def screens(desk: Desk) -> list[str]:
    """One address of every screen, with something on it."""
    stage = desk.stage
    pair = stage.match(differing=True)
    stage.match(differing=False)
    stage.link()
    rated = stage.bring("depot", "submitted")
    published = stage.bring("40 million", "published")
    article = f"/articles/{stage.article}"
    return [
        "/",
        "/?state=published",
        "/articles",
        "/articles/new",
        article,
        f"{article}?line=2",
        f"{article}?line=4",
        f"{article}?line=5&tab=evidence",
        f"{article}?line=5&tab=verdict",
        f"{article}/report",
        f"{article}/history",
        "/reports",
        "/claims",
        f"/claims/{rated.id}",
        f"/claims/{published.id}",
        f"/claims/{rated.id}/edit",
        f"/claims/{rated.id}/history",
        f"/claims/{pair.claim_id}/evidence/new?q=register&stance=supports",
        f"/claims/{pair.claim_id}/evidence/new?source=1",
        f"/matches/{pair.id}",
        "/sources",
        "/sources/new",
        "/sources/1",
        "/search?q=tram",
        "/help",
        "/people",
        "/password",
        "/nowhere",
    ]


def grave(page: Page) -> list[str]:
    """What axe calls serious or critical, with where."""
    found = Axe().run(page).response["violations"]
    return [
        f"{page.url}: {one['id']}: {node['target']} {node.get('failureSummary', '')[:160]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize(
    ("dark", "width"),
    [
        (False, 1440),
        (True, 1440),
        (False, 390),
        pytest.param(True, 390, marks=pytest.mark.long),
        pytest.param(False, 1024, marks=pytest.mark.long),
    ],
)
def test_every_screen_can_be_used_by_everybody(desk: Desk, dark: bool, width: int) -> None:
    addresses = screens(desk)
    page = desk.open(None, dark=dark, width=width)
    page.goto("/login")
    wrong = grave(page)
    signed_in = desk.open("Ada", dark=dark, width=width)
    for address in addresses:
        signed_in.goto(address)
        wrong += grave(signed_in)
        if signed_in.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wrong.append(f"{address}: wider than {width} pixels")
    assert wrong == []
    assert all(asked.startswith(desk.root) for asked in desk.asked)
    assert [said for said in desk.complaints if "404" not in said] == []


def test_on_a_phone_everything_that_is_pressed_is_large_enough(desk: Desk) -> None:
    page = desk.open("Ada", width=390, height=844)
    for address in screens(desk):
        page.goto(address)
        small = page.evaluate(
            """() => [...document.querySelectorAll('button:not(.plain), .button, select, input:not([type=hidden], [type=checkbox], [type=radio], .hidden)')]
                .map(one => [one, one.getBoundingClientRect()])
                .filter(([one, box]) => box.width > 0 && box.height > 0 && box.height < 44 && !one.closest('.hidden, .skip'))
                .map(([one, box]) => `${one.outerHTML.slice(0, 80)} ${box.height}`)"""
        )
        assert small == [], address


def test_the_focus_is_always_seen(desk: Desk) -> None:
    page = desk.open("Ben")
    page.goto(f"/articles/{desk.stage.article}?line=2")
    for _ in range(60):
        page.keyboard.press("Tab")
        ring = page.evaluate(
            """() => { const at = document.activeElement;
                if (at === document.body) return 'body';
                const of = (one) => getComputedStyle(one).outlineStyle !== 'none';
                return of(at) || (at.closest('.filter') && of(at.closest('.filter'))) ? 'seen' : at.outerHTML.slice(0, 120); }"""
        )
        assert ring in ("seen", "body")


def test_twice_as_large_letters_still_fit(desk: Desk) -> None:
    page = desk.open("Ben", width=720, height=450)
    for address in (
        "/",
        f"/articles/{desk.stage.article}?line=2",
        f"/articles/{desk.stage.article}/report",
        f"/matches/{desk.stage.match(differing=True).id}",
    ):
        page.goto(address)
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth"), address


def test_the_printed_report_has_no_buttons_and_every_line(desk: Desk) -> None:
    page = desk.open("Edith")
    page.goto(f"/articles/{desk.stage.article}/report")
    page.emulate_media(media="print")
    assert page.locator("button:visible, header.top:visible, .screen-only:visible").count() == 0
    assert page.locator("tbody tr:visible").count() == 6
    assert page.pdf().startswith(b"%PDF")

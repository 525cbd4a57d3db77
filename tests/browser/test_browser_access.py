"""Every screen, light and dark, wide and narrow: nothing that axe calls serious, nothing from elsewhere, nothing out of the window."""

import io
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from claims.desk.checking import review
from tests.browser.conftest import Desk
from tests.web_forms import a_feed, an_alert

pytestmark = pytest.mark.browser


NO_SCREEN = {"static", "signing_in.enter", "signing_in.first", "signing_in.login", "matches.index"}
"""Addresses without a screen of their own: files, one-time links, what only leads on. The sign-in page is tried apart."""


def screens(desk: Desk) -> list[str]:
    """Every address of the desk that shows a screen, with something on it: a new one is tried without being listed here."""
    stage = desk.stage
    pair = stage.match(differing=True)
    stage.match(differing=False)
    stage.link()
    an_alert(stage)
    rated = stage.bring("depot", "submitted")
    published = stage.bring("40 million", "published")
    article = f"/articles/{stage.article}"
    numbers = {"article_id": stage.article, "claim_id": pair.claim_id, "match_id": pair.id, "source_id": 1, "person_id": 1}
    numbers["feed_id"] = a_feed(stage)
    found = []
    for rule in stage.app.url_map.iter_rules():
        asks = "GET" in (rule.methods or ()) and rule.endpoint not in NO_SCREEN
        if asks and set(rule.arguments) <= set(numbers) and not rule.rule.startswith(("/api", "/static", "/healthz")):
            address = re.sub(r"<(?:\w+:)?(\w+)>", lambda named: str(numbers[named[1]]), rule.rule)
            answer = stage.get(address, by="Ada")
            if answer.mimetype == "text/html" and answer.status_code < 400:
                found.append(address)
    return [
        *found,
        "/?state=published",
        f"{article}?line=2&view=all",
        f"{article}?line=4",
        f"{article}?line=2&view=choose&pick=unmarked",
        f"{article}?line=5&tab=evidence",
        f"{article}?line=5&tab=verdict",
        f"/claims/{rated.id}",
        f"/claims/{published.id}",
        f"/claims/{published.id}/public",
        f"/claims/{published.id}/publish",
        f"/claims/{pair.claim_id}/evidence/new?q=register&stance=supports",
        f"/claims/{pair.claim_id}/evidence/new?source=1",
        "/search?q=tram",
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


def test_twice_as_large_letters_still_fit(desk: Desk) -> None:
    addresses = screens(desk)
    page = desk.open("Ada", width=720, height=450)
    wide = []
    for address in addresses:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
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

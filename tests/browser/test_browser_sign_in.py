"""Two-step sign-in in a browser: set up from the page's own key, then used, on a phone and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect
from pyotp import TOTP

from claims.desk.people import second_factor
from tests.browser.conftest import Desk
from tests.browser.looking import grave, is_too_wide
from tests.web_stage import PASSWORD

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("dark", "width", "scripts"), [(True, 390, True), (False, 1440, False)], ids=["phone, dark", "wide, no script"])
def test_two_steps_are_set_up_and_used(desk: Desk, dark: bool, width: int, scripts: bool) -> None:
    page = desk.open("Ben", dark=dark, width=width, scripts=scripts)
    wrong = []

    def look() -> None:
        # axe runs as a script of the page, so it needs one that may run scripts.
        wrong.extend(grave(page) if scripts else [])
        if scripts and is_too_wide(page):
            wrong.append(f"{page.url}: wider than {width} pixels")

    page.goto("/second-factor")
    look()
    page.get_by_role("button", name="Set up two-step sign-in").click()
    expect(page.get_by_role("img", name="QR code with the key")).to_be_visible()
    look()
    key = re.sub(r"\s", "", page.locator(".app-key").inner_text())
    step = int(desk.stage.at.timestamp()) // second_factor.STEP
    page.get_by_role("textbox", name="Code").fill(TOTP(key).generate_otp(step - 1))
    page.get_by_role("button", name="Turn on two-step sign-in").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    look()
    assert page.locator(".recovery code").count() == 10

    desk.stage.give_password("Ben")
    page = desk.open(None, dark=dark, width=width, scripts=scripts)
    page.goto("/login")
    page.get_by_label("Name").fill("Ben")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/login/code**")
    look()
    page.get_by_label("Code from your app").fill("000000")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("That code is wrong")).to_be_visible()
    look()
    page.get_by_label("Code from your app").fill(TOTP(key).generate_otp(step))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("/")
    page.goto("/sign-ins")
    expect(page.get_by_text("This browser", exact=True)).to_be_visible()
    look()
    assert wrong == []
    assert all(asked.startswith(desk.root) for asked in desk.asked), "the picture of the key is made here"


def test_a_one_time_link_is_copied_and_a_new_person_chooses_a_password_with_it(desk: Desk) -> None:
    page = desk.open("Ada")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/people")
    page.get_by_label("Name", exact=True).fill("Zoe")
    page.get_by_role("button", name="Add person").click()
    copy = page.get_by_role("button", name="Copy link")
    copy.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(rf"{desk.root}/enter/[\w-]+", link)
    zoe = desk.open(None, width=390, dark=True)
    zoe.goto(link)
    assert grave(zoe) == [] and not is_too_wide(zoe)
    zoe.get_by_label("Choose a password").fill("a lantern in the reeds")
    zoe.get_by_role("button", name="Sign in").click()
    zoe.wait_for_url("**/")
    expect(zoe.get_by_role("heading", level=1)).to_be_visible()

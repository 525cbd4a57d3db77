"""A desk that really serves, and Debian's Chromium to open it with."""

import logging
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from werkzeug.serving import make_server

from tests.browser.looking import screens
from tests.web_stage import PASSWORD, Stage

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first that is installed is used. The shell is the same engine without windows: a page takes 150 ms of the processor instead of 200."""

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""Root cannot use the sandbox; the rest keep Chromium from calling its makers."""

PATIENCE = 60_000
"""Milliseconds that a browser may take for one step: a machine that builds something else meanwhile is slow, not wrong."""

COOKIE = "claim_tracker"

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; each test opens its own context in it."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        reason = "no Chromium was found: install it (Debian: apt install chromium-headless-shell) to run the browser tests"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


class Desk:
    """A served stage, and browsers signed in on it. Everything a browser asks for or complains of is kept."""

    def __init__(self, stage: Stage, browser: Browser) -> None:
        self.stage = stage
        self._browser = browser
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._server = make_server("127.0.0.1", 0, stage.app, threaded=True)
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        self.root = f"http://127.0.0.1:{self._server.server_port}"
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self._contexts: list[BrowserContext] = []

    def open(self, name: str | None, *, scripts: bool = True, dark: bool = False, width: int = 1440, height: int = 900) -> Page:
        """A blank page in a browser of its own, signed in as that person."""
        context = self._browser.new_context(
            base_url=self.root,
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            viewport={"width": width, "height": height},
        )
        self._contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda line: self.complaints.append(line.text) if line.type in ("error", "warning") else None)
        if name:
            # The cookie of a session, which is what the form gives, too: the form is tried where the whole job is done.
            cookie = self.stage.client(name).get_cookie(COOKIE)
            assert cookie is not None
            context.add_cookies([{"name": COOKIE, "value": cookie.value, "url": self.root}])
        return page

    def sign_in(self, name: str, *, scripts: bool = True) -> Page:
        """A page in a browser of its own, signed in through the form."""
        self.stage.give_password(name)
        page = self.open(None, scripts=scripts)
        page.goto("/login")
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("/")
        return page

    def close_pages(self) -> None:
        """Close every browser that was opened here."""
        while self._contexts:
            self._contexts.pop().close()

    def close(self) -> None:
        """Stop serving."""
        self.close_pages()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self.stage.db.close()


@pytest.fixture
def desk(path: Path, chromium: Browser) -> Iterator[Desk]:
    """The stage of the other tests, served."""
    served = Desk(Stage(path), chromium)
    yield served
    served.close()


@dataclass(frozen=True)
class Showroom:
    """A desk with something on every screen, for tests that only look."""

    desk: Desk
    addresses: list[str]


@pytest.fixture(scope="session")
def served_showroom(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Showroom]:
    """The showroom, made once a worker."""
    served = Desk(Stage(tmp_path_factory.mktemp("showroom") / "claims.db"), chromium)
    yield Showroom(served, screens(served.stage))
    served.close()


@pytest.fixture
def showroom(served_showroom: Showroom) -> Iterator[Showroom]:
    """The desk that every test looks at which changes nothing."""
    yield served_showroom
    served_showroom.desk.close_pages()

"""Makes docs/screenshots: the sample, worked on a little, as the desk shows it.

    PYTHONPATH=. .venv/bin/python tests/browser/screenshots.py

Needs Chromium. The pictures are PNG files of few colours, so that the repository stays small.
"""

import logging
import shutil
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, sync_playwright
from sqlite_utils import Database
from werkzeug.serving import make_server

from claims.desk.checking import review, verdicts
from claims.desk.index.matcher import Matcher
from claims.desk.opening import open_store
from claims.desk.people import sessions
from claims.desk.screens import overview
from claims.desk.upkeep import demonstration
from claims.model import Mark, Person, Reason, Relation, Status
from claims.settings import Settings
from claims.store import matches
from claims.store import people as stored_people
from tests.browser.conftest import FLAGS
from web import create_app

ROOT = Path(__file__).parents[2]
AT = datetime(2026, 11, 13, 9, 30, tzinfo=UTC)
SHOTS = [
    ("desk", "/articles/1?line={line}", 1440, 900, False),
    ("desk-dark", "/articles/1?line={line}", 1440, 900, True),
    ("queue", "/", 1440, 900, False),
    ("match", "/matches/{match}", 1100, 760, False),
    ("report", "/articles/1/report", 1000, 1300, False),
    ("phone", "/articles/1?line={line}", 390, 844, False),
]


def work(db: Database, checker: Person) -> dict[str, int]:
    """Mark, decide and assign a little, so that the pictures show every state; gives what the addresses name."""
    desk = overview.article_desk(db, 1, at=AT)
    found: dict[str, int] = {}
    for sentence in desk.sentences:
        claims = desk.claims_in.get(sentence.id, ())
        if sentence.mark is Mark.UNMARKED and sentence.position < 23:
            review.mark_sentence(db, sentence.id, Mark.CLAIM if claims else Mark.NOT_CLAIM, by=checker, at=AT)
    for number, sentence in enumerate(one for one in desk.sentences if desk.claims_in.get(one.id)):
        claim = desk.claims_in[sentence.id][0]
        page = overview.claim_page(db, claim.id)
        if page.case.claim.state == "open":
            verdicts.set_due(db, claim.id, AT + timedelta(hours=6 * number - 8), by=checker, at=AT)
            if number % 3 == 1:
                verdicts.take(db, claim.id, by=checker, at=AT)
        differing = [
            suggestion.match for suggestion in page.suggestions if suggestion.match and suggestion.comparison.relation is Relation.DIFFERS
        ]
        if differing and len(page.suggestions) > 1 and page.case.evidence:
            found.setdefault("line", sentence.position)
        if differing:
            found.setdefault("match", differing[0].id)
    found.setdefault("line", 8)
    found.setdefault("match", matches.waiting(db, limit=1)[0].id)
    rejected = [one for one in matches.waiting(db) if one.id != found["match"]][-1]
    review.decide_match(db, rejected.id, Status.REJECTED, by=checker, at=AT, reasons=[Reason.OTHER])
    return found


def shoot(browser: Browser, root: str, secrets: list[str], numbers: dict[str, int], folder: Path) -> None:
    """One picture of each screen."""
    for name, address, width, height, dark in SHOTS:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", base_url=root, has_touch=width < 600
        )
        page = context.new_page()
        page.goto(f"/enter/{secrets.pop()}")
        page.get_by_role("button", name="Sign in").click()
        page.goto(address.format(**numbers))
        page.screenshot(path=folder / f"{name}.png")
        print(f"{name}.png {(folder / f'{name}.png').stat().st_size / 1000:.0f} kB")
        context.close()


def main() -> None:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("no Chromium was found: install it (Debian: apt install chromium)")
    with tempfile.TemporaryDirectory() as scratch:
        settings = Settings(db=Path(scratch) / "demo.db")
        with open_store(settings.db) as db:
            demonstration.load(db, Matcher(), at=AT - timedelta(days=1))
            checker = stored_people.find_person(db, "Demo checker")
            assert checker is not None
            numbers = work(db, checker)
            secrets = [sessions.make_link(db, checker, at=AT) for _ in SHOTS]
        server = make_server("127.0.0.1", 0, create_app(settings, clock=lambda: AT), threaded=True)
        Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            shoot(browser, f"http://127.0.0.1:{server.server_port}", secrets, numbers, ROOT / "docs" / "screenshots")
            browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()

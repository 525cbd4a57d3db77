"""How the browser tests look at the desk: every screen it has, and what is wrong with one."""

import re

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from claims.store.tips import get_tip
from tests.web_form_articles import a_feed, a_tip
from tests.web_form_claims import an_alert
from tests.web_stage import Stage

NO_SCREEN = {
    "static",
    "signing_in.enter",
    "signing_in.first",
    "signing_in.login",
    "matches.index",
    "linking.list_offered",
    "linking.choose",
}
"""Addresses without a screen of their own: files, one-time links, what only leads on, parts that a script puts into a page. The sign-in page is tried apart."""


def screens(stage: Stage) -> list[str]:
    """Every address of the desk that shows a screen, with something on it: a new one is tried without being listed here."""
    pair = stage.match(differing=True)
    stage.match(differing=False)
    link = stage.link()
    an_alert(stage)
    tip = get_tip(stage.db, a_tip(stage))
    rated = stage.bring("depot", "submitted")
    published = stage.bring("40 million", "published")
    article = f"/articles/{stage.article}"
    numbers = {"article_id": stage.article, "claim_id": pair.claim_id, "match_id": pair.id, "source_id": 1, "person_id": 1}
    numbers |= {"feed_id": a_feed(stage), "evidence_id": link}
    addresses = []
    for rule in stage.app.url_map.iter_rules():
        asks = "GET" in (rule.methods or ()) and rule.endpoint not in NO_SCREEN
        if asks and set(rule.arguments) <= set(numbers) and not rule.rule.startswith(("/api", "/static", "/healthz")):
            address = re.sub(r"<(?:\w+:)?(\w+)>", lambda named: str(numbers[named[1]]), rule.rule)
            answer = stage.get(address, by="Ada")
            if answer.mimetype == "text/html" and answer.status_code < 400:
                addresses.append(address)
    return [
        *addresses,
        "/?state=published",
        f"{article}?line=2&view=all",
        f"{article}?line=4",
        f"{article}?line=2&view=choose&pick=unmarked",
        f"{article}?line=5&tab=evidence",
        f"{article}?line=5&tab=verdict",
        f"/claims/{rated.id}",
        f"/claims/{tip.claim_id}",
        f"/claims/{published.id}",
        f"/claims/{published.id}/public",
        f"/claims/{published.id}/publish",
        f"/claims/{pair.claim_id}/evidence/new?q=register&stance=supports",
        f"/claims/{pair.claim_id}/evidence/new?source=1",
        "/search?q=tram",
        "/nowhere",
    ]


def grave(page: Page, *rules: str) -> list[str]:
    """What axe calls serious or critical, with where; by these rules alone, when there are any."""
    page.wait_for_load_state()
    # Once a page, and only what is wrong comes back: axe is half a megabyte, and so is all that it finds to be right.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = {"resultTypes": ["violations"], **({"runOnly": {"type": "rule", "values": rules}} if rules else {})}
    violations = page.evaluate("options => axe.run(options).then(results => results.violations)", options)
    return [
        f"{page.url}: {violation['id']}: {node['target']} {node.get('failureSummary', '')[:160]}"
        for violation in violations
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"][:3]
    ]


def turn(page: Page, *, dark: bool, width: int) -> None:
    """Show the open page in other colours and at another width, as when the night comes or a telephone is turned."""
    if page.viewport_size != {"width": width, "height": 900}:
        page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")


def is_too_wide(page: Page) -> bool:
    """Whether the page has to be scrolled to the side."""
    page.wait_for_load_state()
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def select_words(page: Page, words: str) -> None:
    """Select words of an article's line with the mouse."""
    left, right, middle = page.locator("a.text", has_text=words).evaluate(
        """(link, words) => {
            const range = document.createRange();
            const text = link.querySelector("span").firstChild;
            const start = text.data.indexOf(words);
            range.setStart(text, start);
            range.setEnd(text, start + words.length);
            const box = range.getBoundingClientRect();
            return [box.left + 1, box.right - 1, box.top + box.height / 2];
        }""",
        words,
    )
    page.mouse.move(left, middle)
    page.mouse.down()
    page.mouse.move(right, middle, steps=5)
    page.mouse.up()

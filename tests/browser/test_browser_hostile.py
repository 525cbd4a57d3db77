"""60 payloads in the fields that are shown, in a real browser: none runs, and the content security policy has nothing to report."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

import pytest
from playwright.sync_api import Page

from claims.desk import alerts
from claims.desk.checking import review, talk, verdicts
from claims.desk.feeds import watching
from claims.desk.people import people
from claims.desk.sources import evidence
from claims.desk.sources.evidence import NewSource
from claims.model import Role, SourceKind, Stance
from claims.reading.feeds import feeds
from claims.reading.fetch import Fetched
from claims.store import alerts as alerts_stored
from claims.store import articles, tags
from claims.store import watching as stored
from claims.store.connect import write
from claims.store.reviews import NewReview, put_reviews
from stage import a_claim, a_match, an_article
from tests.browser.conftest import Desk
from tests.naughty import SCRIPTS

pytestmark = [pytest.mark.browser, pytest.mark.long]

HALF = len(SCRIPTS) // 2
"""Each wrapping stands in both halves of the payloads. The first half is looked at on half of the pages, the second on the others."""

WATCH = """
    window.__reports = [];
    document.addEventListener('securitypolicyviolation', (one) => window.__reports.push(`${one.violatedDirective} ${one.blockedURI}`));
"""


def fill(desk: Desk) -> list[str]:
    """Every payload in every field of an article, a claim, a note, a source, a link, a verdict, a person and an imported review; gives the pages that show them."""
    stage = desk.stage
    ada, ben, cleo = stage.cast["Ada"], stage.cast["Ben"], stage.cast["Cleo"]
    db, at = stage.db, stage.at
    pages = ["/", "/articles", "/claims", "/sources", "/reports", "/people", "/search?q=ran", "/matches"]
    before: int | None = None
    pairs: list[int] = []
    for number, payload in enumerate(SCRIPTS):
        with write(db):
            article = an_article(
                db, f"{payload} sank {number} ferries.", by=ben, at=at, title=payload, url=f"https://n.example.org/{number}"
            )
            db.execute("UPDATE article SET publisher = :p, byline = :p WHERE id = :id", {"p": payload, "id": article})
            sentence = articles.sentences_of(db, articles.get_article(db, article))[0]
            claim = a_claim(db, payload, by=ben, at=at, sentence_id=sentence.id)
            review.edit_claim(db, claim, f"{payload} again", payload, by=ben, at=at)
            tags.add_tag(db, claim, payload, by=ben, at=at)
            talk.add_note(db, claim, payload, by=cleo, at=at)
            source = evidence.add_source(
                db,
                NewSource(payload, SourceKind.REPORT, publisher=payload, text=payload, url=f"https://s.example.org/{number}?{number}"),
                by=ben,
                at=at,
            ).source
            evidence.link_source(db, claim, source.id, Stance.SUPPORTS, by=ben, at=at, quote=payload, locator=payload, note=payload)
            if before:
                pairs.append(a_match(db, claim, before, at=at))
            before = claim
            verdicts.take(db, claim, by=ben, at=at)
            verdicts.submit(db, claim, "false", payload, by=ben, at=at)
            if number % 2:
                verdicts.approve(db, claim, by=cleo, at=at, note=payload)
                verdicts.publish(db, claim, by=ada, at=at)
        people.add_person(db, f"{payload[:70]} {number}", Role.CHECKER, None, by=ada, at=at)
        # The tabs of an article's desk are one page, of which a style sheet shows a part.
        shown = [f"/articles/{article}?line=1", f"/articles/{article}/report", f"/claims/{claim}",
                 f"/claims/{claim}/history", f"/sources/{source.id}", f"/claims/{claim}/edit"]  # fmt: skip
        pages += shown[::2] if number < HALF else shown[1::2]
    pages += [f"/matches/{number}" for number in pairs[:HALF]]
    reviews = [NewReview(f"theirs-{number}", f"{payload} says {number}", payload, payload, rating_words=payload, publisher=payload, tags=(payload,))
               for number, payload in enumerate(SCRIPTS)]  # fmt: skip
    put_reviews(db, reviews, by=ada, at=at)
    theirs = db.execute("SELECT claim_id FROM review ORDER BY claim_id").fetchall()
    return pages + [f"/claims/{row[0]}" for row in theirs[HALF:]]


def follow(desk: Desk) -> list[str]:
    """Every payload as a feed's title, publisher, links, items and errors, and alerts of articles that hold them; gives the pages that show them."""
    stage = desk.stage
    ada, db, at = stage.cast["Ada"], stage.db, stage.at
    found = [f"/feeds/{number}" for number in range(1, HALF + 1)]
    for number, payload in enumerate(SCRIPTS, start=1):
        word, link = escape(payload), quoteattr(payload)
        atom = (
            f'<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">{word}</title><id>{word}</id>'
            f"<entry><title>{word}</title><id>1</id><link href={link}/><content type='html'>{word * 30}</content></entry>"
            f"<entry><title type='html'>{word}</title><id>{word}</id><link href='javascript:window.__ran=1'/><summary>{word}</summary></entry>"
            f"<entry><title>{word}</title><id>{word}2</id><link href='data:text/html,{number}'/></entry></feed>"
        )
        url = f"https://feeds.example.org/{number}"
        read = feeds.read(atom.encode(), url=url)
        with write(db):
            feed = stored.add_feed(db, url, host="feeds.example.org", title=read.title, publisher=payload, newest=10, by=ada, at=at)
            watching.store_items(db, stored.get_feed(db, feed), None, read, Fetched(b"", url, "application/atom+xml"), at=at)
            db.execute("UPDATE feed SET title = :p, failures = 1, reason = :p WHERE id = :id", {"p": payload, "id": feed})
            # Reading takes mark-up away; what is shown must not rest on that.
            db.execute("UPDATE feed_item SET title = :p, reason = :p WHERE feed_id = :id", {"p": payload, "id": feed})
    with write(db):
        pairs = db.execute("SELECT match.id, article_id FROM match JOIN appearance ON appearance.claim_id = match.claim_id"
                           " JOIN sentence ON sentence.id = sentence_id WHERE match.id NOT IN (SELECT match_id FROM alert) ORDER BY match.id").fetchall()  # fmt: skip
        for match, article in pairs:
            alerts_stored.add_alert(db, match, article, at=at)
    assert len(alerts.list_alerts(db)) > 50
    return ["/feeds", "/alerts", "/alerts?view=all", "/?alerts=1", *found]


HARM = """() => [
    ...(window.__ran ? ["a payload ran"] : []),
    // By the attribute: a field called "action" would stand in for the form's own.
    ...[...document.querySelectorAll("[href], form")]
      .map((link) => new URL(link.getAttribute("href") ?? link.getAttribute("action") ?? "", location).href)
      .filter((address) => !/^https?:/.test(address)),
    ...window.__reports,
]"""


def harm(page: Page) -> list[str]:
    """What ran, what would run when somebody follows it, and what the policy stopped."""
    return [f"{page.url}: {fault}" for fault in page.evaluate(HARM)]


@pytest.fixture
def watched(desk: Desk) -> Iterator[Page]:
    page = desk.open("Ada")
    page.context.add_init_script(WATCH)
    page.on("dialog", lambda dialog: desk.complaints.append(f"dialog {dialog.message}"))
    yield page


def test_no_payload_runs_on_any_page(desk: Desk, watched: Page) -> None:
    found: list[str] = []
    shown = 0
    for address in fill(desk) + follow(desk):
        answer = watched.goto(address)
        assert answer is not None and answer.status < 500, address
        shown += answer.status == 200
        found += harm(watched)
    assert shown > len(SCRIPTS) * 4
    public = [address for number in range(1, 130) if desk.stage.get(address := f"/claims/{number}", by=None).status_code == 200]
    assert len(public) >= len(SCRIPTS) // 2
    visitor = desk.open(None)
    visitor.context.add_init_script(WATCH)
    for address in public:
        visitor.goto(address)
        found += harm(visitor)
    assert found == []
    assert [complaint for complaint in desk.complaints if "Content Security" in complaint or "dialog" in complaint] == []
    assert all(asked.startswith(desk.root) for asked in desk.asked)


def test_the_watch_itself_sees_what_it_should(desk: Desk, watched: Page) -> None:
    watched.goto("/help")
    watched.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.__ran=1\">')")
    watched.wait_for_function("window.__reports.length > 0")
    assert "script-src" in " ".join(harm(watched))

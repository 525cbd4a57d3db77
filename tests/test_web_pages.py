"""What every page of the desk promises: who may see it, what it tells the browser, and what an error looks like."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from werkzeug.routing import Rule

from claims.desk.checking import verdicts
from claims.desk.sources import evidence
from claims.desk.sources.evidence import NewSource
from claims.model import SourceKind, Stance
from claims.store import articles
from tests.web_form_articles import a_feed, a_tip, new_version, stopped_import, unfinished_article
from tests.web_form_claims import a_picture, an_alert
from tests.web_stage import Stage
from web.request import headers


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def addresses(stage: Stage) -> list[tuple[Rule, str]]:
    """Every address of the desk that can be opened, about rows that are there."""
    match, source = stage.match(differing=True), stage.source()
    stage.link()
    numbers = {"article_id": stage.article, "claim_id": match.claim_id, "match_id": match.id, "source_id": source.id, "person_id": 1}
    numbers |= {"evidence_id": 1, "sentence_id": 1, "feed_id": a_feed(stage), "tip_id": a_tip(stage)}
    an_alert(stage)
    public = stage.bring("40 million", "published").id
    special = {
        "claims.public": {"claim_id": public},
        "claims.share_picture": {"claim_id": public},
        "claim_work.look_over": {"claim_id": public},
    }
    special["sources.file"] = {"source_id": a_picture(stage)}
    special["changes.show"] = {"article_id": new_version(stage)}
    special["articles.progress"] = {"number": f"{unfinished_article(stage):016x}"}
    filled = {
        "number": f"{stopped_import(stage):016x}",
        "secret": "nobody-has-this",
        "kind": "csv",
        "ending": "docx",
        "filename": "base.css",
        **numbers,
    }
    found = []
    for rule in stage.app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.rule.startswith("/api/"):
            with stage.app.test_request_context():
                here = filled | special.get(rule.endpoint, {})
                found.append((rule, re.sub(r"<(?:\w+:)?(\w+)>", lambda named, here=here: str(here[named[1]]), rule.rule)))
    return found


def test_every_page_opens_for_an_admin_and_none_for_a_shut_out_person(stage: Stage) -> None:
    for rule, address in addresses(stage):
        answer = stage.get(address, by="Ada")
        # Without a provider in the settings, its addresses do not exist.
        expected = (
            {404}
            if "secret" in rule.arguments or rule.endpoint.startswith("oidc.")
            else {400}
            if "v1alpha1" in address
            else {200, 302, 303}
        )
        assert answer.status_code in expected, (address, answer.text[:500])


def test_every_answer_carries_the_policy_and_no_page_has_anything_inline(stage: Stage) -> None:
    for _, address in [*addresses(stage), (None, "/no-such-page")]:
        answer = stage.get(address, by="Ada")
        assert answer.headers["Content-Security-Policy"] == headers.POLICY
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        if answer.mimetype == "text/html" and "Content-Disposition" not in answer.headers:
            assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]*\ssrc=)", answer.text), address
            assert not re.search(r'(?:src|href)="(?:https?:)?//', re.sub(r"<a [^>]*>", "", answer.text)), address


def test_pages_for_one_person_are_kept_by_no_cache_and_static_files_for_long(stage: Stage) -> None:
    page = stage.get("/")
    assert page.headers["Cache-Control"] == "no-store"
    sheet = re.search(r'href="(/static/base\.css\?v=[0-9a-f]+)"', page.text)
    assert sheet
    assert "immutable" in stage.get(sheet[1]).headers["Cache-Control"]


def test_the_cookie_is_kept_from_scripts_and_other_sites(stage: Stage) -> None:
    answer = stage.app.test_client().get("/login")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Secure" not in cookie
    over_tls = stage.app.test_client().get("/login", base_url="https://localhost")
    assert "Secure" in over_tls.headers["Set-Cookie"]
    assert "max-age" in over_tls.headers["Strict-Transport-Security"]


def test_healthz_answers_without_sign_in_and_without_the_store(stage: Stage) -> None:
    answer = stage.get("/healthz", by=None)
    assert answer.json == {"ok": True}
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/nowhere", 404, "There is no such page"),
        ("/claims/999999", 404, "There is no claim 999999"),
        ("/articles/999999", 404, "There is no article 999999"),
        ("/articles/2?line=99", 404, "no line 99"),
        ("/articles/2?line=one", 400, "This request cannot be read"),
        ("/articles/2?claim=999", 404, "There is no claim 999"),
        ("/?state=asleep", 400, "This request cannot be read"),
        ("/?due=soon", 400, "This request cannot be read"),
        ("/?page=99999999999999999999999", 400, "This request cannot be read"),
        ("/claims?page=x", 400, "This request cannot be read"),
        ("/articles/2/report.exe", 404, "There is no such page"),
        ("/people", 403, "ask somebody who is admin"),
        (f"/claims/{2**64}", 404, ""),
    ],
)
def test_a_wrong_address_is_answered_with_a_page_that_helps(stage: Stage, address: str, status: int, said: str) -> None:
    answer = stage.get(address)
    assert answer.status_code == status
    assert said in answer.text
    assert "Go to the queue" in answer.text


def test_every_page_counts_the_claims_of_an_article_alike(stage: Stage) -> None:
    stage.bring("depot", "checked")
    stage.claim("passengers")
    desk = stage.get(f"/articles/{stage.article}?line=2").text
    assert "<b>2 of 6</b>" in desk and "<b>2</b> claims" in desk and "<b>1</b> checked" in desk
    listed = re.sub(r"\s+", " ", stage.get("/articles?q=opens").text)
    proposed = articles.progress_of(stage.db, [stage.article])[stage.article].proposed
    assert "2 claims" in listed and "1 checked" in listed and f"{proposed} proposed" in listed
    number = r"<dd>(?:<a[^>]*>)?(\d+)(?:<span[^<]*</span></a>)?</dd><dt>(\w+)</dt>"
    report = re.findall(number, stage.get(f"/articles/{stage.article}/report").text)
    file = re.findall(r"<dt>(\w+)</dt><dd>(\d+)</dd>", stage.get(f"/articles/{stage.article}/report.html").text)
    wanted = [("6", "sentences"), ("2", "marked"), ("2", "claims"), (str(proposed), "proposed"), ("1", "checked"), ("0", "published")]
    assert report == wanted == [(number, word) for word, number in file]
    assert f"6 sentences, 2 marked, 2 claims, {proposed} proposed, 1 checked" in stage.get(f"/articles/{stage.article}/report.txt").text


def test_a_mistake_of_ours_is_a_page_with_a_number_and_no_traceback(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the secret inner word")

    monkeypatch.setattr("claims.desk.screens.listings.list_articles", broken)
    answer = stage.get("/articles")
    assert answer.status_code == 500
    assert answer.headers["X-Request-Id"] in answer.text
    assert "secret inner word" not in answer.text and "Traceback" not in answer.text


def test_too_large_an_article_is_refused_with_the_limit(path: Path) -> None:
    stage = Stage(path, max_bytes=2_000)
    answer = stage.post("/articles/new", {"text": "It rained on 40 days. " * 200})
    assert answer.status_code == 413
    assert "at most" in answer.text
    stage.db.close()


def test_a_flood_is_refused_before_it_is_read(path: Path) -> None:
    stage = Stage(path, max_bytes=2_000)
    answer = stage.post("/articles/new", {"text": "a" * 600_000})
    assert answer.status_code == 413
    assert "At most 0.5 MB" in answer.text
    stage.db.close()


@pytest.mark.parametrize(("text", "status"), [("", 422), ("  \n", 422), ("\x00\x01\x02", 422)])
def test_an_article_that_is_none_is_refused_beside_its_field(stage: Stage, text: str, status: int) -> None:
    answer = stage.post("/articles/new", {"text": text, "byline": "kept as it was typed"})
    assert answer.status_code == status
    assert 'aria-invalid="true" autofocus' in answer.text
    assert "kept as it was typed" in answer.text


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("published", "yesterday", "The publication date is given as &#39;yesterday&#39;: write it as 23 November 2026 or 2026-11-23."),
        ("url", "herald", "The address is not a web address"),
        ("byline", "x" * 2_001, "The byline has 2,001 characters"),
    ],
)
def test_a_wrong_field_of_an_article_is_refused_at_that_field_in_the_words_of_the_form(
    stage: Stage, field: str, value: str, words: str
) -> None:
    answer = stage.post("/articles/new", {"text": "The depot burned down in March 2024.", field: value})
    assert answer.status_code in (409, 413)
    shown = answer.text.split(f'id="field-{field}-wrong"')[1].split("</span>")[0]
    assert words in shown and "--" not in shown


def test_what_others_wrote_is_shown_as_text_and_never_as_markup(stage: Stage) -> None:
    evil = '<img src=x onerror="alert(1)">'
    article = stage.add_article(f'Title {evil}\n\nThe mayor paid 40 crowns {evil} in 2025 for "bread".')
    for page in (f"/articles/{article}", "/articles", f"/articles/{article}/report", "/search?q=mayor", "/search?q=" + evil):
        assert "<img" not in stage.get(page).text


def test_an_address_that_is_no_web_address_is_refused_and_never_a_link(stage: Stage) -> None:
    answer = stage.post("/sources/new", {"title": "Trap", "kind": "report", "url": "javascript:alert(1)", "text": "Forty."})
    assert answer.status_code == 409
    assert "Start it with http:// or https://" in answer.text
    assert evidence_count(stage) == 0
    # One that came into the store by another way is not shown as a link either.
    source = stage.source()
    stage.db.execute("PRAGMA ignore_check_constraints = ON")
    stage.db.execute("UPDATE source SET url = 'javascript:alert(1)' WHERE id = ?", [source.id])
    assert "javascript:" not in stage.get(f"/sources/{source.id}").text


def evidence_count(stage: Stage) -> int:
    return len(stage.db.execute("SELECT id FROM source").fetchall())


def test_a_visitor_sees_a_published_claim_without_its_confidential_source(stage: Stage) -> None:
    claim = stage.claim("depot")
    secret = NewSource(title="A letter from inside", kind=SourceKind.REPORT, confidential=True)
    kept = evidence.add_source(stage.db, secret, by=stage.cast["Ben"], at=stage.at).source
    for source in (kept, stage.source()):
        evidence.link_source(stage.db, claim.id, source.id, Stance.SUPPORTS, by=stage.cast["Ben"], at=stage.at)
    stage.bring("depot", "checked")
    assert stage.get(f"/claims/{claim.id}", by=None).status_code == 404
    verdicts.publish(stage.db, claim.id, by=stage.cast["Edith"], at=stage.at)
    page = stage.get(f"/claims/{claim.id}", by=None)
    assert page.status_code == 200
    assert "Our rating: <b>True</b>" in page.text
    assert "Building register" in page.text and "A letter from inside" not in page.text
    assert "Ben" not in page.text


def test_an_old_number_leads_to_the_claim_that_speaks_for_it(stage: Stage) -> None:
    survivor = stage.bring("9 kilometres", "joined")
    joined = next(n for n in range(1, 20) if n != survivor.id and exists(stage, n) and stage.page_of(n).id == survivor.id)
    assert stage.get(f"/claims/{joined}").location == f"/claims/{survivor.id}"


def exists(stage: Stage, number: int) -> bool:
    return bool(stage.db.execute("SELECT 1 FROM claim WHERE id = ?", [number]).fetchall())


def test_a_report_can_be_downloaded_in_every_form(stage: Stage) -> None:
    for kind, mimetype in (("csv", "text/csv"), ("json", "application/json"), ("html", "text/html"), ("txt", "text/plain")):
        answer = stage.get(f"/articles/{stage.article}/report.{kind}")
        assert answer.mimetype == mimetype
        assert answer.headers["Content-Disposition"] == f'attachment; filename="report-{stage.article}.{kind}"'


def test_an_article_that_cannot_be_fetched_keeps_its_link_and_offers_pasting(stage: Stage) -> None:
    answer = stage.post("/articles/new", {"url": "http://127.0.0.1:9/news"})
    assert answer.status_code == 422
    assert "You can paste the text instead" in answer.text
    assert 'value="http://127.0.0.1:9/news"' in answer.text


def test_a_source_is_fetched_only_when_that_is_asked_for(stage: Stage) -> None:
    fields = {"title": "Register", "kind": "report", "url": "http://127.0.0.1:9/register"}
    refused = stage.post("/sources/new", {**fields, "fetch": "yes"})
    assert refused.status_code == 422 and "Could not read the address" in refused.text
    assert stage.post("/sources/new", fields).status_code == 303


def test_each_fact_of_a_line_can_become_a_claim(stage: Stage) -> None:
    number = stage.add_article("Storm Orla killed 11 people and destroyed 300 homes.")
    page = stage.get(f"/articles/{number}?line=1").text
    assert "2 facts of this line can stand alone" in page
    fields = {name: unescape(value) for name, value in re.findall(r'name="(quote|start|wording)" value="([^"]*)"', page)}
    assert fields["wording"] == "Storm Orla destroyed 300 homes."
    answer = stage.post(f"/articles/{number}/claims", dict(fields))
    assert answer.status_code == 303
    assert "Storm Orla destroyed 300 homes." in stage.client("Ben").get(answer.location, follow_redirects=True).text


def test_a_damaged_store_is_a_page_that_says_so(stage: Stage) -> None:
    client = stage.client("Ben")
    stage.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    stage.db.close()
    stage.path.write_bytes(b"this was a database once, and is none any more" * 200)
    answer = client.get("/")
    assert answer.status_code == 503
    assert "The database did not answer" in answer.text
    assert "backup" in answer.text or "Name another one" in answer.text


def test_who_is_signed_in_keeps_the_way_back_on_a_page_that_is_not_there_and_a_visitor_is_shown_the_way_in(stage: Stage) -> None:
    assert 'aria-label="Sections"' in stage.get("/nowhere").text
    assert 'aria-label="Sections"' in stage.get(f"/articles/{stage.article}/claims").text
    visitor = stage.get("/nowhere", by=None)
    assert visitor.status_code == 404
    assert "Sections" not in visitor.text and "Go to the queue" not in visitor.text and 'href="/login"' in visitor.text

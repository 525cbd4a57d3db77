"""The links of an article: each page is kept, compared with its line, and told in the report, the queue and the commands."""

import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

from claims.cli.main import cli
from claims.desk.cases import cases
from claims.desk.exchange import packs
from claims.desk.index.matcher import Matcher
from claims.desk.queue.problem_book import ProblemBook
from claims.desk.sources import evidence, link_checks, proposed_sources
from claims.desk.upkeep import redaction
from claims.errors import NotAllowed, NotFound
from claims.model import Person, ProblemKind, Stance
from claims.model.links import LinkCheck, LinkOutcome
from claims.sourcing import report
from claims.store import proposed_sources as stored_proposals
from claims.store import sources
from claims.store.confidential import hide_confidential
from tests.drafts import add_draft
from tests.served_pages import HOST, Site, served
from tests.test_draft_in import claim_on
from tests.web_stage import Stage

LINES = {
    "so": "The bridge of Merrow <a>cost 61 million crowns</a>, the council said.",
    "otherwise": "The ferry of Merrow <a>carried 48,000 passengers</a> in 2024.",
    "silent": "The lighthouse keeper of Merrow <a>retired after forty years</a> of service in March.",
    "gone": "The town hall of Merrow <a>burnt down in 1911</a> and was built again.",
    "down": "The school of Merrow <a>has 312 pupils</a> in its nine classes.",
}
PAGES = {
    "/so": [
        "A report to the council.",
        "The bridge of Merrow cost 61 million crowns, the council said.",
        "It was opened in spring by the mayor.",
    ],
    "/otherwise": [
        "The harbour office keeps count.",
        "The ferry of Merrow carried 61,000 passengers in 2024.",
        "In winter it does not run.",
    ],
    "/silent": [
        "Strawberry jam keeps for a year.",
        "Boil the fruit with sugar until it sets, and fill it into clean jars.",
        "Label each jar.",
    ],
}


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as made:
        made.pages |= PAGES
        yield made


@pytest.fixture
def matcher(tmp_path: Path) -> Matcher:
    return Matcher(tmp_path / "no-model")


@pytest.fixture
def article_id(db: Database, site: Site, matcher: Matcher, ben: Person, at: datetime, monkeypatch: pytest.MonkeyPatch) -> int:
    # The site on loopback stands for one on the public web; what is fetched from inside would become confidential.
    monkeypatch.setattr("claims.reading.fetch.is_public", lambda address: not address.startswith("10."))
    hosts = dict.fromkeys(LINES, site.root) | {"down": "http://10.0.0.1"}
    paragraphs = "".join(f"<p>{words}</p>".replace("<a>", f'<a href="{hosts[name]}/{name}">') for name, words in LINES.items())
    page = f"<!doctype html><html><head><title>Merrow in figures</title></head><body><article><h1>Merrow in figures</h1>{paragraphs}</article></body></html>"
    return add_draft(db, matcher, page.encode(), by=ben, at=at, name="page.html").article.id


def check(db: Database, article_id: int, matcher: Matcher, by: Person, at: datetime) -> dict[str, LinkCheck]:
    checked = link_checks.check_links(db, article_id, matcher, allowed_hosts={HOST}, limit=5_000_000, by=by, at=lambda: at)
    assert checked.left == 0
    return {(link.address or "").rsplit("/", 1)[-1]: link for link in checked.checks}


def test_each_link_says_what_its_page_says(db: Database, article_id: int, site: Site, matcher: Matcher, ben: Person, at: datetime) -> None:
    links = check(db, article_id, matcher, ben, at)
    assert {name: link.outcome for name, link in links.items()} == {
        "so": LinkOutcome.SAYS_SO,
        "otherwise": LinkOutcome.SAYS_OTHERWISE,
        "silent": LinkOutcome.DOES_NOT_SPEAK,
        "gone": LinkOutcome.GONE,
        "down": LinkOutcome.UNREADABLE,
    }
    assert links["otherwise"].quote == PAGES["/otherwise"][1] and "61,000" in links["otherwise"].reason
    kept = sources.get_sources(db, [links[name].source_id or 0 for name in ("so", "otherwise", "silent")])
    assert [one.has_bytes for one in kept] == [True] * 3 and sources.get_original(db, kept[0].id) == site.html(PAGES["/so"]).encode()
    assert links["gone"].source_id is None and links["down"].source_id is None


def test_a_page_that_is_stored_is_not_fetched_again_and_one_that_was_gone_is(
    db: Database, article_id: int, site: Site, matcher: Matcher, ben: Person, at: datetime
) -> None:
    first = check(db, article_id, matcher, ben, at)
    assert link_checks.count_due(db, article_id) == 2
    site.pages = {"/gone": ["The town hall of Merrow burnt down in 1911 and was built again."]}
    again = check(db, article_id, matcher, ben, at)
    assert again["gone"].outcome is LinkOutcome.SAYS_SO
    assert again["so"] == first["so"]


def test_time_that_runs_out_leaves_links_for_the_next_run(
    db: Database, article_id: int, matcher: Matcher, ben: Person, at: datetime
) -> None:
    checked = link_checks.check_links(
        db, article_id, matcher, allowed_hosts={HOST}, limit=5_000_000, by=ben, at=lambda: at, may_go_on=lambda: False
    )
    assert (checked.checks, checked.left) == ((), 5)


def problems_of(db: Database, article_id: int, at: datetime) -> set[tuple[ProblemKind, int]]:
    kinds = (ProblemKind.LINK_DOES_NOT_SAY, ProblemKind.LINK_GONE)
    return {(problem.kind, problem.claim_id) for problem in cases.sourcing_report(db, article_id, at=at).problems if problem.kind in kinds}


def test_a_link_that_does_not_say_so_is_to_fix_and_one_that_is_gone_to_weigh_until_somebody_decides(
    db: Database, article_id: int, matcher: Matcher, ben: Person, at: datetime
) -> None:
    ids = {name: claim_on(db, article_id, LINES[name][:12], ben, at) for name in LINES}
    book = ProblemBook()
    assert book.counts(db)[ProblemKind.LINK_GONE] == 0
    links = check(db, article_id, matcher, ben, at)
    wrong = {(ProblemKind.LINK_DOES_NOT_SAY, ids[name]) for name in ("otherwise", "silent")}
    assert problems_of(db, article_id, at) == wrong | {(ProblemKind.LINK_GONE, ids["gone"])}
    assert set(book.having(db, [ProblemKind.LINK_DOES_NOT_SAY])) == {ids["otherwise"], ids["silent"]}
    assert book.having(db, [ProblemKind.LINK_GONE]) == (ids["gone"],)
    proposed_sources.drop(db, links["gone"].proposed_id, by=ben, at=at)
    linked = proposed_sources.accept(db, links["otherwise"].proposed_id, Stance.CONTRADICTS, by=ben, at=at)
    assert (linked.source.id, linked.quote) == (links["otherwise"].source_id, PAGES["/otherwise"][1])
    assert problems_of(db, article_id, at) == {(ProblemKind.LINK_DOES_NOT_SAY, ids["silent"])}


def test_every_form_of_the_report_tells_of_each_link(db: Database, article_id: int, matcher: Matcher, ben: Person, at: datetime) -> None:
    check(db, article_id, matcher, ben, at)
    made = cases.sourcing_report(db, article_id, at=at)
    answer = report.as_json(made)
    assert [link["outcome"] for line in answer["lines"] for link in line["links"]] == [
        "says_so", "says_otherwise", "does_not_speak", "gone", "unreadable",
    ]  # fmt: skip
    for form in ("text", "csv", "html"):
        words = " ".join(report.print_report(made, form).split())
        assert "says otherwise" in words and "does not speak to it" in words and "could not be read" in words, form


def test_nothing_of_a_confidential_page_is_told(
    db: Database, article_id: int, site: Site, matcher: Matcher, ben: Person, ada: Person, at: datetime
) -> None:
    links = check(db, article_id, matcher, ben, at)
    evidence.set_confidential(db, links["otherwise"].source_id or 0, True, "promised", by=ada, at=at)
    printed = report.print_report(cases.sourcing_report(db, article_id, at=at), "json")
    assert "61,000" not in printed
    hide_confidential(db)
    hidden = next(link for link in link_checks.check_links(
        db, article_id, matcher, allowed_hosts=(), limit=1, by=ben, at=lambda: at, may_go_on=lambda: False
    ).checks if link.source_id == links["otherwise"].source_id)  # fmt: skip
    assert (hidden.quote, hidden.quote_start, hidden.outcome) == (None, None, LinkOutcome.SAYS_OTHERWISE)


@pytest.mark.parametrize("is_hidden", [True, False])
def test_no_report_names_the_page_behind_a_confidential_source(
    db: Database, article_id: int, site: Site, matcher: Matcher, ben: Person, ada: Person, at: datetime, is_hidden: bool
) -> None:
    claim_on(db, article_id, LINES["otherwise"][:12], ben, at)
    number = check(db, article_id, matcher, ben, at)["otherwise"].source_id or 0
    evidence.set_confidential(db, number, True, "promised", by=ada, at=at)
    if is_hidden:
        hide_confidential(db)
    made = cases.sourcing_report(db, article_id, at=at)
    assert "The link “a confidential source” says otherwise" in "".join(problem.detail for problem in made.problems)
    for form in ("text", "csv", "html", "json"):
        printed = report.print_report(made, form)
        assert f"{site.root}/so" in printed and f"{site.root}/otherwise" not in printed, form
    (link,) = [link for line in json.loads(printed)["lines"] for link in line["links"] if link["title"] == "a confidential source"]
    assert (link["address"], link["source_id"], link["outcome"]) == (None, None, "says_otherwise")


def test_a_pack_counts_a_confidential_page_behind_a_link_and_does_not_name_it(
    db: Database, article_id: int, site: Site, matcher: Matcher, ben: Person, ada: Person, at: datetime, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(packs, "BROWSERS", ())
    number = check(db, article_id, matcher, ben, at)["otherwise"].source_id or 0
    evidence.set_confidential(db, number, True, "promised", by=ada, at=at)
    made = packs.pack_article(db, article_id, tmp_path / "out.zip", by=ada, at=at, zone=UTC, confidential=False)
    assert made.left_out == 1
    with zipfile.ZipFile(tmp_path / "out.zip") as pack:
        # The article's own file names its links, of course.
        for name in {name for name in pack.namelist() if not name.startswith("article/")}:
            assert f"{site.root}/otherwise".encode() not in pack.read(name), name


def test_who_may_not_read_a_confidential_page_neither_sees_the_link_to_it_nor_accepts_it(
    db: Database, article_id: int, site: Site, matcher: Matcher, ben: Person, ada: Person, at: datetime
) -> None:
    claim_on(db, article_id, LINES["otherwise"][:12], ben, at)
    links = check(db, article_id, matcher, ben, at)
    evidence.set_confidential(db, links["otherwise"].source_id or 0, True, "promised", by=ada, at=at)
    hide_confidential(db)
    proposed = {one.id: one.named for one in stored_proposals.proposed_in(db, article_id)}
    assert proposed[links["so"].proposed_id].address == f"{site.root}/so"
    hidden = proposed[links["otherwise"].proposed_id]
    assert (hidden.title, hidden.address, hidden.locator, hidden.note) == ("a confidential source", None, None, "")
    with pytest.raises(NotAllowed, match="page behind this link is confidential"):
        proposed_sources.accept(db, links["otherwise"].proposed_id, Stance.CONTRADICTS, by=ben, at=at)


def test_words_are_redacted_in_the_reasons_too(
    db: Database, article_id: int, matcher: Matcher, ben: Person, ada: Person, at: datetime
) -> None:
    check(db, article_id, matcher, ben, at)
    redaction.redact(db, "61,000", "wrong figure", by=ada, at=at)
    assert "61,000" not in report.print_report(cases.sourcing_report(db, article_id, at=at), "json")


def test_an_unknown_article_and_a_viewer_are_refused(
    db: Database, article_id: int, matcher: Matcher, ben: Person, vic: Person, at: datetime
) -> None:
    with pytest.raises(NotFound):
        link_checks.check_links(db, 99, matcher, allowed_hosts=(), limit=1, by=ben, at=lambda: at)
    with pytest.raises(NotAllowed):
        link_checks.check_links(db, article_id, matcher, allowed_hosts=(), limit=1, by=vic, at=lambda: at)


def test_the_commands_check_links_and_tell_of_each(article_id: int, path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLAIMS_USER", "Ben")
    monkeypatch.setenv("CLAIMS_ALLOWED_HOSTS", HOST)
    monkeypatch.setenv("CLAIMS_MODEL", str(tmp_path / "no-model"))
    told = CliRunner().invoke(cli, ["--db", str(path), "article", "check-links", str(article_id)], catch_exceptions=False)
    assert told.exit_code == 0 and "says otherwise: says 61,000, the claim 48,000" in told.stdout
    page = tmp_path / "draft.md"
    page.write_text("# Notes\n\nThe bridge was painted [green in 2019](http://10.0.0.1/paint) by the town.\n", encoding="utf-8")
    answer = CliRunner().invoke(cli, ["--db", str(path), "add", str(page), "--fetch-links", "--json"], catch_exceptions=False)
    assert [link["outcome"] for link in json.loads(answer.stdout)["links_checked"]] == ["unreadable"]


def test_the_reports_button_checks_the_links(path: Path, site: Site) -> None:
    stage = Stage(path, allowed_hosts=frozenset({HOST}))
    page = f"# Merrow\n\nThe ferry of Merrow [carried 48,000 passengers]({site.root}/otherwise) in 2024.\n"
    stage.post("/articles/new", {"text": page})
    number = max(row[0] for row in stage.db.execute("SELECT id FROM article").fetchall())
    shown = stage.get(f"/articles/{number}/report").text
    assert "Check 1 link<" in shown
    assert stage.post(f"/articles/{number}/check-links", {}, by="Vic").status_code == 403
    answer = stage.post(f"/articles/{number}/check-links", {})
    assert answer.status_code == 303 and answer.location.endswith("#lines")
    assert '<b class="weigh">says otherwise</b>' in (shown := stage.get(f"/articles/{number}/report").text) and "Check 1 link" not in shown
    stage.db.close()

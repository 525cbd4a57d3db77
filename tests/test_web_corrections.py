"""Correcting details on the desk, by the command line and by the API: at the right field, in place, guarded, with undo."""

import json
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from claims.cli.main import cli
from claims.desk.screens import overview
from claims.desk.sources import corrections, evidence
from claims.desk.sources.evidence import NewSource
from claims.errors import Refused
from claims.model import SourceKind, Stance
from claims.store import articles, sources
from claims.store import evidence as stored_evidence
from tests.web_stage import ARTICLE, Stage, token_in


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def loose_link(stage: Stage) -> int:
    """A link without a locator to a source of which no copy is kept."""
    source = NewSource(title="Minutes", kind=SourceKind.REPORT, url="https://minutes.example.org/5")
    added = evidence.add_source(stage.db, source, by=stage.cast["Ben"], at=stage.at).source
    claim = stage.claim("depot")
    return evidence.link_source(stage.db, claim.id, added.id, Stance.SUPPORTS, by=stage.cast["Ben"], at=stage.at).id


def test_the_form_shows_the_present_values_and_focuses_the_field_that_was_asked_for(stage: Stage) -> None:
    number = loose_link(stage)
    page = stage.get(f"/evidence/{number}/edit?field=locator&back=/articles/2/report", by="Ben").text
    assert 'id="field-locator" name="locator" type="text" value="" aria-describedby="field-locator-hint" autofocus' in page
    assert 'name="back" value="/articles/2/report"' in page and 'href="/articles/2/report">Cancel' in page
    page = stage.get(f"/articles/{stage.article}/edit", by="Ben").text
    assert 'value="Brackwater opens its tram line"' in page and 'value="en"' in page
    assert stage.get(f"/articles/{stage.article}/edit", by="Vic").status_code == 403


def test_a_wrong_value_is_told_at_its_field_with_everything_else_as_it_was_typed(stage: Stage) -> None:
    fields = {
        "title": "Trams",
        "published": "30/30/2026",
        "byline": "Ira Nold",
        "seen": articles.get_article(stage.db, stage.article).version,
    }
    answer = stage.post(f"/articles/{stage.article}/edit", fields, by="Ben")
    page = unescape(answer.text)
    assert answer.status_code == 409
    assert "The publication date is given as '30/30/2026': write it as 23 November 2026 or 2026-11-23." in page
    assert (
        'name="published" type="text" value="30/30/2026" aria-describedby="field-published-hint field-published-wrong" aria-invalid="true" autofocus'
        in page
    )
    assert 'value="Trams"' in page and 'value="Ira Nold"' in page
    assert articles.get_article(stage.db, stage.article).title == "Brackwater opens its tram line"


def test_a_report_s_row_takes_the_missing_value_and_comes_back_to_itself(stage: Stage) -> None:
    number = loose_link(stage)
    link = stored_evidence.get_evidence(stage.db, number)
    report = f"/articles/{stage.article}/report"
    page = unescape(stage.get(report, by="Ben").text)
    row = f"{report}#problem-{link.claim_id}-no_locator"
    assert f'action="/evidence/{number}/edit"' in page and f'action="/sources/{link.source.id}/edit"' in page and f'value="{row}"' in page
    assert "Minutes: page, minute or paragraph" in page and "Minutes: address of an archived copy" in page
    answer = stage.post(f"/evidence/{number}/edit", {"locator": "page 4", "seen": link.version, "back": row}, by="Ben")
    assert (answer.status_code, answer.location) == (303, row)
    answer = stage.post(f"/sources/{link.source.id}/edit", {"archived_url": "archive", "seen": link.source.version, "back": row}, by="Ben")
    assert "is not a web address" in answer.text and 'name="archived_url" type="url" value="archive"' in answer.text
    stage.post(f"/sources/{link.source.id}/edit", {"archived_url": "https://archive.example.org/5", "seen": link.source.version}, by="Ben")
    page = stage.get(report, by="Ben").text
    assert "page, minute or paragraph" not in page and "address of an archived copy" not in page
    assert "No copy is kept" not in page and "No location given" not in page


def test_somebody_who_may_only_look_sees_no_form_on_the_report(stage: Stage) -> None:
    loose_link(stage)
    page = stage.get(f"/articles/{stage.article}/report", by="Vic").text
    assert "page, minute or paragraph is given" in page and "/edit" not in page


def test_the_message_after_a_correction_undoes_it(stage: Stage) -> None:
    client = stage.client("Ben")
    version = articles.get_article(stage.db, stage.article).version
    page = client.get(f"/articles/{stage.article}/edit").text
    fields = {"csrf_token": token_in(page), "seen": version, "publisher": "Herald", "published": "2026-03-01"}
    shown = unescape(client.post(f"/articles/{stage.article}/edit", data=fields, follow_redirects=True).text)
    assert "Publisher and publication date corrected." in shown and "matched again" in shown
    assert f'action="/articles/{stage.article}/edit/undo"' in shown
    client.post(f"/articles/{stage.article}/edit/undo", data={"csrf_token": token_in(page), "seen": version + 1})
    now = articles.get_article(stage.db, stage.article)
    assert (now.publisher, now.published_at) == (None, None)


def test_two_at_once_see_both_values_and_lose_none(stage: Stage) -> None:
    number = stage.source().id
    version = sources.get_source(stage.db, number).version
    corrections.correct_source(stage.db, number, {"title": "Register", "kind": "report"}, by=stage.cast["Cleo"], at=stage.at)
    answer = stage.post(f"/sources/{number}/edit", {"title": "Building list", "kind": "dataset", "seen": version}, by="Ben")
    page = unescape(answer.text)
    assert answer.status_code == 409
    assert "Register" in page and 'value="Building list"' in page and "Data set" in page
    assert sources.get_source(stage.db, number).title == "Register"


def patched(stage: Stage, path: str, body: dict[str, Any], etag: str | None = None) -> Any:
    bearer = stage.bearer("Ben")
    client = stage.app.test_client()
    etag = etag or client.get(path, headers=bearer).headers["ETag"]
    return client.patch(path, json=body, headers={**bearer, "If-Match": etag})


def test_a_program_corrects_and_undoes(stage: Stage) -> None:
    number = stage.link()
    link = stored_evidence.get_evidence(stage.db, number)
    path = f"/api/v1/articles/{stage.article}"
    answer = patched(stage, path, {"title": "Trams", "published": "1 March 2026", "byline": None})
    assert (answer.status_code, answer.json["title"], answer.json["published"]) == (200, "Trams", "2026-03-01")
    assert patched(stage, path, {"undo": True}).json["title"] == "Brackwater opens its tram line"
    source = f"/api/v1/sources/{link.source.id}"
    assert patched(stage, source, {"kind": "dataset", "archived_url": "https://archive.example.org/1"}).json["kind"] == "dataset"
    assert patched(stage, source, {"undo": True}).json["archived_url"] is None
    path = f"/api/v1/claims/{link.claim_id}/evidence/{number}"
    answer = patched(stage, path, {"quote": "9.1 kilometres", "used_as": "secondary", "start": (link.source.text or "").index("9.1")})
    assert (answer.json["quote"], answer.json["used_as"]) == ("9.1 kilometres", "secondary")
    assert patched(stage, path, {"undo": True}).json["quote"] == "demolished on 4 March 2024"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"title": "Trams", "due_at": None},
        {"undo": False},
        {"undo": True, "title": "Trams"},
        {"language": "English"},
        {"published": "soon"},
        {"title": ""},
    ],
)
def test_a_program_that_sends_a_wrong_correction_changes_nothing(stage: Stage, body: dict[str, Any]) -> None:
    before = articles.get_article(stage.db, stage.article)
    answer = patched(stage, f"/api/v1/articles/{stage.article}", body)
    assert answer.status_code in (409, 422), answer.json
    assert articles.get_article(stage.db, stage.article) == before


def test_a_program_needs_the_newest_version(stage: Stage) -> None:
    number = stage.link()
    link = stored_evidence.get_evidence(stage.db, number)
    path, bearer = f"/api/v1/claims/{link.claim_id}/evidence/{number}", stage.bearer("Ben")
    client = stage.app.test_client()
    assert client.patch(path, json={"note": "x"}, headers=bearer).status_code == 428
    etag = client.get(path, headers=bearer).headers["ETag"]
    corrections.correct_link(stage.db, number, {"note": "seen"}, by=stage.cast["Cleo"], at=stage.at)
    assert patched(stage, path, {"note": "x"}, etag).status_code == 412
    assert stored_evidence.get_evidence(stage.db, number).note == "seen"


def test_commands_correct_and_undo(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMS_USER", "Ada")
    monkeypatch.setenv("CLAIMS_MODEL", str(stage.path.parent / "no-model"))
    number = stage.link()
    source = stored_evidence.get_evidence(stage.db, number).source.id

    def run(*words: str) -> str:
        result = CliRunner().invoke(cli, ["--db", str(stage.path), *words], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.stdout

    answer = json.loads(run("article", "edit", "2", "--published", "2026-03-01", "--byline", "Ira Nold", "--json"))
    assert (answer["published"], answer["corrected"]) == ("2026-03-01", ["byline", "published"]) and "matched again" in answer["remarks"][0]
    assert run("article", "edit", "2", "--undo") == "article 2: byline, published corrected\n"
    assert (
        run("source", "edit", str(source), "--archived-url", "https://archive.example.org/1")
        == f"source {source}: archived url corrected\n"
    )
    assert json.loads(run("source", "edit", str(source), "--undo", "--json"))["archived_url"] is None
    assert json.loads(run("evidence", "edit", str(number), "--locator", "page 2", "--json"))["locator"] == "page 2"
    assert run("evidence", "edit", str(number), "--locator", "page 2") == f"evidence {number}: nothing to change, these are its values\n"
    assert json.loads(run("evidence", "edit", str(number), "--locator", "", "--json"))["locator"] is None
    with pytest.raises(Refused, match="not in the stored text"):
        run("evidence", "edit", str(number), "--quote", "It was painted.")
    for words in (("article", "edit", "2"), ("article", "edit", "2", "--undo", "--title", "x")):
        assert CliRunner().invoke(cli, ["--db", str(stage.path), *words]).exit_code == 2


def test_a_program_adds_a_new_version_and_reads_what_changed(stage: Stage) -> None:
    client, bearer = stage.app.test_client(), stage.bearer("Ben")
    stage.claim("depot")
    passengers = stage.claim("passengers").id
    text = ARTICLE.replace("12,000", "13,000").replace("What a fine morning it was.", "Nobody was hurt.")
    sent = client.post("/api/v1/articles", json={"text": text, "replaces": stage.article}, headers=bearer)
    assert sent.status_code == 201 and sent.json["changes"]["replaces"] == stage.article
    number = sent.json["article_id"]
    read = client.get(f"/api/v1/articles/{number}/changes", headers=bearer)
    assert read.status_code == 200 and read.json == sent.json["changes"]
    reopened = next(line for line in read.json["reopened"] if "13,000" in line["new"])
    assert (reopened["claim_ids"], reopened["facts"], reopened["open"]) == ([passengers], ["figure"], True)
    assert text[reopened["start"] : reopened["end"]] == reopened["new"] and "12,000" in reopened["old"]
    assert read.json["unchanged"] == 4
    assert articles.get_article(stage.db, number).replaces_id == stage.article
    again = client.post("/api/v1/articles", json={"text": text, "replaces": number}, headers=bearer)
    assert (again.status_code, again.json["article_id"]) == (200, number)


@pytest.mark.parametrize(
    ("replaces", "status", "words"),
    [(999, 404, "there is no article 999"), (0, 422, "replaces"), ("2", 422, "replaces"), (1.5, 422, "replaces"), (2**70, 422, "replaces")],
)
def test_a_program_that_names_no_article_to_replace_adds_nothing(stage: Stage, replaces: Any, status: int, words: str) -> None:
    client, bearer = stage.app.test_client(), stage.bearer("Ben")
    before = len(articles.list_articles(stage.db))
    sent = client.post("/api/v1/articles", json={"text": "The mill burned down in 1950.", "replaces": replaces}, headers=bearer)
    assert sent.status_code == status and words in sent.text.lower()
    assert len(articles.list_articles(stage.db)) == before


def test_a_program_is_told_that_an_article_has_a_newer_version_or_none_before_it(stage: Stage) -> None:
    client, bearer = stage.app.test_client(), stage.bearer("Ben")
    first = client.get(f"/api/v1/articles/{stage.article}/changes", headers=bearer)
    assert first.status_code == 404 and "no version before it" in first.json["detail"]
    assert client.get("/api/v1/articles/999/changes", headers=bearer).status_code == 404
    assert client.get(f"/api/v1/articles/{stage.article}/changes").status_code == 401
    sent = client.post("/api/v1/articles", json={"text": ARTICLE.replace("12,000", "13,000"), "replaces": stage.article}, headers=bearer)
    late = client.post("/api/v1/articles", json={"text": ARTICLE.replace("12,000", "14,000"), "replaces": stage.article}, headers=bearer)
    assert late.status_code == 409 and f"newer version, article {sent.json['article_id']}" in late.json["detail"]


def test_commands_reopen_a_line_and_undo_a_version(stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLAIMS_USER", "Ada")
    monkeypatch.setenv("CLAIMS_MODEL", str(stage.path.parent / "no-model"))
    stage.claim("depot")
    number = str(stage.add_article(ARTICLE.replace("torn down in March", "torn down, in March").replace("12,000", "13,000")))

    def run(*words: str) -> str:
        result = CliRunner().invoke(cli, ["--db", str(stage.path), "changes", number, *words], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.stdout

    told = json.loads(run("--replaces", "2", "--json"))
    assert (told["wording"], len(told["reopened"])) == (1, 1)
    line = next(
        str(sentence.position)
        for sentence in overview.article_desk(stage.db, int(number), at=stage.at).sentences
        if "depot" in sentence.text
    )
    assert len(json.loads(run("--reopen", line, "--json"))["reopened"]) == 2
    assert len(json.loads(run("--close", line, "--json"))["reopened"]) == 1
    assert run("--undo") == f"article {number} is no new version of another article any more.\n"
    assert articles.get_article(stage.db, int(number)).replaces_id is None
    assert CliRunner().invoke(cli, ["--db", str(stage.path), "changes", number, "--undo", "--replaces", "2"]).exit_code == 2


def test_the_page_reopens_a_reworded_line_and_the_message_takes_it_back(stage: Stage) -> None:
    stage.claim("depot")
    number = stage.add_article(ARTICLE.replace("torn down in March", "torn down, in March").replace("12,000", "13,000"))
    client = stage.client("Ben")
    token = token_in(client.get(f"/articles/{number}/edit").text)
    fields = {"csrf_token": token, "replaces": stage.article, "seen": articles.get_article(stage.db, number).version}
    page = unescape(client.post(f"/articles/{number}/replaces", data=fields, follow_redirects=True).text)
    assert "Made the new version." in page and f'action="/articles/{number}/replaces/undo"' in page and "This did change" in page
    sentence = stage.sentence("depot", number)
    fields = {"csrf_token": token, "seen": sentence.version}
    page = unescape(client.post(f"/sentences/{sentence.id}/reopen", data=fields, follow_redirects=True).text)
    assert f"Line {sentence.position} is to be checked again." in page and f'action="/sentences/{sentence.id}/reworded"' in page
    assert "This did change" not in page
    fields["seen"] = articles.get_sentence(stage.db, sentence.id).version
    page = unescape(client.post(f"/sentences/{sentence.id}/reworded", data=fields, follow_redirects=True).text)
    assert "This did change" in page

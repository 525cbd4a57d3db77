"""Correcting details on the desk, by the command line and by the API: at the right field, in place, guarded, with undo."""

import json
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from claims.cli.main import cli
from claims.desk.sources import corrections, evidence
from claims.desk.sources.evidence import NewSource
from claims.errors import Refused
from claims.model import SourceKind, Stance
from claims.store import articles, sources
from claims.store import evidence as stored_evidence
from tests.web_stage import Stage, token_in


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
        "published": "3/4/2026",
        "byline": "Ira Nold",
        "seen": articles.get_article(stage.db, stage.article).version,
    }
    answer = stage.post(f"/articles/{stage.article}/edit", fields, by="Ben")
    page = unescape(answer.text)
    assert answer.status_code == 409
    assert "The publication date is given as '3/4/2026': write it as 2026-11-23." in page
    assert (
        'name="published" type="text" value="3/4/2026" aria-describedby="field-published-hint field-published-wrong" aria-invalid="true" autofocus'
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

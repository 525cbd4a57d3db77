"""What an article's own file names and asks, on the desk: on its line, with a key, and back to the author as a file."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.desk.people import confidential
from claims.desk.sources import evidence, proposed_sources
from claims.model import Stance
from claims.store import proposed_sources as stored_proposed_sources
from tests.drafts import add_draft, comments_in, draft
from tests.web_form_articles import a_proposed, drafted
from tests.web_stage import Stage


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def line_of(stage: Stage, words: str, article: int) -> int:
    return stage.sentence(words, article).position


def test_a_line_shows_what_its_file_names_with_a_key_to_accept_and_one_to_drop(stage: Stage) -> None:
    article = drafted(stage)
    page = stage.get(f"/articles/{article}?line={line_of(stage, 'Ridership', article)}").text
    assert "From the article itself" in page and "Footnote 1: Harbour office, annual report, p. 12" in " ".join(page.split())
    assert page.count('data-key="e"') == 1 and page.count('data-key="t"') == 1
    assert "1 from the article" in page
    seen = stage.get(f"/articles/{article}?line={line_of(stage, 'Ridership', article)}", by="Vic").text
    assert "Footnote 1" in seen and 'data-key="e"' not in seen


def test_accepting_is_told_with_its_undo(stage: Stage) -> None:
    number = a_proposed(stage)
    client = stage.client("Ben")
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/password").text)
    assert token
    fields = {"csrf_token": token[1], "stance": "contradicts", "seen": 1}
    page = client.post(f"/proposed-sources/{number}/accept", data=fields, follow_redirects=True).text
    assert "“Harbour office, annual report” linked: contradicts." in page and f"/proposed-sources/{number}/again" in page
    assert "<b>Accepted</b> by Ben" in page


def test_a_line_without_a_claim_says_to_mark_it_first(stage: Stage) -> None:
    content = draft(closed="What a lovely morning it was.", question="Weather report, p. 1")
    article = add_draft(stage.db, stage.matcher, content, by=stage.cast["Ben"], at=stage.at).article.id
    page = stage.get(f"/articles/{article}?line={line_of(stage, 'lovely morning', article)}").text
    assert "Weather report" in page
    assert "Mark the line as a claim to accept it." in page and 'data-key="e"' not in page
    number = next(one.id for one in proposed_sources.list_proposed(stage.db, article) if one.named.title == "Weather report")
    answer = stage.post(f"/proposed-sources/{number}/accept", {"stance": "supports", "seen": 1})
    assert answer.status_code == 409 and "no claim yet" in answer.text


def test_the_report_says_what_is_undecided_and_gives_the_copies(stage: Stage) -> None:
    article = drafted(stage)
    page = stage.get(f"/articles/{article}/report").text
    assert "3 sources named in the article are undecided and 1 question in it is open." in page
    assert "Download Word file" in page and "Name confidential sources" in page
    answer = stage.get(f"/articles/{article}/annotated.docx")
    assert answer.status_code == 200 and answer.headers["Content-Disposition"] == f'attachment; filename="article-{article}.docx"'
    assert any(f"http://localhost/articles/{article}?claim=" in words for _, words in comments_in(answer.data).values())
    html = stage.get(f"/articles/{article}/annotated.html")
    assert html.mimetype == "text/html" and "May be passed on" in html.text and "attachment" in html.headers["Content-Disposition"]
    assert stage.get(f"/articles/{article}/annotated.odt").status_code == 404
    assert stage.get(f"/articles/{article}/annotated.docx?footnotes=x").status_code == 400
    assert stage.get(f"/articles/{article}/annotated.docx?footnotes=2,3").status_code == 200
    assert stage.get("/articles/999/annotated.docx").status_code == 404


def test_a_copy_names_confidential_sources_only_for_who_asks_and_may_read_them(stage: Stage) -> None:
    number = a_proposed(stage)
    article = stored_proposed_sources.get_proposed(stage.db, number).article_id
    link = proposed_sources.accept(stage.db, number, Stance.SUPPORTS, by=stage.cast["Ben"], at=stage.at)
    evidence.set_confidential(stage.db, link.source.id, True, "promised", by=stage.cast["Ben"], at=stage.at)
    first = stage.get(f"/articles/{article}/annotated.docx")
    assert first.mimetype == "text/html" and "own file names a source that this copy may not name" in first.text
    outside = stage.get(f"/articles/{article}/annotated.html?told=1").text
    asked = stage.get(f"/articles/{article}/annotated.html?confidential=1").text
    assert "Supports" not in outside and "1 confidential source is left out of this copy." in outside
    assert "Supports (confidential): Harbour office, annual report, p. 12." in asked and "For the newsroom only" in asked
    confidential.set_lowest_reader(stage.db, "editor", by=stage.cast["Ada"], at=stage.at)
    hidden = stage.get(f"/articles/{article}/annotated.html?confidential=1").text
    assert "Supports (confidential)" not in hidden and "1 confidential source is left out of this copy." in hidden
    assert "Name confidential sources" not in stage.get(f"/articles/{article}/report").text


def test_adding_a_draft_tells_what_its_file_brought(stage: Stage) -> None:
    client = stage.client("Ben")
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/password").text)
    assert token
    sent = {"csrf_token": token[1], "text": "", "file": (io.BytesIO(draft()), "draft.docx")}
    page = client.post("/articles/new", data=sent, content_type="multipart/form-data", follow_redirects=True).text
    assert "The article itself has 3 sources and 1 open question: they wait on their lines." in page


def test_the_history_and_the_api_tell_the_same(stage: Stage) -> None:
    article = add_draft(stage.db, stage.matcher, draft(), by=stage.cast["Ben"], at=stage.at).article.id
    stage.claim("Ridership", article)
    bearer = stage.bearer("Ben")
    client = stage.app.test_client()
    listed = client.get(f"/api/v1/articles/{article}/proposed-sources", headers=bearer).json["proposed"]
    footnote = next(one for one in listed if one["kind"] == "footnote")
    assert (footnote["label"], footnote["locator"], footnote["status"]) == ("footnote 1", "p. 12", "proposed")
    path = f"/api/v1/proposed-sources/{footnote['id']}"
    assert client.patch(path, json={"status": "dropped"}, headers=bearer).status_code == 428
    tag = {"If-Match": client.get(path, headers=bearer).headers["ETag"]}
    assert client.patch(path, json={"status": "accepted"}, headers=bearer | tag).status_code in (409, 422)
    accepted = client.patch(path, json={"status": "accepted", "stance": "supports"}, headers=bearer | tag)
    assert accepted.status_code == 200 and accepted.json["status"] == "accepted" and accepted.json["evidence_id"]
    assert client.patch(path, json={"status": "dropped"}, headers=bearer | tag).status_code == 412
    (question,) = client.get(f"/api/v1/articles/{article}/questions", headers=bearer).json["questions"]
    path = f"/api/v1/questions/{question['id']}"
    tag = {"If-Match": client.get(path, headers=bearer).headers["ETag"]}
    assert client.patch(path, json={"status": "settled"}, headers=bearer | tag).json["decided_by"] == "Ben"
    history = stage.get(f"/articles/{article}/history").text
    assert "3 sources and 1 comment read from the article itself" in history and "question settled: Source? I cannot find it." in history
    report = client.get(f"/api/v1/articles/{article}/report", headers=bearer).json
    assert (report["undecided_sources"], report["open_questions"]) == (2, 0)
